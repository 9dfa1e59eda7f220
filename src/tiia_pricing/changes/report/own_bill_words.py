"""What changes do to the reader's own bill, in sentences and in figures."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from tiia_pricebook.messages import Message, Shown, listed, say
from tiia_pricebook.untrusted_text import plain
from tiia_pricing.billing.statement.explanation import yuan
from tiia_pricing.billing.statement.statement_forms import amount
from tiia_pricing.changes.own_bill import Move, OwnBill, OwnChange
from tiia_pricing.changes.report.changes_in_words import sentence
from tiia_pricing.changes.report.costs_in_words import tenths

SHOWN = 3
LONGEST = 120
_TWELVE = 12
_AMOUNTS = ("old", "new", "difference", "percent")


def own_sentences(bill: OwnBill) -> list[Message]:
    """Return what is to be told first: how the bill moves, why, and what no figure has.

    Announced changes that move it come before a past that they leave as it was.
    """
    moves = sorted(bill.moves, key=lambda move: not (move.why or move.difference))
    told = [_because(bill, move) for move in moves]
    left = {name: why for move in bill.moves for name, why in move.left_out.items()}
    told += [
        say("Not in these figures: {name}: {why}.", name=plain(name), why=Shown(why, plain))
        for name, why in left.items()
    ]
    if bill.readings:
        fixed = listed(f"{name}={value}" for name, value in bill.readings.items())
        told.append(say("Billed with {readings}.", readings=fixed))
    return [*told, *_unpriced(bill)]


def own_sentence(own: OwnChange) -> Message:
    """Return what one change does by itself, as a sentence."""
    if own.move.why:
        return _unpriced_words(own)
    return say("{moved}, by this change alone.", moved=_moved(own.move))


def own_line(own: OwnChange) -> str:
    """Return what one change does by itself; nothing where it leaves the bill as it was."""
    move = own.move
    if move.why:
        return say("not priced: {why}", why=Shown(move.why, plain))
    if not move.difference:
        return ""
    figures = {"old": yuan(move.old), "new": yuan(move.new), "by": _signed(move)}
    if move.since:
        return say("{months}: {old} → {new} yuan ({by})", months=_span(move), **figures)
    return say("{old} → {new} yuan ({by})", **figures)


def own_short(bill: OwnBill) -> Message:
    """The move for a title: of the last months, or where they do not move, of those to come."""
    moved = [move for move in bill.moves if move.why or move.difference]
    if not moved:
        return say("your bill stays the same")
    move = moved[0]
    if move.why or move.percent is None:
        return say("see your bill")
    percent = _by_percent(move.percent)
    if move.difference > 0:
        return say("your bill {percent} higher", percent=percent)
    return say("your bill {percent} lower", percent=percent)


def own_dict(bill: OwnBill) -> dict[str, Any]:
    """Return the bill as JSON: amounts in yuan with two decimals, per cent with one."""
    return {
        "text": own_sentences(bill),
        "past": _figures(bill.past) | {"because": _causes(bill, bill.past)},
        "coming": [_figures(move) | {"because": _causes(bill, move)} for move in bill.coming],
        **({"readings": dict(bill.readings)} if bill.readings else {}),
    }


def own_change_dict(own: OwnChange) -> dict[str, Any]:
    """Return one change by itself as JSON."""
    return _figures(own.move)


def _moved(move: Move) -> Message:
    if move.why:
        return _untold(move, Shown(move.why, plain))
    values = {"months": _months(move), "amounts": _amounts(move)}
    if not move.difference:
        if move.since:
            return say("Your bill of {months} would be the same: {amounts}", **values)
        return say("Your bill of {months} would have been the same: {amounts}", **values)
    by = say("{amount} yuan", amount=yuan(abs(move.difference)))
    if move.percent is None:
        return _by_amount(move, values | {"by": by})
    return _by_share(move, values | {"by": by, "share": _by_percent(move.percent)})


def _untold(move: Move, why: str) -> Message:
    if move.since:
        return say("Your bill from {day} on cannot be computed: {why}", day=move.since, why=why)
    return say("Your bill of {months} cannot be computed: {why}", months=_months(move), why=why)


def _by_amount(move: Move, values: dict[str, Any]) -> Message:
    """By how much a bill moves, where nothing was charged before."""
    higher = move.difference > 0
    if move.since and higher:
        return say("Your bill of {months} would be {by} higher: {amounts}", **values)
    if move.since:
        return say("Your bill of {months} would be {by} lower: {amounts}", **values)
    if higher:
        return say("Your bill of {months} would have been {by} higher: {amounts}", **values)
    return say("Your bill of {months} would have been {by} lower: {amounts}", **values)


def _by_share(move: Move, values: dict[str, Any]) -> Message:
    """By which share a bill moves, and by how much."""
    higher = move.difference > 0
    if move.since and higher:
        return say("Your bill of {months} would be {share} higher, {by}: {amounts}", **values)
    if move.since:
        return say("Your bill of {months} would be {share} lower, {by}: {amounts}", **values)
    if higher:
        return say(
            "Your bill of {months} would have been {share} higher, {by}: {amounts}", **values
        )
    return say("Your bill of {months} would have been {share} lower, {by}: {amounts}", **values)


def _amounts(move: Move) -> Message:
    """The bill before and after, or once where it stays."""
    if not move.difference:
        if move.packs:
            return say("{amount} yuan, packs included", amount=yuan(move.old))
        return say("{amount} yuan", amount=yuan(move.old))
    values = {"old": yuan(move.old), "new": yuan(move.new)}
    if move.packs:
        return say("{old} → {new} yuan, packs included", **values)
    return say("{old} → {new} yuan", **values)


def _by_percent(percent: Fraction) -> Message:
    """How much a bill moves, which is never nothing."""
    shown = tenths(abs(percent))
    return say("{number} %", number=shown) if shown != "0.0" else say("less than 0.1 %")


def _months(move: Move) -> str:
    count = (move.last.year - move.first.year) * 12 + move.last.number - move.first.number + 1
    span = _span(move)
    if move.since:
        return _coming(move, count, span)
    if count == 1:
        return span
    if count == _TWELVE:
        return say("the last twelve months ({months})", months=span)
    return say("the last {count} months ({months})", count=count, months=span)


def _coming(move: Move, count: int, span: str) -> Message:
    values: dict[str, Any] = {"day": move.since, "months": span}
    if count == 1:
        return say("the month from {day} on ({months}), with the same calls,", **values)
    if count == _TWELVE:
        return say("the twelve months from {day} on ({months}), with the same calls,", **values)
    values |= {"count": count}
    return say("the {count} months from {day} on ({months}), with the same calls,", **values)


def _span(move: Move) -> str:
    if move.first == move.last:
        return str(move.first)
    return say("{first} to {last}", first=str(move.first), last=str(move.last))


def _because(bill: OwnBill, move: Move) -> Message:
    """How a bill moves, and the changes that move it most; several each with what it does."""
    own = [] if move.why or not move.difference else list(_moving(bill, move))
    if not own:
        return say("{moved}.", moved=_moved(move))
    several = len(own) > 1
    told = [
        say("{change} ({by})", change=_said(one), by=_signed(one.move))
        if several and not one.move.why
        else _said(one)
        for one in own[:SHOWN]
    ]
    more = [say("and {count} more", count=len(own) - SHOWN)] if len(own) > SHOWN else []
    causes = listed((*told, *more), "; ")
    return say("{moved}; because {causes}.", moved=_moved(move), causes=causes)


def _moving(bill: OwnBill, move: Move) -> Iterator[OwnChange]:
    """The changes that a move comes from, the largest first, then those without a figure."""
    own = [one for one in bill.each if one.move.since in (None, move.since)]
    figures = [one for one in own if not one.move.why and one.move.difference]
    yield from sorted(
        figures, key=lambda one: (one.move.since != move.since, -abs(one.move.difference))
    )
    yield from (one for one in own if one.move.why)


def _unpriced(bill: OwnBill) -> Iterator[Message]:
    """Breaking changes that no figure has."""
    own = [one for one in bill.each if one.move.why and one.change.level == "breaking"]
    if bill.past.why:
        return
    for one in own[:SHOWN]:
        yield _unpriced_words(one)
    if len(own) > SHOWN:
        count = len(own) - SHOWN
        yield say("{count} more breaking changes cannot be priced.", count=count)


def _unpriced_words(own: OwnChange) -> Message:
    values = {"change": _said(own), "why": Shown(own.move.why or "", plain)}
    if own.change.level == "info":
        return say("A change cannot be priced: {change} ({why}).", **values)
    values |= {"level": own.change.level}
    return say("A {level} change cannot be priced: {change} ({why}).", **values)


def _said(own: OwnChange) -> str:
    """The change, cut where its words are many."""
    return Shown(sentence(own.change), _cut)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _causes(bill: OwnBill, move: Move) -> list[str]:
    own = [] if move.why or not move.difference else _moving(bill, move)
    return [one.change.fingerprint for one in own]


def _figures(move: Move) -> dict[str, Any]:
    told: dict[str, Any] = {"months": {"from": str(move.first), "to": str(move.last)}}
    if move.since:
        told["announced"] = move.since.isoformat()
    if move.why:
        return told | dict.fromkeys(_AMOUNTS) | {"why": move.why}
    percent = move.percent
    told |= {
        "packs": move.packs,
        "old": amount(move.old),
        "new": amount(move.new),
        "difference": f"{'-' if move.difference < 0 else ''}{amount(abs(move.difference))}",
        "percent": None if percent is None else tenths(percent),
    }
    return told | ({"left_out": dict(move.left_out)} if move.left_out else {})


def _signed(move: Move) -> str:
    by = f"{_sign(move)}{yuan(abs(move.difference))}"
    percent = move.percent
    return by if percent is None else f"{by}, {_sign(move)}{tenths(abs(percent))} %"


def _sign(move: Move) -> str:
    return "-" if move.difference < 0 else "+"
