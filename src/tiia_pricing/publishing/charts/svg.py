"""Drawings as SVG that takes its colours from the page, the same bytes each time.

Text stays text; colours are names that the style sheet gives a value in light, in dark and in
print; nothing in a drawing is the vendor's.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

# Matplotlib knows no CSS variable. So it draws in near-blacks that occur nowhere else in its
# output, and each is replaced in the text by the name of the page's colour.
INK, UNKNOWN, GOOD, BAD = "#010101", "#020202", "#040401", "#040402"
TIERS = ("#030301", "#030302", "#030303", "#030304", "#030305", "#030306")
_COLOURS = {
    INK: "currentColor",
    UNKNOWN: "var(--tp-unknown)",
    GOOD: "var(--tp-good)",
    BAD: "var(--tp-bad)",
    **{ink: f"var(--tp-tier-{index})" for index, ink in enumerate(TIERS, start=1)},
}
_STYLE: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "tiia-pricing",
    "font.family": "sans-serif",
    "xtick.labelsize": "medium",
    "ytick.labelsize": "medium",
    "text.color": INK,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
}


@contextmanager
def canvas(width: float, height: float, text: float) -> Iterator[Figure]:
    """An empty figure, its sizes and that of its type in points; drawn and written in the block."""
    with mpl.rc_context():
        mpl.rcdefaults()  # whatever this machine has configured
        mpl.rcParams.update(_STYLE | {"font.size": text})
        figure = Figure(figsize=(width / 72, height / 72), dpi=72, layout="constrained")
        FigureCanvasSVG(figure)  # on which the layout is measured
        yield figure


def inline(figure: Figure, key: str) -> str:
    """Return the drawing as an element of a page.

    It has no prologue and no styles of its own; its ids begin with ``key``.
    """
    if layout := figure.get_layout_engine():
        layout.execute(figure)
        figure.set_layout_engine(None)  # with one, all is drawn twice
    out = io.StringIO()
    nothing = {"Date": None, "Creator": None, "Format": None, "Type": None}
    figure.savefig(out, format="svg", transparent=True, metadata=nothing)
    return _coloured(_named(_trimmed(out.getvalue()), key))


def _trimmed(svg: str) -> str:
    """Without prologue, styles, fonts, and digits that no screen shows."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<!--.*?-->|<metadata>.*?</metadata>|<style.*?</style>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family: [^;\"]*;? ?", "", svg)
    svg = re.sub(r"<[^>]*>", lambda tag: re.sub(r"(\.\d\d)\d+", r"\1", tag[0]), svg)
    return re.sub(r"\s*\n\s*", "\n", svg).strip()


def _named(svg: str, key: str) -> str:
    """With the ids that something refers to, and these set apart from other drawings'."""
    used = set(re.findall(r"(?:href=\"|url\()#([^\")]+)", svg))
    svg = re.sub(r' id="([^"]*)"', lambda own: own[0] if own[1] in used else "", svg)
    slug = "-".join(f"{ord(character):x}" for character in key)
    svg = re.sub(r'\bid="', f'id="{slug}-', svg)
    return re.sub(r'(href="#|url\(#)', rf"\g<1>{slug}-", svg)


def _coloured(svg: str) -> str:
    """With the names of the page's colours in place of the inks."""
    for ink, name in _COLOURS.items():
        svg = svg.replace(ink, name)
    return svg
