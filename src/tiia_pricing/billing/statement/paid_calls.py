"""Why the paid calls of a line cost what they cost: its tiers, and the arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from tiia_pricebook import PayAsYouGo
from tiia_pricebook.messages import Message, listed, say
from tiia_pricebook.table_headings import heading_of
from tiia_pricing.billing.settlement.month import Line
from tiia_pricing.billing.settlement.terms import Terms
from tiia_pricing.billing.settlement.tier_pricing import Ladder, Part, Share, exact, mode_of
from tiia_pricing.billing.statement.in_words import Reason, place, yuan


def reasons_of_paid(terms: Terms, line: Line) -> Iterator[Reason]:
    """Yield the reasons of the calls that no free quota and no pack covers."""
    if not line.charge.parts:
        rule = terms.settlement.clause or "pay-as-you-go"
        yield Reason(rule, say("No calls are left to pay."))
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
        priced = _reached(terms, line, ladder)
    else:
        priced = say(
            "{paid:,} calls are left to pay, each tier's at its own price.",
            paid=line.deduction.paid,
        )
    yield Reason(_rule(table), _sentences(priced, _sum(terms, line, ladder)))


def _sentences(first: str, second: str) -> Message:
    return say("{first} {second}", first=first, second=second)


def ladder_of(terms: Terms, line: Line) -> Ladder | None:
    """Return the prices of a line.

    They are those of its calls, of several the last, else the month's first.
    """
    if line.charge.shares:
        return line.charge.shares[-1].ladder
    name = line.deduction.interface
    return terms.turns[name][-1] if name in terms.turns else terms.ladders.get(name)


def priced_parts(terms: Terms, line: Line) -> Iterator[tuple[PayAsYouGo, Part]]:
    """Yield the parts of a line's charge, each with the table whose tier prices it."""
    for share in line.charge.shares:
        yield from ((share.ladder.table, part) for part in share.parts)
    ladder = ladder_of(terms, line)
    if ladder and not line.charge.shares:
        yield from ((ladder.table, part) for part in line.charge.parts)


def _rule(table: PayAsYouGo) -> str:
    return table.mode_clause or table.clause or "pay-as-you-go"


def _turns(terms: Terms, line: Line) -> Iterator[Reason]:
    """That prices change in the month, and what that means for the line."""
    ladders = terms.turns[line.deduction.interface]
    if len(ladders) == 1:
        return
    means = {
        "by-day": say(
            "each call takes the price of its day, in the tier that all paid calls of the month "
            "reach"
        ),
        "whole-month-new": say("the prices of the month's last day hold for all of it"),
        "whole-month-old": say("the prices of the month's first day hold for all of it"),
    }[terms.choices.price_change]
    text = say(
        "Prices change on {days}: {means} (reading price-change: {reading}).",
        days=listed((ladder.table.from_ for ladder in ladders[1:]), " and "),
        means=means,
        reading=terms.choices.price_change,
    )
    yield Reason("price-change", text)


def _assumed_mode(terms: Terms, line: Line) -> Iterator[Reason]:
    """That the page does not say how its tiers price calls, and which way they are priced."""
    name = line.deduction.interface
    ladders = [share.ladder for share in line.charge.shares] or [terms.ladders[name]]
    tables = [ladder.table for ladder in ladders]
    if not any(table.mode_certainty and len(table.tiers) > 1 for table in tables):
        return
    means = {
        "reached": say("all of them are charged at the price of the tier they reach"),
        "progressive": say("each tier's calls are charged at its own price"),
    }[terms.choices.tier_mode]
    text = say(
        "The page does not say how its tiers price calls: {means} (reading tier-mode: {reading}).",
        means=means,
        reading=terms.choices.tier_mode,
    )
    yield Reason("tier-mode", text)


