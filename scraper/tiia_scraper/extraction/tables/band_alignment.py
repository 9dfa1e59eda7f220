"""Bands side by side → where each tier starts; gaps and overlaps are refused."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec import UNSET, UnsetType

from tiia_pricebook import BoundIn
from tiia_pricebook.messages import say
from tiia_scraper.vocabulary import Band

# 1-10万 starts at 1 or at 10,000: only the bands next to it tell. Each band reads in at most a few
# ways, so that more chains than these are no table of prices, but would grow with every band.
_MOST = 64


class ResolvedBand(NamedTuple):
    """One band resolved: its first call, its upper bound as written, and its doubts.

    ``stated`` is false where no text says on which side its lower bound lies;
    ``contradicted`` is true where the note names another number than the range;
    ``borrowed`` where a bound takes the unit of the other, as its neighbours need. ``bound_in``
    is the tier to which the number belongs that parts it from the one before; the first has none.
    """

    start: int
    upper: int | None
    stated: bool
    contradicted: bool
    borrowed: bool = False
    bound_in: BoundIn | UnsetType = UNSET


class LadderError(ValueError):
    """Bands that do not follow one another: the number of the band, and why."""

    def __init__(self, index: int, text: str, expected: str) -> None:
        super().__init__(text)
        self.index = index
        self.expected = expected


class _Rung(NamedTuple):
    lower: int
    upper: int | None
    lower_in: bool | None
    upper_in: bool | None
    contradicted: bool
    borrowed: bool


@lru_cache(maxsize=64)
def climb(bands: tuple[Band, ...]) -> tuple[ResolvedBand, ...]:
    """Return each band's first call; an explicit side wins, then the side of the band before.

    Where neither says a side, the lower bound is in. Raises ``LadderError`` for bands that
    do not start at 0, leave a gap, overlap, or do not end open.
    """
    rungs = _chain(bands)
    steps = [ResolvedBand(0, rungs[0].upper, True, rungs[0].contradicted, rungs[0].borrowed)]
    for index in range(1, len(rungs)):
        below, rung = rungs[index - 1], rungs[index]
        start, stated = _start(below, rung, index)
        side: BoundIn = "upper" if start == below.upper else "lower"
        steps.append(
            ResolvedBand(start, rung.upper, stated, rung.contradicted, rung.borrowed, side)
        )
    return tuple(steps)


def _chain(bands: Sequence[Band]) -> list[_Rung]:
    chains = [[rung] for rung in _rungs(bands[0]) if rung.lower == 0]
    if not chains:
        lower = min(bands[0].lowers)
        raise LadderError(
            0,
            say("the first tier starts at {lower}", lower=lower),
            say("a first tier that starts at 0"),
        )
    for index, band in enumerate(bands[1:], start=1):
        longer = [[*c, rung] for c in chains for rung in _rungs(band) if _joins(c[-1], rung)]
        if not longer:
            below, lower = chains[0][-1].upper, min(band.lowers)
            text = say(
                "a tier that starts at {lower} follows one that ends at {below}",
                lower=lower,
                below=below,
            )
            raise LadderError(index, text, say("a tier that starts where the one before ends"))
        chains = longer[:_MOST]
    whole = [chain for chain in chains if chain[-1].upper is None]
    if not whole:
        text = say("the last tier ends at {upper}", upper=chains[0][-1].upper)
        raise LadderError(len(bands) - 1, text, say("a last tier without an end"))
    if len(whole) > 1:
        raise LadderError(0, say("the bounds can be read in two ways"), say("a unit on both sides"))
    return whole[0]


def _rungs(band: Band) -> list[_Rung]:
    """The readings of one band; its note settles a side, or contradicts the range."""
    uppers = band.uppers or (None,)
    return [
        _noted(band, lower, upper)
        for lower in band.lowers
        for upper in uppers
        if upper is None or lower < upper
    ]


def _noted(band: Band, lower: int, upper: int | None) -> _Rung:
    lower_in, upper_in, note = band.lower_in, band.upper_in, band.note
    contradicted = False
    if note:
        at_lower = note.calls == lower and (note.included or upper is None)
        if at_lower:
            contradicted = lower_in not in (None, note.included)
            lower_in = note.included if lower_in is None else lower_in
        else:
            contradicted = note.calls != upper or upper_in not in (None, note.included)
            upper_in = note.included if upper_in is None else upper_in
    borrowed = lower != band.lowers[0] or upper != (band.uppers or (None,))[0]
    return _Rung(lower, upper, lower_in, upper_in, contradicted, borrowed)


def _joins(below: _Rung, rung: _Rung) -> bool:
    if below.upper is None:
        return False
    next_whole = below.upper_in is not False and rung.lower_in is not False
    return rung.lower == below.upper or (next_whole and rung.lower == below.upper + 1)


def _start(below: _Rung, rung: _Rung, index: int) -> tuple[int, bool]:
    if below.upper is not None and rung.lower == below.upper + 1:
        return rung.lower, True
    sides = (below.upper_in, rung.lower_in)
    if sides in ((True, True), (False, False)):
        both = say("both tiers") if sides[0] else say("neither tier")
        text = say("{lower} calls are in {both}", lower=rung.lower, both=both)
        raise LadderError(index, text, say("a bound that belongs to one tier"))
    lower_in = rung.lower_in if rung.lower_in is not None else not below.upper_in
    return (rung.lower if lower_in else rung.lower + 1), sides != (None, None)
