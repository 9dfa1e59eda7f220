"""Why no page tells a price of some months, and which months can be billed: codes, and in words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct

from tiia_pricebook.messages import Message, listed, phrase

WhyId = Literal[
    "placed",
    "withdrawn",
    "undated",
    "contradicted",
    "page-undated",
    "on-trial",
    "older-unpriced",
    "starts",
    "last-page",
    "says-otherwise",
    "priced-no-more",
    "unpriced",
    "ended",
]
UNKNOWN = phrase("no price of {name} is known for {month}: {why}")
ON_TRIAL = phrase("{name} is on free trial (公测) until {day}, says {page}; no price in {month}")
SENTENCES: Mapping[WhyId, str] = {
    "placed": phrase("no page is kept of the months in which its prices hold"),
    "withdrawn": phrase("the prices that were announced were taken back before their day came"),
    "undated": phrase("no page says from when its prices hold"),
    "contradicted": phrase("an earlier page speaks against the day from which its prices hold"),
    "page-undated": phrase("the pages that price it are without a date"),
    "older-unpriced": phrase("no older page prices it"),
    "starts": phrase("its prices start on {day}"),
    "last-page": phrase("the last page that is kept before the one in force is of {month}"),
    "says-otherwise": phrase("{page}, says otherwise"),
    "priced-no-more": phrase("{page}, prices it no more"),
    "unpriced": phrase("the page in force does not price it"),
    "ended": phrase("its prices ended on {day}"),
}
PAGE = phrase("{file} of {date}, commit {commit}")
PAGE_UNDATED = phrase("{file} of no known day, commit {commit}")
_CITED = re.compile(
    r"(?P<file>\S+) of (?:(?P<date>\d{4}-\d{2}-\d{2})|no known day), commit (?P<commit>[0-9a-f]+)"
)
USAGE, NO_USAGE = phrase("usage of {name} {months}"), phrase("no usage of {name}")
FROM_TO, FROM_ON = phrase("in {first} to {last}"), phrase("from {first} on")


class CitedPage(Struct, frozen=True, forbid_unknown_fields=True):
    """A page that says why: its file, its day, and the commit that it was found in."""

    file: str
    date: dt.date | None
    commit: str

    @property
    def in_words(self) -> Message:
        """The page as a reason names it."""
        values = {"file": self.file, "commit": self.commit}
        if self.date is None:
            return Message(PAGE_UNDATED, values)
        return Message(PAGE, {**values, "date": self.date})


def page_in_words(page: str) -> str:
    """Return an older page as a message, by the name that sources of a price book have for it.

    Any other name, that of an accepted page for instance, stays as it is.
    """
    if not (found := _CITED.fullmatch(page)):
        return page
    return Message(PAGE if found["date"] else PAGE_UNDATED, found.groupdict())


class Why(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Why nothing tells a price: the code of a reason, with the day, month or page it is about."""

    id: WhyId
    day: dt.date | None = None
    month: str | None = None
    page: CitedPage | None = None

    def refusal(self, name: str, month: str) -> Message:
        """Return the sentence that refuses a month of an interface."""
        page = self.page.in_words if self.page else None
        if self.id == "on-trial":
            values = {"name": name, "day": self.day, "page": page, "month": month}
            return Message(ON_TRIAL, values)
        why = Message(SENTENCES[self.id], {"day": self.day, "month": self.month, "page": page})
        return Message(UNKNOWN, {"name": name, "month": month, "why": why})


class Billable(Struct, frozen=True, forbid_unknown_fields=True):
    """Months that can be billed, from ``first`` to ``last``; ``None`` where they go on."""

    first: str
    last: str | None


def usage_expected(name: str, months: Iterable[Billable]) -> Message:
    """Return the usage of an interface that can be billed, in words."""
    spans = [_span(one) for one in months]
    if not spans:
        return Message(NO_USAGE, {"name": name})
    return Message(USAGE, {"name": name, "months": listed(spans, ", or ")})


def _span(months: Billable) -> Message:
    values = {"first": months.first, "last": months.last}
    return Message(FROM_TO if months.last else FROM_ON, values)
