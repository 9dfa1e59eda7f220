"""The account that a scenario gives: what its sentences say was used, bought and activated."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from tiia_pricebook.errors import PricingError
from tiia_pricing.billing.usage.account import Activated, Purchase, Usage
from tiia_pricing.billing.usage.arguments import size
from tiia_pricing.billing.usage.usage_files import parse_count, parse_date, parse_day
from tiia_pricing.results.scenario_results import Scenario, Step

Row = Mapping[str, str]
_GROUPING = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")


class AccountUnreadable(PricingError):
    """A scenario that gives something else than an account of the page (exit 1)."""

    exit_code = 1


class Account(Struct, frozen=True):
    """What a scenario bills: calls, packs, readings other than the default, activation."""

    usage: tuple[Usage, ...] = ()
    packs: tuple[Purchase, ...] = ()
    readings: Mapping[str, str] = {}
    service: dt.date | None = None

    @property
    def activated(self) -> Activated:
        """The activation, as a bill takes it."""
        return Activated(self.service)


def account(scenario: Scenario, row: Row) -> Account:
    """The account of a scenario on a row of its examples.

    Raises ``AccountUnreadable`` where it gives more than calls, packs, readings and the day on
    which the service was activated, or not by the price book of the page.
    """
    found = Account()
    for step in scenario.steps:
        if step.kind == "Given":
            found = _given(found, step, row, scenario.id)
    return found


def _given(found: Account, step: Step, row: Row, id: str) -> Account:
    text = filled(step.text, row)
    for pattern, read in _SENTENCES:
        if match := re.fullmatch(pattern, text):
            return read(found, match, list(_records(step, row)))
    raise AccountUnreadable(
        "example-unreadable",
        f"{text!r} gives no part of an account",
        where={"scenario": id},
        expected="calls, packs, readings, the activation of the service",
    )


Read = Callable[[Account, "re.Match[str]", list[dict[str, str]]], Account]


def _calls(found: Account, match: re.Match[str], _: list[dict[str, str]]) -> Account:
    calls, interface, date = match.groups()
    return replace(found, usage=(*found.usage, _usage(date, interface, calls)))


def _table(found: Account, _: re.Match[str], rows: list[dict[str, str]]) -> Account:
    usage = (_usage(row["date"], row["interface"], row["calls"]) for row in rows)
    return replace(found, usage=(*found.usage, *usage))


def _packs(found: Account, _: re.Match[str], rows: list[dict[str, str]]) -> Account:
    packs = (
        Purchase(
            parse_day(row["purchased on"]),
            row["interface"],
            size(plain(row["calls"])),
            quantity=int(row.get("quantity", "1")),
        )
        for row in rows
    )
    return replace(found, packs=(*found.packs, *packs))


def _reading(found: Account, match: re.Match[str], _: list[dict[str, str]]) -> Account:
    return replace(found, readings={**found.readings, match[1]: match[2]})


def _service(found: Account, match: re.Match[str], _: list[dict[str, str]]) -> Account:
    return replace(found, service=parse_day(match[1]))


_SENTENCES: tuple[tuple[str, Read], ...] = (
    ("the price book of the page", lambda found, match, rows: found),
    (r'(\S+) calls of "(.+)" dated (\S+)', _calls),
    ("this usage:", _table),
    ("these packs were bought:", _packs),
    (r'the reading "(.+)" is "(.+)"', _reading),
    (r"the service was activated on (\S+)", _service),
)


def _usage(date: str, interface: str, calls: str) -> Usage:
    day, whole_month = parse_date(date)
    return Usage(day, interface, parse_count(plain(calls)), whole_month=whole_month)


def _records(step: Step, row: Row) -> Iterator[dict[str, str]]:
    head, *body = step.table or ((),)
    for cells in body:
        yield dict(zip(head, (filled(cell, row) for cell in cells), strict=True))


def filled(text: str, row: Row) -> str:
    """``text`` with the places in angle brackets filled from a row of examples."""
    return re.sub(r"<([^<>]+)>", lambda match: row.get(match[1], match[0]), text)


def plain(cell: str) -> str:
    """A text without the commas that group the digits of its numbers."""
    return _GROUPING.sub("", cell)
