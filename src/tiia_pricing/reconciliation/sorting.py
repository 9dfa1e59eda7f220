"""What each row of the export is: use of an API, a reversal, a pack bought, another product."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from msgspec import Struct

from tiia_pricebook.calendar import Month
from tiia_pricebook.collected_errors import Problems
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.reconciliation.agreement import plain_amount
from tiia_pricing.reconciliation.api_names import ApiNames
from tiia_pricing.reconciliation.months_of_use import month_of_use
from tiia_pricing.reconciliation.row_kinds import is_in_yuan, is_reversal, passed_over
from tiia_pricing.reconciliation.vendor_export.calendars import BillCalendar
from tiia_pricing.reconciliation.vendor_export.export_cells import ShownAmount, parse_amount
from tiia_pricing.reconciliation.vendor_export.export_rows import (
    RawRow,
    RowFigures,
    days_of,
    figures,
)


class UseRow(Struct, frozen=True):
    """A row about the use of an API: what was charged, or as ``reversal`` changed afterwards.

    ``named`` says whether ``interface`` is an API of the price book; else it is the row's text.
    """

    row: RawRow
    figures: RowFigures
    month: Month
    interface: str
    named: bool
    total: ShownAmount
    reversal: bool


class Sorted(Struct, frozen=True):
    """The rows of an export by what they are.

    ``precision`` has the rows that settle rounding, ``ignored`` the number of rows by the reason
    why they are no use of an API. ``months`` are all that the export speaks of, ``products`` the
    names under which rows were taken for the product's, ``other_products`` those of all others.
    ``details`` are the amounts of all rows of a month but ``precision``, of every product; ``None``
    where one cannot be read.
    """

    use: tuple[UseRow, ...]
    precision: tuple[tuple[Month, Decimal], ...]
    ignored: Mapping[str, int]
    months: frozenset[Month]
    products: tuple[str, ...]
    other_products: tuple[str, ...]
    details: Mapping[Month, Decimal | None]


def sort_rows(rows: Iterable[RawRow], names: ApiNames, calendar: BillCalendar) -> Sorted:
    """Tell the rows apart; raises ``InputError`` with every cell that cannot be read."""
    sorter = _Sorter(names, calendar)
    for row in rows:
        sorter.take(row)
    sorter.problems.raise_any()
    return Sorted(
        tuple(sorter.use),
        tuple(sorter.precision),
        dict(sorted(sorter.ignored.items())),
        frozenset(sorter.details),
        tuple(filter(None, sorter.products)),
        tuple(sorter.other_products),
        sorter.details,
    )


class _Sorter:
    """Rows taken one after the other, each to its kind."""

    def __init__(self, names: ApiNames, calendar: BillCalendar) -> None:
        self.problems, self.ignored = Problems(), Counter[str]()
        self.use: list[UseRow] = []
        self.precision: list[tuple[Month, Decimal]] = []
        self.products: dict[str, None] = {}
        self.other_products: dict[str, None] = {}
        self.details: dict[Month, Decimal | None] = {}
        self._names, self._calendar = names, calendar
        self._sums: dict[str, Decimal | None] = {}
        self._tables: dict[tuple[tuple[str, str], ...], str] = {}

    def take(self, row: RawRow) -> None:
        """Take the next row."""
        reason = passed_over(row, self._names)
        if reason:
            self.ignored[reason] += 1
        if reason == "other-product":
            self.other_products[row.text("product") or row.text("product_code")] = None
        if reason is None:
            self._take_use(row)
        elif reason == "total-row":
            self._check_sum(row)
        elif reason == "precision-adjustment":
            self._take_precision(row)
        else:
            self._take_other(row)

    def _take_use(self, row: RawRow) -> None:
        found = figures(row, self.problems)
        if found is None or not self._is_new(row) or not self._is_in_yuan(row):
            return
        month = month_of_use(found.days, row.text("action"), self._calendar)
        if month is None or found.total is None:
            _add_missing(row, "month" if month is None else "total", self.problems)
            return
        self._count(row, month, found.total.value)
        self.products[row.text("product")] = None
        self.use.append(_placed(row, found, found.total, month, self._names))

    def _is_new(self, row: RawRow) -> bool:
        """Refuse a row that stands in another table too: their days or months overlap."""
        key = tuple(row.texts.items())
        other = row.source
        if row.text("transaction"):
            other = self._tables.setdefault(key, row.source)
        if other == row.source:
            return True
        text, expected = say("the row is in {other} too", other=other), say("each row once")
        error = InputError("row-twice", text, expected=expected)
        self.problems.add(error, row.where("transaction"))
        return False

    def _is_in_yuan(self, row: RawRow) -> bool:
        """Refuse amounts in another currency."""
        if is_in_yuan(row):
            return True
        text = say("amounts in {currency!r}", currency=row.text("currency"))
        error = InputError("currency-unknown", text, expected="CNY")
        self.problems.add(error, row.where("currency"))
        return False

    def _take_precision(self, row: RawRow) -> None:
        """Take a row that settles rounding: its month is the one that the bill gives."""
        month = month_of_use(days_of(row), row.text("action"), self._calendar)
        shown = self.problems.read(lambda: parse_amount(row.text("total")), row.where("total"))
        if month is None or shown is None:
            _add_missing(row, "month" if month is None else "total", self.problems)
            return
        self.precision.append((month, shown.value))
        self.details.setdefault(month, Decimal())
        self._add(self._sums, row.source, shown.value)

    def _take_other(self, row: RawRow) -> None:
        """Count a row of another product, whose month tells what the bill covers."""
        month = month_of_use(days_of(row), row.text("action"), self._calendar)
        unread = Problems()
        shown = unread.read(lambda: parse_amount(row.text("total")), {})
        self._count(row, month, None if unread else shown.value if shown else Decimal())

    def _count(self, row: RawRow, month: Month | None, amount: Decimal | None) -> None:
        self._add(self._sums, row.source, amount)
        if month:
            self._add(self.details, month, amount)

    @staticmethod
    def _add(sums: dict[Any, Decimal | None], key: object, amount: Decimal | None) -> None:
        before = sums.get(key, Decimal())
        sums[key] = None if before is None or amount is None else before + amount

    def _check_sum(self, row: RawRow) -> None:
        """Refuse a row of totals that is not the sum of the rows above it."""
        shown = self.problems.read(lambda: parse_amount(row.text("total")), row.where("total"))
        found = self._sums.get(row.source)
        if shown and found is not None and shown.value != round(found, shown.digits):
            true = plain_amount(found)
            text = say(
                "the total {shown} is not the sum of the rows above it, {found}",
                shown=shown.value,
                found=true,
            )
            error = InputError("total-wrong", text, expected=str(true))
            self.problems.add(error, row.where("total"))


def _placed(
    row: RawRow, found: RowFigures, total: ShownAmount, month: Month, names: ApiNames
) -> UseRow:
    api = names.find(row.text("component")) or names.find(row.text("subproduct"))
    reversal = is_reversal(row) or total.value < 0
    texts = (row.text(one) for one in ("component", "subproduct", "action"))
    shown = api or next(filter(None, texts), "")
    return UseRow(row, found, month, shown, api is not None, total, reversal)


def _add_missing(row: RawRow, field: str, problems: Problems) -> None:
    if field == "month":
        text, expected = say("the row names no month"), say("a month such as 2023-05")
    else:
        text, expected = say("the row has no amount"), say("an amount in yuan, 0 or another")
    problems.add(InputError("cell-empty", text, expected=expected), row.where(field))
