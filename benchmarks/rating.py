"""Rating many accounts, against the bare sums of the same file in the same engine, and Polars.

A contender is a process of its own on two cores that prints its seconds, those of the processor,
and its peak memory.
``TIIA_RATING_ROWS`` says how many rows there are, 1,000,000 where it does not. Two kinds of
accounts: none holds packs, or a tenth of them two each. The sums are by account, month and API.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tiia_pricebook import default_book
from tiia_pricing.billing.settlement.choices import choose
from tiia_pricing.rating import outputs
from tiia_pricing.rating.steps import SqlStep

ROWS = int(os.environ.get("TIIA_RATING_ROWS", "1000000"))
MOST_ROUNDS = 5
A_YEAR = 1_000  # rows of an account in a year: three APIs, a row a day
NAMES = ("商品识别", "车辆识别（增强版）", "宠物识别图片版")
BARE = """\
SELECT account, CAST(DATE_TRUNC('month', date) AS DATE) AS month, interface, SUM(calls) AS calls
FROM read_parquet('{usage}') GROUP BY 1, 2, 3"""
AS_BILLS = f"""\
SELECT account, STRFTIME(month, '%Y-%m') AS month, interface, CAST(calls AS BIGINT) AS calls,
  CAST(0 AS BIGINT) AS free, CAST(0 AS BIGINT) AS pack, CAST(calls AS BIGINT) AS pay_as_you_go,
  CAST(2.5 AS DECIMAL(18, 4)) AS unit_price, CAST(1000 AS BIGINT) AS per_calls,
  {", ".join(f"CAST(calls AS {outputs.MONEY}) AS {name}" for name in outputs.AMOUNTS)},
  account AS account_place, month AS month_first, interface AS interface_place
FROM ({BARE})"""


class Spent(NamedTuple):
    """What a contender took: seconds by the clock and of the processor, and its peak memory."""

    wall: float
    cpu: float
    peak: float


class Contender(NamedTuple):
    """What is measured: a name of ``WAYS``, and whether accounts hold packs."""

    way: str
    packs: bool


def measure(rounds: int) -> dict[str, str]:
    """Ratios to the bare sums, the median of the rounds by the clock and the processor's time."""
    contenders = [Contender(way, False) for way in WAYS]
    contenders += [Contender(way, True) for way in WAYS if way not in WITHOUT_PACKS]
    spent: dict[Contender, list[Spent]] = {one: [] for one in contenders}
    with tempfile.TemporaryDirectory(prefix="tiia-bench-") as folder:
        _generate(Path(folder))
        for _ in range(min(rounds, MOST_ROUNDS)):
            for one in contenders:
                spent[one].append(_child(one, folder))
    found = {f"rows, with {12 * ROWS // A_YEAR} account-months": f"{ROWS}"}
    for one in contenders:
        name = f"{one.way}, {'a tenth with two packs' if one.packs else 'no packs'}"
        wall, cpu = _medians(spent[one])
        if one.way == "bare":
            found[f"{name}, seconds; of the processor"] = f"{wall:.2f}; {cpu:.2f}"
        else:
            bare = _medians(spent[Contender("bare", one.packs)])
            found[f"{name} / bare sums"] = f"{wall / bare[0]:.2f}; {cpu / bare[1]:.2f}"
        found[f"{name}, peak MiB"] = f"{max(took.peak for took in spent[one]):.0f}"
    return found


def _medians(rounds: Sequence[Spent]) -> tuple[float, float]:
    return median(one.wall for one in rounds), median(one.cpu for one in rounds)


def _generate(folder: Path) -> None:
    """Usage that depends on nothing but the number of the row, and packs of each tenth account."""
    import duckdb  # noqa: PLC0415 - an extra

    names = ", ".join(f"'{name}'" for name in NAMES)
    duckdb.execute(f"""\
COPY (
  SELECT 'account-' || (n // {A_YEAR}) AS account,
    CAST(DATE '2023-01-01' + CAST((n % {A_YEAR}) // 3 AS INTEGER) AS DATE) AS date,
    [{names}][1 + n % 3] AS interface, CAST(hash(n) % 60000 AS BIGINT) AS calls
  FROM range({ROWS}) AS r(n)
) TO '{folder / "usage.parquet"}' (FORMAT parquet)""")
    duckdb.execute(f"""\
COPY (
  SELECT 'account-' || (10 * n) AS account, DATE '2023-03-05' + CAST(p * 90 AS INTEGER)
    AS purchased_on, '{NAMES[1]}' AS interface, 100000 AS calls
  FROM range({max(ROWS // A_YEAR // 10, 1)}) AS r(n), range(2) AS s(p)
) TO '{folder / "packs.parquet"}' (FORMAT parquet)""")


