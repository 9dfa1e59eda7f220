"""A proposal as text, as JSON and as a unified diff."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from typing import Any

import msgspec

from tiia_pricebook import untrusted_text
from tiia_pricebook.editions.dated_book import AcceptedPage
from tiia_pricebook.messages import Message, Tell, in_english, listed, say
from tiia_pricing.changes import report
from tiia_pricing.proposing.correction import Corrections
from tiia_pricing.proposing.new_rows import TO_TYPE
from tiia_pricing.proposing.placing import Placed
from tiia_pricing.proposing.proposal import Proposal

Patch = Proposal | Corrections

NOTHING_MISREAD = say("nothing to correct: every accepted page reads as it did")
NOTHING = say("nothing to propose: the page says what the price book says")
_HOW = {
    "stated": say("as the page states"),
    "given": say("as given"),
    "seen": say("the day on which it was seen first"),
}
NEXT = say(
    "Work the amounts out by hand and type them over each ?, run make suite, make docs, "
    "make test and make proof, review with git diff --patience, and commit."
)
NEXT_CORRECTION = say(
    "Correct the rows that rest on the misreading by hand, run make suite PART=major, make docs, "
    "make test and make proof, review with git diff --patience, and commit it with the reader."
)


def as_dict(proposal: Proposal | None, *, written: bool) -> dict[str, Any]:
    """Return the JSON of ``propose``; the diff stands in it where nothing was written."""
    if proposal is None:
        return {"written": False, "changes": []}
    return {
        "written": written,
        "page": msgspec.to_builtins(proposal.page, enc_hook=in_english),
        "files": list(proposal.files),
        "changes": msgspec.to_builtins(proposal.changes, enc_hook=in_english),
        "rows": [_rows(one) for one in proposal.rows],
        "to_type": proposal.untyped,
        "doubts": msgspec.to_builtins(proposal.doubts, enc_hook=in_english),
        **({} if written else {"diff": diff(proposal)}),
    }


def _rows(one: Placed) -> dict[str, Any]:
    rows = [dict(row) for row in one.block.rows]
    return {"file": one.file, "line": one.line, "title": one.block.title, "rows": rows}


def corrections_as_dict(found: Corrections | None, *, written: bool) -> dict[str, Any]:
    """Return the JSON of a correction; the diff stands in it where nothing was written."""
    if found is None:
        return {"written": False, "corrections": []}
    return {
        "written": written,
        "on": found.on.isoformat(),
        "why": found.why,
        "files": list(found.files),
        "corrections": [
            {
                "file": one.page.file,
                "changes": msgspec.to_builtins(one.changes, enc_hook=in_english),
            }
            for one in found.misread
        ],
        "beyond": found.beyond,
        **({} if written else {"diff": diff(found)}),
    }


def corrections_as_text(found: Corrections | None, *, written: bool, tell: Tell = str) -> str:
    """For people: the diff where nothing was written, what was misread, and what is left to do.

    It is in the language of ``tell``, the diff as it is.
    """
    if found is None:
        return f"{tell(NOTHING_MISREAD)}\n"
    shown = "" if written else diff(found) + "\n"
    return shown + "".join(_corrected(found, tell, written=written))


def _corrected(found: Corrections, tell: Tell, *, written: bool) -> Iterator[str]:
    for one in found.misread:
        text = say(
            "{page} was misread until {day}: {why}", page=one.page.file, day=found.on, why=found.why
        )
        yield untrusted_text.block([tell(text)])
        yield report.as_text(one.headed, tell=tell)
    lines: list[str] = [
        "",
        *_files(found, written=written),
        say("--known-on with a day before {day} answers as it did", day=found.on),
    ]
    if found.beyond:
        lines.append(
            say(
                "the price book changes by more than these pages: what else was read or made "
                "otherwise is not kept, so look at git diff"
            )
        )
    yield untrusted_text.block(map(tell, [*lines, *(("", NEXT_CORRECTION) if written else ())]))


def _files(patch: Patch, *, written: bool) -> Iterator[str]:
    count = len(patch.files)
    if written:
        yield say("{count} files written:", count=count)
    else:
        yield say("{count} files to be written:", count=count)
    yield from (f"  {file}" for file in patch.files)


def as_text(proposal: Proposal | None, *, written: bool, tell: Tell = str) -> str:
    """For people: the diff where nothing was written, the changes, and what is left to do.

    It is in the language of ``tell``, the diff as it is.
    """
    if proposal is None:
        return f"{tell(NOTHING)}\n"
    shown = "" if written else diff(proposal) + "\n"
    told = untrusted_text.block(map(tell, ["", *_lines(proposal, written=written)]))
    return shown + report.as_text(proposal.headed, tell=tell) + told


def diff(patch: Patch) -> str:
    """Return the patch of all files."""
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
    yield _dated(page)
    if page.not_before and page.not_before != page.from_:
        yield say(
            "the page before was last seen on {day}: the range reaches back to it",
            day=page.not_before,
        )
    yield from _files(proposal, written=written)
    yield say("amounts to work out by hand and type: {count}", count=proposal.untyped)
    for one in proposal.rows:
        title = one.block.title
        yield say("  {file}:{line}: {title}", file=one.file, line=one.line, title=title)
        yield from _to_type(one)
    yield say("for a person to judge: {count}", count=len(proposal.doubts))
    for doubt in proposal.doubts:
        yield say("  {id}: {text}", id=doubt.change, text=doubt.text)
    if written:
        yield ""
        yield NEXT


def _dated(page: AcceptedPage) -> Message:
    late = page.dated == "seen" and page.from_ != page.first_seen
    return say(
        "{page} is in force from {day}, {how} ({evidence})",
        page=page.file,
        day=page.from_,
        how=say("the day after both pages were seen") if late else _HOW[page.dated],
        evidence=page.evidence or "-",
    )


def _to_type(placed: Placed) -> Iterator[Message]:
    for row in placed.block.rows:
        left = [name for name, cell in row.items() if cell == TO_TYPE]
        if left:
            yield say(
                "    {column} of {row}: {arithmetic}",
                column=left[0],
                row=_which(row),
                arithmetic=row.get("arithmetic", ""),
            )


def _which(row: dict[str, str]) -> Message:
    return listed(row[name] for name in ("interface", "size", "date", "calls") if name in row)


def _visible(text: str) -> str:
    """``text`` with its tabs, without what anything would obey: parts come from the page."""
    return "\t".join(map(untrusted_text.lines, text.split("\t")))
