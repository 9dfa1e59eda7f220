"""CSV and workbooks become heads and rows of text, whatever wrote them."""

from __future__ import annotations

import pytest

from tiia_pricebook.errors import InputError
from tiia_pricing.tables import FileTable, tables_of

HEAD = ("日期", "接口", "次数")
ROW = ("2026-01", "车辆识别", "1,050,000")


def read(text: str, encoding: str = "utf-8") -> FileTable:
    (table,) = tables_of(text.encode(encoding), "u.csv")
    return table


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_is_read_in_every_dialect(separator: str, encoding: str) -> None:
    lines = separator.join(HEAD), separator.join(f'"{cell}"' for cell in ROW)
    table = read("\r\n".join(lines), encoding)
    assert table.names == HEAD
    assert [(row.line, row.cells) for row in table.rows] == [(2, ROW)]


def test_the_first_line_may_name_the_separator() -> None:
    table = read("sep=;\r\na,b;c\r\n1,5;2\r\n")
    assert table.names == ("a,b", "c")
    assert [(row.line, row.cells) for row in table.rows] == [(3, ("1,5", "2"))]


def test_of_several_separators_the_one_that_fits_every_row_is_taken() -> None:
    table = read("a;b, in all\n1;2\n3;4\n")
    assert table.names == ("a", "b, in all")


def test_separators_that_all_fit_are_refused() -> None:
    with pytest.raises(InputError) as refused:
        read("a,b;c\n1,2;3\n")
    assert refused.value.id == "separator-ambiguous"


def test_rows_above_the_head_with_a_text_in_the_first_column_are_titles() -> None:
    table = read("用量\n,,\na,b,c\n1,2,3\n")
    assert [row.cells for row in table.titles] == [("用量",)]
    assert (table.head.line, table.names) == (3, ("a", "b", "c"))


def test_a_cell_has_its_place() -> None:
    table = read("a,,c\n1,2,3\n")
    assert table.where(table.rows[0], 0) == {"file": "u.csv", "line": 2, "column": "a"}
    assert table.where(table.rows[0], 1) == {"file": "u.csv", "line": 2, "column": "2"}
