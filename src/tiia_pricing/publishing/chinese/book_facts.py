"""What the proof calls facts and their changes in Chinese, by their English names.

The report of the proof is data and has them in English; the mutants are made again for the
messages.
"""

from __future__ import annotations

from collections.abc import Iterator

from tiia_pricebook import PriceBook
from tiia_pricebook.messages import Message, in_english, say_as
from tiia_pricing.locale import tell_in
from tiia_pricing.proof.equivalents import REASONS
from tiia_pricing.proof.matching import INFORMATIVE
from tiia_pricing.proof.mutants import mutants


def facts_in_chinese(book: PriceBook) -> dict[str, str]:
    """What is wrong in each mutant of ``book``, why one is none, and of when its evidence is."""
    tell = tell_in("zh")
    said = (*_wrong(book), *_dates(book), *INFORMATIVE.values(), *REASONS.values())
    return {in_english(one): tell(one) for one in said}


def _wrong(book: PriceBook) -> Iterator[Message]:
    for mutant in mutants(book):
        for text in (mutant.fact, mutant.change):
            if isinstance(text, Message):
                yield text


def _dates(book: PriceBook) -> Iterator[Message]:
    """The days of evidence that are no single day."""
    for reading in book.readings:
        for found in reading.evidence:
            first, _, last = found.dated.partition(" to ")
            if last:
                yield say_as("evidence", "{first} to {last}", first=first, last=last)
    yield say_as("evidence", "undated")
