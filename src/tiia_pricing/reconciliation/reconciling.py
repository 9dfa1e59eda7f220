"""The vendor's bill against the account's usage: the same in every line, or not, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from tiia_pricebook import PriceBook
from tiia_pricebook.calendar import Month
from tiia_pricebook.collected_errors import Problems
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import Message, say
from tiia_pricing.billing.bill import bill
from tiia_pricing.billing.settlement.ledger import ordered
from tiia_pricing.billing.usage.account import Activated, Purchase, Usage
from tiia_pricing.billing.usage.account_checks import check_account
from tiia_pricing.reconciliation.api_names import ApiNames
from tiia_pricing.reconciliation.billed_lines import Billed, billed_lines
from tiia_pricing.reconciliation.causes.fitting import CauseFinder
from tiia_pricing.reconciliation.line_key import LineKey
from tiia_pricing.reconciliation.line_verdicts import judged, verdicts
from tiia_pricing.reconciliation.more_needed import MoreNeeded
from tiia_pricing.reconciliation.ranking import JudgedLine
from tiia_pricing.reconciliation.rebilling import Rebilling
from tiia_pricing.reconciliation.result import Precision, Reconciliation
from tiia_pricing.reconciliation.settled_readings import settled_readings
from tiia_pricing.reconciliation.sorting import Sorted, sort_rows
from tiia_pricing.reconciliation.vendor_export.export_files import ExportFiles
from tiia_pricing.reconciliation.vendor_export.export_rows import missing_columns, raw_rows


def reconcile(
    book: PriceBook,
    export: ExportFiles,
    usage: Iterable[Usage],
    packs: Iterable[Purchase] = (),
    *,
    readings: Mapping[str, str] | None = None,
    activated: Activated | None = None,
) -> Reconciliation:
    """Compare a bill with what the usage costs, month by month and API by API.

    ``readings`` and ``activated`` are those of ``bill``. Months that the bill does not speak of
    are not compared. Raises ``InputError`` for anything in bill, usage or packs that cannot be
    read.
    """
    rows, bought, active = tuple(usage), tuple(packs), activated or Activated()
    statement = bill(book, rows, bought, readings=readings, activated=active)
    account = ordered(book, check_account(book, rows, bought, active, Problems()))
    rebilling = Rebilling(account, statement.choices)
    raw = list(raw_rows(export.tables))
    if missing := missing_columns(export.tables):
        found = list(_untold(rebilling, missing))
        sorted_ = Sorted((), (), {}, frozenset(rebilling.account.usage), (), (), {})
    else:
        sorted_ = sort_rows(raw, ApiNames(book), export.calendar)
        found = list(_judged(rebilling, sorted_))
        _ensure_compared(found, sorted_)
    return Reconciliation(
        statement,
        verdicts(found, rebilling),
        sorted_.ignored,
        tuple(_precision(sorted_)),
        tuple(settled_readings(rebilling, _decided(found))),
        tuple(month for month in rebilling.account.usage if not _covered(month, sorted_)),
        sorted_.products,
        sorted_.other_products,
        export.passed_over,
    )


def _ensure_compared(found: Sequence[JudgedLine], rows: Sorted) -> None:
    """Raise ``InputError`` where bill and usage have nothing in common: no line is no agreement."""
    if not found:
        months = _span(rows.months) if rows.months else say("no month")
        text = say(
            "no row of the bill is about 图像分析, and it speaks of {months}, without usage",
            months=months,
        )
        expected = say("the detailed bill of a month in the usage")
        raise InputError("nothing-compared", text, expected=expected)


def _decided(found: Iterable[JudgedLine]) -> Mapping[LineKey, Billed]:
    """The lines of the bill that can settle something."""
    return {
        line.key: line.theirs for line in found if line.theirs and line.verdict != "cannot-tell"
    }


def _span(months: Collection[Month]) -> Message:
    return say("{first} to {last}", first=min(months), last=max(months))


def _untold(rebilling: Rebilling, missing: tuple[str, ...]) -> Iterator[JudgedLine]:
    """Every line of usage, of which a bill without those columns says nothing."""
    for key, amount in sorted(rebilling.amounts().items()):
        yield JudgedLine(key, "cannot-tell", amount, None, needed=missing)


def _judged(rebilling: Rebilling, rows: Sorted) -> Iterator[JudgedLine]:
    billed = billed_lines(rows.use)
    by_month: dict[Month, Decimal] = {}
    for month, amount in rows.precision:
        by_month[month] = by_month.get(month, Decimal()) + amount
    ours = [key for key in rebilling.amounts() if _covered(key[0], rows)]
    keys: list[LineKey] = sorted({*ours, *billed})
    more = MoreNeeded.of(rebilling, rows, billed)
    yield from judged(rebilling, CauseFinder(rebilling, by_month), billed, keys, more)


def _covered(month: Month, rows: Sorted) -> bool:
    """Whether a bill speaks of a month: one between the first and the last that it names."""
    return bool(rows.months) and min(rows.months) <= month <= max(rows.months)


def _precision(rows: Sorted) -> Iterator[Precision]:
    """Whether the details of a month and its rounding rows together are whole cents.

    Where the details of other products are not in the bill, an amount that is not tells nothing.
    """
    amounts: dict[Month, Decimal] = {}
    for month, amount in rows.precision:
        amounts[month] = amounts.get(month, Decimal()) + amount
    for month, amount in sorted(amounts.items()):
        details = rows.details.get(month)
        if details is not None and (details + amount) * 100 % 1 == 0:
            yield Precision(month, amount, "agrees")
        elif details is None or "other-product" not in rows.ignored:
            yield Precision(month, amount, "cannot-tell")
        else:
            yield Precision(month, amount, "differs")
