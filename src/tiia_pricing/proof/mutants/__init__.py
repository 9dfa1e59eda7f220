"""Price books with one fact wrong, each by a name that says which and how."""

from __future__ import annotations

from collections.abc import Iterator

from tiia_pricebook import PriceBook
from tiia_pricebook.editions.dated_book import DatedBook
from tiia_pricing.proof.mutants.fact_names import name_of
from tiia_pricing.proof.mutants.mutant import Mutant
from tiia_pricing.proof.mutants.of_dates import (
    accepted_mutants,
    first_day_mutants,
    known_since_mutants,
    older_month_mutants,
)
from tiia_pricing.proof.mutants.of_packs import pack_date_mutants, pack_mutants
from tiia_pricing.proof.mutants.of_prices import (
    bound_mutants,
    mode_mutants,
    price_date_mutants,
    price_mutants,
    swap_mutants,
)
from tiia_pricing.proof.mutants.of_quotas import quota_mutants, sharing_mutants
from tiia_pricing.proof.mutants.of_rules import default_mutants, order_mutants

__all__ = ["Mutant", "mutants", "name_of"]


def mutants(book: PriceBook) -> Iterator[Mutant]:
    """Yield every mutant of ``book``, in the order of its facts."""
    yield from price_mutants(book)
    yield from swap_mutants(book)
    yield from bound_mutants(book)
    yield from mode_mutants(book)
    yield from quota_mutants(book)
    yield from sharing_mutants(book)
    yield from pack_mutants(book)
    yield from order_mutants(book)
    yield from default_mutants(book)
    yield from first_day_mutants(book)
    yield from price_date_mutants(book)
    yield from pack_date_mutants(book)
    if isinstance(book, DatedBook):
        yield from known_since_mutants(book)
        yield from older_month_mutants(book)
        yield from accepted_mutants(book)
