"""What of the usage can be rated: by month or by day, with a reason for what cannot."""

from __future__ import annotations

from collections.abc import Sequence

from tiia_pricebook import PriceBook
from tiia_pricebook.calendar import Month
from tiia_pricing.rating.book_tables import Closed, refused
from tiia_pricing.rating.engine import Engine
from tiia_pricing.rating.input.by_day import ByDay, bit_of, day_key, is_by_day
from tiia_pricing.rating.input.rejects import OddRow
from tiia_pricing.rating.steps import SqlStep


def add_odd(engine: Engine, odd: Sequence[OddRow], days: ByDay) -> None:
    """Make ``odd`` and ``summed``: all rows that read, by account, name and day."""
    text, count = engine.dialect.text, engine.dialect.count
    columns = [
        ("account", text),
        ("given", text),
        ("day", "DATE"),
        ("calls", count),
        ("file", "INTEGER"),
        ("number", "BIGINT"),
        ("date_text", text),
    ]
    engine.fill("odd_rows", columns, odd)
    key, joined = day_key(engine.dialect, days)
    sql = f"SELECT r.*, {key} AS day_key FROM odd_rows AS r{joined}"
    engine.run(SqlStep("odd", "", "rows with counts in other forms", sql))
    sql = """\
SELECT account, given, day, calls, number, days FROM scanned WHERE day IS NOT NULL"""
    if odd:
        sql += f"""
UNION ALL
SELECT account, given, day_key, calls, 1, {engine.dialect.day_bit("day")} FROM odd"""
    engine.run(SqlStep("summed", "", "all rows that read", sql, stored=False))


def number_accounts(engine: Engine, *, packs: bool) -> None:
    """Make ``accounts``: a number for each account, in the order of their names."""
    sql = "SELECT account FROM summed"
    sql += "\nUNION\nSELECT account FROM pack_purchases" if packs else " GROUP BY account"
    sql = f"SELECT account, ROW_NUMBER() OVER (ORDER BY account) AS number FROM (\n{sql}) AS s"
    engine.run(SqlStep("accounts", "", "from here on accounts are numbers", sql))


def hand_over_refusals(engine: Engine, book: PriceBook, months: Sequence[Month]) -> Closed:
    """Make ``closed``: the months and interfaces that the book does not answer for.

    They are returned too, each with its error.
    """
    places = {one.name: number for number, one in enumerate(book.interfaces)}
    closed = refused(book, months)
    rows = [(month.first, places[name], error.id) for (month, name), error in closed.items()]
    columns = [("month", "DATE"), ("interface", "INTEGER"), ("error", engine.dialect.text)]
    engine.fill("closed", columns, rows)
    return closed


def judge(engine: Engine, days: ByDay, *, activations: bool) -> None:
    """Make ``judged``: every sum with its interface, month, activation day and, if any, reason.

    Accounts and the names that were given are numbers, those of ``accounts`` and
    ``interface_names``.
    """
    active, joined = "CAST(NULL AS DATE)", ""
    if activations:
        active = "COALESCE(i.activated, s.activated)"
        joined = """
LEFT JOIN activations AS i ON i.account = r.account AND i.interface = n.interface
LEFT JOIN activations AS s ON s.account = r.account AND s.interface IS NULL"""
    by_day, held = is_by_day(days, bit_of("n.interface"))
    month = engine.dialect.month_start("r.day")
    sql = f"""\
SELECT a.number AS account, n.number AS given, n.interface,
  {month} AS month, r.day, r.calls, r.number, r.days,
  {active} AS activated, COALESCE({by_day}, FALSE) AS by_day,
  CASE WHEN n.interface IS NULL THEN 'unknown-interface'
    WHEN c.error IS NOT NULL THEN c.error
    WHEN r.day < {active} THEN 'usage-before-activation' END AS reason
FROM summed AS r
JOIN accounts AS a ON a.account = r.account
JOIN interface_names AS n ON n.given = r.given
LEFT JOIN closed AS c
  ON c.interface = n.interface AND c.month = {month}{held}{joined}"""
    engine.run(SqlStep("judged", "", "which sums can be rated", sql))
    reject(engine)


def reject(engine: Engine) -> None:
    """Make ``rejected``: the sums of ``judged`` that have a reason."""
    sql = """\
SELECT DISTINCT a.account, n.given, j.day, j.reason, j.activated FROM judged AS j
JOIN accounts AS a ON a.number = j.account
JOIN interface_names AS n ON n.number = j.given
WHERE j.reason IS NOT NULL"""
    engine.run(SqlStep("rejected", "", "sums that cannot be rated", sql))


def split(engine: Engine, *, alike: bool) -> None:
    """Make ``day_usage`` and ``month_usage`` of the sums that can be rated.

    ``alike`` says that several sums can be of one account, interface and day.
    """
    keys = {"month_usage": "account, interface, month"}
    keys["day_usage"] = f"{keys['month_usage']}, day, activated"
    count = engine.dialect.count
    for table, key in keys.items():
        calls = f"CAST(SUM(calls) AS {count}) AS calls" if alike else "calls"
        where = f"reason IS NULL AND {'' if table == 'day_usage' else 'NOT '}by_day"
        sql = f"SELECT {key}, {calls} FROM judged WHERE {where}"
        sql += f" GROUP BY {key}" if alike else ""
        told = "day by day" if table == "day_usage" else "month by month"
        engine.run(SqlStep(table, "", f"usage that is settled {told}", sql, stored=False))
