"""What the page leaves open and the bill decides: one answer fits its lines, the others do not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tiia_pricing.reconciliation.agreement import fits
from tiia_pricing.reconciliation.billed_lines import Billed
from tiia_pricing.reconciliation.causes.reading_changes import reading_changes
from tiia_pricing.reconciliation.line_key import LineKey
from tiia_pricing.reconciliation.rebilling import Rebilled, Rebilling
from tiia_pricing.reconciliation.result import SettledReading


def settled_readings(
    rebilling: Rebilling, billed: Mapping[LineKey, Billed]
) -> Iterator[SettledReading]:
    """Yield each reading of whose values one alone fits every line on which they differ."""
    found: dict[str, dict[str, Mapping[LineKey, Rebilled]]] = {}
    for change in reading_changes(rebilling):
        name, _, value = (change.reading or "").partition("=")
        found.setdefault(name, {})[value] = rebilling.amounts(change)
    chosen = dict(rebilling.choices.items())
    for name, amounts in found.items():
        settled = _settled({chosen[name]: rebilling.amounts(), **amounts}, billed)
        if settled:
            value, lines = settled
            yield SettledReading(name, value, value == chosen[name], lines)


def _settled(
    amounts: Mapping[str, Mapping[LineKey, Rebilled]], billed: Mapping[LineKey, Billed]
) -> tuple[str, int] | None:
    """The value that fits, and on how many lines the values differ."""
    verdicts = [
        {value: _fits(one.get(key), theirs) for value, one in amounts.items()}
        for key, theirs in billed.items()
    ]
    telling = [one for one in verdicts if len(set(one.values())) > 1]
    fitting = [value for value in amounts if all(one[value] for one in telling)]
    return (fitting[0], len(telling)) if telling and len(fitting) == 1 else None


def _fits(amount: Rebilled | None, theirs: Billed) -> bool:
    """Whether the bill shows an amount; at two decimals it tells how cents were rounded."""
    if amount is None:
        return False
    if theirs.total.digits == 2:
        return theirs.total.value * 100 == amount.cents
    return fits(theirs.total, amount.exact, amount.cents)
