"""Free quotas of two books, interface by interface: calls, dates, and who shares them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from tiia_pricebook import FreeQuota
from tiia_pricing.changes.change import Draft, Side, place, spots, with_consequences
from tiia_pricing.changes.detection.quota_sharing import Sharing
from tiia_pricing.changes.detection.quota_spans import (
    Span,
    quota_at,
    quota_draft,
    time_key,
)
from tiia_pricing.changes.kinds import Level
from tiia_pricing.changes.pair import Pair


def compare_quotas(pair: Pair) -> Iterator[Draft]:
    """Yield what changed in the free quotas of the interfaces that both books have."""
    sharing = Sharing(pair)
    for name in pair.kept:
        olds, news = (facts.quotas.get(name, []) for facts in pair.facts.values())
        if not (olds and news):
            yield from _all_gone(pair, "old", name)
            yield from _all_gone(pair, "new", name)
        elif len(olds) == len(news):
            spans = [Span(o, n, o.from_, o.to) for o, n in zip(olds, news, strict=True)]
            yield from _dates(name, spans, sharing)
            for span in spans:
                yield from _compare(name, span, sharing)
        else:
            yield from _piecewise(name, olds, news, sharing)


def lone_quotas(pair: Pair, side: Side, name: str) -> Iterator[Draft]:
    """Yield the quotas of an interface for which the other book has none, as one change."""
    quotas = pair.facts[side].quotas.get(name, ())
    drafts = [_lone(name, quota, side, quota.from_, quota.to) for quota in quotas]
    if drafts:
        yield with_consequences(drafts[0], *drafts[1:])


def _all_gone(pair: Pair, side: Side, name: str) -> Iterator[Draft]:
    """As ``lone_quotas``; one change for the whole table where none of it has a quota left."""
    facts = pair.facts[side]
    for draft in lone_quotas(pair, side, name):
        table = facts.quotas[name][0].source.table
        gone = table is not None and table not in pair.free_in_both[side]
        whole = gone and facts.granted[table] != set(draft.interfaces)
        yield replace(draft, home=("table", table), key={}) if whole else draft


def _piecewise(
    name: str, olds: Sequence[FreeQuota], news: Sequence[FreeQuota], sharing: Sharing
) -> Iterator[Draft]:
    """Books that change the quota on other days, and not as often: compared day by day."""
    for from_, to in _times(olds, news):
        old, new = quota_at(olds, from_), quota_at(news, from_)
        if old and new:
            yield from _compare(name, Span(old, new, from_, to), sharing)
        elif quota := old or new:
            yield _lone(name, quota, "old" if old else "new", from_, to)


def _times(
    olds: Sequence[FreeQuota], news: Sequence[FreeQuota]
) -> Iterator[tuple[dt.date | None, dt.date | None]]:
    """The longest times in which no quota of either book begins or ends."""
    days = sorted({day for q in (*olds, *news) for day in (q.from_, q.to) if day})
    yield from pairwise([None, *days, None])


def _dates(name: str, spans: Sequence[Span], sharing: Sharing) -> Iterator[Draft]:
    """Each date that moved: the end of one quota and the beginning of the next are one."""
    first, last = spans[0], spans[-1]
    if first.old.from_ != first.new.from_:
        later = (first.new.from_ or dt.date.min) > (first.old.from_ or dt.date.min)
        yield _moved(name, first, first.old.from_, first.new.from_, less=later)
    for before, after in pairwise(spans):
        old, new = after.old.from_, after.new.from_
        if old and new and old != new:
            order = (after.old, before.old) if new > old else (before.old, after.old)
            yield _moved(name, after, old, new, less=sharing.loses(*order))
    if last.old.to != last.new.to:
        sooner = (last.new.to or dt.date.max) < (last.old.to or dt.date.max)
        yield _moved(name, last, last.old.to, last.new.to, less=sooner)


def _moved(name: str, span: Span, old: dt.date | None, new: dt.date | None, *, less: bool) -> Draft:
    """A date that moved; ``less`` where fewer calls are free between the two."""
    days = (old and old.isoformat(), new and new.isoformat())
    level: Level = "breaking" if less else "notable"
    return quota_draft("quota-date-changed", level, name, span, days)


def _compare(name: str, span: Span, sharing: Sharing) -> Iterator[Draft]:
    """One time: a change of who shares comes before one of how many calls there are."""
    old, new, calls = span.old.calls, span.new.calls, []
    if old != new:
        id, level = _direction(less=new < old)
        calls = [quota_draft(id, level, name, span, (old, new), time_key(span.from_, span.to))]
    if sharing.changed(span):
        yield with_consequences(sharing.compare(name, span), *calls)
    else:
        yield from calls


def _direction(*, less: bool) -> tuple[str, Level]:
    return ("free-quota-decreased", "breaking") if less else ("free-quota-increased", "notable")


def _lone(
    name: str, quota: FreeQuota, side: Side, from_: dt.date | None, to: dt.date | None
) -> Draft:
    return Draft(
        id="free-quota-removed" if side == "old" else "free-quota-added",
        level="breaking" if side == "old" else "notable",
        home=(place(quota.source), quota.source.clause, from_, to, quota.calls),
        interfaces=(name,),
        old=quota.calls if side == "old" else None,
        new=quota.calls if side == "new" else None,
        place=place(quota.source),
        key=time_key(from_, to),
        touches=spots(side, quota.source),
        leads=frozenset({quota.clause} if quota.clause else ()),
    )
