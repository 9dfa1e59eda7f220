"""Wrong free quotas: their calls, days and sharing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from msgspec.structs import replace

from tiia_pricebook import FreeQuota, PriceBook
from tiia_pricebook.messages import say_as
from tiia_pricing.proof.mutants.fact_names import name_of
from tiia_pricing.proof.mutants.mutant import GONE, Mutant, changed_to, put, wrong_days


def quota_mutants(book: PriceBook) -> Iterator[Mutant]:
    """Change calls and days of each quota, and leave each out."""
    for index, quota in enumerate(book.free_quotas):
        for calls in (quota.calls - 1, quota.calls + 1, quota.calls * 10):
            change = changed_to(quota.calls, calls)
            yield _quota(book, index, "free-quota", change, calls=calls)
        for change, days in wrong_days(quota):
            yield _quota(book, index, "free-quota-date", change, **days)
        dropped = book.free_quotas[:index] + book.free_quotas[index + 1 :]
        yield Mutant(
            "free-quota",
            name_of(quota),
            GONE,
            quota.interfaces,
            replace(book, free_quotas=dropped),
        )


def sharing_mutants(book: PriceBook) -> Iterator[Mutant]:
    """Share quotas that are each its own, and the reverse."""
    for index, quota in enumerate(book.free_quotas):
        if len(quota.interfaces) > 1:
            each = tuple(replace(quota, interfaces=(name,)) for name in quota.interfaces)
            quotas = book.free_quotas[:index] + each + book.free_quotas[index + 1 :]
            yield _shared(book, quota, say_as("change", "is each's own"), quotas)
    for index, (one, other) in enumerate(pairwise(book.free_quotas)):
        alike = (one.calls, one.from_, one.to) == (other.calls, other.from_, other.to)
        if alike and len(one.interfaces) == len(other.interfaces) == 1:
            pool = replace(one, interfaces=one.interfaces + other.interfaces)
            quotas = (*book.free_quotas[:index], pool, *book.free_quotas[index + 2 :])
            yield _shared(book, pool, say_as("change", "is shared"), quotas)


def _shared(
    book: PriceBook, quota: FreeQuota, change: str, quotas: tuple[FreeQuota, ...]
) -> Mutant:
    book = replace(book, free_quotas=quotas)
    return Mutant("quota-sharing", name_of(quota), change, quota.interfaces, book)


def _quota(book: PriceBook, index: int, group: str, change: str, **values: Any) -> Mutant:
    quota = book.free_quotas[index]
    quotas = put(book.free_quotas, index, replace(quota, **values))
    changed = replace(book, free_quotas=quotas)
    return Mutant(group, name_of(quota), change, quota.interfaces, changed)
