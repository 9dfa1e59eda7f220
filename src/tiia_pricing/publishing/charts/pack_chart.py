"""The chart of packs against pay-as-you-go over their life: costs, and where each pack helps."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from tiia_pricing.publishing.charts.month_costs import Tariff
from tiia_pricing.publishing.charts.pack_life import Life
from tiia_pricing.publishing.charts.pack_stories import PackStory
from tiia_pricing.publishing.charts.svg import GOOD, INK, TIERS, UNKNOWN, canvas, inline

WIDTH, HEIGHT = 7.2, 6.2
PER_DECADE = 30  # samples of a bent line
STYLES = ("-", "--", ":")


def pack_chart(key: str, alone: Tariff, stories: Sequence[PackStory]) -> str:
    """Yuan a month by calls a month, both in powers of ten, alone and with each pack.

    What a pack costs is shared among the months that it lasts.
    """
    first = alone.unpaid() * 2
    last = max(story.pack.calls for story in stories) * 2
    calls = _calls(first, last, alone)
    with canvas(WIDTH, HEIGHT) as figure:
        grid = figure.add_gridspec(2, 1, height_ratios=[7, 4])
        costs, spans = figure.add_subplot(grid[0]), figure.add_subplot(grid[1])
        for index, story in enumerate(stories):
            ink, style = TIERS[index % len(TIERS)], STYLES[index // len(TIERS)]
            yuan = [_a_month(story.life, one) for one in calls]
            costs.plot(calls, yuan, color=ink, linewidth=1.2, linestyle=style)
            _label(costs, story, first, ink)
            _spans(spans, index, story, (first, last))
        costs.plot(calls, [alone.cents(one) / 100 for one in calls], color=INK, linewidth=2.2)
        costs.set_yscale("log")
        costs.yaxis.set_major_formatter("{x:,.0f}")
        spans.set_yticks(range(len(stories)), [f"{one.pack.calls:,}" for one in stories])
        spans.set_ylim(len(stories) - 0.4, -0.6)
        for axes in (costs, spans):
            _dress(axes, first, last)
        return inline(figure, key)


def _a_month(life: Life, calls: int) -> float:
    return life.cents(calls) / life.months / 100


def _calls(first: int, last: int, alone: Tariff) -> list[int]:
    """Calls by which lines are drawn: evenly in powers of ten, and on both sides of each tier."""
    shown, calls = {first, last}, float(first)
    while calls < last:
        shown.add(round(calls))
        calls *= 10 ** (1 / PER_DECADE)
    bounds = alone.terms.ladders[alone.interface].bounds[1:]
    around = (alone.reaches(bound) + step for bound in bounds for step in (-1, 0))
    return sorted(shown | {calls for calls in around if first < calls < last})


def _label(axes: Axes, story: PackStory, first: int, ink: str) -> None:
    """The size of a pack on its line, which begins at ``first`` calls."""
    axes.annotate(
        f"{story.pack.calls:,}",
        (first, _a_month(story.life, first)),
        xytext=(3, 2),
        textcoords="offset points",
        color=ink,
        fontsize=8,
    )


def _spans(axes: Axes, row: int, story: PackStory, window: tuple[int, int]) -> None:
    """A row of the lower chart: solid where the pack helps, an outline where nothing changes."""
    first, last = window
    axes.barh(row, last - first, left=first, height=0.5, color=UNKNOWN, linewidth=0)
    for stretch in story.stretches:
        start, end = max(stretch.first, first), min(stretch.end or last, last)
        if stretch.verdict == "helps":
            axes.barh(row, end - start, left=start, height=0.5, color=GOOD, linewidth=0)
        elif stretch.verdict == "same":
            axes.barh(row, end - start, left=start, height=0.5, facecolor="none", edgecolor=GOOD)


def _dress(axes: Axes, first: int, last: int) -> None:
    axes.set_xscale("log")
    axes.set_xlim(first, last)
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.minorticks_off()
    axes.grid(axis="x", color=INK, alpha=0.12, linewidth=0.6)
    axes.spines[["top", "right"]].set_visible(False)
