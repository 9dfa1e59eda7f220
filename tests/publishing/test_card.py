"""The picture of the site: a PNG of the size that is asked for, the same bytes each time."""

from __future__ import annotations

import struct

import pytest

from support.site_project import ROOT
from tiia_pricebook import PriceBook

pytest.importorskip("matplotlib", reason="the extra docs is not installed")

from tiia_pricing.publishing.build.card import card
from tiia_pricing.results.scenario_results import load_results


def test_the_card_is_a_picture_of_1200_by_630(book: PriceBook) -> None:
    results = load_results(ROOT / "tests/publishing/results.json")
    picture = card(book, results)
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", picture[16:24]) == (1200, 630)
    assert picture == card(book, results)
