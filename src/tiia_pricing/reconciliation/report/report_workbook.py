"""A reconciliation as a workbook of Excel: its lines, causes, what was left out, and the letter."""

from __future__ import annotations

from collections.abc import Iterator

from tiia_pricebook.messages import Tell, listed
from tiia_pricing.reconciliation.report.letter import letter
from tiia_pricing.reconciliation.report.report_text import notes
from tiia_pricing.reconciliation.report.words import in_words, needed_in_words, rule_of
from tiia_pricing.reconciliation.result import Reconciliation, known_amounts
from tiia_pricing.tables.workbook_writing import Rows, Value, workbook_of

_LINES = (
    *("month", "interface", "verdict", "billed", "computed", "difference"),
    *("calls_billed", "calls_computed", "causes", "needed"),
)


def as_workbook(result: Reconciliation, tell: Tell = str) -> bytes:
    """Write a reconciliation as ``.xlsx``; amounts are numbers of yuan, calls are numbers.

    Its sentences are in the language of ``tell``, heads and ids English.
    Raises ``InputError`` where what writes workbooks is not installed.
    """
    sheets: dict[str, Rows] = {
        "lines": [_LINES, *_lines(result, tell)],
        "causes": [
            ("month", "interface", "cause", "text", "together", "reading", "rule", "clause"),
            *_causes(result, tell),
        ],
        "notes": [("note",), *((tell(note),) for note in notes(result))],
        "letter": [("letter",), *((row,) for row in letter(result).splitlines())],
    }
    return workbook_of(sheets)


def _lines(result: Reconciliation, tell: Tell) -> Iterator[tuple[Value, ...]]:
    for line in result.lines:
        yield (
            *(str(line.month), line.interface, line.verdict),
            *known_amounts(line),
            line.theirs.calls if line.theirs else None,
            line.ours.paid if line.ours else None,
            " ".join(cause.id for cause in line.causes),
            tell(listed(map(needed_in_words, line.needed), "; ")),
        )
    yield ("total", None, None, *known_amounts(result), None, None, None, None)


def _causes(result: Reconciliation, tell: Tell) -> Iterator[tuple[Value, ...]]:
    for line in result.lines:
        for cause in line.causes:
            yield (
                *(str(line.month), line.interface, cause.id, tell(in_words(cause))),
                *(" ".join(cause.together), cause.reading, cause.rule, rule_of(line, cause)),
            )
