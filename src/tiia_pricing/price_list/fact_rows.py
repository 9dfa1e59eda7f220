"""Prices, free quotas and packs as rows of a table: a row for each number that costs or saves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct, field, structs

from tiia_pricebook import Fact, FreeQuota, Interface, Pack, Source
from tiia_pricing.price_list.price_list import tier_ends
from tiia_pricing.tables.csv_tables import csv_text

Known = Literal["stated", "told", ""]


class FactRow(Struct, frozen=True):
    """One number of the vendor's page that costs or saves money, as a row of text.

    It holds on the days ``[from_, to)``; ``from_is`` and ``to_is`` are ``stated`` where a page
    says so, ``told`` where pages tell of those days alone. The fields are the columns.
    """

    interface: str
    action: str
    kind: Literal["tier", "free-quota", "pack"]
    from_calls: str = ""
    to_calls: str = ""
    calls: str = ""
    price: str = ""
    per_calls: str = ""
    currency: str = ""
    mode: str = ""
    shared_with: str = ""
    from_: str = field(default="", name="from")
    from_is: Known = ""
    to: str = ""
    to_is: Known = ""
    not_before: str = ""
    known_since: str = ""
    clause: str = ""
    table: str = ""
    row: str = ""
    column: str = ""
    text: str = ""
    page: str = ""
    page_sha256: str = ""
    read_on: str = ""


NAMES = FactRow.__struct_encode_fields__


def as_csv(rows: Iterable[FactRow]) -> str:
    """Write rows as CSV under the names of their columns; no cell is a formula."""
    return csv_text([NAMES, *map(structs.astuple, rows)])


def rows_of(fact: Fact, interface: Interface) -> Iterator[tuple[FactRow, Source]]:
    """Yield what a fact says of an interface: a row for each number, and where that stands.

    A row names its cell or its clause, and neither days nor page.
    """
    for row, source in _numbers(fact, interface):
        yield structs.replace(row, **_place(fact, source)), source


def _numbers(fact: Fact, interface: Interface) -> Iterator[tuple[FactRow, Source]]:
    own = (interface.name, interface.action or "")
    if isinstance(fact, FreeQuota):
        others = "、".join(name for name in fact.interfaces if name != interface.name)
        yield FactRow(*own, "free-quota", calls=str(fact.calls), shared_with=others), fact.source
    elif isinstance(fact, Pack):
        row = FactRow(*own, "pack", calls=str(fact.calls), price=str(fact.price), currency="CNY")
        yield row, fact.source
    else:
        for tier, end in zip(fact.tiers, tier_ends(fact), strict=True):
            yield (
                FactRow(
                    *own,
                    "tier",
                    from_calls=str(tier.from_calls),
                    to_calls="" if end is None else str(end),
                    price=str(tier.price),
                    per_calls=str(fact.per_calls),
                    currency=fact.currency,
                    mode=fact.mode,
                ),
                tier.source,
            )


def _place(fact: Fact, source: Source) -> dict[str, str]:
    cell = {name: getattr(source, name) for name in ("table", "row", "column")}
    return {
        "clause": source.clause or fact.clause or "",
        **{name: "" if value is None else str(value) for name, value in cell.items()},
        "text": " ".join(source.text.split()),
    }
