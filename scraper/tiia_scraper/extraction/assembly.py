"""The parts of a page, read in the order in which they need each other → price book."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from tiia_pricebook import (
    READINGS,
    FreeQuota,
    Pack,
    PayAsYouGo,
    PriceBook,
    Reading,
    Snapshot,
    Where,
)
from tiia_pricebook.calendar import first_of_month
from tiia_pricebook.cell_places import in_words
from tiia_pricebook.errors import PageUnreadable
from tiia_pricebook.messages import say
from tiia_scraper.document.grid import Cell
from tiia_scraper.extraction.announcements.announced_packs import announced_packs
from tiia_scraper.extraction.announcements.announced_quotas import announced_quotas
from tiia_scraper.extraction.announcements.announced_tables import announced_tables
from tiia_scraper.extraction.announcements.announcement_places import (
    Heard,
    hear,
    note_ladder,
    note_offer,
    of_packs,
    of_tiers,
)
from tiia_scraper.extraction.leftover import account
from tiia_scraper.extraction.no_packs import check_no_packs, read_no_packs
from tiia_scraper.extraction.omissions import find_omissions
from tiia_scraper.extraction.pack_validities import with_stated
from tiia_scraper.extraction.page_parts import Page, source_of
from tiia_scraper.extraction.quota_notices import check_notices
from tiia_scraper.extraction.quota_sentences import prose_quotas
from tiia_scraper.extraction.repairs import find_repairs
from tiia_scraper.extraction.sentence_scope import Scope, TiersInTable
from tiia_scraper.extraction.settlement_order import read_order
from tiia_scraper.extraction.start_days import read_start
from tiia_scraper.extraction.tables.interface_tiers import read_ladder
from tiia_scraper.extraction.tables.pack_tables import read_offer
from tiia_scraper.extraction.tables.quota_cells import (
    find_lead_in,
    read_grant,
    refuse_missing_quotas,
    refuse_second_grants,
)
from tiia_scraper.extraction.tables.shared_cells import refuse_shared
from tiia_scraper.extraction.tables.table_columns import Layout
from tiia_scraper.extraction.tables.table_interfaces import (
    interface_of,
    names_of_packs,
    refuse_headings,
)
from tiia_scraper.extraction.tier_mode import read_mode

_SHAPES = {
    "cells-overlap": say("one cell in each slot"),
    "row-too-long": say("a row as long as the first one"),
}


def assemble(page: Page, layouts: Sequence[Layout], snapshot: Snapshot) -> PriceBook:
    """Return the book that ``page`` reads as; raises ``PageUnreadable`` with every problem."""
    _describe(page, layouts)
    refuse_shared(page, layouts)
    unread = account(page, layouts)
    entries = _entries(page, layouts)
    packs = _packs(page, layouts)
    quotas = _quotas(page, layouts)
    heard = check_notices(page, quotas, hear(page))
    quotas = _unwritten(page, entries, announced_quotas(page, quotas, heard))
    page.raise_problems()
    if not entries:
        _refuse_empty(page)
    refuse_headings(page, layouts, [entry.interface for entry in entries])
    find_omissions(page, entries, quotas)
    prices = _prices(page, entries, heard)
    no_packs = read_no_packs(page, Scope(entries).of)
    check_no_packs(page, no_packs, packs)
    order = read_order(page)
    return PriceBook(
        snapshot=snapshot,
        known_from=_known_from(quotas),
        interfaces=tuple(page.interfaces.values()),
        free_quotas=quotas,
        pay_as_you_go=prices,
        packs=announced_packs(page, packs, [one for one in heard if of_packs(one)]),
        no_packs=no_packs,
        settlement_order=order,
        clauses=page.clauses,
        readings=_readings(page),
        findings=tuple(page.findings),
        unread=unread,
    )


def _describe(page: Page, layouts: Sequence[Layout]) -> None:
    if not page.document.boxed:
        text = say("an HTML page without the content box #docArticleContent")
        page.find("content-box-missing", Where(), text, say("the whole body is read"))
    find_repairs(page, page.document)
    for layout in layouts:
        for cell, expected in layout.strange:
            page.refuse_cell(layout.table, cell, expected)
        for repair in layout.table.grid.repairs:
            shape = _SHAPES.get(repair.id)
            if shape and (layout.ladders or layout.offers or layout.grants):
                where = {"table": layout.table.index, "row": repair.row, "column": repair.column}
                page.refuse(repair.id, repair.text, shape, **where)


def _entries(page: Page, layouts: Sequence[Layout]) -> list[TiersInTable]:
    packs = names_of_packs(layouts)
    entries: dict[str, TiersInTable] = {}
    for layout in layouts:
        for ladder in layout.ladders:
            name = interface_of(page, layout.table, ladder.name, packs)
            priced = read_ladder(page, layout.table, ladder)
            if name and priced:
                note_ladder(page, layout.table, ladder, name, bool(priced.free))
            if name in entries:
                where = {"table": layout.table.index, "row": ladder.steps[0][1].row}
                text = say(
                    "{name} has prices in {place} already",
                    name=name,
                    place=in_words({"table": entries[name].table.index}),
                )
                page.refuse(
                    "interface-priced-twice", text, say("one row for an interface"), **where
                )
            elif name and priced:
                entries[name] = TiersInTable(layout.table, name, priced)
    return list(entries.values())


def _packs(page: Page, layouts: Sequence[Layout]) -> tuple[Pack, ...]:
    names = names_of_packs(layouts)
    packs: list[Pack] = []
    for layout in layouts:
        for offer in layout.offers:
            name = interface_of(page, layout.table, offer.name, names)
            pack = read_offer(page, layout.table, offer, name) if name else None
            if pack and any(p.interface == name and p.calls == pack.calls for p in packs):
                page.refuse_cell(
                    layout.table,
                    offer.size,
                    say("a size of which {name} has no pack yet", name=name),
                )
            packs += [pack] if pack else []
            if pack and name:
                note_offer(page, layout.table, offer, name, pack.calls)
    return with_stated(page, packs)


def _quotas(page: Page, layouts: Sequence[Layout]) -> tuple[FreeQuota, ...]:
    quotas: list[FreeQuota] = []
    granting = {layout.table.lead for layout in layouts if layout.grants}
    for layout in layouts:
        for grant in layout.grants:
            granted = read_grant(page, layout.table, grant)
            refuse_second_grants(page, layout.table, grant, granted, quotas)
            quotas += granted
        if layout.grants:
            find_lead_in(page, layout.table)
        elif layout.table.lead not in granting:
            refuse_missing_quotas(page, layout.table)
    return tuple(quotas)


def _unwritten(
    page: Page, entries: Sequence[TiersInTable], quotas: Sequence[FreeQuota]
) -> tuple[FreeQuota, ...]:
    """``quotas``, those that are tiers priced 免费, and those that sentences grant."""
    free = [_free_band(page, e, *e.priced.free) for e in entries if e.priced.free]
    known = (*quotas, *free)
    return (*known, *prose_quotas(page, Scope(entries).of, known))


def _free_band(page: Page, entry: TiersInTable, calls: int, cell: Cell) -> FreeQuota:
    source = source_of(entry.table, cell)
    where = Where(entry.table.index, cell.row, cell.column)
    text = say("the first {calls} calls are a tier priced 免费", calls=calls)
    page.find(
        "free-band-read-as-quota", where, text, say("a free quota; the next tier starts at 0")
    )
    return FreeQuota((entry.interface,), calls, page.clause_of(entry.table), source)


def _prices(
    page: Page, entries: Sequence[TiersInTable], heard: Sequence[Heard]
) -> tuple[PayAsYouGo, ...]:
    mode = read_mode(page, [entry.interface for entry in entries])
    tables: list[PayAsYouGo] = []
    for entry in entries:
        table = PayAsYouGo(
            interface=entry.interface,
            mode=mode.mode,
            per_calls=entry.priced.per_calls,
            tiers=entry.priced.tiers,
            clause=page.clause_of(entry.table),
            mode_clause=mode.clause,
            mode_certainty=mode.certainty,
            from_=read_start(page, entry.table.lead),
        )
        mine = [one for one in heard if one.interface == entry.interface and of_tiers(one)]
        tables += announced_tables(page, table, entry.priced, mine)
    return tuple(tables)


def _known_from(quotas: Sequence[FreeQuota]) -> dt.date | None:
    """The month of the first change in a cell; what a sentence announces is yet to come."""
    cells = (quota for quota in quotas if quota.source.table is not None)
    changes = [first_of_month(quota.from_) for quota in cells if quota.from_]
    return min(changes, default=None)


def _readings(page: Page) -> tuple[Reading, ...]:
    """The readings, each tied to its clause where the page has it."""
    ids = {clause.id for clause in page.clauses}
    return tuple(
        reading if reading.clause in ids else msgspec.structs.replace(reading, clause=None)
        for reading in READINGS
    )


def _refuse_empty(page: Page) -> None:
    title = page.document.title or next((s.text for s in page.document.sentences), "")
    count = len(page.document.tables)
    text = say("no price on the page, which has {count} tables", count=count)
    if title:
        text = say(
            "no price on the page, which has {count} tables and is titled or begins {title!r}",
            count=count,
            title=title[:60],
        )
    raise PageUnreadable("no-price", text, expected=say("a table of prices for numbers of calls"))
