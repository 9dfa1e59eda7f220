"""Price books with one fact wrong, each by a name that says which and how."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import Any

from msgspec import UNSET, Struct
from msgspec.structs import replace

from tiia_pricebook import FreeQuota, Pack, PayAsYouGo, PriceBook, Tier
from tiia_pricebook.calendar import DAY, first_of_month, next_month
from tiia_pricebook.editions.dated_book import DatedBook
from tiia_pricebook.messages import Message, listed, say, say_as
from tiia_pricebook.pack_validity import stated_validity

_SWAPPED, _GONE = say_as("change", "swapped"), say_as("change", "gone")
_STEPS = say_as("fact", "steps")
_MODES = {"reached": say_as("mode", "reached"), "progressive": say_as("mode", "progressive")}
_IS_MODE = {
    "reached": say_as("change", "is reached"),
    "progressive": say_as("change", "is progressive"),
}


class Mutant(Struct, frozen=True):
    """A book with one fact changed: ``fact`` says which, ``change`` how it was changed.

    Both are messages where they are words.
    ``group`` is the kind of fact; ``interfaces`` are those that it concerns.
    """

    group: str
    fact: str
    change: str
    interfaces: tuple[str, ...]
    book: PriceBook

    @property
    def id(self) -> str:
        """The mutant's name: unique, and the same on every run."""
        return f"{self.group} / {self.fact} / {self.change}"


def mutants(book: PriceBook) -> Iterator[Mutant]:
    """Every mutant of ``book``, in the order of its facts."""
    yield from _prices(book)
    yield from _swaps(book)
    yield from _bounds(book)
    yield from _modes(book)
    yield from _quotas(book)
    yield from _sharing(book)
    yield from _packs(book)
    yield from _order(book)
    yield from _defaults(book)
    yield from _first_day(book)
    yield from _price_dates(book)
    yield from _pack_dates(book)
    if isinstance(book, DatedBook):
        yield from _known_since(book)
        yield from _older_months(book)
        yield from _accepted(book)


def _prices(book: PriceBook) -> Iterator[Mutant]:
    for index, table in enumerate(book.pay_as_you_go):
        for number, tier in enumerate(table.tiers):
            for change, price in _wrong_prices(tier.price):
                tiers = _put(table.tiers, number, replace(tier, price=price))
                fact = say_as("fact", "from {first}", first=tier.from_calls)
                yield _table(book, index, "price", fact, change, tiers=tiers)


def _wrong_prices(price: Decimal) -> Iterator[tuple[Message, Decimal]]:
    digit = Decimal(1).scaleb(int(price.as_tuple().exponent))
    for wrong in (price + digit, price - digit, price * 10):
        yield _is(price, wrong), wrong


def _is(old: object, new: object) -> Message:
    return say_as("change", "{old} is {new}", old=old, new=new)


def _swaps(book: PriceBook) -> Iterator[Mutant]:
    """Prices that changed places: with the neighbour in the row, and in the column."""
    for index, table in enumerate(book.pay_as_you_go):
        for number, (left, right) in enumerate(pairwise(table.tiers)):
            tiers = _put(table.tiers, number, replace(left, price=right.price))
            tiers = _put(tiers, number + 1, replace(right, price=left.price))
            fact = say_as(
                "fact",
                "from {first} and from {second}",
                first=left.from_calls,
                second=right.from_calls,
            )
            yield _table(book, index, "price-in-row", fact, _SWAPPED, tiers=tiers)
    for index, (upper, lower) in enumerate(pairwise(book.pay_as_you_go)):
        if upper.tiers[0].source.table != lower.tiers[0].source.table or _turns(upper, lower):
            continue
        for number, (above, below) in enumerate(zip(upper.tiers, lower.tiers, strict=True)):
            if above.price != below.price:
                yield _column_swap(book, index, number)


def _turns(upper: PayAsYouGo, lower: PayAsYouGo) -> bool:
    """Whether two tables hold on other days, as those of one interface do."""
    return (upper.from_, upper.to) != (lower.from_, lower.to)


