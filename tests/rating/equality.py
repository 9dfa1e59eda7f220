"""``python -m rating.equality``: 10,000 random accounts by ``rate``, line by line as by ``bill``.

With ``spark`` the engine is Spark's SQL, on Sail.

They have packs, shared quotas and activation days, on pages and on books of our own, and each is
billed under every value of every reading. Exit code 1 where a line differs; the first accounts
are printed.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from rating.books import EVERY, SPANS
from rating.many_accounts import GivenAccount, accounts, write
from rating.sail import INSTALLED, sail
from tiia_pricebook import PriceBook
from tiia_pricing import bill
from tiia_pricing.billing.settlement.choices import choose
from tiia_pricing.billing.statement.statement_forms import as_dict
from tiia_pricing.rating.engine import DuckDb
from tiia_pricing.rating.kit_answer import OpenEngine
from tiia_pricing.rating.outputs import name_lines
from tiia_pricing.rating.rating_run import Request, run
from tiia_pricing.rating.spark.spark_engine import Spark
from tiia_pricing.rating.spark.spark_session import session

COUNT = 10_000
Line = tuple[object, ...]
NUMBERS = ("calls", "free", "pack", "pay_as_you_go", "unit_price", "per_calls", "amount")


def main() -> int:
    """Compare every account under every value."""
    if "spark" not in sys.argv[1:]:
        return _compare(lambda _: DuckDb(), "rate")
    if not INSTALLED:
        print("skipped: pysail is not installed")
        return 0
    with sail():
        return _compare(partial(Spark, session()), "rate-on-spark")


def _compare(open_engine: OpenEngine, by: str) -> int:
    lines = different = 0
    share = -(-COUNT // len(SPANS))
    for seed, (name, (book, span)) in enumerate(SPANS.items()):
        given = accounts(book, span, share, seed=seed)
        for readings in EVERY:
            found, wrong = compared(book, given, readings, open_engine)
            lines, different = lines + found, different + len(wrong)
            for account in wrong[:3]:
                print(f"{name}, {dict(readings)}: {given[account]}")
        print(f"{name}: {len(given)} accounts", flush=True)
    print(f"accounts-by-{by}-and-bill {share * len(SPANS)}")
    print(f"lines-by-{by}-and-bill {lines}")
    print(f"accounts-by-{by}-that-differ {different}")
    return 1 if different else 0


def compared(
    book: PriceBook,
    given: Mapping[str, GivenAccount],
    readings: Mapping[str, str],
    open_engine: OpenEngine,
) -> tuple[int, list[str]]:
    """How many lines there are, and the accounts of which one differs."""
    fixed = dict(choose(book, readings).items())
    with tempfile.TemporaryDirectory() as folder:
        found = _rated(book, given, fixed, Path(folder), open_engine)
    wrong = [
        account
        for account, one in given.items()
        if found.get(account, []) != list(_billed(book, one, fixed))
    ]
    return sum(map(len, found.values())), wrong


def _billed(book: PriceBook, one: GivenAccount, fixed: Mapping[str, str]) -> Iterator[Line]:
    said = as_dict(bill(book, one.usage, one.packs, readings=fixed, activated=one.activated))
    rows = [
        (month["month"], line["interface"], *(line[name] for name in NUMBERS))
        for month in said["months"]
        for line in month["lines"]
    ]
    yield from sorted(rows)


def _rated(
    book: PriceBook,
    given: Mapping[str, GivenAccount],
    fixed: Mapping[str, str],
    folder: Path,
    open_engine: OpenEngine,
) -> dict[str, list[Line]]:
    files, engine = write(folder, given), open_engine(folder)
    request = Request((files.usage,), (files.packs,), (files.activated,), fixed)
    result = run(engine, book, request, lambda _: None)
    assert not result.rejects
    name_lines(engine, book)
    columns = ", ".join(NUMBERS)
    found: dict[str, list[Line]] = {}
    for account, month, interface, *numbers, amount in engine.rows(
        f"SELECT account, month, interface, {columns} FROM bills ORDER BY account, month, interface"
    ):
        found.setdefault(account, []).append((month, interface, *numbers, f"{amount:.2f}"))
    return {account: sorted(lines, key=str) for account, lines in found.items()}


if __name__ == "__main__":
    sys.exit(main())