def _shares(terms: Terms, line: Line) -> Iterator[Reason]:
    """One sentence for the calls of each table, and the arithmetic in the last."""
    for share in line.charge.shares:
        table = share.ladder.table
        heading = heading_of(terms.book, table.clause)
        priced = listed((_priced(part, table, heading) for part in share.parts), " and ")
        if table.from_:
            text = say("Calls from {first} on: {priced}.", first=table.from_, priced=priced)
        else:
            text = say("Calls until {end}, exclusive: {priced}.", end=table.to, priced=priced)
        if share is line.charge.shares[-1]:
            text = _sentences(text, _sum(terms, line, share.ladder))
        yield Reason(_rule(table), text)


def _priced(part: Part, table: PayAsYouGo, heading: str | None) -> Message:
    return say(
        "{calls:,} at {price} yuan per {per:,} ({place}), the tier from {first:,} calls ({bound})",
        calls=part.calls,
        price=part.tier.price,
        per=table.per_calls,
        place=place(part.tier.source, heading),
        first=part.tier.from_calls,
        bound=place(part.tier.bound, heading),
    )


def _reached(terms: Terms, line: Line, ladder: Ladder) -> Message:
    tier = line.charge.parts[0].tier
    heading = heading_of(terms.book, ladder.table.clause)
    values = {
        "paid": line.deduction.paid,
        "span": _span(tier.from_calls, ladder),
        "bound": place(tier.bound, heading),
        "price": tier.price,
        "per": ladder.table.per_calls,
        "place": place(tier.source, heading),
    }
    if terms.choices.tier_basis == "gross":
        return say(
            "{paid:,} calls are left to pay; all {calls:,} calls of the month together reach the "
            "tier of {span} calls ({bound}), so each of them costs {price} yuan per {per:,} "
            "({place}).",
            calls=line.deduction.calls,
            **values,
        )
    return say(
        "{paid:,} calls are left to pay and reach the tier of {span} calls ({bound}), so each of "
        "them costs {price} yuan per {per:,} ({place}).",
        **values,
    )


def _span(first: int, ladder: Ladder) -> Message:
    following = ladder.bounds[ladder.bounds.index(first) + 1 :]
    if not following:
        return say("{first:,} on", first=first)
    return say("{first:,} to {last:,}", first=first, last=following[0] - 1)


def _sum(terms: Terms, line: Line, ladder: Ladder) -> str:
    """The arithmetic of the amount: evaluated, it gives the line's cents."""
    told = _result(terms, line, ladder)
    priced = sum(part.calls for part in line.charge.parts)
    if priced == line.deduction.paid:
        return told
    per = ladder.table.per_calls
    whole = say(
        "A part of {per:,} counts whole: {priced:,} calls are priced.", per=per, priced=priced
    )
    return _sentences(whole, told)


def _result(terms: Terms, line: Line, ladder: Ladder) -> Message:
    shares = line.charge.shares or (Share(ladder, line.charge.parts),)
    products = listed(
        (_product(part, share.ladder) for share in shares for part in share.parts), " + "
    )
    amount = sum((exact(share.ladder.table, share.parts) for share in shares), Fraction())
    cents = yuan(line.charge.cents)
    if amount * 100 == line.charge.cents:
        return say("{products} = {cents} yuan.", products=products, cents=cents)
    half_up = terms.choices.rounding == "half-up"
    how = say("rounded half up") if half_up else say("rounded down")
    return say(
        "{products} = {exact}, {how}: {cents} yuan.",
        products=products,
        exact=_decimal(amount),
        how=how,
        cents=cents,
    )


def _product(part: Part, ladder: Ladder) -> Message:
    per, calls, price = ladder.table.per_calls, part.calls, part.tier.price
    if per == 1:
        return say("{calls:,} x {price}", calls=calls, price=price)
    return say("{calls:,} x {price} / {per:,}", calls=calls, price=price, per=per)


def _decimal(amount: Fraction) -> str:
    quotient = Decimal(amount.numerator) / Decimal(amount.denominator)
    return f"{quotient.normalize():,f}"
