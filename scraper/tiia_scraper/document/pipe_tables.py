"""Tables of pipes in Markdown: none is lost to prose, and no cell of one is dropped.

Markdown makes a paragraph of pipes whose separator does not fit, or that a blank line parts
from their table, and drops the cells of a row past its head. A person reads a table all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

_CONTAINER = re.compile(r"^(?:[ \t]*(?:>|[-*+](?=[ \t])|[0-9]{1,9}[.)](?=[ \t])))*[ \t]*")
_PIPE = re.compile(r"(?<!\\)\|")
_CODE = re.compile(r"`[^`]*`")
_SEPARATOR = re.compile(r"\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?")
_SEPARATOR_IN_PROSE = re.compile(r"\|[ \t]*:?-{2,}:?[ \t]*\||--[ \t]*\|[ \t]*:?--")
_CHARGED = re.compile("[0-9] ?(?:[千万亿]{0,2}[次张条]|元|%)|元/|[¥￥$€£]|[价费元]|额度|资源包|折")

# A longer text beside a pipe is a sentence that has one, not a cell.
_LONGEST = 40


class BrokenTable(NamedTuple):
    """Lines that look like a table and are none: the first one's number, from 0, and their text."""

    line: int
    text: str

    @property
    def charges(self) -> bool:
        """Whether its cells seem to hold prices, quotas or packs."""
        return _CHARGED.search(self.text) is not None


def broken_tables(lines: Sequence[str], tokens: Sequence[Token]) -> Iterator[BrokenTable]:
    """Find the runs of lines with pipes that Markdown made no table of."""
    read = {
        line
        for token in tokens
        if token.type == "table_open" and token.map
        for line in range(*token.map)
    }
    run: list[int] = []
    for number, line in enumerate([*lines, ""]):
        if number not in read and _pipes(line):
            run.append(number)
            continue
        if run and _is_table([_bare(lines[index]) for index in run]):
            yield BrokenTable(run[0], "\n".join(lines[index] for index in run))
        run = []


def seems_a_table(text: str) -> bool:
    """Return whether a paragraph has the pipes of a table; its lines may have been joined."""
    shown = _CODE.sub("", text)
    return _SEPARATOR_IN_PROSE.search(shown) is not None or (
        (shown.startswith("|") or shown.endswith("|")) and len(_PIPE.findall(shown)) > 1
    )


def with_every_cell(md: MarkdownIt, tokens: Sequence[Token], lines: Sequence[str]) -> list[Token]:
    """Return the tokens with the cells of each row as they are written.

    No cell is dropped, and none made up.
    """
    whole: list[Token] = []
    width = 0
    row: list[str] = []
    for token in tokens:
        if token.type == "thead_open":
            width = 0
        width += token.type == "th_open"
        if token.type == "tr_open" and token.map:
            row = cells_of(lines[token.map[0]])
        if token.type == "tr_close" and row and whole[-1].type != "th_close":
            del whole[len(whole) - 3 * max(0, width - len(row)) :]
            for text in _filled(row[width:]):
                whole += _cell(md, text)
        whole.append(token)
    return whole


def cells_of(line: str) -> list[str]:
    """Return the cells of a row as Markdown parts them; a pipe after a backslash is text."""
    parts = _PIPE.split(_bare(line))
    first, last = not parts[0].strip(), not parts[-1].strip()
    inner = parts[first : len(parts) - last]
    return [part.replace("\\|", "|").strip() for part in inner]


def _filled(cells: Sequence[str]) -> Sequence[str]:
    """``cells`` up to the last one that says something."""
    said = [index for index, cell in enumerate(cells) if cell]
    return cells[: said[-1] + 1] if said else ()


def _cell(md: MarkdownIt, text: str) -> list[Token]:
    return [Token("td_open", "td", 1), *md.parseInline(text), Token("td_close", "td", -1)]


def _bare(line: str) -> str:
    """A line without the marks of the quotations and lists that it stands in."""
    return _CONTAINER.sub("", line).strip()


def _pipes(line: str) -> int:
    return len(_PIPE.findall(_CODE.sub("", line)))


def _is_table(run: Sequence[str]) -> bool:
    """Whether a person sees a table: a framed row, a separator, or two rows of one width."""
    if any(_SEPARATOR.fullmatch(line) for line in run):
        return True
    if any(line.startswith("|") and line.endswith("|") and _pipes(line) > 2 for line in run):
        return True
    rows = [cells_of(line) for line in run]
    short = [len(row) if all(len(cell) <= _LONGEST for cell in row) else 0 for row in rows]
    return any(one == other > 1 for one, other in pairwise(short))
