"""A price list for people: a table that fits a terminal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from tiia_pricebook import Fact, Pack, PayAsYouGo, Source, untrusted_text
from tiia_pricebook.editions.why_untold import page_in_words
from tiia_pricebook.messages import Message, Tell, listed, say, say_as, say_many
from tiia_pricing.price_list.page_sources import source_in_words
from tiia_pricing.price_list.price_list import (
    ApiPrices,
    PageRead,
    PriceList,
    not_before,
    tier_ends,
)
from tiia_pricing.tables.text_table import table_lines


def as_text(prices: PriceList, today: dt.date, tell: Tell = str) -> str:
    """Return the price list for people, a table for each interface, in the language of ``tell``."""
    return untrusted_text.block(_text(prices, today, tell))


def _text(prices: PriceList, today: dt.date, tell: Tell) -> Iterator[str]:
    pages = prices.pages()
    if prices.day == today:
        yield tell(say("Prices of {day}, today in Beijing, in yuan", day=prices.day))
    else:
        yield tell(say("Prices of {day}, in yuan", day=prices.day))
    for number, page in enumerate(pages, 1):
        yield from map(tell, _page(page, number if len(pages) > 1 else 0))
    heads = (
        say("calls a month"),
        say_as("column", "price"),
        say_as("column", "since"),
        say_as("column", "table, row, column"),
    )
    rows = [[tuple(map(tell, row)) for row in _lines(prices, one, pages)] for one in prices.apis]
    table = iter(
        table_lines([tuple(map(tell, heads)), *(row for own in rows for row in own)], "<><<")
    )
    yield ""
    yield next(table)
    for api, own in zip(prices.apis, rows, strict=True):
        yield ""
        yield tell(_heading(api))
        yield from (next(table) for _ in own)
        yield from map(tell, _remarks(api))
    yield from map(tell, _footers(prices))


def _page(page: PageRead, number: int) -> Iterator[str]:
    text = page_in_words(page.name)
    if page.read_on:
        text = say("{page}, read on {day}", page=page.name, day=page.read_on)
    yield say("[{number}] {page}", number=number, page=text) if number else text
    if page.source:
        yield say("  {source}", source=source_in_words(page.source))


def _heading(api: ApiPrices) -> str:
    name = api.interface.name
    if api.interface.action:
        name = f"{name} ({api.interface.action})"
    return say("{name}: {mode}", name=name, mode=_mode(api.table)) if api.table else name


def _mode(table: PayAsYouGo) -> Message:
    modes = {
        "reached": say("volume pricing (阶梯到达)"),
        "progressive": say("graduated pricing (阶梯累进)"),
    }
    mode = modes[table.mode]
    return say("{mode}, assumed", mode=mode) if table.mode_certainty else mode


def _lines(
    prices: PriceList, api: ApiPrices, pages: list[PageRead]
) -> Iterator[tuple[str, str, str, str]]:
    """The table of one interface: calls, price, since when, and where it stands."""
    name = api.interface.name

    def line(what: str, price: str, fact: Fact, source: Source) -> tuple[str, str, str, str]:
        where = _cell(source)
        if len(pages) > 1:
            number = pages.index(prices.page(source)) + 1
            where = say("{place} [{number}]", place=where, number=number)
        return what, price, _since(prices, name, fact), where

    for quota in api.quotas:
        yield line(say("  {calls:,} free", calls=quota.calls), "0", quota, quota.source)
    if api.table:
        for tier, end in zip(api.table.tiers, tier_ends(api.table), strict=True):
            price = f"{tier.price} / {api.table.per_calls:,}"
            yield line(_calls(tier.from_calls, end), price, api.table, tier.source)
    for pack in api.packs:
        what = say("  pack of {calls:,}", calls=pack.calls)
        yield line(what, f"{pack.price:,}", pack, pack.source)


def _cell(source: Source) -> str:
    """The cell of a number, from 1, or the clause that has it."""
    places = (source.table, source.row, source.column)
    if source.table is None:
        return say("clause {clause}", clause=source.clause)
    return ", ".join(str(place + 1) for place in places if place is not None)


def _calls(first: int, end: int | None) -> Message:
    if end is None:
        return say("  {first:,} and more", first=first)
    return say("  {first:,} – {last:,}", first=first, last=end - 1)


def _since(prices: PriceList, name: str, fact: Fact) -> str:
    first = fact.from_ or prices.first_day
    if first is None:
        return say_as("column", "not stated")
    if seen := not_before(prices.book, name, fact):
        return f"{seen} – {first}"
    return str(first) if fact.from_ else f"≤{first}"


def _remarks(api: ApiPrices) -> Iterator[Message]:
    """What the table of an interface has no column for."""
    for quota in api.quotas:
        others = [one for one in quota.interfaces if one != api.interface.name]
        if others:
            yield say("  the free calls are shared with {names}", names=listed(others))
    for fact in api.facts():
        if fact.to:
            yield say("  {what}: until {day}, exclusive", what=_what(fact), day=fact.to)


def _what(fact: Fact) -> Message:
    if isinstance(fact, PayAsYouGo):
        return say("the prices")
    if isinstance(fact, Pack):
        return say("the pack of {calls:,}", calls=fact.calls)
    return say("the free calls")


def _footers(prices: PriceList) -> Iterator[str]:
    yield ""
    if prices.first_day and not all(fact.from_ for fact in prices.facts()):
        yield say("≤: that day or before; the page states no first day")
    for one in prices.in_force.doubts:
        names = listed(one.interfaces)
        yield say(
            "{names}: a change seen on {day} may hold since {not_before}",
            names=names,
            day=one.day,
            not_before=one.not_before,
        )
    if prices.whole:
        yield from _others(prices)


def _others(prices: PriceList) -> Iterator[Message]:
    """The interfaces that have no row."""
    free, untold = prices.in_force.on_trial, prices.in_force.untold
    if free:
        yield say("Free to try on that day: {names}", names=listed(free))
    if untold:
        yield say_many(
            "{n:,} more interface is named by other pages; no price of it is known on that day",
            "{n:,} more interfaces are named by other pages; no price of them is known on that day",
            len(untold),
        )
