"""Why one change of a datum or clause follows from another: the rules, each a question."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Hashable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any

from tiia_pricing.changes.change import Draft, Side, Spot
from tiia_pricing.changes.kinds import ANNOUNCEMENTS
from tiia_pricing.changes.spelling import day_as_written, plain

ONE_SIDED = ("-added", "-removed")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_SEPARATOR = re.compile("[、,与和及]")
_OTHER: dict[Hashable, Side] = {"old": "new", "new": "old"}


def same_place(cause: Draft, effect: Draft) -> bool:
    """Recognise a cell or a clause that both say."""
    return bool(_all_touches(cause) & effect.touches)


def _all_touches(draft: Draft) -> frozenset[Spot]:
    return draft.touches.union(*(follower.touches for follower in draft.consequences))


def opposite(cause: Draft, effect: Draft) -> bool:
    """Recognise the cell where one book has what the other has not, by its place in the other book.

    Where rows or tables before it came or went too, another cell has that place.
    """
    came_or_went = [d for d in (cause, *cause.consequences) if d.id.endswith(ONE_SIDED)]
    cells = {(_OTHER[spot[0]], *spot[1:]) for draft in came_or_went for spot in draft.touches}
    return not cells.isdisjoint(effect.touches)


def _same_cell(cause: Draft, effect: Draft) -> bool:
    """A cell that both say, in one of the books or in both."""
    return same_place(cause, effect) or opposite(cause, effect)


def taken_over(cause: Draft, effect: Draft) -> bool:
    """Recognise another name in a cell: what one interface lost or got, another got or lost."""
    return any(_mirrored(follower, effect) for follower in cause.consequences)


def swapped(cause: Draft, effect: Draft) -> bool:
    """Recognise the same, where both books know both names."""
    return cause.id.endswith("-removed") and _mirrored(cause, effect)


def _mirrored(one: Draft, other: Draft) -> bool:
    """Whether one book has in a cell for one interface what the other has for another."""
    return (
        one.kind == other.kind
        and one.id.endswith(ONE_SIDED)
        and other.id.endswith(ONE_SIDED)
        and (_worth(one.old), _worth(one.new)) == (_worth(other.new), _worth(other.old))
        and one.key == other.key
        and bool({spot[1:] for spot in one.touches} & {spot[1:] for spot in other.touches})
    )


def _worth(value: Any) -> Any:
    """A price, or several by their interfaces, as numbers: 730.0 is 730."""
    if isinstance(value, dict):
        return {name: _worth(price) for name, price in value.items()}
    return Decimal(value) if isinstance(value, str) else value


def pool_of(cause: Draft, effect: Draft) -> bool:
    """Recognise a pool that an interface left with its removal, or joined with its addition."""
    if effect.id != "quota-sharing-changed" or cause.kind != "interface":
        return False
    return any(cause.interfaces[0] in pool for pool in (*effect.old, *effect.new))


def joined(cause: Draft, effect: Draft) -> bool:
    """Recognise the quota of an interface that got into a pool, or out of it."""
    if cause.id != "quota-sharing-changed" or not effect.id.endswith(ONE_SIDED):
        return False
    pooled = {name for pool in (*cause.old, *cause.new) for name in pool}
    return set(effect.interfaces) <= pooled and _same_cell(cause, effect)


def same_cell_quota(cause: Draft, effect: Draft) -> bool:
    """Recognise a free band that became a price, or a price that became a free band."""
    return cause.id in {"tier-added", "tier-removed"} and _same_cell(cause, effect)


def number_quoted(cause: Draft, effect: Draft) -> bool:
    """Recognise a clause that differs in the numbers of a change alone."""
    moved = numbers_moved(effect)
    if moved is None:
        return False
    gone, come = moved
    return gone <= _numbers(cause, "old") and come <= _numbers(cause, "new")


def numbers_moved(effect: Draft) -> tuple[frozenset[str], frozenset[str]] | None:
    """Return the numbers that went and came in a sentence; ``None`` where its other words changed.

    A clause of which no words but a term changed, such as the mode that it stated, has none.
    """
    if effect.id == "clause-changed" and isinstance(effect.old, str) and effect.new is not None:
        return _moved(effect.old, effect.new)
    return None


@lru_cache(maxsize=1)
def _moved(old: str, new: str) -> tuple[frozenset[str], frozenset[str]] | None:
    old, new = plain(old), plain(new)
    if _NUMBER.sub("#", old) != _NUMBER.sub("#", new):
        return None
    gone, come = Counter(_NUMBER.findall(old)), Counter(_NUMBER.findall(new))
    return frozenset(gone - come), frozenset(come - gone)


def _numbers(draft: Draft, side: str) -> frozenset[str]:
    """The numbers of a change and of what follows from it, dates by their parts."""
    told = (draft, *draft.consequences)
    return frozenset().union(*(numbers_in(str(getattr(one, side))) for one in told))


@lru_cache(maxsize=4096)
def numbers_in(text: str) -> frozenset[str]:
    """Return the numbers of a text, without the noughts before them."""
    return frozenset(number.lstrip("0") or "0" for number in _NUMBER.findall(text))


def name_quoted(cause: Draft, effect: Draft) -> bool:
    """Recognise a clause that differs in the name of an interface alone, gone, come or replaced."""
    if cause.kind != "interface" or not isinstance(effect.old, str) or effect.new is None:
        return False
    old, new, name = plain(effect.old), plain(effect.new), plain(cause.interfaces[0])
    if without_separators(old.replace(name, "")) == without_separators(new.replace(name, "")):
        return True
    renamed = "([^、,与和及]+?)".join(map(re.escape, old.split(name)))
    found = re.fullmatch(renamed, new) if name in old else None
    # Where the name is also part of another's, that one keeps it.
    return found is not None and len({*found.groups()} - {name}) == 1


def without_separators(text: str) -> str:
    """Return a text without the marks and words that part the names of a list."""
    return _SEPARATOR.sub("", text)


def announces(cause: Draft, effect: Draft) -> bool:
    """A sentence that names the day, an interface and the value of what is announced, or was."""
    if cause.id not in ANNOUNCEMENTS and (cause.kind != "quota" or "from" not in cause.key):
        return False
    texts = [plain(text) for text in (effect.old, effect.new) if isinstance(text, str)]
    return any(
        any(day in text for day in _days(draft))
        and any(plain(name) in text for name in draft.interfaces)
        and _numbers_of(draft) <= {*_NUMBER.findall(text.replace(",", ""))}
        for draft in (cause, *cause.consequences)
        for text in texts
    )


def _numbers_of(draft: Draft) -> set[str]:
    """What is announced, in figures; none for a bound, which a page writes in thousands."""
    if draft.id in ANNOUNCEMENTS:
        said = draft.new if isinstance(draft.new, dict) else draft.old
        value = said.get("value") if isinstance(said, dict) else None
    else:
        value = draft.new
    bound = isinstance(value, int) and "from_calls" in draft.key
    return set() if value is None or bound or isinstance(value, dict) else {str(value)}


def _days(draft: Draft) -> Iterator[str]:
    """The days of a change as the vendor writes them: 2027年1月1日."""
    return (day_as_written(dt.date.fromisoformat(day)) for day in _dated(draft))


def _dated(draft: Draft) -> Iterator[str]:
    """The days from which the values of a change hold, or held."""
    for value in (draft.old, draft.new, draft.key):
        if isinstance(value, dict) and isinstance(day := value.get("from"), str):
            yield day


def of_interface(cause: Draft, effect: Draft) -> bool:
    """Recognise what is announced of an interface that came, or went."""
    same = {*effect.interfaces} <= {*cause.interfaces}
    return effect.id in ANNOUNCEMENTS and cause.kind == "interface" and same


def of_datum(cause: Draft, effect: Draft) -> bool:
    """Recognise what is announced of a pack, a tier or a quota that came, or went."""
    same = {*effect.interfaces} <= {*cause.interfaces} and cause.key == effect.key
    return effect.id in ANNOUNCEMENTS and cause.id.endswith(ONE_SIDED) and same


def ended(cause: Draft, effect: Draft) -> bool:
    """A pool that the others keep, of an interface that is announced to be no longer offered."""
    if cause.id not in ANNOUNCEMENTS or cause.kind != "tier" or cause.key:
        return False
    said = [effect.key.get("from"), effect.key.get("to"), effect.old, effect.new]
    return any(day in said for day in _dated(cause))


def governs(cause: Draft, effect: Draft) -> bool:
    """Recognise the sentence or heading above data that came or went with it, and no other."""
    came_or_went = cause.id.endswith(ONE_SIDED) and effect.id.endswith(ONE_SIDED)
    leads = cause.leads.union(*(follower.leads for follower in cause.consequences))
    return came_or_went and bool(effect.leads & leads)
