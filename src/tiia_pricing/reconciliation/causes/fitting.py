"""Which causes give the billed amount of a line, to the last digit shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from msgspec.structs import replace

from tiia_pricebook.calendar import Month
from tiia_pricing.reconciliation.agreement import cents_of, down, fits
from tiia_pricing.reconciliation.billed_lines import Billed
from tiia_pricing.reconciliation.causes.arithmetic import arithmetic_candidates
from tiia_pricing.reconciliation.causes.candidate import Candidate, of_amount, of_change
from tiia_pricing.reconciliation.causes.packs_otherwise import pack_changes
from tiia_pricing.reconciliation.causes.price_changes import price_changes
from tiia_pricing.reconciliation.causes.quota_otherwise import quota_changes
from tiia_pricing.reconciliation.causes.reading_changes import reading_changes
from tiia_pricing.reconciliation.causes.tiers_otherwise import tier_changes
from tiia_pricing.reconciliation.line_key import LineKey
from tiia_pricing.reconciliation.rebilling import Rebilled, Rebilling, RuleChange
from tiia_pricing.reconciliation.vendor_export.export_cells import ShownAmount

BY_DAY = RuleChange("by-day", by_day=True)
Fit = tuple[Candidate, ...]


class CauseFinder:
    """The causes of one account's differences; ``precision`` has the rounding rows by month."""

    def __init__(self, rebilling: Rebilling, precision: Mapping[Month, Decimal]) -> None:
        self._rebilling, self._precision = rebilling, precision
        self._grossly: dict[RuleChange, RuleChange] = {}
        self._changes = (
            *reading_changes(rebilling),
            *tier_changes(),
            *quota_changes(rebilling),
            *pack_changes(rebilling),
            *price_changes(rebilling),
        )

    def of(self, key: LineKey, billed: Billed) -> list[Fit]:
        """Return the causes of a line that has usage.

        Each alone, or only where none fits two together.
        """
        ours = self._rebilling.amounts()[key]
        rules = list(self._rules(key, ours, billed))
        alone = [one for one in rules if fits(billed.total, one.exact, one.cents)]
        shown = list(_views(billed, self._precision.get(key[0])))
        alone += [_named(view) for view, as_if in shown if fits(as_if, ours.exact, ours.cents)]
        alone += [one for one in _discounted(ours, billed) if fits(billed.total, *_both(one))]
        if alone:
            return [(one,) for one in alone]
        return [*self._by_gross_tiers(key, billed), *_together(rules, ours, billed, shown)]

    def elsewhere(self, key: LineKey, billed: ShownAmount) -> Iterator[Candidate]:
        """Yield the other months of an API whose amount the bill shows, the nearest first."""
        months = [
            (abs(_number(month) - _number(key[0])), month, amount)
            for (month, name), amount in self._rebilling.amounts().items()
            if name == key[1] and month != key[0] and amount.paid
        ]
        for _, month, amount in sorted(months, key=lambda one: one[:2]):
            if fits(billed, amount.exact, amount.cents):
                found = of_amount("paid-in-another-month", amount.exact, month=str(month))
                yield replace(found, paid=amount.paid)

    def _by_gross_tiers(self, key: LineKey, billed: Billed) -> Iterator[Fit]:
        """Another rule about facts or packs, and all calls choosing the tier as well."""
        if self._rebilling.choices.tier_basis == "gross":
            return
        gross = Candidate("tier-basis-gross", Fraction(), 0, reading="tier-basis=gross")
        for change in self._changes:
            if change.facts is None and change.held is None:
                continue
            if change not in self._grossly:
                choices = {**change.choices, "tier_basis": "gross"}
                self._grossly[change] = replace(change, choices=choices)
            amount = self._rebilling.amounts(self._grossly[change]).get(key)
            if amount and fits(billed.total, amount.exact, amount.cents):
                yield of_change(change, amount, everywhere=False), gross

    def _rules(self, key: LineKey, ours: Rebilled, billed: Billed) -> Iterator[Candidate]:
        for change in self._changes:
            both = (
                (True, self._rebilling.amounts(change).get(key)),
                (False, self._rebilling.amount_alone(change, key)),
            )
            for everywhere, amount in both:
                if amount is not None and (amount.exact, amount.cents) != (ours.exact, ours.cents):
                    yield of_change(change, amount, everywhere=everywhere)
        by_day = self._rebilling.amounts(BY_DAY).get(key)
        if by_day and key in self._rebilling.account.whole_months:
            by_day = None
        yield from arithmetic_candidates(ours, by_day, billed, _discount(billed))
        yield from self.elsewhere(key, billed.total)


def _both(candidate: Candidate) -> tuple[Fraction, int]:
    return candidate.exact, candidate.cents


def _named(cause: str) -> Candidate:
    return Candidate(cause, Fraction(), 0)


def _views(billed: Billed, precision: Decimal | None) -> Iterator[tuple[str, ShownAmount]]:
    """The billed amount without what the bill says of itself: reversals, rounding rows."""
    if billed.reversals:
        yield "reversed", billed.before_reversals
    if precision:
        yield "precision-adjustment", replace(billed.total, value=billed.total.value + precision)


def _discount(billed: Billed) -> Decimal | None:
    """The one discount that all rows of a line show, other than none."""
    found = next(iter(billed.discounts), None) if len(billed.discounts) == 1 else None
    return None if found in (None, Decimal(1)) else found


def _discounted(ours: Rebilled, billed: Billed) -> Iterator[Candidate]:
    """Our amount less the discount that the bill shows, or that its own list price does."""
    if discount := _discount(billed):
        exact = ours.exact * Fraction(discount)
        yield of_amount("discount", exact, discount=str(discount))
        return
    listed = billed.list_cost
    if listed and billed.total.value < listed.value and fits(listed, ours.exact, ours.cents):
        yield of_amount("discount", Fraction(billed.total.value), discount="")


def _together(
    rules: Sequence[Candidate],
    ours: Rebilled,
    billed: Billed,
    shown: Iterable[tuple[str, ShownAmount]],
) -> Iterator[Fit]:
    """Two causes that give the amount only together: a rule, and how it was charged."""
    views = list(shown)
    for one in rules:
        for view, as_if in views:
            if fits(as_if, one.exact, one.cents):
                yield one, _named(view)
        cut = down(one.exact)
        if one.cause != "rounded-down" and billed.total.value == _decimal(cut):
            yield one, of_amount("rounded-down", cut)
        if discount := _discount(billed):
            exact = one.exact * Fraction(discount)
            if fits(billed.total, exact, cents_of(exact)):
                yield one, of_amount("discount", exact, discount=str(discount))
    for less in _discounted(ours, billed):
        for view, as_if in views:
            if fits(as_if, less.exact, less.cents):
                yield less, _named(view)


def _decimal(cents: Fraction) -> Decimal:
    return Decimal(int(cents * 100)).scaleb(-2)


def _number(month: Month) -> int:
    return month.year * 12 + month.number
