"""All edits: every family on every page that it applies to, and combinations of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from page_text import Base
from scorecard import interfaces, malformed, packs, prices, quotas, sentences, tiers
from scorecard.edits import Edit
from scorecard.pages import both

FAMILIES: tuple[Callable[[Base], Iterator[Edit]], ...] = (
    prices.prices,
    prices.units,
    tiers.bounds,
    tiers.columns,
    quotas.amounts,
    quotas.dates,
    quotas.announcements,
    quotas.presence,
    quotas.sharing,
    packs.pack_prices,
    packs.pack_sizes,
    packs.pack_rows,
    interfaces.removals,
    interfaces.additions,
    interfaces.renamings,
    sentences.rewordings,
    sentences.meanings,
    sentences.modes,
    sentences.presence,
    malformed.notes,
    malformed.spans,
    malformed.others,
)


def singles() -> list[Edit]:
    """One edit at a time."""
    return [edit for page in both() for family in FAMILIES for edit in family(page)]
