"""What a statement rests on that is announced and not yet in force."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from msgspec.structs import replace

from tiia_pricebook import PayAsYouGo
from tiia_pricebook.messages import Message, say
from tiia_pricebook.table_headings import heading_of
from tiia_pricing.billing.settlement.month import Line
from tiia_pricing.billing.statement.explanation import ladder_of, place
from tiia_pricing.billing.statement.statement import MonthStatement, Statement, Warning

ANNOUNCED = "announced-not-in-force"


def with_announcements(statement: Statement, today: dt.date) -> Statement:
    """Return ``statement`` with a warning for each fact that begins after ``today``."""
    texts = dict.fromkeys(_texts(statement, today))
    more = tuple(Warning(ANNOUNCED, text) for text in texts)
    return replace(statement, warnings=(*statement.warnings, *more)) if more else statement


def _texts(statement: Statement, today: dt.date) -> Iterator[str]:
    for month in statement.months:
        book = month.terms.book
        for line in month.lines:
            name = line.deduction.interface
            for table in _tables(month, line):
                if (day := table.from_) and day > today:
                    cell = place(table.tiers[0].source, heading_of(book, table.clause))
                    yield _text(say("the prices of {name}", name=name), day, cell, today)
            for drawn in line.deduction.free:
                if (day := drawn.quota.from_) and day > today:
                    what = say(
                        "the free quota of {calls:,} calls of {name}",
                        calls=drawn.quota.calls,
                        name=name,
                    )
                    cell = place(drawn.quota.source, heading_of(book, drawn.quota.clause))
                    yield _text(what, day, cell, today)
    for pack in statement.packs:
        sold = pack.held.pack
        if (day := sold.from_) and day > today:
            what = say("the price of the pack of {calls:,} calls", calls=sold.calls)
            cell = place(sold.source, heading_of(statement.book, sold.clause))
            yield _text(what, day, cell, today)


def _tables(month: MonthStatement, line: Line) -> list[PayAsYouGo]:
    """The tables that price the paid calls of a line."""
    if line.charge.shares:
        return [share.ladder.table for share in line.charge.shares]
    ladder = ladder_of(month.terms, line)
    return [ladder.table] if ladder and line.charge.parts else []


def _text(what: Message, day: dt.date, where: Message, today: dt.date) -> Message:
    return say(
        "announced and not yet in force on {today}: {what} from {day} ({place})",
        today=today,
        what=what,
        day=day,
        place=where,
    )
