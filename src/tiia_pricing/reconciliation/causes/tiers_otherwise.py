"""Tiers billed otherwise: graduated, by another bound, the first for all."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import UNSET
from msgspec.structs import replace

from tiia_pricebook import Mode, PayAsYouGo, PriceBook, Tier
from tiia_pricebook.calendar import Month
from tiia_pricing.reconciliation.rebilling import ChangeFacts, RuleChange


def tier_changes() -> Iterator[RuleChange]:
    """Yield every way of choosing tiers that the page does not mean."""
    graduated = {"progressive_bound": "by-measure"}
    yield RuleChange("tier-progressive", _priced(_mode("progressive")), graduated)
    numbered = {"progressive_bound": "by-number"}
    yield RuleChange("tier-progressive-by-number", _priced(_mode("progressive")), numbered)
    yield RuleChange("tier-reached", _priced(_mode("reached")))
    yield RuleChange("tier-bound-in-lower", _priced(_bound_in_lower))
    yield RuleChange("tier-first-only", _priced(_first_only))


def _priced(edit: Callable[[PayAsYouGo], PayAsYouGo]) -> ChangeFacts:
    def changed(book: PriceBook, month: Month) -> PriceBook:
        return replace(book, pay_as_you_go=tuple(map(edit, book.pay_as_you_go)))

    return changed


def _mode(mode: Mode) -> Callable[[PayAsYouGo], PayAsYouGo]:
    return lambda table: replace(table, mode=mode, mode_certainty=UNSET)


def _bound_in_lower(table: PayAsYouGo) -> PayAsYouGo:
    """The number that the page writes as a bound belongs to the tier below it."""
    first, *others = table.tiers
    return replace(table, tiers=(first, *map(_one_later, others)))


def _one_later(tier: Tier) -> Tier:
    return tier if tier.bound_in == "lower" else replace(tier, from_calls=tier.from_calls + 1)


def _first_only(table: PayAsYouGo) -> PayAsYouGo:
    return replace(table, tiers=table.tiers[:1])
