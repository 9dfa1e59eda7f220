"""Why a line costs what it costs: one sentence a rule, with the numbers in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

import msgspec
from msgspec import Struct

from tiia_pricebook import Passage, PayAsYouGo, Source, Where
from tiia_pricebook.calendar import holds
from tiia_pricing.billing.settlement.held_packs import Held
from tiia_pricing.billing.settlement.month import FreeCalls, Line, PackCalls
from tiia_pricing.billing.settlement.terms import Terms
from tiia_pricing.billing.settlement.tier_pricing import Ladder, Part, Share, exact, mode_of
from tiia_pricing.billing.statement.statement import MonthStatement


class Reason(Struct, frozen=True):
    """A sentence of an explanation, and the id of the rule that it applies."""

    rule: str
    text: str


def explain(
    month: MonthStatement,
    line: Line,
    held: Sequence[Held],
    activated: dt.date | None = None,
) -> list[Reason]:
    """The reasons of one line, in the order in which its calls were settled."""
    sentences = {
        "free-quota": lambda: _free(month, line, activated),
        "resource-pack": lambda: _packs(line, held),
        "pay-as-you-go": lambda: _pay_as_you_go(month.terms, line),
    }
    return [reason for step in month.terms.steps for reason in sentences[step]()]


def _free(month: MonthStatement, line: Line, activated: dt.date | None) -> Iterator[Reason]:
    calls, name = line.deduction.calls, line.deduction.interface
    for drawn in line.deduction.free:
        yield Reason(drawn.quota.clause or "free-quota", _free_sentence(drawn, calls, name))
    if line.deduction.free or not calls:
        return
    terms = month.terms
    grants = [grant for grant in terms.grants if name in grant.members]
    quotas = [quota for quota in terms.book.free_quotas if name in quota.interfaces]
    if grants:
        sharers = ", ".join(other.deduction.interface for other in month.lines if other is not line)
        text = f"No call is free: the free quota of {grants[0].quota.calls:,} calls is used up"
        text += f" by {sharers}." if len(grants[0].members) > 1 else "."
        yield Reason(grants[0].quota.clause or "free-quota", text)
    elif activated is not None and any(holds(quota, terms.month.first) for quota in quotas):
        yield Reason(
            "first-month",
            f"No call is free: {name} was activated on {activated}, and its first free pack is "
            f"issued on {terms.month.end} (reading first-month: {terms.choices.first_month}).",
        )
    else:
        yield Reason("free-quota", f"No call is free: {name} has no free quota in {terms.month}.")


def _free_sentence(drawn: FreeCalls, calls: int, name: str) -> str:
    quota = drawn.quota
    others = [other for other in quota.interfaces if other != name]
    shared = f", shared with {', '.join(others)}" if others else ""
    since = f" from {quota.from_}" if quota.from_ else ""
    until = f" until {quota.to}, exclusive" if quota.to else ""
    return (
        f"{drawn.calls:,} of {calls:,} calls are free: the free quota is {quota.calls:,} calls "
        f"a month{since}{until}{shared} ({place(quota.source)})."
    )


def _packs(line: Line, held: Sequence[Held]) -> Iterator[Reason]:
    for drawn in line.deduction.packs:
        pack = held[drawn.held]
        yield Reason(pack.pack.clause or "resource-pack", _pack_sentence(drawn, pack))


def _pack_sentence(drawn: PackCalls, held: Held) -> str:
    until = f"until {held.end}, exclusive" if held.end else "on, without end"
    if held.quantity > 1:
        return (
            f"{drawn.calls:,} calls are covered by {held.quantity:,} packs of "
            f"{held.pack.calls:,} calls bought on {held.purchase.day} "
            f"({place(held.pack.source)}), which cover calls from {held.first} {until}; "
            f"{drawn.left:,} calls are left in them."
        )
    return (
        f"{drawn.calls:,} calls are covered by the pack of {held.pack.calls:,} calls bought on "
        f"{held.purchase.day} ({place(held.pack.source)}), which covers calls from {held.first} "
        f"{until}; {drawn.left:,} calls are left in it."
    )


def _pay_as_you_go(terms: Terms, line: Line) -> Iterator[Reason]:
    if not line.charge.parts:
        rule = terms.settlement.clause or "pay-as-you-go"
        yield Reason(rule, "No calls are left to pay.")
        return
    if line.deduction.interface in terms.turns:
        yield from _turns(terms, line)
    yield from _assumed_mode(terms, line)
    if len(line.charge.shares) > 1:
        yield from _shares(terms, line)
        return
    shares, name = line.charge.shares, line.deduction.interface
    ladder = shares[0].ladder if shares else terms.ladders[name]
    table = ladder.table
    if mode_of(table, terms.choices) == "reached":
        text = f"{_reached(terms, line, ladder)} {_sum(terms, line, ladder)}"
    else:
        text = f"{line.deduction.paid:,} calls are left to pay, each tier's at its own price. "
        text += _sum(terms, line, ladder)
    yield Reason(_rule(table), text)


def ladder_of(terms: Terms, line: Line) -> Ladder | None:
    """The prices of a line: those of its calls, of several the last, else the month's first."""
    if line.charge.shares:
        return line.charge.shares[-1].ladder
    name = line.deduction.interface
    return terms.turns[name][-1] if name in terms.turns else terms.ladders.get(name)


