"""Lines of accounts with packs of which nobody says what is left: all that can be paid for.

The more is left, the fewer calls are paid for: every number between those with full and with
empty packs can be. So many of them can cost least or most: where a line costs the least or the
most within a tier, and where one tier, one price of a month, or a thousand ends.
"""

from __future__ import annotations

from collections.abc import Iterator

from tiia_pricing.rating.dialect import Dialect
from tiia_pricing.rating.lines import KEY, LINE, OWN_LINE, SAME_LINE, Lines
from tiia_pricing.rating.pricing_sql import Ladders
from tiia_pricing.rating.steps import SqlStep

UNTOLD = "SELECT account FROM bought WHERE before AND left_ IS NULL"
POSSIBLE = Lines("possible", "possible_counts", (*KEY, "paid"))
_CLAUSE = "recognition-prepaid"
_OF_ENDS = ", ".join(f"r.{name}" for name in KEY)
_ENDS = f"{LINE}, calls, fewest, most"
_PRICED = (
    "JOIN prices AS p ON p.month = r.month AND p.interface = r.interface"
    "\n  AND (NOT p.whole OR p.graduated OR p.assumed)"
)
_THOUSANDS = ((-1, 1), (0, 0), (0, 1), (1, 0), (1, 1))  # so many of them, and calls above


def kept(*, turning: bool) -> Iterator[SqlStep]:
    """Yield the steps that keep the lines with full packs, before those with empty ones."""
    yield SqlStep("full_lines", "", "lines with full packs", "SELECT * FROM day_lines")
    if turning:
        sql = f"SELECT {LINE}, day, rest FROM settled WHERE account IN ({UNTOLD})"
        yield SqlStep("full_days", "", "what is paid for by day with full packs", sql)
        sql = "SELECT * FROM counts"
        yield SqlStep("full_counts", "", "what is paid for by price with full packs", sql)


def possible(dialect: Dialect, ladders: Ladders, *, turning: bool) -> Iterator[SqlStep]:
    """Yield the steps to ``possible``: a line's paid calls that can cost least or most.

    ``turning`` says that a price changes within some month: then they are also counted by price.
    """
    sql = f"""\
SELECT {OWN_LINE}, l.calls, LEAST(l.paid, r.paid) AS fewest, GREATEST(l.paid, r.paid) AS most
FROM full_lines AS l JOIN day_lines AS r ON {SAME_LINE}"""
    yield SqlStep("ends", _CLAUSE, "what is paid for with full and with empty packs", sql)
    points = _at_bounds(ladders.tiers)
    if turning or ladders.graduated:
        yield _edges(turning=turning)
        points += f"\nUNION ALL\n{_around_edges(ladders.tiers)}"
    sql = f"""\
SELECT DISTINCT {LINE}, calls, CAST(paid AS {dialect.count}) AS paid FROM (
{points}) AS s"""
    yield SqlStep(POSSIBLE.table, _CLAUSE, "what packs bought before leave", sql)
    if turning:
        yield _by_price()


def _at_bounds(tiers: int) -> str:
    """The ends, and each bound between them with the call before it."""
    between = "".join(
        f"""
UNION ALL
SELECT {_OF_ENDS}, r.calls, p.{name}_{tier} - {back} AS paid
FROM ends AS r JOIN prices AS p ON p.month = r.month AND p.interface = r.interface
WHERE r.fewest < p.{name}_{tier} AND p.{name}_{tier} <= r.most"""
        for name, tier in _starts(tiers)
        for back in (0, 1)
    )
    return f"""\
SELECT {LINE}, calls, fewest AS paid FROM ends
UNION ALL
SELECT {LINE}, calls, most AS paid FROM ends{between}"""


def _starts(tiers: int) -> Iterator[tuple[str, int]]:
    for tier in range(2, tiers + 1):
        yield "bound", tier
        yield "measure", tier


def _edges(*, turning: bool) -> SqlStep:
    """Return what lies on either side of each new price within a month.

    ``head`` is always paid for at it and before it, ``tail`` can be after it. None of either
    stands for a month as a whole.
    """
    sql = f"""\
SELECT DISTINCT {_OF_ENDS}, r.calls, r.fewest, r.most, 0 AS head, 0 AS tail
FROM ends AS r {_PRICED}"""
    if turning:
        sql = f"{_of_turns()}\nUNION ALL\n{sql}"
    return SqlStep("edges", _CLAUSE, "what is paid for on either side of a new price", sql)


