"""What of the usage can be rated: by month or by day, with a reason for what cannot."""

from __future__ import annotations

from collections.abc import Sequence

from tiia_pricebook import PriceBook
from tiia_pricebook.calendar import Month
from tiia_pricing.rating.book_tables import refused
from tiia_pricing.rating.engine import Engine
from tiia_pricing.rating.input.intake import DaySpan, day_key, is_by_day
from tiia_pricing.rating.input.rejects import OddRow
from tiia_pricing.rating.steps import SqlStep


def add_odd(
    engine: Engine, odd: Sequence[OddRow], spans: Sequence[DaySpan], *, holders: bool
) -> None:
    """Make ``odd`` and ``summed``: all rows that read, by account, name and day."""
    text, whole = engine.dialect.text, engine.dialect.whole
    columns = [
        ("account", text),
        ("given", text),
        ("day", "DATE"),
        ("calls", whole),
        ("file", "INTEGER"),
        ("number", "BIGINT"),
    ]
    engine.fill("odd_rows", columns, odd)
    key, joined = day_key(spans, holders=holders)
    sql = f"SELECT r.*, {key} AS day_key FROM odd_rows AS r{joined}"
    engine.run(SqlStep("odd", "", "rows with counts in other forms", sql))
    sql = """\
SELECT account, given, day, calls, number, days FROM scanned WHERE day IS NOT NULL"""
    if odd:
        sql += """
UNION ALL
SELECT account, given, day_key, calls, 1, 1 << (DAY(day) - 1) FROM odd"""
    engine.run(SqlStep("summed", "", "all rows that read", sql))


def hand_over_refusals(engine: Engine, book: PriceBook, months: Sequence[Month]) -> None:
    """Make ``closed``: the months and interfaces that the book does not answer for."""
    places = {one.name: number for number, one in enumerate(book.interfaces)}
    rows = [
        (month.first, places[name], error.id)
        for (month, name), error in refused(book, months).items()
    ]
    columns = [("month", "DATE"), ("interface", "INTEGER"), ("error", engine.dialect.text)]
    engine.fill("closed", columns, rows)


def judge(engine: Engine, *, activations: bool) -> None:
    """Make ``judged``: every sum with its interface, month, activation day and, if any, reason."""
    active, joined = "CAST(NULL AS DATE)", ""
    if activations:
        active = "COALESCE(i.activated, s.activated)"
        joined = """
LEFT JOIN activations AS i ON i.account = g.account AND i.interface = n.interface
LEFT JOIN activations AS s ON s.account = g.account AND s.interface IS NULL"""
    sql = f"""\
SELECT g.account, g.given, n.interface, CAST(DATE_TRUNC('month', g.day) AS DATE) AS month,
  g.day, g.calls, g.number, g.days, {active} AS activated,
  CASE WHEN n.interface IS NULL THEN 'unknown-interface'
    WHEN c.error IS NOT NULL THEN c.error
    WHEN g.day < {active} THEN 'usage-before-activation' END AS reason
FROM summed AS g
JOIN interface_names AS n ON n.given = g.given
LEFT JOIN closed AS c
  ON c.interface = n.interface AND c.month = CAST(DATE_TRUNC('month', g.day) AS DATE){joined}"""
    engine.run(SqlStep("judged", "", "which sums can be rated", sql))
    reject(engine)


def reject(engine: Engine) -> None:
    """Make ``rejected``: the sums of ``judged`` that have a reason."""
    sql = "SELECT account, given, day, reason, calls, number FROM judged WHERE reason IS NOT NULL"
    engine.run(SqlStep("rejected", "", "sums that cannot be rated", sql))


def split(engine: Engine, spans: Sequence[DaySpan], *, holders: bool) -> None:
    """Make ``day_usage`` and ``month_usage`` of the sums that can be rated."""
    by_day, joined = is_by_day(spans, holders=holders)
    kept = "r.reason IS NULL"
    sql = f"""\
SELECT r.account, r.interface, r.month, r.day, r.activated, SUM(r.calls) AS calls
FROM judged AS r{joined}
WHERE {kept} AND ({by_day})
GROUP BY r.account, r.interface, r.month, r.day, r.activated"""
    engine.run(SqlStep("day_usage", "", "usage that is settled day by day", sql))
    sql = f"""\
SELECT r.account, r.interface, r.month, SUM(r.calls) AS calls
FROM judged AS r{joined}
WHERE {kept} AND NOT ({by_day}) GROUP BY r.account, r.interface, r.month"""
    engine.run(SqlStep("month_usage", "", "usage that is settled month by month", sql))
