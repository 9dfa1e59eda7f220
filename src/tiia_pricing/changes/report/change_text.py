"""Changes as text, Markdown and GitHub annotations.

Each form takes the changes and, where they are known, what each of them costs by itself,
what all cost together, how their acknowledgements stand, and what they do to the reader's own
bill, which is told first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tiia_pricebook.untrusted_text import block, data, marked, parameter, plain
from tiia_pricing.changes import Change
from tiia_pricing.changes.acknowledged import Acknowledged
from tiia_pricing.changes.impact import Impact, Together
from tiia_pricing.changes.own_bill import OwnBill
from tiia_pricing.changes.report.changes_in_words import sentence, subject, values
from tiia_pricing.changes.report.outlook import Outlook

_COMMANDS = {"breaking": "error", "notable": "warning", "info": "notice"}
_INDENT = " " * 10
_HEAD = ("level", "change", "what", "old", "new", "what follows")


def as_text(
    changes: Sequence[Change],
    impacts: Sequence[Impact] = (),
    together: Together | None = None,
    coverage: Acknowledged | None = None,
    own: OwnBill | None = None,
) -> str:
    """A line for each change, the worst first; what follows and what it costs are indented."""
    if not changes:
        return "no changes\n"
    outlook = Outlook.of(impacts, together, coverage, own)
    lines = [*outlook.first(), *(line for one in changes for line in _lines(one, outlook))]
    if sum_ := outlook.costs_together():
        lines += ["together  all changes", *(f"{_INDENT}costs: {line}" for line in sum_)]
    return block(lines)


def as_markdown(
    changes: Sequence[Change],
    impacts: Sequence[Impact] = (),
    together: Together | None = None,
    coverage: Acknowledged | None = None,
    own: OwnBill | None = None,
) -> str:
    """A table for a pull request, the worst first."""
    if not changes:
        return "No changes.\n"
    outlook = Outlook.of(impacts, together, coverage, own)
    rows = [_row(change, outlook) for change in changes]
    if sum_ := outlook.costs_together():
        rows.append(("together", "", "all changes", "", "", "", _cell(sum_)))
    head = (*_HEAD, "costs")[: len(rows[0])]
    table = (f"| {' | '.join(row)} |" for row in (head, ("---",) * len(head), *rows))
    first = [part for line in outlook.first() for part in (marked(line), "")]
    return block((*first, *table))


def as_github(
    changes: Sequence[Change],
    impacts: Sequence[Impact] = (),
    together: Together | None = None,
    coverage: Acknowledged | None = None,
    own: OwnBill | None = None,
) -> str:
    """A workflow command for each change, which GitHub shows as an annotation.

    It tells the worst cost alone; a change that is acknowledged is only a notice.
    """
    if not changes:
        return "::notice title=no changes::no changes\n"
    outlook = Outlook.of(impacts, together, coverage, own)
    lines = (*_first(outlook), *(_annotation(change, outlook) for change in changes))
    return "".join(f"{line}\n" for line in lines)


def _first(outlook: Outlook) -> Iterator[str]:
    """The reader's own bill as an annotation, where it is known."""
    if outlook.own:
        command = "warning" if outlook.own.worse else "notice"
        yield f"::{command} title=your bill::{data(' '.join(outlook.first()))}"


def notes(coverage: Acknowledged) -> list[str]:
    """What is to be said of the acknowledgements that cover no change."""
    expired = [(one, f"expired on {one.until}") for one in coverage.expired]
    unused = [(one, "matches no change") for one in coverage.unused]
    return [
        f"acknowledgement {one.fingerprint} {state}: {plain(one.note)}"
        for one, state in (*expired, *unused)
    ]


def _lines(change: Change, outlook: Outlook) -> Iterator[str]:
    known = outlook.known(change)
    yield f"{'acknowledged  ' if known else ''}{change.level:8}  {change.id}  {sentence(change)}"
    if known:
        yield f"{_INDENT}{known}"
    for follower in change.consequences:
        yield f"{_INDENT}so: {follower.id}  {sentence(follower)}"
    yield from (f"{_INDENT}costs: {line}" for line in outlook.costs(change))


def _row(change: Change, outlook: Outlook) -> tuple[str, ...]:
    followers = [f"{one.id}: {sentence(one)}" for one in change.consequences]
    known = outlook.known(change)
    level = f"{change.level}, {known}" if known else change.level
    cells = (level, change.id, subject(change), *values(change))
    row = (*map(marked, cells), _cell(followers))
    return (*row, _cell(outlook.costs(change))) if outlook.impacts else row


def _cell(lines: Sequence[str]) -> str:
    return "<br>".join(map(marked, lines))


def _annotation(change: Change, outlook: Outlook) -> str:
    known = outlook.known(change)
    told = [sentence(change)]
    told += [f"so: {one.id} {sentence(one)}" for one in change.consequences]
    told += [f"costs: {line}" for line in outlook.costs(change)[:1]]
    told += [known] if known else []
    command = "notice" if known else _COMMANDS[change.level]
    return f"::{command} title={parameter(change.id)}::{data('; '.join(told))}"