def _child(one: Contender, folder: str) -> Spent:
    command = [sys.executable, "-m", "benchmarks.rating", one.way, folder, str(int(one.packs))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return Spent(*map(float, done.stdout.split()))


def _bare(folder: Path, *, packs: bool) -> None:
    from tiia_pricing.rating.engine import DuckDb  # noqa: PLC0415 - an extra

    engine = DuckDb(folder / "spill", threads=2)
    sums = BARE.format(usage=folder / "usage.parquet")
    engine.rows(f"COPY ({sums}) TO '{folder / 'bare.parquet'}' (FORMAT parquet, COMPRESSION zstd)")


def _as_bills(folder: Path, *, packs: bool) -> None:
    """The bare sums with the columns and the order of BILLS: what there is to do without prices."""
    from tiia_pricing.rating.engine import DuckDb  # noqa: PLC0415 - an extra

    engine = DuckDb(folder / "spill", threads=2)
    sums = AS_BILLS.format(usage=folder / "usage.parquet")
    engine.run(SqlStep("bills", "", "", sums, stored=False))
    outputs.copy(engine, outputs.BILLS, ".parquet", folder / "as-bills.parquet")


def _rate(folder: Path, *, packs: bool, ends: bool = False) -> None:
    from tiia_pricing.rating import rating_run  # noqa: PLC0415
    from tiia_pricing.rating.engine import DuckDb  # noqa: PLC0415

    engine, book = DuckDb(folder / "spill", threads=2), default_book()
    held = (folder / "packs.parquet",) if packs else ()
    fixed = {} if ends else dict(choose(book, {}).items())
    request = rating_run.Request((folder / "usage.parquet",), held, (), fixed)
    rating_run.run(engine, book, request, lambda _: None)
    outputs.name_lines(engine, book)
    outputs.copy(engine, outputs.BILLS, ".parquet", folder / "bills.parquet")


def _rate_with_ends(folder: Path, *, packs: bool) -> None:
    _rate(folder, packs=packs, ends=True)


def _polars(folder: Path, *, packs: bool) -> None:
    """As somebody writes it for accounts without packs: the tier reached by a join."""
    import polars as pl  # noqa: PLC0415 - an extra

    tables = [one for one in default_book().pay_as_you_go if one.interface in NAMES]
    tiers = pl.LazyFrame(
        [
            {"interface": table.interface, "from": tier.from_calls, "fen": int(tier.price * 100)}
            for table in tables
            if table.to is None
            for tier in table.tiers
        ]
    ).sort("from")
    lines = (
        pl.scan_parquet(folder / "usage.parquet")
        .group_by("account", pl.col("date").dt.truncate("1mo").alias("month"), "interface")
        .agg(pl.col("calls").sum())
        .with_columns((pl.col("calls") - 1000).clip(lower_bound=0).alias("paid"))
        .sort("paid")
        .join_asof(tiers, left_on="paid", right_on="from", by="interface")
        .with_columns(((pl.col("paid") * pl.col("fen") * 2 + 1000) // 2000).alias("fen"))
        .sort("account", "month", "interface")
    )
    lines.collect(engine="streaming").write_parquet(folder / "polars.parquet")


WAYS: dict[str, Callable[..., None]] = {
    "bare": _bare,
    "bare, sorted and written as bills": _as_bills,
    "rate": _rate,
    "rate with low and high": _rate_with_ends,
    "polars": _polars,
}
WITHOUT_PACKS = ("bare, sorted and written as bills", "polars")  # these know none


def main() -> None:
    """Run one contender: its seconds, without what it imports, and its peak memory in MiB."""
    way, folder, packs = sys.argv[1:]
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
    import duckdb  # noqa: F401, PLC0415 - loaded before the clock runs
    import polars  # noqa: F401, PLC0415

    from tiia_pricing.rating import rating_run  # noqa: F401, PLC0415

    begin, worked = time.perf_counter(), time.process_time()
    WAYS[way](Path(folder), packs=packs == "1")
    took, work = time.perf_counter() - begin, time.process_time() - worked
    print(took, work, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    main()
