"""A badge: a small SVG with a label and what is said of it, such as how a receipt ends."""

from __future__ import annotations

from unicodedata import east_asian_width
from xml.sax.saxutils import escape, quoteattr

from tiia_pricebook.untrusted_text import plain
from tiia_pricing.conformance.receipts.receipt import Conclusion, Receipt

LABEL = "TIIA pricing"
_COLOURS: dict[Conclusion, str] = {"conforms": "#1a7f37", "fails": "#b42318", "broken": "#57606a"}
_LETTER, _WIDE_LETTER, _PADDING, _HEIGHT = 6.6, 11, 8, 20


def message(receipt: Receipt) -> str:
    """Return the right half: the highest level that conforms, or how it went."""
    if receipt.conclusion == "conforms":
        return f"{receipt.claims.levels[-1]}, suite {receipt.suite.version}"
    return f"{receipt.conclusion}, suite {receipt.suite.version}"


def svg(receipt: Receipt) -> str:
    """Return the badge of a receipt."""
    said = plain(message(receipt))
    who = receipt.implementation
    title = plain(f"{LABEL}: {who.name} {who.version}, {said}")
    return drawn(LABEL, said, title, _COLOURS[receipt.conclusion])


def drawn(label: str, said: str, title: str, colour: str = "#1f6feb") -> str:
    """Return a badge: ``label`` on its left, ``said`` on its right, and ``title`` read aloud."""
    left, right = _width(label), _width(said)
    texts = (_text(label, left / 2), _text(said, left + right / 2))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right:.0f}" height="{_HEIGHT}" '
        f'role="img" aria-label={quoteattr(title)}>'
        f"<title>{escape(title)}</title>"
        f'<rect width="{left:.0f}" height="{_HEIGHT}" fill="#3d444d"/>'
        f'<rect x="{left:.0f}" width="{right:.0f}" height="{_HEIGHT}" fill="{colour}"/>'
        f'<g fill="#fff" text-anchor="middle" font-family="Verdana,sans-serif" font-size="11">'
        f"{''.join(texts)}</g></svg>\n"
    )


def _text(words: str, middle: float) -> str:
    return f'<text x="{middle:.1f}" y="14">{escape(words)}</text>'


def _width(words: str) -> float:
    wide = sum(east_asian_width(letter) in "WF" for letter in words)
    return (len(words) - wide) * _LETTER + wide * _WIDE_LETTER + 2 * _PADDING
