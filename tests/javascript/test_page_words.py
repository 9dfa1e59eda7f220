"""Both languages say everything, and the same of it; copies are what the command line prints."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

import frozen
from conformance.books import of_tiers
from javascript.page import run
from tiia_pricing.cli import main
from tiia_pricing.conformance.protocol.case import Book

PRO = "车辆识别（增强版）"


def row(date: str, name: str, calls: int | str) -> dict[str, Any]:
    return {"date": date, "interface": name, "calls": calls}


def pack(day: str, calls: int = 100_000, **more: Any) -> dict[str, Any]:
    return {"purchased_on": day, "interface": PRO, "calls": calls, **more}


ACCOUNTS: dict[str, dict[str, Any]] = {
    "free and reached": {"usage": [row("2023-05", PRO, 1_050_000)]},
    "all free": {"usage": [row("2023-05", PRO, 1_000)]},
    "pack, used up": {"usage": [row("2023-05", PRO, 1_050_000)], "packs": [pack("2023-05-01")]},
    "several packs": {
        "usage": [row("2023-05-02", PRO, 5), row("2023-06", PRO, 250_000)],
        "packs": [pack("2023-05-01", quantity=2), pack("2023-04-01", 10_000)],
    },
    "gross, rounded up and down": {
        "usage": [row("2023-05", "商品识别", 1_000_333)],
        "readings": {"tier-basis": "gross", "partial-thousand": "round-up", "rounding": "down"},
    },
    "last tier": {"usage": [row("2023-05", "宠物识别图片版", 2_000_001)]},
    "shared": {"usage": [row("2022-10", "车辆识别", 20_000), row("2022-10", PRO, 7)]},
    "first month": {
        "usage": [row("2023-05", PRO, 7)],
        "activated": {"service": "2023-05-03"},
    },
    "pack ends within the month": {
        "usage": [row("2023-05", PRO, 70_000)],
        "packs": [pack("2022-05-10")],
    },
    "pack starts within the month": {
        "usage": [row("2023-05", PRO, 70_000)],
        "packs": [pack("2023-05-10")],
    },
    "an older month": {"usage": [row("2020-11", "商品识别", 1_234_567)]},
    "no date": {"usage": [row("2023-5", PRO, 1)]},
    "no such date": {"usage": [row("2023-02-30", PRO, 1)]},
    "a month for a day": {"usage": [], "packs": [pack("2023-05")]},
    "not whole": {"usage": [row("2023-05", PRO, "1.5")]},
    "no count": {"usage": [row("2023-05", PRO, "ten")]},
    "negative": {"usage": [row("2023-05", PRO, -7)]},
    "too large": {"usage": [row("2023-05", PRO, 10**15 + 1)]},
    "no quantity": {"usage": [], "packs": [pack("2023-05-01", quantity=0)]},
    "packs bought before": {
        "usage": [row("2023-05", PRO, 70_000)],
        "packs": [pack("2023-04-10"), pack("2023-04-11", quantity=2), pack("2023-03-01", left=9)],
    },
    "more left than bought": {"usage": [], "packs": [pack("2023-04-10", left=100_001)]},
    "left before bought": {
        "usage": [row("2023-05", PRO, 7)],
        "packs": [pack("2023-05-10", left=9)],
    },
    "before activation": {
        "usage": [row("2023-04", PRO, 7)],
        "activated": {"service": "2023-05-03"},
    },
    "unknown interface": {"usage": [row("2023-05", "人脸识别", 1)]},
    "unknown reading": {"usage": [], "readings": {"mood": "good"}},
    "unknown value": {"usage": [], "readings": {"rounding": "up"}},
    "no packs": {"usage": [], "packs": [{**pack("2023-05-01"), "interface": "智能裁剪"}]},
    "unknown pack": {"usage": [], "packs": [pack("2023-05-01", 100_001)]},
}
SAID = """
  const { Refusal, bill } = calculator;
  const said = new Set();
  const listening = (words) => Object.fromEntries(Object.entries(words).map(([key, say]) =>
    [key, typeof say === "function" ? (it) => { said.add(key); return say(it); } : say]));
  const told = (account, words) => {
    try {
      const { months, warnings } = bill(book, account, listening(words));
      return months.flatMap(({ lines }) => lines.flatMap(({ because }) => because))
        .concat(warnings).map(({ text }) => text);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      said.add(error.say);
      return [`${error.message} | ${error.expected}`];
    }
  };
  const pairs = Object.entries(given).map(([name, account]) =>
    [name, told(account, calculator.ENGLISH), told(account, languages.CHINESE.reasons)]);
  return [pairs, [...said].sort()];
