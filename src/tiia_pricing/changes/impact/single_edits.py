"""A change taken apart into edits of single data: its own, and those that follow from it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from msgspec import Struct

from tiia_pricing.changes import Change


class NotAlone(Exception):
    """A change that makes no price book without the others: why it cannot be priced."""


class Edits(Struct, frozen=True):
    """The edits of one change; ``found`` has them by id and interface."""

    each: tuple[Change, ...]
    found: Mapping[tuple[str, str], list[Change]]

    @classmethod
    def of(cls, change: Change) -> Edits:
        """Return ``change`` and all that follows from it."""
        each = (change, *change.consequences)
        found: dict[tuple[str, str], list[Change]] = {}
        for one in each:
            for name in one.key["interfaces"]:
                found.setdefault((one.id, name), []).append(one)
        return cls(each, found)

    @property
    def names(self) -> set[str]:
        """The interfaces of the edits."""
        return {name for _, name in self.found}

    def of_kind(self, *starts: str) -> list[Change]:
        """Return the edits whose id begins with one of ``starts``."""
        return [one for one in self.each if one.id.startswith(starts)]

    def clauses(self) -> set[str]:
        """Return the slugs of the clauses that came, went or changed."""
        return {one.key["clause"] for one in self.of_kind("clause-")}

    def has(self, ids: Collection[str], name: str, **key: Any) -> bool:
        """Whether one of ``ids`` is made to ``name``: the datum with these fields of its key.

        ``old`` and ``new`` stand for the values of the change.
        """
        return any(
            all(_field(one, name, field) == value for field, value in key.items())
            for id in ids
            for one in self.found.get((id, name), ())
        )


def value(values: Any, name: str) -> Any:
    """Return a value of a change that tells one for all its interfaces, or one for each."""
    return values.get(name) if isinstance(values, dict) else values


def _field(change: Change, name: str, field: str) -> Any:
    if field in ("old", "new"):
        return value(getattr(change, field), name)
    return change.key.get(field)
