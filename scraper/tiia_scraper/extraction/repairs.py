"""What the parser and the table model put right → findings."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter

from tiia_pricebook import Where
from tiia_pricebook.messages import say
from tiia_scraper.document.document import Document, Table
from tiia_scraper.document.grid import Repair
from tiia_scraper.document.pipe_tables import seems_a_table
from tiia_scraper.extraction.page_parts import Page

_AS_BROWSER = say("read as a browser does")
_LEFT_OUT = say("left out, as a browser does")
_DECISIONS = {
    "span-past-rows": say("the span ends with its rows; no row is added"),
    "span-unreadable": say("one row or column, as a browser does"),
    "nested-table": say("read as a table of its own"),
    "slot-empty": say("the missing cell is empty"),
    "row-empty": say("no row at all"),
    **dict.fromkeys(("hidden-table", "hidden-row", "hidden-cell", "hidden-text"), _LEFT_OUT),
}
_ONCE_A_TABLE = frozenset({"end-tag-br"})
_QUOTED = 60
_MOST = 400
_id = attrgetter("id")


def find_repairs(page: Page, document: Document) -> None:
    """Record a finding for each repair of each table; for ``</br>`` one for the whole table.

    What is not shown outside tables is one finding of each kind.
    """
    hidden = sorted((b for b in document.besides if b.id.startswith("hidden")), key=_id)
    for id, besides in groupby(hidden, key=_id):
        texts = "; ".join(repr(beside.text[:_QUOTED]) for beside in besides)
        page.find(id, Where(), say("is not shown: {texts}", texts=texts[:_MOST]), _LEFT_OUT)
    for table in document.tables:
        for id, repairs in groupby(sorted(table.grid.repairs, key=_id), key=_id):
            _find(page, table, id, list(repairs))
    find_broken_tables(page)


def find_broken_tables(page: Page) -> None:
    """Record a finding for each sentence with the pipes of a table that Markdown made none of."""
    for stated in page.stated:
        sentence = stated.sentence
        if sentence.table is None and seems_a_table(sentence.text):
            text = say("looks like a table of pipes: {text!r}", text=sentence.text[:_QUOTED])
            page.find("pipe-table-broken", Where(clause=stated.clause), text, say("a sentence"))


def _find(page: Page, table: Table, id: str, repairs: list[Repair]) -> None:
    decision = _DECISIONS.get(id, _AS_BROWSER)
    if id in _ONCE_A_TABLE and len(repairs) > 1:
        first = repairs[0]
        repairs = [
            Repair(
                id,
                first.row,
                first.column,
                say("{text} in {count} cells", text=first.text, count=len(repairs)),
            )
        ]
    for repair in repairs:
        where = Where(table.index, repair.row, repair.column)
        page.find(id, where, repair.text, decision)
