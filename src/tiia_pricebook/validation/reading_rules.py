"""The rules of readings: all are there, each with values that are implemented."""

from __future__ import annotations

from collections.abc import Iterator

from tiia_pricebook.messages import say
from tiia_pricebook.model.price_book import PriceBook
from tiia_pricebook.readings import READINGS
from tiia_pricebook.validation.problem import Problem


def readings(book: PriceBook) -> Iterator[Problem]:
    """Yield readings that are missing, unknown, or have a default that is no value."""
    known = {reading.name: set(reading.values) for reading in READINGS}
    given = {reading.name: reading for reading in book.readings}
    for name in known.keys() - given.keys():
        yield Problem("readings-complete", "$.readings", say("{name!r} is missing", name=name))
    for index, reading in enumerate(book.readings):
        path = f"$.readings[{index}]"
        if not set(reading.values) <= known.get(reading.name, set()):
            text = say(
                "{name!r} with {values} is not implemented",
                name=reading.name,
                values=list(reading.values),
            )
            yield Problem("reading-known", path, text)
        if reading.default not in reading.values:
            text = say(
                "default {default!r} is not among {values}",
                default=reading.default,
                values=list(reading.values),
            )
            yield Problem("reading-default-admissible", path, text)
