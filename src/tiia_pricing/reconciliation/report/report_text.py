"""A reconciliation for people, as text."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tiia_pricebook import untrusted_text
from tiia_pricing.reconciliation.agreement import counted
from tiia_pricing.reconciliation.report.report_json import money
from tiia_pricing.reconciliation.report.words import IGNORED, VERDICTS, in_words, rule_of
from tiia_pricing.reconciliation.result import Cause, ReconciledLine, Reconciliation


def as_text(result: Reconciliation) -> str:
    """Every line with its verdict and causes, then what the bill settles and what was left out."""
    return untrusted_text.block(_text(result))


def in_short(result: Reconciliation) -> str:
    """How many lines agree, and how many do not."""
    right = sum(line.verdict == "agrees" for line in result.lines)
    wrong = len(result.lines) - right
    agreeing = f"{right} {'line agrees' if right == 1 else 'lines agree'}"
    if not wrong:
        return agreeing
    return f"{agreeing}, {wrong} {'does' if wrong == 1 else 'do'} not"


def notes(result: Reconciliation) -> Iterator[str]:
    """What the bill settles, and what was not compared."""
    for one in result.settled:
        lines = f"{one.lines} {'line' if one.lines == 1 else 'lines'}"
        if one.chosen:
            yield f"The bill settles {one.name}: {one.value}, as here ({lines})"
        else:
            yield (
                f"The bill settles {one.name}: {one.value} ({lines}); "
                f"bill by it with --reading {one.name}={one.value}"
            )
    for found in result.precision:
        said = {"agrees": "agrees with its details", "differs": "does not agree with its details"}
        verdict = said.get(found.verdict, "cannot be checked without all rows of the month")
        yield f"Rounding row of {found.month}, {money(found.amount)} yuan: {verdict}"
    for reason, rows in result.ignored.items():
        yield f"Left out: {rows} {'row' if rows == 1 else 'rows'} {IGNORED[reason]}"
    if "pack-purchase" in result.ignored and not result.statement.packs:
        yield "Warning: the bill shows packs that were bought, and no file of packs is given"
    for name in result.passed_over:
        yield f"Left out: {name} in the archive is no CSV file"
    if result.not_billed:
        months = ", ".join(map(str, result.not_billed))
        yield f"Not compared: the bill does not speak of {months}"
    for warning in result.statement.warnings:
        yield f"Warning: {warning.text}"


def paid_calls(line: ReconciledLine) -> str | None:
    """The calls that bill and usage leave to pay, where they differ."""
    ours = line.ours.paid if line.ours else None
    theirs = line.theirs.calls if line.theirs else None
    if ours is None or theirs is None or ours == theirs:
        return None
    return f"calls to pay: {counted(theirs)} in the bill, {ours:,} computed"


def yuan(amount: Decimal) -> str:
    """An amount as people read it, with its thousands apart."""
    whole, _, digits = money(abs(amount)).partition(".")
    return f"{'-' if amount < 0 else ''}{int(whole):,}.{digits}"


def signed(amount: Decimal) -> str:
    """A difference, with its sign."""
    return f"{'+' if amount > 0 else ''}{yuan(amount)}"


def _text(result: Reconciliation) -> Iterator[str]:
    for line in result.lines:
        yield (
            f"{line.month} {line.interface}: {VERDICTS[line.verdict]}; billed "
            f"{yuan(line.billed)}, computed {yuan(line.computed)} yuan"
            + (f" ({signed(line.difference)})" if line.difference else "")
        )
        if calls := paid_calls(line):
            yield f"  {calls}"
        for cause in line.causes:
            yield from _cause(line, cause)
        if line.needed:
            yield f"  to tell more: {'; '.join(line.needed)}"
    yield ""
    yield f"{in_short(result)}: billed {yuan(result.billed)}, computed {yuan(result.computed)} yuan"
    yield from notes(result)


def _cause(line: ReconciledLine, cause: Cause) -> Iterator[str]:
    also = f" (together with {', '.join(cause.together)})" if cause.together else ""
    yield f"  {cause.id}: {in_words(cause)}{also}"
    if clause := rule_of(line, cause):
        yield f"    the page: {clause}"
    if cause.reading:
        yield f"    to bill by it: --reading {cause.reading}"
