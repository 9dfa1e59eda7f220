"""Announced prices and ends of packs → their dated packs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from tiia_pricebook import Pack
from tiia_pricebook.messages import say
from tiia_scraper.extraction.announcements.announced_prices import contradicted, risen
from tiia_scraper.extraction.announcements.announcement_conflicts import (
    AnnouncedStep,
    agreed,
    carried_out,
)
from tiia_scraper.extraction.announcements.announcement_places import Heard, refuse
from tiia_scraper.extraction.page_parts import Page
from tiia_scraper.vocabulary import PackPrice, Percent


def announced_packs(page: Page, packs: Sequence[Pack], heard: Sequence[Heard]) -> tuple[Pack, ...]:
    """``packs`` of one page, each until the day that it changes, followed by what it becomes."""
    steps = agreed_by_interface(page, packs, heard)
    return tuple(
        dated
        for pack in packs
        for dated in _dated(page, pack, steps.get((pack.interface, pack.calls), []))
    )


def agreed_by_interface(
    page: Page, packs: Sequence[Pack], heard: Sequence[Heard]
) -> dict[tuple[str, int], list[AnnouncedStep]]:
    """Return what is announced of each pack, by interface and size, in the order of the days."""
    found: dict[tuple[str, int], list[AnnouncedStep]] = {}
    for name in dict.fromkeys(one.interface for one in heard):
        mine = [pack for pack in packs if pack.interface == name]
        said = [one for one in heard if one.interface == name]
        for step in agreed(page, [step for one in said for step in _steps(page, mine, one)]):
            found.setdefault((name, step.tier), []).append(step)
    return found


def _steps(page: Page, packs: Sequence[Pack], heard: Heard) -> Iterator[AnnouncedStep]:
    """The announcement for each pack that it is about; a finding where that is unclear."""
    said, about = heard.said, _about(packs, heard)
    if not about and (said.pack or said.what != "end"):
        refuse(page, heard, say("it does not say which pack it is about"))
    for pack in about:
        new = said.new
        if said.what == "end":
            value = None
        elif isinstance(new, PackPrice):
            value = new.amount
        elif isinstance(new, Percent) and (price := risen(pack.price, new)):
            value = price
        else:
            refuse(page, heard, say("its price is none of a pack"))
            return
        yield AnnouncedStep(heard, said.what, pack.calls, value)


def _about(packs: Sequence[Pack], heard: Heard) -> list[Pack]:
    """The packs of the size, of the old price, the only one; all for an end or per cents."""
    said = heard.said
    if said.size is not None:
        return [pack for pack in packs if pack.calls == said.size]
    if isinstance(said.old, PackPrice):
        found = [pack for pack in packs if pack.price == said.old.amount]
        return found if len(found) == 1 else []
    every = said.what == "end" or isinstance(said.new, Percent)
    return list(packs) if every or len(packs) == 1 else []


def _dated(page: Page, pack: Pack, steps: Sequence[AnnouncedStep]) -> Iterator[Pack]:
    last = pack
    for step in steps:
        said, heard = step.heard.said, step.heard
        if step.what == "end":
            last = replace(last, to=step.date)
            break
        value = risen(last.price, said.new) if isinstance(said.new, Percent) else step.value
        if value == last.price:
            carried_out(page, step, "packs")
        if not isinstance(value, Decimal) or value == last.price:
            continue
        old = said.old.amount if isinstance(said.old, PackPrice) else None
        if why := contradicted(last.price, value, said.rises, old):
            refuse(page, heard, why)
            continue
        yield replace(last, to=step.date)
        last = replace(last, price=value, source=heard.source, from_=step.date)
    yield last
