"""One file of an input: where it is, and its columns."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

_TEXT = "VARCHAR"


class SourceFile(Struct, frozen=True):
    """One file: its columns in their order, and the types of Parquet (text in CSV).

    ``read`` are the columns that a run takes; no other one needs a name of its own.
    ``at_once`` reads several parts of it at once, which short rows beside rows over several lines
    do not allow.
    """

    path: Path
    columns: tuple[str, ...]
    types: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    at_once: bool = True

    @property
    def is_csv(self) -> bool:
        """Whether it is CSV; else it is Parquet."""
        return self.path.suffix.casefold() == ".csv"

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns for an engine, which folds case: another for each unread one."""
        return tuple(
            name if name in self.read else f"unread {number}"
            for number, name in enumerate(self.columns)
        )

    def type_of(self, column: str) -> str:
        """Return the engine's type of a column."""
        return self.types[self.columns.index(column)] if self.types else _TEXT

    def is_text(self, column: str) -> bool:
        """Whether a column is text, or names out of a list."""
        return self.type_of(column).startswith((_TEXT, "ENUM"))
