"""Step charts of prices over months, as SVG that takes its colours from the page.

Drawn when the site is built, the same bytes each time. Text stays text; colours are names that
the style sheet gives a value in light, in dark and in print; nothing in it is the vendor's.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import cycle
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from msgspec import Struct

_INK, _UNKNOWN = "#010101", "#020202"
_TIERS = ("#030301", "#030302", "#030303", "#030304", "#030305", "#030306")
_COLOURS = {
    _INK: "currentColor",
    _UNKNOWN: "var(--tp-unknown)",
    **{ink: f"var(--tp-tier-{index})" for index, ink in enumerate(_TIERS, start=1)},
}
_STYLE: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "tiia-pricing",
    "font.family": "sans-serif",
    "font.size": 9.0,
    "text.color": _INK,
    "axes.edgecolor": _INK,
    "xtick.color": _INK,
    "ytick.color": _INK,
}


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
    with mpl.rc_context():
        mpl.rcdefaults()  # whatever this machine has configured
        mpl.rcParams.update(_STYLE)
        figure = Figure(figsize=(7.2, 2.3), layout="constrained")
        axes = figure.add_subplot()
        for segment in segments:
            _draw(axes, segment, labelled=segment is segments[-1], end=segment.end or span[1])
        for first, end in _gaps(segments, span):
            axes.axvspan(first, end, color=_UNKNOWN, linewidth=0)
        _dress(axes, {price for segment in segments for _, price in segment.prices}, span)
        out = io.StringIO()
        nothing = {"Date": None, "Creator": None, "Format": None, "Type": None}
        figure.savefig(out, format="svg", transparent=True, metadata=nothing)
    return _inline(out.getvalue(), key)


def _draw(axes: Axes, segment: Segment, *, labelled: bool, end: int) -> None:
    for (bound, price), ink in zip(segment.prices, cycle(_TIERS), strict=False):
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
    axes.grid(axis="y", color=_INK, alpha=0.12, linewidth=0.6)
    axes.spines[["top", "right"]].set_visible(False)


def _inline(svg: str, key: str) -> str:
    """The drawing as an element of a page: no prologue, no styles of its own, ids by ``key``."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<!--.*?-->|<metadata>.*?</metadata>|<style.*?</style>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family: [^;\"]*;? ?", "", svg)
    slug = "-".join(f"{ord(character):x}" for character in key)
    svg = re.sub(r'\bid="', f'id="{slug}-', svg)
    svg = re.sub(r'(href="#|url\(#)', rf"\g<1>{slug}-", svg)
    for ink, name in _COLOURS.items():
        svg = svg.replace(ink, name)
    return re.sub(r"\s*\n\s*", "\n", svg).strip()
