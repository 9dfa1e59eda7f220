"""A price book with its past as data: what months of older pages cost, and which are not told.

The months from the book's first day on are settled by the facts in force. Every earlier month
of an interface has its prices in one edition, or stands in one row of what is untold. A month
belongs to the edition or row that holds its first day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Literal

from msgspec import UNSET, Struct, UnsetType, field

from tiia_pricebook.calendar import Month, holds
from tiia_pricebook.editions.why_untold import Billable, Why, usage_expected
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricebook.model.facts import (
    FreeQuota,
    Interface,
    NoPacks,
    OnlySeen,
    Pack,
    PayAsYouGo,
    SettlementOrder,
    Since,
)
from tiia_pricebook.model.page_words import Clause, Finding
from tiia_pricebook.model.price_book import PriceBook
from tiia_pricebook.model.provenance import Snapshot

MONTH = "{month}"
SNAPSHOTS = "scraper/snapshots"
_ONE_PAGE = say("the price book of one page, without editions and untold")
Dated = Literal["stated", "given", "seen"]
Refused = Literal["month-before-book", "month-on-trial", "price-unknown-then"]


class Edition(Struct, frozen=True, forbid_unknown_fields=True):
    """The facts that settle the months of ``interfaces`` within the days ``[from_, to)``.

    ``snapshot`` is the page that was in force; each source names the page that it stands on.
    That the months end is no word about when a price ended: no later page is kept.
    """

    from_: dt.date = field(name="from")
    to: dt.date
    snapshot: Snapshot
    interfaces: tuple[str, ...]
    free_quotas: tuple[FreeQuota, ...]
    pay_as_you_go: tuple[PayAsYouGo, ...]
    settlement_order: SettlementOrder
    known_since: Since | UnsetType = UNSET


class Untold(Struct, frozen=True, forbid_unknown_fields=True):
    """Months of one interface that cannot be billed, those within the days ``[from_, to)``.

    ``error`` is the id of the refusal, ``message`` its text with ``{month}`` where the month
    stands, ``expected`` the months that can be billed. ``why`` and ``months`` say the same in
    codes, for other languages. ``None`` is an open end.
    """

    interface: str
    from_: dt.date | None = field(name="from")
    to: dt.date | None
    error: Refused
    message: str
    expected: str
    why: Why | UnsetType = UNSET
    months: tuple[Billable, ...] | UnsetType = UNSET
    known_since: Since | UnsetType = UNSET

    def refusal(self, first: dt.date) -> InputError:
        """Return the error for the month that begins on ``first``."""
        month = str(Month.of(first))
        if self.why is UNSET or self.months is UNSET:
            text = self.message.replace(MONTH, month)
            return InputError(self.error, text, expected=self.expected)
        text = self.why.refusal(self.interface, month)
        expected = usage_expected(self.interface, self.months)
        return InputError(self.error, text, expected=expected)


class AcceptedPage(Struct, frozen=True, forbid_unknown_fields=True):
    """A page that was accepted into the book, and from when its facts hold.

    ``source`` is where it came from, ``first_seen`` the day on which it was found there,
    ``accepted`` the one from which the book has it. What it says without a date holds from
    ``from_`` on; the first page has no such day. ``dated`` tells how that is known: ``stated``
    by the page, ``given`` by a person, or only ``seen``: then the page before was still there
    on ``not_before``. ``evidence`` is the page's words or the person's.
    """

    file: str
    sha256: str
    source: str
    first_seen: dt.date
    accepted: dt.date
    from_: dt.date | None = field(name="from")
    dated: Dated
    evidence: str
    not_before: dt.date | None = None

    @property
    def snapshot(self) -> Snapshot:
        """The page as statements name it."""
        return Snapshot(self.sha256, f"{SNAPSHOTS}/{self.file}")


class Superseded(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Rows that the book had before the day ``until``, and has no more."""

    until: dt.date
    interfaces: tuple[Interface, ...] = ()
    free_quotas: tuple[FreeQuota, ...] = ()
    pay_as_you_go: tuple[PayAsYouGo, ...] = ()
    packs: tuple[Pack, ...] = ()
    no_packs: tuple[NoPacks, ...] = ()
    orders: tuple[SettlementOrder, ...] = ()
    only_seen: tuple[OnlySeen, ...] = ()
    clauses: tuple[Clause, ...] = ()
    findings: tuple[Finding, ...] = ()
    editions: tuple[Edition, ...] = ()
    untold: tuple[Untold, ...] = ()


class DatedBook(PriceBook, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A price book in time: of all ``pages`` accepted, and of older months.

    Months before its first day stand in ``editions``, and what no page tells in ``untold``. Its
    interfaces are all that any page names; its free quotas and packs those in force, and the
    older ones for their months. ``superseded`` are rows that it had and has no more. A source
    that names no page stands on the last of ``pages``.
    """

    editions: tuple[Edition, ...]
    untold: tuple[Untold, ...]
    pages: tuple[AcceptedPage, ...] = ()
    superseded: tuple[Superseded, ...] = ()

    def in_month(self, first: dt.date, end: dt.date, names: Collection[str]) -> PriceBook:
        """Return the facts by which the month ``[first, end)`` of ``names`` is settled.

        Raises ``InputError`` where no page tells them, with the reason.
        """
        refused = (row for row in self.untold if row.interface in names and holds(row, first))
        if row := min(refused, key=lambda row: row.interface, default=None):
            raise row.refusal(first)
        for edition in self.editions:
            if holds(edition, first):
                return self.in_edition(edition)
        return super().in_month(first, end, names)

    def in_edition(self, edition: Edition) -> PriceBook:
        """Return the book as it was in the months of one of its editions."""
        return PriceBook(
            snapshot=edition.snapshot,
            known_from=edition.from_,
            interfaces=tuple(one for one in self.interfaces if one.name in edition.interfaces),
            free_quotas=edition.free_quotas,
            pay_as_you_go=edition.pay_as_you_go,
            packs=self.packs,
            no_packs=self.no_packs,
            settlement_order=edition.settlement_order,
            clauses=self.clauses,
            findings=self.findings,
            readings=self.readings,
        )


def of_one_page(book: PriceBook, source: str) -> PriceBook:
    """Return ``book`` itself, to be compared with a page.

    Raises ``InputError`` where it has a past.
    """
    if isinstance(book, DatedBook):
        text = say("a price book with its past says what many pages say")
        raise InputError("book-of-pages", text, where={"source": source}, expected=_ONE_PAGE)
    return book
