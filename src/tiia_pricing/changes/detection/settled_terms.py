"""What clauses settle without a change id of its own: order, mode, days of prices."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from tiia_pricing.changes.change import Draft, place, worst
from tiia_pricing.changes.kinds import Level
from tiia_pricing.changes.pair import Pair

_ORDER = "settlement-order"


def settled(pair: Pair, clauses: Sequence[Draft]) -> list[Draft]:
    """Return ``clauses`` with the levels of what they settle.

    A term that changed while no clause did, as it can in a book written by hand, is a
    ``clause-changed`` of its own.
    """
    drafts = list(clauses)
    for term in (*_order(pair), *_mode(pair), *_days(pair)):
        carriers = [index for index, draft in enumerate(drafts) if draft.touches & term.touches]
        if carriers:
            draft = drafts[carriers[0]]
            drafts[carriers[0]] = replace(draft, level=worst(draft.level, term.level))
        else:
            drafts.append(term)
    return drafts


def _order(pair: Pair) -> Iterator[Draft]:
    old, new = pair.old.settlement_order, pair.new.settlement_order
    if old.steps != new.steps or (old.clause and not new.clause):
        slugs = [slug for slug in (old.clause, new.clause) if slug] or [_ORDER]
        yield _draft("breaking", (), slugs, list(old.steps), list(new.steps))


def _mode(pair: Pair) -> Iterator[Draft]:
    """The sentence that says how tiers are reached: without it, the mode is only assumed."""
    old, new = ({table.mode_clause for table in b.pay_as_you_go} for b in (pair.old, pair.new))
    if new == {None}:
        yield from (_draft("breaking", (), [slug], slug, None) for slug in old if slug)


def _days(pair: Pair) -> Iterator[Draft]:
    """From when until when prices hold."""
    for name in pair.kept:
        olds, news = (facts.tiers.get(name, []) for facts in pair.facts.values())
        for old, new in zip(olds, news, strict=False):
            if (old.from_, old.to) != (new.from_, new.to):
                slugs = [slug for slug in (old.clause, new.clause) if slug] or [name]
                days = (_interval(old.from_, old.to), _interval(new.from_, new.to))
                draft = _draft("breaking", (name,), slugs, *days)
                yield replace(draft, place=place(new.tiers[0].source))


def _interval(from_: dt.date | None, to: dt.date | None) -> str:
    return f"[{from_ or ''}, {to or ''})"


def _draft(
    level: Level, interfaces: tuple[str, ...], slugs: Sequence[str], old: Any, new: Any
) -> Draft:
    return Draft(
        id="clause-changed",
        level=level,
        home=(slugs[0], str(old), str(new)),
        interfaces=interfaces,
        old=old,
        new=new,
        place=(1_000_000,),
        key={"clause": slugs[0]},
        touches=frozenset((side, slug) for side in ("old", "new") for slug in slugs),
    )
