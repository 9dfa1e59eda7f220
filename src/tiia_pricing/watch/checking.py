"""One check of a page: source → archive → reading → changes → verdict.

Compared is with the last page that was accepted, before the first one with the price book in
force. A page that was told is accepted; a held one is not, until a person says so.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from tiia_pricebook import PriceBook, dumps
from tiia_pricebook.errors import InputError, PageUnreadable, PricingError, SourceUnreachable
from tiia_pricebook.messages import say
from tiia_pricing.changes import compare
from tiia_pricing.changes.plausibility.plausible import implausible
from tiia_pricing.changes.report import with_messages
from tiia_pricing.watch.archive import Archive, Check, Failure, Outcome, Standing, standing_of
from tiia_pricing.watch.baseline import Baseline, baseline_of, blank, last_page, validators
from tiia_scraper.extraction import read_with_messages
from tiia_scraper.sources import Fetched, Validators, fetch, shown

__all__ = ["Verdict", "Watched", "check"]


class Get(Protocol):
    """What fetches a page."""

    def __call__(self, source: str, *, hosts: Collection[str], since: Validators | None) -> Fetched:
        """The page, or raise ``SourceUnreachable``."""


_HASH = re.compile("[0-9a-f]{8,64}")
_KEPT = ("content-type", "date", "etag", "last-modified", "retry-after", "server")


class Watched(Struct, frozen=True):
    """A page to watch: its source, and the hosts that may serve it beside the source's own.

    ``accept`` is the hash of a held snapshot that a person lets pass, or how it begins.
    """

    source: str
    hosts: tuple[str, ...] = ()
    accept: str | None = None


class Verdict(Struct, frozen=True):
    """How a check ended, and what it was about.

    ``old`` and ``new`` are the books compared, ``new`` only where a page was read; ``error``
    is what kept it from being read, ``fault`` where that was one of the program; ``upgrade`` the
    record of a better reader, if there is one.
    """

    check: Check
    standing: Standing
    old: PriceBook
    new: PriceBook | None = None
    error: PricingError | None = None
    upgrade: Check | None = None
    fault: Exception | None = None


def check(
    page: Watched, archive: Archive, in_force: PriceBook, now: dt.datetime, get: Get = fetch
) -> Verdict:
    """Check ``page`` once and record it in ``archive``, whatever the outcome.

    The page is fetched before the archive is locked, so that a slow server keeps no other check
    waiting; again where another check was recorded meanwhile, since it may have seen a newer
    page. Raises ``InputError`` for what is no upstream matter: a bad source, a broken archive.
    """
    if page.accept is not None and not _HASH.fullmatch(page.accept):
        text = say("{hash!r} names no snapshot", hash=page.accept)
        raise InputError("accept-unreadable", text, expected=say("8 to 64 hexadecimal digits"))
    record = blank(shown(page.source), now)
    known = archive.checks()
    answer = _asked(page, known, record.source, get)
    with archive.locked():
        past = archive.checks()
        if len(past) != len(known) and page.source != "-":
            answer = _asked(page, past, record.source, get)
        with _recorded(archive, record):
            baseline, upgrade = baseline_of(archive, past, in_force, now)
            look = _Look(page, archive, baseline)
            found = look.at(replace(record, against=baseline.digest), answer)
        recorded = archive.append(found.check)
    standing = standing_of([*past, recorded])
    return Verdict(recorded, standing, baseline.book, found.new, found.error, upgrade, found.fault)


_Answer = Fetched | SourceUnreachable | PageUnreadable | Exception


def _asked(page: Watched, past: Sequence[Check], source: str, get: Get) -> _Answer:
    """What the source gives, or what kept it from that; raises ``InputError`` for a bad source."""
    try:
        return get(page.source, hosts=page.hosts, since=validators(last_page(past), source))
    except InputError:
        raise
    except Exception as error:  # recorded as the outcome of the check, and told
        return error


@contextmanager
def _recorded(archive: Archive, record: Check) -> Iterator[None]:
    """Record a check that ends because of its archive, where it can, before the error goes on."""
    try:
        yield
    except Exception as error:
        with suppress(OSError):
            archive.append(replace(record, error=Failure.of(error)))
        raise


class _Found(Struct, frozen=True):
    """The record of a look, and what became of the page: a book, an error or a fault."""

    check: Check
    new: PriceBook | None = None
    error: PricingError | None = None
    fault: Exception | None = None


class _Look(Struct, frozen=True):
    """What one look at the page needs."""

    page: Watched
    archive: Archive
    baseline: Baseline

    def at(self, record: Check, answer: _Answer) -> _Found:
        """Read the page; ``record`` is filled with what was found."""
        if isinstance(answer, Exception):
            down = isinstance(answer, SourceUnreachable) or not isinstance(answer, PricingError)
            return _failed(replace(record, outcome="unreachable") if down else record, answer)
        record = _with_transport(record, answer)
        if answer.not_modified and self.baseline.check is not None:
            return self._same(record, self.baseline.check)
        record = replace(record, snapshot=self.archive.put(answer.data))
        try:
            return self._read(record, answer.data)
        except (InputError, OSError):  # of the archive
            raise
        except Exception as error:  # recorded as the outcome of the check, and told
            return _failed(record, error)

    def _same(self, record: Check, before: Check) -> _Found:
        """The server says that the page is the one whose validators it was asked with."""
        same = replace(
            record,
            outcome="unchanged",
            snapshot=before.snapshot,
            charset=before.charset,
            book=self.baseline.digest,
            headers=before.headers | record.headers,
        )
        return _Found(same, self.baseline.book)

    def _read(self, record: Check, data: bytes) -> _Found:
        book, said = read_with_messages(data, record.source, record.charset)
        record = replace(record, book=self.archive.put(dumps(book)))
        return _Found(self._judged(record, book, {**self.baseline.said, **said}), book)

    def _judged(self, record: Check, book: PriceBook, said: Mapping[str, str]) -> Check:
        changes = compare(self.baseline.book, book)
        if not changes:
            return replace(record, outcome="unchanged")
        holds = implausible(self.baseline.book, book)
        accept = self.page.accept
        accepted = bool(holds and accept and str(record.snapshot).startswith(accept))
        outcome: Outcome = "held" if holds and not accepted else "changed"
        changes = tuple(with_messages(change, said) for change in changes)
        return replace(record, outcome=outcome, accepted=accepted, changes=changes, holds=holds)


def _failed(record: Check, error: Exception) -> _Found:
    record = replace(record, error=Failure.of(error))
    if isinstance(error, PricingError):
        return _Found(record, error=error)
    return _Found(record, fault=error)


def _with_transport(record: Check, fetched: Fetched) -> Check:
    headers = {name: fetched.headers[name] for name in _KEPT if name in fetched.headers}
    return replace(
        record,
        charset=fetched.charset,
        final_url=shown(fetched.final_url) if fetched.final_url else None,
        status=fetched.status,
        headers=headers,
    )
