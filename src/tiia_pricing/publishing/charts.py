"""Step charts of prices over months, drawn when the site is built."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import cycle

from matplotlib.axes import Axes
from msgspec import Struct

from tiia_pricing.publishing.drawing import INK, TIERS, UNKNOWN, canvas, inline


class Segment(Struct, frozen=True):
    """Prices that hold for the months ``[first, end)``, counted from year 0; ``None`` is no end.

    Each price stands with the lower bound of its tier, in yuan per 1,000 calls.
    """

    first: int
    end: int | None
    prices: tuple[tuple[int, Decimal], ...]


def chart(key: str, segments: Sequence[Segment], span: tuple[int, int]) -> str:
    """The prices of one interface over the months ``span``, a step line for each tier.

    Months in which nothing is known are shaded. ``key`` sets its ids apart from others'.
    """
    with canvas(7.2, 2.3) as figure:
        axes = figure.add_subplot()
        for segment in segments:
            _draw(axes, segment, labelled=segment is segments[-1], end=segment.end or span[1])
        for first, end in _gaps(segments, span):
            axes.axvspan(first, end, color=UNKNOWN, linewidth=0)
        _dress(axes, {price for segment in segments for _, price in segment.prices}, span)
        return inline(figure, key)


def _draw(axes: Axes, segment: Segment, *, labelled: bool, end: int) -> None:
    for (bound, price), ink in zip(segment.prices, cycle(TIERS), strict=False):
        axes.plot([segment.first, end], [float(price)] * 2, color=ink, linewidth=2.2)
        if labelled:
            axes.annotate(
                f"≥ {bound:,}",
                (end, float(price)),
                xytext=(4, 0),
                textcoords="offset points",
                va="center",
                color=ink,
                fontsize=8,
            )


def _gaps(segments: Sequence[Segment], span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The months of ``span`` that no segment covers."""
    known = span[0]
    for segment in segments:
        if known < segment.first:
            yield known, segment.first
        known = segment.end or span[1]
    if known < span[1]:
        yield known, span[1]


def _dress(axes: Axes, prices: Collection[Decimal], span: tuple[int, int]) -> None:
    first, last = span
    shown = {float(price): f"{price.normalize():f}" for price in sorted(prices)}
    axes.set_xlim(first - 1, last + 0.14 * (last - first))
    axes.set_ylim(0, max(shown) * 1.15)
    axes.set_yticks([*shown], [*shown.values()])
    years = range(-(-first // 12) * 12, last + 1, 12)
    axes.set_xticks([*years], [f"{month // 12}-01" for month in years])
    axes.grid(axis="y", color=INK, alpha=0.12, linewidth=0.6)
    axes.spines[["top", "right"]].set_visible(False)
