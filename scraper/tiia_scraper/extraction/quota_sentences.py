"""Free quotas that sentences grant, as old pages have them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from contextlib import suppress

from tiia_pricebook import FreeQuota, Source, Where
from tiia_pricebook.messages import say
from tiia_scraper.extraction.page_parts import QUOTA_NOTICE, STARTS, NamesOf, Page, Stated
from tiia_scraper.extraction.start_days import day_said
from tiia_scraper.vocabulary import (
    BEGUN_DAY,
    Unreadable,
    is_conditional,
    is_of_several,
    looks_ahead,
    parse_calls,
)

_NUMBER = r"[0-9][0-9,]*+(?:\.[0-9]+)?[千万]?"
_N = rf"({_NUMBER})次"
_QUOTAS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:每个?月|当月)(?:(?!每个?月|当月)[^,。])*?免费享受{_N}",
        rf"每月提供{_N}的?免费",
        rf"享受{_N}/月的免费调用额度",
        rf"每月每种服务均有{_N}的免费调用额度",
    )
)
_CALLS = re.compile(rf"(?<![0-9])(?<![0-9],){_NUMBER}次")
_FROM = re.compile(f"{BEGUN_DAY}(?:起|开始)")
_FIRST_MONTH = re.compile("次月才能享受|首次开通")
_EXAMPLE = re.compile("示例|举例")


def prose_quotas(page: Page, names_of: NamesOf, known: Sequence[FreeQuota]) -> list[FreeQuota]:
    """Return monthly quotas that sentences grant, one for each interface they speak of.

    A sentence that agrees with what is known adds nothing; one that disagrees is a finding,
    and what stands in a table, or first, holds.
    """
    quotas = list(known)
    for said in page.stated:
        calls = _granted(page, said)
        since = _since(page, said) if calls else None
        for name in names_of(said.sentence) if calls else ():
            before = [quota.calls for quota in quotas if name in quota.interfaces]
            if not before:
                source = Source(said.sentence.text, clause=said.clause)
                quotas.append(FreeQuota((name,), calls, said.clause, source, from_=since))
            elif calls not in before:
                text = say(
                    "{calls} free calls a month for {name}, elsewhere {before}",
                    calls=calls,
                    name=name,
                    before=before[0],
                )
                page.find(
                    "quotas-disagree",
                    Where(clause=said.clause),
                    text,
                    say("{before} calls", before=before[0]),
                )
    return quotas[len(known) :]


def _granted(page: Page, said: Stated) -> int:
    if any(_EXAMPLE.search(heading) for heading in said.sentence.path):
        return 0
    if "免费" not in said.plain or QUOTA_NOTICE.found_in(said.plain):
        return 0
    if said.clause in page.announcing:
        return 0
    found = (pattern.search(said.plain) for pattern in _QUOTAS)
    doubtful = is_conditional(said.plain) or is_of_several(said.plain) or _to_come(said.plain)
    for match in () if doubtful else filter(None, found):
        with suppress(Unreadable):
            return parse_calls(match[1] + "次")
    if _frees_calls(said.plain) and not _FIRST_MONTH.search(said.plain):
        where, decision = Where(clause=said.clause), say("not read as a free quota")
        text = say("speaks of free calls: {text!r}", text=said.sentence.text)
        page.find("quota-sentence-unread", where, text, decision)
    return 0


def _to_come(text: str) -> bool:
    """Whether a sentence speaks of a time to come, and not of a whole day from which on."""
    return looks_ahead(text) and not (_FROM.search(text) or STARTS.search(text))


def _since(page: Page, said: Stated) -> dt.date | None:
    """The day from which a sentence grants a quota; none is of the day when prices begin."""
    if STARTS.search(said.plain):
        return None
    return day_said(page, _FROM.search(said.plain), said.clause)


def _frees_calls(text: str) -> bool:
    """Whether 免费 and a number of calls stand in one part of a sentence."""
    parts = re.split("[,。]", _CALLS.sub("\0", text))
    return any("免费" in part and "\0" in part for part in parts)
