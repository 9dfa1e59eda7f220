"""The accepted pages on the site: where each stands, what it changed, what that costs."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePath

from msgspec import Struct

from tiia_pricebook import Source
from tiia_pricebook.calendar import DAY
from tiia_pricebook.editions.compilation import Accepted
from tiia_pricebook.editions.dated_book import AcceptedPage, DatedBook, Superseded
from tiia_pricing.changes import Change, compare
from tiia_pricing.changes.impact import Effect, impacts
from tiia_pricing.changes.report import with_headings
from tiia_pricing.history.snapshot_folder import Corrected
from tiia_pricing.publishing.pages.vendor_pages.anchors import anchor
from tiia_pricing.publishing.site_data.prices_as_of import Days, days_of

TODAY = "page.html"
FACTS = ("pay_as_you_go", "free_quotas", "packs", "orders", "only_seen")
OTHERS = ("interfaces", "no_packs", "clauses", "findings", "editions", "untold")


class Taken(Struct, frozen=True):
    """An accepted page, its address, and what changed since the one before it.

    ``changes`` have the headings of tables; ``worst`` is where each change costs most, by its
    fingerprint.
    """

    page: AcceptedPage
    path: str
    newest: bool
    before: AcceptedPage | None
    changes: tuple[Change, ...]
    worst: dict[str, Effect]
    days_id: str | None


class Outdated(Struct, frozen=True):
    """What the book said until a day: the rows, how many of other kinds, and what ended it."""

    rows: Superseded
    last: dt.date
    others: tuple[tuple[str, int], ...]
    pages: tuple[Taken, ...]
    corrections: tuple[Corrected, ...]

    @property
    def facts(self) -> bool:
        """Whether any row is of a price, a quota, a pack, an order or a doubt."""
        return any(getattr(self.rows, name) for name in FACTS)


def taken(accepted: Sequence[Accepted], days: Sequence[Days]) -> tuple[Taken, ...]:
    """Return every accepted page, the oldest first."""
    befores = (None, *accepted)
    found = zip(accepted, befores, paths(accepted), strict=False)
    return tuple(
        _taken(one, before, path, one is accepted[-1], days) for one, before, path in found
    )


def _taken(
    one: Accepted, before: Accepted | None, path: str, newest: bool, days: Sequence[Days]
) -> Taken:
    changes = compare(before.book, one.book) if before else ()
    worst = dict(_worst(before, one, changes)) if before else {}
    first = days_of(days, one.page.from_).id if one.page.from_ else None
    last = before.page if before else None
    told = with_headings(changes, before.book, one.book) if before else ()
    return Taken(one.page, path, newest, last, told, worst, first)


def _worst(old: Accepted, new: Accepted, changes: Sequence[Change]) -> Iterator[tuple[str, Effect]]:
    for one in impacts(old.book, new.book, changes):
        if one.effects:
            yield one.change.fingerprint, one.effects[0]


def paths(accepted: Iterable[Accepted]) -> list[str]:
    """Return where each page stands on the site: by the stem of its file, no two alike."""
    found: list[str] = []
    for one in accepted:
        stem = re.sub(r"[^\w.-]", "-", PurePath(one.page.file).stem)
        path = f"pages/{stem}.html"
        while path in found:
            path = f"{path.removesuffix('.html')}-.html"
        found.append(path)
    return found


def cells(accepted: Sequence[Accepted]) -> Callable[[Source], str | None]:
    """Return where the cell or clause of a source stands on the site; ``None`` on an older page."""
    known = {one.page.file: path for one, path in zip(accepted, paths(accepted), strict=True)}
    known[accepted[-1].page.file] = TODAY

    def cell(source: Source) -> str | None:
        path = known.get(source.page) if source.page else TODAY
        return f"{path}#{anchor(source)}" if path else None

    return cell


def outdated(
    book: DatedBook, pages: Sequence[Taken], corrections: Sequence[Corrected]
) -> list[Outdated]:
    """Return what the book said and says no more, the newest first."""
    return [
        Outdated(
            rows,
            rows.until - DAY,
            tuple((name, count) for name in OTHERS if (count := len(getattr(rows, name)))),
            tuple(one for one in pages if one.page.accepted == rows.until),
            tuple(one for one in corrections if one.on == rows.until),
        )
        for rows in reversed(book.superseded)
    ]
