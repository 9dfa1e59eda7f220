"""Free quotas: 共享10000次/月, 1万次/月, and notes that date a change."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import NamedTuple

from tiia_pricebook.messages import say
from tiia_scraper.vocabulary.days import CHINESE_DAY, to_day
from tiia_scraper.vocabulary.numbers import (
    Unreadable,
    fold,
    multiple_of,
    to_calls,
    whole_calls,
)


class QuotaChange(NamedTuple):
    """From ``date``, ``calls`` a month: for each interface by itself where ``each``.

    ``phrase`` is what names the interfaces, empty where nothing does; see ``names_in``.
    """

    date: dt.date
    calls: int
    each: bool
    phrase: str


class Quota(NamedTuple):
    """Free calls a month; ``sharing`` is ``None`` where the text says neither 共享 nor 各.

    ``later`` are the changes after the first one, in the order of their days.
    """

    calls: int
    sharing: bool | None
    monthly: bool
    change: QuotaChange | None
    later: tuple[QuotaChange, ...] = ()


class QuotaNotice(NamedTuple):
    """A page-wide notice that the quotas of some interfaces change."""

    date: dt.date
    calls: int
    each: bool
    phrase: str


_EXPECTED = say("a free quota such as 1000次/月")
_CALLS = whole_calls(" ?")
_QUOTA = re.compile(
    rf"(?P<sharing>共享|多接口共享|各|每接口各?|每个接口)? ?(?P<per>每月)? ?{_CALLS}"
    r"(?P<monthly>/月)?"
    rf"(?: ?\(?注: ?(?P<change>[^()]*(?:\([^()]*\)[^()]*)*)\)?)?"
)
_CHANGE = re.compile(
    rf"自?{CHINESE_DAY}起,?(?P<names>.*?)将?调整为(?P<each>各|每接口各?|每个接口)?{_CALLS}/月[。.;]?"
)
_NEXT = re.compile(r"[;。,] ?(?=自?[0-9]{4} ?年)")
_NOTICE = re.compile(
    rf"(?P<names>[^:]+?)将?调整为(?P<each>各|每接口各?|每个接口)?{_CALLS}/月[。.;]?"
)
_FROM = re.compile(f"自{CHINESE_DAY}起")
_OF_QUOTA = re.compile(r"的?(?:免费)?(?:调用)?额度$")
_OTHER = re.compile(r"(?!接口|以及)[^\0、, 与和及以接口]")
_MONTHLY = re.compile(r"当月有效[,;、]?每月(?:均|自动)?发放|当月有效")


def parse_quota(text: str) -> Quota:
    """Return the quota of a cell, and the change that a note in it announces."""
    match = _QUOTA.fullmatch(fold(text))
    if match is None:
        raise Unreadable(text, _EXPECTED)
    word = match["sharing"]
    changes = _changes(match["change"], text) if match["change"] else ()
    return Quota(
        calls=_calls(match, text),
        sharing=None if word is None else "共享" in word,
        monthly=bool(match["per"] or match["monthly"]),
        change=changes[0] if changes else None,
        later=changes[1:],
    )


def parse_monthly(text: str) -> bool:
    """Return whether a validity says that the quota is the month's: 当月有效，每月发放."""
    return bool(_MONTHLY.fullmatch(fold(text)))


def parse_notice(text: str) -> QuotaNotice:
    """Return a notice such as 自…起…：A、B接口的免费调用额度将调整为每接口各1000次/月。"""
    when, _, what = fold(text).rpartition(":")
    day, match = _FROM.search(when), _NOTICE.fullmatch(what)
    if day is None or match is None or len(text) >= 1000:
        raise Unreadable(text, say("a notice with a date, interfaces and a quota"))
    return QuotaNotice(to_day(day, text), _calls(match, text), bool(match["each"]), match["names"])


def names_in(phrase: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return which of the ``known`` interfaces a phrase such as A接口与B接口的免费调用额度 lists.

    Raises ``Unreadable`` where it names anything else.
    """
    rest = _OF_QUOTA.sub("", fold(phrase))
    named = set()
    for name in sorted(known, key=len, reverse=True):
        if (folded := fold(name)) in rest:
            rest = rest.replace(folded, "\0")
            named.add(name)
    if _OTHER.search(rest):
        raise Unreadable(
            phrase, say("a list of interfaces of the page: {names}", names="、".join(known))
        )
    return tuple(name for name in known if name in named)


def _changes(note: str, text: str) -> tuple[QuotaChange, ...]:
    """The changes of a note by their days; raises ``Unreadable`` for two on one day."""
    parts = [part for part in _NEXT.split(note.strip()) if part.strip()] or [note]
    changes = sorted(_change(part, text) for part in parts)
    if len({change.date for change in changes}) < len(changes):
        raise Unreadable(text, say("one change for each day"))
    return tuple(changes)


def _change(note: str, text: str) -> QuotaChange:
    match = _CHANGE.fullmatch(note.strip())
    if match is None:
        raise Unreadable(
            text,
            say(
                "{expected}, with a note such as 注：2022年10月24日起将调整为…", expected=_EXPECTED
            ),
        )
    calls = _calls(match, text)
    return QuotaChange(to_day(match, text), calls, bool(match["each"]), match["names"])


def _calls(match: re.Match[str], text: str) -> int:
    calls = to_calls(match["n"], multiple_of(match["m"]), text)
    if calls == 0:
        raise Unreadable(text, say("a quota above zero"))
    return calls
