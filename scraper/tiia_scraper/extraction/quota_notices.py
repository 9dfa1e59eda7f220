"""Notices of free quotas: those that the cells repeat, and those that stand alone."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from tiia_pricebook import FreeQuota, Source, Where
from tiia_pricebook.messages import say
from tiia_scraper.extraction.announcements.announcement_places import Heard, without_title
from tiia_scraper.extraction.page_parts import QUOTA_NOTICE, Page, Stated
from tiia_scraper.vocabulary import (
    ChangeSaid,
    Monthly,
    Unreadable,
    names_in,
    parse_announcements,
    parse_notice,
)


class _Notice(NamedTuple):
    """A sentence that says what the free quota of the named interfaces becomes."""

    stated: Stated
    said: ChangeSaid


def check_notices(page: Page, quotas: Sequence[FreeQuota], heard: Sequence[Heard]) -> list[Heard]:
    """Return ``heard``, and what notices announce, without what the cells say themselves.

    A notice is compared with the cells of its interfaces where one of them has its day or
    its calls: what differs is a finding, and the cells hold. One that has neither in common
    with any of them announces something of its own.
    """
    alone, named = list[Heard](), set[str]()
    for stated, said in _notices(page, {one.source.clause for one in heard}):
        rows = {name: _rows(quotas, name) for name in said.names}
        repeated = any(_akin(mine, said) for mine in rows.values())
        named |= {*rows} if repeated else set()
        for name, mine in rows.items():
            dated = _dated(mine)
            if not mine or (repeated and not dated):
                _unfollowed(page, stated, name)
            elif repeated and (akin := _akin(dated, said)):
                _compare(page, name, akin, said)
            else:
                alone.append(Heard(said, name, _source(stated), Where(clause=stated.clause)))
    _unnamed(page, quotas, named)
    return [*(one for one in heard if not _said_there(page, one, quotas)), *alone]


def _source(stated: Stated) -> Source:
    return Source(stated.sentence.text, clause=stated.clause)


def _rows(quotas: Sequence[FreeQuota], name: str) -> list[FreeQuota]:
    """The quotas of an interface without those that a note in their cell ends."""
    return [q for q in quotas if name in q.interfaces and (q.from_ is not None or q.to is None)]


def _dated(rows: Sequence[FreeQuota]) -> list[FreeQuota]:
    """Those that the note in a cell announces, for one interface by itself."""
    return [row for row in rows if row.from_ is not None and len(row.interfaces) == 1]


def _notices(page: Page, heard: Container[str | None]) -> Iterator[_Notice]:
    """The notices among the sentences; the clauses ``heard`` have been read with what they end."""
    known = [interface.name for interface in page.interfaces.values()]
    for stated in page.stated:
        if QUOTA_NOTICE.found_in(stated.plain) and stated.clause not in heard:
            try:
                yield from _read(stated, known)
            except Unreadable as error:
                where = Where(clause=stated.clause)
                page.find(
                    "notice-unread",
                    where,
                    say("not {expected}", expected=error.expected),
                    say("the cells hold"),
                )


def _read(stated: Stated, known: Sequence[str]) -> Iterator[_Notice]:
    """What a notice says; raises ``Unreadable``, as the form of the page's own notice puts it."""
    text = stated.sentence.text
    try:
        notice = parse_notice(text)
        names = names_in(notice.phrase, known)
    except Unreadable:
        with suppress(Unreadable):
            said = parse_announcements(without_title(text), known)
            if all(one.what == "quota" and one.names for one in said):
                yield from (_Notice(stated, one) for one in said)
                return
        raise
    yield _Notice(stated, ChangeSaid(notice.date, names, "quota", Monthly(notice.calls)))


def _calls(said: ChangeSaid) -> int | None:
    return said.new.calls if isinstance(said.new, Monthly) else None


def _akin(rows: Sequence[FreeQuota], said: ChangeSaid) -> list[FreeQuota]:
    """The quotas that have the day or the calls of what is said."""
    return [row for row in rows if row.from_ == said.date or row.calls == _calls(said)]


def _compare(page: Page, name: str, akin: Sequence[FreeQuota], said: ChangeSaid) -> None:
    """Record the cell of ``akin`` where nothing in it has both the day and the calls."""
    if not any((row.from_, row.calls) == (said.date, _calls(said)) for row in akin):
        for row in akin:
            _contradiction(page, name, row)


def _unnamed(page: Page, quotas: Sequence[FreeQuota], named: set[str]) -> None:
    """Cells that change, of interfaces that no notice names, where one names others."""
    for quota in quotas if named else ():
        told = len(quota.interfaces) == 1 and quota.interfaces[0] in named
        if quota.from_ is not None and not told:
            _contradiction(page, "、".join(quota.interfaces), quota)


def _said_there(page: Page, heard: Heard, quotas: Sequence[FreeQuota]) -> bool:
    """Whether the cell of a quota speaks of what a sentence announces, alike or otherwise."""
    akin = _akin(_dated(_rows(quotas, heard.interface)), heard.said)
    if heard.said.what != "quota" or not akin:
        return False
    _compare(page, heard.interface, akin, heard.said)
    return True


def _unfollowed(page: Page, stated: Stated, name: str) -> None:
    text = say("the notice changes the quota of {name}; no cell does", name=name)
    page.find("notice-contradicts-cell", Where(clause=stated.clause), text, say("the cells hold"))


def _contradiction(page: Page, name: str, quota: FreeQuota) -> None:
    source = quota.source
    where = Where(source.table, source.row, source.column)
    text = say(
        "{name}: {calls} calls from {first}; the notice says otherwise",
        name=name,
        calls=quota.calls,
        first=quota.from_,
    )
    page.find("notice-contradicts-cell", where, text, say("the cell holds"))
