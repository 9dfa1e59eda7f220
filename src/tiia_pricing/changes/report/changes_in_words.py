"""A change in words: of what, from what, to what."""

from __future__ import annotations

from typing import Any

from tiia_pricebook.untrusted_text import plain
from tiia_pricing.changes import ANNOUNCEMENTS, Change

_CONTEXT = 12
_UNITS = {
    "price": "yuan",
    "tier-added": "yuan",
    "tier-removed": "yuan",
    "tier-bound-moved": "calls",
    "unit-changed": "calls a price",
    "free-quota": "calls a month",
    "pack-validity": "",
    "pack": "yuan",
}


def sentence(change: Change) -> str:
    """A change without its id and level: of what, from what, to what."""
    old, new = values(change)
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


def values(change: Change) -> tuple[str, str]:
    """Old and new as they are shown, the unit after the last."""
    if change.id in ANNOUNCEMENTS:
        old, new = (_announced(change, value) for value in (change.old, change.new))
        return (old if isinstance(change.old, dict) else _value(change.old)), new
    pair = [change.old, change.new]
    if change.id == "clause-changed" and all(isinstance(value, str) for value in pair):
        pair = list(_differing(*pair))
    old, new = map(_value, pair)
    unit = next((unit for start, unit in _UNITS.items() if change.id.startswith(start)), "")
    if unit and new:
        return old, f"{new} {unit}"
    return (f"{old} {unit}".strip(), new)


def _announced(change: Change, value: Any) -> str:
    """A value that holds, or is announced from a day on, with its unit."""
    if isinstance(value, dict) and value.keys() != {"value", "from"}:
        each = (f"{plain(name)} {_announced(change, one)}" for name, one in value.items())
        return ", ".join(each)
    if isinstance(value, dict):
        new = value["value"]
        shown = "offered no more" if new is None else _announced(change, new)
        return f"{shown} from {plain(str(value['from']))}"
    return f"{_value(value)} {_announced_unit(change, value)}".strip()


def _announced_unit(change: Change, value: Any) -> str:
    """Calls for a bound, calls a month for a quota, yuan for a price; nothing for a name."""
    if isinstance(value, int):
        return "calls" if "from_calls" in change.key else "calls a month"
    return "yuan" if "from_calls" in change.key or "calls" in change.key else ""


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
