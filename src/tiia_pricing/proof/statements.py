"""Data that no single token states: each is held against the sentence, table or date behind it."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator

from msgspec import Struct, UnsetType

from tiia_pricebook import PriceBook, Source
from tiia_pricebook.calendar import first_of_month
from tiia_pricebook.pack_validity import Validity, stated_validity
from tiia_pricing.proof.tokens import PageToken
from tiia_scraper.document.document import Document, Table
from tiia_scraper.document.whitespace import squeeze
from tiia_scraper.vocabulary import DURATION, NO_END, fold, to_validity

_MODES = {"reached": "阶梯到达", "progressive": "阶梯累进"}
_STEPS = {"free-quota": "免费资源包", "resource-pack": "购买的资源包", "pay-as-you-go": "后付费"}
_ONLY_PAY_AS_YOU_GO = "仅支持后付费"


class StatedDatum(Struct, frozen=True):
    """A datum and whether the page states it; ``expected`` says what was looked for, and where."""

    fact: str
    clause: str | None
    stated: bool
    expected: str


def statements(
    data: bytes, document: Document, found: list[PageToken], book: PriceBook
) -> Iterator[StatedDatum]:
    """Yield every datum of ``book`` that stands in sentences or in where things stand."""
    texts = {clause.id: clause.text for clause in book.clauses}
    digest = hashlib.sha256(data).hexdigest()
    fact, expected = "snapshot of the book", f"a page with the SHA-256 {book.snapshot.sha256}"
    yield StatedDatum(fact, None, digest == book.snapshot.sha256, expected)
    yield from _modes(book, texts)
    yield _order(book, texts)
    yield from _no_packs(book, document, texts)
    yield from _governed(book, document)
    yield from _prose_quotas(book, found)
    yield from _dates(book, found)


def _modes(book: PriceBook, texts: dict[str, str]) -> Iterator[StatedDatum]:
    for prices in book.pay_as_you_go:
        word, clause = _MODES[prices.mode], prices.mode_clause
        stated = word in texts.get(clause or "", "")
        expected = f"{word} in clause {clause}"
        yield StatedDatum(f"tier mode of {prices.interface}", clause, stated, expected)


def _order(book: PriceBook, texts: dict[str, str]) -> StatedDatum:
    order = book.settlement_order
    words = [_STEPS[step] for step in order.steps]
    at = [texts.get(order.clause or "", "").find(word) for word in words]
    stated = -1 not in at and at == sorted(at)
    expected = f"{' > '.join(words)} in clause {order.clause}"
    return StatedDatum("settlement order", order.clause, stated, expected)


def _no_packs(book: PriceBook, document: Document, texts: dict[str, str]) -> Iterator[StatedDatum]:
    """A clause that names no interface speaks of those priced under its heading."""
    chapters = {clause.id: clause.chapter for clause in book.clauses}
    said = {item.clause: item.interfaces for item in book.no_packs}
    silent = [id for id, text in texts.items() if _ONLY_PAY_AS_YOU_GO in text and id not in said]
    for clause in [*said, *silent]:
        names = said.get(clause, ())
        chapter = _interfaces_under(chapters.get(clause, ""), book, document)
        stated = _ONLY_PAY_AS_YOU_GO in texts.get(clause, "") and chapter == set(names)
        expected = f"{_ONLY_PAY_AS_YOU_GO} in clause {clause}, over {'、'.join(sorted(chapter))}"
        yield StatedDatum(f"no packs for {'、'.join(names) or 'nothing'}", clause, stated, expected)


def _interfaces_under(chapter: str, book: PriceBook, document: Document) -> set[str]:
    tables = {table.index for table in document.tables if table.path[-1:] == (chapter,)}
    return {
        prices.interface
        for prices in book.pay_as_you_go
        if any(tier.source.table in tables for tier in prices.tiers)
    }


def _governed(book: PriceBook, document: Document) -> Iterator[StatedDatum]:
    """The clause of a price, a quota or a pack is the one that stands over its table."""
    over = {table.index: _lead(table, book, document) for table in document.tables}
    for fact, clause, index in _placed(book):
        lead = over.get(-1 if index is None else index)
        stated = clause is not None and clause == lead
        table = "no table" if index is None else f"table {index + 1}"  # as people count
        yield StatedDatum(f"clause of {fact}", clause, stated, f"{lead} stands over {table}")


def _lead(table: Table, book: PriceBook, document: Document) -> str | None:
    if table.lead is None:
        return None
    sentence = document.sentences[table.lead]
    places = {(item.place.block, item.place.sentence): item.id for item in book.clauses}
    return places.get((sentence.block, sentence.number))


def _placed(book: PriceBook) -> Iterator[tuple[str, str | None, int | None]]:
    for prices in book.pay_as_you_go:
        for table in dict.fromkeys(tier.source.table for tier in prices.tiers):
            yield f"the prices of {prices.interface}", prices.clause, table
    for quota in book.free_quotas:
        if quota.source.table is not None:
            names = "、".join(quota.interfaces)
            fact = f"the free quota of {names} from {quota.from_ or 'the start'}"
            yield fact, quota.clause, quota.source.table
    for pack in book.packs:
        fact = f"the pack of {pack.calls} for {pack.interface}"
        yield fact, pack.clause, pack.source.table


def _prose_quotas(book: PriceBook, found: list[PageToken]) -> Iterator[StatedDatum]:
    places = {clause.id: clause.place for clause in book.clauses}
    for quota in book.free_quotas:
        if quota.source.table is not None:
            continue
        place = places.get(quota.source.clause or "")
        stated = place is not None and any(
            token.value == quota.calls
            for token in found
            if (token.spot.block, token.spot.sentence) == (place.block, place.sentence)
        )
        fact = f"free quota of {'、'.join(quota.interfaces)}"
        expected = f"{quota.calls} in clause {quota.source.clause}"
        yield StatedDatum(fact, quota.clause, stated, expected)


def _dates(book: PriceBook, found: list[PageToken]) -> Iterator[StatedDatum]:
    """``known_from`` is the month of the first change in a cell; other dates stand as they are."""
    cells = (quota for quota in book.free_quotas if quota.source.table is not None)
    first = min((first_of_month(quota.from_) for quota in cells if quota.from_), default=None)
    expected = f"{first}, the month of the first change of a free quota in a cell"
    yield StatedDatum(f"known from {book.known_from}", None, book.known_from == first, expected)
    days = {token.value for token in found if isinstance(token.value, dt.date)}
    for prices in book.pay_as_you_go:
        for day in filter(None, (prices.from_, prices.to)):
            fact = f"{day} for the prices of {prices.interface}"
            yield StatedDatum(fact, prices.clause, day in days, f"the date {day}")
    for pack in book.packs:
        for day in filter(None, (pack.from_, pack.to)):
            fact = f"{day} for the pack of {pack.calls} for {pack.interface}"
            yield StatedDatum(fact, pack.clause, day in days, f"the date {day}")
        if validity := stated_validity(pack):
            fact = f"validity of the pack of {pack.calls} for {pack.interface}"
            yield StatedDatum(
                fact, pack.clause, _tells(pack.validity, validity), f"{validity} in words"
            )


def _tells(source: Source | UnsetType, validity: Validity) -> bool:
    """Whether the words at ``source`` state a validity, or are its bare number under a head."""
    if not source:
        return False
    plain = squeeze(fold(source.text))
    said = map(to_validity, re.findall(f"{DURATION}|{NO_END}", plain))
    bare = str(validity.days or validity.months)
    whole = (validity.months, validity.days)
    return plain == bare or any((one.months, one.days) == whole for one in said)
