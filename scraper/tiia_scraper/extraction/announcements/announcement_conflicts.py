"""Announcements of one thing beside each other: the same, one after the other, or at odds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal, NamedTuple

from tiia_pricebook.messages import Message, say
from tiia_scraper.extraction.announcements.announcement_places import Heard
from tiia_scraper.extraction.page_parts import CarriedOut, Page
from tiia_scraper.vocabulary import Band, What


class AnnouncedStep(NamedTuple):
    """What the price, bound or quota of ``tier`` is announced to become, and by whom.

    ``tier`` is the number of a tier, the calls of a pack, and 0 for what has none.
    """

    heard: Heard
    what: What
    tier: int = 0
    value: Decimal | int | Band | None = None

    @property
    def date(self) -> dt.date:
        """From when on."""
        return self.heard.date


def agreed(page: Page, steps: Iterable[AnnouncedStep]) -> list[AnnouncedStep]:
    """Return ``steps`` by their days, each once, without those at odds with another.

    The same value from the same day is one announcement, in a sentence and in a cell. Another
    value from another day is another. The same day with another value, or the same value from
    another day, is a contradiction: the note in the cell holds, as it does for the quotas, since
    whoever changed the number had that cell before him. Two that stand equally near are both
    left out, since nothing says which was written last.
    """
    taken: list[AnnouncedStep] = []
    lost: list[AnnouncedStep] = []
    for step in sorted(steps, key=lambda step: not step.heard.near):
        clash = [other for other in (*taken, *lost) if _at_odds(step, other)]
        if clash:
            _disagree(page, step, clash[0])
            if not clash[0].heard.near or step.heard.near:
                lost += [step, *clash]
                taken = [other for other in taken if other not in clash]
        elif not any(_same(step, other) for other in taken):
            taken.append(step)
    return sorted(taken, key=lambda step: step.date)


def carried_out(
    page: Page, step: AnnouncedStep, kind: Literal["pay_as_you_go", "free_quotas", "packs"]
) -> None:
    """Record an announcement whose value the tables have already."""
    heard = step.heard
    done = CarriedOut(heard.interface, kind, step.tier, step.date, heard.source.text)
    page.carried_out.append(done)


def _same(one: AnnouncedStep, other: AnnouncedStep) -> bool:
    return _target(one) == _target(other) and (one.value, one.date) == (other.value, other.date)


def _at_odds(one: AnnouncedStep, other: AnnouncedStep) -> bool:
    if _target(one) != _target(other):
        return False
    return (one.value == other.value) != (one.date == other.date)


def _target(step: AnnouncedStep) -> tuple[What, int]:
    return (step.what, step.tier)


def _disagree(page: Page, step: AnnouncedStep, other: AnnouncedStep) -> None:
    near = other.heard.near and not step.heard.near
    decision = (
        say("the note in the cell holds") if near else say("neither is read; the tables hold")
    )
    text = say(
        "{interface}: {here} here, {there} elsewhere",
        interface=step.heard.interface,
        here=_said(step),
        there=_said(other),
    )
    page.find("announcements-disagree", step.heard.where, text, decision)


def _said(step: AnnouncedStep) -> Message:
    value = step.value
    if isinstance(value, Band):
        value = max(value.uppers, default=max(value.lowers))
    shown = say("no more") if value is None else value
    return say("{value} from {date}", value=shown, date=step.date)
