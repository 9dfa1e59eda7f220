"""Free quota and packs as SQL: the steps of the settlement order, day by day, no recursion.

``days`` has one row for each account, interface and day: the calls, what is left of them
(``rest``), and what quotas (``free``) and packs (``pack``) took. Each step takes from what the
steps before it left, the earliest days first. All frames are ``ROWS`` over a total order: over
the default frame an engine has given wrong sums.
"""

from __future__ import annotations

from collections.abc import Iterator

from tiia_pricing.rating.steps import SqlStep

KEYS = "account, interface, month, day, issued, calls"
STATE = f"{KEYS}, rest, free, pack"


def opened(source: str, table: str) -> SqlStep:
    """Return the days of ``source`` before anything is taken from them."""
    sql = (
        f"SELECT {KEYS}, calls AS rest, calls - calls AS free, calls - calls AS pack FROM {source}"
    )
    return SqlStep(table, "settlement-order", "nothing is taken yet", sql, stored=False)


def quota_step(days: str, table: str, phase: int, turn: int, *, by_day: bool) -> SqlStep:
    """Return one quota of each interface and month, taken from its members' calls.

    A quota gives what it holds less what its members had free in the month already. ``by_day``
    is the order of the reading ``shared-pool-order``: the earlier day first, or the member.
    """
    order = "day, place" if by_day else "place, day"
    sql = f"""\
WITH drawing AS (
  SELECT d.*, q.pool, q.place, q.quota, d.day >= q.first AND d.day < q.end_ AS within
  FROM (SELECT {STATE} FROM {days}) AS d
  LEFT JOIN quotas AS q
    ON q.month = d.month AND q.interface = d.interface AND q.phase = {phase} AND q.turn = {turn}
    AND d.issued >= q.issued_from AND d.issued < q.issued_to
), counted AS (
  SELECT *,
    SUM(free) OVER (PARTITION BY account, month, pool) AS had,
    SUM(CASE WHEN within THEN rest ELSE 0 END) OVER (
      PARTITION BY account, month, pool ORDER BY {order}
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS reached
  FROM drawing
), taking AS (
  SELECT *, CASE WHEN within
    THEN GREATEST(LEAST(rest, quota - had - (reached - rest)), 0) ELSE 0 END AS taken
  FROM counted
)
SELECT {KEYS}, rest - taken AS rest, free + taken AS free, pack FROM taking"""
    return SqlStep(table, "free-quota", f"quota {turn} of a month, from the calls left", sql)


def pack_step(days: str, table: str, turn: int) -> SqlStep:
    """Return the pack that is used as number ``turn``, over the days that it covers.

    Of the calls that the packs before it left there, it takes the first ones until it is empty.
    """
    sql = f"""\
WITH covering AS (
  SELECT d.*, p.held, m.packs AND d.day >= p.first AND d.day < p.end_ AS within
  FROM (SELECT {STATE} FROM {days}) AS d
  JOIN packs AS p ON p.account = d.account AND p.interface = d.interface AND p.turn = {turn}
  JOIN months AS m ON m.month = d.month
), counted AS (
  SELECT *, SUM(CASE WHEN within THEN rest ELSE 0 END) OVER (
    PARTITION BY account, interface ORDER BY day
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS reached
  FROM covering
), taking AS (
  SELECT *, CASE WHEN within
    THEN LEAST(reached, held) - LEAST(reached - rest, held) ELSE 0 END AS taken
  FROM counted
)
SELECT {KEYS}, rest - taken AS rest, free, pack + taken AS pack, taken FROM taking"""
    return SqlStep(table, "recognition-prepaid", f"pack {turn} in the order of use", sql)


def pack_use(days: str, table: str, turn: int) -> SqlStep:
    """Return what pack ``turn`` gave: the sum over its days."""
    sql = f"SELECT account, interface, {turn} AS turn, SUM(taken) AS used FROM {days} GROUP BY 1, 2"
    return SqlStep(table, "recognition-prepaid", f"what pack {turn} gave", sql, stored=False)


def without_pack(days: str, table: str, turn: int) -> SqlStep:
    """Return the days of accounts and interfaces that hold fewer packs than ``turn``."""
    sql = f"""\
SELECT {STATE} FROM {days} AS d
WHERE NOT EXISTS (SELECT 1 FROM packs AS p
  WHERE p.account = d.account AND p.interface = d.interface AND p.turn = {turn})"""
    return SqlStep(table, "recognition-prepaid", f"who holds no pack {turn}", sql, stored=False)


