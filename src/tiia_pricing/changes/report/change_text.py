"""Changes as text, Markdown and GitHub annotations.

Each form takes the changes and, where they are known, what each of them costs by itself,
what all cost together, and how their acknowledgements stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tiia_pricebook.untrusted_text import block, data, marked, parameter, plain
from tiia_pricing.changes import Change
from tiia_pricing.changes.acknowledged import Acknowledged
from tiia_pricing.changes.impact import Impact, Together
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
) -> str:
    """A line for each change, the worst first; what follows and what it costs are indented."""
    if not changes:
        return "no changes\n"
    outlook = Outlook.of(impacts, together, coverage)
    lines = [line for change in changes for line in _lines(change, outlook)]
    if sum_ := outlook.costs_together():
        lines += ["together  all changes", *(f"{_INDENT}costs: {line}" for line in sum_)]
    return block(lines)


def as_markdown(
    changes: Sequence[Change],
    impacts: Sequence[Impact] = (),
    together: Together | None = None,
    coverage: Acknowledged | None = None,
) -> str:
    """A table for a pull request, the worst first."""
    if not changes:
        return "No changes.\n"
    outlook = Outlook.of(impacts, together, coverage)
    rows = [_row(change, outlook) for change in changes]
    if sum_ := outlook.costs_together():
        rows.append(("together", "", "all changes", "", "", "", _cell(sum_)))
    head = (*_HEAD, "costs")[: len(rows[0])]
    return block(f"| {' | '.join(row)} |" for row in (head, ("---",) * len(head), *rows))


def as_github(
    changes: Sequence[Change],
    impacts: Sequence[Impact] = (),
    together: Together | None = None,
    coverage: Acknowledged | None = None,
) -> str:
    """A workflow command for each change, which GitHub shows as an annotation.

    It tells the worst cost alone; a change that is acknowledged is only a notice.
    """
    if not changes:
        return "::notice title=no changes::no changes\n"
    outlook = Outlook.of(impacts, together, coverage)
    return "".join(f"{_annotation(change, outlook)}\n" for change in changes)


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
