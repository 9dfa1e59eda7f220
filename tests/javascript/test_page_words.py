"""Both languages say everything, and the same of it; copies are what the command line prints."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

import frozen
from javascript.page import run
from tiia_pricing.cli import main

PRO = "车辆识别（增强版）"
SHAPE = """
  const shape = (value) => (value && typeof value === "object"
    ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shape(one)]))
    : typeof value);
"""


@pytest.mark.parametrize(
    ("modules", "english", "chinese"),
    [
        ("english chinese", "english.ENGLISH", "chinese.CHINESE"),
        ("reasons.zh", "calculator.ENGLISH", "reasons_zh.REASONS"),
    ],
)
def test_every_wording_of_one_language_has_one_in_the_other(
    modules: str, english: str, chinese: str
) -> None:
    ours, theirs = run(f"{SHAPE} return [{english}, {chinese}].map(shape)", modules=modules)
    assert ours == theirs
    assert len(ours) > 5


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
    [name, told(account, calculator.ENGLISH), told(account, reasons_zh.REASONS)]);
  return [pairs, [...said].sort()];
"""


def numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:[.-]\d+)*", text.replace(",", "")))


def test_chinese_reasons_warnings_and_refusals_name_the_same_figures() -> None:
    pairs, said = run(SAID, ACCOUNTS, modules="reasons.zh")
    for name, english, chinese in pairs:
        assert len(english) == len(chinese), name
        assert english, name
        for ours, theirs in zip(english, chinese, strict=True):
            assert numbers(ours) == numbers(theirs), name
            assert "undefined" not in theirs
            assert re.search("[一-鿿]", theirs)
            names = (
                r"\w+(?:-\w+)+|YYYY\S*|\w+\.md|\b[0-9a-f]{12}\b|ten|mood|good|rounding|up|down|null"
            )
            assert not re.search("[A-Za-z]{2,}", re.sub(names, "", theirs)), theirs
    every, refusals = run(
        "const { refusals, ...rest } = calculator.ENGLISH;"
        "return [Object.keys(rest), Object.keys(refusals)]"
    )
    elsewhere = {
        "noQuota",
        "progressive",
        "brokenRule",
        "price-missing",
        "month-before-book",
        "untold",
    }
    assert {*every, *refusals} - set(said) == elsewhere, "these the shipped book never says"


def test_what_the_shipped_book_never_says_is_said_in_chinese_too() -> None:
    line = {
        "paid": 2000,
        "per": 1000,
        "parts": [{"calls": 1500, "price": "3"}, {"calls": 500, "price": "2.5"}],
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
        "return [calculator.ENGLISH, reasons_zh.REASONS].map((words) => [words.progressive(line),"
        " words.noQuota(refused), ...ids.map((id) => said(words.refusals[id](refused)))])",
        [line, refused],
        modules="reasons.zh",
    )
    for ours, theirs in zip(*told, strict=True):
        assert numbers(ours) - {"1"} == numbers(theirs)
        assert "undefined" not in theirs
    assert told[1][0] == (
        "需付费 2,000 次，各阶梯按各自单价。1,500 × 3 / 1,000 + 500 × 2.5 / 1,000 = 5.75 元。"
    )


def test_why_a_month_has_no_price_is_told_in_chinese_for_every_row_of_the_book() -> None:
    rows = run(
        'return book.untold.map((row) => [row.message, untold_zh.untold(row, "2021-08"),'
        " row.expected, untold_zh.spans(row)])",
        modules="untold.zh",
    )
    assert len(rows) > 50
    for message, chinese, expected, spans in rows:
        for ours, theirs in ((message, chinese), (expected, spans)):
            assert numbers(ours.replace("{month}", "2021-08")) == numbers(theirs)
            words = re.sub(r"\w+\.md|\b[0-9a-f]{12}\b", "", theirs)
            assert not re.search("[A-Za-z{}]", words), theirs


def copies(account: dict[str, Any]) -> list[str]:
    told: list[str] = run(
        "const statement = calculator.bill(book, given);"
        "return [copies.asText(statement, english.ENGLISH), copies.asCSV(statement),"
        " copies.asJSON(statement), copies.asText(statement, chinese.CHINESE)]",
        account,
        modules="copies english chinese",
    )
    return told


@pytest.mark.parametrize(
    "name",
    ["pack, used up", "several packs", "shared", "pack ends within the month", "an older month"],
)
def test_copies_are_what_the_command_line_prints(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    account = ACCOUNTS[name]
    (tmp_path / "usage.csv").write_text(csv_of("date,interface,calls", account["usage"]))
    packs = csv_of("purchased_on,interface,calls,quantity", account.get("packs", ()))
    (tmp_path / "packs.csv").write_text(packs)
    given = ["bill", str(tmp_path / "usage.csv"), "--book", frozen.dated_file()]
    if account.get("packs"):
        given += ["--packs", str(tmp_path / "packs.csv")]

    def printed(form: str) -> str:
        assert main([*given, "--format", form]) == 0
        return capsys.readouterr().out

    text, rows, content, chinese = copies(account)
    assert text == printed("text")
    assert rows == printed("csv")
    assert json.loads(content) == json.loads(printed("json"))
    assert numbers(chinese) == numbers(text)


def csv_of(head: str, rows: Iterable[dict[str, Any]]) -> str:
    lines = [",".join(str(one.get(column, 1)) for column in head.split(",")) for one in rows]
    return "\n".join([head, *lines, ""])
