"""Rate many accounts: lines under the chosen readings, with their least and greatest amounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from tiia_pricebook import PriceBook
from tiia_pricebook.calendar import Month
from tiia_pricing.billing.settlement.choices import Choices
from tiia_pricing.rating.book_in_engine import hand_over
from tiia_pricing.rating.book_tables import BookTables, compiled
from tiia_pricing.rating.engine import Engine
from tiia_pricing.rating.lines import LINE, counted_by_table, priced_alone, priced_in_turns
from tiia_pricing.rating.packs_sql import PackKind, hand_over_kinds, in_order, kinds
from tiia_pricing.rating.pricing_sql import Ladders, Pricing
from tiia_pricing.rating.settlement_sql import settled_by_month, settlement
from tiia_pricing.rating.steps import SqlStep
from tiia_pricing.rating.variants import (
    DEDUCTING,
    Variant,
    admissible,
    order_turns,
    pricing_of,
    pricings,
    touched_by,
    variants,
)

KEY = "l.account = r.account AND l.interface = r.interface AND l.month = r.month"


class Job(Struct, frozen=True):
    """What is rated, how it is read, and where: an engine that has the tables of the input.

    ``month_usage`` has accounts whose months can be settled whole, ``day_usage`` the others day
    by day, ``bought`` the packs.
    """

    engine: Engine
    book: PriceBook
    months: tuple[Month, ...]
    choices: Choices
    fixed: frozenset[str]


def rate(job: Job) -> bool:
    """Make the table ``rated``: a row for each account, month and interface.

    False where paid calls have no price: they stand in ``unpriced``, and nothing is rated.
    """
    engine = job.engine
    packs = _kinds(job, job.choices)
    values = admissible(job.book, job.choices, job.fixed)
    tables = _settle(job, job.choices, packs, "day_usage")
    counts = _counts(engine, tables, "settled")
    engine.run(settled_by_month("month_usage", "month_lines"))
    columns = f"{LINE}, calls, free, pack, paid"
    sql = f"SELECT {columns} FROM day_lines UNION ALL SELECT {columns} FROM month_lines"
    engine.run(SqlStep("lines", "settlement-order", "all lines", sql))
    _price(engine, tables, counts, job.choices)
    if _find_unpriced(engine, tables):
        return False
    _keep_packs(engine)
    _bounds(job, tables, counts, job.choices, values, "lines", "bounds_0")
    bounds = ["bounds_0", *_emptied(job, tables, job.choices, values, packs, "day_usage", 0)]
    for number, variant in enumerate(_variants(job, values, packs), start=1):
        bounds += _varied(job, variant, values, number)
    _join(engine, bounds)
    return True


def _find_unpriced(engine: Engine, tables: BookTables) -> bool:
    """Make ``unpriced``: the days of paid calls for which the book has no price, if any."""
    turning = any(not row.whole for row in tables.prices)
    covered = "EXISTS (SELECT 1 FROM prices AS p WHERE p.month = d.month AND d.day >= p.first"
    uncovered = f"NOT {covered} AND d.day < p.end_ AND p.interface = d.interface)"
    sql = f"""\
SELECT d.account, d.interface, d.month, d.day FROM settled AS d
JOIN lines AS l ON l.account = d.account AND l.interface = d.interface AND l.month = d.month
LEFT JOIN priced AS r ON {KEY}
WHERE l.paid > 0 AND r.cents IS NULL AND ({f"d.rest > 0 AND {uncovered}" if turning else "TRUE"}
  OR r.account IS NULL)
UNION ALL
SELECT l.account, l.interface, l.month, LAST_DAY(l.month) FROM month_lines AS l
LEFT JOIN priced AS r ON {KEY}
WHERE l.paid > 0 AND r.cents IS NULL"""
    engine.run(SqlStep("unpriced", "", "paid calls without a price", sql))
    return bool(engine.rows("SELECT 1 FROM unpriced LIMIT 1"))


def _keep_packs(engine: Engine) -> None:
    """Make ``packs_left``: the packs in their order of use, with what is left in each."""
    used = engine.rows("SELECT 1 FROM packs LIMIT 1")
    uses = "SELECT * FROM pack_uses" if used else "SELECT account, interface, 0 AS turn, 0 AS used FROM packs"
    sql = f"""\
