"""How long packs last, in two books: shorter is worse, and none stated is a year."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from msgspec import UnsetType

from tiia_pricebook import Pack, Source
from tiia_pricebook.pack_validity import is_shorter, stated_validity, validity_of
from tiia_pricing.changes.change import Draft, Side, Spot, place, spots
from tiia_pricing.changes.kinds import Level
from tiia_pricing.changes.pair import Pair


class _Both(NamedTuple):
    """A pack in both books."""

    old: Pack
    new: Pack

    @property
    def home(self) -> Hashable:
        """The edit: of the cells or sentences that state both, else of the pack alone."""
        values = (str(validity_of(self.old)), str(validity_of(self.new)))
        stated = (_at(self.old.validity), _at(self.new.validity))
        return (*values, *stated) if any(stated) else (*values, self.old.interface, self.old.calls)


def compare_validities(pair: Pair) -> Iterator[Draft]:
    """Yield the packs that last longer, or not as long, one draft for each.

    Those of one edit agree.
    """
    both = [one for name in pair.kept for one in _both(pair, name)]
    edits: dict[Hashable, list[_Both]] = {}
    for one in both:
        edits.setdefault(one.home, []).append(one)
    yield from (draft for edit in edits.values() for draft in _drafts(edit))


def _both(pair: Pair, name: str) -> Iterator[_Both]:
    olds, news = (facts.packs.get(name, {}) for facts in pair.facts.values())
    yield from (_Both(old, news[key]) for key, old in olds.items() if key in news)


def _drafts(edit: Sequence[_Both]) -> Iterator[Draft]:
    """Of packs of several sizes, none is named."""
    sizes = {one.old.calls for one in edit}
    key = {"calls": edit[0].old.calls} if len(sizes) == 1 else {}
    for one in edit:
        before, after = validity_of(one.old), validity_of(one.new)
        shorter = is_shorter(after, before)
        if not (shorter or is_shorter(before, after)):
            continue
        yield Draft(
            id="pack-validity-shortened" if shorter else "pack-validity-extended",
            level=_level(one, shorter=shorter),
            home=one.home,
            interfaces=(one.old.interface,),
            old=str(before),
            new=str(after),
            place=_place(one),
            key=key,
            touches=_spots("old", one.old.validity) | _spots("new", one.new.validity),
        )


def _level(one: _Both, *, shorter: bool) -> Level:
    """``breaking`` too where the page says no more how long, so that a year is only assumed."""
    unstated = stated_validity(one.new) is None
    return "breaking" if shorter or unstated else "notable"


def _at(source: Source | UnsetType) -> Hashable:
    return (place(source), source.clause) if source else None


def _place(one: _Both) -> tuple[int, ...]:
    return place(one.new.validity or one.old.validity or one.new.source)


def _spots(side: Side, source: Source | UnsetType) -> frozenset[Spot]:
    return spots(side, source) if source else frozenset()
