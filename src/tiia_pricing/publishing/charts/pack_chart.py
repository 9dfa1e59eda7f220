"""The chart of packs against pay-as-you-go: costs above, and below where each pack helps."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from msgspec import Struct

from tiia_pricing.publishing.charts.month_costs import Tariff
from tiia_pricing.publishing.charts.pack_stories import PackStory, edges
from tiia_pricing.publishing.charts.svg import GOOD, INK, TIERS, UNKNOWN, canvas, inline

WIDTH, HEIGHT = 7.2, 6.2
PER_DECADE = 12  # samples of a bent line
STYLES = ("-", "--", ":")


class PricedPack(Struct, frozen=True):
    """A pack's story, and the tariff of a month in which it is bought."""

    story: PackStory
    tariff: Tariff


def pack_chart(key: str, alone: Tariff, packs: Sequence[PricedPack]) -> str:
    """Yuan a month by calls, both in powers of ten, alone and with each pack."""
    first = alone.unpaid() * 2
    last = max(priced.story.pack.calls for priced in packs) * 2
    with canvas(WIDTH, HEIGHT) as figure:
        grid = figure.add_gridspec(2, 1, height_ratios=[7, 4])
        costs, spans = figure.add_subplot(grid[0]), figure.add_subplot(grid[1])
        for index, priced in enumerate(packs):
            ink, style = TIERS[index % len(TIERS)], STYLES[index // len(TIERS)]
            calls = _calls(first, last, priced.tariff)
            _cost(costs, priced.tariff, calls, ink, style, 1.2)
            _label(costs, priced, (first, 3 + index % 3 * 60), ink)
            _spans(spans, index, priced.story, (first, last))
        _cost(costs, alone, _calls(first, last, alone), INK, "-", 2.2)
        costs.set_yscale("log")
        costs.yaxis.set_major_formatter("{x:,.0f}")
        spans.set_yticks(range(len(packs)), [f"{one.story.pack.calls:,}" for one in packs])
        spans.set_ylim(len(packs) - 0.4, -0.6)
        for axes in (costs, spans):
            _dress(axes, first, last)
        return inline(figure, key)


def _calls(first: int, last: int, own: Tariff) -> list[int]:
    """Calls by which a line is drawn: evenly in powers of ten, and on both sides of each edge."""
    shown, calls = {first, last}, float(first)
    while calls < last:
        shown.add(round(calls))
        calls *= 10 ** (1 / PER_DECADE)
    around = (one + step for one in edges(own) for step in (-1, 0))
    return sorted(shown | {calls for calls in around if first < calls < last})


def _cost(
    axes: Axes, own: Tariff, calls: Sequence[int], ink: str, style: str, width: float
) -> None:
    yuan = [own.cents(one) / 100 for one in calls]
    axes.plot(calls, yuan, color=ink, linewidth=width, linestyle=style)


def _label(axes: Axes, priced: PricedPack, place: tuple[int, int], ink: str) -> None:
    """The size of a pack on its line; ``place`` is from which calls, and how many points on."""
    (first, aside), pack = place, priced.story.pack
    axes.annotate(
        f"{pack.calls:,}",
        (first, priced.tariff.cents(first) / 100),
        xytext=(aside, 2),
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
