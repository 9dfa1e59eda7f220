"""What the proof calls facts, and types is Chinese on the Chinese pages."""

from __future__ import annotations

import re

import pytest

import frozen
from support.site_whole import green
from tiia_pricebook import PriceBook
from tiia_pricing.locale import tell_in
from tiia_pricing.proof.claims_of_book import claims
from tiia_pricing.publishing.chinese.book_facts import facts_in_chinese
from tiia_pricing.publishing.chinese.descriptions import (
    CHINESE_TYPES,
    type_in_chinese,
)
from tiia_pricing.publishing.chinese.quoted import MEANINGS, explained, matches, quoted
from tiia_pricing.publishing.pages.reference_pages import past_types, types
from tiia_scraper.document.decoding import decode
from tiia_scraper.document.document import read_document

# What `propose` writes into the rows of an interface that comes or goes, one or the other way.
PROPOSED = {"its prices start on …", "its prices ended on …", "until …, exclusive"}


PAGE = read_document(decode(frozen.PAGE))
CHINESE = tell_in("zh")


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("商品识别 from 0 and from 1000000", "商品识别 0 起与 1000000 起"),
        ("from 1000000 is from 999999", "起点 1000000 改为 999999"),
        ("智能裁剪, 2022-10-24 to further notice", "智能裁剪，自 2022-10-24 起"),
        ("商品识别 and 商品识别-微信识物版 from 0", "商品识别和商品识别-微信识物版 0 起"),
        ("half-up is down", "half-up 改为 down"),
        ("a year is 11 months", "一年改为 11 个月"),
        ("undated", "未注明日期"),
    ],
)
def test_what_is_wrong_is_told_in_chinese(book: PriceBook, english: str, chinese: str) -> None:
    assert facts_in_chinese(book)[english] == chinese


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("unit of the price of 商品识别 from 0", "商品识别 0 起的价格的单位"),
        ("free quota of 智能裁剪 from the start", "智能裁剪最初的免费额度"),
        (
            "unit of the size of the pack of 10000 for 车辆识别（增强版）",
            "车辆识别（增强版） 10000 次资源包的规格的单位",
        ),
    ],
)
def test_what_the_page_states_is_told_in_chinese(
    book: PriceBook, english: str, chinese: str
) -> None:
    told = {claim.fact: CHINESE(claim.fact) for claim in claims(book, PAGE)}
    assert told[english] == chinese


def test_no_fact_of_page_or_book_keeps_an_english_word(book: PriceBook) -> None:
    facts = {CHINESE(claim.fact) for claim in claims(book, PAGE)}
    facts |= {*facts_in_chinese(book).values()}
    ids = {clause.id for clause in book.clauses} | set(book.settlement_order.steps)
    ids |= {word for reading in book.readings for word in (reading.name, *reading.values)}
    words = {word for fact in facts for word in re.findall(r"[a-z][a-z-]+", fact)}
    assert len(facts) > 400
    assert words - ids == set()


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
    assert "prices it no more" in sentences
    assert [text for text in sentences if not any(matches(one, text) for one in MEANINGS)] == []
    assert used | PROPOSED == MEANINGS.keys()
