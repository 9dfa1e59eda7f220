"""Today's page: the committed book is its reading, and nothing on it is missed or made up.

What a page reads as, number by number, is typed by hand for the frozen page; for today's page
rules say it, which hold for every price.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tiia_pricing.pricebook import PriceBook, dumps, validated
from tiia_pricing.proof.coverage import Coverage, coverage
from tiia_pricing.proof.mutants import mutants
from tiia_pricing.proof.rules import read_rules
from tiia_scraper import read_page

ROOT = Path(__file__).parents[2]
SNAPSHOT = "scraper/snapshots/tiia-pricing.md"
PAGE = (ROOT / SNAPSHOT).read_bytes()
RULES = read_rules(ROOT / "features")


@pytest.fixture(scope="module")
def today() -> PriceBook:
    return validated(read_page(PAGE, SNAPSHOT))


@pytest.fixture(scope="module")
def whole(today: PriceBook) -> Coverage:
    return coverage(PAGE, today, RULES)


def test_the_committed_book_is_what_the_page_reads_as(today: PriceBook) -> None:
    committed = ROOT / "src" / "tiia_pricing" / "pricebook.json"
    assert dumps(today) == committed.read_bytes()


def test_nothing_of_the_page_and_nothing_of_the_book_is_left_over(whole: Coverage) -> None:
    assert whole.unmapped == ()


def test_every_clause_has_its_rule_and_every_rule_its_clause(whole: Coverage) -> None:
    assert whole.uncovered == ()


def test_every_wrong_fact_of_the_book_leaves_something_over(today: PriceBook) -> None:
    facts = [mutant for mutant in mutants(today) if mutant.group != "reading-default"]
    assert facts
    silent = [mutant.id for mutant in facts if not coverage(PAGE, mutant.book, RULES).unmapped]
    assert silent == []
