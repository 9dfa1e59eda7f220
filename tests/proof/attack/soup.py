"""Random tables, from tidy to broken, each cell with a name of its own: c0, c1, …"""

from __future__ import annotations

import random
from collections.abc import Callable

_SPANS = ("2", "3", "2", "3", "4", "1", "0", "7", "300", "1000", "1001", "65535", "99999999999")
_ODD_SPANS = (
    "-1",
    "-0",
    "-2",
    "+2",
    " 3",
    "2.9",
    "3x",
    "x3",
    "",
    "2;",
    "３",
    "1e1",
    "0x2",
    "\t2",
    "02",
)
_GROUPS = ("thead", "tbody", "tfoot", "tbody")
_STRAY = (
    *("</tr>", "</td>", "</tbody>", "</thead>", "</th>", "</table>", "</p>", "</br>", "</div>"),
    *(
        "</a>",
        "</caption>",
        "</colgroup>",
        "<tr>",
        "<tr><tr>",
        "<tbody>",
        "<td>x ",
        "<col>",
        "<br>",
    ),
    *("<caption>", "<p>", "<b>", "<a href=x>", "<div>", "<!-- <td> -->", "<script><td></script>"),
    *(
        "<input type=hidden>",
        "<form>",
        "<style></td></style>",
        "text",
        "<colgroup span=3>",
        "&nbsp;",
    ),
)


class Soup:
    """Writes one table after another from one stream of random numbers."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - not for secrets
        self.cells = 0
        self.broken = 0.0

    def page(self) -> str:
        """A page with one table or a few; how broken it is differs from page to page."""
        self.cells = 0
        self.broken = self.random.choice((0.0, 0.05, 0.15, 0.4))
        tables = (self.table(0) for _ in range(self.random.choice((1, 1, 1, 2))))
        return f"<!DOCTYPE html><body>{''.join(tables)}"

    def table(self, depth: int) -> str:
        """``<table>``, perhaps without its end."""
        parts = [self.stray(), *self.columns()]
        for _ in range(self.random.randrange(4)):
            parts += [self.stray(), self.group(depth)]
        if self.random.random() < 0.4:
            parts.append(self.rows(depth))
        return self.enclosed("table", "".join(parts))

    def columns(self) -> list[str]:
        if self.random.random() < 0.9:
            return []
        return [self.enclosed("colgroup", "<col>" * self.random.randrange(1, 9))]

    def group(self, depth: int) -> str:
        return self.enclosed(self.random.choice(_GROUPS), self.rows(depth))

    def rows(self, depth: int) -> str:
        return "".join(self.row(depth) + self.stray() for _ in range(self.random.randrange(5)))

    def row(self, depth: int) -> str:
        cells = "".join(self.cell(depth) for _ in range(self.random.randrange(6)))
        return self.enclosed("tr", cells)

    def cell(self, depth: int) -> str:
        name = f"c{self.cells} "
        self.cells += 1
        inner = self.stray()
        if depth < 2 and self.random.random() < 0.03:
            inner += self.table(depth + 1)
        return self.enclosed(self.random.choice(("td", "td", "th")), name + inner, self.spans())

    def spans(self) -> str:
        return self._span("rowspan", 0.25) + self._span("colspan", 0.2)

    def _span(self, name: str, chance: float) -> str:
        if self.random.random() > chance:
            return ""
        value = self.random.choice(_SPANS[:6] if self.random.random() < 0.8 else _SPANS)
        if self.random.random() < self.broken:
            value = self.random.choice(_ODD_SPANS)
        return f' {name}="{value}"'

    def enclosed(self, tag: str, inner: str, attributes: str = "") -> str:
        """An element whose tags get lost now and then."""
        lost: Callable[[], bool] = lambda: self.random.random() < self.broken * 0.4  # noqa: E731
        start = "" if lost() else f"<{tag}{attributes}>"
        return f"{start}{inner}{'' if lost() else f'</{tag}>'}"

    def stray(self) -> str:
        return self.random.choice(_STRAY) if self.random.random() < self.broken * 0.5 else ""
