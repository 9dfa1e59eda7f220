"""Where a page says how long packs last: cells, heads, headings and sentences → each pack's."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator, Sequence
from typing import NamedTuple

from msgspec import UNSET
from msgspec.structs import replace

from tiia_pricebook import Pack, Source, Where
from tiia_pricebook.messages import listed, say
from tiia_scraper.document.document import Sentence, Table
from tiia_scraper.document.grid import Cell
from tiia_scraper.extraction.page_parts import Page, Stated, source_of
from tiia_scraper.extraction.sentence_scope import in_common
from tiia_scraper.extraction.tables.table_columns import Offer
from tiia_scraper.vocabulary import (
    PACK,
    Duration,
    Lasting,
    Unreadable,
    lasting_in_head,
    mentions_validity,
    parse_lasting,
    parse_validity,
    validity_unit,
)

_YEAR = say("not read; a year, the reading pack-validity, where nothing else states it")
_EXAMPLE = re.compile("示例|举例")
_FREE, _PAID = re.compile("免费|赠送"), re.compile("(?<!后)付费")


class ValiditySaid(NamedTuple):
    """A validity and where it stands; ``tables`` are those whose packs it is about."""

    lasting: Lasting
    source: Source
    tables: frozenset[int]

    def is_about(self, pack: Pack) -> bool:
        """Return whether it says how long ``pack`` lasts."""
        return pack.source.table in self.tables and _names(self.lasting, pack)


def of_offer(page: Page, table: Table, offer: Offer, pack: Pack) -> Pack:
    """Return ``pack`` with the validity that its cell, or a head of its table, states.

    Records a cell that cannot be read, and two that disagree.
    """
    for cell, unit_head in (*offer.validity, *((head, None) for head in offer.heads)):
        try:
            said = _of_cell(cell, unit_head)
        except Unreadable as error:
            page.refuse_cell(table, cell, error.expected)
            continue
        if said is None:
            continue
        told = _lasting(pack, said, source_of(table, cell))
        if not pack.validity:
            pack = told
        elif told != pack:
            page.refuse_cell(table, cell, say("one validity for a pack"))
    return pack


def _of_cell(cell: Cell, unit_head: Cell | None) -> Duration | None:
    """What a cell in a column of validities says, or a head, which can name no interface."""
    if unit_head is not None:
        return parse_validity(cell.text, validity_unit(unit_head.text))
    said = lasting_in_head(cell.text)
    return said[0].validity if said else None


def _names(lasting: Lasting, pack: Pack) -> bool:
    """Whether ``pack`` is among the interfaces and sizes that a text names, if it names any."""
    named = not lasting.names or pack.interface in lasting.names
    return named and (not lasting.sizes or pack.calls in lasting.sizes)


def _lasting(pack: Pack, validity: Duration, source: Source) -> Pack:
    return replace(
        pack,
        months=validity.months,
        days=validity.days or UNSET,
        endless=validity.count is None or UNSET,
        validity=source,
    )


def with_stated(page: Page, packs: Sequence[Pack]) -> tuple[Pack, ...]:
    """Return ``packs`` with what headings and sentences say of how long they last.

    A sentence in a chapter that has packs is about those; where a pack has none of its own,
    those of all chapters are about it. Records sentences that cannot be read, and those that
    disagree with one another or with a cell.
    """
    said = list(_said(page, packs)) if packs else []
    return tuple(_with_stated(page, pack, said) for pack in packs)


def _with_stated(page: Page, pack: Pack, said: Sequence[ValiditySaid]) -> Pack:
    about = [one for one in said if one.is_about(pack)]
    if not (about or pack.validity):
        about = [one for one in said if not (one.lasting.names or one.lasting.sizes)]
    for one in about:
        told = _lasting(pack, one.lasting.validity, one.source)
        if not pack.validity:
            pack = told
        elif told != pack:
            text = say("{text!r} and {other!r}", text=pack.validity.text, other=one.source.text)
            expected = say(
                "one validity for the pack of {calls} calls of {interface}",
                calls=pack.calls,
                interface=pack.interface,
            )
            where = {"clause": one.source.clause}
            page.refuse("pack-validity-contradictory", text, expected, **where)
    return pack


def _said(page: Page, packs: Sequence[Pack]) -> Iterator[ValiditySaid]:
    """All that is said of how long packs last: headings above their tables, then sentences."""
    known = [interface.name for interface in page.interfaces.values()]
    indexes = {pack.source.table for pack in packs}
    tables = [table for table in page.document.tables if table.index in indexes]
    for table in tables:
        for heading in table.path:
            yield from _of_heading(page, table, heading, known)
    above = {heading for table in tables for heading in table.path}
    for stated in page.stated:
        if stated.clause not in page.announcing and _is_of_packs(stated, above):
            near = _near(stated.sentence, tables)
            source = Source(stated.sentence.text, clause=stated.clause)
            for lasting in _of_sentence(page, stated, known):
                one = ValiditySaid(lasting, source, near)
                if not any(map(one.is_about, packs)):
                    _not_read(page, stated, say("it names no pack of the page"))
                yield one


def _is_of_packs(stated: Stated, above: Container[str]) -> bool:
    """A sentence about packs, by its words or its chapter, and no example.

    Headings ``above`` tables of packs have been read with these.
    """
    sentence = stated.sentence
    if any(map(_EXAMPLE.search, sentence.path)) or (sentence.heading and sentence.text in above):
        return False
    return any(map(PACK.search, (stated.plain, *sentence.path)))


def _near(sentence: Sentence, tables: Sequence[Table]) -> frozenset[int]:
    """The tables nearest to a sentence: its own, else those of its innermost chapter."""
    own = frozenset(table.index for table in tables if table.index == sentence.table)
    depths = {table.index: in_common(table.path, sentence.path) for table in tables}
    most = max(depths.values())
    return own or frozenset(index for index, depth in depths.items() if depth == most)


def _of_heading(
    page: Page, table: Table, heading: str, known: Collection[str]
) -> Iterator[ValiditySaid]:
    clause = page.clause_of(table)
    try:
        for lasting in lasting_in_head(heading, tuple(known)):
            yield ValiditySaid(lasting, Source(heading, clause=clause), frozenset({table.index}))
    except Unreadable as error:
        where = {"clause": clause}
        page.refuse("pack-validity-unreadable", repr(heading), error.expected, **where)


def _of_sentence(page: Page, stated: Stated, known: Sequence[str]) -> Sequence[Lasting]:
    """What a sentence states; recorded where it speaks of a validity and is not understood."""
    text = stated.sentence.text
    try:
        found = parse_lasting(text, known, free=_is_free(stated.sentence.path))
    except Unreadable as error:
        if PACK.search(stated.plain):
            where = {"clause": stated.clause}
            page.refuse("pack-validity-unreadable", repr(text), error.expected, **where)
        else:
            _not_read(page, stated)
        return ()
    if not (found or stated.sentence.heading) and mentions_validity(text):
        _not_read(page, stated)
    return found


def _is_free(path: Sequence[str]) -> bool:
    """Whether a chapter is about free packs, by the headings above."""
    return any(map(_FREE.search, path)) and not any(map(_PAID.search, path))


def _not_read(page: Page, stated: Stated, why: str = "") -> None:
    text = say("speaks of the validity of packs: {text!r}", text=stated.sentence.text)
    text = listed((text, why), "; ") if why else text
    page.find("pack-validity-unread", Where(clause=stated.clause), text, _YEAR)