def _column_swap(book: PriceBook, index: int, number: int) -> Mutant:
    upper, lower = book.pay_as_you_go[index : index + 2]
    above, below = upper.tiers[number], lower.tiers[number]
    tables = _put(book.pay_as_you_go, index, _with_price(upper, number, below.price))
    tables = _put(tables, index + 1, _with_price(lower, number, above.price))
    names = (upper.interface, lower.interface)
    fact = say_as(
        "fact",
        "{names} from {first}{days}",
        names=listed(names, " and "),
        first=above.from_calls,
        days=_days(upper),
    )
    return Mutant("price-in-column", fact, _SWAPPED, names, replace(book, pay_as_you_go=tables))


def _with_price(table: PayAsYouGo, number: int, price: Decimal) -> PayAsYouGo:
    return replace(
        table, tiers=_put(table.tiers, number, replace(table.tiers[number], price=price))
    )


def _bounds(book: PriceBook) -> Iterator[Mutant]:
    for index, table in enumerate(book.pay_as_you_go):
        for number, tier in enumerate(table.tiers[1:], start=1):
            for bound in (tier.from_calls - 1, tier.from_calls + 1, tier.from_calls * 10):
                tiers: tuple[Tier, ...] = _put(table.tiers, number, replace(tier, from_calls=bound))
                fact = say_as("fact", "tier {number}", number=number)
                change = say_as(
                    "change", "from {old} is from {new}", old=tier.from_calls, new=bound
                )
                yield _table(book, index, "bound", fact, change, tiers=tiers)


def _modes(book: PriceBook) -> Iterator[Mutant]:
    for index, table in enumerate(book.pay_as_you_go):
        other = "progressive" if table.mode == "reached" else "reached"
        yield _table(book, index, "mode", _MODES[table.mode], _IS_MODE[other], mode=other)


def _quotas(book: PriceBook) -> Iterator[Mutant]:
    for index, quota in enumerate(book.free_quotas):
        for calls in (quota.calls - 1, quota.calls + 1, quota.calls * 10):
            change = _is(quota.calls, calls)
            yield _quota(book, index, "free-quota", change, calls=calls)
        for change, days in _wrong_days(quota):
            yield _quota(book, index, "free-quota-date", change, **days)
        dropped = book.free_quotas[:index] + book.free_quotas[index + 1 :]
        yield Mutant(
            "free-quota",
            name_of(quota),
            _GONE,
            quota.interfaces,
            replace(book, free_quotas=dropped),
        )


def _wrong_days(fact: Any) -> Iterator[tuple[Message, dict[str, dt.date | None]]]:
    """Each end of a fact's days a day early and late, and the two ends changed."""
    for name in ("from_", "to"):
        day: dt.date | None = getattr(fact, name)
        for moved in _beside(day) if day else ():
            yield _moved(name, day, moved), {name: moved}
    if fact.from_ or fact.to:
        places = say_as("change", "from and to changed places")
        yield places, {"from_": fact.to, "to": fact.from_}


def _moved(name: str, old: object, new: object) -> Message:
    if name == "from_":
        return say_as("change", "from {old} is {new}", old=old, new=new)
    return say_as("change", "to {old} is {new}", old=old, new=new)


def _beside(day: dt.date) -> tuple[dt.date, dt.date]:
    return day - DAY, day + DAY


def _sharing(book: PriceBook) -> Iterator[Mutant]:
    for index, quota in enumerate(book.free_quotas):
        if len(quota.interfaces) > 1:
            each = tuple(replace(quota, interfaces=(name,)) for name in quota.interfaces)
            quotas = book.free_quotas[:index] + each + book.free_quotas[index + 1 :]
            yield _shared(book, quota, say_as("change", "is each's own"), quotas)
    for index, (one, other) in enumerate(pairwise(book.free_quotas)):
        alike = (one.calls, one.from_, one.to) == (other.calls, other.from_, other.to)
        if alike and len(one.interfaces) == len(other.interfaces) == 1:
            pool = replace(one, interfaces=one.interfaces + other.interfaces)
            quotas = (*book.free_quotas[:index], pool, *book.free_quotas[index + 2 :])
            yield _shared(book, pool, say_as("change", "is shared"), quotas)


def _shared(
    book: PriceBook, quota: FreeQuota, change: str, quotas: tuple[FreeQuota, ...]
) -> Mutant:
    book = replace(book, free_quotas=quotas)
    return Mutant("quota-sharing", name_of(quota), change, quota.interfaces, book)


