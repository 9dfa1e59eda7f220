"""Texts as they are compared: however wide their signs are, and whatever blanks they have."""

from __future__ import annotations

WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")


def half_width(text: str) -> str:
    """``text`` with the digits, brackets and signs of ASCII where it has them in full width."""
    return text if text.isascii() else text.translate(WIDTHS)


def folded(text: str) -> str:
    """Return ``text`` without blanks and case, in half width, with one kind of dash."""
    return "".join(half_width(text).translate(_DASHES).casefold().split())
