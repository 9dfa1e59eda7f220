"""What is sold, as FOCUS names it: one SKU an interface, one price of it a tier or a pack."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from tiia_pricebook import PriceBook, Source
from tiia_pricing.billing.focus.columns import Value


class Sku(Struct, frozen=True):
    """An interface: its id is the API action where one is known, else the vendor's name."""

    id: str
    interface: str

    @classmethod
    def of(cls, book: PriceBook, interface: str) -> Sku:
        """Return the SKU of an interface of a book."""
        actions = {one.name: one.action for one in book.interfaces}
        return cls(f"tiia/{actions.get(interface) or interface}", interface)

    @property
    def label(self) -> str:
        """Its id in a description, which FOCUS wants in ASCII."""
        return self.id if self.id.isascii() else "an image analysis API"

    def price(self, name: str, details: Mapping[str, int | str]) -> dict[str, Value]:
        """Return one of its prices: the same id whatever the price is at the time."""
        return {
            "SkuId": self.id,
            "SkuMeter": "API calls",
            "SkuPriceId": f"{self.id}/{name}",
            "SkuPriceDetails": json.dumps(details) if details else None,
            "x_Interface": self.interface,
        }


def cell_of(source: Source, clause: str | None) -> dict[str, Value]:
    """Return where a price stands.

    That is its clause and its cell, which counts from 0 as in the price book.
    """
    return {
        "x_Clause": source.clause or clause,
        "x_Page": source.page or None,
        "x_Table": source.table,
        "x_Row": source.row,
        "x_Column": source.column,
    }


def thousands(calls: int, per: int) -> Decimal:
    """Return calls in the unit of the price, exactly: a unit is a power of ten."""
    return Decimal(calls) / Decimal(per)
