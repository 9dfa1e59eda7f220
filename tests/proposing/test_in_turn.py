"""Proposals one after another: names, titles, and what the later one makes of the earlier."""

from __future__ import annotations

import datetime as dt

from tiia_pricebook import load
from tiia_pricing import Usage, bill
from tiia_pricing.proposing import Checkout

from .conftest import Propose, Run, new
from .first_features import strip_added, titles_added
from .trees import BOOK, NAMES, PAY_AS_YOU_GO, edited, git

FIRST = edited(("2.5元/千次", "2.6元/千次"))
SECOND = edited(("3.5元/千次", "3.6元/千次"), page=FIRST)
THIRD = edited(("2.6元/千次", "2.7元/千次"), page=FIRST)


def commit(tree: Checkout) -> None:
    git(tree.root, "add", "--all")
    git(tree.root, "commit", "--quiet", "--message", "A price")


def test_the_second_of_a_day_has_a_file_of_its_own(tree: Checkout, propose: Propose) -> None:
    first = propose(FIRST, "--effective", "2026-11-24")
    commit(tree)
    second = propose(SECOND, "--effective", "2026-11-25")
    assert [told["page"]["file"] for told in (first, second)] == [
        "tiia-pricing-2026-11-27.md",
        "tiia-pricing-2026-11-27-2.md",
    ]
    assert [rows["title"] for rows in second["rows"]] == ["商品识别-微信识物版 from 2026-11-25"]
    assert git(tree.root, "diff", "--numstat", "features") == f"14\t0\t{PAY_AS_YOU_GO}\n"
    assert second["doubts"] == [
        {
            "change": "dated-back",
            "text": "facts change on 2026-11-25, and the page before was still seen on 2026-11-27",
        }
    ]


def test_the_second_of_the_same_first_day_brings_only_its_own_rows(
    tree: Checkout, propose: Propose
) -> None:
    propose(FIRST, "--effective", "2026-11-24")
    commit(tree)
    told = propose(SECOND, "--effective", "2026-11-24")
    assert [rows["title"] for rows in told["rows"]] == ["商品识别-微信识物版 from 2026-11-24"]
    assert [doubt["change"] for doubt in told["doubts"]] == ["dated-back"]


def test_a_later_price_of_the_same_interface_ends_the_earlier_one(
    tree: Checkout, propose: Propose
) -> None:
    propose(FIRST, "--effective", "2026-11-24")
    commit(tree)
    propose(THIRD, "--effective", "2026-12-15")
    book = load(tree.root / BOOK)
    days = ("2026-11-23", "2026-11-24", "2026-12-14", "2026-12-15")
    costs = [bill(book, [Usage(dt.date.fromisoformat(day), "商品识别", 2_000)]) for day in days]
    assert [statement.cents for statement in costs] == [250, 260, 260, 270]


def test_a_title_that_stands_there_is_numbered_and_what_holds_no_more_is_told(
    tree: Checkout, propose: Propose
) -> None:
    propose(FIRST, "--effective", "2026-11-24")
    commit(tree)
    told = propose(THIRD, "--effective", "2026-11-24")
    assert [rows["title"] for rows in told["rows"]] == ["商品识别 from 2026-11-24 (2)"]
    names = tree.read(NAMES).decode().splitlines()
    assert '"商品识别 from 2026-11-24 (2)" = "商品识别（自 2026-11-24 起）（2）"' in names
    features = tree.read(PAY_AS_YOU_GO).decode().splitlines()
    assert "      Examples: 商品识别 from 2026-11-24" in features
    assert "      Examples: 商品识别 from 2026-11-24 (2)" in features
    assert told["doubts"][1:] == [
        {
            "change": "overtaken",
            "text": "rows of 商品识别 from 2026-11-24 state what is no longer in force",
        }
    ]


def test_a_day_before_the_page_before_holds_is_refused(
    tree: Checkout, propose: Propose, run: Run
) -> None:
    propose(FIRST, "--effective", "2026-12-15")
    commit(tree)
    ran = run(new(tree.root.parent, SECOND))
    assert (ran.code, ran.out) == (2, "")
    assert "2026-11-27 is before 2026-12-15" in ran.err
    assert git(tree.root, "status", "--porcelain") == ""


def test_a_page_that_is_accepted_is_nothing_to_propose(
    tree: Checkout, propose: Propose, run: Run
) -> None:
    propose(FIRST, "--effective", "2026-11-24")
    commit(tree)
    assert run(new(tree.root.parent, FIRST)).code == 0


def test_what_accepted_pages_added_leaves_no_trace_in_the_checkouts_of_these_tests(
    tree: Checkout, propose: Propose
) -> None:
    """Whatever was accepted, a proposal is tested on the features without it."""
    for page in (FIRST, THIRD):
        propose(page, "--effective", "2026-11-24")
        commit(tree)
    text = tree.read(PAY_AS_YOU_GO).decode()
    title = "商品识别 from 2026-11-24"
    assert sorted(titles_added(text)) == [title, f"{title} (2)"]
    strip_added(tree.root / "features", tree.root / NAMES)
    assert git(tree.root, "diff", "--name-only", "HEAD~2", "--", "features", NAMES) == ""
