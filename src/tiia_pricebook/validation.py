"""The rules that every price book keeps, each with a name."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import NamedTuple, Protocol

from msgspec import UNSET

from tiia_pricebook.messages import Message, listed, say
from tiia_pricebook.model.facts import Pack, PayAsYouGo
from tiia_pricebook.model.price_book import PriceBook
from tiia_pricebook.model.provenance import Source
from tiia_pricebook.readings import READINGS

_MOST_DIGITS = 18
_UNSAID = (None, UNSET)
BEGINNING = say("the beginning")


class Problem(NamedTuple):
    """A broken rule: its name, the path of the offending datum, and what is wrong."""

    rule: str
    path: str
    text: str


class _Dated(Protocol):
    @property
    def from_(self) -> dt.date | None: ...
    @property
    def to(self) -> dt.date | None: ...


Check = Callable[[PriceBook], Iterator[Problem]]


def check(book: PriceBook) -> list[Problem]:
    """Return every rule that ``book`` breaks; empty for a valid book."""
    return [problem for rule in RULES for problem in rule(book)]


def _not_empty(book: PriceBook) -> Iterator[Problem]:
    if not book.pay_as_you_go:
        yield Problem(
            "not-empty", "$.pay_as_you_go", say("a book without a price is no price book")
        )


def _interfaces(book: PriceBook) -> Iterator[Problem]:
    names = Counter(interface.name for interface in book.interfaces)
    actions = Counter(interface.action for interface in book.interfaces if interface.action)
    for name, count in (names + actions).items():
        if count > 1:
            yield Problem(
                "interface-once",
                "$.interfaces",
                say("{name!r} is declared {count} times", name=name, count=count),
            )
    for path, used in _interfaces_used(book):
        if used not in names:
            yield Problem(
                "interface-declared", path, say("{name!r} is not among the interfaces", name=used)
            )


def _interfaces_used(book: PriceBook) -> Iterator[tuple[str, str]]:
    for index, quota in enumerate(book.free_quotas):
        yield from ((f"$.free_quotas[{index}].interfaces", name) for name in quota.interfaces)
    for index, table in enumerate(book.pay_as_you_go):
        yield f"$.pay_as_you_go[{index}].interface", table.interface
    for index, pack in enumerate(book.packs):
        yield f"$.packs[{index}].interface", pack.interface
    for index, exclusion in enumerate(book.no_packs):
        yield from ((f"$.no_packs[{index}].interfaces", name) for name in exclusion.interfaces)


def _tiers(book: PriceBook) -> Iterator[Problem]:
    for index, table in enumerate(book.pay_as_you_go):
        yield from _tiers_of(f"$.pay_as_you_go[{index}]", table)


def _tiers_of(path: str, table: PayAsYouGo) -> Iterator[Problem]:
    if not table.tiers or table.tiers[0].from_calls != 0:
        yield Problem(
            "tiers-start-at-zero", f"{path}.tiers", say("the first tier starts at 0 calls")
        )
    for number, (lower, upper) in enumerate(pairwise(table.tiers), start=1):
        if upper.from_calls <= lower.from_calls:
            text = say(
                "{upper} does not rise above {lower}",
                upper=upper.from_calls,
                lower=lower.from_calls,
            )
            yield Problem("tiers-rise", f"{path}.tiers[{number}].from_calls", text)
    if table.per_calls <= 0:
        yield Problem(
            "per-calls-positive", f"{path}.per_calls", say("{calls} calls", calls=table.per_calls)
        )


def _prices(book: PriceBook) -> Iterator[Problem]:
    for path, price in _prices_used(book):
        if not (price.is_finite() and price > 0):
            yield Problem("price-positive", path, say("{price} yuan", price=price))
        elif not _in_digits(price):
            yield Problem(
                "price-in-digits",
                path,
                say("{price} is not written as a page writes it", price=price),
            )


def _in_digits(price: Decimal) -> bool:
    """No exponent, and no more digits than a price has: ``1E+9999`` would fill the memory."""
    _, digits, exponent = price.as_tuple()
    return len(digits) <= _MOST_DIGITS and int(exponent) <= 0 and "E" not in str(price)


def _prices_used(book: PriceBook) -> Iterator[tuple[str, Decimal]]:
    for table_index, table in enumerate(book.pay_as_you_go):
        for index, tier in enumerate(table.tiers):
            yield f"$.pay_as_you_go[{table_index}].tiers[{index}].price", tier.price
    for index, pack in enumerate(book.packs):
        yield f"$.packs[{index}].price", pack.price


def _counts(book: PriceBook) -> Iterator[Problem]:
    for index, pack in enumerate(book.packs):
        if pack.calls <= 0:
            yield Problem(
                "pack-size-positive",
                f"$.packs[{index}].calls",
                say("{calls} calls", calls=pack.calls),
            )
        yield from _validity(f"$.packs[{index}]", pack)
    for index, quota in enumerate(book.free_quotas):
        if quota.calls <= 0:
            yield Problem(
                "quota-positive",
                f"$.free_quotas[{index}].calls",
                say("{calls} calls", calls=quota.calls),
            )


def _validity(path: str, pack: Pack) -> Iterator[Problem]:
    """A time above zero, said once."""
    for unit, count in (("months", pack.months), ("days", pack.days)):
        if isinstance(count, int) and count <= 0:
            yield Problem("pack-validity-positive", f"{path}.{unit}", _time(unit, count))
    said = [unit for unit in ("months", "days", "endless") if getattr(pack, unit) not in _UNSAID]
    if len(said) > 1:
        yield Problem("pack-validity-once", path, say("both {names}", names=listed(said, " and ")))
    if pack.endless is False:
        yield Problem("pack-validity-once", f"{path}.endless", say("absent where a pack ends"))


def _time(unit: str, count: int) -> Message:
    if unit == "months":
        return say("{count} months", count=count)
    return say("{count} days", count=count)


def _intervals(book: PriceBook) -> Iterator[Problem]:
    groups: dict[tuple[str, str, int], list[tuple[str, _Dated]]] = defaultdict(list)
    for index, quota in enumerate(book.free_quotas):
        for name in quota.interfaces:
            groups["quota", name, 0].append((f"$.free_quotas[{index}]", quota))
    for index, table in enumerate(book.pay_as_you_go):
        groups["tiers", table.interface, 0].append((f"$.pay_as_you_go[{index}]", table))
    for index, pack in enumerate(book.packs):
        groups["pack", pack.interface, pack.calls].append((f"$.packs[{index}]", pack))
    for key, members in groups.items():
        yield from _overlaps(partial(_fact, *key), members, book.known_from)


def _fact(kind: str, name: str, calls: int) -> Message:
    """What the facts of a group are, said only where some of them overlap."""
    if kind == "quota":
        return say("free quota of {name}", name=name)
    if kind == "tiers":
        return say("tiers of {name}", name=name)
    return say("pack of {calls} calls of {name}", calls=calls, name=name)


def _overlaps(
    what: Callable[[], str], members: Sequence[tuple[str, _Dated]], known_from: dt.date | None
) -> Iterator[Problem]:
    """A fact without a first day holds from the book's own first day on."""
    for path, datum in members:
        if datum.from_ and datum.to and datum.from_ >= datum.to:
            text = say("[{from_}, {to}) holds no day", from_=datum.from_, to=datum.to)
            yield Problem("interval-not-empty", path, text)

    def start(datum: _Dated) -> dt.date:
        within = known_from and (datum.to is None or known_from < datum.to)
        return datum.from_ or (known_from if within and known_from else dt.date.min)

    ordered = sorted(members, key=lambda member: start(member[1]))
    for (_, earlier), (path, later) in pairwise(ordered):
        if (earlier.to or dt.date.max) > start(later):
            text = say(
                "{name}: two facts hold at once from {day}",
                name=what(),
                day=later.from_ or BEGINNING,
            )
            yield Problem("intervals-do-not-overlap", path, text)


