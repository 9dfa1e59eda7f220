"""Edits of rows, columns, spans and whole tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from proof.attack.edits_of_cells import price_key
from proof.attack.verdicts import Case, Facts, Place, facts, read_base
from support.page_text import Base, Cell

_SPAN = re.compile(r"\s*(rowspan|colspan)=[\"']?(\d+)[\"']?")
_TABLE = re.compile(r"<table\b.*?</table>", re.S)


def rows(base: Base) -> Iterator[Case]:
    """Each row removed and doubled, and each pair of neighbours in each other's place."""
    parts = list(base.rows())
    for table, row, start, end in parts:
        label = f"{base.name}: {table}, {row}"
        single = (table, 2, 0) not in base.grid
        place = Place(table) if single or _spanned(base, table) or row == 0 else Place(table, row)
        text = base.text[:start] + base.text[end:]
        right = _without_row(base, table, row)
        yield Case("row-removed", label, text.encode(), place, right)
        text = base.text[:end] + base.text[start:end] + base.text[end:]
        yield Case("row-doubled", label, text.encode(), Place(table))
    for (table, row, start, end), (other, _, start2, end2) in pairwise(parts):
        if table == other:
            part, part2 = base.text[start:end], base.text[start2:end2]
            text = base.text[:start] + part2 + base.text[end:start2] + part + base.text[end2:]
            movable = row and _shape(base, table, row) == _shape(base, table, row + 1) != 0
            right = facts(read_base(base.data)) if movable else None
            label = f"{base.name}: {table}, {row} and {row + 1}"
            yield Case("rows-swapped", label, text.encode(), Place(table), right)


def _spanned(base: Base, table: int) -> bool:
    return any("rowspan" in cell.attributes for cell in base.cells if cell.table == table)


def _shape(base: Base, table: int, row: int) -> int:
    """How many cells a row has of its own; 0 for one that a span begins in."""
    cells = [cell for cell in base.cells if (cell.table, cell.row) == (table, row)]
    return 0 if any("rowspan" in cell.attributes for cell in cells) else len(cells)


def _without_row(base: Base, table: int, row: int) -> Facts | None:
    """The facts of the page but those of one row; ``None`` where others hang on it."""
    cells = [cell for cell in base.cells if (cell.table, cell.row) == (table, row)]
    if row == 0 or any("rowspan" in cell.attributes for cell in cells):
        return None
    right = facts(read_base(base.data))
    if base.role(cells[0]) == "packs":
        size = re.search(r"\d+", cells[0].text)
        assert size
        name = base.grid[table, 1, 0].text
        del right["pack", name, int(size[0]) * 10_000]
        return right
    if len(cells) < len(base.heads(table)):
        return None
    name = base.grid[table, row, base.names(table)].text
    if base.role(cells[0]) == "quotas":
        return {k: v for k, v in right.items() if k[0] != "quota" or name not in k[1]}
    priced = {"table", "price", "start", "per"}
    right = {k: v for k, v in right.items() if not (k[0] in priced and k[1] == name)}
    if not base.today:  # a sentence grants each interface of the table its quota
        right = {k: v for k, v in right.items() if k[:2] != ("quota", (name,))}
    return _renamed_scope(right, name)


def _renamed_scope(right: Facts, name: str) -> Facts:
    """Without an interface that has no prices, sentences do not speak of it either."""
    said: Facts = {}
    for key, value in right.items():
        if key[0] == "no-packs":
            said["no-packs", tuple(other for other in key[1] if other != name)] = value
        else:
            said[key] = value
    return said


def columns(base: Base) -> Iterator[Case]:
    """Each pair of neighbouring columns swapped, with and without their heads; each one lost."""
    for table in sorted({cell.table for cell in base.cells}):
        width = len(base.heads(table))
        for column in range(width):
            text = _map_column(base, table, {column: None}, 0)
            label = f"{base.name}: {table}, column {column}"
            yield Case(
                "column-lost", label, text.encode(), Place(table), _lost(base, table, column)
            )
        for column in range(width - 1):
            swap = {column: column + 1, column + 1: column}
            label = f"{base.name}: {table}, columns {column} and {column + 1}"
            same = facts(read_base(base.data))
            text = _map_column(base, table, swap, 0)
            yield Case("columns-swapped", label, text.encode(), Place(table), same)
            text = _map_column(base, table, swap, 1)
            right = _prices_swapped(base, table, column)
            yield Case("cells-of-columns-swapped", label, text.encode(), Place(table), right)
            text = _map_column(base, table, swap, 0, 1)
            right = _prices_swapped(base, table, column)
            yield Case("heads-of-columns-swapped", label, text.encode(), Place(table), None)


def _lost(base: Base, table: int, column: int) -> Facts | None:
    """The validity of the quotas says what their unit says too."""
    quotas = base.role(base.heads(table)[0]) == "quotas"
    groups = column < base.names(table)
    return facts(read_base(base.data)) if groups or (quotas and column == 2) else None


def _prices_swapped(base: Base, table: int, column: int) -> Facts | None:
    """The prices of two columns in each other's place, where both are columns of prices."""
    cells = [c for c in base.prices() if c.table == table and c.column == column]
    if not cells:
        return None
    right = facts(read_base(base.data))
    for cell in cells:
        here = price_key(base, cell)
        there = (*here[:2], here[2] + 1)
        right[here], right[there] = right[there], right[here]
    return right


