"""A reconciliation as Markdown: a table of the lines, their causes, and the letter."""

from __future__ import annotations

from collections.abc import Iterator

from tiia_pricebook.messages import Message, Tell, listed, say
from tiia_pricebook.untrusted_text import marked
from tiia_pricing.reconciliation.report.evidence import evidence
from tiia_pricing.reconciliation.report.letter import letter
from tiia_pricing.reconciliation.report.report_text import notes, paid_calls, signed, summary, yuan
from tiia_pricing.reconciliation.report.words import VERDICTS, in_words, needed_in_words, rule_of
from tiia_pricing.reconciliation.result import (
    Cause,
    ReconciledLine,
    Reconciliation,
    known_amounts,
)


def as_markdown(result: Reconciliation, tell: Tell = str) -> str:
    """The lines as a table, what explains each, and a letter to the vendor where one differs.

    It is in the language of ``tell``; the letter is Chinese.
    """
    return "".join(f"{row}\n" for row in _markdown(result, tell))


def _markdown(result: Reconciliation, tell: Tell) -> Iterator[str]:
    yield f"**{tell(summary(result))}**"
    yield ""
    yield tell(say("| month | API | verdict | billed | computed | difference | causes |"))
    yield "|---|---|---|---:|---:|---:|---|"
    for line in result.lines:
        yield _row(line, tell)
    for line in result.lines:
        yield from _explained(result, line, tell)
    if found := [*notes(result)]:
        yield ""
        yield from (f"- {marked(tell(note))}" for note in found)
    if text := letter(result):
        yield ""
        yield tell(say("## Letter to the vendor"))
        yield ""
        yield from (f"> {marked(row)}".rstrip() for row in text.splitlines())


def _row(line: ReconciledLine, tell: Tell) -> str:
    billed, computed, difference = known_amounts(line)
    cells = (
        str(line.month),
        marked(line.interface),
        tell(VERDICTS[line.verdict]),
        "" if billed is None else yuan(billed),
        yuan(computed),
        signed(difference) if difference else "",
        ", ".join(cause.id for cause in line.causes),
    )
    return f"| {' | '.join(cells)} |"


def _explained(result: Reconciliation, line: ReconciledLine, tell: Tell) -> Iterator[str]:
    calls, sources = paid_calls(line), [*evidence(result, line)]
    if not (line.causes or line.needed or calls or sources):
        return
    yield ""
    yield f"**{line.month}, {marked(line.interface)}**"
    yield ""
    if calls:
        yield f"- {tell(calls)}"
    for source in sources:
        yield f"- {marked(tell(source))}"
    for cause in line.causes:
        yield f"- {''.join(map(tell, _cause(line, cause, tell)))}"
    for needed in line.needed:
        wanted = marked(tell(needed_in_words(needed)))
        yield tell(say("- needed for an answer: {needed}", needed=wanted))


def _cause(line: ReconciledLine, cause: Cause, tell: Tell) -> Iterator[Message]:
    text = marked(tell(in_words(cause)))
    if cause.together:
        others = listed(cause.together)
        yield say("`{id}`: {text} (together with {others}).", id=cause.id, text=text, others=others)
    else:
        yield say("`{id}`: {text}.", id=cause.id, text=text)
    if clause := rule_of(line, cause):
        yield say(" The page: {clause}", clause=marked(clause))
    if cause.reading:
        yield say(" To bill by it: `--reading {reading}`.", reading=cause.reading)
