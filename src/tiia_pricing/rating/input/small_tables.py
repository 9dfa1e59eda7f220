"""Packs and activation days of accounts: read as text, each distinct value understood once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from tiia_pricebook import PriceBook
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.billing.settlement.held_packs import sold
from tiia_pricing.billing.usage.account import Purchase
from tiia_pricing.billing.usage.arguments import size
from tiia_pricing.billing.usage.cell_values import parse_day, parse_left, parse_quantity
from tiia_pricing.billing.usage.known_names import Names
from tiia_pricing.rating.dialect import literal
from tiia_pricing.rating.engine import Engine
from tiia_pricing.rating.input.line_numbers import line_of
from tiia_pricing.rating.input.sources import SourceFile, files_of, opened
from tiia_pricing.rating.steps import SqlStep

Value = TypeVar("Value")
PACKS = ("account", "purchased_on", "interface", "calls"), ("quantity", "left")
ACCOUNTS = ("account", "date"), ("interface",)


class TextTable(NamedTuple):
    """A table of an engine that has the cells of files as text, with file and row number."""

    engine: Engine
    table: str
    files: Sequence[SourceFile]


def read_packs(engine: Engine, book: PriceBook, paths: Iterable[Path]) -> None:
    """Make ``bought``: every pack with its interface, day, size, quantity and what is left.

    Raises ``InputError`` with file and line for a row that cannot be read.
    """
    given = _text_table(engine, "pack_rows", paths, PACKS)
    whole = engine.dialect.whole
    names = Names(book)
    places = {one.name: number for number, one in enumerate(book.interfaces)}
    _filled(given)
    _understood(given, "interface", "INTEGER", lambda text: places[names.of(text)])
    _understood(given, "purchased_on", "DATE", parse_day)
    _understood(given, "calls", whole, size)
    _understood(given, "quantity", whole, parse_quantity)
    _understood(given, "left_", whole, parse_left)
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
    _ensure_sold(given, book)


def _ensure_sold(given: TextTable, book: PriceBook) -> None:
    """Raise ``InputError`` for a pack that is not sold on its day."""
    names = [one.name for one in book.interfaces]
    kinds = given.engine.rows(
        "SELECT interface, purchased_on, calls, MIN(id) FROM pack_purchases GROUP BY 1, 2, 3"
        " ORDER BY 4"
    )
    for interface, day, calls, number in kinds:
        try:
            sold(book, Purchase(day, names[interface], calls))
        except InputError as error:
            sql = f"SELECT file, number FROM pack_purchases WHERE id = {number}"
            column = "calls" if error.id == "unknown-pack-size" else "interface"
            place = _where(given, given.engine.rows(sql)[0], column)
            raise InputError(
                error.id, error.message, where=place, expected=error.expected
            ) from error


def read_activations(engine: Engine, book: PriceBook, paths: Iterable[Path]) -> None:
    """Make ``activations``: the day of an account, of one interface or (``NULL``) of all.

    Raises ``InputError`` with file and line for a row that cannot be read.
    """
    given = _text_table(engine, "activation_rows", paths, ACCOUNTS)
    names = Names(book)
    places = {one.name: number for number, one in enumerate(book.interfaces)}
    _filled(given)
    _understood(given, "date", "DATE", parse_day)
    _understood(
        given, "interface", "INTEGER", lambda text: places[names.of(text)] if text else None
    )
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


def _text_table(
    engine: Engine, table: str, paths: Iterable[Path], columns: tuple[Sequence[str], Sequence[str]]
) -> TextTable:
    wanted, optional = columns
    files = [opened(engine, path, wanted, optional) for path in files_of(paths)]
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


def _filled(given: TextTable) -> None:
    """Raise ``InputError`` for a row without an account."""
    empty = given.engine.rows(f"SELECT file, number FROM {given.table} WHERE account = '' LIMIT 1")
    if empty:
        where = _where(given, empty[0], "account")
        raise InputError("account-missing", say("the account is empty"), where=where)


def _understood(
    given: TextTable, column: str, kind: str, parse: Callable[[str], Value]
) -> dict[str, Value]:
    """Make ``TABLE_COLUMN``: what each distinct text of a column means."""
    engine, table = given.engine, given.table
    texts = [row[0] for row in engine.rows(f"SELECT DISTINCT {column} FROM {table}")]
    found: dict[str, Value] = {}
    for text in sorted(texts):
        try:
            found[text] = parse(text)
        except InputError as error:
            where = f"{column} = {literal(text)}"
            sql = f"SELECT file, number FROM {table} WHERE {where} ORDER BY file, number LIMIT 1"
            place = _where(given, engine.rows(sql)[0], column)
            raise InputError(
                error.id, error.message, where=place, expected=error.expected
            ) from error
    columns = [("text", engine.dialect.text), ("value", kind)]
    engine.fill(f"{table}_{column}", columns, list(found.items()))
    return found


def _where(given: TextTable, row: tuple[int, int], column: str) -> dict[str, Any]:
    file, number = row
    source = given.files[file]
    return {"file": str(source.path), "line": line_of(source, number), "column": column.rstrip("_")}
