"""The month whose calls a row charges: as the export says, or from the day on which it was paid."""

from __future__ import annotations

from tiia_pricebook.calendar import Month
from tiia_pricing.reconciliation.vendor_export.calendars import BillCalendar
from tiia_pricing.reconciliation.vendor_export.export_cells import day_before
from tiia_pricing.reconciliation.vendor_export.export_rows import RowDays

_MONTHLY = ("月结", "postpay_deduct_m", "monthly")


def month_of_use(days: RowDays, action: str, calendar: BillCalendar) -> Month | None:
    """Return the month of a row; ``None`` where no cell tells it.

    With the calendar ``use`` that is 账单归属月. Where the export has none, or is by ``payment``,
    it is the month in which the use began; else the one before a monthly settlement's payment,
    or that of the day before another's: what is charged on the 1st was used before.
    """
    if calendar == "use" and days.month:
        return days.month
    if days.begins:
        return Month.of(days.begins)
    if days.paid_on is None:
        return month_before(days.month) if days.month else None
    if any(word in action.casefold() for word in _MONTHLY):
        return month_before(Month.of(days.paid_on))
    return Month.of(day_before(days.paid_on))


def month_before(month: Month) -> Month:
    """Return the month before."""
    return Month.of(day_before(month.first))
