"""Announced prices, bounds and ends → the dated price tables of an interface."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from msgspec.structs import replace

from tiia_pricebook import PayAsYouGo
from tiia_pricebook.messages import say
from tiia_scraper.extraction.announcements.announced_prices import per, risen
from tiia_scraper.extraction.announcements.announced_tiers import Rungs, changed
from tiia_scraper.extraction.announcements.announcement_conflicts import AnnouncedStep, agreed
from tiia_scraper.extraction.announcements.announcement_places import Heard, refuse
from tiia_scraper.extraction.page_parts import Page
from tiia_scraper.extraction.tables.interface_tiers import TiersRead
from tiia_scraper.vocabulary import Band, Percent, UnitPrice


def announced_tables(
    page: Page, table: PayAsYouGo, priced: TiersRead, heard: Sequence[Heard]
) -> tuple[PayAsYouGo, ...]:
    """``table`` until the first day that something changes, and one from each such day on."""
    late = [one for one in heard if not _early(page, table, one)]
    steps = agreed(page, [step for one in late for step in _steps(page, priced, one)])
    tables = [table]
    ladder = Rungs(priced.tiers, priced.bands)
    for date, group in groupby(steps, key=lambda step: step.date):
        today = list(group)
        if any(step.what == "end" for step in today):
            tables[-1] = replace(tables[-1], to=date)
            _refuse_later(page, steps, date)
            break
        now = changed(page, priced, ladder, today)
        if now.tiers != ladder.tiers:
            tables[-1] = replace(tables[-1], to=date)
            tables.append(replace(table, tiers=now.tiers, from_=date))
        ladder = now
    return tuple(tables)


def _early(page: Page, table: PayAsYouGo, heard: Heard) -> bool:
    if table.from_ is None or table.from_ < heard.date:
        return False
    refuse(page, heard, say("the prices of the table begin on {first}", first=table.from_))
    return True


def _refuse_later(page: Page, steps: Sequence[AnnouncedStep], date: dt.date) -> None:
    for step in steps:
        if step.date >= date and step.what != "end":
            refuse(page, step.heard, say("the interface is offered until {date} only", date=date))


def _steps(page: Page, priced: TiersRead, heard: Heard) -> Iterator[AnnouncedStep]:
    """The announcement for each tier that it is about; a finding where that is unclear."""
    said = heard.said
    if said.what == "end":
        yield AnnouncedStep(heard, "end")
    elif said.what == "bound" and priced.free:
        refuse(page, heard, say("a free range of calls comes before the tiers"))
    elif not (tiers := _tiers(priced, heard)):
        refuse(page, heard, say("it does not say which tier it is about"))
    else:
        for tier in tiers:
            value = said.new if isinstance(said.new, Band) else _price(priced, heard, tier)
            if value is None:
                refuse(page, heard, say("its price is none for these calls"))
                return
            yield AnnouncedStep(heard, said.what, tier, value)


def _tiers(priced: TiersRead, heard: Heard) -> list[int]:
    """The numbers of the tiers: of its cell, its range, its place, its old price, or the only."""
    said, count = heard.said, len(priced.tiers)
    every = list(range(count))
    if heard.tier is not None:
        return [heard.tier] if heard.tier >= 0 else []
    if isinstance(said.tier, int):
        every = [said.tier] if said.tier < count else []
    bands = [band for band in (said.tier, said.old) if isinstance(band, Band)]
    if said.tier is not None or bands:
        return [tier for tier in every if all(_is_range(priced, tier, band) for band in bands)]
    if isinstance(said.old, UnitPrice):
        old = per(said.old, priced.per_calls)
        found = [tier for tier in every if priced.tiers[tier].price == old]
        return found if len(found) == 1 else []
    return every if count == 1 or isinstance(said.new, Percent) else []


def _is_range(priced: TiersRead, tier: int, band: Band) -> bool:
    upper = priced.steps[tier].upper
    lower = priced.steps[tier - 1].upper if tier else priced.bands[0].lowers[0]
    ends = band.uppers if upper is not None else (None,)
    return lower in band.lowers and upper in ends and bool(band.uppers) == (upper is not None)


def _price(priced: TiersRead, heard: Heard, tier: int) -> Decimal | None:
    new, was = heard.said.new, priced.tiers[tier].price
    if isinstance(new, UnitPrice):
        return per(new, priced.per_calls)
    return risen(was, new) if isinstance(new, Percent) else None
