"""Tiers of two books: their prices, bounds, number, unit and mode."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from msgspec.structs import replace

from tiia_pricebook import PayAsYouGo, Tier
from tiia_pricing.changes.change import Draft, Side, Spot, place, spots, with_consequences
from tiia_pricing.changes.detection.tier_alignment import Match, align, filling, moved
from tiia_pricing.changes.kinds import Level
from tiia_pricing.changes.pair import Pair
from tiia_scraper.document.whitespace import squeeze


def compare_tiers(pair: Pair) -> Iterator[Draft]:
    """Yield what changed in the prices of the interfaces that both books have."""
    for name in pair.kept:
        olds, news = (facts.tiers.get(name, []) for facts in pair.facts.values())
        if not (olds and news):
            yield from lone_tiers(pair, "old", name)
            yield from lone_tiers(pair, "new", name)
            continue
        for old, new in zip_longest(olds, news):
            if old and new:
                yield from _compare(old, new)
            elif table := old or new:
                # Prices of a time of their own may be dearer than those that they replace.
                draft = _lone_table(table, "old" if old else "new", table.tiers[0].source.row)
                yield replace(draft, level="breaking")


def lone_tiers(pair: Pair, side: Side, name: str) -> Iterator[Draft]:
    """Yield all prices of an interface that only one book has, as one change for each table."""
    for table in pair.facts[side].tiers.get(name, ()):
        source = table.tiers[0].source
        whole = source.table not in pair.priced_in_both[side]
        yield _lone_table(table, side, None if whole else source.row)


def _lone_table(table: PayAsYouGo, side: Side, row: int | None) -> Draft:
    first, *others = (
        draft if row is None else replace(draft, touches=spots(side, tier.source))
        for tier in table.tiers
        for draft in (_lone(table, tier, side, ()),)
    )
    home = ("table", table.tiers[0].source.table, row)
    return with_consequences(replace(first, home=home), *others)


def _compare(old: PayAsYouGo, new: PayAsYouGo) -> Iterator[Draft]:
    matches = align(old.tiers, new.tiers)
    if old.mode != new.mode:
        yield _mode(old, new)
    prices = list(_prices(old, new, matches))
    if old.per_calls != new.per_calls:
        yield with_consequences(_unit(old, new), *prices)
    else:
        yield from prices
    yield from _bounds(old, new, matches)


def _mode(old: PayAsYouGo, new: PayAsYouGo) -> Draft:
    slugs = frozenset(filter(None, (old.mode_clause, new.mode_clause)))
    return Draft(
        id="tier-mode-changed",
        level="breaking",
        home=(old.mode, old.mode_clause, new.mode_clause),
        interfaces=(old.interface,),
        old=old.mode,
        new=new.mode,
        place=place(old.tiers[0].source),
        touches=frozenset((side, slug) for side in ("old", "new") for slug in slugs),
    )


def _unit(old: PayAsYouGo, new: PayAsYouGo) -> Draft:
    """The unit stands in the prices of a row or, where those stayed the same, in their head."""
    first, now = old.tiers[0].source, new.tiers[0].source
    in_head = squeeze(first.text) == squeeze(now.text)
    return Draft(
        id="unit-changed",
        level="breaking",
        home=(first.table, None if in_head else first.row, old.per_calls, new.per_calls),
        interfaces=(old.interface,),
        old=old.per_calls,
        new=new.per_calls,
        place=place(first),
        touches=spots("old", *(t.source for t in old.tiers))
        | spots("new", *(t.source for t in new.tiers)),
        leads=_leads(old, new),
    )


def _prices(old: PayAsYouGo, new: PayAsYouGo, matches: list[Match]) -> Iterator[Draft]:
    for before, after in matches:
        if before is None or after is None or before.price == after.price:
            continue
        change = after.price * old.per_calls - before.price * new.per_calls
        if change == 0:
            continue
        level: Level = "breaking" if change > 0 else "notable"
        yield Draft(
            id="price-increased" if change > 0 else "price-decreased",
            level=level,
            home=(place(before.source), str(before.price), str(after.price)),
            interfaces=(old.interface,),
            old=str(before.price),
            new=str(after.price),
            place=place(after.source),
            key={"from_calls": before.from_calls},
            touches=_price_cells("old", old, before) | _price_cells("new", new, after),
            leads=_leads(old, new),
        )


def _bounds(old: PayAsYouGo, new: PayAsYouGo, matches: list[Match]) -> Iterator[Draft]:
    """Tiers that came or went, and bounds that moved, by themselves or to fill the place."""
    told: dict[int, Draft] = {}
    for index, (before, after) in enumerate(matches):
        if before and after:
            if moved(before, after):
                told[index] = _moved(old, new, before, after)
        elif before:
            told[index] = _lone(old, before, "old", new.tiers)
        elif after:
            told[index] = _lone(new, after, "new", old.tiers)
    for index, cause in filling(matches).items():
        told[cause] = with_consequences(told[cause], told.pop(index))
    yield from told.values()


def _moved(old: PayAsYouGo, new: PayAsYouGo, before: Tier, after: Tier) -> Draft:
    return Draft(
        id="tier-bound-moved",
        level="breaking",
        home=(place(before.bound), before.from_calls, after.from_calls),
        interfaces=(old.interface,),
        old=before.from_calls,
        new=after.from_calls,
        place=place(after.bound),
        key={"from_calls": before.from_calls},
        touches=_bound_cells("old", old, before) | _bound_cells("new", new, after),
        leads=_leads(old, new),
    )


def _lone(table: PayAsYouGo, tier: Tier, side: Side, others: tuple[Tier, ...]) -> Draft:
    """A tier of one book; ``others`` are what the other book has of the interface."""
    price = str(tier.price)
    level: Level = "breaking" if side == "old" or _raises(tier, others) else "notable"
    return Draft(
        id="tier-removed" if side == "old" else "tier-added",
        level=level,
        home=(place(tier.bound), tier.from_calls),
        interfaces=(table.interface,),
        old=price if side == "old" else None,
        new=price if side == "new" else None,
        place=place(tier.source),
        key={"from_calls": tier.from_calls},
        touches=_lone_cells(side, table, tier),
        leads=_leads(table, table),
    )


def _raises(tier: Tier, others: tuple[Tier, ...]) -> bool:
    """Whether calls of a new tier cost more than in the old tier that held its first call."""
    held = [other.price for other in others if other.from_calls <= tier.from_calls]
    return bool(held) and tier.price > held[-1]


def _price_cells(side: Side, table: PayAsYouGo, tier: Tier) -> frozenset[Spot]:
    """The cells of a price and of those on both sides, above which it can rise."""
    index = table.tiers.index(tier)
    return spots(side, *(t.source for t in table.tiers[max(index - 1, 0) : index + 2]))


def _bound_cells(side: Side, table: PayAsYouGo, tier: Tier) -> frozenset[Spot]:
    """The cells of the two tiers that a bound parts."""
    index = table.tiers.index(tier)
    return spots(side, *(t.bound for t in table.tiers[max(index - 1, 0) : index + 1]))


def _lone_cells(side: Side, table: PayAsYouGo, tier: Tier) -> frozenset[Spot]:
    """The cells of a tier and of those beside it, whose range or rise it was or is part of."""
    index = table.tiers.index(tier)
    near = table.tiers[max(index - 1, 0) : index + 2]
    return spots(side, *(t.source for t in near), *(t.bound for t in near))


def _leads(old: PayAsYouGo, new: PayAsYouGo) -> frozenset[str]:
    return frozenset(filter(None, (old.clause, new.clause)))
