"""The vendor's Markdown → HTML, with its HTML tables as they are.

A Markdown reader ends an HTML block at a blank line, and this page has blank lines
within cells; so the tables are cut out first and put back into the rendered page, and so are
style sheets that show words. What a browser does not show is cut out with them, since it may look
like a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tiia_pricebook.errors import A_PAGE, PageUnreadable
from tiia_pricebook.messages import say
from tiia_scraper.document.inline_styles import contents_of
from tiia_scraper.document.pipe_tables import broken_tables, with_every_cell

MAX_CHARACTERS = 128 * 1024
# What markdown-it takes quadratic time for, far above what a page of prices has.
MAX_LINES = 2000
MAX_COLUMNS = 32
MAX_BRACKETS = 2000

# Code shows its source, comments too, and so does what a backslash escapes.
_SHOWN = (
    r"\\[<`]|^[ \t>]*(?P<fence>`{3,}|~{3,})[^`\n]*$.*?(?:^[ \t>]*(?P=fence)|\Z)"
    r"|(?<!`)(?P<ticks>`{1,9}+)[^\n]{0,2000}?(?<!`)(?P=ticks)(?!`)"
)
_TABLE = re.compile(
    rf"(?P<shown>{_SHOWN})|<table\b.*?(?:</table\s*>|\Z)"
    r"|<(?P<raw>script|style)\b.*?(?:</(?P=raw)\s*>|\Z)|<!--(?:-?>|.*?(?:--!?>|\Z))",
    re.I | re.S | re.M,
)
# A footnote would be the target of a link, of which nothing shows.
_FOOTNOTE = re.compile(r"^([ \t>]*)\[(?=\^[^\]\n]+\]:)", re.M)
_CALLOUT = re.compile(r"^([ \t]*>[ \t]*)[!?](?=[ \t\n]|[^\W\d_]|\*|$)", re.M)
# White space around the tags of rows and cells shows nowhere, and costs a third of the parsing.
_STRUCTURE = r"</?(?:table|thead|tbody|tfoot|tr|td|th)\b"
_BEFORE = re.compile(rf"\s(?<!\s\s)\s*+(?={_STRUCTURE})", re.I)
_AFTER = re.compile(rf"({_STRUCTURE}[^<>]*>)\s+", re.I)
_KEPT = itemgetter(1)
_NEWLINE = re.compile(r"\r\n?|\n")
_PRIVATE = range(0xE000, 0xF8FF)


def to_html(text: str) -> str:
    """A whole HTML document; the marker of the vendor's callouts, ``>!`` and ``>?``, is gone.

    Raises ``PageUnreadable`` where the text ends within a table, is too long, or has prices in a
    table of pipes that Markdown makes a paragraph of.
    """
    if len(text) > MAX_CHARACTERS:
        said = say("{count} characters of Markdown", count=len(text))
        expected = say("at most {most}", most=MAX_CHARACTERS)
        raise PageUnreadable("page-too-large", said, expected=expected)
    fence = next((chr(code) for code in _PRIVATE if chr(code) not in text), None)
    if fence is None:
        said = say("a page of private characters")
        raise PageUnreadable("page-too-complex", said, expected=A_PAGE)
    tables: list[str] = []

    def cut(match: re.Match[str]) -> str:
        if match["shown"]:
            return match[0]
        if match[0][:6].lower() == "<table":
            tables.append(_whole_table(match))
        elif match[0][:6].lower() == "<style" and contents_of(match[0]):
            tables.append(match[0])
        else:
            return ""
        return f"{fence}{len(tables) - 1}{fence}"

    prose = _FOOTNOTE.sub(r"\1\\[", _CALLOUT.sub(r"\1", _TABLE.sub(cut, text)))
    _refuse_complex(prose)
    html = _rendered(prose, text)
    # A paragraph of nothing but a table would come to stand empty before and after it.
    put_back = re.compile(f"(<p>)?{fence}([0-9]+){fence}(?(1)</p>)")
    html = put_back.sub(lambda match: tables[int(match[2])], html)
    return f"<!DOCTYPE html><html><body>\n{html}</body></html>"


def _whole_table(match: re.Match[str]) -> str:
    if not match[0].rstrip().endswith(">") or match[0].lower().rfind("</table") < 0:
        raise PageUnreadable(
            "page-truncated",
            say("the page ends within a table"),
            where={"line": match.string.count("\n", 0, match.start()) + 1},
            expected="</table>",
        )
    return _BEFORE.sub("", _AFTER.sub(_KEPT, match[0]))


def _refuse_complex(prose: str) -> None:
    lines = prose.split("\n")
    if len(lines) > MAX_LINES or prose.count("[") > MAX_BRACKETS:
        text = say(
            "more than {lines} lines or {brackets} brackets of Markdown",
            lines=MAX_LINES,
            brackets=MAX_BRACKETS,
        )
        raise PageUnreadable("page-too-complex", text, expected=A_PAGE)
    for number, line in enumerate(lines, start=1):
        if line.count("|") > MAX_COLUMNS:
            text = say("more than {most} columns in a line of Markdown", most=MAX_COLUMNS)
            where = {"line": number}
            raise PageUnreadable("page-too-complex", text, where=where, expected=A_PAGE)


def _rendered(prose: str, text: str) -> str:
    md = _renderer()
    env: dict[str, Any] = {}
    tokens = md.parse(prose, env)
    lines = _NEWLINE.split(prose)
    _refuse_broken_tables(lines, tokens, text)
    html: str = md.renderer.render(with_every_cell(md, tokens, lines), md.options, env)
    return html


def _refuse_broken_tables(lines: Sequence[str], tokens: Sequence[Token], page: str) -> None:
    """Prices that would be lost in prose; a broken table without any is a finding."""
    for broken in broken_tables(lines, tokens):
        if broken.charges:
            first = broken.text.split("\n", 1)[0].strip()
            text = say(
                "{first!r} begins what looks like a table and is none in Markdown", first=first[:80]
            )
            expected = say("a head, below it a row such as |---|---| with as many cells, then rows")
            numbers = _line_numbers(page)
            line = numbers[min(broken.line, len(numbers) - 1)]
            raise PageUnreadable("pipe-table-broken", text, where={"line": line}, expected=expected)


def _line_numbers(text: str) -> list[int]:
    """The line of ``text`` on which each line begins of what is left without HTML tables."""
    numbers, line, start = [1], 1, 0
    for match in [*(one for one in _TABLE.finditer(text) if not one["shown"]), None]:
        for _ in _NEWLINE.finditer(text, start, match.start() if match else len(text)):
            line += 1
            numbers.append(line)
        if match:
            line += len(_NEWLINE.findall(match[0]))
            start = match.end()
    return numbers


@cache
def _renderer() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable("table").disable("code")
