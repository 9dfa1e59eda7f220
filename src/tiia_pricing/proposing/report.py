"""A proposal as text, as JSON and as a unified diff."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import unified_diff
from itertools import groupby
from typing import Any

import msgspec

from tiia_pricing.changereport import as_text as changes_text
from tiia_pricing.proposing.amounts import Amount
from tiia_pricing.proposing.proposal import Proposal

NOTHING = "nothing to propose: the page says what the price book says\n"


def as_dict(proposal: Proposal | None, *, written: bool) -> dict[str, Any]:
    """The JSON of ``propose``; the diff stands in it where nothing was written."""
    if proposal is None:
        return {"written": False, "changes": []}
    left = ("changes", "literals", "amounts", "stale", "doubts")
    return {
        "written": written,
        "files": list(proposal.files),
        **{name: msgspec.to_builtins(getattr(proposal, name)) for name in left},
        **({} if written else {"diff": diff(proposal)}),
    }


def as_text(proposal: Proposal | None, *, written: bool) -> str:
    """For people: the diff where nothing was written, the changes, and what is left to do."""
    if proposal is None:
        return NOTHING
    shown = "" if written else diff(proposal) + "\n"
    lines = "\n".join(_lines(proposal, written=written))
    return shown + changes_text(proposal.changes) + _visible(f"\n{lines}\n")


def diff(proposal: Proposal) -> str:
    """The patch of all files."""
    return _visible("".join(_diff(proposal)))


def _diff(proposal: Proposal) -> Iterator[str]:
    for file, data in proposal.files.items():
        old, new = (
            part.decode("utf-8", "replace").splitlines(keepends=True)
            for part in (proposal.before[file], data)
        )
        for line in unified_diff(old, new, f"a/{file}", f"b/{file}"):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(proposal: Proposal, *, written: bool) -> Iterator[str]:
    yield f"{len(proposal.files)} files {'written' if written else 'to be written'}:"
    yield from (f"  {file}" for file in proposal.files)
    yield f"lines of the features that quote the page: {len(proposal.literals)}"
    yield ""
    yield from _cells("to work out by hand and type", proposal.amounts)
    yield from _cells("words that still say the old numbers", proposal.stale)
    yield f"also to look at: {len(proposal.doubts)}"
    for doubt in proposal.doubts:
        place = doubt.file if doubt.line is None else f"{doubt.file}:{doubt.line}"
        yield f"  {place}: {doubt.text}"


def _cells(title: str, cells: Iterable[Amount]) -> Iterator[str]:
    """Cells by scenario, each with its line, what stands there, and what to check it by."""
    found = list(cells)
    yield f"{title}: {len(found)}"
    for (file, scenario), group in groupby(found, lambda cell: (cell.file, cell.scenario)):
        yield f"  {file}: {scenario}"
        for cell in group:
            place = f"line {cell.line}, {cell.column}"
            yield f"    {place}: {cell.stands} stands there; {cell.arithmetic}"
    yield ""


def _visible(text: str) -> str:
    """``text`` without what a terminal would obey: parts of it come from the page."""
    return "".join(c if c.isprintable() or c in "\n\t" else f"\\u{ord(c):04x}" for c in text)
