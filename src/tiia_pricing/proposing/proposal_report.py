"""A proposal as text, as JSON and as a unified diff."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from typing import Any

import msgspec

from tiia_pricebook import untrusted_text
from tiia_pricing.changes import report
from tiia_pricing.proposing.correction import Corrections
from tiia_pricing.proposing.new_rows import TO_TYPE
from tiia_pricing.proposing.placing import Placed
from tiia_pricing.proposing.proposal import Proposal

Patch = Proposal | Corrections

NOTHING_MISREAD = "nothing to correct: every accepted page reads as it did\n"
NOTHING = "nothing to propose: the page says what the price book says\n"
_HOW = {
    "stated": "as the page states",
    "given": "as given",
    "seen": "the day on which it was seen first",
}
NEXT = (
    "Work the amounts out by hand and type them over each ?, run make suite, make docs, "
    "make test and make proof, review with git diff --patience, and commit."
)
NEXT_CORRECTION = (
    "Correct the rows that rest on the misreading by hand, run make suite PART=major, make docs, "
    "make test and make proof, review with git diff --patience, and commit it with the reader."
)


def as_dict(proposal: Proposal | None, *, written: bool) -> dict[str, Any]:
    """The JSON of ``propose``; the diff stands in it where nothing was written."""
    if proposal is None:
        return {"written": False, "changes": []}
    return {
        "written": written,
        "page": msgspec.to_builtins(proposal.page),
        "files": list(proposal.files),
        "changes": msgspec.to_builtins(proposal.changes),
        "rows": [_rows(one) for one in proposal.rows],
        "to_type": proposal.untyped,
        "doubts": msgspec.to_builtins(proposal.doubts),
        **({} if written else {"diff": diff(proposal)}),
    }


def _rows(one: Placed) -> dict[str, Any]:
    rows = [dict(row) for row in one.block.rows]
    return {"file": one.file, "line": one.line, "title": one.block.title, "rows": rows}


def corrections_as_dict(found: Corrections | None, *, written: bool) -> dict[str, Any]:
    """The JSON of a correction; the diff stands in it where nothing was written."""
    if found is None:
        return {"written": False, "corrections": []}
    return {
        "written": written,
        "on": found.on.isoformat(),
        "why": found.why,
        "files": list(found.files),
        "corrections": [
            {"file": one.page.file, "changes": msgspec.to_builtins(one.changes)}
            for one in found.misread
        ],
        "beyond": found.beyond,
        **({} if written else {"diff": diff(found)}),
    }


def corrections_as_text(found: Corrections | None, *, written: bool) -> str:
    """For people: the diff where nothing was written, what was misread, and what is left to do."""
    if found is None:
        return NOTHING_MISREAD
    shown = "" if written else diff(found) + "\n"
    return shown + "".join(_corrected(found, written=written))


def _corrected(found: Corrections, *, written: bool) -> Iterator[str]:
    for one in found.misread:
        yield untrusted_text.block([f"{one.page.file} was misread until {found.on}: {found.why}"])
        yield report.as_text(one.changes)
    lines = [
        "",
        *_files(found, written=written),
        f"--known-on with a day before {found.on} answers as it did",
    ]
    if found.beyond:
        lines.append(
            "the price book changes by more than these pages: what else was read or made otherwise "
            "is not kept, so look at git diff"
        )
    yield untrusted_text.block([*lines, *(("", NEXT_CORRECTION) if written else ())])


def _files(patch: Patch, *, written: bool) -> Iterator[str]:
    yield f"{len(patch.files)} files {'written' if written else 'to be written'}:"
    yield from (f"  {file}" for file in patch.files)


def as_text(proposal: Proposal | None, *, written: bool) -> str:
    """For people: the diff where nothing was written, the changes, and what is left to do."""
    if proposal is None:
        return NOTHING
    shown = "" if written else diff(proposal) + "\n"
    told = untrusted_text.block(["", *_lines(proposal, written=written)])
    return shown + report.as_text(proposal.changes) + told


def diff(patch: Patch) -> str:
    """The patch of all files."""
    return _visible("".join(_diff(patch)))


def _diff(patch: Patch) -> Iterator[str]:
    for file, data in patch.files.items():
        old, new = (
            part.decode("utf-8", "replace").splitlines(keepends=True)
            for part in (patch.before.get(file, b""), data)
        )
        before = f"a/{file}" if file in patch.before else "/dev/null"
        for line in unified_diff(old, new, before, f"b/{file}"):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(proposal: Proposal, *, written: bool) -> Iterator[str]:
    page = proposal.page
    late = page.dated == "seen" and page.from_ != page.first_seen
    how = "the day after both pages were seen" if late else _HOW[page.dated]
    yield f"{page.file} holds from {page.from_}, {how} ({page.evidence or '-'})"
    if page.not_before and page.not_before != page.from_:
        yield f"the page before was last seen on {page.not_before}: the range reaches back to it"
    yield from _files(proposal, written=written)
    yield f"amounts to work out by hand and type: {proposal.untyped}"
    for one in proposal.rows:
        yield f"  {one.file}:{one.line}: {one.block.title}"
        for row in one.block.rows:
            left = [name for name, cell in row.items() if cell == TO_TYPE]
            if left:
                yield f"    {left[0]} of {_which(row)}: {row.get('arithmetic', '')}"
    yield f"for a person to judge: {len(proposal.doubts)}"
    yield from (f"  {doubt.change}: {doubt.text}" for doubt in proposal.doubts)
    if written:
        yield ""
        yield NEXT


def _which(row: dict[str, str]) -> str:
    return ", ".join(row[name] for name in ("interface", "size", "date", "calls") if name in row)


def _visible(text: str) -> str:
    """``text`` with its tabs, without what anything would obey: parts come from the page."""
    return "\t".join(map(untrusted_text.lines, text.split("\t")))
