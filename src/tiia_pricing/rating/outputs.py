"""What a run writes: bills, what is left in packs, both sorted, as CSV or Parquet."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from tiia_pricebook import PriceBook
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.rating.dialect import literal
from tiia_pricing.rating.engine import Engine
from tiia_pricing.rating.input.sources import ENDINGS
from tiia_pricing.rating.steps import SqlStep

MONEY = "DECIMAL(30, 2)"
CALLS = ("calls", "free", "pack", "pay_as_you_go")
AMOUNTS = ("amount", "low", "high")
NUMBERS = (*CALLS, *AMOUNTS)
MARK = literal("'")  # a spreadsheet takes what follows as text
FORMULA = ", ".join(map(literal, "=+-@\t\r＝＋－＠"))
KEY = ("account", "month", "interface")
NAMES = ("account", "interface")
PRICE = ("unit_price", "per_calls")


class Output(Struct, frozen=True):
    """A table of the engine that is written, its columns, and those that it is sorted by."""

    table: str
    columns: tuple[str, ...]
    order: tuple[str, ...]


# Numbers in the order of the names, which are quicker to sort.
BILLS = Output(
    "bills",
    (*KEY, *CALLS, *PRICE, *AMOUNTS),
    ("account_place", "month_first", "interface_place"),
)
DIFFERENCE = Output("difference", (*KEY, "kind", *NUMBERS, *PRICE), (*KEY, "kind DESC"))
PACKS = Output(
    "packs_at_end",
    ("account", "purchased_on", "interface", "calls", "quantity", "used", "left", "expires_on"),
    ("account", "interface", "purchased_on", "calls"),
)


def _is_formula(text: str) -> str:
    """Whether a spreadsheet takes a text for a formula, as SQL; or would without its marks."""
    return f"SUBSTR(TRIM(LEADING {MARK} FROM {text}), 1, 1) IN ({FORMULA})"


def marked(name: str) -> str:
    """Return a name as SQL writes it into CSV, where it is no formula.

    What begins with a mark of its own gets one more, so that no two names are written alike.
    """
    return f"CASE WHEN {_is_formula(name)} THEN {MARK} || {name} ELSE {name} END"


def unmarked(name: str) -> str:
    """Return the name that ``marked`` wrote, as SQL."""
    written = f"SUBSTR({name}, 1, 1) = {MARK} AND {_is_formula(name)}"
    return f"CASE WHEN {written} THEN SUBSTR({name}, 2) ELSE {name} END"


def form_of(path: Path) -> str:
    """Return the engine's words for the form that a file's ending names; raises ``InputError``."""
    form = path.suffix.casefold()
    if form not in ENDINGS:
        text = say("{name!r} ends neither in .csv nor in .parquet", name=path.name)
        raise InputError("output-unknown", text, expected=say("a file .csv or .parquet"))
    return form


def money(cents: str) -> str:
    """Return cents as a decimal of two places, exactly: a division would give a fraction of two."""
    return f"CAST(CAST({cents} AS DECIMAL(28, 0)) * CAST(0.01 AS DECIMAL(3, 2)) AS {MONEY})"


def name_lines(engine: Engine, book: PriceBook) -> None:
    """Make ``bills``: the rated lines as the contract has them."""
    listed = [one.name for one in book.interfaces]
    place = {name: number for number, name in enumerate(sorted(listed))}
    rows = [(number, name, place[name]) for number, name in enumerate(listed)]
    columns = [("interface", "INTEGER"), ("name", engine.dialect.text), ("place", "INTEGER")]
    engine.fill("names", columns, rows)
    months = f"SELECT month, {engine.dialect.month_of('month')} AS name FROM months"
    engine.run(SqlStep("month_names", "", "the months as they are written", months))
    sql = f"""\
SELECT a.account, m.name AS month, n.name AS interface,
  CAST(l.calls AS BIGINT) AS calls, CAST(l.free AS BIGINT) AS free, CAST(l.pack AS BIGINT) AS pack,
  CAST(l.paid AS BIGINT) AS pay_as_you_go, l.unit_price, CAST(l.per_calls AS BIGINT) AS per_calls,
  {money("l.cents")} AS amount, {money("l.low")} AS low, {money("l.high")} AS high,
  l.account AS account_place, l.month AS month_first, n.place AS interface_place
FROM rated AS l
JOIN accounts AS a ON a.number = l.account
JOIN names AS n ON n.interface = l.interface
JOIN month_names AS m ON m.month = l.month"""
    engine.run(SqlStep("bills", "", "the bills", sql, stored=False))


def name_packs(engine: Engine) -> None:
    """Make ``packs_at_end``: every purchase with what was used and is left."""
    left = engine.dialect.quoted("left")
    sql = f"""\
SELECT a.account, b.purchased_on, n.name AS interface, CAST(b.calls AS BIGINT) AS calls,
  CAST(b.quantity AS BIGINT) AS quantity, CAST(p.used AS BIGINT) AS used,
  CAST(p.held - p.used AS BIGINT) AS {left},
  CASE WHEN p.end_ < DATE '9999-12-31' THEN p.end_ END AS expires_on
FROM packs_left AS p
JOIN bought AS b ON b.id = p.id
JOIN accounts AS a ON a.number = b.account
JOIN names AS n ON n.interface = p.interface"""
    engine.run(SqlStep("packs_at_end", "recognition-prepaid", "what is left in packs", sql))


def difference(engine: Engine, old: str) -> None:
    """Make ``difference``: the older lines that changed, reversed, and what they are now.

    ``old`` is the table of older bills. The old bills and the difference add up to the new.
    """
    same = " AND ".join(f"o.{name} = b.{name}" for name in NUMBERS)
    taken = ", ".join(f"-o.{name} AS {name}" for name in NUMBERS)
    key = "o.account = b.account AND o.month = b.month AND o.interface = b.interface"
    columns = ", ".join(DIFFERENCE.columns)
    gone = (
        f"SELECT o.account, o.month, o.interface, 'reversal' AS kind, {taken}, "
        f"o.unit_price, o.per_calls FROM {old} AS o"
    )
    come = "SELECT b.*, 'corrected' AS kind FROM bills AS b"
    sql = f"""\
SELECT {columns} FROM ({gone} WHERE NOT EXISTS (SELECT 1 FROM bills AS b WHERE {key} AND {same}))
UNION ALL
SELECT {columns} FROM ({come} WHERE NOT EXISTS (SELECT 1 FROM {old} AS o WHERE {key} AND {same}))"""
    engine.run(SqlStep("difference", "", "old bills and this add up to the new ones", sql))


def copy(engine: Engine, output: Output, form: str, path: Path) -> None:
    """Write an output, sorted, into the file of ``path``; no cell of CSV is a formula."""
    cells = {name: engine.dialect.quoted(name) for name in output.columns}
    if form == ".csv":
        cells |= {name: f"{marked(name)} AS {name}" for name in NAMES}
    # The names that are sorted by are those of the table: a mark would change the order.
    order = ", ".join(f"o.{name}" for name in output.order)
    columns = ", ".join(cells.values())
    engine.copy(f"SELECT {columns} FROM {output.table} AS o ORDER BY {order}", form, path)
