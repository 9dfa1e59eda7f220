"""Revisions → what each changed, one at a time: nothing is kept but the page before."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from tiia_pricebook import PriceBook
from tiia_pricebook.calendar import in_beijing
from tiia_pricebook.editions.price_history import SeenPage
from tiia_pricebook.errors import PageUnreadable, PricingError
from tiia_pricebook.messages import Message, Tell, Words, listed, telling
from tiia_pricing.changes import Change, compare
from tiia_pricing.history.product_lines import Product, lines_of
from tiia_pricing.history.revisions import Revision
from tiia_scraper.extraction import read_page
from tiia_scraper.sources.source import MAX_BYTES, too_large


class LineStep(Struct, frozen=True):
    """What a revision says of one line, and what that changed.

    ``renamed`` has the old and the new name where a line of one interface calls it
    otherwise; ``changes`` are told under the new one.
    """

    book: PriceBook
    changes: tuple[Change, ...]
    renamed: tuple[str, str] | None = None


class Refusal(Message):
    """Why a page does not read, on one line, in the language in which it is told."""

    error: PricingError

    def __new__(cls, error: PricingError) -> Refusal:
        """Make the English text of ``error``, which begins with its id."""
        self = str.__new__(cls, cls._in_a_line(error, str))
        self.error = error
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.error,)

    def told(self, words: Words) -> str:
        """Tell the error in the language of ``words``."""
        return self._in_a_line(self.error, telling(words))

    @staticmethod
    def _in_a_line(error: PricingError, tell: Tell) -> str:
        lines = listed((one.strip() for one in error.told(tell).splitlines()), "; ")
        return tell(listed((error.id, lines), ": "))


class RevisionRead(Struct, frozen=True):
    """One revision read; ``repeats`` says that its page is, byte for byte, the one before."""

    page: SeenPage
    lines: dict[Product, LineStep]
    repeats: bool = False


def replay(revisions: Iterable[Revision]) -> Iterator[RevisionRead]:
    """Read the revisions in their order; a page that cannot be read is a step as well."""
    before: dict[Product, PriceBook] = {}
    last: RevisionRead | None = None
    for revision in revisions:
        step = _step(revision, before, last)
        before |= {product: line.book for product, line in step.lines.items()}
        last = step
        yield step


def _step(
    revision: Revision, before: dict[Product, PriceBook], last: RevisionRead | None
) -> RevisionRead:
    page = SeenPage(revision.path, revision.commit, _day(revision.date), "")
    try:
        data = revision.data
        if len(data) > MAX_BYTES:
            raise too_large(revision.path)
        page = replace(page, sha256=hashlib.sha256(data).hexdigest())
        if last and last.page.sha256 == page.sha256:
            return _again(last, page)
        book = read_page(data, revision.path)
    except PageUnreadable as error:
        return RevisionRead(replace(page, refused=Refusal(error)), {})
    found = sorted({finding.id for finding in book.findings})
    lines = {product: _compared(before.get(product), own) for product, own in lines_of(book)}
    return RevisionRead(replace(page, findings=tuple(found)), lines)


def _again(last: RevisionRead, page: SeenPage) -> RevisionRead:
    """The same page once more: known for longer, and nothing changed."""
    lines = {product: LineStep(line.book, ()) for product, line in last.lines.items()}
    page = replace(page, findings=last.page.findings, refused=last.page.refused)
    return RevisionRead(page, lines, repeats=True)


def _day(moment: dt.datetime | None) -> dt.date | None:
    return in_beijing(moment) if moment else None


def _compared(old: PriceBook | None, new: PriceBook) -> LineStep:
    if old is None:
        return LineStep(new, compare(_nothing(new), new))
    if len(old.interfaces) == len(new.interfaces) == 1:
        name, now = old.interfaces[0].name, new.interfaces[0].name
        if name != now:
            return LineStep(new, compare(_renamed(old, now), new), (name, now))
    return LineStep(new, compare(old, new))


def _nothing(book: PriceBook) -> PriceBook:
    """The book before there was one."""
    return replace(
        book,
        interfaces=(),
        free_quotas=(),
        pay_as_you_go=(),
        packs=(),
        no_packs=(),
        clauses=(),
    )


def _renamed(book: PriceBook, name: str) -> PriceBook:
    """A book of one interface under another name."""
    return replace(
        book,
        interfaces=tuple(replace(item, name=name) for item in book.interfaces),
        free_quotas=tuple(replace(item, interfaces=(name,)) for item in book.free_quotas),
        pay_as_you_go=tuple(replace(item, interface=name) for item in book.pay_as_you_go),
        packs=tuple(replace(item, interface=name) for item in book.packs),
        no_packs=tuple(replace(item, interfaces=(name,)) for item in book.no_packs),
    )
