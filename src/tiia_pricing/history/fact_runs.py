"""Which facts stand on which pages: each fact of a line, from its first page to its last."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from msgspec.structs import replace

from tiia_pricebook import (
    Clause,
    FreeQuota,
    Pack,
    PayAsYouGo,
    PriceBook,
    SettlementOrder,
    Source,
)
from tiia_pricebook.editions.price_history import Stretch, Trial

_DATE = r"(\d{4})年(\d{1,2})月(\d{1,2})日"
_TRIAL = re.compile(rf"{_DATE}前[^。]{{0,60}}?公测")
_START = re.compile(rf"{_DATE}[^，。]*")
_QUOTED = 40

T = TypeVar("T")


@dataclass
class Runs(Generic[T]):
    """The runs of one kind of fact in one line, in the order in which they began."""

    begun: list[Stretch[T]] = field(default_factory=list)
    _open: dict[T, int] = field(default_factory=dict)

    def stand(self, page: int, facts: Iterable[T]) -> None:
        """Note that ``page`` states ``facts`` and nothing else of their kind."""
        before, self._open = self._open, {}
        for fact in facts:
            index = before.pop(fact, len(self.begun))
            if index == len(self.begun):
                self.begun.append(Stretch(fact, page, page, None))
            self.begun[index] = replace(self.begun[index], last=page)
            self._open[fact] = index
        for index in before.values():
            self.begun[index] = replace(self.begun[index], gone=page)


@dataclass
class LineRuns:
    """All the runs of one line, and the words that date its price tables."""

    pages: list[int] = field(default_factory=list)
    prices: Runs[PayAsYouGo] = field(default_factory=Runs)
    quotas: Runs[FreeQuota] = field(default_factory=Runs)
    packs: Runs[Pack] = field(default_factory=Runs)
    orders: Runs[SettlementOrder] = field(default_factory=Runs)
    trials: Runs[Trial] = field(default_factory=Runs)
    dated_by: dict[PayAsYouGo, str] = field(default_factory=dict)

    def add(self, page: int, book: PriceBook) -> None:
        """Note what one page says of the line. Clauses are named by their pages, not here."""
        self.pages.append(page)
        self.prices.stand(page, [self._prices(table, book) for table in book.pay_as_you_go])
        self.quotas.stand(page, map(_quota, book.free_quotas))
        self.packs.stand(page, (replace(pack, clause=None) for pack in book.packs))
        self.orders.stand(page, (replace(book.settlement_order, clause=None),))
        self.trials.stand(page, _trials(book.clauses))

    def _prices(self, table: PayAsYouGo, book: PriceBook) -> PayAsYouGo:
        fact = replace(table, clause=None, mode_clause=None)
        if table.from_ and table.clause:
            text = book.clause(table.clause).text
            self.dated_by.setdefault(fact, quoted(_START.search(text) or text))
        return fact


def _quota(quota: FreeQuota) -> FreeQuota:
    source = quota.source
    short = Source(quoted(source.text), source.table, source.row, source.column, source.clause)
    return replace(quota, clause=None, source=short)


def _trials(clauses: Iterable[Clause]) -> Iterator[Trial]:
    """Until when the page says that its interfaces are free to try; once for each day."""
    found: dict[dt.date, Trial] = {}
    for clause in clauses:
        if match := _TRIAL.search(clause.text):
            try:
                until = dt.date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                continue
            found.setdefault(until, Trial(until, quoted(match)))
    yield from found.values()


def quoted(text: str | re.Match[str]) -> str:
    """Return the beginning of a passage of the page, as much as a reference needs."""
    words = text if isinstance(text, str) else text[0]
    return words if len(words) <= _QUOTED else f"{words[: _QUOTED - 1]}…"
