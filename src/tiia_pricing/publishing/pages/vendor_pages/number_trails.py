"""Where each number of the vendor's page leads on: wrong numbers in its place, a bill with it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from tiia_pricebook import PriceBook
from tiia_pricebook.calendar import DAY, Month, holds
from tiia_pricing.billing.usage.account import Purchase, Usage
from tiia_pricing.proof.mutants import name_of
from tiia_pricing.publishing.pages.calculator_links import link
from tiia_pricing.publishing.pages.vendor_pages.anchors import anchor
from tiia_pricing.results.proof_results import Mutated, Strength
from tiia_pricing.results.scenario_results import BilledAccount

MutatedFact = tuple[str, str]


class Mutants(Struct, frozen=True):
    """The mutants of one kind in a cell: where their list begins, and how many they are."""

    group: str
    id: str
    count: int


class Bill(Struct, frozen=True):
    """A bill whose statement uses a number of a cell; ``link`` is from the site's root."""

    month: Month
    link: str


class Lead(Struct, frozen=True):
    """Where the numbers of a cell lead on."""

    mutants: tuple[Mutants, ...]
    bills: tuple[Bill, ...]


class MutantRow(Struct, frozen=True):
    """A mutant with the anchor of its cell; ``id`` where it is the first of its cell."""

    mutant: Mutated
    cell: str | None
    id: str | None


def leads(book: PriceBook, strength: Strength, today: dt.date) -> dict[str, Lead]:
    """Return what each cell leads to.

    What holds without an end is billed in the month of ``today``.
    """
    bills: dict[str, dict[Month, Bill]] = {}
    for cell, month, account in accounts(book, today):
        bills.setdefault(cell, {}).setdefault(month, Bill(month, link(book, month, account)))
    own = _by_cell(mutant_rows(book, strength))
    mutants = own | _upper(book, own)
    return {
        cell: Lead(tuple(mutants.get(cell, ())), tuple(one.values())) for cell, one in bills.items()
    }


def places(book: PriceBook) -> dict[MutatedFact, str]:
    """Return the anchor of the cell that states a fact, by the mutants' names for kind and fact."""
    return dict(_places(book))


def _places(book: PriceBook) -> Iterator[tuple[MutatedFact, str]]:
    for table in book.pay_as_you_go:
        for number, tier in enumerate(table.tiers):
            yield ("price", f"{table.interface} from {tier.from_calls}"), anchor(tier.source)
            yield ("bound", f"{table.interface} tier {number}"), anchor(tier.bound)
    for quota in book.free_quotas:
        for group in ("free-quota", "free-quota-date", "quota-sharing"):
            yield (group, name_of(quota)), anchor(quota.source)
    for pack in book.packs:
        fact = f"{pack.interface} {pack.calls}"
        yield ("pack-size", fact), anchor(pack.size)
        yield ("pack-price", fact), anchor(pack.source)


def mutant_rows(book: PriceBook, strength: Strength) -> dict[str, list[MutantRow]]:
    """Return the mutants by kind, in the order of the cells of the page of ``book``."""
    cells = places(book)
    order = {cell: number for number, cell in enumerate(dict.fromkeys(cells.values()))}
    found: dict[str, list[tuple[str | None, Mutated]]] = {}
    for mutant in strength.mutants:
        cell = cells.get((mutant.group, mutant.fact))
        found.setdefault(mutant.group, []).append((cell, mutant))
    return {
        group: list(_rows(sorted(items, key=lambda item: order.get(item[0] or "", len(order)))))
        for group, items in found.items()
    }


def _rows(items: Iterable[tuple[str | None, Mutated]]) -> Iterator[MutantRow]:
    seen: set[str | None] = {None}
    for cell, mutant in items:
        yield MutantRow(mutant, cell, None if cell in seen else f"{mutant.group}-{cell}")
        seen.add(cell)


def _by_cell(rows: dict[str, list[MutantRow]]) -> dict[str, list[Mutants]]:
    found: dict[str, list[Mutants]] = {}
    for group, items in rows.items():
        for cell, count in Counter(row.cell for row in items if row.cell).items():
            found.setdefault(cell, []).append(Mutants(group, f"{group}-{cell}", count))
    return found


def _upper(book: PriceBook, mutants: dict[str, list[Mutants]]) -> dict[str, list[Mutants]]:
    """A first range states no bound but its end, which is the bound of the next."""
    return {
        anchor(first.bound): mutants.get(anchor(second.bound), [])
        for first, second, *_ in (table.tiers for table in book.pay_as_you_go if table.tiers[1:])
    }


def accounts(book: PriceBook, today: dt.date) -> Iterator[tuple[str, Month, BilledAccount]]:
    """Yield for each cell with numbers a month and an account whose statement uses them."""
    now = Month.of(today)
    for table in book.pay_as_you_go:
        month = _in_force(table.to, now)
        free = _free(book, table.interface, month)
        for tier in table.tiers:
            account = _account(table.interface, month, free + (tier.from_calls or table.per_calls))
            yield anchor(tier.source), month, account
            yield anchor(tier.bound), month, account
    for quota in book.free_quotas:
        month = _in_force(quota.to, now)
        calls = quota.calls + _unit(book, quota.interfaces[0])
        yield anchor(quota.source), month, _account(quota.interfaces[0], month, calls)
    for pack in book.packs:
        month = _in_force(pack.to, now)
        calls = _free(book, pack.interface, month) + pack.calls + _unit(book, pack.interface)
        account = _account(pack.interface, month, calls, pack.calls)
        yield anchor(pack.size), month, account
        yield anchor(pack.source), month, account


def _in_force(end: dt.date | None, now: Month) -> Month:
    """The month in which to bill a fact: the last one that began before its end."""
    return now if end is None else min(now, Month.of(end - DAY))


def _free(book: PriceBook, interface: str, month: Month) -> int:
    quotas = (quota for quota in book.free_quotas if interface in quota.interfaces)
    return sum(quota.calls for quota in quotas if holds(quota, month.first))


def _unit(book: PriceBook, interface: str) -> int:
    """How many calls its price counts, to have some left to pay."""
    tables = (table.per_calls for table in book.pay_as_you_go if table.interface == interface)
    return next(tables, 0)


def _account(interface: str, month: Month, calls: int, pack: int | None = None) -> BilledAccount:
    packs = () if pack is None else (Purchase(month.first, interface, pack),)
    return BilledAccount((Usage(month.last, interface, calls, whole_month=True),), packs)
