"""What the sentences of a statement share: a reason, places, days and amounts in words."""

from __future__ import annotations

import datetime as dt

import msgspec
from msgspec import Struct

from tiia_pricebook import Passage, PayAsYouGo, Source, Where
from tiia_pricebook.cell_places import CellNames, counted, in_words
from tiia_pricebook.editions.why_untold import page_in_words
from tiia_pricebook.messages import Message, listed, say, say_as
from tiia_pricebook.table_headings import PageNames


class Reason(Struct, frozen=True):
    """A sentence of an explanation, and the id of the rule that it applies."""

    rule: str
    text: str


def days_in_words(first: dt.date | None, end: dt.date | None) -> str:
    """Return the days on which a fact holds, after a blank; empty where both ends are open."""
    if first and end:
        return say(" from {first} until {end}, exclusive", first=first, end=end)
    if first:
        return say(" from {first}", first=first)
    return say(" until {end}, exclusive", end=end) if end else ""


def mode_in_words(table: PayAsYouGo) -> Message:
    """Return how the tiers of a table price calls, and whether that is assumed."""
    modes = {"reached": say_as("mode", "reached"), "progressive": say_as("mode", "progressive")}
    mode = modes[table.mode]
    return say("{mode}, assumed", mode=mode) if table.mode_certainty else mode


def place(source: Source, heading: str | None = None) -> Message:
    """Return where a number stands on the page, in words, below the ``heading`` of its table."""
    if source.table is None:
        where = say("clause {clause}", clause=source.clause)
    else:
        cell = {"table": source.table, "row": source.row, "column": source.column}
        where = in_words(cell, CellNames(heading))
    if not source.page:
        return where
    return say("{place} of {page}", place=where, page=page_in_words(source.page))


def where_in_words(where: Where | Passage, names: PageNames | None = None) -> Message:
    """Return a place as ``table 3, row 1, column 2``, from 1; empty for the page as a whole."""
    parts = msgspec.to_builtins(where)
    clause = [say("clause {clause}", clause=parts["clause"])] if "clause" in parts else []
    return listed([*counted(parts, names and names.at(parts)), *clause])


def yuan(cents: int) -> str:
    """Return an amount as people write it: ``1,234.50``."""
    return f"{cents // 100:,}.{cents % 100:02d}"
