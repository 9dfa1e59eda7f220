"""Where a page does not decide how its tiers price calls: which readings that opens.

``tier-mode`` decides between volume and graduated pricing where no sentence of the page does,
``progressive-bound`` whose price the call on a bound has under graduated pricing.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from tiia_pricebook import PayAsYouGo
from tiia_pricebook.calendar import holds_within
from tiia_pricing.billing.range.only_seen import touching
from tiia_pricing.billing.settlement.ledger import Account


def touching_tiers(account: Account, modes: Container[str]) -> Iterator[str]:
    """The readings of tiers, as fields of ``Choices``, that can make a difference to this usage.

    ``modes`` are the values that ``tier-mode`` can take.
    """
    tables = [table for table in priced_by(account) if len(table.tiers) > 1]
    assumed = any(table.mode_certainty for table in tables)
    graduated = (
        table
        for table in tables
        if ("progressive" in modes if table.mode_certainty else table.mode == "progressive")
    )
    if assumed:
        yield "tier_mode"
    if any(tier.bound_in == "upper" for table in graduated for tier in table.tiers[1:]):
        yield "progressive_bound"


def priced_by(account: Account) -> Iterator[PayAsYouGo]:
    """Yield the price tables that can price calls of the account.

    Where a change was only seen, the tables of its interfaces may hold on other days.
    """
    doubtful = {name for change in touching(account) for name in change.interfaces}
    for month, usage in account.usage.items():
        facts = account.book.in_month(month.first, month.end, usage.keys())
        for table in facts.pay_as_you_go:
            name = table.interface
            within = holds_within(table, month.first, month.end)
            if name in usage and (within or name in doubtful):
                yield table
