"""``tiia-pricing history``: what it prints, where, and with which exit code."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

import frozen
from support.history_pages import folder, page
from tiia_pricing.cli import main

Capture = pytest.CaptureFixture[str]
TRIAL = "图像分析产品在2020年1月1日前，处于免费公测阶段。\n"
REVISIONS = (
    ("2019-11-14", page("3", more=TRIAL)),
    ("2019-11-18", page("2", more=TRIAL)),
    ("2020-02-02", page("联系商务")),
    ("2020-03-13", page("2")),
    ("2020-11-03", page("2")),
    (None, page("2", start="")),
)
TEXT = """\
6 pages: 5 read, 1 refused; 1 without a date, 1 the same as the page before
  refused: 2020-02-02 333333333333: cell-unreadable: table 1, row 2 '图像标签', column 2 \
'0 - 1000千次/月': '联系商务元/千次' cannot be read; expected: a price for calls such as 2.5元/千次

计费概述: 5 pages, 2019-11-14 to undated
  Prices
    图像标签: 3 from 0, 1 from 1,000,000 calls, yuan per 1,000 (reached)
      on 2019-11-14 111111111111, gone on 2019-11-18 222222222222; \
from 2020-01-01 (2020年1月1日00:00起开始正式按调用量计费), taken back before that day came
    图像标签: 2 from 0, 1 from 1,000,000 calls, yuan per 1,000 (reached)
      on 2019-11-18 222222222222 to 2020-11-03 555555555555, gone on undated 666666666666; \
from 2020-01-01 (2020年1月1日00:00起开始正式按调用量计费), known for 2020-01 to 2020-11
    图像标签: 2 from 0, 1 from 1,000,000 calls, yuan per 1,000 (reached)
      on undated 666666666666; the pages have no date, so not placed
  Free quotas
    图像标签, 10,000 calls a month: on 2019-11-14 111111111111 to undated 666666666666
  Free trials (公测)
    until 2020-01-01, exclusive (2020年1月1日前，处于免费公测): \
on 2019-11-14 111111111111 to 2019-11-18 222222222222, gone on 2020-03-13 444444444444
  Page by page
