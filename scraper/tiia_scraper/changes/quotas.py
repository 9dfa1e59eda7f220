"""Free quotas of two books, interface by interface: calls, dates, and who shares them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from tiia_pricing.pricebook import FreeQuota, PriceBook
from tiia_scraper.changes.model import (
    Draft,
    Level,
    Pair,
    Side,
    alone,
    place,
    spots,
    with_consequences,
)


class _Span(NamedTuple):
    """A time for which each book grants one quota or none."""

    old: FreeQuota | None
    new: FreeQuota | None
    from_: dt.date | None
    to: dt.date | None


def compare_quotas(pair: Pair) -> Iterator[Draft]:
    """What changed in the free quotas of the interfaces that both books have."""
    for name in pair.kept:
        olds, news = _quotas(pair.old, name), _quotas(pair.new, name)
        if not (olds and news):
            yield from lone_quotas(pair.old, "old", name)
            yield from lone_quotas(pair.new, "new", name)
        elif len(olds) == len(news):
            spans = [_Span(o, n, o.from_, o.to) for o, n in zip(olds, news, strict=True)]
            yield from _dates(name, spans)
            for span in spans:
                yield from _compare(name, span, pair)
        else:
            for span in _spans(olds, news):
                yield from _compare(name, span, pair)


def lone_quotas(book: PriceBook, side: Side, name: str) -> Iterator[Draft]:
    """The quotas of an interface for which the other book has none, as one change."""
    drafts = [_lone(name, q, side, q.from_, q.to) for q in _quotas(book, name)]
    if drafts:
        yield with_consequences(drafts[0], *drafts[1:])


def _quotas(book: PriceBook, name: str) -> list[FreeQuota]:
    """The quotas of an interface, the earliest first."""
    found = [quota for quota in book.free_quotas if name in quota.interfaces]
    return sorted(found, key=lambda quota: str(quota.from_ or ""))


def _spans(olds: Sequence[FreeQuota], news: Sequence[FreeQuota]) -> list[_Span]:
    """The times in which no quota of either book begins or ends, with what each grants."""
    days = sorted({day for q in (*olds, *news) for day in (q.from_, q.to) if day})
    bounds = [None, *days, None]
    spans: list[_Span] = []
    for from_, to in zip(bounds, bounds[1:], strict=False):
        span = _Span(_at(olds, from_), _at(news, from_), from_, to)
        if spans and (spans[-1].old, spans[-1].new) == (span.old, span.new):
            span = spans.pop()._replace(to=to)
        spans.append(span)
    return spans


def _at(quotas: Sequence[FreeQuota], day: dt.date | None) -> FreeQuota | None:
    """The quota on ``day``; ``None`` is before every date."""
    return next((quota for quota in quotas if _holds(quota, day)), None)


def _holds(quota: FreeQuota, day: dt.date | None) -> bool:
    if day is None:
        return quota.from_ is None
    return (quota.from_ or dt.date.min) <= day < (quota.to or dt.date.max)


def _dates(name: str, spans: Sequence[_Span]) -> Iterator[Draft]:
    """Each date that moved: the end of one quota and the beginning of the next are one."""
    told: set[tuple[dt.date | None, dt.date | None]] = set()
    for index, span in enumerate(spans):
        assert span.old
        assert span.new
        before = spans[index - 1].old if index else None
        after = spans[index + 1].old if index + 1 < len(spans) else None
        for old, new, was, then in (
            (span.old.from_, span.new.from_, before, span.old),
            (span.old.to, span.new.to, span.old, after),
        ):
            if old != new and (old, new) not in told:
                told.add((old, new))
                starts = then is span.old
                later = _later(old, new, starts=starts)
                less = _loses(then, was) if later else _loses(was, then)
                yield _moved(name, span, old, new, "breaking" if less else "notable")


def _later(old: dt.date | None, new: dt.date | None, *, starts: bool) -> bool:
    """Whether a date moved on; none at all is before every start, and after every end."""
    none = dt.date.min if starts else dt.date.max
    return (new or none) > (old or none)


def _moved(name: str, span: _Span, old: dt.date | None, new: dt.date | None, level: Level) -> Draft:
    return _draft(
        "quota-date-changed", level, name, span, old and old.isoformat(), new and new.isoformat()
    )


def _compare(name: str, span: _Span, pair: Pair) -> Iterator[Draft]:
    """One time: who shares comes before how many calls there are."""
    old, new = span.old, span.new
    key = _time(span.from_, span.to)
    if old is None or new is None:
        if quota := old or new:
            yield _lone(name, quota, "old" if old else "new", span.from_, span.to)
        return
    calls = []
    if old.calls != new.calls:
        level: Level = "breaking" if new.calls < old.calls else "notable"
        id = "free-quota-decreased" if new.calls < old.calls else "free-quota-increased"
        calls = [_draft(id, level, name, span, old.calls, new.calls, key)]
    sharers = {*old.interfaces, *new.interfaces}
    if set(old.interfaces) == set(new.interfaces):
        yield from calls
        return
    level = "breaking" if _loses(old, new) else "notable"
    names = [other for other in pair.names if other in sharers]
    before = _pools(pair.old, names, span)
    after = _pools(pair.new, names, span)
    home = (*(tuple(pool) for pool in (*before, *after)), span.from_, span.to)
    draft = _draft("quota-sharing-changed", level, name, span, before, after, key, home)
    yield with_consequences(draft, *calls)


def _pools(book: PriceBook, names: Sequence[str], span: _Span) -> list[list[str]]:
    """Which of ``names`` share a quota with which, at the beginning of ``span``."""
    pools = []
    for name in names:
        quota = _at(_quotas(book, name), span.from_)
        pool = [other for other in names if quota and other in quota.interfaces]
        if pool and pool not in pools:
            pools.append(pool)
    return pools


def _loses(old: FreeQuota | None, new: FreeQuota | None) -> bool:
    """Whether someone has fewer free calls: an interface used alone, or all together."""
    if old is None or new is None:
        return new is None
    sharers = len({*old.interfaces, *new.interfaces})
    totals = [quota.calls * sharers / len(quota.interfaces) for quota in (old, new)]
    return new.calls < old.calls or totals[1] < totals[0]


def _lone(
    name: str, quota: FreeQuota, side: Side, from_: dt.date | None, to: dt.date | None
) -> Draft:
    return Draft(
        id="free-quota-removed" if side == "old" else "free-quota-added",
        level="breaking" if side == "old" else "notable",
        home=(place(quota.source), quota.source.clause, from_, to, quota.interfaces),
        interfaces=(name,),
        old=quota.calls if side == "old" else None,
        new=quota.calls if side == "new" else None,
        place=place(quota.source),
        key=_time(from_, to),
        touches=alone(side, quota.source),
        leads=frozenset({quota.clause} if quota.clause else ()),
    )


def _draft(
    id: str,
    level: Level,
    name: str,
    span: _Span,
    old: Any,
    new: Any,
    key: dict[str, Any] | None = None,
    home: tuple[object, ...] | None = None,
) -> Draft:
    assert span.old
    assert span.new
    source = span.old.source
    return Draft(
        id=id,
        level=level,
        home=home or (place(source), source.clause, old, new, span.from_, span.to),
        interfaces=(name,),
        old=old,
        new=new,
        place=place(span.new.source),
        key=key or {},
        touches=spots("old", source) | spots("new", span.new.source),
        leads=frozenset(filter(None, (span.old.clause, span.new.clause))),
    )


def _time(from_: dt.date | None, to: dt.date | None) -> dict[str, Any]:
    """For which days, as part of a key: no field for an open end."""
    ends = {"from": from_, "to": to}
    return {name: day.isoformat() for name, day in ends.items() if day}
