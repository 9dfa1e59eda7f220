"""What changes do to the reader's own bill, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from tiia_pricebook.messages import Message, Shown, listed, say
from tiia_pricebook.untrusted_text import plain
from tiia_pricing.billing.statement.explanation import yuan
from tiia_pricing.changes.own_bill import Move, OwnBill, OwnChange
from tiia_pricing.changes.report.changes_in_words import sentence
from tiia_pricing.changes.report.move_in_words import by_percent, moved, signed, span

SHOWN = 3
LONGEST = 120


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
    return say("{moved}, by this change alone.", moved=moved(own.move))


def own_line(own: OwnChange) -> str:
    """Return what one change does by itself; nothing where it leaves the bill as it was."""
    move = own.move
    if move.why:
        return say("not priced: {why}", why=Shown(move.why, plain))
    if not move.difference:
        return ""
    figures = {"old": yuan(move.old), "new": yuan(move.new), "by": signed(move)}
    if move.since:
        return say("{months}: {old} → {new} yuan ({by})", months=span(move), **figures)
    return say("{old} → {new} yuan ({by})", **figures)


def own_short(bill: OwnBill) -> Message:
    """The move for a title: of the last months, or where they do not move, of those to come."""
    changed = [move for move in bill.moves if move.why or move.difference]
    if not changed:
        return say("your bill stays the same")
    move = changed[0]
    if move.why or move.percent is None:
        return say("see your bill")
    percent = by_percent(move.percent)
    if move.difference > 0:
        return say("your bill {percent} higher", percent=percent)
    return say("your bill {percent} lower", percent=percent)


def _because(bill: OwnBill, move: Move) -> Message:
    """How a bill moves, and the changes that move it most; several each with what it does."""
    own = [] if move.why or not move.difference else list(moving(bill, move))
    if not own:
        return say("{moved}.", moved=moved(move))
    several = len(own) > 1
    told = [
        say("{change} ({by})", change=_said(one), by=signed(one.move))
        if several and not one.move.why
        else _said(one)
        for one in own[:SHOWN]
    ]
    more = [say("and {count} more", count=len(own) - SHOWN)] if len(own) > SHOWN else []
    causes = listed((*told, *more), "; ")
    return say("{moved}; because {causes}.", moved=moved(move), causes=causes)


def moving(bill: OwnBill, move: Move) -> Iterator[OwnChange]:
    """Yield the changes that a move comes from, the largest first, then those without a figure."""
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