"""


def run(capsys: Capture, *words: str) -> tuple[int, str, str]:
    code = main(words)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_the_facts_come_first_then_the_pages(capsys: Capture, tmp_path: Path) -> None:
    code, out, err = run(capsys, "history", folder(tmp_path, *REVISIONS))
    assert (code, err) == (0, "")
    assert out.startswith(TEXT)
    events = out[len(TEXT) :]
    assert events.count("\n    20") == 2  # the first stands at the head; one page repeats
    assert "notable   price-decreased  图像标签, tier from 0 calls: 3 → 2 yuan\n" in events
    assert events.startswith(
        "    2019-11-14 111111111111 计费概述.md\n      notable   interface-added"
    )
    assert "    undated 666666666666 计费概述.md\n" in events


def test_a_page_that_changes_nothing_says_so(capsys: Capture, tmp_path: Path) -> None:
    revisions = ("2019-11-14", page()), ("2019-11-18", page().replace(b"\n\n|", b"\n\n\n|"))
    _, out, _ = run(capsys, "history", folder(tmp_path, *revisions))
    assert out.endswith(
        "2019-11-18 222222222222 计费概述.md\n      no price and no clause changed\n"
    )


def test_a_service_called_otherwise_is_told(capsys: Capture, tmp_path: Path) -> None:
    revisions = ("2019-11-14", page(name="图片标签")), ("2019-11-18", page())
    _, out, _ = run(capsys, "history", folder(tmp_path, *revisions))
    assert "图片标签 is now called 图像标签\n" in out


def test_quotas_and_packs_stand_with_their_days(capsys: Capture, tmp_path: Path) -> None:
    code, out, _ = run(capsys, "history", folder(tmp_path, (None, frozen.PAGE)))
    assert code == 0
    assert "商品识别, 10,000 calls a month until 2022-10-24, exclusive: on undated" in out
    assert "车辆识别, 1,000 calls a month from 2022-10-24: on undated" in out
    assert "车辆识别（增强版）, 10,000 calls for 730 yuan: on undated" in out


def test_json_has_the_facts_and_the_events(capsys: Capture, tmp_path: Path) -> None:
    source = folder(tmp_path, *REVISIONS)
    code, out, err = run(capsys, "history", source, "--format", "json")
    assert (code, err) == (0, "")
    told = json.loads(out)
    assert (told["source"], told["repeats"]) == (source, [4])
    assert [page["date"] for page in told["pages"]][-2:] == ["2020-11-03", None]
    assert told["pages"][2]["refused"].startswith("cell-unreadable: ")
    [line] = told["lines"]
    assert [event["page"] for event in line["events"]] == [0, 1, 3, 5]
    assert line["prices"][1]["known"] == {
        "from": "2020-01-01",
        "to": "2020-12-01",
        "ended_by": None,
    }
    decreased = line["events"][1]["changes"][0]
    assert (decreased["id"], decreased["old"], decreased["new"]) == ("price-decreased", "3", "2")


def test_output_goes_to_a_file(capsys: Capture, tmp_path: Path) -> None:
    source, text = folder(tmp_path, *REVISIONS), tmp_path / "text"
    assert run(capsys, "history", source, "-o", str(text)) == (0, "", "")
    assert text.read_text("utf-8").startswith(TEXT)


def test_progress_is_told_where_it_is_asked_for(capsys: Capture, tmp_path: Path) -> None:
    _, _, err = run(capsys, "history", folder(tmp_path, *REVISIONS), "--progress")
    lines = err.splitlines()
    assert lines[0] == "   1  2019-11-14  product/计费概述.md: read"
    assert lines[2] == "   3  2020-02-02  product/计费概述.md: refused"
    assert lines[5] == "   6  undated  product/计费概述.md: read"


def test_progress_is_told_on_a_terminal(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    _, _, err = run(capsys, "history", folder(tmp_path, REVISIONS[0]))
    assert err.count("\n") == 1


def test_text_of_a_page_gives_a_terminal_no_orders(capsys: Capture, tmp_path: Path) -> None:
    source = folder(tmp_path, ("2019-11-14", page(name="图\x1b标签")))
    index = tmp_path / "index.json"
    index.write_text(index.read_text("utf-8").replace("product/", r"\u001b]0;x\u0007"), "utf-8")
    code, out, err = run(capsys, "history", source, "--progress")
    assert code == 0
    assert "\x1b" not in out + err
    assert r"\u001b]0;x\u0007计费概述.md: read" in err


@pytest.mark.parametrize(
    ("make", "code", "id"),
    [
        (lambda path: str(path / "none"), 101, "source-unreachable"),
        (str, 2, "index-unreadable"),
        (lambda path: folder(path, ("2020-01-01", b"<p>moved</p>")), 102, "no-revision-readable"),
    ],
)
def test_what_cannot_be_told_has_its_exit_code(
    capsys: Capture, tmp_path: Path, make: object, code: int, id: str
) -> None:
    assert callable(make)
    found, out, err = run(capsys, "history", make(tmp_path), "--format", "json")
    assert (found, out) == (code, "")
    assert json.loads(err)["error"] == id


def test_nothing_is_half_written(capsys: Capture, tmp_path: Path) -> None:
    text = tmp_path / "text"
    source = folder(tmp_path, ("2020-01-01", b"<p>moved</p>"))
    assert run(capsys, "history", source, "-o", str(text))[0] == 102
    assert not text.exists()


@pytest.fixture
def usage(tmp_path: Path) -> str:
    """A million calls in a month of 2020 and as many in one of 2023."""
    path = tmp_path / "usage.csv"
    rows = "2020-06,商品识别,1000000\n2023-05,商品识别,1000000\n"
    path.write_text(f"date,interface,calls\n{rows}", "utf-8")
    return str(path)


def test_a_bill_of_2020_and_2023_in_one_file(capsys: Capture, usage: str) -> None:
    """990,000 x 2.5 / 1,000 = 2,475.00 and 999,000 x 2.5 / 1,000 = 2,497.50."""
    code, out, _ = run(capsys, "bill", usage, "--book", frozen.dated_file(), "--format", "csv")
    assert code == 0
    assert out.splitlines()[1:] == [
        "2020-06,商品识别,1000000,10000,0,990000,2.5,1000,2475.00",
        "2023-05,商品识别,1000000,1000,0,999000,2.5,1000,2497.50",
    ]


def test_a_bill_of_2020_needs_no_book(capsys: Capture, usage: str) -> None:
    """What a month of 2020 comes to, no later page changes: 990,000 x 2.5 / 1,000 = 2,475.00."""
    code, out, _ = run(capsys, "bill", usage, "--format", "csv")
    assert code == 0
    _, then, now = out.splitlines()
    assert then == "2020-06,商品识别,1000000,10000,0,990000,2.5,1000,2475.00"
    assert now.startswith("2023-05,商品识别,1000000,1000,0,999000,")


def test_with_a_book_only_that_book_counts(capsys: Capture) -> None:
    words = ("quote", "商品识别=1000", "--month", "2020-06", "--format", "json")
    assert run(capsys, *words)[0] == 0
    code, _, err = run(capsys, *words, "--book", frozen.file())
    assert code == 2
    assert json.loads(err)["expected"] == "usage from 2022-10 on"
