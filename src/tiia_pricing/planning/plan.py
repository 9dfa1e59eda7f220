"""A forecast, and the packs to buy under which it costs least."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from tiia_pricebook import PriceBook
from tiia_pricebook.messages import say_many
from tiia_pricing.billing.settlement.choices import choose
from tiia_pricing.billing.settlement.held_packs import sold
from tiia_pricing.billing.statement.next_call import NextCall
from tiia_pricing.billing.statement.statement import Statement, Warning
from tiia_pricing.billing.usage.account import Activated, Purchase, Usage
from tiia_pricing.planning.forecast import Forecast

CHANGES = (-30, -10, 10, 30)  # per cent by which usage can turn out otherwise


class Choice(Struct, frozen=True):
    """Purchases, with the bills of the forecast with them and without; amounts in cents.

    ``packs`` is what they cost. No purchases cost less in all than ``lower_bound``.
    """

    purchases: tuple[Purchase, ...]
    statement: Statement
    without: Statement
    packs: int
    lower_bound: int


class Bought(Struct, frozen=True):
    """A pack to buy, what it costs, and what it saves beside all the others, in cents."""

    purchase: Purchase
    cents: int
    saves: int


class UnderReading(Struct, frozen=True):
    """Where one reading has another value: what the plan costs, and the best one, in cents."""

    name: str
    value: str
    cents: int
    purchases: tuple[Purchase, ...]
    least: int


class Otherwise(Struct, frozen=True):
    """Usage that is ``percent`` more: what the plan costs then, and the best one, in cents."""

    percent: int
    cents: int
    least: int


class Plan(Struct, frozen=True):
    """What to buy, with the bills of the forecast with it and without it; amounts in cents.

    No purchases cost less than ``lower_bound``. ``warnings`` are those of the bill and of the
    forecast. ``single`` is the best purchase of one pack,
    where one saves anything.
    """

    purchases: tuple[Bought, ...]
    statement: Statement
    without: Statement
    lower_bound: int
    single: Bought | None
    readings: tuple[UnderReading, ...]
    otherwise: tuple[Otherwise, ...]
    warnings: tuple[Warning, ...] = ()
    next_calls: tuple[NextCall, ...] = ()

    @property
    def packs(self) -> int:
        """What the packs to buy cost."""
        return sum(bought.cents for bought in self.purchases)

    @property
    def total(self) -> int:
        """The packs to buy and pay-as-you-go."""
        return self.packs + self.statement.cents

    @property
    def saved(self) -> int:
        """What the plan costs less than buying nothing."""
        return self.without.cents - self.total

    @property
    def proven(self) -> bool:
        """Whether no purchases cost less."""
        return self.lower_bound == self.total


def plan(
    book: PriceBook,
    forecast: Iterable[Usage],
    owned: Iterable[Purchase] = (),
    *,
    readings: Mapping[str, str] | None = None,
    activated: Activated | None = None,
) -> Plan:
    """Return the purchases of packs on sale under which ``forecast`` costs least.

    Packs are bought on the first of a month of the forecast; a month's calls count on its last
    day, and what is left after the last is worth nothing. ``owned`` packs were bought before.
    Raises ``InputError`` for what cannot be billed, for more than 36 months, and for owned packs
    that are bought later.
    """
    asked = Forecast.of(book, forecast, owned, readings or {}, activated or Activated())
    chosen = choose_purchases(asked)
    purchases, statement, without = chosen.purchases, chosen.statement, chosen.without
    return Plan(
        tuple(_with_savings(asked, purchases, statement, chosen.packs + statement.cents)),
        statement,
        without,
        chosen.lower_bound,
        _single(asked, without),
        tuple(_under_readings(asked, purchases, statement, without)),
        tuple(_otherwise(asked, purchases, statement)),
        (*_moved(asked), *statement.warnings),
        asked.next_calls(purchases, statement.choices),
    )


def choose_purchases(asked: Forecast) -> Choice:
    """Return the purchases under which a forecast costs least; none where none saves anything."""
    without = asked.bill(())
    best = asked.best(without.choices)
    purchases = best.purchases if best.cents < without.cents else ()
    statement = asked.bill(purchases) if purchases else without
    packs = asked.prices(purchases)
    total = packs + statement.cents
    if best.complete and total != best.cents:
        raise RuntimeError(f"the plan was to cost {best.cents}, its bill says {total}")
    return Choice(purchases, statement, without, packs, min(best.lower_bound, total))


def _moved(asked: Forecast) -> Iterator[Warning]:
    if asked.moved:
        text = say_many(
            "1 row gives a day; a plan counts all calls of a month on its last day, so a pack that "
            "ends within a month covers none of that month",
            "{n:,} rows give a day; a plan counts all calls of a month on its last day, so a pack "
            "that ends within a month covers none of that month",
            asked.moved,
        )
        yield Warning("days-counted-by-month", text)


def _with_savings(
    asked: Forecast, purchases: Sequence[Purchase], statement: Statement, total: int
) -> Iterator[Bought]:
    """Each purchase, with what all would cost without it."""
    saved: dict[Purchase, int] = {}
    for place, purchase in enumerate(purchases):
        if purchase not in saved:
            others = (*purchases[:place], *purchases[place + 1 :])
            saved[purchase] = asked.cents(others, statement.choices) - total
        yield Bought(purchase, sold(asked.book, purchase).cents, saved[purchase])


def _single(asked: Forecast, without: Statement) -> Bought | None:
    """The one pack that saves most, the earliest and smallest of those that save as much."""
    best: Bought | None = None
    for day, pack in asked.on_sale():
        purchase = Purchase(day, pack.interface, pack.calls)
        saves = without.cents - asked.cents((purchase,), without.choices)
        if saves > (best.saves if best else 0):
            best = Bought(purchase, pack.cents, saves)
    return best


def _under_readings(
    asked: Forecast, purchases: Sequence[Purchase], *statements: Statement
) -> Iterator[UnderReading]:
    """Every value of a reading that alone moves what the plan costs, or has a better one."""
    total = asked.cents(purchases, statements[0].choices)
    moving = dict.fromkeys(
        (one.name, one.value) for statement in statements for one in statement.spread.alternatives
    )
    for name, value in moving:
        choices = choose(asked.book, {**asked.readings, name: value})
        cents, best = asked.cents(purchases, choices), asked.best(choices)
        if best.cents < cents:
            yield UnderReading(name, value, cents, best.purchases, best.cents)
        elif cents != total:
            yield UnderReading(name, value, cents, tuple(purchases), cents)


def _otherwise(
    asked: Forecast, purchases: Sequence[Purchase], statement: Statement
) -> Iterator[Otherwise]:
    for percent in CHANGES:
        other = asked.scaled(100 + percent)
        cents = other.cents(purchases, statement.choices)
        best = other.best(statement.choices)
        yield Otherwise(percent, cents, min(best.cents, cents))
