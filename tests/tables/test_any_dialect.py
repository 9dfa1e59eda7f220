"""A table reads back equal, whatever dialect it was written in."""

from __future__ import annotations

import csv
import io
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from support.workbooks import workbook
from tiia_pricing.tables import tables_of

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "gb18030")
# Without white space and what no spreadsheet writes; with all that separates, quotes or obeys.
SIGNS = st.sampled_from([*"abc019,;\t\"'=+-@（）车辆识别，；％", "\n"])
CELLS = st.text(SIGNS, max_size=6).map(str.strip)
HEADS = st.lists(CELLS.filter(bool), min_size=2, max_size=5)


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """A head and some rows of its width, none of them empty or like a title."""
    head = draw(HEADS)
    row = st.lists(CELLS, min_size=len(head), max_size=len(head)).filter(any)
    return [head, *draw(st.lists(row, min_size=1, max_size=6))]


@settings(deadline=None)
@given(
    rows=tables(),
    separator=st.sampled_from(",;\t"),
    encoding=st.sampled_from(ENCODINGS),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    named=st.booleans(),
)
def test_csv(
    rows: list[list[str]], separator: str, encoding: str, end: str, quoting: Any, named: bool
) -> None:
    heads = "".join(rows[0])
    assume(named or not any(sign in heads for sign in {*"\n,;\t"} - {separator}))
    assume(end != "\r" or "\n" not in "".join(map("".join, rows)))
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end, quoting=quoting).writerows(rows)
    text = f"sep={separator}\n{out.getvalue()}" if named else out.getvalue()
    (table,) = tables_of(text.encode(encoding), "t.csv")
    assert [list(row.cells) for row in (table.head, *table.rows)] == rows


@settings(deadline=None, max_examples=40)
@given(rows=tables())
def test_workbooks(rows: list[list[str]]) -> None:
    def as_text(book: Any) -> None:
        for line, row in enumerate(rows, 1):
            for column, text in enumerate(row, 1):
                cell = book.active.cell(line, column)
                cell.value = text or None
                cell.data_type = "s"

    (table,) = tables_of(workbook(edit=as_text), "t.xlsx")
    assert [list(row.cells) for row in (table.head, *table.rows)] == rows
