"""Errors about rows of usage and packs: the file, line and column, or the argument, of each."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

import frozen
from tiia_pricing import Activated, InputError, Purchase, Usage, bill
from tiia_pricing.billing.usage.row_places import RowPlace
from tiia_pricing.cli import main

PRO = "车辆识别（增强版）"
MAY = dt.date(2023, 5, 1)
USAGE = "date,interface,calls\n"
PACKS = "purchased_on,interface,calls,quantity\n"


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> dict:  # type: ignore[type-arg]
    assert main([*words, "--format", "json"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    return json.loads(captured.err)  # type: ignore[no-any-return]


def places(error: dict) -> list[tuple[object, ...]]:  # type: ignore[type-arg]
    """Id, file, line and column of every problem."""
    return [
        (one["error"], *(one["where"].get(key) for key in ("file", "line", "column")))
        for one in error["problems"]
    ]


def written(folder: Path, usage: str, packs: str = "") -> list[str]:
    words = ["bill", str(folder / "u.csv")]
    (folder / "u.csv").write_text(USAGE + usage, "utf-8")
    if packs:
        (folder / "p.csv").write_text(PACKS + packs, "utf-8")
        words += ["--packs", str(folder / "p.csv")]
    return words


def test_faults_of_every_kind_and_both_files_are_told_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    usage = (
        "2023-05-01,车辆,7\n2023-05-02,商品识别,-5\n2020-01,图像鉴黄,50000\n2023-05-03,智能裁剪,5\n"
    )
    usage += "2023-06,图像鉴黄,5\n"
    packs = f"2023-05-01,{PRO},77,3\n2023-05-01,foo,1万次,\n2023-05-01,商品识别,1万次,9\n"
    error = refused(capsys, *written(tmp_path, usage, packs))
    u, p = str(tmp_path / "u.csv"), str(tmp_path / "p.csv")
    assert places(error) == [
        ("unknown-interface", u, 2, "interface"),
        ("calls-negative", u, 3, "calls"),
        ("price-unknown-then", u, 6, "date"),
        ("unknown-pack-size", p, 2, "calls"),
        ("unknown-interface", p, 3, "interface"),
        ("packs-not-sold", p, 4, "interface"),
    ]
    assert error["where"] == {"file": u, "line": 2, "column": "interface"}
    assert error["more"] == 0


def test_each_row_of_a_month_without_a_price_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    usage = "2016-12-01,商品识别,5\n2023-05-01,商品识别,5\n2016-12-31,DetectProduct,5\n"
    error = refused(capsys, *written(tmp_path, usage))
    assert [one["where"]["line"] for one in error["problems"]] == [2, 4]
    assert {one["where"]["column"] for one in error["problems"]} == {"date"}


def test_rows_before_the_activation_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    usage = "2023-05-09,商品识别,5\n2023-05-10,商品识别,5\n2023-05-01,商品识别,5\n"
    words = [*written(tmp_path, usage), "--activated", "2023-05-10"]
    error = refused(capsys, *words)
    assert [(one["where"]["line"], one["where"]["column"]) for one in error["problems"]] == [
        (2, "date"),
        (4, "date"),
    ]


def test_each_line_of_text_begins_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = written(tmp_path, "2023-05-01,车辆,7\n2023-05-02,商品识别,-5\n")
    assert main(words) == 2
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "error: 2 problems in the input"
    assert lines[1].startswith(
        f"{tmp_path / 'u.csv'}:2: column interface: unknown interface '车辆'"
    )
    assert lines[2] == f"{tmp_path / 'u.csv'}:3: column calls: -5 is less than 0"


def test_rows_given_as_data_are_known_by_their_index() -> None:
    rows = [Usage(MAY, "商品识别", 1), Usage(MAY, "车辆", 1), Usage(MAY, "商品识别", -1)]
    with pytest.raises(InputError) as error:
        bill(frozen.book(), rows, [Purchase(MAY, PRO, 7)])
    assert [one.where for one in error.value.problems] == [
        {"list": "usage", "index": 1, "column": "interface"},
        {"list": "usage", "index": 2, "column": "calls"},
        {"list": "packs", "index": 0, "column": "calls"},
    ]
    assert "usage[1]: column interface: unknown interface '车辆'" in str(error.value)


def test_a_pack_that_is_not_sold_hides_nothing_else_of_its_row() -> None:
    packs = [
        Purchase(MAY, "商品识别", 10_000, quantity=0, left=10_001),
        Purchase(MAY, PRO, 7, left=6),
    ]
    with pytest.raises(InputError) as error:
        bill(frozen.book(), [Usage(MAY, "商品识别", 1)], packs)
    assert [(one.id, one.where["index"], one.where["column"]) for one in error.value.problems] == [
        ("quantity-unreadable", 0, "quantity"),
        ("packs-not-sold", 0, "interface"),
        ("left-impossible", 0, "left"),
        ("unknown-pack-size", 1, "calls"),
        ("left-impossible", 1, "left"),
    ]


def test_rows_given_with_a_place_are_known_by_it() -> None:
    row = Usage(MAY, "车辆", 1, place=RowPlace("calls.db", 812))
    with pytest.raises(InputError) as error:
        bill(frozen.book(), iter([row]))
    assert error.value.where == {"file": "calls.db", "line": 812, "column": "interface"}
    assert row == Usage(MAY, "车辆", 1)


def test_an_interface_that_is_not_there_to_activate_is_named() -> None:
    with pytest.raises(InputError) as error:
        bill(frozen.book(), [Usage(MAY, "商品识别", 1)], activated=Activated(None, {"车辆": MAY}))
    assert error.value.where == {"activated": "车辆"}


def test_a_pack_beyond_the_calendar_is_told_by_its_row() -> None:
    packs = [Purchase(MAY, PRO, 10_000), Purchase(dt.date(9999, 5, 1), PRO, 10_000)]
    with pytest.raises(InputError) as error:
        bill(frozen.book(), [Usage(MAY, PRO, 1)], packs)
    assert (error.value.id, error.value.where) == (
        "date-unreadable",
        {"list": "packs", "index": 1, "column": "purchased_on"},
    )


@pytest.mark.parametrize(
    ("words", "arguments"),
    [
        (["商品識=5", "--month", "2023-05"], ["商品識=5"]),
        (
            ["商品识别=x", "车辆=1=y", "--month", "2023-13"],
            ["--month 2023-13", "商品识别=x", "车辆=1=y"],
        ),
        (["商品识别=5", "--month", "2016-12"], ["--month 2016-12"]),
        (["商品识别=5", "智能裁剪=5", "--month", "2016-12"], ["--month 2016-12"] * 2),
        (["商品识别=5", "--month", "2023-05", "--pack", "1@2023-05-01"], ["--pack 1@2023-05-01"]),
        (["商品识别=5", "--month", "2023-05", "--pack", "x", "y"], ["--pack x", "--pack y"]),
    ],
)
def test_a_quote_names_the_argument(
    capsys: pytest.CaptureFixture[str], words: list[str], arguments: list[str]
) -> None:
    error = refused(capsys, "quote", *words)
    assert [one["where"] for one in error["problems"]] == [{"argument": one} for one in arguments]
