"""Laws of pages in turn: any edits of any page, accepted in any order, and any account."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec import UNSET
from msgspec.structs import replace

from support.pages_in_turn import accepted, book, pack, quota, table
from tiia_pricebook import PriceBook, Snapshot, check
from tiia_pricebook.calendar import holds
from tiia_pricebook.editions.compilation import Accepted, compiled
from tiia_pricebook.editions.dated_book import DatedBook
from tiia_pricebook.editions.knowledge import ROWS, known_on
from tiia_pricing import Purchase, Usage, bill
from tiia_pricing.billing.statement.statement_forms import as_dict
from tiia_pricing.billing.usage.account import Activated

NAMES = ("甲", "乙", "丙")
SIZES = (20, 50)
FIRST, LAST = dt.date(2024, 1, 10), dt.date(2024, 12, 31)
DAYS = st.dates(FIRST, LAST)
LAWS = settings(deadline=None, max_examples=60, derandomize=True)
TIERS = st.tuples(st.integers(1, 9).map(str), st.integers(5, 60), st.integers(1, 9).map(str)).map(
    lambda drawn: ((0, drawn[0]), (drawn[1], drawn[2]))
)
SEVERAL = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True)

Says = dict[str, Any]


@st.composite
def says(draw: st.DrawFn) -> Says:
    """What a page says: tiers by interface, a pool or quotas of its own, packs by their size."""
    names = draw(SEVERAL)
    return {
        "tiers": {name: draw(TIERS) for name in names},
        "quotas": {name: draw(st.integers(1, 20)) for name in names if draw(st.booleans())},
        "pool": draw(st.booleans()),
        "packs": {size: draw(st.integers(1, 99)) for size in SIZES if draw(st.booleans())},
    }


@st.composite
def edited(draw: st.DrawFn, old: Says) -> Says:
    """The page with one to three of its facts changed, added or taken away."""
    new: Says = {name: dict(own) if isinstance(own, dict) else own for name, own in old.items()}
    for edit in draw(st.lists(st.sampled_from(EDITS), min_size=1, max_size=3)):
        edit(draw, new)
    return new


def _price(draw: st.DrawFn, page: Says) -> None:
    page["tiers"][draw(st.sampled_from(list(page["tiers"])))] = draw(TIERS)


def _quota(draw: st.DrawFn, page: Says) -> None:
    page["quotas"][draw(st.sampled_from(list(page["tiers"])))] = draw(st.integers(1, 20))


def _no_quota(draw: st.DrawFn, page: Says) -> None:
    page["quotas"].pop(draw(st.sampled_from(NAMES)), None)


def _pool(draw: st.DrawFn, page: Says) -> None:
    page["pool"] = not page["pool"]


def _pack(draw: st.DrawFn, page: Says) -> None:
    page["packs"][draw(st.sampled_from(SIZES))] = draw(st.integers(1, 99))


def _no_pack(draw: st.DrawFn, page: Says) -> None:
    page["packs"].pop(draw(st.sampled_from(SIZES)), None)


def _comes(draw: st.DrawFn, page: Says) -> None:
    page["tiers"].setdefault(draw(st.sampled_from(NAMES)), draw(TIERS))


def _goes(draw: st.DrawFn, page: Says) -> None:
    name = draw(st.sampled_from(NAMES))
    if len(page["tiers"]) > 1:
        page["tiers"].pop(name, None)
        page["quotas"].pop(name, None)


EDITS: tuple[Callable[[st.DrawFn, Says], None], ...] = (
    *(_price, _quota, _no_quota, _pool, _pack, _no_pack, _comes, _goes),
)


def read(page: Says) -> PriceBook:
    own = page["quotas"]
    quotas = [quota(name, calls) for name, calls in own.items()]
    if page["pool"] and own:
        quotas = [quota(" ".join(own), max(own.values()))]
    tables = [table(name, *steps) for name, steps in page["tiers"].items()]
    first = next(iter(page["tiers"]))
    return book(tables, quotas, [pack(first, size, str(p)) for size, p in page["packs"].items()])


@st.composite
def pages(draw: st.DrawFn) -> list[Accepted]:
    """Two to four pages, accepted one after another, each with a day before or after that."""
    page = draw(says())
    found = [accepted(1, str(FIRST), read(page))]
    for number, day in enumerate(sorted(draw(st.lists(DAYS, min_size=1, max_size=3))), start=2):
        page = draw(edited(page))
        found.append(accepted(number, str(day), read(page), str(draw(DAYS))))
    return found


@st.composite
def usage(draw: st.DrawFn, names: Sequence[str], first: dt.date, last: dt.date) -> list[Usage]:
    """Rows of days, at most one a day, so that no order of interfaces decides."""
    rows = st.tuples(st.dates(first, last), st.sampled_from(names), st.integers(0, 70))
    drawn = draw(st.lists(rows, min_size=1, max_size=5, unique_by=lambda row: row[0]))
    return [Usage(*row) for row in drawn]


@st.composite
def purchases(draw: st.DrawFn, found: PriceBook, first: dt.date, last: dt.date) -> list[Purchase]:
    """Packs bought on days on which the book sells them."""
    days = draw(st.lists(st.dates(first, last), max_size=3))
    return [
        Purchase(day, sold.interface, sold.calls)
        for day in days
        if (offers := [one for one in found.packs if holds(one, day)])
        for sold in [draw(st.sampled_from(offers))]
    ]


def lines(found: PriceBook, rows: list[Usage], packs: list[Purchase]) -> Any:
    """Total, lines and packs of a bill, or the id of the error that refuses it; no reasons."""
    try:
        answer = as_dict(bill(found, rows, packs, activated=Activated()))
    except Exception as error:
        return getattr(error, "id", repr(error))
    months = [
        (month["month"], [{**line, "because": None} for line in month["lines"]])
        for month in answer["months"]
    ]
    return answer["total"], months, answer["packs"]


def named(*books: PriceBook) -> list[str]:
    return sorted({one.name for found in books for one in found.interfaces})


@LAWS
@given(st.data(), pages())
def test_a_page_moves_no_bill_of_a_month_before_its_day(
    data: st.DataObject, turns: list[Accepted]
) -> None:
    before, after = compiled(turns[:-1]), compiled(turns)
    day = turns[-1].page.from_
    assert day is not None
    start = dt.date(2023, 11, 1)
    end = day.replace(day=1) - dt.timedelta(days=1)
    rows = data.draw(usage(named(before), start, end))
    packs = data.draw(purchases(before, start, end))
    assert lines(after, rows, packs) == lines(before, rows, packs)


@LAWS
@given(st.data(), pages())
def test_months_from_its_day_on_are_billed_by_the_page_alone(
    data: st.DataObject, turns: list[Accepted]
) -> None:
    found, alone = compiled(turns), turns[-1].book
    day = turns[-1].page.from_
    assert day is not None
    start = (day.replace(day=1) + dt.timedelta(days=31)).replace(day=1) if day.day > 1 else day
    end = start + dt.timedelta(days=120)
    rows = data.draw(usage(named(alone), start, end))
    packs = data.draw(purchases(alone, start, end))
    assert lines(found, rows, packs) == lines(alone, rows, packs)


@LAWS
@given(pages(), st.lists(DAYS, min_size=1, max_size=5))
def test_on_each_day_the_facts_are_those_of_the_page_that_speaks_of_it(
    turns: list[Accepted], days: list[dt.date]
) -> None:
    """The last accepted page that holds on a day says all of it: no gap, and nothing besides."""
    found = compiled(turns)
    for day in days:
        holding = [turn for turn in turns if turn.page.from_ is None or turn.page.from_ <= day]
        page = holding[-1].book
        for kind in ("free_quotas", "pay_as_you_go", "packs"):
            then = Counter(bare(one) for one in getattr(found, kind) if holds(one, day))
            assert then == Counter(map(bare, getattr(page, kind)))


def bare(fact: Any) -> Any:
    return replace(fact, from_=None, to=None, known_since=UNSET)


@LAWS
@given(pages())
def test_rows_of_one_key_follow_each_other(turns: list[Accepted]) -> None:
    """No two hold at once, and two that meet say different things."""
    found = compiled(turns)
    assert check(found) == []
    for key, rows in by_key(found).items():
        for one, other in pairwise(rows):
            assert one.to is not None, key
            assert other.from_ is not None, key
            assert one.to <= other.from_, key
            assert one.to < other.from_ or bare(one) != bare(other), key


def by_key(found: DatedBook) -> dict[Any, list[Any]]:
    keys: dict[Any, list[Any]] = {}
    for table_ in found.pay_as_you_go:
        keys.setdefault(table_.interface, []).append(table_)
    for one in found.packs:
        keys.setdefault((one.interface, one.calls), []).append(one)
    for own in found.free_quotas:
        keys.setdefault(own.interfaces, []).append(own)
    return keys


@LAWS
@given(pages())
def test_the_book_as_it_stood_is_the_book_without_the_later_pages(turns: list[Accepted]) -> None:
    found = compiled(turns)
    for turn in turns[1:]:
        day = turn.page.accepted - dt.timedelta(days=1)
        known = [one for one in turns if one.page.accepted <= day]
        if not known:
            continue
        then, alone = known_on(found, day), compiled(known)
        assert isinstance(then, DatedBook)
        assert then.pages == alone.pages
        for kind in ("settlement_order", "former_orders", *(set(ROWS) - {"orders"})):
            assert as_a_set(getattr(then, kind)) == as_a_set(getattr(alone, kind)), kind


def as_a_set(rows: Any) -> Any:
    return Counter(rows) if isinstance(rows, tuple) else rows


@LAWS
@given(st.data(), pages())
def test_an_old_answer_is_found_again(data: st.DataObject, turns: list[Accepted]) -> None:
    day = turns[-1].page.accepted - dt.timedelta(days=1)
    known = [one for one in turns if one.page.accepted <= day]
    assume(known)
    then, alone = known_on(compiled(turns), day), compiled(known)
    rows = data.draw(usage(named(alone), dt.date(2023, 11, 1), dt.date(2025, 2, 28)))
    packs = data.draw(purchases(alone, dt.date(2023, 11, 1), dt.date(2025, 2, 28)))
    assert lines(then, rows, packs) == lines(alone, rows, packs)


@LAWS
@given(pages())
def test_where_a_page_came_from_is_no_part_of_what_it_says(turns: list[Accepted]) -> None:
    renamed = [
        Accepted(
            replace(one.page, source="elsewhere", evidence="other words", sha256="f" * 64),
            replace(one.book, snapshot=Snapshot("ff", "elsewhere")),
        )
        for one in turns
    ]
    here, there = compiled(turns), compiled(renamed)
    for kind in ROWS:
        if kind != "orders":
            assert getattr(here, kind) == getattr(there, kind)
    assert here.superseded == there.superseded
