"""What follows from what: one edit is told once, with its consequences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from decimal import Decimal
from typing import Any

from tiia_scraper.changes.model import Draft, Side, Spot, with_consequences
from tiia_scraper.changes.names import plain
from tiia_scraper.changes.rules import IDS

KINDS = ("interface", "tier", "quota", "pack", "clause", "finding")

_Rule = Callable[[Draft, Draft], bool]
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_SEPARATOR = re.compile("[、,与和及]")
_ONE_SIDED = ("-added", "-removed")
_OTHER: dict[Hashable, Side] = {"old": "new", "new": "old"}
_OF_QUOTAS = ("notice-", "no-free-quota")
_MISSING = {
    "interface-without-price": ("interface", "tier"),
    "interface-without-quota": ("interface", "quota"),
}
_UNSTATED = {
    "tier-mode-unstated": {"reached-tiers", "progressive-tiers"},
    "settlement-order-unstated": {"settlement-order"},
}


def attached(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts that follow from no other, with those that follow from them.

    The kinds are taken in the order of the contract; a draft follows from
    the first one that the strongest rule finds.
    """
    causes: dict[str, list[Draft]] = {kind: [] for kind in KINDS}
    for effect in sorted(drafts, key=_rank):
        found = _cause(effect, causes)
        if found is None:
            causes[effect.kind].append(effect)
        else:
            kind, index = found
            causes[kind][index] = with_consequences(causes[kind][index], effect)
    return [cause for kind in KINDS for cause in causes[kind]]


def _rank(draft: Draft) -> tuple[int, int]:
    return KINDS.index(draft.kind), IDS.index(draft.id)


def _cause(effect: Draft, causes: dict[str, list[Draft]]) -> tuple[str, int] | None:
    for rule in _RULES[effect.kind]:
        kinds = (effect.kind,) if rule in _WITHIN else KINDS[: KINDS.index(effect.kind)]
        for kind in kinds:
            for index, cause in enumerate(causes[kind]):
                if rule(cause, effect):
                    return kind, index
    return None


def _same_place(cause: Draft, effect: Draft) -> bool:
    """A cell or a clause that both say."""
    return bool(_all_touches(cause) & effect.touches)


def _all_touches(draft: Draft) -> frozenset[Spot]:
    return draft.touches.union(*(follower.touches for follower in draft.consequences))


def _opposite(cause: Draft, effect: Draft) -> bool:
    """The cell where one book has what the other has not, by its place in the other book.

    Where rows or tables before it came or went too, another cell has that place.
    """
    came_or_went = [d for d in (cause, *cause.consequences) if d.id.endswith(_ONE_SIDED)]
    cells = {(_OTHER[spot[0]], *spot[1:]) for draft in came_or_went for spot in draft.touches}
    return not cells.isdisjoint(effect.touches)


def _same_cell(cause: Draft, effect: Draft) -> bool:
    """A cell that both say, in one of the books or in both."""
    return _same_place(cause, effect) or _opposite(cause, effect)


def _taken_over(cause: Draft, effect: Draft) -> bool:
    """Another name in a cell: what an interface lost or got, another got or lost there."""
    return any(_mirrored(follower, effect) for follower in cause.consequences)


def _swapped(cause: Draft, effect: Draft) -> bool:
    """The same, where both books know both names."""
    return cause.id.endswith("-removed") and _mirrored(cause, effect)


def _mirrored(one: Draft, other: Draft) -> bool:
    """Whether one book has in a cell for one interface what the other has for another."""
    return (
        one.kind == other.kind
        and one.id.endswith(_ONE_SIDED)
        and other.id.endswith(_ONE_SIDED)
        and (_worth(one.old), _worth(one.new)) == (_worth(other.new), _worth(other.old))
        and one.key == other.key
        and bool({spot[1:] for spot in one.touches} & {spot[1:] for spot in other.touches})
    )


def _worth(value: Any) -> Any:
    """A price, or several by their interfaces, as numbers: 730.0 is 730."""
    if isinstance(value, dict):
        return {name: _worth(price) for name, price in value.items()}
    return Decimal(value) if isinstance(value, str) else value


def _pool_of(cause: Draft, effect: Draft) -> bool:
    """A pool that an interface left with its removal, or joined with its addition."""
    if effect.id != "quota-sharing-changed" or cause.kind != "interface":
        return False
    return any(cause.interfaces[0] in pool for pool in (*effect.old, *effect.new))


def _joined(cause: Draft, effect: Draft) -> bool:
    """The quota of an interface that got into a pool, or out of it."""
    if cause.id != "quota-sharing-changed" or not effect.id.endswith(_ONE_SIDED):
        return False
    pooled = {name for pool in (*cause.old, *cause.new) for name in pool}
    return set(effect.interfaces) <= pooled and _same_cell(cause, effect)


def _same_cell_quota(cause: Draft, effect: Draft) -> bool:
    """A free band that became a price, or a price that became a free band."""
    return cause.id in {"tier-added", "tier-removed"} and _same_cell(cause, effect)


