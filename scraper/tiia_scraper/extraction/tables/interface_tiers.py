"""Bands and prices of one interface → its pay-as-you-go tiers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import UNSET

from tiia_pricebook import Tier
from tiia_pricebook.messages import say
from tiia_scraper.document.document import Table
from tiia_scraper.document.grid import Cell
from tiia_scraper.extraction.page_parts import Page, source_of, where_of
from tiia_scraper.extraction.tables.band_alignment import LadderError, ResolvedBand, climb
from tiia_scraper.extraction.tables.table_columns import TierCells
from tiia_scraper.vocabulary import (
    Band,
    UnitPrice,
    Unreadable,
    counted_in,
    is_free,
    parse_band,
    parse_unit_price,
    without_note,
)


class TiersRead(NamedTuple):
    """A ladder read: its tiers, the calls each price counts, and what is free before them.

    ``bands`` are the ranges of the tiers as they are written, ``steps`` as they were resolved.
    """

    tiers: tuple[Tier, ...]
    per_calls: int
    free: tuple[int, Cell] | None
    bands: tuple[Band, ...] = ()
    steps: tuple[ResolvedBand, ...] = ()


def read_ladder(page: Page, table: Table, ladder: TierCells) -> TiersRead | None:
    """Return the tiers of one interface; ``None`` where a problem has been recorded."""
    bands = [_band(page, table, cell, ladder.bound_unit) for cell, _ in ladder.steps]
    first_is_free = is_free(without_note(ladder.steps[0][1].text))
    paid = ladder.steps[first_is_free:]
    prices = [_price(page, table, cell, ladder.per_calls) for _, cell in paid]
    steps = _climb(page, table, ladder, tuple(band for band in bands if band))
    known = [price for price in prices if price]
    if steps is None or len(known) < len(paid) or not known:
        return None
    if not _one_unit(page, table, paid, known):
        return None
    begun = [step._replace(start=0, bound_in=UNSET) for step in steps[first_is_free:][:1]]
    begun += steps[first_is_free:][1:]
    tiers = tuple(
        Tier(
            step.start, price.amount, source_of(table, cell), source_of(table, head), step.bound_in
        )
        for step, price, (head, cell) in zip(begun, known, paid, strict=True)
    )
    _counted(page, table, paid)
    _rising(page, table, ladder, tiers)
    free = (steps[0].upper or 0, ladder.steps[0][1]) if first_is_free else None
    count = len(tiers)
    return TiersRead(
        tiers, known[0].per_calls, free, tuple(filter(None, bands))[-count:], steps[-count:]
    )


def _band(page: Page, table: Table, cell: Cell, unit: int | None) -> Band | None:
    try:
        return parse_band(without_note(cell.text), unit)
    except Unreadable as error:
        page.refuse_cell(table, cell, error.expected)
        return None


def _price(page: Page, table: Table, cell: Cell, unit: int | None) -> UnitPrice | None:
    try:
        return parse_unit_price(without_note(cell.text), unit)
    except Unreadable as error:
        page.refuse_cell(table, cell, error.expected)
        return None


def _climb(
    page: Page, table: Table, ladder: TierCells, bands: tuple[Band, ...]
) -> tuple[ResolvedBand, ...] | None:
    if len(bands) < len(ladder.steps):
        return None
    try:
        steps = climb(bands)
    except LadderError as error:
        cell = ladder.steps[error.index][0]
        text = say("{text!r}: {why}", text=cell.text, why=str(error))
        page.refuse_at(table, cell, "tiers-not-contiguous", text, error.expected)
        return None
    for step, (head, _) in zip(steps, ladder.steps, strict=True):
        _doubts(page, table, step, head)
    return steps


def _doubts(page: Page, table: Table, step: ResolvedBand, head: Cell) -> None:
    where = where_of(table, head)
    if step.contradicted:
        text = say(
            "the note under the range contradicts it: {text}", text=" ".join(head.text.split())
        )
        page.find("bound-note-contradicts-range", where, text, say("the range holds"))
    if step.borrowed:
        text = say("a unit is given on one side only: {text}", text=" ".join(head.text.split()))
        page.find("bound-unit-borrowed", where, text, say("the unit of the other side"))
    if not step.stated:
        text = say(
            "no text says to which tier {start} calls belong: {text!r}",
            start=step.start,
            text=head.text,
        )
        page.find("bound-side-unstated", where, text, say("the lower bound is in"))


def _one_unit(
    page: Page, table: Table, paid: Sequence[tuple[Cell, Cell]], prices: Sequence[UnitPrice]
) -> bool:
    for (_, cell), price in zip(paid, prices, strict=True):
        if price.per_calls != prices[0].per_calls:
            text = say("{text!r} is next to {other!r}", text=cell.text, other=paid[0][1].text)
            page.refuse_at(
                table, cell, "units-mixed", text, say("one unit for all prices of a row")
            )
            return False
    return True


def _counted(page: Page, table: Table, paid: Sequence[tuple[Cell, Cell]]) -> None:
    """Prices for one thing, pictures say, under bands of another, calls say."""
    named = [thing for head, _ in paid if (thing := counted_in(head.text))]
    named += [thing for _, cell in paid if (thing := counted_in(cell.text))]
    for _, cell in paid:
        if (thing := counted_in(cell.text)) and thing != named[0]:
            text = say(
                "{text!r} counts {thing}, what is above or before it {named}",
                text=cell.text,
                thing=thing,
                named=named[0],
            )
            decision = say("each is a call")
            page.find("counted-things-differ", where_of(table, cell), text, decision)


def _rising(page: Page, table: Table, ladder: TierCells, tiers: Sequence[Tier]) -> None:
    cells = [cell for _, cell in ladder.steps[-len(tiers) :]]
    for below, tier, cell in zip(tiers, tiers[1:], cells[1:], strict=False):
        if tier.price > below.price:
            text = say(
                "the price rises from {low} to {high} with the volume",
                low=below.price,
                high=tier.price,
            )
            where = where_of(table, cell)
            page.find("price-rises-with-volume", where, text, say("the price stands as printed"))
