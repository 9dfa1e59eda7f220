"""Usage of many accounts, summed on the engine in one pass over the files.

Calls are summed by month; by day where an account holds packs of the interface or tells the day of
its activation, and everybody's where a price or a quota changes or is shared. Rows that do not
read at once (``odd``) and those that cannot be rated are found again by their numbers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from msgspec import Struct

from tiia_pricebook import PriceBook
from tiia_pricebook.calendar import DAY, Dated, Month, first_of_month, next_month
from tiia_pricebook.editions.dated_book import DatedBook
from tiia_pricebook.errors import InputError
from tiia_pricing.billing.usage.known_names import Names
from tiia_pricing.rating.book_tables import by_day
from tiia_pricing.rating.dialect import Dialect, literal
from tiia_pricing.rating.engine import Engine
from tiia_pricing.rating.input.plain_cells import count_of, day_of, text_of
from tiia_pricing.rating.input.source_file import SourceFile
from tiia_pricing.rating.input.sources import files_of, opened
from tiia_pricing.rating.steps import SqlStep

USAGE = ("account", "date", "interface", "calls")
OTHER = 62  # the highest bit of a whole number of 64 that is not its sign
EVERY_BIT = 2**63 - 1


class DaySpan(Struct, frozen=True):
    """Days on which calls are summed by day for every account: ``[first, end)``."""

    first: dt.date | None
    end: dt.date | None


class ByDay(Struct, frozen=True):
    """Which calls are settled by day: those in ``spans``, and what ``holders`` has a bit for.

    ``bits`` are those of names in the usage, where there are holders. Any other name is summed by
    day under ``OTHER``, which all holders have.
    """

    spans: Sequence[DaySpan]
    bits: Mapping[str, int] = {}


def usage_files(engine: Engine, paths: Iterable[Path]) -> list[SourceFile]:
    """Return the files of usage; raises ``InputError`` for one that has not its columns."""
    return [opened(engine, path, USAGE) for path in files_of(paths)]


def days_by_day(book: PriceBook) -> list[DaySpan]:
    """Return where prices or quotas change or are shared.

    Between two changes one month stands for all.
    """
    cuts = sorted({edge for day in _turns(book) for edge in (first_of_month(day), next_month(day))})
    edges: list[dt.date | None] = [None, *cuts, None]
    found: list[DaySpan] = []
    for first, end in pairwise(edges):
        month = Month.of(first if first else end - DAY if end else dt.date(2000, 1, 1))
        if by_day(book, month):
            if found and found[-1].end == first:
                found[-1] = DaySpan(found[-1].first, end)
            else:
                found.append(DaySpan(first, end))
    return found


def _turns(book: PriceBook) -> set[dt.date]:
    """The days on which a fact of the book begins or ends."""
    facts: list[Dated] = [*book.free_quotas, *book.pay_as_you_go, *book.former_orders]
    if isinstance(book, DatedBook):
        facts += [*book.editions, *book.untold]
        facts += [fact for one in book.editions for fact in one.free_quotas]
        facts += [fact for one in book.editions for fact in one.pay_as_you_go]
    days = (book.known_from, *(day for fact in facts for day in (fact.from_, fact.to)))
    return {day for day in days if day}


def scan(engine: Engine, files: Sequence[SourceFile], days: ByDay) -> None:
    """Make ``scanned``: calls by account, name and day, or the month's first day.

    Rows that do not read at once have no day there.
    """
    raw = "\nUNION ALL\n".join(_raw(engine, one) for one in files)
    dialect = engine.dialect
    key, joined = day_key(dialect, days)
    sql = f"""\
SELECT r.account, r.given,
  CASE WHEN r.calls IS NOT NULL AND r.account <> '' AND r.given <> '' THEN {key} END AS day,
  CAST(SUM(r.calls) AS {dialect.count}) AS calls, COUNT(*) AS number,
  BIT_OR({dialect.day_bit("r.day")}) AS days
