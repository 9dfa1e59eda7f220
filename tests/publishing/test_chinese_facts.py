"""What the proof calls facts, types and laws is Chinese on the Chinese pages."""

from __future__ import annotations

import re

import pytest

import frozen
from kit.receipts import recorded
from support.site_whole import green
from tiia_pricebook import PriceBook
from tiia_pricing.proof.claims_of_book import claims
from tiia_pricing.proof.mutants import mutants
from tiia_pricing.publishing.chinese.descriptions import (
    CHINESE_LAWS,
    CHINESE_TYPES,
    type_in_chinese,
)
from tiia_pricing.publishing.chinese.facts import fact_in_chinese
from tiia_pricing.publishing.chinese.quoted import MEANINGS, explained, matches, quoted
from tiia_pricing.publishing.pages.reference_pages import past_types, types
from tiia_scraper.document.decoding import decode
from tiia_scraper.document.document import read_document

# What `propose` writes into the rows of an interface that comes or goes, one or the other way.
PROPOSED = {"its prices start on …", "its prices ended on …", "until …, exclusive"}


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("unit of the price of 商品识别 from 0", "商品识别 0 起的价格的单位"),
        ("free quota of 智能裁剪 from the start", "智能裁剪最初的免费额度"),
        ("商品识别 from 0 and from 1000000", "商品识别 0 起与 1000000 起"),
        ("from 1000000 is from 999999", "起点 1000000 改为 999999"),
        ("车辆识别, 2022-10-24 to further notice", "车辆识别，自 2022-10-24 起"),
        ("half-up is down", "half-up 改为 down"),
    ],
)
def test_a_fact_is_put_together_in_chinese(english: str, chinese: str) -> None:
    assert fact_in_chinese(english) == chinese


def test_no_fact_of_page_or_book_keeps_an_english_word(book: PriceBook) -> None:
    document = read_document(decode(frozen.PAGE))
    facts = {claim.fact for claim in claims(book, document)}
    facts |= {text for mutant in mutants(book) for text in (mutant.fact, mutant.change)}
    facts |= {one.dated for reading in book.readings for one in reading.evidence}
    ids = {clause.id for clause in book.clauses} | set(book.settlement_order.steps)
    ids |= {word for reading in book.readings for word in (reading.name, *reading.values)}
    left = [
        word
        for fact in facts
        for word in re.findall(r"[a-z][a-z-]+", fact_in_chinese(fact))
        if word not in ids
    ]
    assert len(facts) > 400
    assert left == []


def test_every_type_of_the_book_is_described_and_no_other() -> None:
    assert CHINESE_TYPES.keys() == {one.description for one in (*types(), *past_types())}


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("list of Tier", "Tier 列表"),
        ("string (date) or null", "string (date) 或 null"),
        ('"reached" or "progressive"', '"reached" 或 "progressive"'),
    ],
)
def test_the_type_of_a_field_is_told_in_chinese(english: str, chinese: str) -> None:
    assert type_in_chinese(english) == chinese


def test_every_english_sentence_that_a_scenario_quotes_is_explained() -> None:
    features = green().features
    sentences = {text for feature in features for text in quoted(feature)}
    used = {english for feature in features for english, _ in explained(feature)}
    assert "names it no more" in sentences
    assert [text for text in sentences if not any(matches(one, text) for one in MEANINGS)] == []
    assert used | PROPOSED == MEANINGS.keys()


def test_every_law_has_its_wording_and_no_other() -> None:
    assert CHINESE_LAWS.keys() == {law.law for law in recorded().laws}
