"""The free quota billed otherwise: none, an older one, shared, carried over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from tiia_pricebook import FreeQuota, PriceBook
from tiia_pricebook.calendar import Month, holds_within
from tiia_pricing.reconciliation.months_of_use import month_before
from tiia_pricing.reconciliation.rebilling import ChangeFacts, Rebilling, RuleChange

FreeQuotas = Sequence[FreeQuota]


def quota_changes(rebilling: Rebilling) -> Iterator[RuleChange]:
    """Yield every way of granting free calls that the page does not mean."""
    yield RuleChange("quota-not-applied", _granted(lambda quotas, month: ()))
    for quota in rebilling.account.book.free_quotas:
        if not rebilling.named.isdisjoint(quota.interfaces):
            yield RuleChange("quota-older", _granted(_older(quota)))
            yield RuleChange("quota-newer", _granted(_newer(quota)))
    yield RuleChange("quota-shared", _granted(_shared_as_once))
    yield RuleChange("quota-shared", _granted(_shared_by_all))
    yield RuleChange("quota-not-shared", _granted(_each_its_own))
    yield RuleChange("quota-carried-over", _granted(_carried_over(rebilling, months=1)))
    yield RuleChange("quota-carried-over", _granted(_carried_over(rebilling, months=12)))


def _granted(edit: Callable[[FreeQuotas, Month], FreeQuotas]) -> ChangeFacts:
    def changed(book: PriceBook, month: Month) -> PriceBook:
        return replace(book, free_quotas=tuple(edit(book.free_quotas, month)))

    return changed


def _in_force(quotas: FreeQuotas, month: Month) -> list[FreeQuota]:
    return [quota for quota in quotas if holds_within(quota, month.first, month.end)]


def _older(quota: FreeQuota) -> Callable[[FreeQuotas, Month], FreeQuotas]:
    """In months after it ended, a quota in the place of those in force."""

    def edit(quotas: FreeQuotas, month: Month) -> FreeQuotas:
        return _instead(quotas, month, quota) if quota.to and quota.to <= month.first else quotas

    return edit


def _newer(quota: FreeQuota) -> Callable[[FreeQuotas, Month], FreeQuotas]:
    """In months that begin before it, a quota in the place of those in force."""

    def edit(quotas: FreeQuotas, month: Month) -> FreeQuotas:
        begins = quota.from_ is not None and quota.from_ > month.first
        return _instead(quotas, month, quota) if begins else quotas

    return edit


def _instead(quotas: FreeQuotas, month: Month, other: FreeQuota) -> FreeQuotas:
    """``other`` without its days for its APIs; the rest as in force."""
    found = [replace(other, from_=None, to=None)]
    for quota in _in_force(quotas, month):
        left = tuple(name for name in quota.interfaces if name not in other.interfaces)
        found += [replace(quota, interfaces=left)] if left else []
    return found


def _shared_as_once(quotas: FreeQuotas, month: Month) -> FreeQuotas:
    """The APIs that shared a quota once share the one in force."""
    pools = [set(quota.interfaces) for quota in quotas if len(quota.interfaces) > 1]
    current = _in_force(quotas, month)
    for pool in pools:
        mine = [quota for quota in current if pool.issuperset(quota.interfaces)]
        if len(mine) > 1:
            names = tuple(name for quota in mine for name in quota.interfaces)
            current = [quota for quota in current if quota not in mine]
            current.append(replace(mine[0], interfaces=names))
    return current


def _shared_by_all(quotas: FreeQuotas, month: Month) -> FreeQuotas:
    """All APIs whose quotas in force are equal share one of them."""
    pools: dict[tuple[int, object, object], list[FreeQuota]] = {}
    for quota in _in_force(quotas, month):
        pools.setdefault((quota.calls, quota.from_, quota.to), []).append(quota)
    return [
        replace(alike[0], interfaces=tuple(name for one in alike for name in one.interfaces))
        for alike in pools.values()
    ]


def _each_its_own(quotas: FreeQuotas, month: Month) -> FreeQuotas:
    """APIs that share a quota have one each."""
    return [
        replace(quota, interfaces=(name,))
        for quota in _in_force(quotas, month)
        for name in quota.interfaces
    ]


def _carried_over(rebilling: Rebilling, months: int) -> Callable[[FreeQuotas, Month], FreeQuotas]:
    """What the months before left of their quotas is added, those of at most so many months."""

    def edit(quotas: FreeQuotas, month: Month) -> FreeQuotas:
        return [
            replace(quota, calls=quota.calls + _unused(rebilling, quota, month, months))
            for quota in _in_force(quotas, month)
        ]

    return edit


def _unused(rebilling: Rebilling, quota: FreeQuota, month: Month, months: int) -> int:
    """The free calls that the months before left over; a month without usage left all of them.

    Of several months only those since the first with usage count.
    """
    first = next(iter(rebilling.account.usage))
    past, unused = month, 0
    for _ in range(months):
        past = month_before(past)
        if months > 1 and past < first:
            break
        unused += _left_over(rebilling, quota, past)
    return unused


def _left_over(rebilling: Rebilling, quota: FreeQuota, month: Month) -> int:
    if month not in rebilling.account.usage:
        return quota.calls
    terms, amounts = rebilling.terms(month), rebilling.amounts()
    names = set(quota.interfaces)
    granted = {one.quota for one in terms.grants if names & set(one.quota.interfaces)}
    drawn = sum(
        free.calls
        for (when, _), amount in amounts.items()
        for free in amount.deduction.free
        if when == month and free.quota in granted
    )
    whole = sum(one.calls for one in granted) if granted else quota.calls
    return max(0, whole - drawn)
