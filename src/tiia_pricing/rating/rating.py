"""Rate many accounts: lines under the chosen readings, with their least and greatest amounts."""

from __future__ import annotations

from tiia_pricing.rating.engine import Engine
from tiia_pricing.rating.lines import LINE, SAME_LINE, priced_alone, priced_in_turns
from tiia_pricing.rating.ranges import bound
from tiia_pricing.rating.settlement_sql import settled_by_month
from tiia_pricing.rating.settling import Job, Settlement, settle
from tiia_pricing.rating.steps import SqlStep
from tiia_pricing.rating.variants import pricing_of


def rate(job: Job) -> bool:
    """Make ``rated``: a row for each account, month and interface; and ``packs_left``.

    False where paid calls have no price: they stand in ``unpriced``, and nothing is rated.
    """
    engine = job.engine
    done = settle(job, job.choices, "day_usage")
    engine.run(settled_by_month("month_usage", "month_lines"))
    columns = f"{LINE}, calls, free, pack, paid"
    sql = f"SELECT {columns} FROM day_lines UNION ALL SELECT {columns} FROM month_lines"
    engine.run(SqlStep("lines", "settlement-order", "all lines", sql))
    _price(job, done)
    if _find_unpriced(engine, done):
        return False
    _keep_packs(engine)
    bound(job, done)
    _join(engine)
    return True


def _price(job: Job, done: Settlement) -> None:
    """Make ``priced``: what each line costs under the chosen readings."""
    dialect, pricing = job.engine.dialect, pricing_of(job.choices)
    sql = priced_alone(dialect, "lines", {"cents": pricing}, done.ladders)
    if done.turning:
        turns = priced_in_turns(dialect, "lines", "cents", pricing, done.ladders)
        sql = f"{sql}\nUNION ALL SELECT * FROM (\n{turns})"
    job.engine.run(SqlStep("priced", "reached-tiers", "the tier reached, and whole cents", sql))


def _find_unpriced(engine: Engine, done: Settlement) -> bool:
    """Make ``unpriced``: the days of paid calls for which the book has no price, if any."""
    without = "r.account IS NULL"
    if done.turning:
        without += """
  OR d.rest > 0 AND NOT EXISTS (SELECT 1 FROM prices AS p WHERE p.month = d.month
    AND p.interface = d.interface AND d.day >= p.first AND d.day < p.end_)"""
    sql = f"""\
SELECT d.account, d.interface, d.month, d.day FROM settled AS d
JOIN lines AS l ON l.account = d.account AND l.interface = d.interface AND l.month = d.month
LEFT JOIN priced AS r ON {SAME_LINE}
WHERE l.paid > 0 AND r.cents IS NULL AND ({without})
UNION ALL
SELECT l.account, l.interface, l.month, LAST_DAY(l.month) FROM month_lines AS l
LEFT JOIN priced AS r ON {SAME_LINE}
WHERE l.paid > 0 AND r.cents IS NULL"""
    engine.run(SqlStep("unpriced", "", "paid calls without a price", sql))
    return bool(engine.rows("SELECT 1 FROM unpriced LIMIT 1"))


def _keep_packs(engine: Engine) -> None:
    """Make ``packs_left``: the packs in their order of use, with what was taken from each."""
    sql = """\
SELECT p.*, COALESCE(u.used, 0) AS used FROM packs AS p LEFT JOIN pack_uses AS u
  ON u.account = p.account AND u.interface = p.interface AND u.turn = p.turn"""
    engine.run(SqlStep("packs_left", "recognition-prepaid", "what is taken from packs", sql))


def _join(engine: Engine) -> None:
    """Make ``rated`` of the lines, their prices and their bounds."""
    none = engine.dialect.as_whole("0")
    sql = f"""\
SELECT l.account, l.month, l.interface, l.calls, l.free, l.pack, l.paid, p.unit_price,
  p.per_calls, CASE WHEN l.paid = 0 THEN {none} ELSE p.cents END AS cents,
  CASE WHEN l.paid = 0 THEN COALESCE(r.low, {none}) ELSE r.low END AS low,
  CASE WHEN l.paid = 0 THEN COALESCE(r.high, {none}) ELSE r.high END AS high
FROM lines AS l
LEFT JOIN priced AS p
  ON p.account = l.account AND p.interface = l.interface AND p.month = l.month
LEFT JOIN bounds AS r ON {SAME_LINE}"""
    engine.run(SqlStep("rated", "settlement-order", "each line with its amounts", sql))
