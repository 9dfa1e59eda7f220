"""The row groups of a ``<table>``, in the order of the HTML standard's table model."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import TypeGuard

from bs4.element import PageElement, Tag

from tiia_scraper.document.visible_text import is_hidden

_GROUPS = frozenset({"thead", "tbody", "tfoot"})


def nested_tables(table: Tag) -> list[Tag]:
    """Return the tables that are shown in cells of ``table`` itself, in page order."""
    inner = (tag for tag in table.find_all("table") if isinstance(tag, Tag))
    return [tag for tag in inner if tag.find_parent("table") is table and not _hidden(tag, table)]


def _hidden(tag: Tag, within: Tag) -> bool:
    inside = takewhile(lambda parent: parent is not within, tag.parents)
    return is_hidden(tag) or any(map(is_hidden, inside))


def captions_of(table: Tag) -> list[Tag]:
    """Return the captions of ``table``: one on a page that is well formed."""
    return [tag for tag in table.children if isinstance(tag, Tag) and tag.name == "caption"]


_Rows = list[tuple[str, list[Tag]]]


def _rows(table: Tag) -> _Rows:
    """The row groups in page order; rows outside any group form groups of their own."""
    groups: _Rows = []
    bare: list[Tag] | None = None
    for child in table.children:
        if not isinstance(child, Tag):
            continue
        if child.name == "tr":
            if bare is None:
                bare = []
                groups.append(("tbody", bare))
            bare.append(child)
        elif child.name in _GROUPS:
            bare = None
            groups.append((child.name, [row for row in child.children if _is_row(row)]))
    return groups


def row_groups(table: Tag) -> Iterator[tuple[list[Tag], bool]]:
    """Yield the rows of each group, feet last, and whether the group is a head."""
    groups = _rows(table)
    for name, rows in groups:
        if name != "tfoot":
            yield rows, name == "thead"
    for name, rows in groups:
        if name == "tfoot":
            yield rows, False


def _is_row(node: PageElement) -> TypeGuard[Tag]:
    return isinstance(node, Tag) and node.name == "tr"
