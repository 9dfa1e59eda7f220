"""How long packs last, where a sentence of the page says so."""

from __future__ import annotations

import pytest

import frozen
from tiia_scraper import read_page


@pytest.mark.parametrize(
    ("sentence", "months"),
    [
        ("预付费资源包自购买之日起有效期为6个月。", 6),
        ("资源包有效期6个月。", 6),
        ("资源包的有效期均为半年。", 6),
        ("资源包有效期均为六个月。", 6),
        ("预付费资源包有效期均为12个月。", 12),
        ("预付费资源包有效期均为2年。", 24),
        ("资源包有效期为一年。", 12),
        ("免费资源包有效期为6个月。", None),
        ("有效期为6个月。", None),
    ],
)
def test_a_sentence_says_how_long_packs_last(sentence: str, months: int | None) -> None:
    book = read_page(f"{frozen.TEXT}\n\n{sentence}\n".encode(), "page")
    assert {pack.months for pack in book.packs} == {months}
