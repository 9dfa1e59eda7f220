"""What the page leaves open, answered otherwise than chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tiia_pricing.reconciliation.rebilling import Rebilling, RuleChange

# The causes that have a name of their own; any other is called by its reading.
CAUSES: Mapping[tuple[str, str], str] = {
    ("tier-basis", "gross"): "tier-basis-gross",
    ("tier-basis", "after-deduction"): "tier-basis-after-deduction",
    ("rounding", "down"): "rounded-down",
    ("rounding", "half-up"): "rounded-half-up",
    ("tier-mode", "progressive"): "tier-progressive",
    ("tier-mode", "reached"): "tier-reached",
    ("progressive-bound", "by-number"): "tier-progressive-by-number",
    ("progressive-bound", "by-measure"): "tier-progressive",
    ("price-change", "whole-month-old"): "price-older",
    ("price-change", "whole-month-new"): "price-newer",
}


def reading_changes(rebilling: Rebilling) -> Iterator[RuleChange]:
    """Yield each admissible value of a reading that is not the chosen one."""
    chosen = dict(rebilling.choices.items())
    for reading in rebilling.account.book.readings:
        for value in reading.values:
            if value != chosen[reading.name]:
                cause = CAUSES.get((reading.name, value), reading.name)
                fields = {reading.name.replace("-", "_"): value}
                yield RuleChange(cause, choices=fields, reading=f"{reading.name}={value}")
