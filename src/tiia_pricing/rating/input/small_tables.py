"""Packs and activation days of accounts: read as text, each distinct value understood once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from tiia_pricebook import PriceBook
from tiia_pricebook.collected_errors import LISTED, Problems
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.billing.settlement.held_packs import sold
from tiia_pricing.billing.usage import known_columns
from tiia_pricing.billing.usage.account import Purchase
from tiia_pricing.billing.usage.arguments import size
from tiia_pricing.billing.usage.cell_values import parse_day, parse_left, parse_quantity
from tiia_pricing.billing.usage.known_names import Names
from tiia_pricing.rating.dialect import literal
from tiia_pricing.rating.engine import Engine
from tiia_pricing.rating.input.line_numbers import line_of
from tiia_pricing.rating.input.source_file import SourceFile
from tiia_pricing.rating.input.sources import files_of, opened
from tiia_pricing.rating.steps import SqlStep
from tiia_pricing.tables.heads import Column

Value = TypeVar("Value")
PACKS = ("account", "purchased_on", "interface", "calls"), ("quantity", "left"), known_columns.PACKS
_DATE, _INTERFACE, _ = known_columns.USAGE
ACCOUNTS = ("account", "date"), ("interface",), (_DATE, _INTERFACE)
Columns = tuple[Sequence[str], Sequence[str], Sequence[Column]]


class TextTable(NamedTuple):
    """A table of an engine that has the cells of files as text, with file and row number."""

    engine: Engine
    table: str
    files: Sequence[SourceFile]


def read_packs(engine: Engine, book: PriceBook, paths: Iterable[Path]) -> None:
    """Make ``pack_purchases``: every pack with its interface, day, size, quantity and what is left.

    Raises ``InputError`` for all rows that cannot be read, each with file and line.
    """
    given = _text_table(engine, "pack_rows", paths, PACKS)
    whole = engine.dialect.whole
    names = Names(book)
    places = {one.name: number for number, one in enumerate(book.interfaces)}
    faults = _Faults(given)
    faults.add_unfilled()
    faults.understood("interface", "INTEGER", lambda text: places[names.of(text)])
    faults.understood("purchased_on", "DATE", parse_day)
    faults.understood("calls", whole, size)
    faults.understood("quantity", whole, parse_quantity)
    faults.understood("left_", whole, parse_left)
    sql = """\
SELECT r.account, ROW_NUMBER() OVER (ORDER BY r.file, r.number) AS id, i.value AS interface,
  d.value AS purchased_on, c.value AS calls, q.value AS quantity, l.value AS left_,
  r.file AS file, r.number AS number
FROM pack_rows AS r
JOIN pack_rows_interface AS i ON i.text = r.interface
JOIN pack_rows_purchased_on AS d ON d.text = r.purchased_on
JOIN pack_rows_calls AS c ON c.text = r.calls
JOIN pack_rows_quantity AS q ON q.text = r.quantity
JOIN pack_rows_left_ AS l ON l.text = r.left_"""
    engine.run(SqlStep("pack_purchases", "", "the packs bought", sql))
    _add_unsold(faults, book)
    faults.raise_any()


def _add_unsold(faults: _Faults, book: PriceBook) -> None:
    """Add the packs that are not sold on their day, each kind once."""
    names = [one.name for one in book.interfaces]
    kinds = faults.given.engine.rows(
        "SELECT interface, purchased_on, calls, MIN(id) FROM pack_purchases GROUP BY 1, 2, 3"
        " ORDER BY 4"
    )
    for interface, day, calls, number in kinds:
        try:
            sold(book, Purchase(day, names[interface], calls))
        except InputError as error:
            column = "calls" if error.id == "unknown-pack-size" else "interface"
            faults.add(error, column, "pack_purchases", f"id = {number}")


def read_activations(engine: Engine, book: PriceBook, paths: Iterable[Path]) -> None:
    """Make ``activations``: the day of an account, of one interface or (``NULL``) of all.

    Raises ``InputError`` for all rows that cannot be read, each with file and line.
    """
    given = _text_table(engine, "activation_rows", paths, ACCOUNTS)
    names = Names(book)
    places = {one.name: number for number, one in enumerate(book.interfaces)}
    faults = _Faults(given)
    faults.add_unfilled()
    faults.understood("date", "DATE", parse_day)
    faults.understood("interface", "INTEGER", lambda text: places[names.of(text)] if text else None)
    faults.raise_any()
    sql = """\
