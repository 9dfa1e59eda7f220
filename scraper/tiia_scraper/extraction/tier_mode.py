"""How tiers price calls: what the page's sentences say of it together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from msgspec import UNSET, UnsetType

from tiia_pricebook import Mode, Where
from tiia_pricebook.messages import say
from tiia_scraper.extraction.page_parts import Page
from tiia_scraper.vocabulary import ModeWords, mode_words

_UNSTATED = say("no sentence says whether tiers are reached (阶梯到达) or progressive (阶梯累进)")


class ReadMode(NamedTuple):
    """The mode of all tiers, the clause that says so, and whether it is only assumed."""

    mode: Mode
    clause: str | None
    certainty: Literal["assumed"] | UnsetType = UNSET


def read_mode(page: Page) -> ReadMode:
    """Whether tiers are reached or progressive; assumed, with a finding, where nothing decides.

    Sentences that disagree are refused. What is announced says nothing of today.
    """
    said = [
        (one.clause, mode_words(one.plain))
        for one in page.stated
        if one.clause not in page.announcing
    ]
    reached, progressive = _first(said, "reached"), _first(said, "progressive")
    if reached and progressive:
        text = say(
            "clause {reached} says 阶梯到达, clause {progressive} says 阶梯累进",
            reached=reached,
            progressive=progressive,
        )
        page.refuse("tier-mode-contradictory", text, say("one mode"), clause=progressive)
    if progressive:
        return ReadMode("progressive", progressive)
    if reached:
        return ReadMode("reached", reached)
    unclear = next((clause for clause, words in said if words.speaks), None)
    text = (
        say("{unstated}; clause {unclear} speaks of tiers", unstated=_UNSTATED, unclear=unclear)
        if unclear
        else _UNSTATED
    )
    page.find("tier-mode-unstated", Where(), text, say("reached"))
    return ReadMode("reached", None, "assumed")


def _first(said: Sequence[tuple[str, ModeWords]], mode: Mode) -> str | None:
    return next((clause for clause, words in said if mode in words.modes), None)
