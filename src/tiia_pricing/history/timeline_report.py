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
from tiia_pricebook.editions.price_history import Line, Page, PastPrices, PriceHistory, Run, Trial
from tiia_pricebook.untrusted_text import block, plain
from tiia_pricing.changes.report import sentence
from tiia_pricing.history import Event, Timeline

_WIDEST = 100
_STANDING = {
    "placed": "known for no month, since no page of them is kept",
    "withdrawn": "taken back before that day came",
    "undated": "no word says from when, so not placed",
    "contradicted": "an earlier page speaks against that day, so not placed",
    "page-undated": "the pages have no date, so not placed",
}

T = TypeVar("T")


def progress(number: int, page: Page) -> None:
    """Tell on standard error that a page was read."""
    outcome = "refused" if page.refused else "read"
    sys.stderr.write(f"{number + 1:4}  {_day(page)}  {plain(page.path)}: {outcome}\n")


def as_dict(timeline: Timeline, source: str) -> dict[str, Any]:
    """The JSON of ``history``: the facts as they are committed, and the events of each line."""
    facts = msgspec.to_builtins(timeline.history)
    for line, events in zip(facts["lines"], timeline.events, strict=True):
        line["events"] = msgspec.to_builtins(events)
    return {"source": source, **facts, "repeats": list(timeline.repeats)}


def as_text(timeline: Timeline) -> str:
    """The timeline for people: the facts of each line, then what each page changed."""
    return block(_text(timeline))


def _text(timeline: Timeline) -> Iterator[str]:
    pages = timeline.history.pages
    yield from _summary(pages, timeline.repeats)
    for line, events in zip(timeline.history.lines, timeline.events, strict=True):
        yield ""
        first, last = pages[line.pages[0]], pages[line.pages[-1]]
        yield f"{plain(line.name)}: {len(line.pages)} pages, {_day(first)} to {_day(last)}"
        yield from _facts(timeline.history, line)
        yield "  Page by page"
        for event in events:
            yield from _event(pages, event)


def _summary(pages: Sequence[Page], repeats: Sequence[int]) -> Iterator[str]:
    refused = [page for page in pages if page.refused]
    undated = sum(page.date is None for page in pages)
    yield (
        f"{len(pages)} pages: {len(pages) - len(refused)} read, {len(refused)} refused; "
        f"{undated} without a date, {len(repeats)} the same as the page before"
    )
    for page in refused:
        yield f"  refused: {_cited(page)}: {plain(page.refused or '')}"


def _facts(history: PriceHistory, line: Line) -> Iterator[str]:
    yield "  Prices"
    for prices in line.prices:
        yield f"    {_ladder(prices.run.fact)}"
        yield f"      {_stated(history, prices.run)}; {_placed(history, prices)}"
    yield from _runs(history, "Free quotas", line.quotas, _quota)
    yield from _runs(history, "Resource packs", line.packs, _pack)
    yield from _runs(history, "Free trials (公测)", line.trials, _trial)


def _runs(
    history: PriceHistory, title: str, runs: Sequence[Run[T]], shown: Callable[[T], str]
) -> Iterator[str]:
    if runs:
        yield f"  {title}"
    for run in runs:
        yield f"    {shown(run.fact)}: {_stated(history, run)}"


def _ladder(table: PayAsYouGo) -> str:
    steps = ", ".join(f"{tier.price} from {tier.from_calls:,}" for tier in table.tiers)
    mode = f"{table.mode}, assumed" if table.mode_certainty else table.mode
    return f"{plain(table.interface)}: {steps} calls, yuan per {table.per_calls:,} ({mode})"


def _quota(quota: FreeQuota) -> str:
    since = f" from {quota.from_}" if quota.from_ else ""
    until = f" until {quota.to}, exclusive" if quota.to else ""
    return f"{plain('、'.join(quota.interfaces))}, {quota.calls:,} calls a month{since}{until}"


def _pack(pack: Pack) -> str:
    return f"{plain(pack.interface)}, {pack.calls:,} calls for {pack.price} yuan"


def _trial(trial: Trial) -> str:
    return f"until {trial.until}, exclusive ({plain(trial.text)})"


def _stated(history: PriceHistory, run: Run[Any]) -> str:
    """On which pages a fact stands, and which one has it no more."""
    first, last = (history.pages[number] for number in (run.first, run.last))
    on = f"on {_cited(first)}" + (f" to {_cited(last)}" if run.first != run.last else "")
    return on if run.gone is None else f"{on}, gone on {_cited(history.pages[run.gone])}"


def _placed(history: PriceHistory, prices: PastPrices) -> str:
    start = prices.run.fact.from_
    said = f"from {start} ({plain(prices.dated_by or '')})" if start else ""
    if known := prices.known:
        where = f"known for {known.from_:%Y-%m} to {known.last_month}"
    else:
        where = _STANDING[prices.standing]
    return f"{said}, {where}" if said else where


def _event(pages: Sequence[Page], event: Event) -> Iterator[str]:
    page = pages[event.page]
    yield f"    {_cited(page)} {plain(PurePosixPath(page.path).name)}"
    if event.renamed:
        yield f"      {plain(event.renamed[0])} is now called {plain(event.renamed[1])}"
    for change in event.changes:
        yield f"      {change.level:8}  {change.id}  {_cut(sentence(change))}"
        for follower in change.consequences:
            yield f"                so: {follower.id}  {_cut(sentence(follower))}"
    if not event.changes and not event.renamed:
        yield "      nothing that is priced or said changed"


def _cited(page: Page) -> str:
    return f"{_day(page)} {plain(page.commit[:12])}"


def _day(page: Page) -> str:
    return str(page.date or "undated")


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"
