"""What a month of one interface costs, by its calls: points, and the cliffs between them.

Nothing here knows how a bill is made: every amount and every edge is asked of the settlement.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from msgspec import Struct

from tiia_pricebook import PriceBook, Tier
from tiia_pricebook.calendar import Dated, Month
from tiia_pricing.billing.settlement.choices import choose
from tiia_pricing.billing.settlement.held_packs import Held, hold
from tiia_pricing.billing.settlement.month import Line, settle
from tiia_pricing.billing.settlement.terms import Terms, terms_of
from tiia_pricing.billing.usage.account import MAX_CALLS, Activated, Purchase

ALL_CALLS = range(MAX_CALLS + 1)
NO_BOUND_END = 1_000_000  # how far a chart goes where one price holds for all calls


class Tariff(Struct, frozen=True):
    """One interface in one month, with the packs held from its first day on."""

    terms: Terms
    interface: str
    held: tuple[Held, ...] = ()

    def line(self, calls: int) -> Line:
        """Return the month's line of a statement for so many calls."""
        usage = {self.interface: [(self.terms.month.first, calls)]}
        [line], _ = settle(self.terms, usage, self.held, [held.pack.calls for held in self.held])
        return line

    def cents(self, calls: int) -> int:
        """Pay-as-you-go and the price of the packs together, in cents."""
        paid = sum(held.pack.price * 100 for held in self.held)
        return self.line(calls).charge.cents + int(Decimal(paid).to_integral_value(ROUND_HALF_UP))

    def tier(self, calls: int) -> Tier | None:
        """Return the highest tier that so many calls are priced at.

        ``None`` where nothing is paid.
        """
        parts = self.line(calls).charge.parts
        return parts[-1].tier if parts else None

    def reaches(self, bound: int) -> int:
        """Return the fewest calls that are priced at the tier from ``bound`` on, or above it."""

        def there(calls: int) -> bool:
            tier = self.tier(calls)
            return tier is not None and tier.from_calls >= bound

        return bisect_left(ALL_CALLS, True, key=there)

    def unpaid(self) -> int:
        """Return the most calls of which none is pay-as-you-go."""
        return bisect_right(ALL_CALLS, 0, key=lambda calls: self.line(calls).deduction.paid) - 1


class Point(Struct, frozen=True):
    """So many calls, what they cost in cents, and the tier that they are priced at."""

    calls: int
    cents: int
    tier: Tier | None

    @property
    def yuan(self) -> Decimal:
        """The cost in yuan, with two decimals."""
        return Decimal(self.cents).scaleb(-2)

    @property
    def effective(self) -> Decimal | None:
        """Yuan per 1,000 calls made, rounded half up to four decimals; ``None`` for no calls."""
        if not self.calls:
            return None
        exact = self.yuan * 1000 / self.calls
        return exact.quantize(Decimal("0.0001"), ROUND_HALF_UP)


class PriceStep(Struct, frozen=True):
    """Where the price changes: the last point ``below`` a bound and the first one ``on`` it.

    ``dearer_from`` are the fewest calls of the tier below that cost more than ``on``.
    """

    below: Point
    on: Point
    dearer_from: int

    @property
    def drop(self) -> Decimal:
        """By how many yuan the month gets cheaper with one more call; negative where dearer."""
        return self.below.yuan - self.on.yuan


class Curve(Struct, frozen=True):
    """The cost of a month from no calls to ``end``, a straight piece between cliffs.

    ``free`` are the calls of which none is paid.
    """

    free: int
    cliffs: tuple[PriceStep, ...]
    points: tuple[Point, ...]

    @property
    def end(self) -> int:
        """The most calls that are looked at."""
        return self.points[-1].calls

    @property
    def drops(self) -> tuple[PriceStep, ...]:
        """The cliffs at which the month gets cheaper."""
        return tuple(cliff for cliff in self.cliffs if cliff.drop > 0)

    def pieces(self) -> Iterator[tuple[int, int]]:
        """Yield first and last calls of each straight piece, those that are free first."""
        starts = [cliff.on.calls for cliff in self.cliffs]
        yield 0, self.free
        yield from ((first, next_ - 1) for first, next_ in pairwise([self.free, *starts]))
        yield starts[-1] if starts else self.free, self.end


def month_in_force(book: PriceBook) -> Month:
    """Return the first whole month in which every fact without an end holds."""
    facts: list[Dated] = [*book.free_quotas, *book.pay_as_you_go, *book.packs]
    begun = [fact.from_ for fact in facts if fact.to is None and fact.from_]
    latest = max([*begun, book.known_from or dt.date(2000, 1, 1)])
    month = Month.of(latest)
    return month if latest == month.first else Month.of(month.end)


def tariff(
    book: PriceBook, interface: str, pack: int | None = None, basis: str | None = None
) -> Tariff:
    """Return the tariff in force; ``pack`` is a size bought on the 1st, ``basis`` a ``tier-basis``.

    Raises ``InputError`` for what the book does not sell or admit.
    """
    choices = choose(book, {"tier-basis": basis} if basis else {})
    month = month_in_force(book)
    terms = terms_of(book, month, choices, Activated(), {interface})
    bought = [Purchase(month.first, interface, pack)] if pack else []
    return Tariff(terms, interface, tuple(hold(book, bought, choices)))


def curve(own: Tariff) -> Curve:
    """Return the cost of a month, to a quarter past the first call of the highest tier."""
    ladder = own.terms.ladders[own.interface]
    free = own.unpaid()
    edges = [free, *(own.reaches(bound) for bound in ladder.bounds[1:])]
    cliffs = tuple(_cliff(own, *pair) for pair in pairwise(edges))
    end = (edges[-1] if cliffs else free + NO_BOUND_END) * 5 // 4
    shown = {0, free, end, *_round_numbers(end)}
    shown |= {point.calls for cliff in cliffs for point in (cliff.below, cliff.on)}
    return Curve(free, cliffs, tuple(point(own, calls) for calls in sorted(shown)))


def point(own: Tariff, calls: int) -> Point:
    """Return the point of a tariff at so many calls."""
    return Point(calls, own.cents(calls), own.tier(calls))


def _cliff(own: Tariff, start: int, edge: int) -> PriceStep:
    """The cliff at ``edge`` after a piece that starts at ``start``, where the cost only rises."""
    on = point(own, edge)
    piece = range(start, edge)
    dearer = piece.start + bisect_right(piece, on.cents, key=own.cents)
    return PriceStep(point(own, edge - 1), on, dearer)


def _round_numbers(end: int) -> Iterator[int]:
    """1,000, 2,000, 5,000, 10,000 and so on, below ``end``."""
    for zeros in range(3, len(str(end))):
        yield from (calls for lead in (1, 2, 5) if (calls := lead * 10**zeros) < end)
