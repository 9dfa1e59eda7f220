"""What no fact was read from: words known to say nothing, the rest is refused or a clause.

Every word of a table of prices, packs or quotas is one of: a fact's, the name of an
interface, a sentence in a note, a head of known words, or on the closed list below. Anything
else may change what a number means, so the page is refused. Tables of other things are told
row by row, as clauses.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from tiia_pricebook import Passage, Unread
from tiia_pricebook.messages import say
from tiia_pricebook.unread_words import HEADING
from tiia_scraper.document.document import Document, Sentence, Table, read_document
from tiia_scraper.document.grid import Cell
from tiia_scraper.document.titles import is_title
from tiia_scraper.document.walk import is_note
from tiia_scraper.document.whitespace import collapse
from tiia_scraper.extraction.page_parts import Page
from tiia_scraper.extraction.tables.stated_units import refuse_units
from tiia_scraper.extraction.tables.table_columns import NO_NAME, Layout, Role
from tiia_scraper.extraction.tables.table_layouts import lay_out
from tiia_scraper.vocabulary import (
    Unreadable,
    fold,
    is_placeholder,
    parse_head,
)

# Cells of columns of which nothing is computed, by the words of their head.
_PAID = frozenset({"预付费", "后付费", "按量计费", "包年包月"})
_PERIODS = frozenset({"年", "月", "按月", "按年"})
_NONE = frozenset[str]()
_TERMS = {
    **dict.fromkeys(("计费周期", "付费周期", "周期"), _PERIODS),
    **dict.fromkeys(("计费模式", "付费模式", "计费方式", "付费方式", "模式"), _PAID),
    **dict.fromkeys(("折扣", "备注", "说明"), _NONE),
    "计费项": NO_NAME,
}
# A group of interfaces (图像理解) stands before their names; it has no number and no condition.
_GROUP = re.compile("[\u4e00-\u9fffA-Za-z（）()、/ -]{1,16}")
# Of whom, where and when a price holds is a condition of it.
_CHARGING = re.compile(
    "[价费元折惠减免限仅起止停售赠送新旧升降涨调优]|活动|试用|内测|公测|下线|下架"
    "|地域|区域|地区|大区|可用区|境[内外]|海外|国际|国内|大陆|香港|港澳|新加坡|华[东南西北中]"
    "|北京|上海|广州|时段|[闲忙峰谷]时|日间|夜间|等级|会员|认证|用户|客户|学生|企业|个人"
)
_UNITS: dict[Role, tuple[str, ...]] = {
    "quota": ("calls",),
    "volume": ("calls",),
    "price": ("price",),
    "pack-price": ("pack",),
    "size": ("calls",),
    "lasting": ("time",),
}
_ODD_IN: dict[Role, re.Pattern[str]] = {
    "quota": re.compile("价|折扣"),
    "validity": re.compile("价|折扣"),
}
_ODD = re.compile("免费|额度|折扣")
_LONGEST = 2000


def read_told(text: str) -> tuple[Document, list[Layout]]:
    """Return the document of a page with every table told that is of other things, and the layouts.

    Raises ``PageUnreadable`` as ``read_document`` does.
    """
    document = read_document(text)
    layouts = [lay_out(table) for table in document.tables]
    return tell_tables(document, layouts), layouts


def tell_tables(document: Document, layouts: Sequence[Layout]) -> Document:
    """The document with a sentence for each row and caption of the tables of other things."""
    block = max((sentence.block for sentence in document.sentences), default=-1) + 1
    told: list[Sentence] = []
    for layout in layouts:
        if not layout.concerns:
            table = layout.table
            for row, text in _rows(table):
                place = (block + len(told), 0, table.path)
                told.append(Sentence(text, *place, table=table.index, row=row))
    return replace(document, sentences=(*document.sentences, *told))


def _rows(table: Table) -> Iterator[tuple[int, str]]:
    if table.caption:
        yield -1, table.caption
    for number, cells in groupby(table.grid.cells(), key=attrgetter("row")):
        texts = (collapse(cell.text) for cell in cells if not _noted(table, cell))
        if text := " | ".join(filter(None, texts)):
            yield number, text


def _noted(table: Table, cell: Cell) -> bool:
    return is_note(cell.text, cell.colspan, table.grid.width)


def account(page: Page, layouts: Sequence[Layout]) -> tuple[Unread, ...]:
    """Return what of the page is no fact and no clause, and why.

    Refuses words that nobody knows.
    """
    unread = [
        Unread(Passage(block=beside.block), beside.text, _why(beside.id))
        for beside in page.document.besides
    ]
    for layout in layouts:
        unread += _asides(layout.table)
        if layout.concerns and not layout.strange:
            refuse_units(page, layout)
            unread += _caption(page, layout.table)
            unread += _cells(page, layout)
    return tuple(unread)


def _why(id: str) -> str:
    return HEADING if id == "title" else id


def _asides(table: Table) -> Iterator[Unread]:
    for aside in table.grid.asides:
        yield Unread(Passage(table.index, aside.row, aside.column), aside.text, aside.id)


def _caption(page: Page, table: Table) -> Iterator[Unread]:
    if not table.caption:
        return
    if is_title(table.caption) or table.caption in table.path:
        yield Unread(Passage(table.index), table.caption, "caption-title")
    else:
        text = say("the caption {caption!r} is over prices, packs or quotas", caption=table.caption)
        page.refuse("caption-unread", text, say("a caption of known words"), table=table.index)


def _cells(page: Page, layout: Layout) -> Iterator[Unread]:
    facts = _facts(layout)
    not_sold = _offered(layout) - facts
    for cell in sorted(not_sold, key=lambda cell: (cell.row, cell.column)):
        yield _label(layout, cell, "not-sold")
    heads, names = layout.head_cells, _names(layout)
    # A row that is longer than the head has been refused already.
    long = {one.row for one in layout.table.grid.repairs if one.id == "row-too-long"}
    for cell in layout.table.grid.cells():
        told = cell in facts or cell in not_sold or _noted(layout.table, cell)
        if told or cell.row in long or not cell.text:
            continue
        why = _of_head(layout, cell) if cell in heads else _of_data(layout, cell, names)
        if why:
            yield _label(layout, cell, why)
        elif why is None:
            _refuse(page, layout, cell)


def _label(layout: Layout, cell: Cell, why: str) -> Unread:
    return Unread(Passage(layout.table.index, cell.row, cell.column), cell.text, why)


def _facts(layout: Layout) -> set[Cell]:
    """The cells that the facts of a table were read from; that of a quota's validity has none."""
    sold = [offer for offer in layout.offers if not is_placeholder(offer.price.text)]
    granted = (grant.quota for grant in layout.grants)
    return {
        *(cell for ladder in layout.ladders for step in ladder.steps for cell in step),
        *(cell for offer in sold for cell in (offer.size, offer.price)),
        *(cell for offer in sold for cell, _ in offer.validity),
        *(quota for quota in granted if not is_placeholder(quota.text)),
    }


