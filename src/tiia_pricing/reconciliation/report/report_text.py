"""A reconciliation for people, as text."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tiia_pricebook import untrusted_text
from tiia_pricebook.messages import Message, Tell, listed, say, say_many
from tiia_pricing.reconciliation.agreement import counted
from tiia_pricing.reconciliation.report.evidence import evidence
from tiia_pricing.reconciliation.report.report_json import money
from tiia_pricing.reconciliation.report.words import (
    VERDICTS,
    ignored,
    in_words,
    is_column,
    needed_in_words,
    rule_of,
)
from tiia_pricing.reconciliation.result import (
    Cause,
    Precision,
    ReconciledLine,
    Reconciliation,
    SettledReading,
)


def as_text(result: Reconciliation, tell: Tell = str) -> str:
    """Every line with its verdict and causes, then what the bill settles and what was left out.

    It is in the language of ``tell``.
    """
    return untrusted_text.block(map(tell, _text(result)))


def in_short(result: Reconciliation) -> Message:
    """Return how many lines agree, how many do not, and how many are undecided."""
    right = sum(line.verdict == "agrees" for line in result.lines)
    open_ = sum(line.verdict == "cannot-tell" for line in result.lines)
    found = say_many("{n} line agrees", "{n} lines agree", right)
    if wrong := len(result.lines) - right - open_:
        others = say_many("{n} does not", "{n} do not", wrong)
        found = say("{agreeing}, {others}", agreeing=found, others=others)
    if open_:
        others = say_many("{n} is undecided", "{n} are undecided", open_)
        found = say("{agreeing}, {others}", agreeing=found, others=others)
    return found


def notes(result: Reconciliation) -> Iterator[Message]:
    """Yield what the bill settles, and what was not compared."""
    if any(is_column(one) for line in result.lines for one in line.needed):
        yield say(
            "Columns that are needed are those of 账单明细 (L3), which the vendor's billing "
            "console exports; a shorter export leaves them out"
        )
    yield from map(_settled, result.settled)
    yield from map(_precision, result.precision)
    for reason, rows in result.ignored.items():
        yield ignored(reason, rows, result.other_products)
    if "pack-purchase" in result.ignored and not result.statement.packs:
        yield say("Warning: the bill shows packs that were bought, and no file of packs is given")
    for name in result.passed_over:
        yield say("Left out: {name} in the archive is not a CSV file", name=name)
    if result.not_billed:
        months = listed(result.not_billed)
        yield say("Not compared: the bill does not speak of {months}", months=months)
    for warning in result.statement.warnings:
        yield say("Warning: {text}", text=warning.text)


def _settled(one: SettledReading) -> Message:
    values = {
        "name": one.name,
        "value": one.value,
        "lines": say_many("{n} line", "{n} lines", one.lines),
    }
    if one.chosen:
        return say("The bill settles {name}: {value}, as here ({lines})", **values)
    return say(
        "The bill settles {name}: {value} ({lines}); bill by it with --reading {name}={value}",
        **values,
    )


def _precision(found: Precision) -> Message:
    if found.verdict == "agrees":
        verdict = say("agrees with its details")
    elif found.verdict == "differs":
        verdict = say("does not agree with its details")
    else:
        verdict = say("cannot be checked without all rows of the month")
    return say(
        "Rounding row of {month}, {amount} yuan: {verdict}",
        month=found.month,
        amount=money(found.amount),
        verdict=verdict,
    )


def paid_calls(line: ReconciledLine) -> Message | None:
    """Return the calls that bill and usage leave to pay, where they differ."""
    ours = line.ours.paid if line.ours else None
    theirs = line.theirs.calls if line.theirs else None
    if ours is None or theirs is None or ours == theirs:
        return None
    return say(
        "calls to pay: {theirs} in the bill, {ours:,} computed", theirs=counted(theirs), ours=ours
    )


def summary(result: Reconciliation) -> Message:
    """Return the result in a line: how many lines agree, and both totals as far as known."""
    if result.untold:
        return say(
            "{lines}: computed {computed} yuan; the bill lacks columns without which it cannot be "
            "compared",
            lines=in_short(result),
            computed=yuan(result.computed),
        )
    return say(
        "{lines}: billed {billed}, computed {computed} yuan",
        lines=in_short(result),
        billed=yuan(result.billed),
        computed=yuan(result.computed),
    )


def yuan(amount: Decimal) -> str:
    """Return an amount as people read it, with its thousands apart."""
    whole, _, digits = money(abs(amount)).partition(".")
    return f"{'-' if amount < 0 else ''}{int(whole):,}.{digits}"


def signed(amount: Decimal) -> str:
    """Return a difference, with its sign."""
    return f"{'+' if amount > 0 else ''}{yuan(amount)}"


def _text(result: Reconciliation) -> Iterator[str]:
    for line in result.lines:
        yield _line(line)
        if calls := paid_calls(line):
            yield say("  {text}", text=calls)
        for source in evidence(result, line):
            yield say("  {text}", text=source)
        for cause in line.causes:
            yield from _cause(line, cause)
        if line.needed:
            wanted = listed(map(needed_in_words, line.needed), "; ")
            yield say("  needed for an answer: {needed}", needed=wanted)
    yield ""
    yield summary(result)
    yield from notes(result)


def _line(line: ReconciledLine) -> Message:
    values = {
        "month": line.month,
        "name": line.interface,
        "verdict": VERDICTS[line.verdict],
        "billed": yuan(line.billed),
        "computed": yuan(line.computed),
    }
    if line.untold:
        return say("{month} {name}: {verdict}; computed {computed} yuan", **values)
    if not line.difference:
        return say("{month} {name}: {verdict}; billed {billed}, computed {computed} yuan", **values)
    return say(
        "{month} {name}: {verdict}; billed {billed}, computed {computed} yuan ({difference})",
        difference=signed(line.difference),
        **values,
    )


def _cause(line: ReconciledLine, cause: Cause) -> Iterator[Message]:
    if cause.together:
        yield say(
            "  {id}: {text} (together with {others})",
            id=cause.id,
            text=in_words(cause),
            others=listed(cause.together),
        )
    else:
        yield say("  {id}: {text}", id=cause.id, text=in_words(cause))
    if clause := rule_of(line, cause):
        yield say("    the page: {clause}", clause=clause)
    if cause.reading:
        yield say("    to bill by it: --reading {reading}", reading=cause.reading)