def _rule(table: PayAsYouGo) -> str:
    return table.mode_clause or table.clause or "pay-as-you-go"


def _turns(terms: Terms, line: Line) -> Iterator[Reason]:
    """That prices change in the month, and what that means for the line."""
    ladders = terms.turns[line.deduction.interface]
    if len(ladders) == 1:
        return
    days = " and ".join(str(ladder.table.from_) for ladder in ladders[1:])
    means = {
        "by-day": "each call takes the price of its day, in the tier that all paid calls of the "
        "month reach",
        "whole-month-new": "the prices of the month's last day hold for all of it",
        "whole-month-old": "the prices of the month's first day hold for all of it",
    }[terms.choices.price_change]
    text = f"Prices change on {days}: {means} (reading price-change: {terms.choices.price_change})."
    yield Reason("price-change", text)


def _assumed_mode(terms: Terms, line: Line) -> Iterator[Reason]:
    """That the page does not say how its tiers price calls, and which way they are priced."""
    name = line.deduction.interface
    ladders = [share.ladder for share in line.charge.shares] or [terms.ladders[name]]
    tables = [ladder.table for ladder in ladders]
    if not any(table.mode_certainty and len(table.tiers) > 1 for table in tables):
        return
    means = {
        "reached": "all of them are charged at the price of the tier they reach",
        "progressive": "each tier's calls are charged at its own price",
    }[terms.choices.tier_mode]
    text = f"The page does not say how its tiers price calls: {means} (reading tier-mode: "
    yield Reason("tier-mode", f"{text}{terms.choices.tier_mode}).")


def _shares(terms: Terms, line: Line) -> Iterator[Reason]:
    """One sentence for the calls of each table, and the arithmetic in the last."""
    for share in line.charge.shares:
        table = share.ladder.table
        since = f"from {table.from_} on" if table.from_ else f"until {table.to}, exclusive"
        priced = " and ".join(_priced(part, table) for part in share.parts)
        text = f"Calls {since}: {priced}."
        if share is line.charge.shares[-1]:
            text += f" {_sum(terms, line, share.ladder)}"
        yield Reason(_rule(table), text)


def _priced(part: Part, table: PayAsYouGo) -> str:
    return (
        f"{part.calls:,} at {part.tier.price} yuan per {table.per_calls:,} "
        f"({place(part.tier.source)}), the tier from {part.tier.from_calls:,} calls "
        f"({place(part.tier.bound)})"
    )


def _reached(terms: Terms, line: Line, ladder: Ladder) -> str:
    tier = line.charge.parts[0].tier
    index = ladder.bounds.index(tier.from_calls)
    following = ladder.bounds[index + 1 :]
    span = (
        f"{tier.from_calls:,} to {following[0] - 1:,}" if following else f"{tier.from_calls:,} on"
    )
    gross = terms.choices.tier_basis == "gross"
    reaching = (
        f"{line.deduction.paid:,} calls are left to pay; all {line.deduction.calls:,} calls of "
        "the month together reach"
        if gross
        else f"{line.deduction.paid:,} calls are left to pay and reach"
    )
    return (
        f"{reaching} the tier of {span} calls ({place(tier.bound)}), so each of them costs "
        f"{tier.price} yuan per {ladder.table.per_calls:,} ({place(tier.source)})."
    )


def _sum(terms: Terms, line: Line, ladder: Ladder) -> str:
    """The arithmetic of the amount: evaluated, it gives the line's cents."""
    shares = line.charge.shares or (Share(ladder, line.charge.parts),)
    priced = sum(part.calls for part in line.charge.parts)
    per = ladder.table.per_calls
    rounded_up = (
        f"A part of {per:,} counts whole: {priced:,} calls are priced. "
        if priced != line.deduction.paid
        else ""
    )
    products = " + ".join(_product(part, share.ladder) for share in shares for part in share.parts)
    amount = sum((exact(share.ladder.table, share.parts) for share in shares), Fraction())
    cents = yuan(line.charge.cents)
    if amount * 100 == line.charge.cents:
        return f"{rounded_up}{products} = {cents} yuan."
    how = "rounded half up" if terms.choices.rounding == "half-up" else "rounded down"
    return f"{rounded_up}{products} = {_decimal(amount)}, {how}: {cents} yuan."


def _product(part: Part, ladder: Ladder) -> str:
    per = ladder.table.per_calls
    return f"{part.calls:,} x {part.tier.price}" + (f" / {per:,}" if per != 1 else "")


def _decimal(amount: Fraction) -> str:
    quotient = Decimal(amount.numerator) / Decimal(amount.denominator)
    return f"{quotient.normalize():,f}"


def place(source: Source) -> str:
    """Where a number stands on the page, in words."""
    page = f" of {source.page}" if source.page else ""
    if source.table is None:
        return f"clause {source.clause}{page}"
    return f"table {source.table}, row {source.row}, column {source.column}{page}"


def where_in_words(where: Where | Passage) -> str:
    """A place as ``table 2, row 0, column 1``; empty for the page as a whole."""
    parts = msgspec.to_builtins(where)
    return ", ".join(f"{name} {value}" for name, value in parts.items())


def yuan(cents: int) -> str:
    """An amount as people write it: ``1,234.50``."""
    return f"{cents // 100:,}.{cents % 100:02d}"
