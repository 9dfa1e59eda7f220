"""The page of charts: what a month costs, interface by interface, and where packs help."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from tiia_pricebook import Interface, PayAsYouGo, PriceBook
from tiia_pricing.publishing.charts.amounts_by_calls import (
    NO_BOUND_END,
    Curve,
    PriceStep,
    curve,
    month_in_force,
    tariff,
)
from tiia_pricing.publishing.charts.cost_charts import BothBases, cost_chart, effective_chart
from tiia_pricing.publishing.charts.drawings import FRAMES, Drawing
from tiia_pricing.publishing.charts.pack_chart import pack_chart
from tiia_pricing.publishing.charts.pack_stories import PackStory, pack_stories
from tiia_pricing.publishing.site_data import price_tables

BASIS = "tier-basis"
Drawings = tuple[Drawing, ...]  # the same, for each kind of screen


class Costs(Struct, frozen=True):
    """Interfaces whose months cost the same, their tiers, their curve and its charts.

    ``other_cliffs`` are those under the other ``tier-basis``.
    """

    interfaces: tuple[tuple[Interface, PayAsYouGo], ...]
    curve: Curve
    other_cliffs: tuple[PriceStep, ...]
    cost: Drawings
    effective: Drawings

    @property
    def title(self) -> str:
        """The names of the interfaces."""
        return "、".join(interface.name for interface, _ in self.interfaces)


class Packs(Struct, frozen=True):
    """The packs of one interface, each with its story under both values of ``tier-basis``.

    ``example`` is a number of calls a month, just past the first bound of a tier.
    """

    interface: str
    example: int
    stories: tuple[tuple[PackStory, PackStory], ...]
    chart: Drawings


class ChartsPage(Struct, frozen=True):
    """What the page of charts shows; ``bases`` are the default of ``tier-basis`` and the other."""

    month_in_force: str
    bases: tuple[str, str]
    cost_charts: list[Costs]
    pack_charts: list[Packs]


def charts_page(book: PriceBook) -> ChartsPage:
    """Return what the page of charts shows of the facts of ``book``, those in force today."""
    return ChartsPage(str(month_in_force(book)), _bases(book), _costs(book), _packs(book))


def _bases(book: PriceBook) -> tuple[str, str]:
    """The default of ``tier-basis``, and its other value."""
    [reading] = [reading for reading in book.readings if reading.name == BASIS]
    [other] = set(reading.values) - {reading.default}
    return reading.default, other


def _costs(book: PriceBook) -> list[Costs]:
    groups: dict[Curve, list[tuple[Interface, PayAsYouGo]]] = {}
    for row in price_tables.today(book):
        if row.prices:
            own = curve(tariff(book, row.interface.name))
            groups.setdefault(own, []).append((row.interface, row.prices))
    return [
        Costs(
            tuple(members),
            own,
            _both(book, members[0][0].name).other_curve.cliffs,
            *_cost_charts(book, members[0][0].name, number),
        )
        for number, (own, members) in enumerate(groups.items(), start=1)
    ]


def _both(book: PriceBook, interface: str) -> BothBases:
    own, other = (tariff(book, interface, basis=basis) for basis in _bases(book))
    return BothBases(own, curve(own), other, curve(other))


@lru_cache(maxsize=64)  # equal books differ only in where their numbers stand, which is not drawn
def _cost_charts(book: PriceBook, interface: str, number: int) -> tuple[Drawings, Drawings]:
    costs = _both(book, interface)
    return (
        tuple(cost_chart(f"c{number}", costs, frame) for frame in FRAMES),
        tuple(effective_chart(f"e{number}", costs, frame) for frame in FRAMES),
    )


def _packs(book: PriceBook) -> list[Packs]:
    default, other = (pack_stories(book, basis) for basis in _bases(book))
    both = list(zip(default, other, strict=True))
    names = dict.fromkeys(story.pack.interface for story in default)
    return [
        Packs(
            name,
            _example(book, name),
            tuple(pair for pair in both if pair[0].pack.interface == name),
            _pack_chart(book, name, number),
        )
        for number, name in enumerate(names, start=1)
    ]


def _example(book: PriceBook, interface: str) -> int:
    bounds = tariff(book, interface).terms.ladders[interface].bounds
    return max(bounds[:2]) * 21 // 20 or NO_BOUND_END


@lru_cache(maxsize=16)
def _pack_chart(book: PriceBook, interface: str, number: int) -> Drawings:
    every = pack_stories(book, _bases(book)[0])
    stories = [story for story in every if story.pack.interface == interface]
    alone = tariff(book, interface)
    return tuple(pack_chart(f"p{number}", alone, stories, frame) for frame in FRAMES)
