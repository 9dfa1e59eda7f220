"""The rules that a price book with its past keeps besides those of every price book."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from msgspec import UNSET
from msgspec.structs import replace

from tiia_pricebook.calendar import Dated, first_of_month
from tiia_pricebook.editions.dated_book import MONTH, DatedBook, Edition, Untold
from tiia_pricebook.editions.priced_days import Spans
from tiia_pricebook.editions.why_untold import usage_expected
from tiia_pricebook.messages import say
from tiia_pricebook.model.price_book import PriceBook
from tiia_pricebook.validation import check
from tiia_pricebook.validation.day_rules import BEGINNING
from tiia_pricebook.validation.problem import Problem
from tiia_pricebook.validation.source_rules import sources_used

_FACTS = ("$.free_quotas", "$.pay_as_you_go", "$.settlement_order")

Place = tuple[str, Edition | Untold]


def check_dated(book: PriceBook) -> list[Problem]:
    """Return every rule that ``book`` breaks; empty for a valid book."""
    problems = check(book)
    if not isinstance(book, DatedBook):
        return problems
    problems += [problem for rule in RULES for problem in rule(book)]
    # Whether the months are told without gap or overlap has no answer where their days are wrong.
    return problems or list(_months(book))


def _first_day(book: DatedBook) -> Iterator[Problem]:
    if book.known_from is None:
        text = say("a book with a past says from which day it answers itself")
        yield Problem("first-day-stated", "$.known_from", text)


def _places(book: DatedBook) -> Iterator[Place]:
    yield from ((f"$.editions[{index}]", one) for index, one in enumerate(book.editions))
    yield from ((f"$.untold[{index}]", one) for index, one in enumerate(book.untold))


def _days(book: DatedBook) -> Iterator[Problem]:
    for path, span in _places(book):
        if span.from_ and span.to and span.from_ >= span.to:
            text = say("[{from_}, {to}) holds no day", from_=span.from_, to=span.to)
            yield Problem("interval-not-empty", path, text)
        for name, day in (("from", span.from_), ("to", span.to)):
            if day and day.day != 1:
                text = say("{day} is not the first day of a month", day=day)
                yield Problem("whole-months", f"{path}.{name}", text)


def _names(book: DatedBook) -> Iterator[Problem]:
    declared = {interface.name for interface in book.interfaces}
    for path, span in _places(book):
        field = "interfaces" if isinstance(span, Edition) else "interface"
        for name in _named(span):
            if name not in declared:
                text = say("{name!r} is not among the interfaces", name=name)
                yield Problem("interface-declared", f"{path}.{field}", text)


def _named(span: Edition | Untold) -> tuple[str, ...]:
    return span.interfaces if isinstance(span, Edition) else (span.interface,)


def _prices(book: DatedBook) -> Iterator[Problem]:
    for index, edition in enumerate(book.editions):
        priced = {table.interface for table in edition.pay_as_you_go}
        named = set(edition.interfaces)
        for name in sorted(named - priced):
            text = say("{name!r} has no price in it", name=name)
            yield Problem("edition-priced", f"$.editions[{index}].pay_as_you_go", text)
        for name in sorted(priced - named):
            text = say("{name!r} has a price in it and is not named", name=name)
            yield Problem("edition-priced", f"$.editions[{index}].interfaces", text)


def _facts(book: DatedBook) -> Iterator[Problem]:
    """The rules of every price book, kept by each edition; its sources name their page."""
    for index, edition in enumerate(book.editions):
        then = replace(book.in_edition(edition), interfaces=book.interfaces)
        unnamed = (
            Problem("source-page-named", path, say("does not name the page that it is on"))
            for path, source in sources_used(then)
            if not source.page
        )
        for rule, path, text in (*check(then), *unnamed):
            if path.startswith(_FACTS):
                yield Problem(rule, f"$.editions[{index}]{path[1:]}", text)


def _editions(book: DatedBook) -> Iterator[Problem]:
    yield from _twice(
        "editions-do-not-overlap",
        [(f"$.editions[{index}]", one) for index, one in enumerate(book.editions)],
        say("two editions"),
    )


def _rows(book: DatedBook) -> Iterator[Problem]:
    rows = [(f"$.untold[{index}]", one) for index, one in enumerate(book.untold)]
    for name in dict.fromkeys(row.interface for row in book.untold):
        mine = [(path, row) for path, row in rows if row.interface == name]
        yield from _twice("untold-once", mine, say("two rows of {name}", name=name))
    yield from (one for path, row in rows for one in _said(path, row))


def _said(path: str, row: Untold) -> Iterator[Problem]:
    """Codes and sentences of a row say the same."""
    if row.why is UNSET or row.months is UNSET:
        return
    for field, found, wanted in (
        ("message", row.message, row.why.refusal(row.interface, MONTH)),
        ("expected", row.expected, usage_expected(row.interface, row.months)),
    ):
        if found != wanted:
            text = say("does not say what its codes say: {text}", text=wanted)
            yield Problem("untold-in-words", f"{path}.{field}", text)


def _twice(rule: str, members: Iterable[tuple[str, Dated]], what: str) -> Iterator[Problem]:
    for (_, earlier), (path, later) in pairwise(sorted(members, key=_start)):
        if (earlier.to or dt.date.max) > (later.from_ or dt.date.min):
            yield Problem(
                rule,
                path,
                say("{what} have months from {day}", what=what, day=later.from_ or BEGINNING),
            )


def _start(member: tuple[str, Dated]) -> dt.date:
    return member[1].from_ or dt.date.min


def _months(book: DatedBook) -> Iterator[Problem]:
    """Each month of each interface is in force, in one edition, or in one row of the untold.

    A book that has neither, as before any older page was accepted, tells no month before its own.
    """
    if book.known_from is None or not (book.editions or book.untold):
        return
    now = first_of_month(book.known_from)
    in_force = {table.interface for table in book.pay_as_you_go}
    for interface in book.interfaces:
        name = interface.name
        spans = [
            _Months(path, one.from_, one.to) for path, one in _places(book) if name in _named(one)
        ]
        if name in in_force:
            spans += _in_force(book, name, now)
        end = dt.date.min
        for span in sorted(spans, key=lambda span: span.first or dt.date.min):
            yield from _joined(span.path, name, end, span.first or dt.date.min)
            end = span.end or dt.date.max
        if name not in in_force and end != dt.date.max:
            yield from _joined("$.known_from", name, end, now)


class _Months(NamedTuple):
    """The months whose first day lies in ``[first, end)``, and what tells them."""

    path: str
    first: dt.date | None
    end: dt.date | None


def _in_force(book: DatedBook, name: str, now: dt.date) -> Iterator[_Months]:
    """The months in which the book in force prices an interface on some day."""
    for first, end in Spans.of(book, name).months(now):
        yield _Months("$.pay_as_you_go", first, end)


def _joined(path: str, name: str, end: dt.date, start: dt.date) -> Iterator[Problem]:
    if start > end:
        text = say(
            "nothing is known of {name} from {first} until {end}",
            name=name,
            first=_day(end),
            end=_day(start),
        )
        yield Problem("months-all-told", path, text)
    elif start < end:
        text = say(
            "{name} is described twice from {first} until {end}",
            name=name,
            first=_day(start),
            end=_day(end),
        )
        yield Problem("months-told-once", path, text)


def _day(day: dt.date) -> str:
    return {dt.date.min: BEGINNING, dt.date.max: say("the end")}.get(day, str(day))


RULES: tuple[Callable[[DatedBook], Iterator[Problem]], ...] = (
    _first_day,
    _days,
    _names,
    _prices,
    _facts,
    _editions,
    _rows,
)
