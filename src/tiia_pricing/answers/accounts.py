"""The rows of a question as an account; each fault with its list, row and column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from tiia_pricebook.collected_errors import Problems
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.answers.questions import ActivatedRow, PackRow, UsageRow
from tiia_pricing.answers.request_paths import member
from tiia_pricing.billing.usage.account import Activated, Purchase, Usage
from tiia_pricing.billing.usage.arguments import size
from tiia_pricing.billing.usage.cell_values import parse_date, parse_day, parse_month
from tiia_pricing.billing.usage.row_places import RowPlace


def usages(rows: Iterable[UsageRow], field: str = "usage") -> list[Usage]:
    """Return the usage of an account, which stands in ``field`` of its question.

    Raises ``InputError`` for all dates that cannot be read.
    """
    problems, found, place = Problems(), [], RowPlace(field=field)
    for index, row in enumerate(rows):
        where = _where(field, index, "date")
        if day := problems.read(partial(parse_date, row.date), where):
            found.append(Usage(day[0], row.interface, row.calls, day[1], place))
    problems.raise_any()
    return found


def month_usages(month: str, calls: Mapping[str, int]) -> list[Usage]:
    """Return the usage of one month; raises ``InputError`` where ``month`` is none."""
    last = last_day(month)
    return [
        Usage(last, name, count, whole_month=True, place=_of_month(name))
        for name, count in calls.items()
    ]


def _of_month(name: str) -> RowPlace:
    return RowPlace(argument=f"calls{member(name)}", date_argument="month")


def last_day(month: str) -> dt.date:
    """Return the last day of a month; raises ``InputError`` for what is none."""
    return _placed(parse_month, month, {"argument": "month"})


def day_of(text: str, where: dict[str, Any]) -> dt.date:
    """Return a day; raises ``InputError`` with its place, for a month too."""
    return _placed(parse_day, text, where)


def _placed(parse: Callable[[str], dt.date], text: str, where: dict[str, Any]) -> dt.date:
    try:
        return parse(text)
    except InputError as error:
        raise InputError(error.id, error.message, where=where, expected=error.expected) from error


def purchases(rows: Iterable[PackRow]) -> list[Purchase]:
    """Return the packs of an account.

    Raises ``InputError`` for all days and sizes that are none.
    """
    problems, found = Problems(), []
    for index, row in enumerate(rows):
        day = problems.read(
            partial(parse_day, row.purchased_on), _where("packs", index, "purchased_on")
        )
        calls = problems.read(partial(_size, row.calls), _where("packs", index, "calls"))
        if day and calls is not None:
            found.append(Purchase(day, row.interface, calls, quantity=row.quantity, left=row.left))
    problems.raise_any()
    return found


def activated(rows: Iterable[ActivatedRow]) -> Activated:
    """Return the days of activation; raises ``InputError`` where one is none or stands twice."""
    days: dict[str | None, dt.date] = {}
    for index, row in enumerate(rows):
        where = _where("activated", index, "date")
        day = day_of(row.date, where)
        if days.setdefault(row.interface, day) != day:
            text = say("{name} is activated twice", name=row.interface or say("the service"))
            raise InputError("activated-twice", text, where=where, expected=say("one date each"))
    service = days.pop(None, None)
    return Activated(service, {name: day for name, day in days.items() if name})


def _size(calls: int | str) -> int:
    return calls if isinstance(calls, int) else size(calls)


def _where(rows: str, index: int, column: str) -> dict[str, Any]:
    return {"list": rows, "index": index, "column": column}
