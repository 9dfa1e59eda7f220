"""Why a line costs what it costs: one sentence a rule, with the numbers in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from tiia_pricebook import PriceBook
from tiia_pricebook.calendar import holds
from tiia_pricebook.messages import Message, listed, say, say_many
from tiia_pricebook.table_headings import heading_of
from tiia_pricing.billing.settlement.held_packs import Held
from tiia_pricing.billing.settlement.month import FreeCalls, Line, PackCalls
from tiia_pricing.billing.statement.in_words import (
    Reason,
    days_in_words,
    place,
    where_in_words,
    yuan,
)
from tiia_pricing.billing.statement.paid_calls import ladder_of, priced_parts, reasons_of_paid
from tiia_pricing.billing.statement.statement import MonthStatement

__all__ = [
    "Reason",
    "days_in_words",
    "explain",
    "ladder_of",
    "place",
    "priced_parts",
    "where_in_words",
    "yuan",
]


def explain(
    month: MonthStatement,
    line: Line,
    held: Sequence[Held],
    activated: dt.date | None = None,
) -> list[Reason]:
    """Return the reasons of one line, in the order in which its calls were settled."""
    sentences = {
        "free-quota": lambda: _free(month, line, activated),
        "resource-pack": lambda: _packs(month.terms.book, line, held),
        "pay-as-you-go": lambda: reasons_of_paid(month.terms, line),
    }
    return [reason for step in month.terms.steps for reason in sentences[step]()]


def _free(month: MonthStatement, line: Line, activated: dt.date | None) -> Iterator[Reason]:
    calls, name = line.deduction.calls, line.deduction.interface
    for drawn in line.deduction.free:
        cell = place(drawn.quota.source, heading_of(month.terms.book, drawn.quota.clause))
        yield Reason(drawn.quota.clause or "free-quota", _free_sentence(drawn, calls, name, cell))
    if line.deduction.free or not calls:
        return
    terms = month.terms
    grants = [grant for grant in terms.grants if name in grant.members]
    quotas = [quota for quota in terms.book.free_quotas if name in quota.interfaces]
    if grants:
        grant = grants[0]
        used_up = _used_up(grant.quota.calls, month, line, shared=len(grant.members) > 1)
        yield Reason(grant.quota.clause or "free-quota", used_up)
    elif activated is not None and any(holds(quota, terms.month.first) for quota in quotas):
        text = say(
            "No call is free: {name} was activated on {activated}, and its first free pack is "
            "issued on {issued} (reading first-month: {reading}).",
            name=name,
            activated=activated,
            issued=terms.month.end,
            reading=terms.choices.first_month,
        )
        yield Reason("first-month", text)
    else:
        text = say(
            "No call is free: {name} has no free quota in {month}.", name=name, month=terms.month
        )
        yield Reason("free-quota", text)


def _used_up(quota: int, month: MonthStatement, line: Line, *, shared: bool) -> Message:
    if not shared:
        return say("No call is free: the free quota of {quota:,} calls is used up.", quota=quota)
    return say(
        "No call is free: the free quota of {quota:,} calls is used up by {others}.",
        quota=quota,
        others=listed(other.deduction.interface for other in month.lines if other is not line),
    )


def _free_sentence(drawn: FreeCalls, calls: int, name: str, cell: Message) -> Message:
    quota = drawn.quota
    others = [other for other in quota.interfaces if other != name]
    values = {
        "free": drawn.calls,
        "calls": calls,
        "quota": quota.calls,
        "days": days_in_words(quota.from_, quota.to),
        "place": cell,
    }
    if others:
        return say(
            "{free:,} of {calls:,} calls are free: the free quota is {quota:,} calls a month{days},"
            " shared with {others} ({place}).",
            others=listed(others),
            **values,
        )
    return say(
        "{free:,} of {calls:,} calls are free: the free quota is {quota:,} calls a month{days} "
        "({place}).",
        **values,
    )


def _packs(book: PriceBook, line: Line, held: Sequence[Held]) -> Iterator[Reason]:
    for drawn in line.deduction.packs:
        pack = held[drawn.held]
        cell = place(pack.pack.source, heading_of(book, pack.pack.clause))
        yield Reason(pack.pack.clause or "resource-pack", _pack_sentence(drawn, pack, cell))


def _pack_sentence(drawn: PackCalls, held: Held, cell: Message) -> Message:
    until = say("until {end}, exclusive", end=held.end) if held.end else say("on, without end")
    return say_many(
        "{calls:,} calls are covered by the pack of {size:,} calls bought on {bought} ({place}), "
        "which covers calls from {first} {until}; {left:,} calls are left in it.",
        "{calls:,} calls are covered by {n:,} packs of {size:,} calls bought on {bought} "
        "({place}), which cover calls from {first} {until}; {left:,} calls are left in them.",
        held.quantity,
        calls=drawn.calls,
        size=held.pack.calls,
        bought=held.purchase.day,
        place=cell,
        first=held.first,
        until=until,
        left=drawn.left,
    )