def _number_quoted(cause: Draft, effect: Draft) -> bool:
    """A clause that differs in the numbers of a change alone."""
    if effect.id != "clause-changed" or not isinstance(effect.old, str):
        return False
    old, new = plain(effect.old), plain(effect.new)
    if _NUMBER.sub("#", old) != _NUMBER.sub("#", new):
        return False
    gone, come = Counter(_NUMBER.findall(old)), Counter(_NUMBER.findall(new))
    return set(gone - come) <= _numbers(cause, "old") and set(come - gone) <= _numbers(cause, "new")


def _numbers(draft: Draft, side: str) -> set[str]:
    """The numbers of a change and of what follows from it, dates by their parts."""
    values = [getattr(one, side) for one in (draft, *draft.consequences)]
    found = _NUMBER.findall(" ".join(map(str, values)))
    return {number.lstrip("0") or "0" for number in found}


def _name_quoted(cause: Draft, effect: Draft) -> bool:
    """A clause that differs in the name of an interface alone, gone, come or replaced."""
    if cause.kind != "interface" or not isinstance(effect.old, str) or effect.new is None:
        return False
    old, new, name = plain(effect.old), plain(effect.new), plain(cause.interfaces[0])
    if _SEPARATOR.sub("", old.replace(name, "")) == _SEPARATOR.sub("", new.replace(name, "")):
        return True
    renamed = "([^、,与和及]+?)".join(map(re.escape, old.split(name)))
    found = re.fullmatch(renamed, new) if name in old else None
    # Where the name is also part of another's, that one keeps it.
    return found is not None and len({*found.groups()} - {name}) == 1


def _governs(cause: Draft, effect: Draft) -> bool:
    """The sentence or heading above data that came or went with it, and above no other."""
    came_or_went = cause.id.endswith(_ONE_SIDED) and effect.id.endswith(_ONE_SIDED)
    leads = cause.leads.union(*(follower.leads for follower in cause.consequences))
    return came_or_went and bool(effect.leads & leads)


def _missing(cause: Draft, effect: Draft) -> bool:
    """An interface that lost, or got, its prices or its quota."""
    kinds = _MISSING.get(effect.key["finding"], ())
    mine = cause.kind in kinds or any(f.kind in kinds for f in cause.consequences)
    return mine and cause.id.endswith(_ONE_SIDED) and _share_interfaces(cause, effect)


def _share_interfaces(cause: Draft, effect: Draft) -> bool:
    followers = {name for f in cause.consequences for name in f.interfaces}
    return bool({*cause.interfaces, *followers} & set(effect.interfaces))


def _unstated(cause: Draft, effect: Draft) -> bool:
    """What no sentence says any more, or one says again."""
    slugs = _UNSTATED.get(effect.key["finding"], set())
    return bool({("old", slug) for slug in slugs} & cause.touches)


def _notice(cause: Draft, effect: Draft) -> bool:
    """Cells and a notice that agree no more, or agree again, for the notice's sake."""
    is_notice = cause.kind == "clause" and cause.key["clause"] == "quota-change-notice"
    return is_notice and effect.key["finding"].startswith("notice-")


def _unnoticed(cause: Draft, effect: Draft) -> bool:
    """A notice, or a stroke in a cell, that names an interface whose quota changed."""
    if not effect.key["finding"].startswith(_OF_QUOTAS):
        return False
    quotas = [one for one in (cause, *cause.consequences) if one.kind == "quota"]
    named = {name for one in quotas for name in one.interfaces}
    said = str(effect.old or effect.new)
    return any(re.search(rf"(?<![^\s、]){re.escape(name)}(?![^、:;])", said) for name in named)


def _led(cause: Draft, effect: Draft) -> bool:
    """A finding about the clause that governs what changed."""
    return effect.key.get("clause") in cause.leads


def _packed(cause: Draft, effect: Draft) -> bool:
    """A finding among the packs of the interface that got or lost some: rows that a name spans."""
    drafts = (cause, *cause.consequences)
    ids = Counter(one.id for one in drafts)
    among = any(one.leads & effect.leads for one in drafts if one.kind == "pack")
    beside = bool(effect.interfaces) and {*effect.interfaces} <= {*cause.interfaces}
    return ids["pack-added"] != ids["pack-removed"] and among and beside


def _about_a_clause(cause: Draft, effect: Draft) -> bool:
    """A finding in no cell, whose own clause stayed: what came or went contradicts it."""
    return cause.id.endswith(_ONE_SIDED) and "table" not in effect.key


def _about_the_page(cause: Draft, effect: Draft) -> bool:
    """The same of any other change."""
    return "table" not in effect.key


_WITHIN = (_swapped, _joined)
_RULES: dict[str, tuple[_Rule, ...]] = {
    "interface": (),
    "tier": (_taken_over, _swapped),
    "quota": (_taken_over, _swapped, _joined, _pool_of, _same_cell_quota),
    "pack": (_taken_over, _swapped),
    "clause": (_same_place, _name_quoted, _number_quoted, _governs),
    "finding": (
        *(_same_place, _missing, _unstated, _unnoticed, _notice, _led, _packed),
        *(_opposite, _about_a_clause, _about_the_page),
    ),
}