SELECT r.account, i.value AS interface, d.value AS activated
FROM activation_rows AS r
JOIN activation_rows_date AS d ON d.text = r.date
JOIN activation_rows_interface AS i ON i.text = r.interface"""
    engine.run(SqlStep("activations", "", "the activation days", sql))
    twice = engine.rows(
        "SELECT account FROM activations GROUP BY account, interface HAVING COUNT(*) > 1 LIMIT 1"
    )
    if twice:
        text = say("account {account!r} has two activation days", account=twice[0][0])
        expected = say("one day of each account and interface")
        raise InputError("activated-twice", text, expected=expected)


def _text_table(engine: Engine, table: str, paths: Iterable[Path], columns: Columns) -> TextTable:
    wanted, optional, known = columns
    opened_files = (opened(engine, path, wanted, optional, known=known) for path in files_of(paths))
    files = [replace(one, at_once=False) for one in opened_files]
    parts = [
        _as_text(engine, number, one, (*wanted, *optional)) for number, one in enumerate(files)
    ]
    engine.run(SqlStep(table, "", "rows as text", "\nUNION ALL\n".join(parts)))
    return TextTable(engine, table, files)


def _as_text(engine: Engine, number: int, source: SourceFile, columns: Sequence[str]) -> str:
    quoted = engine.dialect.quoted
    cells = ", ".join(
        f"COALESCE(CAST(s.{quoted(name)} AS {engine.dialect.text}), '') AS {_named(name)}"
        if name in source.columns
        else f"'' AS {_named(name)}"
        for name in columns
    )
    return (
        f"SELECT {cells}, {number} AS file, {engine.dialect.row_number} AS number "
        f"FROM {engine.relation(source)} AS s"
    )


def _named(column: str) -> str:
    """A column's name in the engine, where ``left`` is a word of the language."""
    return "left_" if column == "left" else column


class _Faults:
    """What is wrong in the rows of a table, each fault with the first row that has it."""

    def __init__(self, given: TextTable) -> None:
        self.given = given
        self._problems = Problems()

    def add(self, error: InputError, column: str, table: str, where: str) -> None:
        """Add a fault of the rows of ``table`` that ``where`` finds; beyond 20 it is counted."""
        if len(self._problems.kept) >= LISTED:
            self._problems.more += 1
            return
        sql = f"SELECT file, number FROM {table} WHERE {where} ORDER BY file, number LIMIT 1"
        file, number = self.given.engine.rows(sql)[0]
        source = self.given.files[file]
        line = line_of(source, number)
        place = {"file": str(source.path), "line": line, "column": column.rstrip("_")}
        self._problems.add(error, place)

    def add_unfilled(self) -> None:
        """Add a row without an account."""
        table, empty = self.given.table, "account = ''"
        if self.given.engine.rows(f"SELECT 1 FROM {table} WHERE {empty} LIMIT 1"):
            text, expected = say("the account is empty"), say("the name of an account")
            error = InputError("account-missing", text, expected=expected)
            self.add(error, "account", table, empty)

    def understood(self, column: str, kind: str, parse: Callable[[str], Value]) -> None:
        """Make ``TABLE_COLUMN``: what each distinct text of a column means."""
        engine, table = self.given.engine, self.given.table
        texts = [row[0] for row in engine.rows(f"SELECT DISTINCT {column} FROM {table}")]
        found: dict[str, Value] = {}
        for text in sorted(texts):
            try:
                found[text] = parse(text.strip())
            except InputError as error:
                self.add(error, column, table, f"{column} = {literal(text)}")
        columns = [("text", engine.dialect.text), ("value", kind)]
        engine.fill(f"{table}_{column}", columns, list(found.items()))

    def raise_any(self) -> None:
        """Raise ``InputError`` for all that was added, in the order of files and lines."""
        if self._problems:
            raise self._problems.in_order([str(one.path) for one in self.given.files])
