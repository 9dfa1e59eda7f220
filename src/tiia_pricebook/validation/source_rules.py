"""The rules of sources: every number names a cell or a clause, and clauses are declared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from tiia_pricebook.messages import say
from tiia_pricebook.model.price_book import PriceBook
from tiia_pricebook.model.provenance import Source
from tiia_pricebook.validation.problem import Problem


def sources(book: PriceBook) -> Iterator[Problem]:
    """Yield numbers without a place, and clauses that are not declared once."""
    clauses = {clause.id for clause in book.clauses}
    accepted = {page.file for page in getattr(book, "pages", ())}
    for path, source in sources_used(book):
        cell = (source.table, source.row, source.column)
        if source.clause is None and None in cell:
            yield Problem("number-sourced", path, say("names neither a cell nor a clause"))
        elsewhere = source.page and source.page not in accepted
        if not elsewhere and source.clause is not None and source.clause not in clauses:
            yield Problem(
                "clause-declared",
                path,
                say("{name!r} is not among the clauses", name=source.clause),
            )
    for path, id in _clauses_used(book):
        if id is not None and id not in clauses:
            yield Problem(
                "clause-declared", path, say("{name!r} is not among the clauses", name=id)
            )
    for id, count in Counter(clause.id for clause in book.clauses).items():
        if count > 1:
            yield Problem(
                "clause-once",
                "$.clauses",
                say("{name!r} names {count} clauses", name=id, count=count),
            )


def sources_used(book: PriceBook) -> Iterator[tuple[str, Source]]:
    """Yield every source of a book's facts, with its path."""
    for index, interface in enumerate(book.interfaces):
        yield f"$.interfaces[{index}].source", interface.source
    for index, quota in enumerate(book.free_quotas):
        yield f"$.free_quotas[{index}].source", quota.source
    for index, table in enumerate(book.pay_as_you_go):
        for number, tier in enumerate(table.tiers):
            path = f"$.pay_as_you_go[{index}].tiers[{number}]"
            yield from ((f"{path}.source", tier.source), (f"{path}.bound", tier.bound))
    for index, pack in enumerate(book.packs):
        path = f"$.packs[{index}]"
        yield from ((f"{path}.source", pack.source), (f"{path}.size", pack.size))
        if pack.validity:
            yield f"{path}.validity", pack.validity


def _clauses_used(book: PriceBook) -> Iterator[tuple[str, str | None]]:
    lists: Iterable[tuple[str, Sequence[object]]] = (
        ("free_quotas", book.free_quotas),
        ("pay_as_you_go", book.pay_as_you_go),
        ("packs", book.packs),
        ("no_packs", book.no_packs),
        ("readings", book.readings),
    )
    for name, data in lists:
        for index, datum in enumerate(data):
            yield f"$.{name}[{index}].clause", getattr(datum, "clause")  # noqa: B009
    for index, table in enumerate(book.pay_as_you_go):
        yield f"$.pay_as_you_go[{index}].mode_clause", table.mode_clause
    yield "$.settlement_order.clause", book.settlement_order.clause
