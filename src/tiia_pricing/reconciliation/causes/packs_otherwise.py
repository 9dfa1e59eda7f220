"""Packs billed otherwise: not used, in another order, ended too early or too late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from tiia_pricebook import PriceBook, Step
from tiia_pricebook.calendar import DAY, Month, days_later, first_of_month, next_month
from tiia_pricebook.errors import InputError
from tiia_pricing.billing.settlement.held_packs import Held
from tiia_pricing.billing.usage.account import Purchase
from tiia_pricing.reconciliation.rebilling import ChangeFacts, Rebilling, RuleChange

End = Callable[[dt.date, dt.date], dt.date | None]
MOST_SINGLE = 20


def pack_changes(rebilling: Rebilling) -> Iterator[RuleChange]:
    """Yield every way of using packs that the page does not mean."""
    if not rebilling.account.purchases:
        return
    yield RuleChange("pack-not-applied", _without("resource-pack"))
    for purchase in list(dict.fromkeys(rebilling.account.purchases))[:MOST_SINGLE]:
        yield RuleChange("pack-not-applied", held=_all_but(purchase))
    yield RuleChange("pack-order", _before_quota)
    for order in (_latest_first, _smallest_first, _largest_first):
        yield RuleChange("pack-order", held=order)
    for early in (_month_start, _a_day_less, _days(360)):
        yield RuleChange("pack-expired", held=_ending(early))
    for late in (_month_end, _a_day_more, _never):
        yield RuleChange("pack-after-expiry", held=_ending(late))


def _without(step: Step) -> ChangeFacts:
    def changed(book: PriceBook, month: Month) -> PriceBook:
        steps = tuple(one for one in book.settlement_order.steps if one != step)
        return _in_order(book, steps)

    return changed


def _before_quota(book: PriceBook, month: Month) -> PriceBook:
    return _in_order(book, ("resource-pack", "free-quota", "pay-as-you-go"))


def _in_order(book: PriceBook, steps: tuple[Step, ...]) -> PriceBook:
    return replace(
        book,
        settlement_order=replace(book.settlement_order, steps=steps),
        former_orders=tuple(replace(order, steps=steps) for order in book.former_orders),
    )


def _all_but(missing: Purchase) -> Callable[[Sequence[Held]], Sequence[Held]]:
    def edit(held: Sequence[Held]) -> Sequence[Held]:
        alike = [replace(one.purchase, quantity=missing.quantity) == missing for one in held]
        return [one for one, same in zip(held, alike, strict=True) if not same]

    return edit


def _latest_first(held: Sequence[Held]) -> Sequence[Held]:
    return sorted(held, key=lambda one: one.purchase.day, reverse=True)


def _smallest_first(held: Sequence[Held]) -> Sequence[Held]:
    return sorted(held, key=lambda one: (one.pack.calls, one.purchase.day))


def _largest_first(held: Sequence[Held]) -> Sequence[Held]:
    return sorted(held, key=lambda one: (-one.pack.calls, one.purchase.day))


def _ending(end: End) -> Callable[[Sequence[Held]], Sequence[Held]]:
    """Each pack with another end; one that never ends stays, or whose new end no calendar has."""

    def ended(one: Held) -> Held:
        try:
            return replace(one, end=end(one.first, one.end)) if one.end else one
        except (ValueError, OverflowError):
            return one

    return lambda held: list(map(ended, held))


def _month_start(first: dt.date, end: dt.date) -> dt.date | None:
    return max(first, first_of_month(end - DAY))


def _month_end(first: dt.date, end: dt.date) -> dt.date | None:
    return next_month(end - DAY)


def _a_day_less(first: dt.date, end: dt.date) -> dt.date | None:
    return end - DAY


def _a_day_more(first: dt.date, end: dt.date) -> dt.date | None:
    return end + DAY


def _days(count: int) -> End:
    def end_after(first: dt.date, end: dt.date) -> dt.date | None:
        try:
            return min(end, days_later(first, count))
        except InputError:
            return end

    return end_after


def _never(first: dt.date, end: dt.date) -> dt.date | None:
    return None
