"""How the reader's own bill moves, in words: by how much, from what to what, in which months."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tiia_pricebook.messages import Message, Shown, say
from tiia_pricebook.untrusted_text import plain
from tiia_pricing.billing.statement.explanation import yuan
from tiia_pricing.changes.own_bill import Move
from tiia_pricing.changes.report.costs_in_words import tenths

_TWELVE = 12


def moved(move: Move) -> Message:
    """Return how a bill moves, or why it cannot be computed; without a stop."""
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
    return _by_share(move, values | {"by": by, "share": by_percent(move.percent)})


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


def by_percent(percent: Fraction) -> Message:
    """Return how much a bill moves, which is never nothing."""
    shown = tenths(abs(percent))
    return say("{number} %", number=shown) if shown != "0.0" else say("less than 0.1 %")


def _months(move: Move) -> str:
    count = (move.last.year - move.first.year) * 12 + move.last.number - move.first.number + 1
    months = span(move)
    if move.since:
        return _coming(move, count, months)
    if count == 1:
        return months
    if count == _TWELVE:
        return say("the last twelve months ({months})", months=months)
    return say("the last {count} months ({months})", count=count, months=months)


def _coming(move: Move, count: int, months: str) -> Message:
    values: dict[str, Any] = {"day": move.since, "months": months}
    if count == 1:
        return say("the month from {day} on ({months}), with the same calls,", **values)
    if count == _TWELVE:
        return say("the twelve months from {day} on ({months}), with the same calls,", **values)
    values |= {"count": count}
    return say("the {count} months from {day} on ({months}), with the same calls,", **values)


def span(move: Move) -> str:
    """Return the months of a move."""
    if move.first == move.last:
        return str(move.first)
    return say("{first} to {last}", first=str(move.first), last=str(move.last))


def signed(move: Move) -> str:
    """Return by how much a bill moves, with its sign: ``+1.20, +3.4 %``."""
    by = f"{_sign(move)}{yuan(abs(move.difference))}"
    percent = move.percent
    return by if percent is None else f"{by}, {_sign(move)}{tenths(abs(percent))} %"


def _sign(move: Move) -> str:
    return "-" if move.difference < 0 else "+"
