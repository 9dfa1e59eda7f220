"""Step charts of prices over months, drawn when the site is built.

What was only seen is dashed from the day on which it may have begun; what is announced is dotted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import cycle
from math import ceil

from matplotlib.axes import Axes
from msgspec import Struct

from tiia_pricing.publishing.charts.drawings import (
    WIDE,
    Drawing,
    Frame,
    Value,
    Valued,
    drawn,
    entitle,
)
from tiia_pricing.publishing.charts.svg import INK, TIERS, UNKNOWN, canvas

Month = int | Fraction
LINES = 23  # the height of a drawing, in sizes of its type
LABEL = 8  # the length of a tier's bound, in sizes of its type


class Segment(Struct, frozen=True):
    """Prices that hold for the months ``[first, end)``, counted from year 0; ``None`` is no end.

    Each price stands with the lower bound of its tier, in yuan per 1,000 calls. They may hold
    ``maybe`` since then, where nobody states the day; or are ``coming``, announced alone.
    """

    first: Month
    end: Month | None
    prices: tuple[tuple[int, Decimal], ...]
    maybe: Month | None = None
    coming: bool = False


def chart(
    key: str, segments: Sequence[Segment], span: tuple[Month, Month], frame: Frame = WIDE
) -> Drawing:
    """Return the prices of one interface over the months ``span``, a step line for each tier.

    Months in which nothing is known are shaded. ``key`` sets its ids apart from others'.
    """
    with canvas(frame.width, LINES * frame.text, frame.text) as figure:
        axes = figure.add_subplot()
        values: list[Valued] = []
        for segment in segments:
            end = segment.end or span[1]
            _draw(axes, segment, frame, labelled=segment is segments[-1], end=end)
            values += _values(axes, segment, end)
        for first, end in _gaps(segments, span):
            axes.axvspan(float(first), float(end), color=UNKNOWN, linewidth=0)
        _dress(axes, {price for segment in segments for _, price in segment.prices}, span, frame)
        return drawn(figure, key, frame, values)


def _values(axes: Axes, segment: Segment, end: Month) -> Iterator[Valued]:
    """The price of each tier, in the middle of its step."""
    month = f"{int(segment.first) // 12}-{int(segment.first) % 12 + 1:02}"
    for bound, price in segment.prices:
        at = float(segment.first + end) / 2
        yield axes, at, float(price), Value(bound, Decimal(f"{price.normalize():f}"), month)


def _draw(axes: Axes, segment: Segment, frame: Frame, *, labelled: bool, end: Month) -> None:
    style = ":" if segment.coming else "-"
    for (bound, price), ink in zip(segment.prices, cycle(TIERS), strict=False):
        y, days = [float(price)] * 2, [float(segment.first), float(end)]
        axes.plot(days, y, color=ink, linewidth=2.2, linestyle=style)
        if segment.maybe is not None:
            doubt = [float(segment.maybe), float(segment.first)]
            axes.plot(doubt, y, color=ink, linewidth=1.4, linestyle="--")
        if labelled:
            axes.annotate(
                f"≥ {bound:,}",
                (float(end), float(price)),
                xytext=(4, 0),
                textcoords="offset points",
                va="center",
                color=ink,
                fontsize=frame.small,
            )


def _gaps(segments: Sequence[Segment], span: tuple[Month, Month]) -> Iterator[tuple[Month, Month]]:
    """The months of ``span`` that no segment covers."""
    known = span[0]
    for segment in segments:
        if known < segment.first:
            yield known, segment.first
        known = segment.end or span[1]
    if known < span[1]:
        yield known, span[1]


def _dress(
    axes: Axes, prices: Collection[Decimal], span: tuple[Month, Month], frame: Frame
) -> None:
    first, last = map(float, span)
    top = max(prices)
    shown = {float(price): f"{price.normalize():f}" for price in _apart(prices, top / 14)}
    label = LABEL * frame.small / (frame.width - 4 * frame.text)
    axes.set_xlim(first - 1, last + label / (1 - label) * (last - first))
    axes.set_ylim(0, float(top) * 1.15)
    axes.set_yticks([*shown], [*shown.values()])
    years = range(ceil(first / 12) * 12, int(last) + 1, 12)
    shown_years = years[:: ceil(len(years) / frame.labels)]
    axes.set_xticks([*shown_years], [f"{month // 12}-01" for month in shown_years])
    axes.grid(axis="y", color=INK, alpha=0.12, linewidth=0.6)
    axes.spines[["top", "right"]].set_visible(False)
    entitle(axes, frame)


def _apart(prices: Iterable[Decimal], least: Decimal) -> Iterator[Decimal]:
    """Prices in their order, without those too near to the one below to be read."""
    last: Decimal | None = None
    for price in sorted(prices):
        if last is None or price - last >= least:
            yield price
            last = price
