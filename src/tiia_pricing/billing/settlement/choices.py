"""One value for each reading: what the page leaves open, decided."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from tiia_pricebook import PriceBook
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import listed, say


class Choices(Struct, frozen=True):
    """The value of every reading; the field ``tier_basis`` is the reading ``tier-basis``."""

    tier_basis: str
    partial_thousand: str
    rounding: str
    tier_mode: str
    progressive_bound: str
    quota_change: str
    price_change: str
    first_month: str
    shared_pool_order: str
    pack_order: str
    pack_validity: str
    pack_start: str

    def items(self) -> list[tuple[str, str]]:
        """Name and value of each reading, in the order of the price book."""
        return [(name.replace("_", "-"), getattr(self, name)) for name in self.__struct_fields__]


def choose(book: PriceBook, fixed: Mapping[str, str]) -> Choices:
    """Return the book's defaults with the values of ``fixed`` in their place.

    Raises ``InputError`` for a reading the book does not have, and for a value that it
    does not admit.
    """
    admissible = {reading.name: reading for reading in book.readings}
    for name, value in fixed.items():
        if name not in admissible:
            text = say("unknown reading {name!r}", name=name)
            raise InputError("unknown-reading", text, expected=listed(admissible))
        if value not in admissible[name].values:
            text = say("reading {name!r} has no value {value!r}", name=name, value=value)
            expected = listed(admissible[name].values)
            raise InputError("unknown-reading-value", text, expected=expected)
    values = {name: reading.default for name, reading in admissible.items()} | dict(fixed)
    return Choices(**{name.replace("-", "_"): value for name, value in values.items()})
