"""What a drawing is to a page: the same lines for wide and for narrow screens, with its values.

A drawing is the same in each language. The titles of its axes stand in it as ``@x`` and ``@y``, or
``@lower`` where a second drawing is below; the page puts its own words to them and to the values.
"""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup, escape
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from msgspec import Struct

from tiia_pricing.publishing.charts.svg import inline

X_TITLE, Y_TITLE, LOWER_TITLE = "@x", "@y", "@lower"


class Frame(Struct, frozen=True):
    """For which screens a drawing is made: its width and its sizes of type, in points.

    ``labels`` is how many numbers have room below an axis that is as wide as the drawing.
    """

    name: str
    width: int
    text: float
    small: float
    labels: int


WIDE = Frame("wide", 518, 9, 8.5, 9)
NARROW = Frame("narrow", 358, 11.5, 11, 4)  # a phone of 390 px shows a point as a pixel
FRAMES = (WIDE, NARROW)


class Value(Struct, frozen=True):
    """What is drawn at one place: ``amount`` yuan for so many calls.

    ``of`` is the size of a pack or a month. A stretch of calls has no amount; ``last`` are
    its last calls, ``None`` where it has no end.
    """

    calls: int
    amount: Decimal | None = None
    of: str = ""
    last: int | None = None


class Mark(Struct, frozen=True):
    """A value, and where it stands: in points from the left and from the top."""

    x: str
    y: str
    value: Value


class Drawing(Struct, frozen=True):
    """A drawing for one frame: SVG without its end tag, and the marks that belong before that."""

    frame: Frame
    svg: str
    marks: tuple[Mark, ...]

    def titled(self, x: str, y: str, lower: str = "") -> Markup:
        """Return the SVG, still open, with the titles of its axes in the words of a page."""
        svg = self.svg
        for title, words in ((X_TITLE, x), (Y_TITLE, y), (LOWER_TITLE, lower)):
            svg = svg.replace(title, str(escape(words)))
        return Markup(svg)  # noqa: S704 - our own drawing, its words escaped right here


Valued = tuple[Axes, float, float, Value]


def drawn(figure: Figure, key: str, frame: Frame, values: list[Valued]) -> Drawing:
    """Return a figure as a drawing; each value stands at a place of the data of its axes."""
    svg = inline(figure, f"{frame.name} {key}").removesuffix("</svg>")
    return Drawing(frame, svg, tuple(_mark(figure, *value) for value in values))


def entitle(axes: Axes, frame: Frame, y: str = Y_TITLE) -> None:
    """Name both axes: what is counted upwards above them, what to the right below."""
    axes.set_title(y, loc="left", fontsize=frame.text)
    axes.set_xlabel(X_TITLE, loc="right", fontsize=frame.text)


def powers_of_ten(axes: Axes, frame: Frame, first: float, last: float) -> None:
    """Number the calls ``first`` to ``last`` in powers of ten, as many as there is room for."""
    shown = [10**power for power in range(len(str(int(last)))) if first <= 10**power <= last]
    chosen = sorted(shown[:: -1 if len(shown) < frame.labels else -2])
    axes.set_xticks(chosen, [f"{calls:,}" for calls in chosen])
    axes.minorticks_off()


def _mark(figure: Figure, axes: Axes, x: float, y: float, value: Value) -> Mark:
    at = figure.transFigure.inverted().transform(axes.transData.transform((x, y)))
    width, height = figure.get_size_inches() * 72
    return Mark(f"{at[0] * width:.1f}", f"{(1 - at[1]) * height:.1f}", value)
