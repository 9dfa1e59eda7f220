"""Changes as text, Markdown and GitHub annotations.

Each form takes the changes and, where they are known, what each of them costs by itself,
what all cost together, how their acknowledgements stand, and what they do to the reader's own
bill, which is told first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tiia_pricebook.messages import Message, Tell, listed, say, say_as
from tiia_pricebook.untrusted_text import block, data, marked, parameter, plain
from tiia_pricing.changes import Change
from tiia_pricing.changes.acknowledged import Acknowledged
from tiia_pricing.changes.impact import Impact, Together
from tiia_pricing.changes.own_bill import OwnBill
from tiia_pricing.changes.report.changes_in_words import sentence, subject, values
from tiia_pricing.changes.report.outlook import Outlook

_COMMANDS = {"breaking": "error", "notable": "warning", "info": "notice"}
_HEAD = (
    say_as("head", "level"),
    say_as("head", "change"),
    say_as("head", "what"),
    say_as("head", "old"),
    say_as("head", "new"),
    say_as("head", "what follows"),
    say_as("head", "costs"),
)
_NONE, _NO_CHANGES = say("no changes"), say("No changes.")


def as_text(
    changes: Sequence[Change],
    impacts: Sequence[Impact] = (),
    together: Together | None = None,
    coverage: Acknowledged | None = None,
    own: OwnBill | None = None,
    tell: Tell = str,
) -> str:
    """Return a line for each change, the worst first.

    What follows and what it costs are indented.
    """
    if not changes:
        return f"{tell(_NONE)}\n"
    outlook = Outlook.of(impacts, together, coverage, own)
    lines = [*outlook.first(), *(line for one in changes for line in _lines(one, outlook))]
    if sum_ := outlook.costs_together():
        lines += [say("together  all changes"), *map(_costs, sum_)]
    return block(map(tell, lines))


def as_markdown(
    changes: Sequence[Change],
    impacts: Sequence[Impact] = (),
    together: Together | None = None,
    coverage: Acknowledged | None = None,
    own: OwnBill | None = None,
    tell: Tell = str,
) -> str:
    """Return a table for a pull request, the worst first."""
    if not changes:
        return f"{tell(_NO_CHANGES)}\n"
    outlook = Outlook.of(impacts, together, coverage, own)
    rows = [_row(change, outlook, tell) for change in changes]
    if sum_ := outlook.costs_together():
        all_ = (tell(say("together")), "", tell(say("all changes")), "", "", "")
        rows.append((*all_, _cell(sum_, tell)))
    head = tuple(map(tell, _HEAD))[: len(rows[0])]
    table = (f"| {' | '.join(row)} |" for row in (head, ("---",) * len(head), *rows))
    first = [part for line in outlook.first() for part in (marked(tell(line)), "")]
    return block((*first, *table))


def as_github(
    changes: Sequence[Change],
    impacts: Sequence[Impact] = (),
    together: Together | None = None,
    coverage: Acknowledged | None = None,
    own: OwnBill | None = None,
    tell: Tell = str,
) -> str:
    """Return a workflow command for each change, which GitHub shows as an annotation.

    It tells the worst cost alone; a change that is acknowledged is only a notice.
    """
    if not changes:
        return f"::notice title={parameter(tell(_NONE))}::{data(tell(_NONE))}\n"
    outlook = Outlook.of(impacts, together, coverage, own)
    lines = (*_first(outlook, tell), *(_annotation(change, outlook, tell) for change in changes))
    return "".join(f"{line}\n" for line in lines)


def _first(outlook: Outlook, tell: Tell) -> Iterator[str]:
    """The reader's own bill as an annotation, where it is known."""
    if outlook.own:
        command = "warning" if outlook.own.worse else "notice"
        title = parameter(tell(say("your bill")))
        yield f"::{command} title={title}::{data(' '.join(map(tell, outlook.first())))}"


def notes(coverage: Acknowledged) -> list[str]:
    """Return what is to be said of the acknowledgements that cover no change."""
    expired = [(one, say("expired on {day}", day=one.until)) for one in coverage.expired]
    unused = [(one, say("matches no change")) for one in coverage.unused]
    return [
        say(
            "acknowledgement {fingerprint} {state}: {note}",
            fingerprint=one.fingerprint,
            state=state,
            note=plain(one.note),
        )
        for one, state in (*expired, *unused)
    ]


def _lines(change: Change, outlook: Outlook) -> Iterator[str]:
    known = outlook.known(change)
    line = say(
        "{level}  {id}  {sentence}",
        level=f"{change.level:8}",
        id=change.id,
        sentence=sentence(change),
    )
    yield say("acknowledged  {change}", change=line) if known else line
    if known:
        yield say("          {text}", text=known)
    for one in change.consequences:
        yield say("          so: {id}  {sentence}", id=one.id, sentence=sentence(one))
    yield from map(_costs, outlook.costs(change))


def _costs(line: str) -> Message:
    return say("          costs: {text}", text=line)


def _row(change: Change, outlook: Outlook, tell: Tell) -> tuple[str, ...]:
    followers = [listed((one.id, sentence(one)), ": ") for one in change.consequences]
    known = outlook.known(change)
    level = listed((change.level, known)) if known else change.level
    cells = (level, change.id, subject(change), *values(change))
    row = (*(marked(tell(cell)) for cell in cells), _cell(followers, tell))
    return (*row, _cell(outlook.costs(change), tell)) if outlook.impacts else row


def _cell(lines: Sequence[str], tell: Tell) -> str:
    return "<br>".join(marked(tell(line)) for line in lines)


def _annotation(change: Change, outlook: Outlook, tell: Tell) -> str:
    known = outlook.known(change)
    told: list[str] = [sentence(change)]
    told += [
        say("so: {id} {sentence}", id=one.id, sentence=sentence(one)) for one in change.consequences
    ]
    told += [say("costs: {text}", text=line) for line in outlook.costs(change)[:1]]
    told += [known] if known else []
    command = "notice" if known else _COMMANDS[change.level]
    text = tell(listed(told, "; "))
    return f"::{command} title={parameter(change.id)}::{data(text)}"
