"""The history of prices: what older pages said, from when to when, and on which page.

Two kinds of time are kept apart. *Effect* is what a page says of itself: ``from`` and ``to``
of a fact. *Knowledge* is how far the pages that are kept reach: ``known``. That a price is
known until a month is no word about when it ended.

Pages are numbered in the order of ``PriceHistory.pages``: the dated ones first, the oldest at
the head, then those without a date.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from msgspec import Struct, field

from tiia_pricebook.bounded_reading import read_bounded
from tiia_pricebook.calendar import DAY, Month, holds
from tiia_pricebook.editions.why_untold import CitedPage
from tiia_pricebook.errors import BookInvalid, InputError
from tiia_pricebook.json_codec import NotDecoded, decode
from tiia_pricebook.json_schema import published
from tiia_pricebook.messages import say
from tiia_pricebook.model.facts import FreeQuota, Pack, PayAsYouGo, SettlementOrder
from tiia_pricebook.model.provenance import Source
from tiia_pricebook.system_errors import system_reason

Standing = Literal["placed", "withdrawn", "undated", "contradicted", "page-undated"]

T = TypeVar("T")
_EXPECTED = say("a price history in JSON, as the project keeps it")


class SeenPage(Struct, frozen=True, forbid_unknown_fields=True):
    """A revision of a document: ``date`` is the Beijing day of its commit, where it has one.

    ``findings`` are the ids of what the reader decided on it; ``refused`` says why it could
    not be read.
    """

    path: str
    commit: str
    date: dt.date | None
    sha256: str
    findings: tuple[str, ...] = ()
    refused: str | None = None

    @property
    def cited(self) -> str:
        """The page in words: document, day and commit."""
        return str.__str__(self.citation.in_words)

    @property
    def citation(self) -> CitedPage:
        """Document, day and commit of the page."""
        return CitedPage(self.path.rpartition("/")[2], self.date, self.commit[:12])


class Stretch(Struct, Generic[T], frozen=True, forbid_unknown_fields=True):
    """A fact and the pages that state it: from ``first`` to ``last`` without a break.

    Its sources are cells of ``first``. ``gone`` is the next page of its line, which does not
    state it; ``None`` where there is none.
    """

    fact: T
    first: int
    last: int
    gone: int | None


class Trial(Struct, frozen=True, forbid_unknown_fields=True):
    """Days before ``until`` in which a page says that its interfaces are free to try (公测)."""

    until: dt.date
    text: str


class Known(Struct, frozen=True, forbid_unknown_fields=True):
    """The months for which the pages tell a price: those within the days ``[from_, to)``.

    ``ended_by`` is the page that says otherwise or nothing any more; ``None`` where no later
    page of the line is kept.
    """

    from_: dt.date = field(name="from")
    to: dt.date
    ended_by: int | None

    @property
    def last_month(self) -> str:
        """The last month that is known."""
        return str(Month.of(self.to - DAY))


class PastPrices(Struct, frozen=True, forbid_unknown_fields=True):
    """The tiers of one interface, the pages that state them, and what became of them.

    ``standing`` is ``placed`` where the page's own words date the start and no other page
    speaks against it; ``withdrawn`` where a later page took the announcement back before its
    day came; ``undated`` where no word dates the start; ``contradicted`` where an earlier
    page, in force since that start, said otherwise; ``page-undated`` where only pages
    without a date say it. ``dated_by`` quotes the words that date the start.
    """

    run: Stretch[PayAsYouGo]
    standing: Standing
    dated_by: str | None
    known: Known | None

    def covers(self, day: dt.date) -> bool:
        """Return whether the price is known for the month that begins on ``day``."""
        return self.known is not None and holds(self.known, day)


class Line(Struct, frozen=True, forbid_unknown_fields=True):
    """One product through its pages; ``name`` is the last document that gave its prices."""

    name: str
    pages: tuple[int, ...]
    prices: tuple[PastPrices, ...]
    quotas: tuple[Stretch[FreeQuota], ...]
    packs: tuple[Stretch[Pack], ...]
    orders: tuple[Stretch[SettlementOrder], ...]
    trials: tuple[Stretch[Trial], ...]

    def runs(self) -> Iterator[Stretch[Any]]:
        """Yield every run of the line, whatever its kind."""
        for prices in self.prices:
            yield prices.run
        kinds: tuple[tuple[Stretch[Any], ...], ...]
        kinds = (self.quotas, self.packs, self.orders, self.trials)
        for runs in kinds:
            yield from runs


class PriceHistory(Struct, frozen=True, forbid_unknown_fields=True):
    """All that the older pages say, line by line."""

    pages: tuple[SeenPage, ...]
    lines: tuple[Line, ...]


def load_history(path: Path) -> PriceHistory:
    """Return the history in a JSON file; raises ``InputError`` where it cannot be read."""
    try:
        data = read_bounded(path)
    except OSError as error:
        text = say("cannot read the price history: {why}", why=system_reason(error))
        where = {"file": str(path)}
        raise InputError("file-unreadable", text, where=where, expected=_EXPECTED) from error
    return loads_history(data, name=str(path))


def loads_history(data: bytes, name: str = "price history") -> PriceHistory:
    """Return the history in JSON text; raises ``BookInvalid`` where it is none."""
    try:
        history = decode(data, PriceHistory)
    except NotDecoded as error:
        text = say("does not follow the schema: {why}", why=str(error))
        raise BookInvalid(
            "history-schema", text, where={"file": name}, expected=_EXPECTED
        ) from error
    for line in history.lines:
        for run in line.runs():
            if not _in_order(run, len(history.pages)):
                text = say(
                    "{name}: a fact from page {first} to {last}, gone {gone}",
                    name=line.name,
                    first=run.first,
                    last=run.last,
                    gone=run.gone,
                )
                where, expected = {"file": name}, say("pages in order, of those that it lists")
                raise BookInvalid("history-pages", text, where=where, expected=expected)
            if other := next((source.page for source in _sources(run.fact) if source.page), None):
                text = say(
                    "{name}: a source on {other!r}; its page is that of its run",
                    name=line.name,
                    other=other,
                )
                where, expected = {"file": name}, say("sources that name no page")
                raise BookInvalid("history-schema", text, where=where, expected=expected)
    return history


def _sources(fact: Any) -> Iterator[Source]:
    for holder in (fact, *getattr(fact, "tiers", ())):
        for name in ("source", "bound", "size"):
            if source := getattr(holder, name, None):
                yield source


def _in_order(run: Stretch[Any], count: int) -> bool:
    later = range(run.last + 1, count)
    return 0 <= run.first <= run.last < count and (run.gone is None or run.gone in later)


def history_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a history of prices."""
    return published(PriceHistory, "TIIA price history")
