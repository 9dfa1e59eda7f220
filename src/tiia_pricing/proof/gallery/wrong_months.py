"""Wrong calculators that go wrong in time: across days, months and years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import pairwise
from typing import Any

from msgspec.structs import replace

from tiia_pricebook import calendar, pack_validity
from tiia_pricebook.calendar import Month
from tiia_pricing.billing.settlement import held_packs, month
from tiia_pricing.billing.settlement.choices import Choices
from tiia_pricing.billing.settlement.month import Deduction, MonthUsage
from tiia_pricing.billing.settlement.terms import Terms
from tiia_pricing.billing.settlement.tier_pricing import Charge
from tiia_pricing.proof.gallery.wrong_calculator import Wrong
from tiia_pricing.proof.patching import everywhere

_deduct, _price = month.deduct, month.price


class DailyDeduction(Deduction, frozen=True):
    """A deduction that also knows what each day leaves to pay."""

    days: Sequence[int] = ()


def _by_day(
    terms: Terms, usage: MonthUsage, held: Any = (), left: Any = ()
) -> tuple[list[Deduction], list[int]]:
    deductions, after = _deduct(terms, usage, held, left)
    paid: dict[str, list[int]] = {name: [0] for name in usage}
    for day in sorted({day for rows in usage.values() for day, _ in rows}):
        until = {name: [row for row in rows if row[0] <= day] for name, rows in usage.items()}
        for deduction in _deduct(terms, until, held, left)[0]:
            paid[deduction.interface].append(deduction.paid)
    return [_daily(deduction, paid[deduction.interface]) for deduction in deductions], after


def _daily(deduction: Deduction, paid: Sequence[int]) -> Deduction:
    fields = {name: getattr(deduction, name) for name in deduction.__struct_fields__}
    days = [later - earlier for earlier, later in pairwise(paid)]
    return DailyDeduction(**fields, days=days)


def _round_each_day(terms: Terms, deduction: Deduction, choices: Choices) -> Charge:
    right = _price(terms, deduction, choices)
    if not isinstance(deduction, DailyDeduction) or not right.parts:
        return right
    ladder = terms.ladders[deduction.interface]
    numerator = ladder.numerators[ladder.bounds.index(right.parts[0].tier.from_calls)]
    cents = sum(
        (2 * day * numerator + ladder.divisor) // (2 * ladder.divisor) for day in deduction.days
    )
    return Charge(right.parts, cents)


@contextmanager
def _rounding_per_day() -> Iterator[None]:
    with everywhere("deduct", _deduct, _by_day), everywhere("price", _price, _round_each_day):
        yield


def _carrying() -> AbstractContextManager[None]:
    """Add what a month leaves of a free quota to the quota of the months after it."""
    saved: dict[tuple[str, ...], int] = {}
    months: list[Month] = []

    def carried(
        terms: Terms, usage: MonthUsage, held: Any = (), left: Any = ()
    ) -> tuple[list[Deduction], list[int]]:
        if months and terms.month <= months[-1]:  # the months of another bill begin
            saved.clear()
        months[:] = [terms.month]
        grants = tuple(
            replace(
                grant,
                quota=replace(grant.quota, calls=grant.quota.calls + saved.get(grant.members, 0)),
            )
            for grant in terms.grants
        )
        deductions, after = _deduct(replace(terms, grants=grants), usage, held, left)
        used = _free_by_name(deductions)
        for grant in grants:
            saved[grant.members] = grant.quota.calls - sum(
                used.get(name, 0) for name in grant.members
            )
        return deductions, after

    return everywhere("deduct", _deduct, carried)


def _free_by_name(deductions: Sequence[Deduction]) -> Mapping[str, int]:
    return {
        deduction.interface: sum(drawn.calls for drawn in deduction.free)
        for deduction in deductions
    }


def _never_ends() -> AbstractContextManager[None]:
    def never(day: dt.date, months: int) -> dt.date:
        return dt.date(9999, 12, 31)

    return everywhere("months_later", calendar.months_later, never)


def _always_a_year() -> AbstractContextManager[None]:
    return everywhere("validity_of", pack_validity.validity_of, lambda pack: pack_validity.ONE_YEAR)


def _months_of_thirty_days() -> AbstractContextManager[None]:
    def thirty(day: dt.date, months: int) -> dt.date:
        return day + dt.timedelta(days=365 if months == 12 else 30 * months)

    return everywhere("months_later", calendar.months_later, thirty)


def _days_from_the_first() -> AbstractContextManager[None]:
    def moved(bought: dt.date, first: dt.date, lasting: pack_validity.Validity) -> dt.date | None:
        return pack_validity.end_of(lasting, first)

    return everywhere("_end", held_packs._end, moved)


MONTHS = (
    Wrong(
        "rounding-per-day",
        "Every day's amount is rounded, and the rounded days are added.",
        "每天的金额先四舍五入，再相加。",
        _rounding_per_day,
    ),
    Wrong(
        "quota-carried-over",
        "Free calls that were not used are added to the next month's.",
        "未用完的免费额度结转至下月。",
        _carrying,
    ),
    Wrong(
        "pack-never-expires",
        "A pack is used until it is empty, however long that takes.",
        "资源包没有有效期，用完为止。",
        _never_ends,
    ),
    Wrong(
        "pack-always-a-year",
        "A pack lasts a year, whatever the price book says.",
        "无论价目表写明多久，资源包的有效期都按一年计。",
        _always_a_year,
    ),
    Wrong(
        "pack-months-of-thirty-days",
        "A month of a pack's validity is thirty days, and a year 365.",
        "资源包有效期中一个月按 30 天计，一年按 365 天计。",
        _months_of_thirty_days,
    ),
    Wrong(
        "pack-days-from-the-first",
        "Where a pack covers its first month whole, its days count from the first of that month.",
        "资源包整月适用时，按天计的有效期从该月 1 日起算。",
        _days_from_the_first,
    ),
)
