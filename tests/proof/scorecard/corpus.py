"""All edits: each family on each page that it is for, combinations, and what means nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from proof.scorecard import (
    announced,
    columns_page,
    interfaces,
    labels,
    ladder_page,
    malformed,
    markup,
    order,
    packs,
    prices,
    quotas,
    refusals,
    sentences,
    spelling,
    tiers,
)
from proof.scorecard.combined import combinations_of
from proof.scorecard.edits import Edit
from proof.scorecard.pages import framed, markdown
from support.page_text import Base

_FAMILIES: tuple[Callable[[Base], Iterator[Edit]], ...] = (
    *(prices.prices, prices.units),
    *(tiers.bounds, tiers.columns),
    *(quotas.amounts, quotas.dates, quotas.announcements, quotas.presence, quotas.sharing),
    *(packs.pack_prices, packs.pack_sizes, packs.pack_rows),
    *(interfaces.removals, interfaces.additions, interfaces.renamings),
    *(sentences.rewordings, sentences.meanings, sentences.modes, sentences.presence),
    *(announced.notes, announced.pack_notes, announced.bound_notes, announced.sentences),
    *(malformed.notes, malformed.spans, malformed.others),
)
_IN_HTML = 4  # every so many of the edits of Markdown are made in HTML too


def meaningful() -> Iterator[Edit]:
    """Every edit of the vendor's page and of two more, then combinations of them."""
    published, html = markdown(), framed()
    singles = list(_singles(published))
    framed_ = list(_singles(html))
    yield from singles
    yield from framed_[::_IN_HTML]
    for page in (published, html):
        yield from labels.labels(page)
    yield from refusals.refusals(published)
    yield from ladder_page.ladder()
    yield from columns_page.columns()
    yield from combinations_of(singles, 200)
    yield from combinations_of(framed_, 60)


def on_the_page() -> Iterator[Edit]:
    """One edit at a time of the page as published."""
    return _singles(markdown())


def _singles(page: Base) -> Iterator[Edit]:
    return (edit for family in _FAMILIES for edit in family(page))


def meaningless() -> Iterator[Edit]:
    """Edits of which nothing is to be told."""
    page, html = markdown(), framed()
    yield from markup.markup(page)
    yield from spelling.spelling(page)
    yield from (edit for edit in markup.markup(html) if edit.name.endswith("every table"))
    yield from (edit for edit in spelling.spelling(html) if not edit.name.endswith("in a table"))
    for family in (order.rows, order.columns, order.tables, order.sections, order.layouts):
        yield from family(page)