FROM (
{raw}
) AS r{joined}
GROUP BY 1, 2, 3"""
    engine.run(SqlStep("scanned", "", "the usage, summed", sql))


def _raw(engine: Engine, source: SourceFile) -> str:
    return f"SELECT {_cells(engine.dialect, source)} FROM {engine.relation(source)}"


def _cells(dialect: Dialect, source: SourceFile) -> str:
    return (
        f"{text_of(dialect, source, 'account')} AS account, "
        f"{text_of(dialect, source, 'interface')} AS given, "
        f"{day_of(source)} AS day, {count_of(dialect, source)} AS calls"
    )


def numbered(engine: Engine, source: SourceFile) -> str:
    """Return the rows of a file with their numbers, and date and count as they were written."""
    dialect = engine.dialect
    return f"""\
SELECT number, NULLIF(account, '') AS account, NULLIF(given, '') AS given, day, calls,
  date_text, calls_text
FROM (SELECT {dialect.row_number} AS number, {_cells(dialect, source)},
  CAST(date AS {dialect.text}) AS date_text, CAST(calls AS {dialect.text}) AS calls_text
FROM {engine.relation(source)}) AS s"""


def day_key(dialect: Dialect, days: ByDay) -> tuple[str, str]:
    """Return the day under which a row ``r`` is summed, and the join that this wants."""
    whens = "".join(f" WHEN {literal(name)} THEN {bit}" for name, bit in days.bits.items())
    condition, joined = is_by_day(days, f"CASE r.given{whens} ELSE {OTHER} END")
    return f"CASE WHEN {condition} THEN r.day ELSE {dialect.month_start('r.day')} END", joined


def is_by_day(days: ByDay, bit: str) -> tuple[str, str]:
    """Return whether a row ``r`` is settled by day, and the join that this wants.

    ``bit`` is that of its interface.
    """
    conditions = list(map(_within, days.spans))
    joined = ""
    if days.bits:
        conditions.append(f"h.account IS NOT NULL AND ((h.held >> {bit}) & 1) = 1")
        joined = "\nLEFT JOIN holders AS h ON h.account = r.account"
    return " OR ".join(conditions) or "FALSE", joined


def bits_of(book: PriceBook) -> dict[str, int]:
    """Return the bit of each name of the book's interfaces, as they are written there."""
    places = {one.name: place for place, one in enumerate(book.interfaces)}
    return {name: min(places[own], OTHER) for name, own in Names(book).known.items()}


def bit_of(interface: str) -> str:
    """Return the place of an interface's bit, as SQL."""
    return f"LEAST({interface}, {OTHER})"


def _within(span: DaySpan) -> str:
    bounds = [f"r.day >= {literal(span.first)}"] if span.first else []
    bounds += [f"r.day < {literal(span.end)}"] if span.end else []
    return f"({' AND '.join(bounds) or 'TRUE'})"


def name_interfaces(engine: Engine, book: PriceBook) -> bool:
    """Make ``interface_names``: which interface each name in the usage means, if any.

    Returns whether several sums can be of one interface: two names mean the same one, or one is
    written in another way and was summed by day.
    """
    names = Names(book)
    known = frozenset(names.known)
    places = {one.name: number for number, one in enumerate(book.interfaces)}
    rows: list[tuple[str, int, int | None]] = []
    for number, (given,) in enumerate(engine.rows("SELECT DISTINCT given FROM summed")):
        try:
            rows.append((given, number, places[names.of(given)]))
        except InputError:
            rows.append((given, number, None))
    columns = [("given", engine.dialect.text), ("number", "INTEGER"), ("interface", "INTEGER")]
    engine.fill("interface_names", columns, rows)
    meant = [interface for *_, interface in rows if interface is not None]
    return len(set(meant)) < len(meant) or not known.issuperset(
        given for given, _, interface in rows if interface is not None
    )
