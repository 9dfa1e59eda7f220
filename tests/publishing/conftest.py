"""Fixtures of the site's tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import frozen
from support.site_project import Project
from tiia_pricebook import PriceBook
from tiia_pricing.publishing.charts.amounts_by_calls import Tariff, curve
from tiia_pricing.publishing.charts.cost_charts import BothBases
from tiia_pricing.publishing.charts.drawings import Drawing, Frame
from tiia_pricing.publishing.charts.pack_stories import PackStory
from tiia_pricing.publishing.pages import charts_page, history_page

if TYPE_CHECKING:
    from support.site_build import Soups


@pytest.fixture(scope="session")
def book() -> PriceBook:
    return frozen.book()


def _steps(*shown: Any) -> object:
    return repr(shown)  # 2.5 and 2.50 are equal, and drawn differently


def _costs(key: str, costs: BothBases, frame: Frame) -> object:
    return key, costs.curve, costs.other_curve, frame


def _packs(key: str, alone: Tariff, stories: Sequence[PackStory], frame: Frame) -> object:
    packs = [(story.pack.calls, story.pack.price, story.stretches) for story in stories]
    return key, curve(alone), tuple(packs), frame


DRAWN = {
    (history_page, "chart"): _steps,
    (charts_page, "cost_chart"): _costs,
    (charts_page, "effective_chart"): _costs,
    (charts_page, "pack_chart"): _packs,
}


@pytest.fixture(scope="session", autouse=True)
def _drawn_once() -> Iterator[None]:
    """Draw what shows the same amounts once: forty projects have it, and it is slow to draw."""
    with pytest.MonkeyPatch.context() as patch:
        for (page, name), shown in DRAWN.items():
            patch.setattr(page, name, _once(getattr(page, name), shown))
        yield


def _once(draw: Callable[..., Drawing], shown: Callable[..., object]) -> Callable[..., Drawing]:
    drawn: dict[object, Drawing] = {}

    def once(*given: Any) -> Drawing:
        told = shown(*given)
        return drawn.get(told) or drawn.setdefault(told, draw(*given))

    return once


@pytest.fixture(scope="session")
def site(published: Project, site_of: Callable[[Project], Soups]) -> Soups:
    """The site of the frozen page."""
    return site_of(published)


@pytest.fixture
def project(tmp_path: Path, book: PriceBook) -> Project:
    return Project(tmp_path, book)
