"""Wrong rules: the order of settlement, and what is read where the page leaves it open."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from tiia_pricebook import PriceBook
from tiia_pricebook.messages import say_as
from tiia_pricing.proof.mutants.fact_names import STEPS
from tiia_pricing.proof.mutants.mutant import Mutant, changed_to, put


def order_mutants(book: PriceBook) -> Iterator[Mutant]:
    """Settle in another order."""
    first, second, last = book.settlement_order.steps
    for steps in ((second, first, last), (first, last, second)):
        order = replace(book.settlement_order, steps=steps)
        yield Mutant(
            "settlement-order",
            STEPS,
            say_as("change", "are {steps}", steps=" > ".join(steps)),
            (),
            replace(book, settlement_order=order),
        )


def default_mutants(book: PriceBook) -> Iterator[Mutant]:
    """Read each open question in each of its other ways."""
    for index, reading in enumerate(book.readings):
        for value in reading.values:
            if value != reading.default:
                readings = put(book.readings, index, replace(reading, default=value))
                changed = replace(book, readings=readings)
                change = changed_to(reading.default, value)
                yield Mutant("reading-default", reading.name, change, (), changed)
