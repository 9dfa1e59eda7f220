"""What changes do to the reader's own bill, in sentences and in figures."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

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


def own_sentences(bill: OwnBill) -> list[str]:
    """What is to be told first: how the bill moves, why, and what no figure has.

    Announced changes that move it come before a past that they leave as it was.
    """
    moves = sorted(bill.moves, key=lambda move: not (move.why or move.difference))
    told = [f"{_moved(move)}{_because(bill, move)}" for move in moves]
    left = {name: why for move in bill.moves for name, why in move.left_out.items()}
    told += [f"Not in these figures: {plain(name)}: {plain(why)}." for name, why in left.items()]
    return [*told, *_unpriced(bill)]


def own_sentence(own: OwnChange) -> str:
    """What one change does by itself, as a sentence."""
    if own.move.why:
        return _unpriced_words(own)
    return f"{_moved(own.move)}, by this change alone."


def own_line(own: OwnChange) -> str:
    """What one change does by itself; nothing where it leaves the bill as it was."""
    move = own.move
    if move.why:
        return f"not priced: {plain(move.why)}"
    if not move.difference:
        return ""
    when = f"{_span(move)}: " if move.since else ""
    return f"{when}{yuan(move.old)} → {yuan(move.new)} yuan ({_signed(move)})"


def own_short(bill: OwnBill) -> str:
    """The move for a title: of the last months, or where they do not move, of those to come."""
    moved = [move for move in bill.moves if move.why or move.difference]
    if not moved:
        return "your bill stays the same"
    move = moved[0]
    if move.why or move.percent is None:
        return "see your bill"
    way = "higher" if move.difference > 0 else "lower"
    return f"your bill {_by_percent(move.percent)} {way}"


def own_dict(bill: OwnBill) -> dict[str, Any]:
    """The bill as JSON: amounts in yuan with two decimals, per cent with one."""
    return {
        "text": own_sentences(bill),
        "past": _figures(bill.past) | {"because": _causes(bill, bill.past)},
        "coming": [_figures(move) | {"because": _causes(bill, move)} for move in bill.coming],
    }


def own_change_dict(own: OwnChange) -> dict[str, Any]:
    """One change by itself as JSON."""
    return _figures(own.move)


def _moved(move: Move) -> str:
    if move.why:
        when = f"from {move.since} on" if move.since else f"of {_months(move)}"
        return f"Your bill {when} cannot be told: {plain(move.why)}"
    months = _months(move)
    would = "would be" if move.since else "would have been"
    packs = ", packs included" if move.packs else ""
    amounts = f"{yuan(move.old)} → {yuan(move.new)} yuan{packs}"
    if not move.difference:
        return f"Your bill of {months} {would} the same: {yuan(move.old)} yuan{packs}"
    way = "higher" if move.difference > 0 else "lower"
    by = f"{yuan(abs(move.difference))} yuan"
    if move.percent is None:
        return f"Your bill of {months} {would} {by} {way}: {amounts}"
    return f"Your bill of {months} {would} {_by_percent(move.percent)} {way}, {by}: {amounts}"


def _by_percent(percent: Fraction) -> str:
    """How much a bill moves, which is never nothing."""
    shown = tenths(abs(percent))
    return f"{shown} %" if shown != "0.0" else "less than 0.1 %"


def _months(move: Move) -> str:
    count = (move.last.year - move.first.year) * 12 + move.last.number - move.first.number + 1
    number = "twelve" if count == _TWELVE else str(count)
    if move.since:
        many = f"the {number} months" if count > 1 else "the month"
        return f"{many} from {move.since} on ({_span(move)}), with the same calls,"
    return f"the last {number} months ({_span(move)})" if count > 1 else _span(move)


def _span(move: Move) -> str:
    return str(move.first) if move.first == move.last else f"{move.first} to {move.last}"


def _because(bill: OwnBill, move: Move) -> str:
    """The changes that move the bill most; several each with what it does by itself."""
    own = [] if move.why or not move.difference else list(_moving(bill, move))
    if not own:
        return "."
    several = len(own) > 1
    told = [
        _said(one) + (f" ({_signed(one.move)})" if several and not one.move.why else "")
        for one in own[:SHOWN]
    ]
    more = [f"and {len(own) - SHOWN} more"] if len(own) > SHOWN else []
    return f"; because {'; '.join((*told, *more))}."


def _moving(bill: OwnBill, move: Move) -> Iterator[OwnChange]:
    """The changes that a move comes from, the largest first, then those without a figure."""
    own = [one for one in bill.each if one.move.since in (None, move.since)]
    figures = [one for one in own if not one.move.why and one.move.difference]
    yield from sorted(
        figures, key=lambda one: (one.move.since != move.since, -abs(one.move.difference))
    )
    yield from (one for one in own if one.move.why)


def _unpriced(bill: OwnBill) -> Iterator[str]:
    """Breaking changes that no figure has."""
    own = [one for one in bill.each if one.move.why and one.change.level == "breaking"]
    if bill.past.why:
        return
    for one in own[:SHOWN]:
        yield _unpriced_words(one)
    if len(own) > SHOWN:
        yield f"{len(own) - SHOWN} more breaking changes cannot be priced."


def _unpriced_words(own: OwnChange) -> str:
    level = f"A {own.change.level} change" if own.change.level != "info" else "A change"
    return f"{level} cannot be priced: {_said(own)} ({plain(str(own.move.why))})."


def _said(own: OwnChange) -> str:
    """The change, cut where its words are many."""
    text = sentence(own.change)
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
