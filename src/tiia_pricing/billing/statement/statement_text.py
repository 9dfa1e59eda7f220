"""A statement for people: its lines with their reasons, its packs, its total and its range."""

from __future__ import annotations

from collections.abc import Iterator

from tiia_pricebook import untrusted_text
from tiia_pricebook.messages import Message, Tell, say, say_many
from tiia_pricing.billing.settlement.month import Line
from tiia_pricing.billing.statement.explanation import yuan
from tiia_pricing.billing.statement.statement import (
    PackStatement,
    Statement,
)
from tiia_pricing.billing.statement.statement_forms import LEFT_UNTOLD, reasons


def as_text(statement: Statement, tell: Tell = str) -> str:
    """Return the statement for people, every line with its reasons, in the language of ``tell``."""
    return untrusted_text.block(map(tell, _text(statement)))


def _text(statement: Statement) -> Iterator[str]:
    for month in statement.months:
        yield say("{month}: {amount} yuan", month=month.terms.month, amount=yuan(month.cents))
        for line in month.lines:
            yield _line(line)
            for reason in reasons(statement, month, line):
                yield say("    {rule}: {text}", rule=reason.rule, text=reason.text)
        yield ""
    yield from map(_pack_line, statement.packs)
    yield say("Total: {amount} yuan", amount=yuan(statement.cents))
    yield from _range_text(statement)
    for warning in statement.warnings:
        yield say("Warning: {text}", text=warning.text)


def _line(line: Line) -> Message:
    deduction = line.deduction
    return say(
        "  {name}: {calls:,} calls, {free:,} free, {packs:,} from packs, {paid:,} pay-as-you-go: "
        "{amount} yuan",
        name=deduction.interface,
        calls=deduction.calls,
        free=sum(drawn.calls for drawn in deduction.free),
        packs=sum(drawn.calls for drawn in deduction.packs),
        paid=deduction.paid,
        amount=yuan(line.charge.cents),
    )


def _pack_line(pack: PackStatement) -> Message:
    held = pack.held
    ends = say("ends before {end}", end=held.end) if held.end else say("never expires")
    return say_many(
        "Pack of {calls:,} calls of {name} bought on {bought} for {price:,} yuan, not in the "
        "total: {before}{used:,} used, {left:,} left, {ends}",
        "{n:,} packs, each of {calls:,} calls of {name} bought on {bought} for {price:,} yuan, not "
        "in the total: {before}{used:,} used, {left:,} left in each, {ends}",
        pack.quantity,
        calls=held.pack.calls,
        name=held.purchase.interface,
        bought=held.purchase.day,
        price=held.pack.price,
        before=_before(pack),
        used=pack.used,
        left=pack.left,
        ends=ends,
    )


def _before(pack: PackStatement) -> str:
    """What was left when the first month began, of a pack that was not full then."""
    opening = pack.held.opening
    return say("{left:,} left before, ", left=opening) if opening != pack.held.pack.calls else ""


def _range_text(statement: Statement) -> Iterator[Message]:
    spread = statement.spread
    if spread.low == spread.high:
        yield say("Range: every reading of the page gives this total")
        return
    low, high = yuan(spread.low), yuan(spread.high)
    if any(warning.id == LEFT_UNTOLD for warning in statement.warnings):
        yield say(
            "Range: {low} to {high} yuan, as the page can be read, and as packs can have been used "
            "before",
            low=low,
            high=high,
        )
    else:
        yield say("Range: {low} to {high} yuan, as the page can be read", low=low, high=high)
    for moved in spread.alternatives:
        yield say(
            "  {name}={value} alone gives {amount} yuan",
            name=moved.name,
            value=moved.value,
            amount=yuan(moved.cents),
        )
