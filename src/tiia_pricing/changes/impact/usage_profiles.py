"""The reference usage profiles, and what each costs under a book.

A profile is one interface used by itself for one month. The volumes stand at the bounds of
the vendor's page and a tenth past them, from a thousand calls to fifty million: the free
quota leaves a volume at a bound in the tier below.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from tiia_pricebook import FreeQuota, Interface, Pack, PayAsYouGo, PriceBook, Step
from tiia_pricebook.calendar import Month
from tiia_pricing.billing.settlement.choices import Choices
from tiia_pricing.billing.settlement.ledger import Ledger, ordered
from tiia_pricing.billing.settlement.month import price
from tiia_pricing.billing.usage.account import Activated, Purchase, Usage
from tiia_pricing.billing.usage.account_checks import Checked
from tiia_pricing.changes.impact.effects import Effect

VOLUMES = (
    *(1_000, 10_000, 11_000, 100_000, 110_000, 1_000_000, 1_100_000, 3_000_000, 3_300_000),
    *(10_000_000, 11_000_000, 15_000_000, 16_500_000, 50_000_000),
)


class Facts(Struct, frozen=True):
    """All that decides the bill of one interface; ``pool`` shares its free quota."""

    interface: Interface
    table: PayAsYouGo | None
    quota: FreeQuota | None
    packs: Mapping[int, Pack]
    steps: tuple[Step, ...]

    @property
    def pool(self) -> tuple[str, ...]:
        """The interfaces that share the free quota."""
        return self.quota.interfaces if self.quota else ()


class Side(Struct, frozen=True):
    """A book of undated facts, taken apart by interface."""

    book: PriceBook
    facts: Mapping[str, Facts]

    @classmethod
    def of(cls, book: PriceBook) -> Side:
        """Return ``book``, taken apart once."""
        tables = {table.interface: table for table in book.pay_as_you_go}
        quotas = {name: quota for quota in book.free_quotas for name in quota.interfaces}
        packs: dict[str, dict[int, Pack]] = {}
        for pack in book.packs:
            packs.setdefault(pack.interface, {})[pack.calls] = pack
        steps = book.settlement_order.steps
        facts = {
            one.name: Facts(
                one, tables.get(one.name), quotas.get(one.name), packs.get(one.name, {}), steps
            )
            for one in book.interfaces
        }
        return cls(book, facts)


def effects_between(old: Side, new: Side, choices: Choices, month: Month) -> Iterator[Effect]:
    """Yield each profile whose bill, and each pack whose price, is not the same in both."""
    for name in dict.fromkeys((*old.facts, *new.facts)):
        before, after = old.facts.get(name), new.facts.get(name)
        if before != after:
            yield from _bills(name, old, new, choices, month)
            yield from _pack_prices(name, before, after)
    for pool in _pools_of_one(old, new):
        yield from _pooled(pool, old, new, choices, month)


def _bills(name: str, old: Side, new: Side, choices: Choices, month: Month) -> Iterator[Effect]:
    sizes = [set(side.facts[name].packs) for side in (old, new) if name in side.facts]
    for calls in VOLUMES:
        fitting = [size for size in set.intersection(*sizes) if size <= calls]
        for pack in (None, max(fitting)) if fitting else (None,):
            before = _cents(old, (name,), calls, pack, choices, month)
            after = _cents(new, (name,), calls, pack, choices, month)
            if before != after:
                yield Effect(name, calls, pack, before, after)


def _pools_of_one(old: Side, new: Side) -> Iterator[tuple[str, ...]]:
    """The pools that only one of the books has, of interfaces that both have."""
    pools = [
        {facts.pool: frozenset(facts.pool) for facts in side.facts.values()} for side in (old, new)
    ]
    lone = set(pools[0].values()) ^ set(pools[1].values())
    both = old.facts.keys() & new.facts.keys()
    for pool, members in (pools[0] | pools[1]).items():
        if len(members) > 1 and members in lone and members <= both:
            yield pool


def _pooled(
    pool: tuple[str, ...], old: Side, new: Side, choices: Choices, month: Month
) -> Iterator[Effect]:
    for calls in VOLUMES:
        before = _cents(old, pool, calls, None, choices, month)
        after = _cents(new, pool, calls, None, choices, month)
        if before != after:
            yield Effect(pool[0], calls, None, before, after, beside=pool[1:])


def _pack_prices(name: str, old: Facts | None, new: Facts | None) -> Iterator[Effect]:
    before, after = (facts.packs if facts else {} for facts in (old, new))
    for calls in sorted(before.keys() | after.keys()):
        both = (before.get(calls), after.get(calls))
        prices = [None if pack is None else pack.cents for pack in both]
        if prices[0] != prices[1]:
            yield Effect(name, calls, calls, prices[0], prices[1], of="pack")


def _cents(
    side: Side,
    names: tuple[str, ...],
    calls: int,
    pack: int | None,
    choices: Choices,
    month: Month,
) -> int | None:
    """The pay-as-you-go bill of ``calls`` of each interface; ``None`` without their prices."""
    if any(name not in side.facts or side.facts[name].table is None for name in names):
        return None
    usage = [(name, Usage(month.last, name, calls, whole_month=True)) for name in names]
    packs = [Purchase(month.first, names[0], pack)] if pack else []
    account = ordered(_only(side, names), Checked(usage, packs, Activated()))
    ledger = Ledger.of(account, choices)
    lines = [(terms, one) for terms, deductions in ledger.months for one in deductions]
    return sum(price(terms, deduction, choices).cents for terms, deduction in lines)


def _only(side: Side, names: tuple[str, ...]) -> PriceBook:
    """The part of a book that settles ``names``: a bill does not look through the rest."""
    facts = [side.facts[name] for name in names]
    quotas = dict.fromkeys(one.quota for one in facts if one.quota)
    return replace(
        side.book,
        interfaces=tuple(one.interface for one in facts),
        free_quotas=tuple(quotas),
        pay_as_you_go=tuple(one.table for one in facts if one.table),
        packs=tuple(pack for one in facts for pack in one.packs.values()),
    )
