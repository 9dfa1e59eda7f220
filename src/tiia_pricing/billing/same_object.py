"""A key that equals nothing but the very same object: to remember what follows from frozen data."""

from __future__ import annotations

from typing import Generic, TypeVar

Value = TypeVar("Value")


class Same(Generic[Value]):
    """Holds ``value`` and compares by identity: a whole price book would be compared fact by fact.

    Whoever remembers it keeps the object alive, so that no other one takes its identity.
    """

    __slots__ = ("value",)

    def __init__(self, value: Value) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.value is other.value

    def __hash__(self) -> int:
        return id(self.value)
