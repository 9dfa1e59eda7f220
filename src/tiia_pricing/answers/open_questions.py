"""The questions that the page leaves open, and what each of their answers would cost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from tiia_pricebook import PriceBook, Reading
from tiia_pricing.answers.cells import clause
from tiia_pricing.billing.statement.statement_forms import amount

Otherwise = tuple[str, str, int]
"""A reading, another value of it, and the amount that it alone gives, in cents."""


def open_questions(
    book: PriceBook, chosen: Mapping[str, str], cents: int, others: Iterable[Otherwise]
) -> list[dict[str, Any]]:
    """The questions whose answer moves an amount of ``cents``, and what the others would cost."""
    readings = {reading.name: reading for reading in book.readings}
    return [
        question_of(book, readings[name], chosen[name], _answers(cents, found))
        for name, found in groupby(others, lambda one: one[0])
    ]


def question_of(
    book: PriceBook, reading: Reading, used: str, otherwise: Iterable[dict[str, str]]
) -> dict[str, Any]:
    """Return an open question with the value that is used, and the others that it could have."""
    return {
        "name": reading.name,
        "question": reading.question,
        "used": used,
        "decision": reading.decision,
        "certainty": reading.certainty,
        "clause": clause(book, reading.clause),
        "otherwise": list(otherwise),
    }


def _answers(cents: int, others: Iterable[Otherwise]) -> Iterator[dict[str, str]]:
    for _, value, other in others:
        difference = f"{'-' if other < cents else ''}{amount(abs(other - cents))}"
        yield {"value": value, "amount": amount(other), "difference": difference}