def together(tables: list[str], table: str) -> SqlStep:
    """Join several tables of days into one."""
    sql = "\nUNION ALL\n".join(f"SELECT {STATE} FROM {one}" for one in tables)
    return SqlStep(table, "settlement-order", "all days again", sql, stored=False)


def folded(days: str, table: str, whole: str) -> SqlStep:
    """Return the lines: an account's calls of one interface and month, and what took them."""
    calls, free, pack, paid = (
        f"CAST(SUM({name}) AS {whole}) AS {name_of}"
        for name, name_of in (*((one, one) for one in ("calls", "free", "pack")), ("rest", "paid"))
    )
    sql = f"""\
SELECT account, interface, month, {calls}, {free},
  {pack}, {paid}
FROM {days} GROUP BY account, interface, month"""
    return SqlStep(table, "settlement-order", "what is left is pay-as-you-go", sql)


def settled_by_month(source: str, table: str) -> SqlStep:
    """Return the same for accounts without packs, whose months have one quota each at the most."""
    sql = f"""\
SELECT u.account, u.interface, u.month, u.calls, LEAST(u.calls, COALESCE(q.quota, 0)) AS free,
  u.calls - u.calls AS pack, u.calls - LEAST(u.calls, COALESCE(q.quota, 0)) AS paid
FROM {source} AS u
LEFT JOIN quotas AS q ON q.month = u.month AND q.interface = u.interface"""
    meaning = "the month's quota, and the rest is pay-as-you-go"
    return SqlStep(table, "free-quota", meaning, sql, stored=False)


def stretches(source: str, table: str, packs: int, whole: str) -> SqlStep:
    """Return the days of ``source`` between which no pack begins or ends as one, the first.

    All that is taken is taken from the earliest calls, so that of days under the same packs and
    the same quota only the sum matters. A month that wants its days keeps them.
    """
    turns = range(1, packs + 1)
    edges = [(name, turn) for turn in turns for name in ("first", "end_")]
    cuts = "".join(
        f",\n    MAX(CASE WHEN turn = {turn} THEN {name} END) AS {name}_{turn}"
        for name, turn in edges
    )
    passed = " + ".join(
        f"CASE WHEN d.day >= c.{name}_{turn} THEN 1 ELSE 0 END" for name, turn in edges
    )
    sql = f"""\
WITH cuts AS (
  SELECT account, interface{cuts}
  FROM packs GROUP BY account, interface
), numbered AS (
  SELECT d.*, {passed or "0"} AS stretch, CASE WHEN m.by_day THEN d.day END AS own
  FROM {source} AS d
  JOIN months AS m ON m.month = d.month
  LEFT JOIN cuts AS c ON c.account = d.account AND c.interface = d.interface
)
SELECT account, interface, month, MIN(day) AS day, issued, CAST(SUM(calls) AS {whole}) AS calls
FROM numbered GROUP BY account, interface, month, issued, stretch, own"""
    meaning = "days between which no pack begins or ends are one"
    return SqlStep(table, "settlement-order", meaning, sql)


def settlement(
    source: str, turns: tuple[int, int], packs: int, whole: str, *, by_day: bool
) -> Iterator[SqlStep]:
    """Yield the steps from the days of ``source`` to ``day_lines``.

    ``turns`` are those of each phase; the calls of a line are ``whole``.
    """
    yield opened(source, "days_0")
    days = "days_0"
    for turn in range(1, turns[0] + 1):
        yield quota_step(days, f"quota_0_{turn}", 0, turn, by_day=by_day)
        days = f"quota_0_{turn}"
    done, uses = [], []
    for turn in range(1, packs + 1):
        yield without_pack(days, f"done_{turn}", turn)
        yield pack_step(days, f"pack_{turn}", turn)
        yield pack_use(f"pack_{turn}", f"use_{turn}", turn)
        done.append(f"done_{turn}")
        uses.append(f"use_{turn}")
        days = f"pack_{turn}"
    if packs:
        yield together([*done, days], "packed")
        days = "packed"
    for turn in range(1, turns[1] + 1):
        yield quota_step(days, f"quota_1_{turn}", 1, turn, by_day=by_day)
        days = f"quota_1_{turn}"
    sql = f"SELECT {STATE} FROM {days}"
    yield SqlStep("settled", "settlement-order", "all steps are done", sql, stored=False)
    yield folded("settled", "day_lines", whole)
    none = "SELECT account, interface, turn, held - held AS used FROM packs WHERE FALSE"
    sql = "\nUNION ALL\n".join([none, *(f"SELECT * FROM {one}" for one in uses)])
    yield SqlStep("pack_uses", "recognition-prepaid", "what each pack gave", sql)
