"""Resource packs of two books: their sizes, prices and number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from tiia_pricebook import Pack
from tiia_pricing.changes.change import (
    Draft,
    Side,
    place,
    spots,
    with_consequences,
)
from tiia_pricing.changes.pair import Pair


def compare_packs(pair: Pair) -> Iterator[Draft]:
    """Yield what changed in the packs of the interfaces that both books have."""
    for name in pair.kept:
        olds, news = (facts.packs.get(name, {}) for facts in pair.facts.values())
        if not (olds and news):
            yield from lone_packs(pair, "old", name)
            yield from lone_packs(pair, "new", name)
            continue
        both = [(old, news[key]) for key, old in olds.items() if key in news]
        yield from (_priced(old, new) for old, new in both if old.price != new.price)
        gone = [pack for key, pack in olds.items() if key not in news]
        come = [pack for key, pack in news.items() if key not in olds]
        yield from _resized(gone, come)


def lone_packs(pair: Pair, side: Side, name: str) -> Iterator[Draft]:
    """Yield all packs of an interface for which the other book has none, as one change."""
    drafts = [_lone(pack, side) for pack in pair.facts[side].packs.get(name, {}).values()]
    if drafts:
        first = replace(drafts[0], home=("all", drafts[0].home))
        yield with_consequences(first, *drafts[1:])


def _resized(gone: Sequence[Pack], come: list[Pack]) -> Iterator[Draft]:
    """A pack of another size for the same price stands for the one that went."""
    left = list(come)
    for pack in gone:
        twin = next((other for other in left if other.price == pack.price), None)
        if twin:
            left.remove(twin)
            yield with_consequences(_lone(pack, "old"), _lone(twin, "new"))
        else:
            yield _lone(pack, "old")
    yield from (_lone(pack, "new") for pack in left)


def _priced(old: Pack, new: Pack) -> Draft:
    dearer = new.price > old.price
    return Draft(
        id="pack-price-increased" if dearer else "pack-price-decreased",
        level="breaking" if dearer else "notable",
        home=(place(old.source), str(old.price), str(new.price)),
        interfaces=(old.interface,),
        old=str(old.price),
        new=str(new.price),
        place=place(new.source),
        key={"calls": old.calls},
        touches=spots("old", old.source, old.size) | spots("new", new.source, new.size),
        leads=frozenset(filter(None, (old.clause, new.clause))),
    )


def _lone(pack: Pack, side: Side) -> Draft:
    price = str(pack.price)
    return Draft(
        id="pack-removed" if side == "old" else "pack-added",
        level="breaking" if side == "old" else "notable",
        home=(place(pack.size), pack.calls, str(pack.from_), str(pack.to)),
        interfaces=(pack.interface,),
        old=price if side == "old" else None,
        new=price if side == "new" else None,
        place=place(pack.source),
        key={"calls": pack.calls},
        touches=spots(side, pack.source, pack.size),
        leads=frozenset({pack.clause} if pack.clause else ()),
    )
