"""Where an accepted page came from is said in the reader's language, where the words are ours."""

from __future__ import annotations

from tiia_pricing.locale import tell_in
from tiia_pricing.price_list.page_sources import source_in_words

SOURCE = "the vendor's documentation of 图像分析, 计费概述"


def test_the_vendors_documentation_is_named_in_both_languages() -> None:
    assert str(source_in_words(SOURCE)) == SOURCE
    assert tell_in("zh")(source_in_words(SOURCE)) == "厂商文档：图像分析、计费概述"


def test_what_a_person_typed_stays() -> None:
    for source in ("https://example.org/price", "a copy of the vendor's documentation", ""):
        assert tell_in("zh")(source_in_words(source)) == source
