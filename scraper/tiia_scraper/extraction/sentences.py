"""What the page says in sentences: quotas of old pages, notices, orders, dates."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

from tiia_pricebook import (
    FreeQuota,
    NoPacks,
    Pack,
    SettlementOrder,
    Source,
    Step,
    Where,
)
from tiia_pricebook.messages import say
from tiia_scraper.document.document import Sentence
from tiia_scraper.extraction.page_parts import QUOTA_NOTICE, STARTS, Page, Stated
from tiia_scraper.vocabulary import (
    BEGUN_DAY,
    Unreadable,
    is_conditional,
    is_of_several,
    looks_ahead,
    parse_calls,
    to_day,
)

Scope = Callable[[Sentence], tuple[str, ...]]

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
_ORDER = re.compile("(?:结算|扣费)顺序为?:?(.+?)。?$", re.S)
_ARROW = re.compile("->|→|>|-")
_NO_PACKS = re.compile("目前仅支持(?:按使用量计费的)?后付费")
_DEFAULT_ORDER: tuple[Step, ...] = ("free-quota", "resource-pack", "pay-as-you-go")


def prose_quotas(page: Page, scope: Scope, known: Sequence[FreeQuota]) -> list[FreeQuota]:
    """Return monthly quotas that sentences grant, one for each interface they speak of.

    A sentence that agrees with what is known adds nothing; one that disagrees is a finding,
    and what stands in a table, or first, holds.
    """
    quotas = list(known)
    for said in page.stated:
        calls = _granted(page, said)
        since = _since(page, said) if calls else None
        for name in scope(said.sentence) if calls else ():
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
    return _day(page, _FROM.search(said.plain), said.clause)


def _day(page: Page, match: re.Match[str] | None, clause: str) -> dt.date | None:
    """The day of a match; ``None``, and a problem, for one that the calendar lacks."""
    if match is None:
        return None
    try:
        return to_day(match, match[0])
    except Unreadable as error:
        page.refuse("date-impossible", repr(match[0]), error.expected, clause=clause)
        return None


def _frees_calls(text: str) -> bool:
    """Whether 免费 and a number of calls stand in one part of a sentence."""
    parts = re.split("[,。]", _CALLS.sub("\0", text))
    return any("免费" in part and "\0" in part for part in parts)


def read_order(page: Page) -> SettlementOrder:
    """Read in which order calls are settled; the vendor's usual order where nothing says so."""
    for said in page.stated:
        match = _ORDER.search(said.plain)
        if match and _ARROW.search(match[1]):
            steps = tuple(_step(part) for part in _ARROW.split(match[1]))
            known = sorted(map(str, steps)) == sorted(_DEFAULT_ORDER)
            if known and not is_conditional(said.plain):
                return SettlementOrder(tuple(step for step in steps if step), said.clause)
            expected = say("赠送的免费资源包 > 购买的资源包 > 后付费, in whichever order")
            page.refuse("settlement-order-unreadable", repr(match[1]), expected, clause=said.clause)
    text = say("no sentence says in which order free quota, packs and pay-as-you-go are settled")
    decision = say("free-quota > resource-pack > pay-as-you-go")
    page.find("settlement-order-unstated", Where(), text, decision)
    return SettlementOrder(_DEFAULT_ORDER, None)


def _step(part: str) -> Step | None:
    if "后付费" in part:
        return "pay-as-you-go"
    if "免费" in part or "赠送" in part:
        return "free-quota"
    return "resource-pack" if "资源包" in part or "预付费" in part else None


def read_start(page: Page, lead: int | None) -> dt.date | None:
    """Return the day from which a table's prices hold, where its governing sentence dates it."""
    if lead is None:
        return None
    stated = page.stated[lead]
    return _day(page, STARTS.search(stated.plain), stated.clause)


def read_no_packs(page: Page, scope: Scope) -> tuple[NoPacks, ...]:
    """Return interfaces of which sentences say that only pay-as-you-go is supported."""
    said: Iterable[NoPacks] = (
        NoPacks(names, said.clause)
        for said in page.stated
        if _NO_PACKS.search(said.plain) and (names := scope(said.sentence))
    )
    return tuple(said)


def check_no_packs(page: Page, no_packs: Sequence[NoPacks], packs: Sequence[Pack]) -> None:
    """Compare what is said to have no packs with the packs that are sold."""
    sold = {pack.interface for pack in packs}
    for said in no_packs:
        if names := [name for name in said.interfaces if name in sold]:
            text = say(
                "packs of {names} are sold; the clause says that there are none",
                names="、".join(names),
            )
            page.find("no-packs-contradicted", Where(clause=said.clause), text, say("both kept"))
