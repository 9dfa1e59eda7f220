"""The HTML standard's "forming a table", word by word, over another engine's tree.

Deliberately unlike the reader's own grid: one flat set of slots, each with every cell that
covers it; cells that grow downwards are kept in a list; nothing is clipped.
https://html.spec.whatwg.org/multipage/tables.html#forming-a-table
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from turbohtml import Element, Node

Slot = tuple[int, int]


@dataclass
class Formed:
    """The table formed: its cells by slot (x, y), its width, and the rows that a ``tr`` began."""

    slots: dict[Slot, list[Element]] = field(default_factory=lambda: defaultdict(list))
    x_width: int = 0
    y_height: int = 0
    y_current: int = 0
    growing: list[tuple[Element, int, int]] = field(default_factory=list)
    begun: list[int] = field(default_factory=list)
    cells: list[Element] = field(default_factory=list)

    def covering(self, x: int, y: int) -> list[Element]:
        """The cells that cover a slot, in page order."""
        return sorted(self.slots.get((x, y), []), key=self.cells.index)


def children(node: Element, *names: str) -> list[Element]:
    """The child elements with one of ``names``."""
    return [child for child in node.children if isinstance(child, Element) and child.tag in names]


def form(table: Element) -> Formed:
    """Steps 1 to 20; the parser leaves no ``tr`` outside a row group."""
    formed = Formed()
    for columns in children(table, "colgroup"):
        cols = children(columns, "col")
        spans = [span_of(col, "span", 1, 1000) or 1 for col in cols]
        formed.x_width += sum(spans) if cols else span_of(columns, "span", 1, 1000) or 1
    groups = children(table, "thead", "tbody", "tfoot")
    for group in [g for g in groups if g.tag != "tfoot"] + [g for g in groups if g.tag == "tfoot"]:
        for row in children(group, "tr"):
            process_row(formed, row)
        end_group(formed)
    return formed


def end_group(formed: Formed) -> None:
    """The algorithm for ending a row group.

    Its step that grows cells is left out: it reaches only rows that no ``tr`` began, and, since
    it counts first and grows then, the first row of the next group. See ``rows-past-group``.
    """
    formed.y_current = formed.y_height
    formed.growing.clear()


def process_row(formed: Formed, row: Element) -> None:
    """The algorithm for processing rows."""
    if formed.y_height == formed.y_current:
        formed.y_height += 1
    formed.begun.append(formed.y_current)
    x_current = 0
    grow(formed)
    for cell in children(row, "td", "th"):
        formed.cells.append(cell)
        while x_current < formed.x_width and formed.slots.get((x_current, formed.y_current)):
            x_current += 1
        if x_current == formed.x_width:
            formed.x_width += 1
        colspan = span_of(cell, "colspan", 1, 1000) or 1
        rowspan = span_of(cell, "rowspan", 1, 65534)
        grows_downward = rowspan == 0
        rowspan = rowspan or 1
        formed.x_width = max(formed.x_width, x_current + colspan)
        formed.y_height = max(formed.y_height, formed.y_current + rowspan)
        # Past 300 rows nothing of these tables is left: the slots below are never looked at.
        for y in range(formed.y_current, formed.y_current + min(rowspan, 300)):
            for x in range(x_current, x_current + colspan):
                formed.slots[x, y].append(cell)
        if grows_downward:
            formed.growing.append((cell, x_current, colspan))
        x_current += colspan
    formed.y_current += 1


def grow(formed: Formed) -> None:
    """The algorithm for growing downward-growing cells."""
    for cell, cell_x, width in formed.growing:
        for x in range(cell_x, cell_x + width):
            formed.slots[x, formed.y_current].append(cell)


def span_of(node: Element, name: str, default: int, most: int) -> int:
    """The rules for parsing non-negative integers, character by character, then clamped."""
    text = node.attrs.get(name)
    if not isinstance(text, str):
        return default
    rest = text.lstrip("\t\n\f\r ")
    negative = rest[:1] == "-"
    if rest[:1] in {"+", "-"}:
        rest = rest[1:]
    digits = ""
    while rest[:1] and rest[0] in "0123456789":
        digits, rest = digits + rest[0], rest[1:]
    if not digits or (negative and int(digits) > 0):
        return default
    return min(int(digits), most)


def tables_of(root: Node) -> list[Element]:
    """Every table of a tree, in page order."""
    return [node for node in root.descendants if isinstance(node, Element) and node.tag == "table"]
