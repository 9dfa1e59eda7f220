"""The picture that other sites show of a link to this one: a PNG, the same bytes each time."""

from __future__ import annotations

import io

import matplotlib as mpl
from matplotlib.figure import Figure

from tiia_pricebook import PriceBook
from tiia_pricing.results.scenario_results import Results

CARD = "assets/card.png"
WIDTH, HEIGHT, DPI = 1200, 630, 100  # pixels, as the sites that show it ask for
_PAPER, _INK, _QUIET = "#0f3d5c", "#ffffff", "#b9d7ea"


def card(book: PriceBook, results: Results) -> bytes:
    """Return the card: the title, and how much of the page is read and tested.

    Its words are English for both languages: the font that matplotlib carries has no Chinese.
    """
    scenarios = sum(1 for _ in results.scenarios())
    tiers = sum(len(table.tiers) for table in book.pay_as_you_go)
    lines = (
        (0.68, 44, _INK, "Tencent Cloud image analysis"),
        (0.50, 28, _QUIET, "what it costs, read from the vendor's page and tested"),
        (0.22, 26, _INK, f"{len(book.interfaces)} APIs    {tiers} tier prices"),
        (0.12, 26, _INK, f"{len(book.clauses)} clauses    {scenarios} scenarios"),
    )
    with mpl.rc_context({"font.family": "DejaVu Sans"}):
        figure = Figure(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI, facecolor=_PAPER)
        for y, size, colour, text in lines:
            figure.text(0.07, y, text, fontsize=size, color=colour)
        image = io.BytesIO()
        figure.savefig(image, format="png", metadata={"Software": None})
    return image.getvalue()