def _sources(book: PriceBook) -> Iterator[Problem]:
    clauses = {clause.id for clause in book.clauses}
    accepted = {page.file for page in getattr(book, "pages", ())}
    for path, source in sources_used(book):
        cell = (source.table, source.row, source.column)
        if source.clause is None and None in cell:
            yield Problem("number-sourced", path, say("names neither a cell nor a clause"))
        elsewhere = source.page and source.page not in accepted
        if not elsewhere and source.clause is not None and source.clause not in clauses:
            yield Problem(
                "clause-declared",
                path,
                say("{name!r} is not among the clauses", name=source.clause),
            )
    for path, id in _clauses_used(book):
        if id is not None and id not in clauses:
            yield Problem(
                "clause-declared", path, say("{name!r} is not among the clauses", name=id)
            )
    for id, count in Counter(clause.id for clause in book.clauses).items():
        if count > 1:
            yield Problem(
                "clause-once",
                "$.clauses",
                say("{name!r} names {count} clauses", name=id, count=count),
            )


def sources_used(book: PriceBook) -> Iterator[tuple[str, Source]]:
    """Yield every source of a book's facts, with its path."""
    for index, interface in enumerate(book.interfaces):
        yield f"$.interfaces[{index}].source", interface.source
    for index, quota in enumerate(book.free_quotas):
        yield f"$.free_quotas[{index}].source", quota.source
    for index, table in enumerate(book.pay_as_you_go):
        for number, tier in enumerate(table.tiers):
            path = f"$.pay_as_you_go[{index}].tiers[{number}]"
            yield from ((f"{path}.source", tier.source), (f"{path}.bound", tier.bound))
    for index, pack in enumerate(book.packs):
        path = f"$.packs[{index}]"
        yield from ((f"{path}.source", pack.source), (f"{path}.size", pack.size))
        if pack.validity:
            yield f"{path}.validity", pack.validity


