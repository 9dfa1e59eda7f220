"""What an account pays: of one month, of all months, and why one line costs what it costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tiia_pricebook import PriceBook
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import listed, say
from tiia_pricing.answers import accounts
from tiia_pricing.answers.evidence import evidence
from tiia_pricing.answers.open_questions import Otherwise, open_questions
from tiia_pricing.answers.questions import Bill, Explain, Quote
from tiia_pricing.billing.bill import bill
from tiia_pricing.billing.settlement.month import Line
from tiia_pricing.billing.statement import cliffs, next_call
from tiia_pricing.billing.statement.statement import MonthStatement, Statement
from tiia_pricing.billing.statement.statement_forms import as_dict, figures, reasons
from tiia_pricing.billing.usage.account import Activated, Purchase, Usage
from tiia_pricing.billing.usage.known_names import Names


def quote(book: PriceBook, asked: Quote) -> dict[str, Any]:
    """Return what one month costs."""
    return _billed(book, accounts.month_usages(asked.month, asked.calls), asked)


def billed(book: PriceBook, asked: Bill) -> dict[str, Any]:
    """Return the statement of an account."""
    return _billed(book, accounts.usages(asked.usage), asked)


def explain(book: PriceBook, asked: Explain) -> dict[str, Any]:
    """Return why one line of a statement costs what it costs, and what else it could cost."""
    usage, packs = accounts.usages(asked.usage), accounts.purchases(asked.packs)
    active = accounts.activated(asked.activated)
    statement = bill(book, usage, packs, readings=asked.readings, activated=active)
    month, line = _line(statement, asked)
    others = _otherwise(statement, asked, (usage, packs, active))
    cents = line.charge.cents
    return {
        "currency": "CNY",
        "month": asked.month,
        **figures(month, line),
        **_why(statement, month, line),
        "open_questions": open_questions(book, dict(statement.choices.items()), cents, others),
    }


def _billed(book: PriceBook, usage: Sequence[Usage], asked: Quote | Bill) -> dict[str, Any]:
    """A statement as ``bill --format json`` has it, each line with its evidence."""
    packs, active = accounts.purchases(asked.packs), accounts.activated(asked.activated)
    statement = bill(book, usage, packs, readings=asked.readings, activated=active)
    told = as_dict(statement)
    for month, month_told in zip(statement.months, told["months"], strict=True):
        for line, line_told in zip(month.lines, month_told["lines"], strict=True):
            line_told["evidence"] = evidence(statement, month, line)
    moved = [(one.name, one.value, one.cents) for one in statement.spread.alternatives]
    chosen = dict(statement.choices.items())
    coming = next_call.next_calls_of(statement, usage, packs, active)
    return told | {
        "open_questions": open_questions(book, chosen, statement.cents, moved),
        "cliffs": cliffs.as_list(cliffs.cliffs(statement)),
        "next_calls": next_call.as_list(coming),
    }


def _why(statement: Statement, month: MonthStatement, line: Line) -> dict[str, Any]:
    return {
        "because": [
            {"rule": reason.rule, "text": reason.text} for reason in reasons(statement, month, line)
        ],
        "evidence": evidence(statement, month, line),
    }


def _line(statement: Statement, asked: Explain) -> tuple[MonthStatement, Line]:
    """The line that was asked for; raises ``InputError`` where the account has none."""
    accounts.last_day(asked.month)
    name = Names(statement.book).of(asked.interface)
    for month in statement.months:
        for line in month.lines:
            if (str(month.terms.month), line.deduction.interface) == (asked.month, name):
                return month, line
    lines = (
        f"{month.terms.month} {line.deduction.interface}"
        for month in statement.months
        for line in month.lines
    )
    text = say("the bill has no line of {name} in {month}", name=name, month=asked.month)
    raise InputError("line-missing", text, where={"argument": "interface"}, expected=listed(lines))


def _otherwise(
    statement: Statement,
    asked: Explain,
    account: tuple[Sequence[Usage], Sequence[Purchase], Activated],
) -> Iterator[Otherwise]:
    """What the line costs under each value of a reading that is not fixed, where it differs."""
    usage, packs, active = account
    cents = _line(statement, asked)[1].charge.cents
    for reading in statement.book.readings:
        if reading.name in asked.readings:
            continue
        for value in reading.values:
            fixed = {**asked.readings, reading.name: value}
            other = bill(statement.book, usage, packs, readings=fixed, activated=active)
            if (moved := _line(other, asked)[1].charge.cents) != cents:
                yield reading.name, value, moved