"""


def numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:[.-]\d+)*", text.replace(",", "")))


def assert_the_same(name: str, english: list[str], chinese: list[str]) -> None:
    assert len(english) == len(chinese), name
    assert english, name
    for ours, theirs in zip(english, chinese, strict=True):
        one_pack = {"1"} - numbers(ours)  # Chinese has the number where English says "the pack"
        assert numbers(ours) == numbers(theirs) - one_pack, name
        assert "undefined" not in theirs
        assert re.search("[一-鿿]", theirs)
        names = r"\w+(?:-\w+)+|YYYY\S*|\w+\.md|\b[0-9a-f]{12}\b|ten|mood|good|rounding|up|down|null"
        assert not re.search("[A-Za-z]{2,}", re.sub(f"{names}|reached", "", theirs)), theirs


def test_chinese_reasons_warnings_and_refusals_name_the_same_figures() -> None:
    pairs, said = run(SAID, ACCOUNTS, modules="languages")
    for name, english, chinese in pairs:
        assert_the_same(name, english, chinese)
    every, refusals = run(
        "const { refusals, ...rest } = calculator.ENGLISH;"
        "return [Object.keys(rest), Object.keys(refusals)]"
    )
    elsewhere = {
        "noQuota",
        "progressive",
        "assumedMode",
        "brokenRule",
        "price-missing",
        "month-before-book",
        "untold",
        *PLANS,
        *CHANGES,
    }
    assert {*every, *refusals} - set(said) == elsewhere, "these the shipped book never says"


PLANS = {"forecast-months", "forecast-too-large", "pack-after-begin"}
CHANGES = {"priceChange", "share", "priceChangeWithinMonth", "changeOnlySeen", "noPriceOnDay"}


def tiers(price: str, per: str, **days: str) -> Book:
    row = {"interface": PRO, "mode": "reached", "per calls": per, "from calls": "0"}
    dear = {**row, "price": price}
    cheap = {**row, "from calls": "5001", "price": "1.5"}
    return {**of_tiers([dear, cheap])["pay_as_you_go"][0], **days}


def changing() -> Book:
    """A price that changes on a day, was seen to change on another, and ends on a third."""
    tables = [
        tiers("3", "1000", to="2024-03-15"),
        tiers("5", "1", **{"from": "2024-03-15", "to": "2024-04-10"}),
        tiers("7", "1000", **{"from": "2024-04-10", "to": "2024-05-20"}),
    ]
    row = {"interface": PRO, "mode": "reached", "per calls": "1", "from calls": "0", "price": "1"}
    seen = {"day": "2024-04-10", "not_before": "2024-04-01", "interfaces": [PRO]}
    return {**of_tiers([row]), "pay_as_you_go": tables, "only_seen": [seen]}


SPRING: dict[str, dict[str, Any]] = {
    "apart": {"usage": [row("2024-03-14", PRO, 1_234), row("2024-03-15", PRO, 4_321)]},
    "apart, filled up": {
        "usage": [row(f"2024-{day}", PRO, 1_234) for day in ("03-14", "04-09", "04-10")],
        "readings": {"partial-thousand": "round-up"},
    },
    "only the month": {"usage": [row("2024-03", PRO, 1_234)]},
    "new": {
        "usage": [row("2024-03-14", PRO, 1_234)], "readings": {"price-change": "whole-month-new"},
    },
    "old": {
        "usage": [row("2024-03-15", PRO, 1_234)], "readings": {"price-change": "whole-month-old"},
    },
    "ended": {"usage": [row("2024-05-20", PRO, 1)]},
}  # fmt: skip


def test_what_a_book_says_whose_prices_change_is_said_in_chinese_too() -> None:
    pairs, said = run(SAID, SPRING, modules="languages", book=changing())
    for name, english, chinese in pairs:
        assert_the_same(name, english, chinese)
    assert set(said) >= CHANGES
    told = {name: chinese for name, _, chinese in pairs}
    assert told["apart"][1:] == [
        "价格于 2024-03-15 变动：每次调用按当日价格计价，阶梯由当月全部后付费次数确定"
        "（解读 price-change：by-day）。",
        "2024-03-15 之前的调用：1,234 次按 1.5 元/1,000 次（条款 the-feature）计价，"
        "属 5,001 次起的阶梯（条款 the-feature）。",
        "2024-03-15 起的调用：4,321 次按 1.5 元/1 次（条款 the-feature）计价，"
        "属 5,001 次起的阶梯（条款 the-feature）。"
        "1,234 × 1.5 / 1,000 + 4,321 × 1.5 = 6,483.351，四舍五入为 6,483.35 元。",
    ]
    assert told["only the month"][-1] == (
        "2024-03：车辆识别（增强版） 的价格于 2024-03-15 变动，而其用量只给出月份，"
        "全部调用计在 2024-03-31。按日的用量可以消除这一疑问。"
    )
    assert told["apart, filled up"][-1] == (
        "车辆识别（增强版）：2024-04-10 的变动只是当日在页面上见到；变动前的页面最后一次见于 "
        "2024-04-01，没有页面说明变动发生在其间哪一天。范围涵盖其间每一天。"
    )
    assert told["ended"] == [
        "价目表中没有 车辆识别（增强版） 在 2024-05-20 的后付费价格 | 有价格之日的调用："
        "2024-04-10 起至 2024-05-20（不含）"
    ]


def test_a_mode_that_no_page_states_is_said_in_chinese_too() -> None:
    table = {**tiers("3", "1000"), "mode_certainty": "assumed"}
    row = {"interface": PRO, "mode": "reached", "per calls": "1", "from calls": "0", "price": "1"}
    usage = {"volume": {"usage": [{"date": "2024-03", "interface": PRO, "calls": 6_000}]}}
    book = {**of_tiers([row]), "pay_as_you_go": [table]}
    pairs, said = run(SAID, usage, modules="languages", book=book)
    for name, english, chinese in pairs:
        assert_the_same(name, english, chinese)
    assert "assumedMode" in said
    [(_, english, chinese)] = pairs
    assert english[1] == (
        "The page does not say how its tiers price calls: all of them are charged at the price of "
        "the tier they reach (reading tier-mode: reached)."
    )
    assert chinese[1] == (
        "页面没有说明阶梯如何计费：全部调用按所到达阶梯的单价计费（解读 tier-mode：reached）。"
    )


def test_what_the_shipped_book_never_says_is_said_in_chinese_too() -> None:
    line = {
        "paid": 2000,
        "per": 1000,
        "parts": [
            {"calls": 1500, "price": "3", "per": 1000},
            {"calls": 500, "price": "2.5", "per": 1000},
        ],
        "rounding": "half-up",
        "exact": [575_000, 1000],
        "cents": 575,
    }
    refused = {"name": "商品识别", "month": "2023-05", "from": "2022-10", "rule": "tiers-rise",
               "path": "$.tiers", "text": "0, 0"}  # fmt: skip
    told = run(
        "const big = (_, value) => (Number.isInteger(value) ? BigInt(value) : value);"
        "const [line, refused] = JSON.parse(JSON.stringify(given), big);"
        "const said = ({ message, expected }) => `${message} | ${expected}`;"
        "const ids = ['price-missing', 'month-before-book', 'brokenRule'];"
        "return [calculator.ENGLISH, languages.CHINESE.reasons].map((words) =>"
        " [words.progressive(line), words.noQuota(refused),"
        " ...ids.map((id) => said(words.refusals[id](refused)))])",
        [line, refused],
        modules="languages",
    )
    for ours, theirs in zip(*told, strict=True):
        assert numbers(ours) == numbers(theirs)
        assert "undefined" not in theirs
    assert told[1][0] == (
        "需付费 2,000 次，各阶梯按各自单价。1,500 × 3 / 1,000 + 500 × 2.5 / 1,000 = 5.75 元。"
    )


def test_why_a_month_has_no_price_is_told_in_chinese_for_every_row_of_the_book() -> None:
    rows = run(
        "const { untold, spans } = words_untold_zh.UNTOLD;"
        'return book.untold.map((row) => [row.message, untold(row, "2021-08"),'
        " row.expected, spans(row)])",
        modules="../words/untold.zh",
    )
    assert len(rows) > 50
    for message, chinese, expected, spans in rows:
        for ours, theirs in ((message, chinese), (expected, spans)):
            assert numbers(ours.replace("{month}", "2021-08")) == numbers(theirs)
            words = re.sub(r"\w+\.md|\b[0-9a-f]{12}\b", "", theirs)
            assert not re.search("[A-Za-z{}]", words), theirs


def copies(account: dict[str, Any], book: Book | None = None) -> list[str]:
    told: list[str] = run(
        "const statement = calculator.bill(book, given);"
        "return [copies.asText(statement, languages.ENGLISH), copies.asCSV(statement),"
        " copies.asJSON(statement), copies.asText(statement, languages.CHINESE)]",
        account,
        modules="copies languages",
        book=book,
    )
    return told


@pytest.mark.parametrize(
    "name",
    ["pack, used up", "several packs", "shared", "pack ends within the month", "an older month"],
)
def test_copies_are_what_the_command_line_prints(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    check_copies(ACCOUNTS[name], tmp_path, capsys)


@pytest.mark.parametrize("name", ["apart", "apart, filled up", "only the month"])
def test_copies_where_prices_change(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    check_copies(SPRING[name], tmp_path, capsys, changing())


def check_copies(
    account: dict[str, Any],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    book: Book | None = None,
) -> None:
    (tmp_path / "usage.csv").write_text(csv_of("date,interface,calls", account["usage"]))
    packs = csv_of("purchased_on,interface,calls,quantity", account.get("packs", ()))
    (tmp_path / "packs.csv").write_text(packs)
    given = ["bill", str(tmp_path / "usage.csv"), "--book", frozen.dated_file()]
    if account.get("packs"):
        given += ["--packs", str(tmp_path / "packs.csv")]

    if book:
        (tmp_path / "book.json").write_text(json.dumps(book))
        given += ["--book", str(tmp_path / "book.json")]
    for name, value in account.get("readings", {}).items():
        given += ["--reading", f"{name}={value}"]

    def printed(form: str) -> str:
        assert main([*given, "--format", form]) == 0
        return capsys.readouterr().out

    text, rows, content, chinese = copies(account, book)
    whole = printed("text").splitlines(keepends=True)
    # The page shows cliffs beside the statement, and does not copy them, nor the next call.
    assert text == "".join(
        line for line in whole if not line.startswith(("Cliff: ", "Next call: "))
    )
    assert rows == printed("csv").removeprefix("\ufeff")
    told = json.loads(printed("json"))
    del told["cliffs"], told["next_calls"]
    assert json.loads(content) == told
    assert numbers(chinese) == numbers(text)


def csv_of(head: str, rows: Iterable[dict[str, Any]]) -> str:
    lines = [",".join(str(one.get(column, 1)) for column in head.split(",")) for one in rows]
    return "\n".join([head, *lines, ""])
