"""The faults of an input, collected: one error that lists them all, up to a number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from tiia_pricebook.errors import InputError

LISTED = 20

Read = TypeVar("Read")


class Problems:
    """Faults in the order in which they were found: the first are kept, all are counted."""

    def __init__(self) -> None:
        self.kept: list[InputError] = []
        self.more = 0
        self._met: set[object] = set()
        self._last: object = None

    def __bool__(self) -> bool:
        return bool(self.kept)

    def add(self, error: InputError, where: dict[str, Any]) -> None:
        """Keep a fault with its place; the same fault of the same place once."""
        fault = (error.id, error.message, frozenset(where.items()))
        if fault == self._last or fault in self._met:
            return
        self._last = fault
        if len(self.kept) < LISTED:
            placed = InputError(error.id, error.message, where=where, expected=error.expected)
            self.kept.append(placed)
            self._met.add(fault)
        else:
            self.more += 1

    def add_all(self, error: InputError) -> None:
        """Keep every fault that an error lists."""
        for one in error.problems or (error,):
            if isinstance(one, InputError):
                self.add(one, one.where)
        self.more += error.more

    def read(self, parse: Callable[[], Read], where: dict[str, Any]) -> Read | None:
        """Return what ``parse`` gives, or ``None`` and a fault of that place."""
        try:
            return parse()
        except InputError as error:
            self.add(error, where)
            return None

    def raise_any(self) -> None:
        """Raise ``InputError``, the first fault with all others in it, if there is one."""
        if self.kept:
            raise self.error()

    def error(self, message: str | None = None) -> InputError:
        """Return the first fault, which lists all; ``message`` in the place of its own."""
        first = self.kept[0]
        return InputError(
            first.id,
            message or first.message,
            where=first.where,
            expected=first.expected,
            problems=self.kept,
            more=self.more,
        )

    def led_by(self, error: InputError) -> InputError:
        """Return the error of all faults, beginning with the one that ``error`` is."""
        self.kept.sort(key=lambda one: (one.id, one.message) != (error.id, error.message))
        return self.error()

    def in_order(self, files: Sequence[str]) -> InputError:
        """Return the error of all faults in the order of ``files``, then of their lines."""

        def place(one: InputError) -> tuple[int, int]:
            file = one.where.get("file")
            return (files.index(file) if file in files else len(files), one.where.get("line", 0))

        self.kept.sort(key=place)
        return self.error()
