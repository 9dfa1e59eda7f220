"""Usage of many accounts, summed on the engine in one pass over the files.

Calls are summed by month, or by day where that matters. Rows that do not read at once (``odd``)
and those that cannot be rated are found again by their numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from tiia_pricebook import PriceBook
from tiia_pricebook.errors import InputError
from tiia_pricing.billing.usage import known_columns
from tiia_pricing.billing.usage.known_names import Names
from tiia_pricing.rating.dialect import Dialect
from tiia_pricing.rating.engine import Engine
from tiia_pricing.rating.input.by_day import ByDay, day_key
from tiia_pricing.rating.input.plain_cells import count_of, day_of, text_of
from tiia_pricing.rating.input.source_file import SourceFile
from tiia_pricing.rating.input.sources import files_of, opened
from tiia_pricing.rating.steps import SqlStep

USAGE = ("account", "date", "interface", "calls")


def usage_files(engine: Engine, paths: Iterable[Path]) -> list[SourceFile]:
    """Return the files of usage; raises ``InputError`` for one that has not its columns."""
    return [opened(engine, path, USAGE, known=known_columns.USAGE) for path in files_of(paths)]


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