def _map_column(
    base: Base, table: int, swap: Mapping[int, int | None], first: int, last: int = 999
) -> str:
    """The page with the elements of some columns elsewhere, in rows from ``first`` to ``last``."""
    text = base.text
    for cell in reversed([c for c in base.cells if c.table == table]):
        if cell.column in swap and first <= cell.row < last:
            column = swap[cell.column]
            other = base.grid.get((table, cell.row, -1 if column is None else column))
            if column is None or other:
                element = base.element(other) if other else ""
                text = text[: cell.start] + element + text[cell.end :]
    return text


def spans(base: Base) -> Iterator[Case]:
    """Each span one more, one less, removed, absurd; and spans where there were none."""
    for cell in base.cells:
        for match in _SPAN.finditer(cell.attributes):
            number = int(match[2])
            for value in (number + 1, number - 1, number + 2, 0, 1, 65534, 99999, -1, "x", ""):
                new = f' {match[1]}="{value}"'
                yield _with_attributes(base, cell, match[0], new, f"{match[1]}={value}")
        if "span" not in cell.attributes:
            rare = ('rowspan="0"', 'colspan="1000"') if cell.row % 4 == 1 else ()
            for attribute in ('rowspan="2"', 'colspan="2"', *rare):
                yield _with_attributes(base, cell, "", f" {attribute}", attribute)


def _with_attributes(base: Base, cell: Cell, old: str, new: str, label: str) -> Case:
    attributes = cell.attributes.replace(old, "", 1) + new
    name = "th" if base.element(cell)[:3] == "<th" else "td"
    element = f"<{name}{attributes}>{cell.raw}</{name}>"
    label = f"{base.name}: {cell.table}, {cell.row}, {cell.column}: {label}"
    same = _covered(base, cell, attributes) == _covered(base, cell, cell.attributes)
    right = facts(read_base(base.data)) if same else None
    return Case("span", label, base.with_cell(cell, element).encode(), Place(cell.table), right)


def _covered(base: Base, cell: Cell, attributes: str) -> tuple[int, int]:
    """How many rows and columns a cell covers, where a row group ends its span."""
    last = max(c.row for c in base.cells if c.table == cell.table)
    in_head = cell.row == 0 and "<thead" in base.text[cell.start - 60 : cell.start]
    in_head = in_head or (cell.row == 0 and base.role(cell) in {"quotas", "packs"})
    left = 1 if in_head else last - cell.row + 1
    rowspan, colspan = (_value(attributes, name) for name in ("rowspan", "colspan"))
    return min(rowspan or left, left), colspan or 1


def _value(attributes: str, name: str) -> int:
    match = re.search(rf"{name}=[\"']?(\d+)", attributes)
    return int(match[1]) if match else 1


def nests(base: Base) -> Iterator[Case]:
    """A table inside a cell: the page's own numbers stay, and the place is told."""
    for number, inner in enumerate(("x", "9元/千次")):
        table = f"<table><tr><td>{inner}</td></tr></table>"
        for cell in base.cells[number :: 1 if base.name == "snapshot" else 7]:
            label = f"{base.name}: {cell.table}, {cell.row}, {cell.column}: {inner}"
            text = base.with_inner(cell, cell.raw + table)
            place = Place(cell.table, cell.row, cell.column)
            inside = (Place(cell.table + 1),)
            yield Case("table-in-a-cell", label, text.encode(), place, None, inside)


def tables(base: Base) -> Iterator[Case]:
    """Whole tables: removed, doubled, moved, commented out, hidden in a template."""
    parts = [(match.start(), match.end()) for match in _TABLE.finditer(base.text)]
    same = facts(read_base(base.data))
    for table, (start, end) in enumerate(parts):
        part = base.text[start:end]
        if table >= len({cell.table for cell in base.cells}):
            break
        lost = _without_table(base, table)
        for name, new in (
            ("removed", ""),
            ("commented out", f"<!-- {part} -->"),
            ("in a template", f"<template>{part}</template>"),
            ("in a script", f"<script>{part}</script>"),
        ):
            text = base.text[:start] + new + base.text[end:]
            yield Case("table-gone", f"{base.name}: {table} {name}", text.encode(), Place(), lost)
        for name, new in (
            ("with an id", part.replace("<table", '<table id="prices"', 1)),
            ("with a style", part.replace("<table", '<table class="x" style="color:red"', 1)),
            ("in a box", f"<div><section>{part}</section></div>"),
            ("with noise", f"<style>td{{}}</style><script>1<2</script>{part}<!-- x -->"),
            ("with a caption", part.replace(">", "><caption>价格</caption>", 1)),
            ("with columns", part.replace(">", "><colgroup><col><col></colgroup>", 1)),
            ("without a final tag of a row", part[::-1].replace(">rt/<", "", 1)[::-1]),
            ("without tags that may be left out", re.sub(r"</(?:td|tr|th|tbody|thead)>", "", part)),
            ("in capitals", re.sub(r"</?\w+", lambda m: m[0].upper(), part)),
        ):
            text = base.text[:start] + new + base.text[end:]
            kind = "table-dressed"
            yield Case(kind, f"{base.name}: {table} {name}", text.encode(), Place(table), same)
        text = base.text[:end] + "\n\n" + part + base.text[end:]
        yield Case("table-doubled", f"{base.name}: {table}", text.encode(), Place(table + 1))
    text = base.text.replace("<table", '<table id="t"')
    yield Case("table-dressed", f"{base.name}: one id for all", text.encode(), Place(), same)


def _without_table(base: Base, table: int) -> Facts | None:
    """A page without its packs, or its quotas, is a page that sells, or grants, none."""
    role = base.role(base.heads(table)[0])
    right = facts(read_base(base.data))
    if role == "packs":
        return {k: v for k, v in right.items() if k[0] != "pack"}
    return None
