"""What the lines of an account are by ``bill``, and their ends over every combination of readings.

The calculator of one account is asked again for each combination: slow, and nothing of the
engine's SQL is in it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import product
from typing import Any, NamedTuple

from rating.many_accounts import GivenAccount
from tiia_pricebook import PriceBook
from tiia_pricebook.calendar import Dated
from tiia_pricebook.errors import InputError
from tiia_pricing import bill
from tiia_pricing.billing.statement.statement_forms import as_dict

Key = tuple[str, str]
NEVER_TOUCHING = {"pack-validity"}


class BillLine(NamedTuple):
    """A line as ``rate`` writes it."""

    calls: int
    free: int
    pack: int
    pay_as_you_go: int
    unit_price: str | None
    per_calls: int | None
    amount: Decimal
    low: Decimal
    high: Decimal


def line_of(row: Mapping[str, Any]) -> BillLine:
    """A line of its numbers, which may be written as text."""
    return BillLine(
        int(row["calls"]),
        int(row["free"]),
        int(row["pack"]),
        int(row["pay_as_you_go"]),
        row["unit_price"] or None,
        int(row["per_calls"]) if row["per_calls"] else None,
        Decimal(row["amount"]),
        Decimal(row["low"]),
        Decimal(row["high"]),
    )


def lines(book: PriceBook, one: GivenAccount, fixed: Mapping[str, str]) -> dict[Key, BillLine]:
    """The lines by month and interface."""
    chosen = _lines(book, one, fixed)
    ends: dict[Key, list[Decimal]] = {key: [] for key in chosen}
    for readings in _combinations(book, one, fixed):
        try:
            other = _lines(book, one, readings)
        except InputError:
            continue
        for key, line in other.items():
            ends[key].append(Decimal(line["amount"]))
    return {
        key: line_of({**line, "low": min(ends[key]), "high": max(ends[key])})
        for key, line in chosen.items()
    }


def _lines(
    book: PriceBook, one: GivenAccount, readings: Mapping[str, str]
) -> dict[Key, dict[str, Any]]:
    said = bill(book, one.usage, one.packs, readings=readings, activated=one.activated)
    return {
        (month["month"], line["interface"]): line
        for month in as_dict(said)["months"]
        for line in month["lines"]
    }


def _combinations(
    book: PriceBook, one: GivenAccount, fixed: Mapping[str, str]
) -> Iterator[dict[str, str]]:
    """Every combination of the readings that are not fixed and can touch such an account."""
    idle = set(NEVER_TOUCHING)
    if not one.packs:
        idle |= {"pack-order", "pack-start"}
    if one.activated.service is None:
        idle.add("first-month")
    months = {(row.day.year, row.day.month) for row in one.usage}
    if not _change(book.pay_as_you_go, months):
        idle.add("price-change")
    if not _change(book.free_quotas, months):
        idle |= {"quota-change", "shared-pool-order"}
    if any(len(quota.interfaces) > 1 for quota in book.free_quotas):
        idle.discard("shared-pool-order")
    tables = book.pay_as_you_go
    if not any(table.mode_certainty for table in tables):
        idle.add("tier-mode")
        if all(table.mode == "reached" for table in tables):
            idle.add("progressive-bound")
    values = {one.name: (one.default,) if one.name in idle else one.values for one in book.readings}
    values |= {name: (value,) for name, value in fixed.items()}
    for combination in product(*values.values()):
        yield dict(zip(values, combination, strict=True))


def _change(facts: Iterable[Dated], months: Container[tuple[int, int]]) -> bool:
    """Whether a fact begins or ends within one of the months."""
    days = (day for fact in facts for day in (fact.from_, fact.to) if day)
    return any(day.day > 1 and (day.year, day.month) in months for day in days)