def _packs(book: PriceBook) -> Iterator[Mutant]:
    for index, pack in enumerate(book.packs):
        changes: list[tuple[str, str, dict[str, Any]]] = [
            ("pack-size", _is(pack.calls, calls), {"calls": calls})
            for calls in (pack.calls - 1, pack.calls + 1, pack.calls * 10)
        ]
        changes += [
            ("pack-price", change, {"price": price}) for change, price in _wrong_prices(pack.price)
        ]
        changes += [("pack-validity", *wrong) for wrong in _wrong_validities(pack)]
        for group, change, values in changes:
            packs = _put(book.packs, index, replace(pack, **values))
            changed = replace(book, packs=packs)
            yield Mutant(group, _pack_name(pack), change, (pack.interface,), changed)
        packs = book.packs[:index] + book.packs[index + 1 :]
        changed = replace(book, packs=packs)
        yield Mutant("pack-size", _pack_name(pack), _GONE, (pack.interface,), changed)


def _pack_name(pack: Pack) -> Message:
    return _named(pack.interface, pack.calls, _days(pack))


def _wrong_validities(pack: Pack) -> Iterator[tuple[Message, dict[str, Any]]]:
    """A unit more and a unit less; what never expires lasts a year."""
    validity = stated_validity(pack)
    if validity is None:
        for months in (11, 13):
            yield say_as("change", "a year is {count} months", count=months), {"months": months}
    elif validity.months:
        wrong = (validity.months - 1 or 12, validity.months + 1)
        for months in wrong:
            values = {"old": validity.in_words, "count": months}
            yield say_as("change", "{old} is {count} months", **values), {"months": months}
    elif validity.days:
        wrong = (validity.days - 1 or 365, validity.days + 1)
        for days in wrong:
            values = {"old": validity.in_words, "count": days}
            yield say_as("change", "{old} is {count} days", **values), {"days": days}
    else:
        yield say_as("change", "no end is a year"), {"endless": UNSET, "months": 12}


def _order(book: PriceBook) -> Iterator[Mutant]:
    first, second, last = book.settlement_order.steps
    for steps in ((second, first, last), (first, last, second)):
        order = replace(book.settlement_order, steps=steps)
        yield Mutant(
            "settlement-order",
            _STEPS,
            say_as("change", "are {steps}", steps=" > ".join(steps)),
            (),
            replace(book, settlement_order=order),
        )


def _defaults(book: PriceBook) -> Iterator[Mutant]:
    for index, reading in enumerate(book.readings):
        for value in reading.values:
            if value != reading.default:
                readings = _put(book.readings, index, replace(reading, default=value))
                changed = replace(book, readings=readings)
                change = _is(reading.default, value)
                yield Mutant("reading-default", reading.name, change, (), changed)


def _first_day(book: PriceBook) -> Iterator[Mutant]:
    if book.known_from is None:
        return
    for moved in _beside(book.known_from):
        change, fact = _is(book.known_from, moved), say_as("fact", "known from")
        yield Mutant("first-day", fact, change, (), replace(book, known_from=moved))


def _price_dates(book: PriceBook) -> Iterator[Mutant]:
    for index, table in enumerate(book.pay_as_you_go):
        for change, days in _wrong_days(table):
            yield _table(book, index, "price-date", say_as("fact", "holds"), change, **days)


def _pack_dates(book: PriceBook) -> Iterator[Mutant]:
    for index, pack in enumerate(book.packs):
        for change, days in _wrong_days(pack):
            packs = _put(book.packs, index, replace(pack, **days))
            changed = replace(book, packs=packs)
            yield Mutant("pack-date", _pack_name(pack), change, (pack.interface,), changed)


def _known_since(book: DatedBook) -> Iterator[Mutant]:
    """The day since which the book says what bills rest on; they rest on no clause or finding."""
    for kind, name, interfaces, row, put in _known(book):
        for moved in _beside(row.known_since):
            change = _is(row.known_since, moved)
            changed = put(replace(row, known_since=moved))
            fact = say_as("fact", "{kind} {name}", kind=kind, name=name)
            yield Mutant("known-since", fact, change, interfaces, changed)


Known = tuple[str, str, tuple[str, ...], Any, Callable[[Any], PriceBook]]


