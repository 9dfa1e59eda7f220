"""A reconciliation as Markdown: a table of the lines, their causes, and the letter."""

from __future__ import annotations

from collections.abc import Iterator

from tiia_pricebook.untrusted_text import marked
from tiia_pricing.reconciliation.report.letter import letter
from tiia_pricing.reconciliation.report.report_text import in_short, notes, paid_calls, signed, yuan
from tiia_pricing.reconciliation.report.words import VERDICTS, in_words, rule_of
from tiia_pricing.reconciliation.result import ReconciledLine, Reconciliation


def as_markdown(result: Reconciliation) -> str:
    """The lines as a table, what explains each, and a letter to the vendor where one differs."""
    return "".join(f"{row}\n" for row in _markdown(result))


def _markdown(result: Reconciliation) -> Iterator[str]:
    billed, computed = yuan(result.billed), yuan(result.computed)
    yield f"**{in_short(result)}**: billed {billed}, computed {computed} yuan"
    yield ""
    yield "| month | API | verdict | billed | computed | difference | causes |"
    yield "|---|---|---|---:|---:|---:|---|"
    for line in result.lines:
        yield _row(line)
    for line in result.lines:
        yield from _explained(line)
    if found := [*notes(result)]:
        yield ""
        yield from (f"- {marked(note)}" for note in found)
    if text := letter(result):
        yield ""
        yield "## Letter to the vendor"
        yield ""
        yield from (f"> {marked(row)}".rstrip() for row in text.splitlines())


def _row(line: ReconciledLine) -> str:
    cells = (
        str(line.month),
        marked(line.interface),
        VERDICTS[line.verdict],
        yuan(line.billed),
        yuan(line.computed),
        signed(line.difference) if line.difference else "",
        ", ".join(cause.id for cause in line.causes),
    )
    return f"| {' | '.join(cells)} |"


def _explained(line: ReconciledLine) -> Iterator[str]:
    calls = paid_calls(line)
    if not (line.causes or line.needed or calls):
        return
    yield ""
    yield f"**{line.month}, {marked(line.interface)}**"
    yield ""
    if calls:
        yield f"- {calls}"
    for cause in line.causes:
        clause = rule_of(line, cause)
        quoted = f" The page: {marked(clause)}" if clause else ""
        by_it = f" To bill by it: `--reading {cause.reading}`." if cause.reading else ""
        also = f" (together with {', '.join(cause.together)})" if cause.together else ""
        yield f"- `{cause.id}`: {marked(in_words(cause))}{also}.{quoted}{by_it}"
    for needed in line.needed:
        yield f"- to tell more: {marked(needed)}"
