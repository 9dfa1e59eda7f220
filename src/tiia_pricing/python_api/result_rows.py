"""Results as rows, for pandas, Polars, and whatever else takes a list of dicts.

Calls are integers, money and prices ``Decimal``; a result without rows has its columns all the
same. Neither package is needed for the rows, and neither is installed by this one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.billing.settlement.held_packs import sold
from tiia_pricing.billing.statement.statement import Statement
from tiia_pricing.billing.statement.statement_forms import figures
from tiia_pricing.changes import Change
from tiia_pricing.changes.report.changes_in_words import sentence
from tiia_pricing.planning.plan import Plan
from tiia_pricing.reconciliation.result import Reconciliation, known_amounts

if TYPE_CHECKING:
    import pandas
    import polars  # type: ignore[import-not-found, unused-ignore]  # where it is not installed

Result = Statement | Plan | Reconciliation | Sequence[Change]
Row = dict[str, Any]
Kind = Literal["text", "count", "money"]

_BILL: dict[str, Kind] = {
    **dict.fromkeys(("month", "interface"), "text"),
    **dict.fromkeys(("calls", "free", "pack", "pay_as_you_go"), "count"),
    "unit_price": "money",
    "per_calls": "count",
    "amount": "money",
}
_PLAN: dict[str, Kind] = {
    **dict.fromkeys(("on", "interface"), "text"),
    "calls": "count",
    **dict.fromkeys(("price", "saves"), "money"),
}
_LINES: dict[str, Kind] = {
    **dict.fromkeys(("month", "interface", "verdict"), "text"),
    **dict.fromkeys(("billed", "computed", "difference"), "money"),
    **dict.fromkeys(("causes", "needed"), "text"),
}
_CHANGES: dict[str, Kind] = dict.fromkeys(
    ("level", "id", "interfaces", "change", "fingerprint"), "text"
)


def to_rows(result: Result) -> list[Row]:
    """A row for each line of a bill, purchase of a plan, line of a reconciliation, or change."""
    return list(_table(result)[1])


def to_pandas(result: Result) -> pandas.DataFrame:
    """Return the rows as a pandas DataFrame: counts as ``Int64``, money as ``Decimal`` objects.

    Raises ``InputError`` where pandas is not installed.
    """
    library = _installed("pandas")
    columns, rows = _columns(result)
    dtypes = {"text": object, "count": "Int64", "money": object}
    frame: pandas.DataFrame = library.DataFrame(
        {name: library.Series(rows[name], dtype=dtypes[kind]) for name, kind in columns.items()}
    )
    return frame


def to_polars(result: Result) -> polars.DataFrame:
    """Return the rows as a Polars DataFrame: counts as ``Int64``, money as ``Decimal``.

    Raises ``InputError`` where Polars is not installed.
    """
    library = _installed("polars")
    columns, rows = _columns(result)
    frame: polars.DataFrame = library.DataFrame(
        [_polars_series(library, name, kind, rows[name]) for name, kind in columns.items()]
    )
    return frame


def _polars_series(library: Any, name: str, kind: Kind, values: list[Any]) -> Any:
    """A column whose scale holds every digit of its values."""
    if kind != "money":
        return library.Series(name, values, library.String if kind == "text" else library.Int64)
    digits = [-int(value.as_tuple().exponent) for value in values if value is not None]
    return library.Series(name, values, library.Decimal(38, max([2, *digits])))


def _columns(result: Result) -> tuple[dict[str, Kind], dict[str, list[Any]]]:
    columns, found = _table(result)
    rows = list(found)
    return columns, {name: [row[name] for row in rows] for name in columns}


def _table(result: Result) -> tuple[dict[str, Kind], Iterator[Row]]:
    """The columns of a result, and its rows."""
    if isinstance(result, Statement):
        return _BILL, _bill(result)
    if isinstance(result, Plan):
        return _PLAN, _plan(result)
    if isinstance(result, Reconciliation):
        return _LINES, _lines(result)
    return _CHANGES, _changes(result)


def _bill(statement: Statement) -> Iterator[Row]:
    for month in statement.months:
        for line in month.lines:
            row = {"month": str(month.terms.month), **figures(month, line)}
            price = row["unit_price"]
            row |= {
                "unit_price": None if price is None else Decimal(price),
                "amount": Decimal(row["amount"]),
            }
            yield {name: row[name] for name in _BILL}


def _plan(plan: Plan) -> Iterator[Row]:
    for bought in plan.purchases:
        one = bought.purchase
        yield {
            "on": one.day.isoformat(),
            "interface": one.interface,
            "calls": one.calls,
            "price": sold(plan.statement.book, one).price,
            "saves": Decimal(bought.saves).scaleb(-2),
        }


def _lines(result: Reconciliation) -> Iterator[Row]:
    for line in result.lines:
        billed, computed, difference = known_amounts(line)
        yield {
            "month": str(line.month),
            "interface": line.interface,
            "verdict": line.verdict,
            "billed": billed,
            "computed": computed,
            "difference": difference,
            "causes": " ".join(cause.id for cause in line.causes),
            "needed": "; ".join(line.needed),
        }


def _changes(changes: Iterable[Change]) -> Iterator[Row]:
    for change in changes:
        yield {
            "level": change.level,
            "id": change.id,
            "interfaces": "、".join(change.key["interfaces"]),
            "change": sentence(change),
            "fingerprint": change.fingerprint,
        }


def _installed(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        text = say("a table of {name} needs {name}, which is not installed", name=name)
        expected = say("pip install {name}, or to_rows, which needs nothing", name=name)
        raise InputError("extra-missing", text, expected=expected) from error
