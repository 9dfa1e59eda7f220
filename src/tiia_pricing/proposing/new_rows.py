"""New facts → rows for the features: three points a bound, and the days around the change.

A row has everything but its amount: that one a person works out from the arithmetic beside it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import Struct

from tiia_pricebook import FreeQuota, Pack, PayAsYouGo, PriceBook
from tiia_pricebook.calendar import DAY, Month, first_of_month, holds
from tiia_pricebook.messages import Message, say_as
from tiia_pricebook.pack_validity import end_of, validity_of
from tiia_pricing.billing.settlement.tier_pricing import Ladder
from tiia_pricing.proposing.entry import Acceptance, begun, ended

TO_TYPE = "?"
NOTHING = "-"
BOUNDS = ("interface", "date", "calls", "free", "payable", "price", "amount", "arithmetic")
PACKS = ("size", "bought", "date", "price", "calls", "used", "left", "ends", "total", "arithmetic")
REFUSED = ("interface", "calls", "date", "error", "text")
_SOME = 1_000
_MANY = 100_000

Row = dict[str, str]


class RowBlock(Struct, frozen=True):
    """Rows of examples for facts of one kind: their columns, the clauses, and a title.

    The title in Chinese is that of the Chinese features. ``clauses`` are the tags of the rules they
    may belong to, the likeliest first; none for what no page says.
    """

    columns: tuple[str, ...]
    clauses: tuple[str, ...]
    title: Message
    rows: tuple[Row, ...]


def blocks(step: Acceptance) -> Iterator[RowBlock]:
    """Yield the rows that the new facts of a step want, fact by fact."""
    book = step.new
    for fact in begun(step):
        day = fact.from_
        if day is None:
            continue
        if isinstance(fact, PayAsYouGo):
            yield from _prices(book, fact, day)
        elif isinstance(fact, Pack):
            yield _packs(book, fact, day)
        else:
            for name in fact.interfaces if len(fact.interfaces) == 1 else ():
                yield from _quota(book, name, day, fact.calls)
    for fact in ended(step):
        day = fact.to
        if isinstance(fact, PayAsYouGo) and day and not _table(book, fact.interface, day):
            yield _gone(fact, day)
        elif isinstance(fact, FreeQuota) and day:
            for name in fact.interfaces:
                if _table(book, name, day) and not _free(book, name, _first_month(day)):
                    yield from _quota(book, name, day, 0)


def _prices(book: PriceBook, table: PayAsYouGo, day: dt.date) -> Iterator[RowBlock]:
    name, before = table.interface, _table(book, table.interface, day - DAY)
    rows = [_bound_row(book, name, day, paid) for paid in _points(table)]
    if before:
        paid = _telling(before, table)
        rows.insert(0, _bound_row(book, name, day - DAY, paid))
        if paid not in _points(table):
            rows.insert(1, _bound_row(book, name, day, paid))
    else:
        yield _coming(name, day)
    title = say_as("rows", "{name} from {day}", name=name, day=day)
    yield RowBlock(BOUNDS, _clauses(table, before), title, tuple(rows))


def _clauses(fact: PayAsYouGo | Pack, before: PayAsYouGo | Pack | None) -> tuple[str, ...]:
    """The clauses of a fact and of the one before it: a lead-in may be a clause of its own."""
    return tuple(one.clause for one in (fact, before) if one and one.clause)


def _points(table: PayAsYouGo) -> list[int]:
    """Calls to pay for below, on and above each bound; some where there is none."""
    bounds = [tier.from_calls for tier in table.tiers[1:]]
    return sorted({bound + step for bound in bounds for step in (-1, 0, 1)}) or [_SOME]


def _telling(before: PayAsYouGo, after: PayAsYouGo) -> int:
    """Calls to pay for that cost another price than before."""
    if before.mode != after.mode:
        return max(after.tiers[min(1, len(after.tiers) - 1)].from_calls, _SOME)
    starts = {tier.from_calls for table in (before, after) for tier in table.tiers}
    for paid in (max(start, _SOME) for start in sorted(starts)):
        if _tier_price(before, paid) != _tier_price(after, paid):
            return paid
    return max([*starts, _SOME])


def _tier_price(table: PayAsYouGo, paid: int) -> Decimal:
    reached = [tier for tier in table.tiers if tier.from_calls <= paid][-1]
    return reached.price / table.per_calls


def _bound_row(book: PriceBook, name: str, day: dt.date, paid: int) -> Row:
    free = _free(book, name, day)
    return _line(book, name, day, paid + free)


def _line(book: PriceBook, name: str, day: dt.date, calls: int) -> Row:
    table = _table(book, name, day)
    free = min(calls, _free(book, name, day))
    paid = calls - free
    return {
        "interface": name,
        "date": f"{day}",
        "calls": f"{calls:,}",
        "free": f"{free:,}",
        "payable": f"{paid:,}",
        "price": _price(table, paid) if table and paid else NOTHING,
        "amount": TO_TYPE,
        "arithmetic": _arithmetic(table, paid) if table else "0",
    }


def _price(table: PayAsYouGo, paid: int) -> str:
    if table.mode != "reached":
        return NOTHING
    return str([tier for tier in table.tiers if tier.from_calls <= paid][-1].price)


def _arithmetic(table: PayAsYouGo, paid: int) -> str:
    """What a person works out: ``999,999 × 2.6 ÷ 1,000``."""
    if not paid:
        return "0"
    divided = f" ÷ {table.per_calls:,}" if table.per_calls != 1 else ""
    return " + ".join(f"{calls:,} × {price}{divided}" for calls, price in _parts(table, paid))


def _parts(table: PayAsYouGo, paid: int) -> Iterator[tuple[int, str]]:
    if table.mode == "reached":
        yield paid, _price(table, paid)
        return
    starts = [1, *Ladder.of(table).measures[1:]]
    for tier, start, end in zip(table.tiers, starts, [*starts[1:], paid + 1], strict=True):
        if (calls := min(end, paid + 1) - start) > 0:
            yield calls, str(tier.price)


def _quota(book: PriceBook, name: str, day: dt.date, quota: int) -> Iterator[RowBlock]:
    """The quota of the first month that has it, and the months and days before.

    There is no row of a day without a price: its bill is refused.
    """
    first, many = _first_month(day), max(quota, _free(book, name, day - DAY)) + _SOME
    points = [(day - DAY, many), *([(day, many)] if day != first else [])]
    points += [(first, calls) for calls in (quota - 1, quota, quota + 1, many) if calls > 0]
    rows = [_line(book, name, on, calls) for on, calls in points if _table(book, name, on)]
    title = say_as("rows", "The quota of {name} from {day}", name=name, day=day)
    if rows:
        yield RowBlock(BOUNDS, ("quota-table",), title, tuple(rows))


def _packs(book: PriceBook, pack: Pack, day: dt.date) -> RowBlock:
    """A pack bought on the day before and on the day; a new size below, on and above it."""
    before = _pack(book, pack, day - DAY)
    if before:
        rows = [_pack_row(book, before, day - DAY, 0), _pack_row(book, pack, day, 0)]
    else:
        rows = [_pack_row(book, pack, day, step) for step in (-1, 0, 1)]
    title = say_as(
        "rows",
        "A pack of {calls:,} calls of {name} from {day}",
        calls=pack.calls,
        name=pack.interface,
        day=day,
    )
    return RowBlock(PACKS, _clauses(pack, before), title, tuple(rows))


def _pack_row(book: PriceBook, pack: Pack, day: dt.date, step: int) -> Row:
    free, used = _free(book, pack.interface, day), pack.calls + min(step, 0)
    table, paid = _table(book, pack.interface, day), max(step, 0)
    return {
        "size": f"{pack.calls:,}",
        "bought": f"{day}",
        "date": f"{day}",
        "price": f"{pack.price:,}",
        "calls": f"{free + pack.calls + step:,}",
        "used": f"{used:,}",
        "left": f"{pack.calls - used:,}",
        "ends": f"{end_of(validity_of(pack), day) or '-'}",
        "total": TO_TYPE,
        "arithmetic": _arithmetic(table, paid) if table else "0",
    }


def _coming(name: str, day: dt.date) -> RowBlock:
    """The day before the first price of an interface."""
    before = day - DAY
    same = before.month == day.month
    row = _refused(name, before, f"from {day}" if same else f"its prices start on {day}", same=same)
    title = say_as("rows", "{name} before {day}", name=name, day=day)
    return RowBlock(REFUSED, (), title, (row,))


def _gone(table: PayAsYouGo, day: dt.date) -> RowBlock:
    """The first day without a price, and the month after."""
    name, after = table.interface, Month.of(day).end
    ended = f"its prices ended on {day}"
    rows = [_refused(name, after, ended, same=False)]
    if day.day != 1:
        rows.insert(0, _refused(name, day, f"until {day}, exclusive", same=True))
    else:
        rows.insert(0, _refused(name, day, ended, same=False))
    title = say_as("rows", "{name} after {day}", name=name, day=day)
    return RowBlock(REFUSED, (), title, tuple(rows))


def _refused(name: str, day: dt.date, text: str, *, same: bool) -> Row:
    error = "price-missing" if same else "price-unknown-then"
    calls = f"{_MANY:,}"
    return {"interface": name, "calls": calls, "date": f"{day}", "error": error, "text": text}


def _table(book: PriceBook, name: str, day: dt.date) -> PayAsYouGo | None:
    return next((t for t in book.pay_as_you_go if t.interface == name and holds(t, day)), None)


def _pack(book: PriceBook, pack: Pack, day: dt.date) -> Pack | None:
    same = (p for p in book.packs if (p.interface, p.calls) == (pack.interface, pack.calls))
    return next((one for one in same if holds(one, day)), None)


def _first_month(day: dt.date) -> dt.date:
    """The first day of the first month that begins with a fact which holds from ``day`` on."""
    return day if day.day == 1 else Month.of(day).end


def _free(book: PriceBook, name: str, day: dt.date) -> int:
    """The free quota of an interface in a month: the one in force when it is issued."""
    issued = first_of_month(day)
    return next((q.calls for q in book.free_quotas if name in q.interfaces and holds(q, issued)), 0)


def untyped(found: Iterable[RowBlock]) -> int:
    """Return how many amounts are left for a person to type."""
    return sum(cell == TO_TYPE for block in found for row in block.rows for cell in row.values())
