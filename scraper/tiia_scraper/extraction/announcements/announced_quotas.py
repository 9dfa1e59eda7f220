"""Free quotas that sentences announce → dated free quotas."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from tiia_pricebook import FreeQuota
from tiia_pricebook.messages import say
from tiia_scraper.extraction.announcements.announced_prices import contradicted
from tiia_scraper.extraction.announcements.announcement_conflicts import (
    AnnouncedStep,
    agreed,
    carried_out,
)
from tiia_scraper.extraction.announcements.announcement_places import Heard, refuse
from tiia_scraper.extraction.page_parts import Page
from tiia_scraper.vocabulary import Monthly


def announced_quotas(
    page: Page, quotas: Sequence[FreeQuota], heard: Sequence[Heard]
) -> tuple[FreeQuota, ...]:
    """``quotas`` with what is announced of them, each in its place, in the order of the days."""
    found = list(quotas)
    for name in dict.fromkeys(one.interface for one in heard):
        mine = (step for one in heard if one.interface == name for step in _steps(one))
        for step in agreed(page, mine):
            index = _in_force(found, step)
            if index is None:
                if step.what == "quota":
                    refuse(page, step.heard, say("{name} has no free quota then", name=name))
            else:
                found[index : index + 1] = _changed(page, found[index], step)
    return tuple(found)


def _steps(heard: Heard) -> Iterator[AnnouncedStep]:
    said = heard.said
    if isinstance(said.new, Monthly):
        yield AnnouncedStep(heard, "quota", value=said.new.calls)
    elif said.what == "end" and not said.pack:
        yield AnnouncedStep(heard, "end")


def _in_force(quotas: Sequence[FreeQuota], step: AnnouncedStep) -> int | None:
    """The quota that the interface would have on the day of the change."""
    for index, quota in enumerate(quotas):
        begun = quota.from_ is None or quota.from_ <= step.date
        over = quota.to is not None and quota.to <= step.date
        if step.heard.interface in quota.interfaces and begun and not over:
            return index
    return None


def _changed(page: Page, quota: FreeQuota, step: AnnouncedStep) -> list[FreeQuota]:
    """``quota`` until the day, and what follows: of a pool, the others have what they had."""
    name, new = step.heard.interface, step.value
    if step.what == "end":
        others = tuple(other for other in quota.interfaces if other != name)
        left = [replace(quota, interfaces=others, from_=step.date)] if others else []
        return [*_until(quota, step.date), *left]
    if new == quota.calls:
        carried_out(page, step, "free_quotas")
    if not isinstance(new, int) or new == quota.calls:
        return [quota]
    said = step.heard.said
    old = said.old.calls if isinstance(said.old, Monthly) else None
    why = contradicted(quota.calls, new, said.rises, old)
    if why := why or ("" if len(quota.interfaces) == 1 else say("others share the quota")):
        refuse(page, step.heard, why)
        return [quota]
    source = step.heard.source
    after = replace(quota, calls=new, source=source, clause=source.clause, from_=step.date)
    return [*_until(quota, step.date), after]


def _until(quota: FreeQuota, date: dt.date) -> list[FreeQuota]:
    """``quota`` with its last day; nothing is left of one that begins on that day."""
    return [] if quota.from_ == date else [replace(quota, to=date)]
