"""Text of a page that anyone may have written, made fit for a terminal."""

from __future__ import annotations


def plain(text: str) -> str:
    """``text`` on one line, without what a terminal would obey."""
    words = " ".join(text.split())
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in words)
