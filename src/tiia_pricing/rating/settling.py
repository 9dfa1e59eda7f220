"""Settle days on the engine under one choice of readings."""

from __future__ import annotations

from msgspec import Struct

from tiia_pricebook import PriceBook
from tiia_pricebook.calendar import Month
from tiia_pricing.billing.settlement.choices import Choices
from tiia_pricing.rating.book_in_engine import hand_over
from tiia_pricing.rating.book_tables import BookTables, Closed, compiled
from tiia_pricing.rating.dialect import Dialect
from tiia_pricing.rating.engine import Engine
from tiia_pricing.rating.lines import counted_by_table
from tiia_pricing.rating.packs_sql import PackKind, hand_over_kinds, in_order, kinds
from tiia_pricing.rating.pricing_sql import Ladders
from tiia_pricing.rating.settlement_sql import settlement, stretches
from tiia_pricing.rating.steps import SqlStep


class Job(Struct, frozen=True):
    """What is rated, how it is read, and where: an engine that has the tables of the input.

    ``month_usage`` has accounts whose months can be settled whole, ``day_usage`` the others day
    by day, ``bought`` the packs. ``closed`` are the months and interfaces that the book does not
    answer for. ``calls`` are all that there are: no line has more.
    """

    engine: Engine
    book: PriceBook
    months: tuple[Month, ...]
    closed: Closed
    choices: Choices
    fixed: frozenset[str]
    calls: int

    def kinds(self, choices: Choices) -> list[PackKind]:
        """Return the kinds of packs bought, with the days that they cover."""
        bought = self.engine.rows("SELECT DISTINCT interface, purchased_on, calls FROM bought")
        return list(kinds(self.book, bought, choices))


class Settlement(Struct, frozen=True):
    """Days that are settled: the tables ``settled`` and ``day_lines`` of the engine.

    ``source`` has the days, ``tables`` the book's facts as ``choices`` has them; ``dialect`` has
    numbers that are wide enough for all prices.
    """

    source: str
    choices: Choices
    tables: BookTables
    dialect: Dialect

    @property
    def ladders(self) -> Ladders:
        """How the tier tables are."""
        graduated = any(row.assumed or row.graduated for row in self.tables.prices)
        return Ladders(self.tables.tiers, graduated)

    @property
    def turning(self) -> bool:
        """Whether prices change within some month: then ``counts`` has the calls by table."""
        return not all(row.whole for row in self.tables.prices)


def settle(job: Job, choices: Choices, source: str, *, empty: bool = False) -> Settlement:
    """Settle the days of ``source``; ``empty`` takes packs of which nothing is told as used up."""
    engine = job.engine
    tables = compiled(job.book, job.months, choices, job.closed)
    dialect = engine.dialect.holding(tables.most(job.calls))
    hand_over(engine, tables, dialect.whole)
    hand_over_kinds(engine, job.kinds(choices))
    engine.run(in_order("bought", choices, empty=empty))
    engine.run(_issued(source, choices))
    by_day = choices.shared_pool_order == "as-called"
    turns = (tables.turns(0), tables.turns(1))
    packs, whole = _most_packs(engine, source), engine.dialect.count
    engine.run(stretches("issued", "stretched", packs, whole))
    for step in settlement("stretched", turns, packs, whole, by_day=by_day):
        engine.run(step)
    done = Settlement(source, choices, tables, dialect)
    if done.turning:
        engine.run(counted_by_table("settled", "counts"))
    return done


def _most_packs(engine: Engine, source: str) -> int:
    held = f"SELECT MAX(turn) FROM packs WHERE account IN (SELECT account FROM {source})"
    return engine.rows(held)[0][0] or 0


def _issued(source: str, choices: Choices) -> SqlStep:
    """When the month's free quota is issued, if it is (reading ``first-month``)."""
    own = "NULL" if choices.first_month == "from-next-month" else "u.activated"
    sql = f"""\
SELECT u.account, u.interface, u.month, u.day, u.calls,
  CASE WHEN u.activated IS NULL OR u.activated < u.month THEN u.month
    WHEN u.activated > LAST_DAY(u.month) THEN NULL ELSE {own} END AS issued
FROM {source} AS u"""
    return SqlStep(
        "issued", "quota-granted-on-activation", "when the quota is issued", sql, stored=False
    )
