"""Pages in turn → dated facts: what each page says holds from its day on, until the next one's.

A page speaks of the days from its first day on, and of earlier ones only where its own words
date a fact. So accepting a page moves nothing before that day. A fact that two pages state
alike is one fact; it keeps the place on the page that stated it first.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TypeVar

from msgspec import UNSET, Struct
from msgspec.structs import replace

from tiia_pricebook.model.facts import (
    FreeQuota,
    Interface,
    NoPacks,
    Pack,
    PayAsYouGo,
    SettlementOrder,
)
from tiia_pricebook.model.page_words import Clause
from tiia_pricebook.model.price_book import PriceBook
from tiia_pricebook.model.provenance import Source

Book = TypeVar("Book", bound=PriceBook)
Fact = TypeVar("Fact", FreeQuota, PayAsYouGo, Pack, SettlementOrder)


class Turn(Struct, frozen=True):
    """A page's book, the page's name, and the days it is read by.

    ``from_`` is the first day of what it says without a date; the first page has none.
    ``first_seen`` is the day on which somebody saw it first.
    """

    name: str
    book: PriceBook
    from_: dt.date | None
    first_seen: dt.date


def in_turn(turns: Sequence[Turn]) -> PriceBook:
    """Return the facts of all pages, each with its days; what has no days is the last page's.

    Interfaces stand in the order in which they came.
    """
    newest = turns[-1].book
    books = [_cited(turn.book, turn.name) for turn in turns]
    orders = _told(turns, [(book.settlement_order,) for book in books], lambda _: "order")
    quotas = _told(turns, [book.free_quotas for book in books], _sharers, _pools(books))
    return replace(
        newest,
        known_from=turns[0].book.known_from,
        interfaces=_interfaces(books),
        free_quotas=quotas,
        pay_as_you_go=_told(turns, [book.pay_as_you_go for book in books], _interface),
        packs=_told(turns, [book.packs for book in books], lambda one: (one.interface, one.calls)),
        settlement_order=orders[-1],
        former_orders=orders[:-1],
        no_packs=(*_former_exclusions(books), *newest.no_packs),
        clauses=(*newest.clauses, *_former_clauses(books)),
    )


def _told(
    turns: Sequence[Turn],
    stated: Sequence[Sequence[Fact]],
    key: Callable[[Fact], Hashable],
    group: Callable[[Fact], Hashable] | None = None,
) -> tuple[Fact, ...]:
    """The facts of one kind through the pages.

    Those of one ``key`` follow each other in time; those of one ``group``, by default the key,
    change on the same day.
    """
    found = list(stated[0])
    for before, turn, facts in zip(turns, turns[1:], stated[1:], strict=False):
        if turn.from_ is None:
            raise ValueError(f"{turn.name}: only the first page has no first day")
        starts = _starts(found, facts, group or key, turn.from_, before.first_seen)
        both = _followed(found, facts, starts, group or key)
        found = [one for own in _by_key(both, key).values() for one in _joined(own)]
    return tuple(found)


def _followed(
    old: Sequence[Fact],
    new: Sequence[Fact],
    starts: Mapping[Hashable, dt.date],
    group: Callable[[Fact], Hashable],
) -> list[Fact]:
    """Facts until the day from which a page speaks of them, and what it says from then on."""
    ended = _until((fact, starts[group(fact)]) for fact in old)
    begun = _since((fact, starts[group(fact)]) for fact in new)
    return list(chain(ended, begun))


def _by_key(facts: Sequence[Fact], key: Callable[[Fact], Hashable]) -> dict[Hashable, list[Fact]]:
    """Facts by their key, the keys in the order in which they come, each one's in time's order."""
    found: dict[Hashable, list[Fact]] = {key(fact): [] for fact in facts}
    for fact in sorted(facts, key=_first_day):
        found[key(fact)].append(fact)
    return found


def _first_day(fact: Fact) -> dt.date:
    return fact.from_ or dt.date.min


def _starts(
    old: Sequence[Fact],
    new: Sequence[Fact],
    group: Callable[[Fact], Hashable],
    from_: dt.date,
    seen: dt.date,
) -> Mapping[Hashable, dt.date]:
    """From which day a page speaks of each group of facts."""
    was, told = _by_key(old, group), _by_key(new, group)
    return {
        name: _start(told.get(name, []), was.get(name, []), from_, seen)
        for name in was.keys() | told.keys()
    }


def _start(new: Sequence[Fact], old: Sequence[Fact], from_: dt.date, seen: dt.date) -> dt.date:
    """From which day the facts of a page hold: a day that it states, else ``from_``.

    A stated day in the past counts only where it lies after the day on which the page before
    was ``seen`` first, and after the beginning of the fact that is replaced: that page spoke of
    the days until then.
    """
    stated = next((fact.from_ for fact in new if fact.to is None or from_ < fact.to), None)
    if stated is None:
        return from_
    begun: list[dt.date] = [day for fact in old if (day := fact.from_) and day <= from_]
    return stated if stated > max([seen, *begun]) else from_


def _until(facts: Iterable[tuple[Fact, dt.date]]) -> Iterator[Fact]:
    """What is left of facts before the day on which another page speaks of each."""
    for fact, end in facts:
        if fact.from_ is None or fact.from_ < end:
            yield fact if fact.to and fact.to <= end else replace(fact, to=end)


def _since(facts: Iterable[tuple[Fact, dt.date]]) -> Iterator[Fact]:
    """What facts say of the days from the one on which their page speaks of each."""
    for fact, start in facts:
        if fact.to is None or start < fact.to:
            yield replace(fact, from_=max(fact.from_ or start, start))


def _joined(facts: Iterable[Fact]) -> list[Fact]:
    """Facts in time's order, with neighbours that say the same as one."""
    found: list[Fact] = []
    for fact in facts:
        if found and found[-1].to == fact.from_ and _says(found[-1]) == _says(fact):
            found[-1] = replace(found[-1], to=fact.to)
        else:
            found.append(fact)
    return found


