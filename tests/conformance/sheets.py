"""A case made of rows: its usage and packs files written out."""

from __future__ import annotations

import base64
import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from . import books
from .implementation import Case
from .tables import Row, column

USAGE = ("date", "interface", "calls")
PACKS = ("purchased on", "interface", "calls", "quantity")


def case(
    book: books.Book | None,
    usage: Sequence[Row],
    packs: Sequence[Row] = (),
    readings: Mapping[str, str] | None = None,
    activated: Mapping[str, str] | None = None,
) -> Case:
    """The case of an account given in rows; a book of ``None`` is the page's."""
    return {
        "book": book,
        "usage": as_csv(usage, USAGE),
        "packs": as_csv(packs, PACKS) if packs else None,
        "readings": dict(readings or {}),
        "activated": dict(activated or {}),
    }


def as_csv(rows: Iterable[Row], columns: Sequence[str]) -> str:
    """Rows as a CSV file in base64, its columns named as files name them."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="")
    writer.writerow({name: column(name) for name in columns})
    writer.writerows(rows)
    return in_base64(out.getvalue())


def in_base64(text: str, encoding: str = "utf-8") -> str:
    """The bytes of ``text`` in base64."""
    return base64.b64encode(text.encode(encoding)).decode()
