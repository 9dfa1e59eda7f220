"""What a reader sees of a page: its letters and digits in the order of the source.

Independent of the reader under test: a tokenizer and a stack, no tree. Where a browser moves
text (out of a table), the order is not the browser's, but the letters are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from html.parser import HTMLParser

Attributes = Sequence[tuple[str, str | None]]

NEVER = frozenset({"script", "style", "template", "noscript", "title", "head", "datalist", "rp"})
VOID = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"),
        *("track", "wbr"),
    }
)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.I)
_NOUGHT = re.compile("(?<![0-9.])0(?:[百千万亿]|千万|百万)")
# Numbers of lists are markup: <li> has none.
_LISTED = re.compile(r"^[ \t>!]*[0-9]+\.(?=[ \t])", re.M)
_TARGET = re.compile(r"(?<=\])\([^()\n]*\)")


class _Seen(HTMLParser):
    """Collects text that no open element hides."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, bool]] = []
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if tag not in VOID:
            self.open.append((tag, hides(tag, attrs)))

    def handle_endtag(self, tag: str) -> None:
        for index in reversed(range(len(self.open))):
            if self.open[index][0] == tag:
                del self.open[index:]
                return

    def handle_data(self, data: str) -> None:
        if not any(hidden for _, hidden in self.open):
            self.parts.append(data)


def hides(tag: str, attrs: Attributes) -> bool:
    """Whether an element of this start tag is not shown."""
    named = dict(attrs)
    closed = tag == "dialog" and "open" not in named
    style = named.get("style") or ""
    return tag in NEVER or closed or "hidden" in named or bool(_HIDING.search(style))


@lru_cache(maxsize=16)
def seen(source: str) -> str:
    """The letters and digits that a page shows, HTML or Markdown, in half-width forms."""
    parser = _Seen()
    parser.feed(_LISTED.sub("", _TARGET.sub("", source)))
    parser.close()
    return letters("".join(parser.parts))


def letters(text: str) -> str:
    """The letters and digits of ``text``, in half-width forms; a nought of thousands is one."""
    folded = _NOUGHT.sub("0", unicodedata.normalize("NFKC", text))
    return "".join(character for character in folded if character.isalnum())