def _says(fact: Fact) -> Fact:
    """What a fact says, without its days and the clauses that it stands under."""
    bare = replace(fact, from_=None, to=None, clause=None)
    return replace(bare, mode_clause=None) if isinstance(bare, PayAsYouGo) else bare


def _sharers(quota: FreeQuota) -> Hashable:
    return quota.interfaces


def _interface(table: PayAsYouGo) -> Hashable:
    return table.interface


def _pools(books: Sequence[PriceBook]) -> Callable[[FreeQuota], Hashable]:
    """A key for quotas: interfaces that ever share a pool change together."""
    groups: list[set[str]] = []
    for book in books:
        for quota in book.free_quotas:
            own = set(quota.interfaces)
            own.update(*(group for group in groups if group & own))
            groups = [group for group in groups if not group & own] + [own]
    raise_to = {name: min(group) for group in groups for name in group}
    return lambda quota: raise_to[quota.interfaces[0]]


def _interfaces(books: Iterable[PriceBook]) -> tuple[Interface, ...]:
    found: dict[str, Interface] = {}
    for book in books:
        for interface in book.interfaces:
            found.setdefault(interface.name, interface)
    return tuple(found.values())


def _former_exclusions(books: Sequence[PriceBook]) -> tuple[NoPacks, ...]:
    """Of interfaces that the newest page does not name what the last page said that did."""
    found: dict[str, tuple[NoPacks, ...]] = {}
    for book in books:
        for name in (interface.name for interface in book.interfaces):
            own = (one for one in book.no_packs if name in one.interfaces)
            found[name] = tuple(replace(one, interfaces=(name,)) for one in own)
    newest = {interface.name for interface in books[-1].interfaces}
    return tuple(one for name, own in found.items() if name not in newest for one in own)


def _former_clauses(books: Sequence[PriceBook]) -> tuple[Clause, ...]:
    """The clauses that only earlier pages have, as the last of them words each."""
    found: dict[str, Clause] = {}
    for book in books:
        found |= {clause.id: clause for clause in book.clauses}
    newest = {clause.id for clause in books[-1].clauses}
    return tuple(clause for id, clause in found.items() if id not in newest)


def _cited(book: PriceBook, page: str) -> PriceBook:
    """``book`` with every source naming the page that it stands on."""
    return on_page(book, lambda _: page)


def on_page(book: Book, name: Callable[[str | None], str | None]) -> Book:
    """Return ``book`` with the page of every source renamed; ``None`` is the book's own page."""

    def cite(source: Source) -> Source:
        page = name(source.page or None)
        return source if page == (source.page or None) else _with_page(source, page)

    return replace(
        book,
        interfaces=tuple(replace(one, source=cite(one.source)) for one in book.interfaces),
        free_quotas=tuple(replace(one, source=cite(one.source)) for one in book.free_quotas),
        pay_as_you_go=tuple(_cited_table(one, cite) for one in book.pay_as_you_go),
        packs=tuple(cited_pack(one, cite) for one in book.packs),
    )


def _with_page(source: Source, page: str | None) -> Source:
    return replace(source, page=page or UNSET)


def cited_pack(pack: Pack, cite: Callable[[Source], Source]) -> Pack:
    """Return ``pack`` with each of its sources as ``cite`` has it."""
    validity = cite(pack.validity) if pack.validity else UNSET
    return replace(pack, source=cite(pack.source), size=cite(pack.size), validity=validity)


def _cited_table(table: PayAsYouGo, cite: Callable[[Source], Source]) -> PayAsYouGo:
    tiers = tuple(
        replace(tier, source=cite(tier.source), bound=cite(tier.bound)) for tier in table.tiers
    )
    return replace(table, tiers=tiers)
