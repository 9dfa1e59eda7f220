"""A proposal as text, as JSON and as a unified diff."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from difflib import unified_diff
from itertools import groupby
from typing import Any, TypeVar

import msgspec

from tiia_pricing.changereport import as_text as changes_text
from tiia_pricing.proposing.amounts import Amount
from tiia_pricing.proposing.proposal import Proposal
from tiia_pricing.proposing.stale import Stale

Found = TypeVar("Found", Amount, Stale)

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
    yield f"to work out by hand and type: {len(proposal.amounts)}"
    yield from _by_scenario(proposal.amounts, _amount)
    yield f"words and examples that go by an old number: {len(proposal.stale)}"
    yield from _by_scenario(proposal.stale, _stale)
    yield f"to look at: {len(proposal.doubts)}"
    for doubt in proposal.doubts:
        place = doubt.file if doubt.line is None else f"{doubt.file}:{doubt.line}"
        yield f"  {place}: {doubt.text}"
    if written:
        yield ""
        yield "Work them out, type them, run make test, review with git diff, and commit."


def _by_scenario(found: Iterable[Found], line: Callable[[Found], str]) -> Iterator[str]:
    """What was found, under the scenario that it stands in."""
    for (file, scenario), group in groupby(found, lambda one: (one.file, one.scenario)):
        yield f"  {file}: {scenario}"
        yield from (f"    line {one.line}, {one.column}: {line(one)}" for one in group)
    yield ""


def _amount(one: Amount) -> str:
    return f"{one.stands} stands there; {one.arithmetic}"


def _stale(one: Stale) -> str:
    return f"{one.old} is {one.new} now: {one.stands}"


def _visible(text: str) -> str:
    """``text`` without what a terminal would obey: parts of it come from the page."""
    return "".join(c if c.isprintable() or c in "\n\t" else f"\\u{ord(c):04x}" for c in text)