def _clauses_used(book: PriceBook) -> Iterator[tuple[str, str | None]]:
    lists: Iterable[tuple[str, Sequence[object]]] = (
        ("free_quotas", book.free_quotas),
        ("pay_as_you_go", book.pay_as_you_go),
        ("packs", book.packs),
        ("no_packs", book.no_packs),
        ("readings", book.readings),
    )
    for name, data in lists:
        for index, datum in enumerate(data):
            yield f"$.{name}[{index}].clause", getattr(datum, "clause")  # noqa: B009
    for index, table in enumerate(book.pay_as_you_go):
        yield f"$.pay_as_you_go[{index}].mode_clause", table.mode_clause
    yield "$.settlement_order.clause", book.settlement_order.clause


def _settlement_order(book: PriceBook) -> Iterator[Problem]:
    yield from _steps("$.settlement_order.steps", book.settlement_order.steps)
    for index, order in enumerate(book.former_orders):
        yield from _steps(f"$.former_orders[{index}].steps", order.steps)
    orders = [(f"$.former_orders[{index}]", one) for index, one in enumerate(book.former_orders)]
    orders.append(("$.settlement_order", book.settlement_order))
    yield from _overlaps(lambda: say("settlement order"), orders, book.known_from)


def _steps(path: str, steps: Sequence[str]) -> Iterator[Problem]:
    if sorted(steps) != ["free-quota", "pay-as-you-go", "resource-pack"]:
        text = say("{steps} is not each of the three steps once", steps=list(steps))
        yield Problem("settlement-steps-once", path, text)
    elif steps[-1] != "pay-as-you-go":
        text = say("nothing can be settled after pay-as-you-go, which takes all that is left")
        yield Problem("pay-as-you-go-last", path, text)


def _only_seen(book: PriceBook) -> Iterator[Problem]:
    names = {interface.name for interface in book.interfaces}
    for index, change in enumerate(book.only_seen):
        path = f"$.only_seen[{index}]"
        if change.not_before >= change.day:
            text = say(
                "{not_before} is not before {day}", not_before=change.not_before, day=change.day
            )
            yield Problem("doubt-has-days", path, text)
        for name in change.interfaces:
            if name not in names:
                text = say("{name!r} is not among the interfaces", name=name)
                yield Problem("interface-declared", path, text)


def _readings(book: PriceBook) -> Iterator[Problem]:
    known = {reading.name: set(reading.values) for reading in READINGS}
    given = {reading.name: reading for reading in book.readings}
    for name in known.keys() - given.keys():
        yield Problem("readings-complete", "$.readings", say("{name!r} is missing", name=name))
    for index, reading in enumerate(book.readings):
        path = f"$.readings[{index}]"
        if not set(reading.values) <= known.get(reading.name, set()):
            text = say(
                "{name!r} with {values} is not implemented",
                name=reading.name,
                values=list(reading.values),
            )
            yield Problem("reading-known", path, text)
        if reading.default not in reading.values:
            text = say(
                "default {default!r} is not among {values}",
                default=reading.default,
                values=list(reading.values),
            )
            yield Problem("reading-default-admissible", path, text)


RULES: tuple[Check, ...] = (
    _not_empty,
    _interfaces,
    _tiers,
    _prices,
    _counts,
    _intervals,
    _sources,
    _settlement_order,
    _only_seen,
    _readings,
)
