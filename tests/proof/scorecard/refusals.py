"""Edits that put words where no rule reads them: the page is refused, not guessed."""

from __future__ import annotations

from collections.abc import Iterator

from proof.scorecard.edits import Edit, Part
from proof.scorecard.labels import ANYWHERE
from proof.scorecard.meaningless import TABLE
from proof.scorecard.pages import EVERY, ROWS, price_cell
from proof.scorecard.quotas import quota_cell
from support.page_text import Base, Cell

_WORDS = ("限时八折", "仅限新用户", "自2027年1月1日起上调20%", "Beta", "8折")
_SHORT = ("限时八折", "起", "Beta", "8折")  # behind a number a date is an announcement


def refusals(page: Base) -> Iterator[Edit]:
    """Captions, columns, rows, and words behind prices, quotas and heads; hidden prices."""
    for number, found in enumerate(TABLE.finditer(page.text)):
        word = _WORDS[number % len(_WORDS)]
        start, end = found.start() + len("<table>"), found.end() - len("</table>")
        caption = Part(start, start, f"<caption>{word}</caption>")
        yield _refused(page, f"{word} as a caption, table {number}", "caption-unread", caption)
        row = Part(end, end, f'<tr><td colspan="9">{word}</td></tr>')
        yield _refused(page, f"{word} as a last row, table {number}", None, row)
        columns = [Part(at, at, f"<td>{word}</td>") for at in _row_ends(page, number)]
        yield _refused(page, f"{word} as a column, table {number}", None, *columns)
    for number, name in enumerate(EVERY):
        word = _SHORT[number % len(_SHORT)]
        yield _behind(page, price_cell(page, name, number % 4), word)
        yield _behind(page, quota_cell(page, name), word)
    for table in ROWS:
        yield _behind(page, page.grid[table, 0, 1], _SHORT[table % len(_SHORT)])
    for name in EVERY[1::2]:
        cell = price_cell(page, name, 3)
        hidden = Part(cell.start + 3, cell.start + 3, ' style="display:none"')
        yield _refused(page, f"{name}: a price is not shown", "cell-unreadable", hidden)


def _row_ends(page: Base, table: int) -> list[int]:
    """Where each row of a table ends."""
    last: dict[int, int] = {}
    for cell in page.cells:
        if cell.table == table:
            last[cell.row] = max(last.get(cell.row, 0), cell.end)
    return [*last.values()]


def _behind(page: Base, cell: Cell, word: str) -> Edit:
    part = Part(cell.inner[1], cell.inner[1], word)
    place = f"table {cell.table}, row {cell.row}, column {cell.column}"
    return _refused(page, f"{word} behind {cell.text[:20]}, {place}", "cell-unreadable", part)


def _refused(page: Base, how: str, id: str | None, *parts: Part) -> Edit:
    return Edit("refused", how, page, parts, (), ANYWHERE, refused=id or "*")
