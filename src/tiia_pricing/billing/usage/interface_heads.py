"""Heads that are interfaces: one under two names, or none that the price book knows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import islice

from tiia_pricebook.collected_errors import Problems
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import listed, say
from tiia_pricing.billing.usage.account import Usage
from tiia_pricing.billing.usage.known_columns import USAGE
from tiia_pricing.billing.usage.known_names import Names, nearest
from tiia_pricing.tables.heads import head_of

_SHOWN = 5


def wrong_head(
    names: Names, usage: Iterable[Usage], former: Collection[str] = ()
) -> InputError | None:
    """Return what is wrong with a head of which no column is an interface, or nearly one.

    Such a head was meant to name columns, and not interfaces. ``former`` are more names that an
    interface may have.
    """
    rows = {head: row for row in usage if (head := _head(row))}
    if not rows or any(
        names.has(head) or head in former or nearest(names.book, head) for head in rows
    ):
        return None
    text = say(
        "the heading row is wrong: neither a column of usage nor an API is called {heads}",
        heads=listed((say("{name!r}", name=head) for head in islice(rows, _SHOWN)), " or "),
    )
    expected = say(
        "the headings {columns}; or one for each API, as the page names it", columns=head_of(USAGE)
    )
    where = next(iter(rows.values())).place.where("interface", "usage", 0)
    return InputError("column-unknown", text, where=where, expected=expected)


def add_same_columns(names: Names, usage: Iterable[Usage], problems: Problems) -> None:
    """Add the columns of a table that have the usage of one interface under two names."""
    met: dict[str, str] = {}
    for row in usage:
        head = _head(row)
        if not head or not names.has(row.interface):
            continue
        first = met.setdefault(names.of(row.interface), head)
        if first != head:
            text = say(
                "columns {first!r} and {head!r} are of the same interface", first=first, head=head
            )
            fault = InputError(
                "column-duplicate", text, expected=say("one column of each interface")
            )
            problems.add(fault, row.place.where("interface", "usage", 0))


def _head(row: Usage) -> str:
    """The head that names the interface of a row; empty where a cell does."""
    head, line = (row.place.heads or {}).get("interface", ("", None))
    return head if line else ""
