"""A ladder on a day of announcements: its tiers with other prices and other ranges of calls."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from tiia_pricebook import Tier
from tiia_pricebook.messages import say
from tiia_scraper.extraction.announcements.announced_prices import contradicted, per, risen
from tiia_scraper.extraction.announcements.announcement_conflicts import AnnouncedStep, carried_out
from tiia_scraper.extraction.announcements.announcement_places import Heard, refuse
from tiia_scraper.extraction.page_parts import Page
from tiia_scraper.extraction.tables.band_alignment import LadderError, ResolvedBand, climb
from tiia_scraper.extraction.tables.interface_tiers import TiersRead
from tiia_scraper.vocabulary import Band, Percent, UnitPrice


class Rungs(NamedTuple):
    """The tiers in force at a time, and their ranges of calls."""

    tiers: tuple[Tier, ...]
    bands: tuple[Band, ...]


def changed(page: Page, priced: TiersRead, before: Rungs, steps: Sequence[AnnouncedStep]) -> Rungs:
    """Return the ladder with the prices, and where they fit, the bounds of one day."""
    ladder, bounds = before, {}
    for step in steps:
        if step.what == "bound":
            bounds[step.tier] = step
        else:
            ladder = _priced(page, priced, ladder, step)
    return _bounded(page, ladder, bounds)


def _priced(page: Page, priced: TiersRead, ladder: Rungs, step: AnnouncedStep) -> Rungs:
    said, was = step.heard.said, ladder.tiers[step.tier]
    value = risen(was.price, said.new) if isinstance(said.new, Percent) else step.value
    if value == was.price:
        carried_out(page, step, "pay_as_you_go")
    if not isinstance(value, Decimal) or value == was.price:
        return ladder
    if why := contradicted(was.price, value, said.rises, _old(step.heard, priced)):
        refuse(page, step.heard, why)
        return ladder
    tiers = list(ladder.tiers)
    tiers[step.tier] = replace(was, price=value, source=step.heard.source)
    return ladder._replace(tiers=tuple(tiers))


def _old(heard: Heard, priced: TiersRead) -> Decimal | None:
    old = heard.said.old
    return per(old, priced.per_calls) if isinstance(old, UnitPrice) else None


def _bounded(page: Page, ladder: Rungs, steps: dict[int, AnnouncedStep]) -> Rungs:
    """The ladder with other ranges; an end that moves takes the range beside it along."""
    bands = [_settled(band) for band in ladder.bands]
    said = {tier: step.value for tier, step in steps.items() if isinstance(step.value, Band)}
    for tier, new in said.items():
        old, bands[tier] = bands[tier], _sided(bands[tier], _settled(new))
        if tier + 1 < len(bands) and tier + 1 not in steps and new.uppers not in ((), old.uppers):
            bands[tier + 1] = bands[tier + 1]._replace(lowers=new.uppers)
        if tier and tier - 1 not in steps and new.lowers != old.lowers:
            bands[tier - 1] = bands[tier - 1]._replace(uppers=new.lowers)
    try:
        climbed = climb(tuple(bands))
    except LadderError:
        for step in steps.values():
            refuse(page, step.heard, say("the ranges of calls would not follow one another"))
        return ladder
    moved = zip(ladder.tiers, climbed, strict=True)
    tiers = (_begun(tier, band, number, steps) for number, (tier, band) in enumerate(moved))
    return Rungs(tuple(tiers), tuple(bands))


def _begun(tier: Tier, band: ResolvedBand, number: int, steps: dict[int, AnnouncedStep]) -> Tier:
    """``tier`` with its first call, and the cell or sentence that moved it."""
    if tier.from_calls == band.start:
        return tier
    step = steps.get(number) or steps[number - 1]
    return replace(tier, from_calls=band.start, bound=step.heard.source, bound_in=band.bound_in)


def _settled(band: Band) -> Band:
    """``band`` without its note; what that says of an end is said by the end itself."""
    note = band.note
    if note is None:
        return band
    if note.calls in band.lowers and (note.included or not band.uppers):
        side = note.included if band.lower_in is None else band.lower_in
        return band._replace(lower_in=side, note=None)
    side = note.included if band.upper_in is None else band.upper_in
    return band._replace(upper_in=side, note=None)


def _sided(old: Band, new: Band) -> Band:
    """``new``, whose upper end lies on the side of the old one where it does not say."""
    return new if new.upper_in is not None else new._replace(upper_in=old.upper_in)
