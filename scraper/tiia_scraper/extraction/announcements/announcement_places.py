"""Where the page announces: sentences and notes in cells → what each says, of which interface."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tiia_pricebook import Source, Where
from tiia_pricebook.messages import listed, say
from tiia_scraper.document.document import Table
from tiia_scraper.document.whitespace import collapse
from tiia_scraper.extraction.page_parts import Note, Page, Stated, source_of, where_of
from tiia_scraper.extraction.tables.table_columns import Offer, TierCells
from tiia_scraper.vocabulary import (
    ChangeSaid,
    Unreadable,
    dates_in,
    parse_announcements,
    seems_to_end,
    split_note,
)

MOST = 100
_QUOTED = 120


class Heard(NamedTuple):
    """One thing announced of one interface, and where; ``tier`` is the tier of its cell.

    ``near`` says that it stands in the cell of what it changes, not in a sentence.
    """

    said: ChangeSaid
    interface: str
    source: Source
    where: Where
    near: bool = False
    tier: int | None = None

    @property
    def date(self) -> dt.date:
        """From when on."""
        return self.said.date


def of_tiers(heard: Heard) -> bool:
    """Return whether a price of calls, a bound, or the interface is announced to change."""
    return heard.said.what in ("price", "bound", "end") and not heard.said.pack


def of_packs(heard: Heard) -> bool:
    """Return whether packs, or the interface with all of them, are announced to change."""
    return heard.said.what == "end" or heard.said.pack


def not_read(page: Page, where: Where, text: str, why: str = "") -> None:
    """Record what seems to announce and is not read: its dates, its words, and why."""
    dates = "、".join(dates_in(text)) or say("no date")
    # Of a cell only the note: its number is no part of what is announced.
    note = split_note(text)[1] if where.table is not None else None
    words = collapse(note or text)
    words = words if len(words) <= _QUOTED else f"{words[: _QUOTED - 1]}…"
    said = say("seems to announce a change ({dates}): {words!r}", dates=dates, words=words)
    said = listed((said, why), "; ") if why else said
    page.find("announcement-not-read", where, said, say("not read; what the tables say holds"))


def refuse(page: Page, heard: Heard, why: str) -> None:
    """Record an announcement that was understood, and does not fit the page."""
    not_read(page, heard.where, heard.source.text, why)


def note_ladder(page: Page, table: Table, ladder: TierCells, interface: str, first: int) -> None:
    """Keep the notes in the cells of an interface's prices; ``first`` is the first paid tier."""
    for number, (head, price) in enumerate(ladder.steps):
        tier = number - first
        note(page, Note(table, head, interface, tier, bound=True))
        note(page, Note(table, price, interface, tier))


def note_offer(page: Page, table: Table, offer: Offer, interface: str, calls: int) -> None:
    """Keep the notes in the cells of a pack."""
    for cell in (offer.size, offer.price):
        note(page, Note(table, cell, interface, pack=calls))


def note(page: Page, noted: Note) -> None:
    """Keep a note until all interfaces of the page are known."""
    if split_note(noted.cell.text)[1] is not None:
        cell = (noted.table.index, noted.cell.row, noted.cell.column)
        page.notes.setdefault((*cell, noted.interface), noted)


def hear(page: Page) -> list[Heard]:
    """Return all that the page announces, what stands in cells first; the rest are findings."""
    known = [interface.name for interface in page.interfaces.values()]
    notes = list(page.notes.values())
    heard = [one for noted in notes[:MOST] for one in _of_note(page, noted, known)]
    said = [s for s in page.stated if s.clause in page.announcing or _ends(s, known)]
    heard += [one for stated in said[:MOST] for one in _of_sentence(page, stated, known)]
    for noted in notes[MOST:]:
        not_read(page, where_of(noted.table, noted.cell), noted.cell.text)
    for stated in said[MOST:]:
        not_read(page, Where(clause=stated.clause), stated.sentence.text)
    return heard


def _ends(stated: Stated, known: Sequence[str]) -> bool:
    """Whether a sentence says that an interface of the page is no longer offered."""
    text = stated.sentence.text
    return seems_to_end(text) and any(name in text for name in known)


def _of_note(page: Page, noted: Note, known: Sequence[str]) -> Iterator[Heard]:
    text = split_note(noted.cell.text)[1] or ""
    where, source = where_of(noted.table, noted.cell), source_of(noted.table, noted.cell)
    try:
        found = parse_announcements(text, known, pack=noted.pack is not None)
    except Unreadable:
        not_read(page, where, noted.cell.text)
        return
    if not all(_fits(said, noted) for said in found):
        not_read(page, where, noted.cell.text, say("it is not about its cell"))
        return
    for said in found:
        sized = said._replace(size=said.size or noted.pack or None)
        yield Heard(sized, noted.interface, source, where, near=True, tier=noted.tier)


def _fits(said: ChangeSaid, noted: Note) -> bool:
    """Whether what a note says is about the interface, and the tier or pack, of its cell."""
    if said.names not in ((), (noted.interface,)):
        return False
    if noted.tier is not None:
        return said.what == ("bound" if noted.bound else "price") and said.tier is None
    if noted.pack:
        return said.what in ("price", "end") and said.size in (None, noted.pack)
    return True


def _of_sentence(page: Page, stated: Stated, known: Sequence[str]) -> Iterator[Heard]:
    text, where = stated.sentence.text, Where(clause=stated.clause)
    try:
        found = parse_announcements(without_title(text), known)
    except Unreadable:
        not_read(page, where, text)
        return
    if not all(said.names or len(known) == 1 for said in found):
        not_read(page, where, text, say("it names no interface"))
        return
    source = Source(text, clause=stated.clause)
    for said in found:
        for name in dict.fromkeys(said.names or known):
            yield Heard(said, name, source, where)


_TITLE = re.compile("[^0-9:：;；,，。]{1,30}[:：](?=.)", re.DOTALL)


def without_title(text: str) -> str:
    """Return a sentence without what stands before a colon, as 价格调整通知：does."""
    match = _TITLE.match(text)
    return text[match.end() :] if match else text
