"""How a table differs from a scenario's: heads in the reader's language, figures as sent."""

from __future__ import annotations

from tiia_pricebook.messages import Message, Words, say_as
from tiia_pricing.conformance.chinese.feature_titles import speaks_chinese
from tiia_pricing.conformance.chinese.headings import HEADINGS
from tiia_pricing.tables.text_table import table_lines

_SIDES = {
    "scenario": say_as("table that differs", "scenario"),
    "answer": say_as("table that differs", "answer"),
}
_BETWEEN = " | "


class Difference(Message):
    """The rows as a receipt has them: a line of heads, then those of the scenario and the answer.

    What is no such table stays as it is.
    """

    def __new__(cls, rows: str) -> Difference:
        """Make the English text of the rows."""
        self = str.__new__(cls, rows)
        self.template, self.values = rows, {}
        return self

    def __reduce__(self) -> tuple[type[Difference], tuple[str]]:
        return type(self), (self.template,)

    def told(self, words: Words) -> str:
        """Tell the heads, and whose row is whose, in the language; columns stay aligned."""
        head, *body = (line.split(_BETWEEN) for line in self.template.split("\n"))
        sides = {cells[0].strip() for cells in body}
        if {len(cells) for cells in body} - {len(head)} or not sides <= _SIDES.keys():
            return self.template
        names = HEADINGS if speaks_chinese(words) else {}
        rows = [[names.get(cell.strip(), cell.strip()) for cell in head]]
        rows += [
            [_SIDES[side.strip()].told(words), *map(str.strip, cells)] for side, *cells in body
        ]
        return "\n".join(table_lines(rows, "<" * len(head), _BETWEEN))
