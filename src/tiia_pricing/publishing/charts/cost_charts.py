"""Charts of what a month costs: by calls with its cliffs, and for each thousand calls."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator
from msgspec import Struct

from tiia_pricing.publishing.charts.amounts_by_calls import Curve, Point, PriceStep, Tariff, point
from tiia_pricing.publishing.charts.drawings import (
    NARROW,
    WIDE,
    Drawing,
    Frame,
    Value,
    Valued,
    drawn,
    entitle,
    powers_of_ten,
)
from tiia_pricing.publishing.charts.svg import INK, TIERS, canvas

OWN, OTHER, DROP = TIERS[0], TIERS[1], TIERS[4]
HEIGHT = 165  # points, of one chart
SAMPLES = 24  # of a bent piece, beside its ends


class BothBases(Struct, frozen=True):
    """What a chart shows: a curve with its tariff, and the same under the other ``tier-basis``."""

    own: Tariff
    curve: Curve
    other: Tariff
    other_curve: Curve

    def apart(self) -> Iterator[tuple[int, int]]:
        """Yield the calls ``[first, end)`` around each cliff for which the two tariffs differ."""
        for one, two in zip(self.curve.cliffs, self.other_curve.cliffs, strict=True):
            edges = sorted((one.on.calls, two.on.calls))
            if edges[0] < edges[1]:
                yield edges[0], edges[1]


def cost_chart(key: str, costs: BothBases, frame: Frame = WIDE) -> Drawing:
    """Draw yuan a month by calls: the whole curve, and below it each drop from near by."""
    drops = costs.curve.drops
    across = 1 if frame is NARROW else max(len(drops), 1)
    rows = 1 + -(-len(drops) // across)
    with canvas(frame.width, HEIGHT * rows, frame.text) as figure:
        grid = figure.add_gridspec(rows, across)
        whole = figure.add_subplot(grid[0, :])
        _lines(whole, costs, 2.0)
        whole.set_xlim(0, costs.curve.end)
        whole.set_ylim(0)
        whole.xaxis.set_major_locator(MaxNLocator(frame.labels * 2 // 3))
        whole.xaxis.set_major_formatter("{x:,.0f}")
        whole.yaxis.set_major_formatter("{x:,.0f}")
        _quiet(whole, frame)
        for index, cliff in enumerate(drops):
            near = figure.add_subplot(grid[1 + index // across, index % across])
            _lines(near, costs, 1.8)
            _near(near, cliff, frame)
        values: list[Valued] = [
            (whole, one.calls, float(one.yuan), Value(one.calls, one.yuan))
            for one in costs.curve.points
        ]
        return drawn(figure, key, frame, values)


def effective_chart(key: str, costs: BothBases, frame: Frame = WIDE) -> Drawing:
    """Draw yuan for each 1,000 calls of a month by its calls, in powers of ten."""
    with canvas(frame.width, HEIGHT * 1.1, frame.text) as figure:
        axes = figure.add_subplot()
        for first, last in costs.curve.pieces():
            if last > 0:
                bent = [point(costs.own, calls) for calls in _samples(max(first, 1), last)]
                _line(axes, bent, [one.effective for one in bent], OWN, 2.0)
        for first, end in costs.apart():
            bent = [point(costs.other, calls) for calls in _samples(first, end - 1)]
            _line(axes, bent, [one.effective for one in bent], OTHER, 1.0, "--")
        prices, start = _prices(costs.own), max(costs.curve.free, 1) * 0.6
        axes.set_xscale("log")
        axes.set_xlim(start, costs.curve.end)
        axes.set_ylim(0, max(prices) * 1.08)
        axes.set_yticks([*prices], [*prices.values()])
        powers_of_ten(axes, frame, start, costs.curve.end)
        _quiet(axes, frame)
        values: list[Valued] = [
            (axes, one.calls, float(one.effective), Value(one.calls, one.effective))
            for one in costs.curve.points
            if one.effective is not None and one.calls >= start
        ]
        return drawn(figure, key, frame, values)


def _prices(own: Tariff) -> dict[float, str]:
    """The tiers' prices in yuan per 1,000 calls, where they stand on an axis and how."""
    table = own.terms.ladders[own.interface].table
    exact = [tier.price * 1000 / table.per_calls for tier in table.tiers]
    return {float(price): f"{price.normalize():f}" for price in exact}


def _samples(first: int, last: int) -> list[int]:
    """Calls from ``first`` to ``last``, each so many times the one before."""
    steps = (round(first * (last / first) ** (step / SAMPLES)) for step in range(SAMPLES + 1))
    return sorted({first, last, *(calls for calls in steps if first <= calls <= last)})


def _lines(axes: Axes, costs: BothBases, width: float) -> None:
    """The cost in straight pieces, its drops dotted; dashed, where the other tariff differs."""
    for first, end in costs.apart():
        ends = [point(costs.other, calls) for calls in (first - 1, first, end - 1)]
        _line(axes, ends, [one.yuan for one in ends], OTHER, 1.0, "--")
    for first, last in costs.curve.pieces():
        ends = [point(costs.own, calls) for calls in (first, last)]
        _line(axes, ends, [one.yuan for one in ends], OWN, width)
    for cliff in costs.curve.cliffs:
        ends = [cliff.below, cliff.on]
        _line(axes, ends, [one.yuan for one in ends], DROP, 1.2, ":")


def _line(
    axes: Axes,
    points: Sequence[Point],
    heights: Sequence[Decimal | None],
    ink: str,
    width: float,
    style: str = "-",
) -> None:
    at = [float(height or 0) for height in heights]
    axes.plot([one.calls for one in points], at, color=ink, linewidth=width, linestyle=style)


def _near(axes: Axes, cliff: PriceStep, frame: Frame) -> None:
    """One drop from near by: the calls before it that cost more are shaded."""
    on, below = float(cliff.on.yuan), float(cliff.below.yuan)
    width = cliff.on.calls - cliff.dearer_from
    axes.set_xlim(cliff.dearer_from - 0.5 * width, cliff.on.calls + 0.9 * width)
    axes.set_ylim(on - 0.6 * (below - on), below + 0.35 * (below - on))
    axes.axvspan(cliff.dearer_from, cliff.on.calls, color=DROP, alpha=0.12, linewidth=0)
    axes.plot([cliff.on.calls] * 2, [below, on], "o", color=DROP, markersize=3)
    axes.annotate(
        f"−{cliff.drop:,}",
        (cliff.on.calls, below),
        xytext=(4, 0),
        textcoords="offset points",
        va="center",
        color=DROP,
        fontsize=frame.small,
    )
    calls = [cliff.dearer_from, cliff.on.calls]
    axes.set_xticks(calls, [f"{one:,}" for one in calls], fontsize=frame.small)
    dearer, dropped = axes.get_xticklabels()
    dearer.set_horizontalalignment("right")
    dropped.set_horizontalalignment("left")
    axes.set_yticks(
        [on, below], [f"{cliff.on.yuan:,}", f"{cliff.below.yuan:,}"], fontsize=frame.small
    )
    _quiet(axes, frame)


def _quiet(axes: Axes, frame: Frame) -> None:
    axes.grid(axis="y", color=INK, alpha=0.12, linewidth=0.6)
    axes.spines[["top", "right"]].set_visible(False)
    entitle(axes, frame)
