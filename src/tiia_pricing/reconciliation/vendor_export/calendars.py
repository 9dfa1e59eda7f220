"""The two calendars of the vendor's export: by month of use, or by month of payment."""

from typing import Literal

BillCalendar = Literal["use", "payment"]
