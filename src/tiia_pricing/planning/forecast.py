"""A forecast with all that settles it: what it costs with some purchases, and the best of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tiia_pricebook import Pack, PriceBook
from tiia_pricebook.calendar import Month, holds
from tiia_pricebook.collected_errors import Problems
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricebook.pack_validity import end_of, validity_of
from tiia_pricing.billing.bill import bill
from tiia_pricing.billing.settlement.choices import Choices
from tiia_pricing.billing.settlement.held_packs import sold
from tiia_pricing.billing.settlement.ledger import Account, Ledger, ordered
from tiia_pricing.billing.settlement.month import Deduction, price
from tiia_pricing.billing.settlement.terms import Terms
from tiia_pricing.billing.statement.next_call import NextCall, next_calls
from tiia_pricing.billing.statement.statement import Statement
from tiia_pricing.billing.usage.account import Activated, Purchase, Usage
from tiia_pricing.billing.usage.account_checks import check_account
from tiia_pricing.planning.cheapest import cheapest
from tiia_pricing.planning.month_costs import MonthCost
from tiia_pricing.planning.pack_costs import PackOnSale

MOST_MONTHS = 36


class Best(Struct, frozen=True):
    """Purchases, what they and the paid calls cost, and what none can cost less than, in cents.

    ``complete`` where the search leaves out nothing that could be cheaper.
    """

    purchases: tuple[Purchase, ...]
    cents: int
    lower_bound: int
    complete: bool


class Forecast(Struct, frozen=True):
    """Usage to come, with the packs owned before; every call counts on its month's last day.

    ``moved`` is how many rows gave another day.
    """

    book: PriceBook
    usage: tuple[Usage, ...]
    owned: tuple[Purchase, ...]
    readings: Mapping[str, str]
    activated: Activated
    moved: int = 0

    @classmethod
    def of(
        cls,
        book: PriceBook,
        usage: Iterable[Usage],
        owned: Iterable[Purchase],
        readings: Mapping[str, str],
        activated: Activated,
    ) -> Forecast:
        """Check how many months it has and that packs are bought before; raises ``InputError``."""
        given = tuple(usage)
        rows = tuple(replace(row, day=Month.of(row.day).last, whole_month=False) for row in given)
        pairs = zip(rows, given, strict=True)
        moved = sum(row.day != own.day and not own.whole_month for row, own in pairs)
        months = {Month.of(row.day) for row in rows}
        if not 0 < len(months) <= MOST_MONTHS:
            text = say("the forecast has {count} months", count=len(months))
            expected = say("1 to {most} months", most=MOST_MONTHS)
            raise InputError("forecast-months", text, expected=expected)
        packs = tuple(owned)
        _check_owned(packs, min(months).first)
        return cls(book, rows, packs, readings, activated, moved)

    def scaled(self, percent: int) -> Forecast:
        """Return the forecast with so many per cent of each count of calls, rounded half up."""
        rows = (replace(row, calls=(row.calls * percent + 50) // 100) for row in self.usage)
        return replace(self, usage=tuple(rows))

    def bill(self, bought: Sequence[Purchase]) -> Statement:
        """Return the statement with packs bought.

        Raises ``InputError`` for what cannot be billed.
        """
        packs = (*self.owned, *bought)
        return bill(self.book, self.usage, packs, readings=self.readings, activated=self.activated)

    def prices(self, bought: Iterable[Purchase]) -> int:
        """Return what packs cost, in cents."""
        return sum(sold(self.book, purchase).cents for purchase in bought)

    def cents(self, bought: Sequence[Purchase], choices: Choices) -> int:
        """Return what packs to buy and paid calls cost together, without range and reasons."""
        ledger = Ledger.of(self._account(bought), choices)
        return self.prices(bought) + sum(
            price(terms, deduction, choices).cents for terms, deduction in _each(ledger)
        )

    def next_calls(self, bought: Sequence[Purchase], choices: Choices) -> tuple[NextCall, ...]:
        """Return what one call more costs at the end of the last month."""
        return next_calls(self._account(bought), choices)

    def on_sale(self) -> Iterator[tuple[dt.date, Pack]]:
        """Yield what can be bought for interfaces with usage.

        Packs on sale on the first of a month.
        """
        usage = self._account(()).usage
        called = {name for calls in usage.values() for name in calls}
        for month in usage:
            for pack in self.book.packs:
                if pack.interface in called and holds(pack, month.first):
                    yield month.first, pack

    def best(self, choices: Choices) -> Best:
        """Return the cheapest purchases under one choice of readings."""
        ledger = Ledger.of(self._account(()), choices)
        settled = 0
        months: dict[str, list[MonthCost]] = {}
        sellers = {pack.interface for pack in self.book.packs}
        for terms, deduction in _each(ledger):
            if deduction.paid and deduction.interface in sellers:
                cost = MonthCost.of(terms, deduction, choices)
                months.setdefault(deduction.interface, []).append(cost)
            else:
                settled += price(terms, deduction, choices).cents
        return self._together(months, settled, plain=self._plain(ledger))

    def _together(
        self, months: Mapping[str, Sequence[MonthCost]], settled: int, *, plain: bool
    ) -> Best:
        """The best of all interfaces: free quota comes before packs, so each is for itself."""
        purchases: list[Purchase] = []
        cents, bound, complete = settled, settled, plain
        for name, costs in months.items():
            found = cheapest(costs, self._offers(name, costs))
            cents += found.cents
            bound += found.lower_bound if plain else 0
            complete &= found.complete
            purchases += [
                Purchase(costs[month].first, name, calls) for month, calls in found.purchases
            ]
        return Best(tuple(sorted(purchases, key=_by_day)), cents, bound, complete)

    def _plain(self, ledger: Ledger) -> bool:
        """Whether packs follow the free quota and last alike, so that those owned go first."""
        lasting = {validity_of(pack) for pack in self.book.packs}
        return len(lasting) <= 1 and all(
            terms.steps.index("free-quota") < terms.steps.index("resource-pack")
            for terms, _ in ledger.months
        )

    def _offers(self, name: str, months: Sequence[MonthCost]) -> list[list[PackOnSale]]:
        """What is on sale on the first of each month."""
        days = [month.first for month in months]
        return [
            [
                PackOnSale(pack.calls, pack.cents, _covered(pack, day, days[index:]))
                for pack in self.book.packs
                if pack.interface == name and holds(pack, day)
            ]
            for index, day in enumerate(days)
        ]

    def _account(self, bought: Sequence[Purchase]) -> Account:
        problems = Problems()
        packs = (*self.owned, *bought)
        checked = check_account(self.book, self.usage, packs, self.activated, problems)
        problems.raise_any()
        return ordered(self.book, checked)


def _check_owned(packs: Iterable[Purchase], begins: dt.date) -> None:
    for index, pack in enumerate(packs):
        if pack.day > begins:
            raise InputError(
                "pack-after-begin",
                say("a pack bought on {day}, after the forecast begins", day=pack.day),
                where=pack.place.where("purchased_on", "packs", index),
                expected=say("packs that are owned, bought on {day} or before", day=begins),
            )


def _each(ledger: Ledger) -> Iterator[tuple[Terms, Deduction]]:
    for terms, deductions in ledger.months:
        for deduction in deductions:
            yield terms, deduction


def _covered(pack: Pack, day: dt.date, firsts: Iterable[dt.date]) -> int:
    """How many of the months' last days a pack covers that is bought on ``day``."""
    end = end_of(validity_of(pack), day)
    return sum(end is None or Month.of(first).last < end for first in firsts)


def _by_day(purchase: Purchase) -> tuple[dt.date, str, int]:
    return (purchase.day, purchase.interface, -purchase.calls)
