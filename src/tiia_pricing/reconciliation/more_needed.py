"""What would tell more of a line that nothing explains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from tiia_pricebook.messages import say
from tiia_pricing.reconciliation.agreement import counted
from tiia_pricing.reconciliation.billed_lines import Billed
from tiia_pricing.reconciliation.line_key import LineKey
from tiia_pricing.reconciliation.rebilling import Rebilled, Rebilling
from tiia_pricing.reconciliation.sorting import Sorted
from tiia_pricing.reconciliation.vendor_export.export_headings import CHINESE

# The first tells more where there are packs, the last where something was taken back.
TELLING = ("deducted", "discount", "list_cost", "associated")


class MoreNeeded(Struct, frozen=True):
    """What is known of bill and account, of which it depends what would tell more.

    ``given`` are the names of the APIs whose packs are given, ``shown`` of those whose packs the
    bill may sell, though none are given; ``reverses`` says whether it takes something back.
    """

    given: frozenset[str]
    shown: frozenset[str]
    reverses: bool

    @classmethod
    def of(cls, rebilling: Rebilling, rows: Sorted, billed: Mapping[LineKey, Billed]) -> MoreNeeded:
        """Return what the rows of a bill and the account say of it."""
        account = rebilling.account
        given = frozenset(one.interface for one in account.purchases)
        sold = frozenset(pack.interface for pack in account.book.packs)
        shown = sold if "pack-purchase" in rows.ignored and not given else frozenset[str]()
        return cls(given, shown, any(line.reversals for line in billed.values()))

    def for_line(self, ours: Rebilled, theirs: Billed, name: str) -> tuple[str, ...]:
        """Return the packs and the columns that would tell more of a line of an API."""
        shown = [say("the packs (--packs) that the bill shows")] if name in self.shown else []
        return (*shown, *packs_taken(ours, theirs), *self._columns(theirs, name))

    def _columns(self, theirs: Billed, name: str) -> Iterator[str]:
        wanted = {"deducted": name in self.given, "associated": self.reverses}
        for field in TELLING:
            told = any(field in row.row.columns.places for row in theirs.rows)
            if wanted.get(field, True) and not told:
                yield CHINESE[field]


def packs_taken(ours: Rebilled, theirs: Billed) -> tuple[str, ...]:
    """Return the packs that the bill takes calls from and that the files do not have."""
    taken = ours.deduction.calls - ours.paid
    if theirs.deducted is None or theirs.deducted <= taken:
        return ()
    more = counted(theirs.deducted - taken)
    return (
        say(
            "the packs (--packs) from which the bill takes {calls} calls that are unknown here",
            calls=more,
        ),
    )