SELECT p.*, COALESCE(u.used, 0) AS used FROM packs AS p LEFT JOIN ({uses}) AS u
  ON u.account = p.account AND u.interface = p.interface AND u.turn = p.turn"""
    engine.run(SqlStep("packs_left", "recognition-prepaid", "what is left in packs", sql))


def _kinds(job: Job, choices: Choices) -> list[PackKind]:
    bought = job.engine.rows("SELECT DISTINCT interface, purchased_on, calls FROM bought")
    return list(kinds(job.book, bought, choices))


def _settle(
    job: Job, choices: Choices, packs: Sequence[PackKind], source: str, *, empty: bool = False
) -> BookTables:
    """Settle the days of ``source`` into ``settled`` and ``day_lines``."""
    engine = job.engine
    tables = compiled(job.book, job.months, choices)
    hand_over(engine, tables)
    hand_over_kinds(engine, packs)
    engine.run(in_order("bought", choices, empty=empty))
    most = engine.rows(f"SELECT MAX(turn) FROM packs WHERE account IN (SELECT account FROM {source})")
    engine.run(_issued(source, choices))
    by_day = choices.shared_pool_order == "as-called"
    turns = (tables.turns(0), tables.turns(1))
    for step in settlement(engine.dialect, "issued", turns, most[0][0] or 0, by_day=by_day):
        engine.run(step)
    return tables


def _issued(source: str, choices: Choices) -> SqlStep:
    """When the month's free quota is issued, if it is (reading ``first-month``)."""
    own = "NULL" if choices.first_month == "from-next-month" else "u.activated"
    sql = f"""\
SELECT u.account, u.interface, u.month, u.day, u.calls,
  CASE WHEN u.activated IS NULL OR u.activated < u.month THEN u.month
    WHEN u.activated > LAST_DAY(u.month) THEN NULL ELSE {own} END AS issued
FROM {source} AS u"""
    return SqlStep("issued", "quota-granted-on-activation", "when the quota is issued", sql)


def _counts(engine: Engine, tables: BookTables, days: str) -> str | None:
    """The calls by table where prices change within a month, if they do in some."""
    if all(row.whole for row in tables.prices):
        return None
    engine.run(counted_by_table(days, "counts"))
    return "counts"


def _ladders(tables: BookTables) -> Ladders:
    graduated = any(row.assumed or row.graduated for row in tables.prices)
    return Ladders(tables.tiers, graduated)


def _price(engine: Engine, tables: BookTables, counts: str | None, choices: Choices) -> None:
    """Make ``priced``: what each line costs under the chosen readings."""
    ladders, pricing = _ladders(tables), pricing_of(choices)
    sql = priced_alone(engine.dialect, "lines", {"cents": pricing}, ladders)
    if counts:
        turns = priced_in_turns(engine.dialect, "lines", counts, "cents", pricing, ladders)
        sql = f"{sql}\nUNION ALL SELECT * FROM (\n{turns})"
    engine.run(SqlStep("priced", "reached-tiers", "the tier reached, and whole cents", sql))


def _bounds(
    job: Job,
    tables: BookTables,
    counts: str | None,
    choices: Choices,
    values: Mapping[str, Sequence[str]],
    lines: str,
    table: str,
    turning_lines: str | None = None,
) -> None:
    """Make ``table``: the least and the greatest amount of each line over the pricings."""
    engine, ladders = job.engine, _ladders(tables)
    names = ["tier_basis"]
    if any(row.assumed for row in tables.prices):
        names.append("tier_mode")
    if ladders.graduated:
        names.append("progressive_bound")
    pairs = list(pricings(choices, values, names))
    alone: dict[str, Pricing] = {}
    for number, (low, high) in enumerate(pairs):
        alone |= {f"low_{number}": low, f"high_{number}": high}
    lows = ", ".join(f"low_{number}" for number in range(len(pairs)))
    highs = ", ".join(f"high_{number}" for number in range(len(pairs)))
    least = lambda word, listed: listed if len(pairs) == 1 else f"{word}({listed})"  # noqa: E731
    sql = (
        f"SELECT {LINE}, {least('LEAST', lows)} AS low, {least('GREATEST', highs)} AS high\n"
        f"FROM (\n{priced_alone(engine.dialect, lines, alone, ladders)})"
    )
    parts = [sql]
    if counts:
        order = any(order_turns(job.book, month) for month in job.months)
        turning = [*names, *([] if order else ["price_change"])]
        for low, high in pricings(choices, values, turning):
            for pricing in (low, high):
                one = priced_in_turns(
                    engine.dialect, turning_lines or lines, counts, "cents", pricing, ladders
                )
                parts.append(f"SELECT {LINE}, cents AS low, cents AS high FROM (\n{one})")
    engine.run(SqlStep(table, "reached-tiers", "over the readings", "\nUNION ALL\n".join(parts)))


