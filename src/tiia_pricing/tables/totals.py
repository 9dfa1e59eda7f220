"""Rows and columns that add up others: known by their words, believed by their sum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.tables.folding import folded

_WORDS = frozenset(
    {"合计", "总计", "小计", "总和", "共计", "汇总", "合計", "總計", "小計", "總和", "共計", "匯總"}
    | {"total", "totals", "subtotal", "grandtotal", "sum"}
)


@lru_cache(4096)
def is_total(text: str) -> bool:
    """Return whether a text says that its row or column adds up others."""
    return folded(text).rstrip(":").replace("-", "") in _WORDS


class StatedTotal(NamedTuple):
    """A sum that a table states in ``line``: of all rows, or of those with a ``key``.

    ``above`` is the sum of all rows above it, ``since`` of those below the total before it;
    ``None`` where there is none.
    """

    line: int
    key: str
    calls: int
    above: int | None
    since: int | None


class RunningTotal:
    """The sum of the counts in one column, and what the table says that it is."""

    def __init__(self) -> None:
        self.calls = 0
        self.claims: list[StatedTotal] = []
        self._rows = 0
        self._since: int | None = None
        self._by: Counter[str] = Counter()

    def add(self, calls: int, *keys: str) -> None:
        """Add a count of a row with ``keys``, its date and its interface."""
        self.calls += calls
        self._rows += 1
        self._since = (self._since or 0) + calls
        for key in keys:
            self._by[key] += calls

    def claim(self, line: int, key: str, calls: int) -> None:
        """Keep a sum that a row states."""
        above = self.calls if self._rows else None
        self.claims.append(StatedTotal(line, key, calls, above, self._since))

    def rows_end(self) -> None:
        """End a group of rows, after a total of any column."""
        self._since = None

    def wrong(self) -> Iterator[tuple[StatedTotal, InputError]]:
        """Yield every claim that is no sum of rows."""
        for claim in self.claims:
            if claim.calls not in self._sums(claim):
                yield claim, self._error(claim)

    def _sums(self, claim: StatedTotal) -> set[int | None]:
        if claim.key:
            return {self._by.get(claim.key)}
        return {claim.above, claim.since, self.calls if self._rows else None}

    def _error(self, claim: StatedTotal) -> InputError:
        if claim.key:
            what = say("of {key!r}", key=claim.key)
            true = self._by.get(claim.key, 0)
        else:
            what = say("above it")
            true = self.calls if claim.above is None else claim.above
        text = say(
            "the total says {calls:,} calls, and the rows {what} have {true:,}",
            calls=claim.calls,
            what=what,
            true=true,
        )
        expected = say("the sum of those rows, or no total")
        return InputError("total-wrong", text, expected=expected)
