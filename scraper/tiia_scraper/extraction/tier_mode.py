"""How tiers price calls: what the page's sentences say of it together."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Literal, NamedTuple

from msgspec import UNSET, UnsetType

from tiia_pricebook import Mode, Where
from tiia_pricebook.messages import say
from tiia_scraper.document.whitespace import squeeze
from tiia_scraper.extraction.page_parts import ACTIONS, Page, Stated
from tiia_scraper.vocabulary import fold, is_conditional, mode_words, other_period

_MODES: tuple[Mode, ...] = ("progressive", "reached")
_OF_PACKS = re.compile(
    "(?:资源包|套餐包?|次数包|预付费)的?(?:价格|单价|优惠)?(?:采用|采取|按照?|适用|享受|实行)"
)
_UNSTATED = say("no sentence says whether tiers are reached (阶梯到达) or progressive (阶梯累进)")


class ReadMode(NamedTuple):
    """The mode of all tiers, the clause that says so, and whether it is only assumed."""

    mode: Mode
    clause: str | None
    certainty: Literal["assumed"] | UnsetType = UNSET


def read_mode(page: Page, priced: Collection[str]) -> ReadMode:
    """Whether tiers are reached or progressive; assumed, with a finding, where nothing decides.

    ``priced`` are the interfaces with tiers: what is said of some of them, or of some users,
    decides nothing. Sentences that disagree are refused, and tiers of another time than a
    month. What is announced says nothing of today.
    """
    _refuse_periods(page)
    stated = [one for one in page.stated if one.clause not in page.announcing]
    said = [(one, mode_words(one.plain)) for one in stated]
    affirmed = {mode: [one for one, words in said if mode in words.modes] for mode in _MODES}
    reached, progressive = affirmed["reached"], affirmed["progressive"]
    if reached and progressive:
        first, other = reached[0].clause, progressive[0].clause
        text = say(
            "clause {reached} says 阶梯到达, clause {progressive} says 阶梯累进",
            reached=first,
            progressive=other,
        )
        page.refuse("tier-mode-contradictory", text, say("one mode"), clause=other)
    for mode in _MODES:
        if clause := _decided(affirmed[mode], priced):
            return ReadMode(mode, clause)
    unclear = next((one.clause for one, words in said if words.speaks), None)
    text = (
        say("{unstated}; clause {unclear} speaks of tiers", unstated=_UNSTATED, unclear=unclear)
        if unclear
        else _UNSTATED
    )
    page.find("tier-mode-unstated", Where(), text, say("reached"))
    return ReadMode("reached", None, "assumed")


def _decided(affirming: Sequence[Stated], priced: Collection[str]) -> str | None:
    """The clause that decides the mode of all interfaces, if one or several together do."""
    whole = [one for one in affirming if not _of_some(one.plain)]
    wanted = {squeeze(fold(name)) for name in priced}
    named = [_named(one.plain, wanted | ACTIONS.keys()) for one in whole]
    if all(named) and not set().union(*named) >= wanted:
        return None
    of_all = (one.clause for one, names in zip(whole, named, strict=True) if not names)
    return next(of_all, whole[0].clause)


def _named(plain: str, known: Collection[str]) -> set[str]:
    """Which of ``known`` a text names; a longer name is not the shorter one in it."""
    found = set()
    for name in sorted(known, key=len, reverse=True):
        if name in plain:
            found.add(name)
            plain = plain.replace(name, "\0")
    return found


def _of_some(plain: str) -> bool:
    return is_conditional(plain) or _OF_PACKS.search(plain) is not None


def _refuse_periods(page: Page) -> None:
    for one in page.stated:
        if one.clause not in page.announcing and (words := other_period(one.plain)):
            text = say(
                "{words!r} in clause {clause} counts calls over another time than a month",
                words=words,
                clause=one.clause,
            )
            page.refuse("tier-period-unreadable", text, say("tiers of a month"), clause=one.clause)
