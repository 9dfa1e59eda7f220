"""The history of a document as text and JSON, and a line of progress for each page read.

Names and sentences come from pages that anyone may have written: text shows them on one
line, without what a terminal would obey.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any, TypeVar

import msgspec

from tiia_pricebook import FreeQuota, Pack, PayAsYouGo
from tiia_pricebook.calendar import Month
from tiia_pricebook.editions.price_history import (
    Line,
    PastPrices,
    PriceHistory,
    SeenPage,
    Stretch,
    Trial,
)
from tiia_pricebook.messages import Message, Tell, in_english, listed, say, say_many
from tiia_pricebook.untrusted_text import block, plain
from tiia_pricing.billing.statement.in_words import days_in_words, mode_in_words
from tiia_pricing.changes.report import sentence
from tiia_pricing.history import Event, Timeline

_WIDEST = 100
_STANDING = {
    "placed": say("known for no month, since no page of them is kept"),
    "withdrawn": say("taken back before that day came"),
    "undated": say("no word says from when, so not placed"),
    "contradicted": say("an earlier page speaks against that day, so not placed"),
    "page-undated": say("the pages have no date, so not placed"),
}

T = TypeVar("T")


def progress(tell: Tell, number: int, page: SeenPage) -> None:
    """Tell on standard error that a page was read."""
    values = {"number": f"{number + 1:4}", "day": _day(page), "path": plain(page.path)}
    if page.refused:
        text = say("{number}  {day}  {path}: refused", **values)
    else:
        text = say("{number}  {day}  {path}: read", **values)
    sys.stderr.write(f"{tell(text)}\n")


def as_dict(timeline: Timeline, source: str) -> dict[str, Any]:
    """Return the JSON of ``history``.

    The facts as they are committed, and the events of each line.
    """
    facts = msgspec.to_builtins(timeline.history, enc_hook=in_english)
    for line, events in zip(facts["lines"], timeline.events, strict=True):
        line["events"] = msgspec.to_builtins(events)
    return {"source": source, **facts, "repeats": list(timeline.repeats)}


def as_text(timeline: Timeline, tell: Tell = str) -> str:
    """Return the timeline for people: the facts of each line, then what each page changed.

    It is in the language of ``tell``.
    """
    return block(map(tell, _text(timeline, tell)))


def _text(timeline: Timeline, tell: Tell) -> Iterator[str]:
    pages = timeline.history.pages
    yield from _summary(pages, timeline.repeats)
    for line, events in zip(timeline.history.lines, timeline.events, strict=True):
        yield ""
        first, last = pages[line.pages[0]], pages[line.pages[-1]]
        yield say(
            "{name}: {count} pages, {first} to {last}",
            name=plain(line.name),
            count=len(line.pages),
            first=_day(first),
            last=_day(last),
        )
        yield from _facts(timeline.history, line)
        yield say("  Page by page")
        for event in events:
            yield from _event(pages, event, tell)


def _summary(pages: Sequence[SeenPage], repeats: Sequence[int]) -> Iterator[Message]:
    refused = [page for page in pages if page.refused]
    yield say_many(
        "{n} page: {read} read, {refused} refused; {undated} without a date, {repeats} the "
        "same as the page before",
        "{n} pages: {read} read, {refused} refused; {undated} without a date, {repeats} the "
        "same as the page before",
        len(pages),
        read=len(pages) - len(refused),
        refused=len(refused),
        undated=sum(page.date is None for page in pages),
        repeats=len(repeats),
    )
    for page in refused:
        yield say("  refused: {page}: {reason}", page=_cited(page), reason=page.refused)


def _facts(history: PriceHistory, line: Line) -> Iterator[Message]:
    yield say("  Prices")
    for prices in line.prices:
        yield say("    {prices}", prices=_ladder(prices.run.fact))
        stated, where = _stated(history, prices.run), _placed(history, prices)
        yield say("      {stated}; {where}", stated=stated, where=where)
    yield from _runs(history, say("  Free quotas"), line.quotas, _quota)
    yield from _runs(history, say("  Resource packs"), line.packs, _pack)
    yield from _runs(history, say("  Free trials (公测)"), line.trials, _trial)


def _runs(
    history: PriceHistory, title: Message, runs: Sequence[Stretch[T]], shown: Callable[[T], Message]
) -> Iterator[Message]:
    if runs:
        yield title
    for run in runs:
        yield say("    {fact}: {stated}", fact=shown(run.fact), stated=_stated(history, run))


def _ladder(table: PayAsYouGo) -> Message:
    steps = (say("{price} from {first:,}", price=t.price, first=t.from_calls) for t in table.tiers)
    return say(
        "{name}: {steps} calls, yuan per {per:,} ({mode})",
        name=plain(table.interface),
        steps=listed(steps),
        per=table.per_calls,
        mode=mode_in_words(table),
    )


def _quota(quota: FreeQuota) -> Message:
    return say(
        "{names}, {calls:,} calls a month{days}",
        names=plain("、".join(quota.interfaces)),
        calls=quota.calls,
        days=days_in_words(quota.from_, quota.to),
    )


def _pack(pack: Pack) -> Message:
    return say(
        "{name}, {calls:,} calls for {price} yuan",
        name=plain(pack.interface),
        calls=pack.calls,
        price=pack.price,
    )


def _trial(trial: Trial) -> Message:
    return say("until {end}, exclusive ({text})", end=trial.until, text=plain(trial.text))


def _stated(history: PriceHistory, run: Stretch[Any]) -> Message:
    """On which pages a fact stands, and which one has it no more."""
    first, last = (_cited(history.pages[number]) for number in (run.first, run.last))
    if run.first == run.last:
        on = say("on {first}", first=first)
    else:
        on = say("on {first} to {last}", first=first, last=last)
    if run.gone is None:
        return on
    return say("{on}, gone on {page}", on=on, page=_cited(history.pages[run.gone]))


def _placed(history: PriceHistory, prices: PastPrices) -> Message:
    start = prices.run.fact.from_
    if known := prices.known:
        first = Month.of(known.from_)
        where = say("known for {first} to {last}", first=first, last=known.last_month)
    else:
        where = _STANDING[prices.standing]
    if not start:
        return where
    words = plain(prices.dated_by or "")
    return say("from {day} ({words}), {where}", day=start, words=words, where=where)


def _event(pages: Sequence[SeenPage], event: Event, tell: Tell) -> Iterator[str]:
    page = pages[event.page]
    yield say("    {page} {file}", page=_cited(page), file=plain(PurePosixPath(page.path).name))
    if event.renamed:
        old, new = map(plain, event.renamed)
        yield say("      {old} is now called {new}", old=old, new=new)
    for change in event.changes:
        text = _cut(tell(sentence(change)))
        level = f"{change.level:8}"
        yield say("      {level}  {id}  {text}", level=level, id=change.id, text=text)
        for follower in change.consequences:
            text = _cut(tell(sentence(follower)))
            yield say("                so: {id}  {text}", id=follower.id, text=text)
    if not event.changes and not event.renamed:
        yield say("      no price and no clause changed")


def _cited(page: SeenPage) -> Message:
    return say("{day} {commit}", day=_day(page), commit=plain(page.commit[:12]))


def _day(page: SeenPage) -> str:
    return str(page.date) if page.date else say("undated")


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"
