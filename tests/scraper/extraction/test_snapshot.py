"""Today's page: the committed book is what all pages give, and nothing on it is missed or made up.

What a page reads as, number by number, is typed by hand for the frozen page; for today's page
rules say it, which hold for every price.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from support.compiled_folder import compile_folder
from tiia_pricebook import PriceBook, committed, default_book, validated
from tiia_pricing.feature_files.features import read_features
from tiia_pricing.history.snapshot_folder import (
    load_index,
    page_bytes,
    read_accepted,
    shipped_folder,
)
from tiia_pricing.proof.coverage import Coverage, coverage
from tiia_pricing.proof.mutants import mutants

ROOT = Path(__file__).parents[3]
FOLDER = shipped_folder()
NEWEST = load_index(FOLDER).pages[-1]
PAGE = page_bytes(FOLDER, NEWEST)
FEATURES = read_features(ROOT / "features")


@pytest.fixture(scope="module")
def today() -> PriceBook:
    return validated(read_accepted(FOLDER, NEWEST))


@pytest.fixture(scope="module")
def whole(today: PriceBook) -> Coverage:
    return coverage(PAGE, today, FEATURES)


def test_the_committed_book_is_exactly_what_the_pages_give() -> None:
    book = compile_folder(FOLDER)
    assert committed(book) == (ROOT / "src" / "tiia_pricebook" / "pricebook.json").read_bytes()
    assert validated(book) is book
    assert default_book() == book


def test_nothing_of_the_page_and_nothing_of_the_book_is_left_over(whole: Coverage) -> None:
    assert whole.unmapped == ()


def test_every_clause_has_its_rule_and_every_rule_its_clause(whole: Coverage) -> None:
    assert whole.uncovered == ()


def test_every_wrong_fact_of_the_book_leaves_something_over(today: PriceBook) -> None:
    facts = [mutant for mutant in mutants(today) if mutant.group != "reading-default"]
    assert facts
    silent = [mutant.id for mutant in facts if not coverage(PAGE, mutant.book, FEATURES).unmapped]
    assert silent == []
