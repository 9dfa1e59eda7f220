"""Usage of many accounts, summed on the engine in one pass over the files.

Accounts without packs and activation days are summed by month, the others by day, and everybody's
days where a price or a quota changes or is shared. Rows that do not read at once (``odd``) and
those that cannot be rated are found again by their numbers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
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
from tiia_pricing.rating.input.sources import SourceFile, files_of, opened
from tiia_pricing.rating.steps import SqlStep

USAGE = ("account", "date", "interface", "calls")


class DaySpan(Struct, frozen=True):
    """Days on which calls are summed by day for every account: ``[first, end)``."""

    first: dt.date | None
    end: dt.date | None


def usage_files(engine: Engine, paths: Iterable[Path]) -> list[SourceFile]:
    """Return the files of usage; raises ``InputError`` for one that has not its columns."""
    return [opened(engine, path, USAGE, ()) for path in files_of(paths)]


def days_by_day(book: PriceBook) -> list[DaySpan]:
    """Where prices or quotas change or are shared: between two changes one month stands for all."""
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


def scan(
    engine: Engine, files: Sequence[SourceFile], spans: Sequence[DaySpan], *, holders: bool
) -> None:
    """Make ``scanned``: calls by account, name and day, or the month's last day.

    Rows that do not read at once have no day there. ``holders`` says that a table of this name
    has the accounts that are summed by day.
    """
    raw = "\nUNION ALL\n".join(_raw(engine, one) for one in files)
    key, joined = day_key(spans, holders=holders)
    sql = f"""\
SELECT r.account, r.given,
  CASE WHEN r.calls IS NOT NULL AND r.account IS NOT NULL AND r.given IS NOT NULL
    THEN {key} END AS day,
  SUM(r.calls) AS calls, COUNT(*) AS number, BIT_OR(1 << (DAY(r.day) - 1)) AS days
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
SELECT {dialect.row_number} AS number, {_cells(dialect, source)},
  CAST(date AS {dialect.text}) AS date_text, CAST(calls AS {dialect.text}) AS calls_text
FROM {engine.relation(source)}"""


def day_key(spans: Sequence[DaySpan], *, holders: bool) -> tuple[str, str]:
    """Return the day under which a row ``r`` is summed, and the join that this wants."""
    condition, joined = is_by_day(spans, holders=holders)
    return f"CASE WHEN {condition} THEN r.day ELSE LAST_DAY(r.day) END", joined


def is_by_day(spans: Sequence[DaySpan], *, holders: bool) -> tuple[str, str]:
    """Return whether a row ``r`` is summed by day, and the join that this wants."""
    own = ["h.account IS NOT NULL"] if holders else []
    joined = "\nLEFT JOIN holders AS h ON h.account = r.account" if holders else ""
    return " OR ".join((*own, *map(_within, spans))) or "FALSE", joined


def _within(span: DaySpan) -> str:
    bounds = [f"r.day >= {literal(span.first)}"] if span.first else []
    bounds += [f"r.day < {literal(span.end)}"] if span.end else []
    return f"({' AND '.join(bounds) or 'TRUE'})"


def name_interfaces(engine: Engine, book: PriceBook) -> None:
    """Make ``interface_names``: which interface each name in the usage means, if any."""
    names = Names(book)
    places = {one.name: number for number, one in enumerate(book.interfaces)}
    rows: list[tuple[str, int | None]] = []
    for (given,) in engine.rows("SELECT DISTINCT given FROM summed"):
        try:
            rows.append((given, places[names.of(given)]))
        except InputError:
            rows.append((given, None))
    columns = [("given", engine.dialect.text), ("interface", "INTEGER")]
    engine.fill("interface_names", columns, rows)
