"""Which readings can change what quotas and packs take, and for which accounts.

Under a reading that cannot touch an account its lines are what they are already: only the
combinations are settled again in which every reading that differs touches it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from tiia_pricebook import PriceBook
from tiia_pricebook.calendar import Month, holds_within
from tiia_pricing.billing.settlement.choices import Choices
from tiia_pricing.rating.dialect import literal
from tiia_pricing.rating.packs_sql import PackKind
from tiia_pricing.rating.pricing_sql import Pricing


class Variant(Struct, frozen=True):
    """Readings other than the chosen ones, and those of them that differ."""

    choices: Choices
    differing: tuple[str, ...]


def admissible(
    book: PriceBook, choices: Choices, fixed: Iterable[str]
) -> Mapping[str, Sequence[str]]:
    """Return the values of each reading, as a field of ``Choices``.

    Those that are fixed have one.
    """
    known = {one.name.replace("-", "_"): one.values for one in book.readings}
    for name in fixed:
        known.pop(name.replace("-", "_"), None)
    own = {name: (getattr(choices, name),) for name in choices.__struct_fields__}
    return own | known


def variants(
    choices: Choices, values: Mapping[str, Sequence[str]], touching: Iterable[str]
) -> Iterator[Variant]:
    """Yield every other combination of the readings in ``touching``."""
    names = list(touching)
    for combination in product(*(values[name] for name in names)):
        one = replace(choices, **dict(zip(names, combination, strict=True)))
        differing = tuple(name for name in names if getattr(one, name) != getattr(choices, name))
        if differing:
            yield Variant(one, differing)


def pricings(
    choices: Choices, values: Mapping[str, Sequence[str]], names: Iterable[str]
) -> Iterator[tuple[Pricing, Pricing]]:
    """The pricings under each combination of the readings in ``names``: a lowest and a highest.

    Cut off and by the call an amount is never more than rounded half up and by whole thousands.
    """
    rounding, partial = values["rounding"], values["partial_thousand"]
    low = {
        "rounding": "down" if "down" in rounding else rounding[0],
        "partial_thousand": "pro-rata" if "pro-rata" in partial else partial[0],
    }
    high = {
        "rounding": "half-up" if "half-up" in rounding else rounding[0],
        "partial_thousand": "round-up" if "round-up" in partial else partial[0],
    }
    listed = list(names)
    for combination in product(*(values[name] for name in listed)):
        one = replace(choices, **dict(zip(listed, combination, strict=True)))
        yield pricing_of(replace(one, **low)), pricing_of(replace(one, **high))


def pricing_of(choices: Choices) -> Pricing:
    """Return the readings of ``choices`` that price."""
    return Pricing(**{name: getattr(choices, name) for name in Pricing.__struct_fields__})


def touched_by(
    reading: str, book: PriceBook, months: Sequence[Month], kinds: Sequence[PackKind]
) -> str | None:
    """Return the accounts that a reading can touch, as a query.

    ``None`` where it can touch none.
    """
    in_months = {
        "quota_change": [one for one in months if _quota_changes(book, one)],
        "shared_pool_order": [one for one in months if _shares(book, one)],
        "price_change": [one for one in months if order_turns(book, one)],
    }
    if reading in in_months:
        listed = ", ".join(literal(month.first) for month in in_months[reading])
        return f"SELECT account FROM day_usage WHERE month IN ({listed})" if listed else None
    if reading == "first_month":
        return "SELECT account FROM day_usage WHERE activated IS NOT NULL"
    if reading == "pack_order":
        orders = "SELECT account FROM bought GROUP BY account HAVING SUM(quantity) > 1"
        return orders if _orders_differ(kinds) else None
    moved = [one for one in kinds if one.purchased_on.day > 1]
    return "SELECT account FROM bought WHERE DAY(purchased_on) > 1" if moved else None


def order_turns(book: PriceBook, month: Month) -> bool:
    """Return whether the settlement order changes within a month."""
    return any(one.to and month.first < one.to < month.end for one in book.former_orders)


def _quota_changes(book: PriceBook, month: Month) -> bool:
    days = [day for one in book.free_quotas for day in (one.from_, one.to)]
    return any(day and month.first < day < month.end for day in days)


def _shares(book: PriceBook, month: Month) -> bool:
    return any(
        len(one.interfaces) > 1 and holds_within(one, month.first, month.end)
        for one in book.free_quotas
    )


def _orders_differ(kinds: Sequence[PackKind]) -> bool:
    """Whether some pack that is bought later ends earlier."""
    latest: dict[int, PackKind] = {}
    for kind in sorted(kinds, key=lambda one: (one.interface, one.purchased_on)):
        before = latest.setdefault(kind.interface, kind)
        if kind.end < before.end and before.purchased_on < kind.purchased_on:
            return True
        if kind.end > before.end:
            latest[kind.interface] = kind
    return False