def _offered(layout: Layout) -> set[Cell]:
    """The cells of packs and quotas; those of no fact say that there is none, or of what size."""
    return {
        *(cell for offer in layout.offers for cell in (offer.size, offer.price)),
        *(cell for offer in layout.offers for cell, _ in offer.validity),
        *(grant.quota for grant in layout.grants),
    }


def _names(layout: Layout) -> set[str]:
    """The texts of the cells that name an interface of which a fact was read."""
    named = [ladder.name for ladder in layout.ladders]
    named += [offer.name for offer in layout.offers]
    named += [name for grant in layout.grants for name in grant.names]
    return {name.text for name in named if name}


def _of_head(layout: Layout, cell: Cell) -> str | None:
    """Why a head says nothing by itself; ``None`` where it may say something."""
    roles = {layout.roles.get(cell.column + i) for i in range(cell.colspan)} - {None}
    if not roles:
        return "column-title" if fold(cell.text) in _TERMS or _before_names(layout, cell) else None
    if roles == {"lasting"} and fold(cell.text) in _TERMS:
        return "column-title"
    try:
        unit = parse_head(cell.text)
    except Unreadable:
        return None
    fits = all(_fits(role, cell.text, unit.counts if unit else None) for role in roles if role)
    return "column-title" if fits else None


def _fits(role: Role, text: str, counts: str | None) -> bool:
    if _ODD_IN.get(role, _ODD).search(text):
        return False
    return counts is None or counts in _UNITS.get(role, ())


def _of_data(layout: Layout, cell: Cell, names: Container[str]) -> str | None:
    """Why a cell says nothing by itself, empty for a name; ``None`` where it may say something."""
    role = layout.roles.get(cell.column)
    if cell.colspan == layout.table.grid.width and is_title(cell.text):
        return "row-title"
    if role == "name" and cell.text in names:
        return ""
    if role == "name" and cell.text in NO_NAME:
        return "list-price-row"
    if role == "validity":
        return "monthly-validity"
    if is_placeholder(cell.text) or cell.text in _terms_above(layout, cell):
        return "term"
    return "group-name" if _before_names(layout, cell) else None


def _terms_above(layout: Layout, cell: Cell) -> frozenset[str]:
    """What may stand below the head of a column of which nothing is computed."""
    if not layout.heads:
        return _NONE
    return _TERMS.get(fold(layout.heads[0][cell.column].text), _NONE)


def _before_names(layout: Layout, cell: Cell) -> bool:
    """Whether a cell stands before the names of interfaces, and is no more than a word."""
    names = [column for column, role in layout.roles.items() if role == "name"]
    plain_word = _GROUP.fullmatch(cell.text) and not _CHARGING.search(cell.text)
    return bool(names and cell.column < min(names) and plain_word)


def _refuse(page: Page, layout: Layout, cell: Cell) -> None:
    text = say(
        "{text!r} is in a table of prices, packs or quotas, and no rule reads it",
        text=cell.text[:_LONGEST],
    )
    expected = say("names, prices, packs and quotas, and known heads")
    page.refuse_at(layout.table, cell, "cell-unread", text, expected)
