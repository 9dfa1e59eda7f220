"""A change in words: of what, from what, to what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import reduce
from typing import Any

from msgspec.structs import replace

from tiia_pricebook import PriceBook
from tiia_pricebook.cell_places import counted
from tiia_pricebook.messages import Message, listed, say, say_as
from tiia_pricebook.table_headings import PageNames, names_on
from tiia_pricebook.untrusted_text import plain
from tiia_pricing.changes import ANNOUNCEMENTS, Change

_CONTEXT = 12
_UNITS: tuple[tuple[str, Callable[[str], Message]], ...] = (
    ("price", lambda value: say("{value} yuan", value=value)),
    ("tier-added", lambda value: say("{value} yuan", value=value)),
    ("tier-removed", lambda value: say("{value} yuan", value=value)),
    ("tier-bound-moved", lambda value: say("{value} calls", value=value)),
    ("unit-changed", lambda value: say("{value} calls a price", value=value)),
    ("free-quota", lambda value: say("{value} calls a month", value=value)),
    ("pack-validity", lambda value: say("{value}", value=value)),
    ("pack", lambda value: say("{value} yuan", value=value)),
)


def sentence(change: Change) -> Message:
    """Return a change without its id and level: of what, from what, to what."""
    old, new = values(change)
    if change.old is None:
        return listed((subject(change), new), ": ")
    if change.new is None:
        return listed((subject(change), old), ": ")
    return say("{subject}: {old} → {new}", subject=subject(change), old=old, new=new)


def with_headings(changes: Iterable[Change], old: PriceBook, new: PriceBook) -> tuple[Change, ...]:
    """Return changes between two books to be told: findings have the names of their cell."""
    named = names_on(old), names_on(new)
    return tuple(_headed(one, *named) for one in changes)


def _headed(change: Change, old: PageNames, new: PageNames) -> Change:
    """``old`` and ``new`` are the names of either page: a resolved finding is of the old one."""
    told = tuple(_headed(one, old, new) for one in change.consequences)
    known = old if change.id == "finding-resolved" else new
    key = change.key | {"names": known.at(change.key)} if "table" in change.key else change.key
    return replace(change, key=key, consequences=told)


def with_messages(change: Change, said: Mapping[str, str]) -> Change:
    """Return a change to be told, with the messages of its findings in the place of their texts."""
    told = [with_messages(one, said) for one in change.consequences]
    if not change.id.startswith("finding"):
        return replace(change, consequences=tuple(told))
    old, new = (_message(value, said) for value in (change.old, change.new))
    return replace(change, old=old, new=new, consequences=tuple(told))


def _message(value: Any, said: Mapping[str, str]) -> Any:
    """The message that says ``value``, where it can be shown as it is."""
    known = isinstance(value, str) and plain(value) == value
    return said.get(value, value) if known else value


def subject(change: Change) -> str:
    """Return what changed: the interfaces, and the tier, days, pack, clause or cell."""
    parts = list(_parts(change.key))
    return reduce(_with, parts) if parts else change.id


def _with(first: str, second: str) -> str:
    return say_as("subject", "{first}, {second}", first=first, second=second)


def _parts(key: Mapping[str, Any]) -> Iterator[str]:
    if key["interfaces"]:
        yield "、".join(map(plain, key["interfaces"]))
    if "from_calls" in key:
        yield say("tier from {calls:,} calls", calls=key["from_calls"])
    if "calls" in key:
        yield say("pack of {calls:,} calls", calls=key["calls"])
    if "finding" in key:
        yield plain(key["finding"])
    cell = {name: key[name] for name in ("table", "row", "column") if name in key}
    yield from counted(cell, key.get("names"))
    if "clause" in key:
        yield say("clause {clause}", clause=plain(key["clause"]))
    if "from" in key:
        yield say("from {first}", first=key["from"])
    if "to" in key:
        yield say("until {end}", end=key["to"])


def values(change: Change) -> tuple[str, str]:
    """Return old and new as they are shown, the unit after the last."""
    if change.id in ANNOUNCEMENTS:
        old, new = (_announced(change, value) for value in (change.old, change.new))
        return (old if isinstance(change.old, dict) else _value(change.old)), new
    pair = [change.old, change.new]
    if change.id == "clause-changed" and all(isinstance(value, str) for value in pair):
        pair = list(_differing(*pair))
    old, new = map(_value, pair)
    unit = next((unit for start, unit in _UNITS if change.id.startswith(start)), None)
    if unit and new:
        return old, unit(new)
    return (unit(old) if unit else old), new


def _announced(change: Change, value: Any) -> str:
    """A value that holds, or is announced from a day on, with its unit."""
    if isinstance(value, dict) and value.keys() != {"value", "from"}:
        return listed(
            say("{name} {value}", name=plain(name), value=_announced(change, one))
            for name, one in value.items()
        )
    if isinstance(value, dict):
        new = value["value"]
        shown = say("no longer offered") if new is None else _announced(change, new)
        return say("{value} from {date}", value=shown, date=plain(str(value["from"])))
    return _announced_unit(change, value)


def _announced_unit(change: Change, value: Any) -> str:
    """Calls for a bound, calls a month for a quota, yuan for a price; nothing for a name."""
    shown = _value(value)
    if isinstance(value, int):
        if "from_calls" in change.key:
            return say("{value} calls", value=shown)
        return say("{value} calls a month", value=shown)
    if "from_calls" in change.key or "calls" in change.key:
        return say("{value} yuan", value=shown) if shown else say("yuan")
    return shown


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
    return value if isinstance(value, Message) else plain(value)


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
