"""One page, one or two products: which of its prices belong together.

The vendor sold an older image tagging service priced by the picture (元/张) and, from 2019
on, image analysis priced by the thousand calls (元/千次). For some weeks one page had both.
Each has a line of its own, and the unit of the price tells which: no page of either product
ever used the other's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec.structs import replace

from tiia_pricebook import PayAsYouGo, PriceBook

Product = Literal["by-picture", "by-call"]


def lines_of(book: PriceBook) -> Iterator[tuple[Product, PriceBook]]:
    """Yield the part of ``book`` that belongs to each line.

    Clauses are the page's: where it has two lines, they are told in both. Findings are
    about the page and ours, and left out.
    """
    products = {table.interface: _product(table) for table in book.pay_as_you_go}
    for product in dict.fromkeys(products.values()):
        names = {name for name, own in products.items() if own == product}
        # What has no price of its own, a free interface say, goes with the page's first line.
        if product == next(iter(products.values())):
            names |= {interface.name for interface in book.interfaces} - products.keys()
        yield product, _part(book, names)


def _product(table: PayAsYouGo) -> Product:
    texts = [text for tier in table.tiers for text in (tier.source.text, tier.bound.text)]
    return "by-picture" if any("张" in text for text in texts) else "by-call"


def _part(book: PriceBook, names: set[str]) -> PriceBook:
    return replace(
        book,
        interfaces=tuple(item for item in book.interfaces if item.name in names),
        free_quotas=tuple(item for item in book.free_quotas if names & set(item.interfaces)),
        pay_as_you_go=tuple(item for item in book.pay_as_you_go if item.interface in names),
        packs=tuple(item for item in book.packs if item.interface in names),
        no_packs=tuple(item for item in book.no_packs if names & set(item.interfaces)),
        findings=(),
    )
