"""Announcements of two books: made, changed, withdrawn, and carried out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from tiia_pricebook import PriceBook
from tiia_pricing.changes.change import Draft, Spot, place, spots, with_consequences
from tiia_pricing.changes.detection.announced_apart import AnnouncedValue, Value
from tiia_pricing.changes.detection.grouping import merged
from tiia_pricing.changes.kinds import Level
from tiia_pricing.changes.pair import Pair
from tiia_pricing.changes.spelling import day_as_written

_KINDS = {"price": "tier", "bound": "tier", "pack": "pack", "quota": "quota", "end": "tier"}

Both = tuple[Sequence[AnnouncedValue], Sequence[AnnouncedValue]]


def compare_announced(pair: Pair, both: Both) -> list[Draft]:
    """Return what is announced in one of the books alone, or otherwise.

    One draft for each sentence.
    """
    drafts = [draft for old, new in _pairs(pair, both) for draft in _draft(pair, old, new)]
    return _by_sentence(merged(drafts, pair.names))


def carried_out(pair: Pair, both: Both, drafts: Sequence[Draft]) -> list[Draft]:
    """Return ``drafts``, of which each that makes what was announced touches the words that did."""
    told = list(drafts)
    for one in _gone(both):
        for index, draft in enumerate(told):
            if _is_done(pair.new, one) and _makes(draft, one):
                told[index] = replace(draft, touches=draft.touches | spots("old", one.source))
    return told


def said_in(book: PriceBook, announced: Sequence[AnnouncedValue]) -> frozenset[str]:
    """Return the clauses in which what ``book`` announces is said.

    An end keeps no clause: those that have its day and the interface are meant.
    """
    found = {one.source.clause for one in announced if one.source.clause}
    for one in announced:
        if one.value is None:
            day = day_as_written(one.date)
            found |= {c.id for c in book.clauses if day in c.text and one.interface in c.text}
    return frozenset(found)


def _gone(both: Both) -> list[AnnouncedValue]:
    said = {(one.target, one.date, one.value) for one in both[1]}
    return [one for one in both[0] if (one.target, one.date, one.value) not in said]


def _makes(draft: Draft, one: AnnouncedValue) -> bool:
    """Whether a change of what holds is to the value that was announced."""
    value = draft.new.get(one.interface) if isinstance(draft.new, dict) else draft.new
    kind = _KINDS[one.what]
    same = draft.kind == kind and one.interface in draft.interfaces
    return same and value == one.value and _key(one).items() <= draft.key.items()


def _pairs(pair: Pair, both: Both) -> Iterator[tuple[AnnouncedValue | None, AnnouncedValue | None]]:
    """What was announced and what is, of each price, bound, pack or quota in turn."""
    gone = [one for one in _gone(both) if not _is_done(pair.new, one)]
    come = _gone((both[1], both[0]))
    for target in dict.fromkeys(one.target for one in (*gone, *come)):
        olds = sorted((o for o in gone if o.target == target), key=lambda one: one.date)
        news = sorted((n for n in come if n.target == target), key=lambda one: one.date)
        for index in range(max(len(olds), len(news))):
            yield (
                olds[index] if index < len(olds) else None,
                news[index] if index < len(news) else None,
            )


def _is_done(book: PriceBook, one: AnnouncedValue) -> bool:
    """Whether what was announced holds now, or has nothing left that it could change."""
    now = value_now(book, one)
    return now is None if one.value is None else now in (None, one.value)


def value_now(book: PriceBook, one: AnnouncedValue) -> Value:
    """Return what holds in ``book``, which announces nothing, of what ``one`` is about."""
    if one.what == "pack":
        packs = (p for p in book.packs if (p.interface, p.calls) == (one.interface, one.which))
        return next((str(pack.price) for pack in packs), None)
    if one.what == "quota":
        quotas = [quota for quota in book.free_quotas if one.interface in quota.interfaces]
        ordered = sorted(quotas, key=lambda quota: quota.from_ or dt.date.min)
        return ordered[-1].calls if ordered else None
    tables = [table for table in book.pay_as_you_go if table.interface == one.interface]
    tier = next((t for table in tables for t in table.tiers[one.which : one.which + 1]), None)
    if tier is None or one.what == "end":
        return one.interface if tables and one.what == "end" else None
    return str(tier.price) if one.what == "price" else tier.from_calls


def _draft(pair: Pair, old: AnnouncedValue | None, new: AnnouncedValue | None) -> Iterator[Draft]:
    one = new or old
    if one is None:
        return
    now = value_now(pair.new, one)
    plain = (None, None) if one.what == "end" else (one.before, now)
    values = (_said(old) if old else plain[0], _said(new) if new else plain[1])
    touches: frozenset[Spot] = spots("old", old.source) if old else frozenset()
    touches |= spots("new", new.source) if new else frozenset()
    yield Draft(
        id="change-announced" if new else "announcement-withdrawn",
        level=_level(old, new, now),
        home=(place(one.source), one.source.clause, *map(str, (*_key(one).items(), *values))),
        interfaces=(one.interface,),
        old=values[0],
        new=values[1],
        place=place(one.source),
        key=_key(one),
        touches=touches,
        leads=frozenset({one.lead} if one.lead else ()),
        of=_KINDS[one.what],
    )


def _key(one: AnnouncedValue) -> dict[str, Any]:
    if one.what == "pack":
        return {"calls": one.which}
    return {"from_calls": one.from_calls} if one.what in ("price", "bound") else {}


def _said(one: AnnouncedValue) -> dict[str, Any]:
    return {"value": one.value, "from": one.date.isoformat()}


def _level(old: AnnouncedValue | None, new: AnnouncedValue | None, now: Value) -> Level:
    """``breaking`` where a bill can be higher than with what was announced before, on any day."""
    if new is None:
        worse = old is not None and _is_worse(old, old.value, now)
    elif old is None:
        worse = _is_worse(new, new.before, new.value)
    else:
        sooner, later = new.date < old.date, new.date > old.date
        worse = _is_worse(new, old.value, new.value)
        worse |= sooner and _is_worse(new, new.before, new.value)
        worse |= later and _is_worse(new, old.value, old.before)
        # Instead of an end comes another value: that is as good as announced for the first time.
        instead = old.value is None and new.value is not None
        worse |= instead and _is_worse(new, new.before, new.value)
    return "breaking" if worse else "notable"


def _is_worse(one: AnnouncedValue, before: Value, after: Value) -> bool:
    """Whether ``after`` costs more; a bound that moves costs someone more either way."""
    if before == after:
        return False
    if one.what == "bound":
        return True
    if before is None or after is None or one.what == "end":
        return after is None
    dearer = Decimal(after) > Decimal(before)
    return not dearer if one.what == "quota" else dearer


def _by_sentence(drafts: Sequence[Draft]) -> list[Draft]:
    """One sentence is one edit: what else it announces follows from the first that it does."""
    groups: dict[Any, list[Draft]] = {}
    for index, draft in enumerate(drafts):
        clauses = frozenset(spot for spot in draft.touches if len(spot) == 2)
        groups.setdefault((draft.id, clauses) if clauses else index, []).append(draft)
    return [with_consequences(*group) for group in groups.values()]
