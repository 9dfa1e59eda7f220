"""The vendor's Markdown → HTML, with its HTML tables as they are.

A Markdown reader ends an HTML block at a blank line, and this page has blank lines
within cells; so the tables are cut out first and put back into the rendered page. What a
browser does not show is cut out with them, since it may look like a table.
"""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt

from tiia_pricing.errors import PageUnreadable

MAX_CHARACTERS = 128 * 1024
# What markdown-it takes quadratic time for, far above what a page of prices has.
MAX_LINES = 2000
MAX_COLUMNS = 32
MAX_BRACKETS = 2000

_TABLE = re.compile(
    r"<table\b.*?(?:</table\s*>|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)",
    re.I | re.S,
)
_CALLOUT = re.compile(r"^([ \t]*>[ \t]*)[!?](?=[ \t\n]|[^\W\d_]|\*|$)", re.M)
# White space around the tags of rows and cells shows nowhere, and costs a third of the parsing.
_STRUCTURE = r"</?(?:table|thead|tbody|tfoot|tr|td|th)\b"
_BEFORE = re.compile(rf"(?<!\s)\s++(?={_STRUCTURE})", re.I)
_AFTER = re.compile(rf"({_STRUCTURE}[^<>]*>)\s+", re.I)
_PRIVATE = range(0xE000, 0xF8FF)


def to_html(text: str) -> str:
    """A whole HTML document; the marker of the vendor's callouts, ``>!`` and ``>?``, is gone.

    Raises ``PageUnreadable`` where the text ends within a table or is too long.
    """
    if len(text) > MAX_CHARACTERS:
        raise PageUnreadable("page-too-large", f"{len(text)} characters of Markdown")
    fence = next((chr(code) for code in _PRIVATE if chr(code) not in text), None)
    if fence is None:
        raise PageUnreadable("page-too-complex", "a page of private characters")
    tables: list[str] = []

    def cut(match: re.Match[str]) -> str:
        if match[0][:6].lower() != "<table":
            return ""
        if not match[0].rstrip().endswith(">") or match[0].lower().rfind("</table") < 0:
            raise PageUnreadable(
                "page-truncated",
                "the page ends within a table",
                where={"line": text.count("\n", 0, match.start()) + 1},
                expected="</table>",
            )
        tables.append(_BEFORE.sub("", _AFTER.sub(r"\1", match[0])))
        return f"{fence}{len(tables) - 1}{fence}"

    prose = _CALLOUT.sub(r"\1", _TABLE.sub(cut, text))
    _refuse_complex(prose)
    html = _renderer().render(prose)
    html = re.sub(f"{fence}(\\d+){fence}", lambda match: tables[int(match[1])], html)
    return f"<!DOCTYPE html><html><body>\n{html}</body></html>"


def _refuse_complex(prose: str) -> None:
    lines = prose.split("\n")
    if len(lines) > MAX_LINES or prose.count("[") > MAX_BRACKETS:
        text = f"more than {MAX_LINES} lines or {MAX_BRACKETS} brackets of Markdown"
        raise PageUnreadable("page-too-complex", text)
    for number, line in enumerate(lines, start=1):
        if line.count("|") > MAX_COLUMNS:
            text = f"more than {MAX_COLUMNS} columns in a line of Markdown"
            raise PageUnreadable("page-too-complex", text, where={"line": number})


@cache
def _renderer() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable("table").disable("code")
