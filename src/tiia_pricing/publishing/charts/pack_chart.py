"""The chart of packs against pay-as-you-go over their life: costs, and where each pack helps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from matplotlib.axes import Axes

from tiia_pricing.publishing.charts.amounts_by_calls import Tariff
from tiia_pricing.publishing.charts.drawings import (
    LOWER_TITLE,
    WIDE,
    Y_TITLE,
    Drawing,
    Frame,
    Value,
    Valued,
    drawn,
    entitle,
    powers_of_ten,
)
from tiia_pricing.publishing.charts.pack_life import Life
from tiia_pricing.publishing.charts.pack_stories import PackStory
from tiia_pricing.publishing.charts.svg import GOOD, INK, TIERS, UNKNOWN, canvas

LineStyle = tuple[int, tuple[float, ...]]
HEIGHT = 450  # points
PER_DECADE = 30  # samples of a bent line
YEAR, CENT = 12, Decimal("0.01")
# Each pack has a line of its own make: these tell it apart where colours do not.
STYLES: tuple[LineStyle, ...] = (
    (0, (7, 2)),
    (0, (1, 1)),
    (0, (7, 2, 1, 2)),
    (0, (3, 1.5)),
    (0, (7, 2, 1, 2, 1, 2)),
    (0, (12, 3)),
    (0, (2, 4)),
)


def pack_chart(
    key: str, alone: Tariff, stories: Sequence[PackStory], frame: Frame = WIDE
) -> Drawing:
    """Draw yuan a year by calls a month, both in powers of ten, alone and with each pack.

    A pack that lasts longer or shorter than twelve months has that share of its life's cost.
    """
    first = alone.unpaid() * 2
    last = max(story.pack.calls for story in stories) * 2
    calls = _calls(first, last, alone)
    with canvas(frame.width, HEIGHT * frame.text / WIDE.text, frame.text) as figure:
        grid = figure.add_gridspec(2, 1, height_ratios=[7, 4])
        costs, spans = figure.add_subplot(grid[0]), figure.add_subplot(grid[1])
        values: list[Valued] = []
        for index, story in enumerate(stories):
            ink = TIERS[index % len(TIERS)]
            yuan = [float(_a_year(story.life, one)) for one in calls]
            costs.plot(calls, yuan, color=ink, linewidth=1.4, linestyle=STYLES[index % len(STYLES)])
            values += _shown(costs, story, first, last)
            values += _spans(spans, index, story, (first, last))
        costs.plot(calls, [float(_without(alone, one)) for one in calls], color=INK, linewidth=2.2)
        values += [
            (costs, one, float(at.amount or 0), at) for one, at in _alone(alone, first, last)
        ]
        costs.set_yscale("log")
        costs.yaxis.set_major_formatter("{x:,.0f}")
        spans.set_yticks(range(len(stories)), [f"{one.pack.calls:,}" for one in stories])
        spans.set_ylim(len(stories) - 0.4, -0.6)
        for axes, title in ((costs, Y_TITLE), (spans, LOWER_TITLE)):
            _dress(axes, (first, last), frame, title)
        _label(costs, stories, first, frame)
        return drawn(figure, key, frame, values)


def _a_year(life: Life, calls: int) -> Decimal:
    return (Decimal(life.cents(calls) * YEAR) / life.months).scaleb(-2).quantize(CENT)


def _without(alone: Tariff, calls: int) -> Decimal:
    return Decimal(alone.cents(calls) * YEAR).scaleb(-2)


def _round_numbers(first: int, last: int) -> Iterator[int]:
    """1, 2 and 5 of each power of ten from ``first`` to ``last``."""
    numbers = (lead * 10**power for power in range(len(str(last))) for lead in (1, 2, 5))
    return (calls for calls in numbers if first <= calls <= last)


def _alone(alone: Tariff, first: int, last: int) -> Iterator[tuple[int, Value]]:
    for calls in _round_numbers(first, last):
        yield calls, Value(calls, _without(alone, calls))


def _shown(axes: Axes, story: PackStory, first: int, last: int) -> Iterator[Valued]:
    for calls in _round_numbers(first, last):
        yuan = _a_year(story.life, calls)
        value = Value(calls, yuan, f"{story.pack.calls:,}")
        yield axes, calls, float(yuan), value


def _calls(first: int, last: int, alone: Tariff) -> list[int]:
    """Calls by which lines are drawn: evenly in powers of ten, and on both sides of each tier."""
    shown, calls = {first, last}, float(first)
    while calls < last:
        shown.add(round(calls))
        calls *= 10 ** (1 / PER_DECADE)
    bounds = alone.terms.ladders[alone.interface].bounds[1:]
    around = (alone.reaches(bound) + step for bound in bounds for step in (-1, 0))
    return sorted(shown | {calls for calls in around if first < calls < last})


def _label(axes: Axes, stories: Sequence[PackStory], first: int, frame: Frame) -> None:
    """The size of each pack on its line, which begins at ``first`` calls; none on another."""
    low, high = axes.get_ylim()
    line = (high / low) ** (1.35 * frame.small / (HEIGHT * frame.text / WIDE.text * 0.5))
    below = 0.0
    for story in stories:
        yuan = max(float(_a_year(story.life, first)), below * line)
        axes.annotate(
            f"{story.pack.calls:,}",
            (first, yuan),
            xytext=(3, 2),
            textcoords="offset points",
            color=TIERS[stories.index(story) % len(TIERS)],
            fontsize=frame.small,
        )
        below = yuan


def _spans(axes: Axes, row: int, story: PackStory, window: tuple[int, int]) -> Iterator[Valued]:
    """A row of the lower chart: solid where the pack helps, an outline where nothing changes."""
    first, last = window
    axes.barh(row, last - first, left=first, height=0.5, color=UNKNOWN, linewidth=0)
    for stretch in story.where("helps") + story.where("same"):
        start, end = max(stretch.first, first), min(stretch.end or last, last)
        filled = {"color": GOOD, "linewidth": 0}
        outlined = {"facecolor": "none", "edgecolor": GOOD}
        look: dict[str, Any] = filled if stretch.verdict == "helps" else outlined
        axes.barh(row, end - start, left=start, height=0.5, **look)
        if stretch.verdict == "helps":
            whole = stretch.end and stretch.end - 1
            value = Value(stretch.first, None, f"{story.pack.calls:,}", whole)
            yield axes, (start * end) ** 0.5, row, value


def _dress(axes: Axes, window: tuple[int, int], frame: Frame, title: str) -> None:
    axes.set_xscale("log")
    axes.set_xlim(*window)
    powers_of_ten(axes, frame, *window)
    axes.grid(axis="x", color=INK, alpha=0.12, linewidth=0.6)
    axes.spines[["top", "right"]].set_visible(False)
    entitle(axes, frame, title)
