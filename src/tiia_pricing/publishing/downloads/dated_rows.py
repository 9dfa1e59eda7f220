"""The rows of all numbers over time: what holds from when to when, read on which page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import UNSET, Struct, structs

from tiia_pricebook import Fact, Source, interfaces_of
from tiia_pricebook.editions.dated_book import DatedBook
from tiia_pricebook.editions.price_history import PriceHistory
from tiia_pricing.price_list.fact_rows import FactRow, Known, rows_of
from tiia_pricing.price_list.price_list import not_before
from tiia_pricing.publishing.site_data.prices_as_of import Days

_KINDS = ("tier", "free-quota", "pack")


class CitedPage(Struct, frozen=True):
    """A page as rows name it; ``read_on`` is empty for an older one, which has its day in its name.

    ``source`` is where it came from.
    """

    name: str
    sha256: str
    read_on: str = ""
    source: str = ""


def holding(rows: Iterable[FactRow], day: dt.date) -> list[FactRow]:
    """Return the rows that hold on a day."""
    return [row for row in rows if row.from_ <= str(day) and (not row.to or str(day) < row.to)]


def cited_pages(book: DatedBook, history: PriceHistory) -> dict[str | None, CitedPage]:
    """Return every page by the name that sources cite it by; ``None`` is the newest one."""
    accepted = [
        CitedPage(page.file, page.sha256, str(page.first_seen), page.source) for page in book.pages
    ]
    found: dict[str | None, CitedPage] = {None: accepted[-1]}
    found |= {page.cited: CitedPage(page.cited, page.sha256) for page in history.pages}
    return found | {page.name: page for page in accepted}


def history_rows(
    book: DatedBook, days: Sequence[Days], pages: Mapping[str | None, CitedPage]
) -> list[FactRow]:
    """Return every row of every day, by interface and kind.

    What goes on for some of ``days`` is one.
    """
    joined: list[FactRow] = []
    before: dict[FactRow, FactRow] = {}
    for one in days:
        rows = {_bare(row): row for row in _rows(book, one, pages)}
        held = {same: _going_on(before.get(same), row) for same, row in rows.items()}
        joined += (row for same, row in before.items() if same not in held)
        before = held
    joined += before.values()
    places = {interface.name: place for place, interface in enumerate(book.interfaces)}
    return sorted(joined, key=lambda row: _order(row, places))


def _going_on(before: FactRow | None, row: FactRow) -> FactRow:
    """A row that also held on the days just before, since it began to."""
    return structs.replace(row, from_=before.from_, from_is=before.from_is) if before else row


def _order(row: FactRow, places: Mapping[str, int]) -> tuple[object, ...]:
    numbers = (int(row.from_calls or 0), int(row.calls or 0))
    return (places[row.interface], _KINDS.index(row.kind), *numbers, row.from_)


def _bare(row: FactRow) -> FactRow:
    """What a row says, without its days."""
    return structs.replace(row, from_="", from_is="", to="", to_is="")


def _rows(book: DatedBook, days: Days, pages: Mapping[str | None, CitedPage]) -> Iterator[FactRow]:
    """The rows of days on which nothing changes."""
    named = {one.name: one for one in book.interfaces}
    editions = [one for one in book.editions if one.from_ == days.edition]
    known = editions[0].known_since if editions else UNSET
    facts: tuple[Fact, ...] = (*days.tables, *days.quotas, *days.packs)
    for fact in facts:
        for name in interfaces_of(fact):
            since = known if fact.known_since is UNSET else fact.known_since
            for row, source in rows_of(fact, named[name]):
                yield structs.replace(
                    row,
                    from_=str(days.from_ or ""),
                    from_is=_known(fact.from_, days.from_),
                    to=str(days.to or ""),
                    to_is=_known(fact.to, days.to),
                    not_before=str(not_before(book, name, fact) or ""),
                    known_since="" if since is UNSET else str(since),
                    **_cited(source, pages),
                )


def _known(stated: dt.date | None, day: dt.date | None) -> Known:
    return "" if day is None else "stated" if stated == day else "told"


def _cited(source: Source, pages: Mapping[str | None, CitedPage]) -> dict[str, str]:
    page = pages[source.page or None]
    return {"page": page.name, "page_sha256": page.sha256, "read_on": page.read_on}