def _emptied(
    job: Job,
    tables: BookTables,
    choices: Choices,
    values: Mapping[str, Sequence[str]],
    packs: Sequence[PackKind],
    source: str,
    number: int,
) -> list[str]:
    """The bounds where packs bought before may be used up, or anything between (``left``)."""
    engine = job.engine
    if not engine.rows("SELECT 1 FROM bought WHERE before AND left_ IS NULL LIMIT 1"):
        return []
    engine.run(SqlStep("full", "", "lines with full packs", "SELECT * FROM day_lines"))
    engine.run(
        SqlStep(
            "untold",
            "recognition-prepaid",
            "accounts with packs of which nobody says what is left",
            f"SELECT * FROM {source} WHERE account IN"
            " (SELECT account FROM bought WHERE before AND left_ IS NULL)",
        )
    )
    _settle(job, choices, packs, "untold", empty=True)
    engine.run(_possible(tables))
    counts = _counts(engine, tables, "settled")
    table = f"emptied_{number}"
    _bounds(job, tables, counts, choices, values, "possible", table, "day_lines")
    return [table]


def _possible(tables: BookTables) -> SqlStep:
    """The paid calls at which a line can cost least or most: the ends, and each bound between."""
    bounds = "\nUNION ALL\n".join(
        f"SELECT r.account, r.interface, r.month, r.calls, p.{name}_{tier} - {back} AS paid\n"
        "FROM ends AS r JOIN prices AS p ON p.month = r.month AND p.interface = r.interface\n"
        f"WHERE r.fewest < p.{name}_{tier} AND p.{name}_{tier} <= r.most"
        for tier in range(2, tables.tiers + 1)
        for name in ("bound", "measure")
        for back in (0, 1)
    )
    sql = f"""\
WITH ends AS (
  SELECT l.account, l.interface, l.month, l.calls, LEAST(l.paid, r.paid) AS fewest,
    GREATEST(l.paid, r.paid) AS most
  FROM full AS l JOIN day_lines AS r ON {KEY}
)
SELECT DISTINCT * FROM (
SELECT account, interface, month, calls, fewest AS paid FROM ends
UNION ALL
SELECT account, interface, month, calls, most AS paid FROM ends
{"UNION ALL" if bounds else ""}
{bounds})"""
    return SqlStep("possible", "recognition-prepaid", "what packs bought before leave", sql)


def _variants(
    job: Job, values: Mapping[str, Sequence[str]], packs: Sequence[PackKind]
) -> list[Variant]:
    """The other combinations of readings that touch some account, and the accounts of each."""
    names = [name for name in (*DEDUCTING, "price_change") if len(values[name]) > 1]
    touching = []
    for name in names:
        query = touched_by(name, job.book, job.months, packs)
        if query:
            sql = f"SELECT DISTINCT account FROM ({query})"
            job.engine.run(SqlStep(f"touched_{name}", "", f"accounts that {name} can touch", sql))
            if job.engine.rows(f"SELECT 1 FROM touched_{name} LIMIT 1"):
                touching.append(name)
    return list(variants(job.choices, values, touching))


def _varied(
    job: Job, variant: Variant, values: Mapping[str, Sequence[str]], number: int
) -> list[str]:
    """The bounds under other readings, of the accounts that all of them touch."""
    engine = job.engine
    source = f"varied_{number}"
    where = " AND ".join(
        f"account IN (SELECT account FROM touched_{name})" for name in variant.differing
    )
    engine.run(SqlStep(source, "", "", f"SELECT * FROM day_usage WHERE {where}"))
    if not engine.rows(f"SELECT 1 FROM {source} LIMIT 1"):
        return []
    packs = _kinds(job, variant.choices)
    tables = _settle(job, variant.choices, packs, source)
    counts = _counts(engine, tables, "settled")
    _bounds(job, tables, counts, variant.choices, values, "day_lines", f"bounds_{number}")
    return [
        f"bounds_{number}",
        *_emptied(job, tables, variant.choices, values, packs, source, number),
    ]


def _join(engine: Engine, bounds: Sequence[str]) -> None:
    """Make ``rated`` of the lines, their prices and their bounds."""
    every = "\nUNION ALL\n".join(f"SELECT {LINE}, low, high FROM {one}" for one in bounds)
    sql = f"SELECT {LINE}, MIN(low) AS low, MAX(high) AS high FROM (\n{every}) GROUP BY {LINE}"
    engine.run(SqlStep("bounds", "", "the least and the greatest amount of each line", sql))
    engine.run(
        SqlStep(
            "rated",
            "settlement-order",
            "each line with its amounts",
            f"""\
SELECT l.account, l.month, l.interface, l.calls, l.free, l.pack, l.paid, p.unit_price,
  p.per_calls, CASE WHEN l.paid = 0 THEN 0 ELSE p.cents END AS cents,
  CASE WHEN l.paid = 0 THEN COALESCE(r.low, 0) ELSE r.low END AS low,
  CASE WHEN l.paid = 0 THEN COALESCE(r.high, 0) ELSE r.high END AS high
FROM lines AS l
LEFT JOIN priced AS p ON p.account = l.account AND p.interface = l.interface
  AND p.month = l.month
LEFT JOIN bounds AS r ON {KEY}""",
        )
    )
