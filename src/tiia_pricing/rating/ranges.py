"""The least and the greatest amount of each line, over everything that the page leaves open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tiia_pricing.billing.range.spread import DEDUCTING
from tiia_pricing.rating.lines import LINE, SAME_LINE, priced_alone, priced_in_turns
from tiia_pricing.rating.pricing_sql import Pricing
from tiia_pricing.rating.settling import Job, Settlement, settle
from tiia_pricing.rating.steps import SqlStep
from tiia_pricing.rating.variants import (
    Variant,
    admissible,
    order_turns,
    pricings,
    touched_by,
    variants,
)

UNTOLD = "SELECT account FROM bought WHERE before AND left_ IS NULL"
Values = Mapping[str, Sequence[str]]


def bound(job: Job, chosen: Settlement) -> None:
    """Make ``bounds``: the least and the greatest amount of each line of ``lines``.

    ``chosen`` is settled already; the other readings are settled for those accounts that they
    can touch.
    """
    values = admissible(job.book, job.choices, job.fixed)
    tables = [
        _bounds(job, chosen, values, "lines", "bounds_0"),
        *_emptied(job, chosen, values, "emptied_0"),
    ]
    for number, variant in enumerate(_variants(job, values), start=1):
        tables += _varied(job, variant, values, number)
    every = "\nUNION ALL\n".join(f"SELECT {LINE}, low, high FROM {one}" for one in tables)
    sql = f"SELECT {LINE}, MIN(low) AS low, MAX(high) AS high FROM (\n{every}) GROUP BY {LINE}"
    job.engine.run(SqlStep("bounds", "", "the least and the greatest amount of each line", sql))


def _bounds(job: Job, done: Settlement, values: Values, lines: str, table: str) -> str:
    """Make ``table``: the ends of each line over the readings that price."""
    names = ["tier_basis"]
    if any(row.assumed for row in done.tables.prices):
        names.append("tier_mode")
    if done.ladders.graduated:
        names.append("progressive_bound")
    parts = [_alone(job, done, lines, list(pricings(done.choices, values, names)))]
    if done.turning:
        order = any(order_turns(job.book, month) for month in job.months)
        turning = [*names, *([] if order else ["price_change"])]
        own = "day_lines" if lines == "possible" else lines
        parts += _turning(job, done, own, list(pricings(done.choices, values, turning)))
    job.engine.run(
        SqlStep(table, "reached-tiers", "over the readings", "\nUNION ALL\n".join(parts))
    )
    return table


def _alone(job: Job, done: Settlement, lines: str, pairs: Sequence[tuple[Pricing, Pricing]]) -> str:
    columns: dict[str, Pricing] = {}
    for number, (low, high) in enumerate(pairs):
        columns |= {f"low_{number}": low, f"high_{number}": high}
    least = _one_of("LEAST", [f"low_{number}" for number in range(len(pairs))])
    most = _one_of("GREATEST", [f"high_{number}" for number in range(len(pairs))])
    priced = priced_alone(job.engine.dialect, lines, columns, done.ladders)
    return f"SELECT {LINE}, {least} AS low, {most} AS high\nFROM (\n{priced})"


def _one_of(function: str, columns: Sequence[str]) -> str:
    return columns[0] if len(columns) == 1 else f"{function}({', '.join(columns)})"


def _turning(
    job: Job, done: Settlement, lines: str, pairs: Sequence[tuple[Pricing, Pricing]]
) -> Iterator[str]:
    for pricing in (one for pair in pairs for one in pair):
        priced = priced_in_turns(job.engine.dialect, lines, "cents", pricing, done.ladders)
        yield f"SELECT {LINE}, cents AS low, cents AS high FROM (\n{priced})"


def _emptied(job: Job, full: Settlement, values: Values, table: str) -> list[str]:
    """The ends where packs bought before may be used up, or hold anything between.

    The lines with full packs stand in ``day_lines`` when this begins.
    """
    engine = job.engine
    if not engine.rows(f"{UNTOLD} LIMIT 1"):
        return []
    engine.run(SqlStep("full_lines", "", "lines with full packs", "SELECT * FROM day_lines"))
    sql = f"SELECT * FROM {full.source} WHERE account IN ({UNTOLD})"
    meaning = "accounts with packs of which nobody says what is left"
    engine.run(SqlStep("untold", "recognition-prepaid", meaning, sql))
    empty = settle(job, full.choices, "untold", empty=True)
    engine.run(_possible(empty.tables.tiers))
    return [_bounds(job, empty, values, "possible", table)]


def _possible(tiers: int) -> SqlStep:
    """The paid calls at which a line can cost least or most: the ends, and each bound between."""
    between = "".join(
        f"""
UNION ALL
SELECT r.account, r.interface, r.month, r.calls, p.{name}_{tier} - {back} AS paid
FROM ends AS r JOIN prices AS p ON p.month = r.month AND p.interface = r.interface
WHERE r.fewest < p.{name}_{tier} AND p.{name}_{tier} <= r.most"""
        for tier in range(2, tiers + 1)
        for name in ("bound", "measure")
        for back in (0, 1)
    )
    sql = f"""\
WITH ends AS (
  SELECT l.account, l.interface, l.month, l.calls, LEAST(l.paid, r.paid) AS fewest,
    GREATEST(l.paid, r.paid) AS most
  FROM full_lines AS l JOIN day_lines AS r ON {SAME_LINE}
)
SELECT DISTINCT * FROM (
SELECT account, interface, month, calls, fewest AS paid FROM ends
UNION ALL
SELECT account, interface, month, calls, most AS paid FROM ends{between})"""
    return SqlStep("possible", "recognition-prepaid", "what packs bought before leave", sql)


def _variants(job: Job, values: Values) -> list[Variant]:
    """The other combinations of readings that touch some account.

    Makes ``touched_READING``: the accounts that a reading can touch.
    """
    packs = job.kinds(job.choices)
    touching = []
    for name in (*DEDUCTING, "price_change"):
        query = touched_by(name, job.book, job.months, packs) if len(values[name]) > 1 else None
        if query:
            sql = f"SELECT DISTINCT account FROM ({query})"
            job.engine.run(SqlStep(f"touched_{name}", "", f"accounts that {name} can touch", sql))
            if job.engine.rows(f"SELECT 1 FROM touched_{name} LIMIT 1"):
                touching.append(name)
    return list(variants(job.choices, values, touching))


def _varied(job: Job, variant: Variant, values: Values, number: int) -> list[str]:
    """The ends under other readings, of the accounts that all of those touch that differ."""
    source = f"varied_{number}"
    where = " AND ".join(
        f"account IN (SELECT account FROM touched_{name})" for name in variant.differing
    )
    meaning = f"accounts that {', '.join(variant.differing)} can touch"
    job.engine.run(SqlStep(source, "", meaning, f"SELECT * FROM day_usage WHERE {where}"))
    if not job.engine.rows(f"SELECT 1 FROM {source} LIMIT 1"):
        return []
    done = settle(job, variant.choices, source)
    return [
        _bounds(job, done, values, "day_lines", f"bounds_{number}"),
        *_emptied(job, done, values, f"emptied_{number}"),
    ]
