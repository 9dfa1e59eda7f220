"""The changes between two price books as text, JSON, Markdown and GitHub annotations.

Names and sentences come from a page that anyone may have written: each form escapes what
it would otherwise act upon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from tiia_scraper.changes import Change

_CONTEXT = 12
_COMMANDS = {"breaking": "error", "notable": "warning", "info": "notice"}
_MARKED = re.compile(r"[\\`*_{}\[\]<>|~&]")
_LINKED = re.compile(r"@|(?<!&)#|(?<=[a-z]):(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
_UNITS = {
    "price": "yuan",
    "tier-added": "yuan",
    "tier-removed": "yuan",
    "tier-bound-moved": "calls",
    "unit-changed": "calls a price",
    "free-quota": "calls a month",
    "pack": "yuan",
}


def as_dict(changes: Sequence[Change]) -> dict[str, Any]:
    """The JSON of ``diff``."""
    return {"changes": msgspec.to_builtins(changes)}


def as_text(changes: Sequence[Change]) -> str:
    """A line for each change, the worst first, with what follows from it indented."""
    if not changes:
        return "no changes\n"
    lines = [line for change in changes for line in _lines(change)]
    return "\n".join(lines) + "\n"


def as_markdown(changes: Sequence[Change]) -> str:
    """A table for a pull request, the worst first."""
    if not changes:
        return "No changes.\n"
    head = ("level", "change", "what", "old", "new", "what follows")
    rows = [head, ("---",) * len(head), *map(_row, changes)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def as_github(changes: Sequence[Change]) -> str:
    """A workflow command for each change, which GitHub shows as an annotation."""
    if not changes:
        return "::notice title=no changes::no changes\n"
    return "".join(f"{_annotation(change)}\n" for change in changes)


def sentence(change: Change) -> str:
    """A change without its id and level: of what, from what, to what."""
    old, new = _values(change)
    if change.old is None:
        return f"{subject(change)}: {new}"
    return (
        f"{subject(change)}: {old}" if change.new is None else f"{subject(change)}: {old} → {new}"
    )


def subject(change: Change) -> str:
    """What changed: the interfaces, and the tier, days, pack, clause or cell."""
    key = change.key
    parts = ["、".join(map(plain, key["interfaces"]))] if key["interfaces"] else []
    if "from_calls" in key:
        parts.append(f"tier from {key['from_calls']:,} calls")
    if "calls" in key:
        parts.append(f"pack of {key['calls']:,} calls")
    if "finding" in key:
        parts.append(plain(key["finding"]))
    parts += [f"{name} {key[name]}" for name in ("table", "row", "column") if name in key]
    if "clause" in key:
        parts.append(f"clause {plain(key['clause'])}")
    parts += [
        f"{word} {key[end]}" for end, word in (("from", "from"), ("to", "until")) if end in key
    ]
    return ", ".join(parts) or change.id


def _lines(change: Change) -> Iterator[str]:
    yield f"{change.level:8}  {change.id}  {sentence(change)}"
    for follower in change.consequences:
        yield f"          so: {follower.id}  {sentence(follower)}"


def _told(change: Change) -> Iterator[str]:
    yield sentence(change)
    for follower in change.consequences:
        yield f"so: {follower.id} {sentence(follower)}"


def _annotation(change: Change) -> str:
    command = f"::{_COMMANDS[change.level]} title={_property(change.id)}::"
    return command + data("; ".join(_told(change)))


def _row(change: Change) -> tuple[str, ...]:
    followers = [f"{one.id}: {sentence(one)}" for one in change.consequences]
    old, new = _values(change)
    cells = (change.level, change.id, subject(change), old, new)
    return (*map(marked, cells), "<br>".join(map(marked, followers)))


def _values(change: Change) -> tuple[str, str]:
    """Old and new as they are shown, the unit after the last."""
    values = [change.old, change.new]
    if change.id == "clause-changed" and all(isinstance(value, str) for value in values):
        values = list(_differing(*values))
    old, new = map(_value, values)
    unit = next((unit for start, unit in _UNITS.items() if change.id.startswith(start)), "")
    if unit and new:
        return old, f"{new} {unit}"
    return (f"{old} {unit}".strip(), new)


def _value(value: Any) -> str:
    """A number with its thousands parted, pools by interface, steps in order; or nothing."""
    if value is None:
        return ""
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, dict):
        return ", ".join(f"{plain(name)} {_value(price)}" for name, price in value.items())
    if isinstance(value, list | tuple):
        pools = ["+".join(map(plain, v)) if isinstance(v, list) else plain(v) for v in value]
        return " | ".join(pools)
    return plain(value)


def _differing(old: str, new: str) -> tuple[str, str]:
    """The parts of two sentences in which they differ, with a little of what is around."""
    start = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), None)
    if start is None:
        start = min(len(old), len(new))
    end, shorter = 0, min(len(old), len(new)) - start
    while end < shorter and old[-1 - end] == new[-1 - end]:
        end += 1
    return _part(old, start, len(old) - end), _part(new, start, len(new) - end)


def _part(text: str, start: int, end: int) -> str:
    start, end = max(start - _CONTEXT, 0), min(end + _CONTEXT, len(text))
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def plain(text: str) -> str:
    """``text`` on one line, without what a terminal would obey."""
    words = " ".join(text.split())
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in words)


def marked(text: str) -> str:
    """``text`` as Markdown that shows it, and neither links, mentions nor breaks the table."""
    entities = _MARKED.sub(lambda match: f"&#{ord(match[0])};", text)
    return _LINKED.sub(lambda match: f"{match[0]}&#8203;", entities)


def data(text: str) -> str:
    """``text`` as the message of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return data(text).replace(":", "%3A").replace(",", "%2C")
