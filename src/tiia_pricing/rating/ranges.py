"""The least and the greatest amount of each line, over everything that the page leaves open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tiia_pricing.billing.range.spread import DEDUCTING
from tiia_pricing.rating.lines import (
    LINE,
    OWN_LINE,
    SAME_LINE,
    Lines,
    priced_alone,
    priced_in_turns,
)
from tiia_pricing.rating.possible_lines import POSSIBLE, UNTOLD, kept, possible
from tiia_pricing.rating.pricing_sql import Pricing
from tiia_pricing.rating.settling import Job, Settlement, settle
from tiia_pricing.rating.steps import SqlStep
from tiia_pricing.rating.variants import (
    Variant,
    admissible,
    order_turns,
    pricing_of,
    pricings,
    touched_by,
    variants,
)

Values = Mapping[str, Sequence[str]]


def price(job: Job, done: Settlement) -> None:
    """Make ``priced``: what each line of ``lines`` costs under the chosen readings.

    ``low`` and ``high`` are over the readings that price.
    """
    chosen = pricing_of(job.choices)
    alone, turning = _pairs(job, done, admissible(job.book, job.choices, job.fixed))
    columns = _columns([(chosen, chosen), *alone])
    numbers = "calls, free, pack, paid"
    kept = f"{OWN_LINE}, " + ", ".join(f"l.{name}" for name in numbers.split(", "))
    dialect = done.dialect
    sql = f"""\
SELECT {LINE}, {numbers}, unit_price, per_calls, {columns[chosen]} AS cents,
  {_ends(columns, alone)}
FROM (
{priced_alone(dialect, "lines", _named(columns), done.ladders, kept)}) AS s"""
    if done.turning:
        lines = Lines("lines")
        turns = priced_in_turns(dialect, lines, "cents", chosen, done.ladders)
        ends = "\nUNION ALL\n".join(_turning(done, lines, turning))
        sql += f"""
UNION ALL
SELECT {kept}, r.unit_price, r.per_calls, r.cents, e.low, e.high
FROM lines AS l
JOIN (
{turns}) AS r ON {SAME_LINE}
JOIN (SELECT {LINE}, MIN(low) AS low, MAX(high) AS high FROM (
{ends}) AS s GROUP BY {LINE}) AS e
  ON l.account = e.account AND l.interface = e.interface AND l.month = e.month"""
    job.engine.run(SqlStep("priced", "reached-tiers", "the tier reached, and whole cents", sql))


def bound(job: Job, chosen: Settlement) -> bool:
    """Make ``bounds``: the least and the greatest amounts of lines under what else is left open.

    Accounts are settled again under the other readings that can touch them, and with packs that
    may be used up. False where there is nothing of the kind.
    """
    values = admissible(job.book, job.choices, job.fixed)
    tables = _emptied(job, chosen, values, "emptied_0")
    for number, variant in enumerate(_variants(job, values), start=1):
        tables += _varied(job, variant, values, number)
    if not tables:
        return False
    every = "\nUNION ALL\n".join(f"SELECT {LINE}, low, high FROM {one}" for one in tables)
    sql = f"SELECT {LINE}, MIN(low) AS low, MAX(high) AS high FROM (\n{every}) AS s GROUP BY {LINE}"
    job.engine.run(SqlStep("bounds", "", "the least and the greatest amount of each line", sql))
    return True


Pairs = list[tuple[Pricing, Pricing]]


def _pairs(job: Job, done: Settlement, values: Values) -> tuple[Pairs, Pairs]:
    """The pricings between which lines can be: of months with one table, and with several."""
    names = ["tier_basis"]
    if any(row.assumed for row in done.tables.prices):
        names.append("tier_mode")
    if done.ladders.graduated:
        names.append("progressive_bound")
    order = any(order_turns(job.book, month) for month in job.months)
    turning = [*names, *([] if order else ["price_change"])]
    choices = done.choices
    return list(pricings(choices, values, names)), list(pricings(choices, values, turning))


def _columns(pairs: Pairs) -> dict[Pricing, str]:
    """A column for each pricing that there is, computed once."""
    found = dict.fromkeys(one for pair in pairs for one in pair)
    return {one: f"cents_{number}" for number, one in enumerate(found)}


def _named(columns: Mapping[Pricing, str]) -> dict[str, Pricing]:
    return {name: one for one, name in columns.items()}


def _ends(columns: Mapping[Pricing, str], pairs: Pairs) -> str:
    least = _one_of("LEAST", dict.fromkeys(columns[low] for low, _ in pairs))
    most = _one_of("GREATEST", dict.fromkeys(columns[high] for _, high in pairs))
    return f"{least} AS low, {most} AS high"


def _one_of(function: str, columns: Iterable[str]) -> str:
    listed = list(columns)
    return listed[0] if len(listed) == 1 else f"{function}({', '.join(listed)})"


def _bounds(job: Job, done: Settlement, values: Values, lines: str, table: str) -> str:
    """Make ``table``: the ends of each line over the readings that price."""
    alone, turning = _pairs(job, done, values)
    columns = _columns(alone)
    priced = priced_alone(done.dialect, lines, _named(columns), done.ladders)
    parts = [f"SELECT {LINE}, {_ends(columns, alone)}\nFROM (\n{priced}) AS s"]
    if done.turning:
        parts += _turning(done, POSSIBLE if lines == POSSIBLE.table else Lines(lines), turning)
    sql = "\nUNION ALL\n".join(parts)
    job.engine.run(SqlStep(table, "reached-tiers", "over the readings", sql))
    return table


def _turning(done: Settlement, lines: Lines, pairs: Pairs) -> Iterator[str]:
    for pricing in _columns(pairs):
        priced = priced_in_turns(done.dialect, lines, "cents", pricing, done.ladders)
        yield f"SELECT {LINE}, cents AS low, cents AS high FROM (\n{priced})"


def _emptied(job: Job, full: Settlement, values: Values, table: str) -> list[str]:
    """The ends where packs bought before may be used up, or hold anything between.

    The lines with full packs stand in ``day_lines`` and ``settled`` when this begins.
    """
    engine = job.engine
    if not engine.rows(f"{UNTOLD} LIMIT 1"):
        return []
    for step in kept(turning=full.turning):
        engine.run(step)
    sql = f"SELECT * FROM {full.source} WHERE account IN ({UNTOLD})"
    meaning = "accounts with packs of which nobody says what is left"
    engine.run(SqlStep("untold", "recognition-prepaid", meaning, sql))
    empty = settle(job, full.choices, "untold", empty=True)
    for step in possible(engine.dialect, empty.ladders, turning=empty.turning):
        engine.run(step)
    return [_bounds(job, empty, values, POSSIBLE.table, table)]


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
