"""Where a row of usage or packs was given, so that an error about it can say so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

# The columns that `quote` takes from `--month`, not from the argument of the row.
_DAYS = frozenset({"date"})


class RowPlace(Struct, frozen=True, eq=False, gc=False, repr_omit_defaults=True):
    """The line of a file, or the argument of a command, that gave a row; all ``None``: data.

    A row is what it says, wherever it was given: any two places are equal. ``date_argument``
    is the argument of the row's date where that is another one. ``field`` is what a question calls
    its list of such rows, where a row was given as data. ``sheet`` is that of a workbook;
    ``heads`` has, by the column's own name, its head in the file where that is another one, and
    the head's line where the value stands there.
    """

    file: str | None = None
    line: int | None = None
    argument: str | None = None
    date_argument: str | None = None
    sheet: str | None = None
    heads: Mapping[str, tuple[str, int | None]] | None = None
    field: str | None = None

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))

    def where(self, column: str, rows: str, index: int) -> dict[str, Any]:
        """Return the place of a column's value.

        ``rows[index]`` for a row that was given as data.
        """
        if self.file is not None:
            return self._in_file(column)
        if self.argument is not None:
            of_date = column in _DAYS and self.date_argument is not None
            return {"argument": self.date_argument if of_date else self.argument}
        return {"list": self.field or rows, "index": index, "column": column}

    def _in_file(self, column: str) -> dict[str, Any]:
        head, line = (self.heads or {}).get(column, (column, None))
        sheet = {"sheet": self.sheet} if self.sheet is not None else {}
        return {"file": self.file, "line": line or self.line, **sheet, "column": head}


NOWHERE = RowPlace()
