"""One price, from the edited page to what a person finds in the checkout."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path

import msgspec

from support.compiled_folder import compile_folder
from tiia_pricebook import load
from tiia_pricing import Usage, bill
from tiia_pricing.proposing import Checkout

from .conftest import Propose, Run, new
from .trees import BOOK, INDEX, NAMES, PAY_AS_YOU_GO, SNAPSHOTS, edited, git

DEARER = edited(("2.5元/千次", "2.6元/千次"))
PAGE_FILE = f"{SNAPSHOTS}/tiia-pricing-2026-11-27.md"
ROWS = """\
| interface | date       | calls      | free  | payable    | price | amount | arithmetic               |
| 商品识别  | 2026-11-23 | 2,000      | 1,000 | 1,000      | 2.5   | ?      | 1,000 × 2.5 ÷ 1,000      |
| 商品识别  | 2026-11-24 | 2,000      | 1,000 | 1,000      | 2.6   | ?      | 1,000 × 2.6 ÷ 1,000      |
| 商品识别  | 2026-11-24 | 1,000,999  | 1,000 | 999,999    | 2.6   | ?      | 999,999 × 2.6 ÷ 1,000    |
| 商品识别  | 2026-11-24 | 1,001,000  | 1,000 | 1,000,000  | 2.2   | ?      | 1,000,000 × 2.2 ÷ 1,000  |
| 商品识别  | 2026-11-24 | 1,001,001  | 1,000 | 1,000,001  | 2.2   | ?      | 1,000,001 × 2.2 ÷ 1,000  |
| 商品识别  | 2026-11-24 | 3,000,999  | 1,000 | 2,999,999  | 2.2   | ?      | 2,999,999 × 2.2 ÷ 1,000  |
| 商品识别  | 2026-11-24 | 3,001,000  | 1,000 | 3,000,000  | 2     | ?      | 3,000,000 × 2 ÷ 1,000    |
| 商品识别  | 2026-11-24 | 3,001,001  | 1,000 | 3,000,001  | 2     | ?      | 3,000,001 × 2 ÷ 1,000    |
| 商品识别  | 2026-11-24 | 15,000,999 | 1,000 | 14,999,999 | 2     | ?      | 14,999,999 × 2 ÷ 1,000   |
| 商品识别  | 2026-11-24 | 15,001,000 | 1,000 | 15,000,000 | 1.5   | ?      | 15,000,000 × 1.5 ÷ 1,000 |
| 商品识别  | 2026-11-24 | 15,001,001 | 1,000 | 15,000,001 | 1.5   | ?      | 15,000,001 × 1.5 ÷ 1,000 |
"""  # noqa: E501
TITLE = "      Examples: 商品识别 from 2026-11-24"


def test_only_lines_are_added_to_the_features(tree: Checkout, propose: Propose) -> None:
    told = propose(DEARER, "--effective", "2026-11-24", "--evidence", "公告 1126")
    assert git(tree.root, "status", "--porcelain").splitlines() == [
        f" M {PAY_AS_YOU_GO}",
        f" M {INDEX}",
        f" M {BOOK}",
        f" M {NAMES}",
        f"?? {PAGE_FILE}",
    ]
    assert told["files"] == [PAGE_FILE, INDEX, BOOK, NAMES, PAY_AS_YOU_GO]
    assert git(tree.root, "diff", "--numstat", "features") == f"14\t0\t{PAY_AS_YOU_GO}\n"
    assert git(tree.root, "diff", "--numstat", NAMES) == f"1\t0\t{NAMES}\n"
    assert tree.read(PAGE_FILE) == DEARER.encode()


def test_the_rows_are_those_around_the_day_and_each_bound(tree: Checkout, propose: Propose) -> None:
    told = propose(DEARER, "--effective", "2026-11-24")
    lines = tree.read(PAY_AS_YOU_GO).decode().splitlines()
    [rows] = told["rows"]
    at = rows["line"] - 1
    assert (rows["file"], rows["title"], lines[at]) == (PAY_AS_YOU_GO, TITLE.split(": ")[1], TITLE)
    assert [line.strip() for line in lines[at + 1 : at + 13]] == ROWS.splitlines()
    assert (lines[at - 1], lines[at + 13]) == ("", "")
    assert told["to_type"] == 11
    assert told["doubts"] == []
    assert (
        '"商品识别 from 2026-11-24" = "商品识别（自 2026-11-24 起）"' in tree.read(NAMES).decode()
    )


def test_the_index_says_where_the_page_came_from_and_since_when_it_holds(
    tree: Checkout, propose: Propose
) -> None:
    told = propose(DEARER, "--effective", "2026-11-24", "--evidence", "公告 1126")
    entry = json.loads(tree.read(INDEX))["pages"][-1]
    assert entry == told["page"]
    assert entry == {
        "file": "tiia-pricing-2026-11-27.md",
        "sha256": hashlib.sha256(DEARER.encode()).hexdigest(),
        "source": "new.md",
        "first_seen": "2026-11-27",
        "accepted": "2026-11-27",
        "from": "2026-11-24",
        "dated": "given",
        "evidence": "公告 1126",
        "not_before": None,
    }


def test_the_book_is_what_the_pages_give(tree: Checkout, propose: Propose) -> None:
    propose(DEARER, "--effective", "2026-11-24")
    book = load(tree.root / BOOK)
    whole = msgspec.to_builtins(compile_folder(tree.root / SNAPSHOTS))
    found = msgspec.to_builtins(book)
    assert found["pages"] == whole["pages"]
    assert book == compile_folder(tree.root / SNAPSHOTS)
    spans = [
        (str(table.tiers[0].price), str(table.from_), str(table.to))
        for table in book.pay_as_you_go
        if table.interface == "商品识别"
    ]
    assert spans == [("2.5", "None", "2026-11-24"), ("2.6", "2026-11-24", "None")]
    [lost] = found["superseded"]
    assert lost["until"] == "2026-11-27"
    assert [one["interface"] for one in lost["pay_as_you_go"]] == ["商品识别"]


def test_days_before_cost_what_they_did(tree: Checkout, propose: Propose) -> None:
    propose(DEARER, "--effective", "2026-11-24")
    book = load(tree.root / BOOK)
    costs = {
        day: bill(book, [Usage(_day(day), "商品识别", 2_000)]).cents
        for day in ("2022-11-30", "2026-10-31", "2026-11-23", "2026-11-24", "2027-05-01")
    }
    assert costs == {
        "2022-11-30": 250,
        "2026-10-31": 250,
        "2026-11-23": 250,
        "2026-11-24": 260,
        "2027-05-01": 260,
    }


def test_what_is_left_to_do_is_told_with_its_arithmetic(run: Run, tmp_path: Path) -> None:
    code, out, err = run(new(tmp_path, DEARER), "--effective", "2026-11-24")
    assert (code, err) == (1, "")
    line = next(line for line in out.splitlines() if f"{PAY_AS_YOU_GO}:" in line)
    assert out.startswith(
        "breaking  price-increased  商品识别, tier from 0 calls: 2.5 → 2.6 yuan\n"
        "\n"
        "tiia-pricing-2026-11-27.md is in force from 2026-11-24, as given (-)\n"
        "5 files written:\n"
        f"  {PAGE_FILE}\n"
        f"  {INDEX}\n"
        f"  {BOOK}\n"
        f"  {NAMES}\n"
        f"  {PAY_AS_YOU_GO}\n"
        "amounts to work out by hand and type: 11\n"
        f"{line}\n"
        "    amount of 商品识别, 2026-11-23, 2,000: 1,000 × 2.5 ÷ 1,000\n"
        "    amount of 商品识别, 2026-11-24, 2,000: 1,000 × 2.6 ÷ 1,000\n"
        "    amount of 商品识别, 2026-11-24, 1,000,999: 999,999 × 2.6 ÷ 1,000\n"
    )
    assert out.endswith(
        "for a person to judge: 0\n\n"
        "Work the amounts out by hand and type them over each ?, run make suite, make docs, "
        "make test and make proof, review with git diff --patience, and commit.\n"
    )


def test_a_dry_run_shows_the_whole_diff_and_writes_nothing(
    tree: Checkout, run: Run, tmp_path: Path
) -> None:
    ran = run(new(tmp_path, DEARER), "--effective", "2026-11-24", "--dry-run")
    assert (ran.code, git(tree.root, "status", "--porcelain")) == (1, "")
    lines = ran.out.splitlines()
    assert [line for line in lines if line.startswith("--- ")] == [
        "--- /dev/null",
        *(f"--- a/{file}" for file in (INDEX, BOOK, NAMES, PAY_AS_YOU_GO)),
    ]
    assert f"+{TITLE}" in lines
    assert all(f"+        {row}" in lines for row in ROWS.splitlines())
    assert "+      <td >2.6元/千次</td>" in lines
    assert "5 files to be written:" in lines
    assert not ran.out.endswith("commit.\n")


def test_a_dry_run_in_json_has_the_diff(tree: Checkout, propose: Propose) -> None:
    told = propose(DEARER, "--effective", "2026-11-24", "--dry-run")
    assert (told["written"], git(tree.root, "status", "--porcelain")) == (False, "")
    assert f"+{TITLE}\n" in told["diff"]
    written = propose(DEARER, "--effective", "2026-11-24")
    assert written == {name: told[name] for name in told if name != "diff"} | {"written": True}


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
