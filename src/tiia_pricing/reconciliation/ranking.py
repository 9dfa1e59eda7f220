"""Which of several causes that fit a line is the likeliest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from tiia_pricing.reconciliation.agreement import fits
from tiia_pricing.reconciliation.billed_lines import Billed
from tiia_pricing.reconciliation.causes.candidate import Candidate
from tiia_pricing.reconciliation.causes.cause_catalogue import BILL, CLAUSES, ORDER
from tiia_pricing.reconciliation.causes.fitting import Fit
from tiia_pricing.reconciliation.line_key import LineKey
from tiia_pricing.reconciliation.rebilling import Rebilled, Rebilling, RuleChange
from tiia_pricing.reconciliation.result import LineVerdict

Rank = tuple[bool, int, int, int]


class JudgedLine(Struct, frozen=True):
    """A line, its verdict, and the causes that fit, in no order yet."""

    key: LineKey
    verdict: LineVerdict
    ours: Rebilled | None
    theirs: Billed | None
    fits: Sequence[Fit] = ()
    needed: tuple[str, ...] = ()


class Ranking:
    """The order of causes: by what the bill confirms and contradicts, then by the catalogue."""

    def __init__(self, found: Sequence[JudgedLine], rebilling: Rebilling) -> None:
        self._lines, self._rebilling = found, rebilling
        self._contradicted: dict[RuleChange, bool] = {}
        self._explained = Counter(
            cause for line in found for cause in {one.cause for fit in line.fits for one in fit}
        )

    def of(self, line: JudgedLine, fit: Fit) -> Rank:
        """Return where a cause stands: the least rank is the likeliest."""
        return (
            not any(_confirmed(one, line.ours, line.theirs) for one in fit),
            max(self._doubt(one) for one in fit),
            -min(self._explained[one.cause] for one in fit),
            min(ORDER[one.cause] for one in fit),
        )

    def _doubt(self, one: Candidate) -> int:
        """How much speaks against a cause: 1 where it is of one line only, 2 where others do."""
        if CLAUSES[one.cause] == BILL:
            return 0
        if one.everywhere is None:
            return 1
        doubtful = 2 if self._rebilling.account.purchases else 1
        return doubtful if self._is_contradicted(one.everywhere) else 0

    def _is_contradicted(self, change: RuleChange) -> bool:
        """Whether another line agrees that would not, were the rule changed in all months."""
        if change not in self._contradicted:
            amounts = self._rebilling.amounts(change)
            agreeing = [one for one in self._lines if one.verdict == "agrees" and one.theirs]
            self._contradicted[change] = not all(
                _shows(one.theirs, amounts.get(one.key)) for one in agreeing
            )
        return self._contradicted[change]


def _shows(theirs: Billed | None, amount: Rebilled | None) -> bool:
    both = theirs is not None and amount is not None
    return not both or fits(theirs.total, amount.exact, amount.cents)  # type: ignore[union-attr]


def _confirmed(one: Candidate, ours: Rebilled | None, theirs: Billed | None) -> bool:
    """Whether the bill itself shows the cause, or charges as many calls as it would."""
    if CLAUSES[one.cause] == BILL:
        return True
    paid = one.paid if one.paid is not None else ours.paid if ours else None
    return theirs is not None and theirs.calls is not None and theirs.calls == paid
