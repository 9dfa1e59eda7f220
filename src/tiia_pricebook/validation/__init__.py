"""The rules that every price book keeps, each with a name."""

from collections.abc import Callable, Iterator

from tiia_pricebook.model.price_book import PriceBook
from tiia_pricebook.validation.day_rules import intervals, only_seen, settlement_order
from tiia_pricebook.validation.fact_rules import counts, interfaces, not_empty, prices, tiers
from tiia_pricebook.validation.problem import Problem
from tiia_pricebook.validation.reading_rules import readings
from tiia_pricebook.validation.source_rules import sources

RULES: tuple[Callable[[PriceBook], Iterator[Problem]], ...] = (
    not_empty,
    interfaces,
    tiers,
    prices,
    counts,
    intervals,
    sources,
    settlement_order,
    only_seen,
    readings,
)


def check(book: PriceBook) -> list[Problem]:
    """Return every rule that ``book`` breaks; empty for a valid book."""
    return [problem for rule in RULES for problem in rule(book)]
