"""Older bills as a run wrote them, for the difference; refused where they are anything else."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import Message, say
from tiia_pricing.rating.dialect import Dialect, literal
from tiia_pricing.rating.engine import Engine
from tiia_pricing.rating.input.line_numbers import line_of
from tiia_pricing.rating.input.source_file import SourceFile
from tiia_pricing.rating.input.sources import opened
from tiia_pricing.rating.outputs import AMOUNTS, BILLS, CALLS, KEY, MONEY, NAMES, unmarked
from tiia_pricing.rating.steps import SqlStep

TABLE = "old_bills"
_WHOLE = "[0-9]{1,19}"
_AMOUNT = "[0-9]{1,28}([.][0-9]{1,2}0*)?"
_PRICE = "[0-9]+([.][0-9]+)?"
_MONTH = "[0-9]{4}-(0[1-9]|1[0-2])"


def read_older(engine: Engine, path: Path) -> None:
    """Make ``old_bills`` of a file of bills, each line with its number.

    Raises ``InputError`` with file and line for a cell that ``rate`` does not write, and for a
    second line of an account, month and interface: the difference could not add up.
    """
    source = replace(opened(engine, path, BILLS.columns, amounts=AMOUNTS), at_once=False)
    given = _given(engine, source)
    dialect = engine.dialect
    cells = [f"{_name(source, name)} AS {name}" for name in NAMES]
    cells += [f"{_matching(dialect, 'month', _MONTH)} AS month"]
    cells += [f"{_number(dialect, source, name, 'BIGINT')} AS {name}" for name in _COUNTS]
    cells += [f"{_number(dialect, source, name, MONEY)} AS {name}" for name in AMOUNTS]
    price = f"CAST(unit_price AS {dialect.text})"
    wrong = "".join(f"\n    WHEN {name} IS NULL THEN {literal(name)}" for name in _FILLED)
    sql = f"""\
SELECT *, CASE{wrong}
    WHEN per_calls IS NULL AND per_calls_given IS NOT NULL THEN 'per_calls'
    WHEN unit_price IS NULL AND unit_price_given IS NOT NULL THEN 'unit_price' END AS wrong
FROM (SELECT number, {", ".join(cells)},
  {_matching(dialect, price, _PRICE)} AS unit_price,
  unit_price AS unit_price_given, per_calls AS per_calls_given
FROM ({given}) AS g) AS s"""
    engine.run(SqlStep(TABLE, "", "the older bills", sql))
    _ensure_read(engine, source, given)
    _ensure_once(engine, source)


_COUNTS = (*CALLS, "per_calls")
_FILLED = (*KEY, *CALLS, *AMOUNTS)


def _given(engine: Engine, source: SourceFile) -> str:
    columns = ", ".join(BILLS.columns)
    return f"SELECT {engine.dialect.row_number} AS number, {columns} FROM {engine.relation(source)}"


def _name(source: SourceFile, column: str) -> str:
    return f"NULLIF({unmarked(column) if source.is_csv else column}, '')"


def _matching(dialect: Dialect, text: str, pattern: str) -> str:
    """``text`` where the whole of it matches, else ``NULL``."""
    return f"CASE WHEN {dialect.matches(text, pattern)} THEN {text} END"


def _number(dialect: Dialect, source: SourceFile, column: str, kind: str) -> str:
    """A number of 0 or more as ``kind``, where it is one exactly; else ``NULL``."""
    if source.is_text(column):
        text = f"CAST({column} AS {dialect.text})"
        pattern = _AMOUNT if kind == MONEY else _WHOLE
        return f"TRY_CAST({_matching(dialect, text, pattern)} AS {kind})"
    cast = f"TRY_CAST({column} AS {kind})"
    return f"CASE WHEN {column} >= 0 AND {cast} = {column} THEN {cast} END"


def _ensure_read(engine: Engine, source: SourceFile, given: str) -> None:
    wrong = engine.rows(
        f"SELECT number, wrong FROM {TABLE} WHERE wrong IS NOT NULL ORDER BY number LIMIT 1"
    )
    if not wrong:
        return
    number, column = wrong[0]
    text = f"SELECT CAST({column} AS {engine.dialect.text}) FROM ({given}) AS g"
    [[found]] = engine.rows(f"{text} WHERE number = {number}")
    said = say("the cell is empty") if not found else say("the cell has {text!r}", text=found)
    raise InputError(
        "old-bill-unreadable",
        said,
        where=_where(source, number) | {"column": column},
        expected=_expected(column),
    )


def _expected(column: str) -> Message:
    if column in AMOUNTS:
        return say("yuan with at most two decimals, 0 or more, as rate writes them")
    if column in _COUNTS:
        return say("a whole number of 0 or more, as rate writes it")
    if column == "unit_price":
        return say("a price, or nothing, as rate writes it")
    return say("a month YYYY-MM") if column == "month" else say("a name")


def _ensure_once(engine: Engine, source: SourceFile) -> None:
    key = ", ".join(KEY)
    twice = engine.rows(
        f"SELECT MAX(number) FROM {TABLE} GROUP BY {key} HAVING COUNT(*) > 1 ORDER BY 1 LIMIT 1"
    )
    if twice:
        raise InputError(
            "old-bill-twice",
            say("another line has this account, month and interface"),
            where=_where(source, twice[0][0]),
            expected=say("one line of each, as rate writes them"),
        )


def _where(source: SourceFile, number: int) -> dict[str, str | int]:
    return {"file": str(source.path), "line": line_of(source, number)}
