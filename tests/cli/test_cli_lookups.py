"""``prices``, ``interfaces`` and ``readings``: what people look up, typed from the frozen page."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

import frozen
from support import books
from support.site_accepted import COMING, SEEN, accepted, edited
from tiia_pricebook import dumps
from tiia_pricebook.editions.compilation import Accepted, compiled
from tiia_pricing.cli import main
from tiia_pricing.locale.help_formatting import columns

PRO = "车辆识别（增强版）"
Capture = pytest.CaptureFixture[str]
PAGE = frozen.PATH.name


def run(capsys: Capture, *words: str) -> tuple[int, str, str]:
    code = main(words)
    out, err = capsys.readouterr()
    return code, out, err


def found(capsys: Capture, *words: str) -> Any:
    """What a command prints as JSON by the frozen book with its past."""
    code, out, err = run(capsys, *words, "--book", frozen.dated_file(), "--format", "json")
    assert (code, err) == (0, "")
    return json.loads(out)


def cell(table: int, row: int, column: int, text: str) -> dict[str, Any]:
    """Where a number of the frozen page stands."""
    return {
        **{"table": table, "row": row, "column": column, "clause": None, "text": text},
        **{"page": PAGE, "read_on": "2026-11-23"},
    }


def test_an_action_finds_tiers_quota_and_their_cells(capsys: Capture) -> None:
    prices = found(capsys, "prices", "detectpet", "--on", "2023-05-01")
    assert (prices["on"], prices["today"], prices["currency"]) == ("2023-05-01", False, "CNY")
    [pet] = prices["interfaces"]
    assert (pet["name"], pet["action"]) == ("宠物识别图片版", "DetectPet")
    table = pet["pay_as_you_go"]
    tiers = [(one["from_calls"], one["to_calls"], one["price"]) for one in table["tiers"]]
    assert tiers == [
        (0, 10_000, "20"),
        (10_000, 100_000, "18"),
        (100_000, 1_000_000, "16"),
        (1_000_000, None, "14"),
    ]
    assert table["tiers"][1]["source"] == cell(3, 1, 2, "18元/千次")
    assert (table["mode"], table["per_calls"], table["from"]) == ("reached", 1000, None)
    assert (table["clause"], table["mode_clause"]) == ("recognition-pay-as-you-go", "reached-tiers")
    [quota] = pet["free_quotas"]
    assert (quota["calls"], quota["shared_with"], quota["from"]) == (1000, [], None)
    assert quota["source"] == cell(0, 9, 1, "1000次/月")
    assert (pet["packs"], pet["no_packs"]) == ([], None)


def test_packs_stand_with_their_prices(capsys: Capture) -> None:
    [pro] = found(capsys, "prices", PRO, "--on", "2023-05-01")["interfaces"]
    assert [(one["calls"], one["price"]) for one in pro["packs"]] == [
        (10_000, "730"),
        (100_000, "7000"),
        (1_000_000, "65000"),
        (2_500_000, "105000"),
        (5_000_000, "160000"),
        (15_000_000, "450000"),
        (50_000_000, "1250000"),
    ]
    assert pro["packs"][0]["source"] == cell(4, 1, 2, "730元/个")


def test_a_clause_that_sells_no_packs_is_named(capsys: Capture) -> None:
    [crop] = found(capsys, "prices", "CropImage", "--on", "2023-05-01")["interfaces"]
    assert crop["no_packs"] == "processing-no-packs"


@pytest.mark.parametrize(
    ("day", "calls", "shared", "first", "end"),
    [
        ("2022-10-23", 10_000, ["车辆识别"], None, "2022-10-24"),
        ("2022-10-24", 1_000, [], "2022-10-24", None),
    ],
)
def test_the_quota_is_that_of_the_day(
    capsys: Capture, day: str, calls: int, shared: list[str], first: str | None, end: str | None
) -> None:
    """On 24 October 2022 the shared 10,000 free calls became 1,000 for each."""
    [quota] = found(capsys, "prices", PRO, "--on", day)["interfaces"][0]["free_quotas"]
    assert (quota["calls"], quota["shared_with"]) == (calls, shared)
    assert (quota["from"], quota["to"]) == (first, end)


def test_an_older_day_has_the_prices_of_its_page(capsys: Capture) -> None:
    prices = found(capsys, "prices", "图像标签", "--on", "2020-05-01")
    tier = prices["interfaces"][0]["pay_as_you_go"]["tiers"][0]
    assert tier["price"] == "2.5"
    assert tier["source"]["page"] == "计费概述.md of 2019-11-14, commit 676ce99770e6"
    assert tier["source"]["read_on"] is None
    assert prices["pages"][1]["page"] == "计费概述.md of 2019-11-14, commit 676ce99770e6"
    told = run(capsys, "prices", "图像标签", "--on", "2020-05-01", "--lang", "zh")[1]
    assert "[2] 计费概述.md（2019-11-14，提交 676ce99770e6）\n" in told


def test_without_a_day_it_is_today_in_beijing_and_says_so(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tiia_pricebook.calendar.today", lambda: dt.date(2023, 5, 4))
    prices = found(capsys, "prices", "商品识别")
    assert (prices["on"], prices["today"]) == ("2023-05-04", True)
    words = ("prices", "商品识别", "--book", frozen.file())
    assert run(capsys, *words)[1].startswith("Prices of 2023-05-04, today in Beijing, in yuan\n")
    chinese = run(capsys, *words, "--lang", "zh")[1]
    assert chinese.startswith("2023-05-04（北京时间今天）的价格，单位：元\n")
    on = run(capsys, *words, "--on", "2023-05-03")[1]
    assert on.startswith("Prices of 2023-05-03, in yuan\n")


def test_the_table_of_an_interface(capsys: Capture) -> None:
    words = ("prices", PRO, "--on", "2022-10-23", "--book", frozen.dated_file())
    code, out, err = run(capsys, *words)
    assert (code, err) == (0, "")
    assert out.splitlines()[1:8] == [
        f"{PAGE}, read on 2026-11-23",
        "  the vendor's documentation",
        "",
        "calls a month                  price  since        table, row, column",
        "",
        "车辆识别（增强版） (RecognizeCarPro): volume pricing (阶梯到达)",
        "  10,000 free                      0  ≤2022-10-01  1, 2, 2",
    ]
    assert "  1,000,000 – 2,999,999   45 / 1,000  ≤2022-10-01  2, 5, 3\n" in out
    assert "  pack of 50,000,000       1,250,000  ≤2022-10-01  5, 8, 3\n" in out
    assert "\n  the free calls are shared with 车辆识别\n" in out
    assert "\n  the free calls: until 2022-10-24, exclusive\n" in out
    assert out.endswith("≤: that day or before; the page states no first day\n")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("day", ["2020-05-01", "2022-10-01", "2026-11-27"])
def test_the_table_fits_a_terminal(capsys: Capture, language: str, day: str) -> None:
    words = ("prices", "--on", day, "--book", frozen.dated_file(), "--lang", language)
    wide = [line for line in run(capsys, *words)[1].splitlines() if columns(line) > 80]
    assert [line for line in wide if "more interfaces" not in line] == []


def test_every_interface_of_the_day_is_listed(capsys: Capture) -> None:
    assert len(found(capsys, "prices", "--on", "2023-05-01")["interfaces"]) == 9
    old = found(capsys, "prices", "--on", "2020-05-01")
    assert [one["name"] for one in old["interfaces"]] == [
        *("商品识别", "智能裁剪", "图像标签", "公众人物识别", "车型识别", "视觉质量评估"),
    ]
    assert PRO in old["untold"]


def test_csv_has_a_row_for_each_number(capsys: Capture) -> None:
    """36 tiers, a quota for each of 9 interfaces, and 7 packs."""
    words = ("prices", "--on", "2023-05-01", "--format", "csv", "--book", frozen.dated_file())
    code, out, _ = run(capsys, *words)
    assert code == 0
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    kinds = [row["kind"] for row in rows]
    assert {kind: kinds.count(kind) for kind in kinds} == {"tier": 36, "free-quota": 9, "pack": 7}
    [first] = [row for row in rows if row["interface"] == PRO and row["price"] == "45"]
    assert first == {
        **{"on": "2023-05-01", "interface": PRO, "action": "RecognizeCarPro", "kind": "tier"},
        **{"from_calls": "1000000", "to_calls": "3000000", "calls": "", "price": "45"},
        **{"per_calls": "1000", "mode": "reached", "shared_with": "", "from": "", "to": ""},
        **{"clause": "recognition-pay-as-you-go", "table": "1", "row": "4", "column": "2"},
        **{"text": "45元/千次", "page": PAGE, "read_on": "2026-11-23"},
    }
    assert next(row["from_calls"] for row in rows if row["kind"] == "tier") == "0"
    [free] = [r for r in rows if r["interface"] == "商品识别" and r["kind"] == "free-quota"]
    two_lines = "10000次/月 注：2022年10月24日起将调整为1000次/月。"
    assert free["text"] == two_lines


def test_a_change_that_was_only_seen_says_since_when_it_may_hold(
    capsys: Capture, tmp_path: Path
) -> None:
    """Dearer on 1 December; on 24 November the page before was still there."""
    own = [accepted(file, edited(edits), on, **days) for file, edits, on, days in (SEEN, COMING)]
    book = tmp_path / "book.json"
    book.write_bytes(dumps(compiled([Accepted(frozen.FIRST, frozen.book()), *own])))
    words = ("prices", "商品识别", "--book", str(book), "--on")
    _, seen, _ = run(capsys, *words, "2026-12-02")
    assert "  0 – 999,999             2.6 / 1,000  2026-11-24 – 2026-12-01  2, 2, 2" in seen
    assert "\n  the prices: until 2027-01-01, exclusive\n" in seen
    assert "may hold since" not in run(capsys, *words, "2026-12-01")[1]
    _, before, _ = run(capsys, *words, "2026-11-24")
    assert "  0 – 999,999             2.5 / 1,000" in before
    assert "\n商品识别: a change seen on 2026-12-01 may hold since 2026-11-24\n" in before
    told = json.loads(run(capsys, *words, "2027-01-01", "--format", "json")[1])
    table = told["interfaces"][0]["pay_as_you_go"]
    assert [one["price"] for one in table["tiers"]] == ["2.6", "2.3", "2", "1.5"]
    assert table["from"] == "2027-01-01"


@pytest.mark.parametrize(
    ("words", "id", "expected"),
    [
        (("车辆识",), "unknown-interface", "one of 商品识别"),
        (
            ("车辆识别", "--on", "2020-05-01"),
            "price-unknown-then",
            "usage of 车辆识别 from 2022-10",
        ),
        (("图像鉴黄", "--on", "2020-03-01"), "price-unknown-then", "usage of 图像鉴黄 in 2020-01"),
        (("--on", "2021-08-15"), "day-not-priced", "a day from 2020-01-01 to 2021-05-31, or from"),
        (("--on", "2023-05"), "usage", "a day YYYY-MM-DD"),
    ],
)
def test_what_has_no_price_is_refused_as_a_bill_would(
    capsys: Capture, words: tuple[str, ...], id: str, expected: str
) -> None:
    options = ("--book", frozen.dated_file(), "--format", "json")
    code, out, err = run(capsys, "prices", *words, *options)
    assert (code, out) == (2, "")
    error = json.loads(err)
    assert error["error"] == id
    assert error["expected"].startswith(expected)


def test_a_book_of_one_page_has_a_price_list_too(capsys: Capture, tmp_path: Path) -> None:
    book = tmp_path / "book.json"
    book.write_bytes(dumps(books.scanner()))
    code, out, _ = run(capsys, "prices", "--on", "2024-01-01", "--book", str(book))
    assert code == 0
    assert re.search(r"^Scan", out, re.MULTILINE)


def test_a_price_list_shows_nothing_that_a_terminal_would_obey(
    capsys: Capture, tmp_path: Path
) -> None:
    book = tmp_path / "book.json"
    book.write_bytes(dumps(books.scanner()).replace(b"Scan", b"=Sc\\u001b[2J\\u202ean"))
    for form in ("text", "csv", "json"):
        words = ("prices", "--on", "2024-01-01", "--book", str(book), "--format", form)
        out = run(capsys, *words)[1]
        assert "\x1b" not in out
        assert "\u202e" not in out
    assert ",'=Sc" in run(capsys, *words[:-1], "csv")[1]


def test_prices_are_written_to_a_file(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "prices.csv"
    words = ("prices", "--on", "2023-05-01", "--format", "csv", "--book", frozen.file())
    assert run(capsys, *words, "-o", str(file)) == (0, "", "")
    assert file.read_text("utf-8-sig").startswith("on,interface,action,kind,")


def test_interfaces_have_names_actions_months_and_quotas(capsys: Capture) -> None:
    told = {one["name"]: one for one in found(capsys, "interfaces")["interfaces"]}
    assert len(told) == 22
    pro = told[PRO]
    assert pro["action"] == "RecognizeCarPro"
    assert pro["priced"] == [{"from": "2022-10-01", "to": None}]
    assert pro["free_quotas"] == [
        {"calls": 10_000, "shared_with": ["车辆识别"], "from": None, "to": "2022-10-24"},
        {"calls": 1_000, "shared_with": [], "from": "2022-10-24", "to": None},
    ]
    assert told["商品识别"]["priced"] == [
        {"from": "2020-01-01", "to": "2021-06-01"},
        {"from": "2022-10-01", "to": None},
    ]
    assert told["图像鉴黄"] | {"free_quotas": []} == {
        **{"name": "图像鉴黄", "action": None, "free_quotas": []},
        "priced": [{"from": "2020-01-01", "to": "2020-03-01"}],
    }


def test_interfaces_as_a_table(capsys: Capture) -> None:
    _, out, _ = run(capsys, "interfaces", "--book", frozen.dated_file())
    lines = out.splitlines()
    assert lines[0] == "name                 API action         priced                         free"
    assert lines[1] == "商品识别             DetectProduct      2020-01 – 2021-05, 2022-10 –  1,000"
    assert "图像鉴黄             –                  2020-01 – 2020-02                 –" in lines
    assert f"车辆识别, {PRO} share 10,000 free calls a month until 2022-10-23." in lines
    assert lines[-1] == "No interfaces share free calls today."
    assert max(map(columns, lines)) <= 80
    chinese = run(capsys, "interfaces", "--book", frozen.dated_file(), "--lang", "zh")[1]
    assert f"车辆识别、{PRO}共享每月 10,000 次免费额度（截至 2022-10-23）。\n" in chinese


def test_readings_have_question_values_default_and_evidence(capsys: Capture) -> None:
    code, out, err = run(capsys, "readings", "--format", "json")
    assert (code, err) == (0, "")
    told = {one["name"]: one for one in json.loads(out)["readings"]}
    assert len(told) == 12
    assert told["rounding"]["values"] == ["half-up", "down"]
    assert told["rounding"]["default"] == "half-up"
    quotes = [one["quote"] for one in told["rounding"]["evidence"]]
    assert "购买结算金额遇小数点，保留两位小数，第三位舍掉" in quotes


def test_readings_are_listed_in_a_few_lines(capsys: Capture) -> None:
    _, out, _ = run(capsys, "readings")
    assert out.startswith(
        "tier-basis\n"
        "  Which volume reaches the tier: what is left to pay, or all calls of the month?\n"
        "  after-deduction (default), gross\n"
        "  for after-deduction, 2018-11-13 to 2020-06-29:\n"
        "    product/大数据与AI/图片标签/购买指南/旧版图像标签价格.md\n"
    )
    assert "Decision:" not in out
    assert "第三位舍掉" not in out


def test_a_reading_by_name_has_its_decision_and_quotations(capsys: Capture) -> None:
    _, out, _ = run(capsys, "readings", "rounding")
    assert out.startswith("rounding\n")
    assert "\n  Decision: Half up, once per interface and month:" in out
    assert "\n      购买结算金额遇小数点，保留两位小数，第三位舍掉\n" in out
    assert "tier-basis" not in out


def test_readings_are_told_in_chinese(capsys: Capture) -> None:
    _, out, _ = run(capsys, "readings", "rounding", "--lang", "zh")
    assert out.startswith(
        "rounding\n  金额如何舍入到分？\n  half-up（默认）、down\n  决定：四舍五入，"
    )
    assert not re.search(r"[a-z]{3,} [a-z]{3,} [a-z]{2,}", out)


def test_a_reading_that_is_nearly_right_is_suggested(capsys: Capture) -> None:
    code, out, err = run(capsys, "readings", "tier-base")
    assert (code, out) == (2, "")
    assert err.startswith("error: unknown reading 'tier-base'; did you mean tier-basis")