def _of_turns() -> str:
    until = f"PARTITION BY {LINE} ORDER BY turn ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW"
    return f"""\
SELECT {_ENDS}, SUM(least) OVER ({until}) AS head,
  SUM(greatest) OVER (PARTITION BY {LINE}) - SUM(greatest) OVER ({until}) AS tail
FROM (
  SELECT {_OF_ENDS}, r.calls, r.fewest, r.most, p.turn,
    COALESCE(f.counted, 0) AS least, COALESCE(e.counted, 0) AS greatest
  FROM ends AS r
  JOIN prices AS p ON p.month = r.month AND p.interface = r.interface AND NOT p.whole
  LEFT JOIN full_counts AS f ON f.account = r.account AND f.interface = r.interface
    AND f.month = r.month AND f.turn = p.turn
  LEFT JOIN counts AS e ON e.account = r.account AND e.interface = r.interface
    AND e.month = r.month AND e.turn = p.turn
) AS t"""


def _around_edges(tiers: int) -> str:
    """The same for tables that are graduated, or several in a month: around each point, and at
    the thousands around it.

    There a tier begins at a call of every price, counted from either end, and what fills up a
    thousand has the last one's price.
    """
    expressions = ["r.fewest", "r.most", "r.head + r.tail"]
    for name, tier in _starts(tiers):
        start = f"p.{name}_{tier}"
        within = f"CASE WHEN {start} <= r.calls"
        expressions += [
            f"{within} THEN {start} + r.tail END",
            f"{within} THEN r.calls + r.head - {start} END",
        ]
    points = "\n  UNION ALL\n".join(
        f"""\
  SELECT {_OF_ENDS}, r.calls, r.fewest, r.most, p.per_calls, {expression} AS point
  FROM edges AS r {_PRICED}"""
        for expression in expressions
    )
    # Sail takes a remainder within the last condition, over no rows, for one by zero.
    around = " UNION ALL ".join(f"SELECT {step} AS step" for step in (-1, 0, 1))
    whole = " UNION ALL ".join(f"SELECT {n} AS whole, {step} AS step" for n, step in _THOUSANDS)
    return f"""\
SELECT {LINE}, calls, paid FROM (
WITH points AS (
{points}
), near AS (
  SELECT DISTINCT {_ENDS}, per_calls, point + step AS point
  FROM points CROSS JOIN ({around}) AS n
), thousands AS (
  SELECT DISTINCT {_ENDS}, per_calls, point - point % per_calls AS filled FROM near
)
SELECT {_ENDS}, point AS paid FROM near
UNION ALL
SELECT {_ENDS}, filled + whole * per_calls + step AS paid
FROM thousands CROSS JOIN ({whole}) AS n) AS found
WHERE paid BETWEEN fewest AND most"""


def _by_price() -> SqlStep:
    """The calls of ``possible`` by price where prices change in a month.

    The more is left in packs, the more of the earliest calls that they can take are taken: one
    call that is left more takes the next one, at once or by way of packs that cover that day.
    """
    sql = f"""\
WITH days AS (
  SELECT l.*, l.rest - r.rest AS given
  FROM (SELECT {LINE}, day, rest FROM settled) AS l
  JOIN full_days AS r ON {SAME_LINE} AND l.day = r.day
), ordered AS (
  SELECT *, SUM(given) OVER (PARTITION BY {LINE} ORDER BY day
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS reached
  FROM days
), taking AS (
  SELECT l.*, r.paid, LEAST(reached, e.most - r.paid) - LEAST(reached - given, e.most - r.paid)
    AS taken
  FROM ordered AS l
  JOIN possible AS r ON {SAME_LINE}
  JOIN ends AS e ON e.account = l.account AND e.interface = l.interface AND e.month = l.month
)
SELECT {OWN_LINE}, l.paid, p.turn, SUM(l.rest - l.taken) AS counted
FROM taking AS l
JOIN prices AS p ON p.month = l.month AND p.interface = l.interface AND NOT p.whole
WHERE l.day >= p.first AND l.day < p.end_
GROUP BY {OWN_LINE}, l.paid, p.turn"""
    meaning = "what packs bought before leave to each price of a month"
    return SqlStep(POSSIBLE.counts, _CLAUSE, meaning, sql)