def _known(book: DatedBook) -> Iterator[Known]:
    """Every row with its kind, its name, its interfaces, and how another takes its place."""
    names: dict[str, Callable[[Any], tuple[str, tuple[str, ...]]]] = {
        "interfaces": lambda row: (row.name, (row.name,)),
        "free_quotas": lambda row: (name_of(row), row.interfaces),
        "pay_as_you_go": lambda row: (_dated(row.interface, _days(row)), (row.interface,)),
        "packs": lambda row: (_pack_name(row), (row.interface,)),
        "no_packs": lambda row: (row.clause, row.interfaces),
        "former_orders": lambda row: (_dated(_STEPS, _days(row)), ()),
        "editions": lambda row: (_from_to(row), row.interfaces),
    }
    for field, told in names.items():
        kind = field.replace("_", "-")
        for index, row in enumerate(getattr(book, field)):
            yield kind, *told(row), row, partial(_instead, book, field, index)
    order = book.settlement_order
    yield "settlement-order", _STEPS, (), order, lambda row: replace(book, settlement_order=row)


def _instead(book: DatedBook, field: str, index: int, row: Any) -> PriceBook:
    return replace(book, **{field: _put(getattr(book, field), index, row)})


def _older_months(book: DatedBook) -> Iterator[Mutant]:
    """Editions and what is untold: each end a month early and late, and each left out."""
    for field, group in (("editions", "edition-date"), ("untold", "untold-date")):
        rows = getattr(book, field)
        for index, row in enumerate(rows):
            named = row.interfaces if field == "editions" else (row.interface,)
            own = field == "editions"
            fact = _from_to(row) if own else _dated(row.interface, _span(row.from_, row.to))
            for end in ("from_", "to"):
                day = getattr(row, end)
                for moved in _months_beside(day) if day else ():
                    change = _moved(end, day, moved)
                    changed = _instead(book, field, index, replace(row, **{end: moved}))
                    yield Mutant(group, fact, change, named, changed)
            left = replace(book, **{field: rows[:index] + rows[index + 1 :]})
            yield Mutant(group, fact, _GONE, named, left)


def _months_beside(first: dt.date) -> tuple[dt.date, dt.date]:
    before = first_of_month(first - DAY)
    return before, next_month(first)


def _accepted(book: DatedBook) -> Iterator[Mutant]:
    for index, page in enumerate(book.pages):
        for moved in _beside(page.accepted):
            change = say_as("change", "accepted {old} is {new}", old=page.accepted, new=moved)
            changed = _instead(book, "pages", index, replace(page, accepted=moved))
            yield Mutant("page-date", page.file, change, (), changed)


def _table(
    book: PriceBook, index: int, group: str, fact: str, change: str, **values: Any
) -> Mutant:
    table = book.pay_as_you_go[index]
    tables = _put(book.pay_as_you_go, index, replace(table, **values))
    changed = replace(book, pay_as_you_go=tables)
    named = _named(table.interface, fact, _days(table))
    return Mutant(group, named, change, (table.interface,), changed)


def _quota(book: PriceBook, index: int, group: str, change: str, **values: Any) -> Mutant:
    quota = book.free_quotas[index]
    quotas = _put(book.free_quotas, index, replace(quota, **values))
    changed = replace(book, free_quotas=quotas)
    return Mutant(group, name_of(quota), change, quota.interfaces, changed)


def _named(name: str, what: object, days: str) -> Message:
    return say_as("fact", "{name} {what}{days}", name=name, what=what, days=days)


def _dated(what: object, days: str) -> Message:
    return say_as("fact", "{what}{days}", what=what, days=days)


def _from_to(row: Any) -> Message:
    return say("{first} to {last}", first=row.from_, last=row.to)


def _days(fact: Any) -> str:
    """The days of a fact that does not hold on all of them: one key may have several facts."""
    return _span(fact.from_, fact.to) if fact.from_ or fact.to else ""


def _span(since: dt.date | None, until: dt.date | None) -> Message:
    if since and until:
        return say_as("fact", ", {since} to {until}", since=since, until=until)
    if since:
        return say_as("fact", ", {since} to further notice", since=since)
    if until:
        return say_as("fact", ", the beginning to {until}", until=until)
    return say_as("fact", ", the beginning to further notice")


def name_of(quota: FreeQuota) -> Message:
    """How mutants name a free quota: its interfaces and the days it holds."""
    return _dated(listed(quota.interfaces, " and "), _span(quota.from_, quota.to))


def _put(items: tuple[Any, ...], index: int, item: Any) -> tuple[Any, ...]:
    return (*items[:index], item, *items[index + 1 :])
