"""Rate many accounts: lines under the chosen readings, with their least and greatest amounts."""

from __future__ import annotations

from tiia_pricing.rating.engine import Engine
from tiia_pricing.rating.lines import LINE, OWN_LINE, SAME_LINE
from tiia_pricing.rating.ranges import bound, price
from tiia_pricing.rating.settlement_sql import settled_by_month
from tiia_pricing.rating.settling import Job, Settlement, settle
from tiia_pricing.rating.steps import SqlStep


def rate(job: Job) -> bool:
    """Make ``rated``: a row for each account, month and interface; and ``packs_left``.

    False where paid calls have no price: they stand in ``unpriced``, and nothing is rated.
    """
    engine = job.engine
    done = settle(job, job.choices, "day_usage")
    engine.run(settled_by_month("month_usage", "month_lines"))
    columns = f"{LINE}, calls, free, pack, paid"
    sql = f"SELECT {columns} FROM day_lines UNION ALL SELECT {columns} FROM month_lines"
    engine.run(SqlStep("lines", "settlement-order", "all lines", sql, stored=False))
    price(job, done)
    if engine.rows("SELECT 1 FROM priced WHERE paid > 0 AND cents IS NULL LIMIT 1"):
        _find_unpriced(engine, done)
        return False
    _keep_packs(engine)
    lines = "priced"
    if bound(job, done):
        lines = "bounded"
        _widen(engine, lines)
    _conclude(engine, lines)
    return True


def _find_unpriced(engine: Engine, done: Settlement) -> None:
    """Make ``unpriced``: the days of paid calls for which the book has no price."""
    joined = """
JOIN priced AS l ON l.account = d.account AND l.interface = d.interface AND l.month = d.month
WHERE l.paid > 0 AND l.cents IS NULL AND """
    same = "p.month = d.month AND p.interface = d.interface"
    turning = ""
    if done.turning:
        turning = f"""
SELECT d.account, d.interface, d.month, d.day FROM settled AS d{joined}d.rest > 0
  AND NOT EXISTS (SELECT 1 FROM prices AS p WHERE {same} AND d.day >= p.first AND d.day < p.end_)
UNION ALL"""
    sql = f"""\
SELECT d.account, d.interface, d.month, d.day FROM {done.source} AS d{joined}
  NOT EXISTS (SELECT 1 FROM prices AS p WHERE {same})
UNION ALL{turning}
SELECT l.account, l.interface, l.month, LAST_DAY(l.month) FROM month_lines AS l
JOIN priced AS r ON {SAME_LINE}
WHERE r.paid > 0 AND r.cents IS NULL"""
    engine.run(SqlStep("unpriced", "", "paid calls without a price", sql))


def _keep_packs(engine: Engine) -> None:
    """Make ``packs_left``: the packs in their order of use, with what was taken from each."""
    sql = """\
SELECT p.*, COALESCE(u.used, 0) AS used FROM packs AS p LEFT JOIN pack_uses AS u
  ON u.account = p.account AND u.interface = p.interface AND u.turn = p.turn"""
    engine.run(SqlStep("packs_left", "recognition-prepaid", "what is taken from packs", sql))


def _widen(engine: Engine, table: str) -> None:
    """Make ``table``: ``priced``, with low and high that reach over ``bounds`` too."""
    columns = f"{OWN_LINE}, l.calls, l.free, l.pack, l.paid, l.unit_price, l.per_calls, l.cents"
    sql = f"""\
SELECT {columns}, LEAST(COALESCE(l.low, r.low), COALESCE(r.low, l.low)) AS low,
  GREATEST(COALESCE(l.high, r.high), COALESCE(r.high, l.high)) AS high
FROM priced AS l
LEFT JOIN bounds AS r ON {SAME_LINE}"""
    engine.run(SqlStep(table, "", "over all readings, and all that packs may hold", sql))


def _conclude(engine: Engine, lines: str) -> None:
    """Make ``rated``: where nothing is paid a price that is missing is no matter."""
    none = f"CAST(0 AS {engine.dialect.count})"
    sql = f"""\
SELECT account, month, interface, calls, free, pack, paid, unit_price, per_calls,
  CASE WHEN paid = 0 THEN {none} ELSE cents END AS cents,
  CASE WHEN paid = 0 THEN COALESCE(low, {none}) ELSE low END AS low,
  CASE WHEN paid = 0 THEN COALESCE(high, {none}) ELSE high END AS high
FROM {lines}"""
    step = SqlStep("rated", "settlement-order", "each line with its amounts", sql, stored=False)
    engine.run(step)
