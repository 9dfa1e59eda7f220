"""Tables → grids, clause by clause of the HTML standard's "forming a table"."""

import pytest

from tiia_pricebook.errors import PageUnreadable
from tiia_scraper.document.document import read_document
from tiia_scraper.document.grid import Grid


def grid(rows: str) -> Grid:
    return read_document(f"<!DOCTYPE html><body><table>{rows}</table>").tables[0].grid


def shape(found: Grid) -> list[str]:
    """One string a row; each slot the first letter of its cell, a dot where there is none."""
    return ["".join(cell.text[:1] if cell else "." for cell in row) for row in found.rows]


def repairs(found: Grid) -> list[tuple[str, int | None, int | None]]:
    return [(repair.id, repair.row, repair.column) for repair in found.repairs]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param("<tr><td>a<td>b<tr><td>c<td>d", ["ab", "cd"], id="plain"),
        pytest.param("<tr><td colspan=2>a<td>b", ["aab"], id="colspan"),
        pytest.param("<tr><td rowspan=2>a<td>b<tr><td>c", ["ab", "ac"], id="rowspan"),
        pytest.param(
            "<tr><td rowspan=2 colspan=2>a<td>b<tr><td>c", ["aab", "aac"], id="both-spans"
        ),
        pytest.param(
            "<tr><td>a<td rowspan=2>b<td>c<tr><td>d<td>e", ["abc", "dbe"], id="flows-around-a-span"
        ),
        pytest.param("<tr><td colspan=0>a<td>b", ["ab"], id="colspan-zero-is-one"),
        pytest.param("<tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d", ["ab", "ac", "ad"], id="zero"),
        pytest.param("<tr><td colspan=' +2x'>a<td>b", ["aab"], id="leading-number-counts"),
        pytest.param("<tr><td colspan=-2>a<td>b", ["ab"], id="negative-is-one"),
        pytest.param("<tr><td colspan=''>a<td>b", ["ab"], id="empty-is-one"),
        pytest.param(
            "<tfoot><tr><td>f</tfoot><tbody><tr><td>b</tbody>", ["b", "f"], id="tfoot-comes-last"
        ),
        pytest.param(
            "<tbody><tr><td>b</tbody><thead><tr><td>h</thead>", ["b", "h"], id="thead-stays"
        ),
        pytest.param("<td>a<td>b", ["ab"], id="row-implied"),
        pytest.param("<tr></tr><tr><td>a", [".", "a"], id="row-without-cells"),
        pytest.param("", [], id="no-rows"),
    ],
)
def test_slots(rows: str, expected: list[str]) -> None:
    assert shape(grid(rows)) == expected


def test_rowspan_zero_ends_with_its_row_group() -> None:
    found = grid("<tbody><tr><td rowspan=0>a<tr></tbody><tbody><tr><td>b</tbody>")
    assert shape(found) == ["a", "a", "b"]


def test_a_span_past_its_rows_is_clipped_and_recorded() -> None:
    found = grid("<tr><td rowspan=8>a<td>b<tr><td>c")
    assert shape(found) == ["ab", "ac"]
    assert repairs(found) == [("span-past-rows", 0, 0)]


def test_a_span_does_not_cross_its_row_group() -> None:
    found = grid("<tbody><tr><td rowspan=2>a</tbody><tbody><tr><td>b</tbody>")
    assert shape(found) == ["a", "b"]
    assert repairs(found) == [("span-past-rows", 0, 0)]


def test_overlapping_cells_are_recorded_and_the_first_keeps_the_slot() -> None:
    found = grid("<tr><td>a<td>b<td rowspan=2>c<tr><td colspan=3>d")
    assert shape(found) == ["abc", "ddc"]
    assert repairs(found) == [("cells-overlap", 1, 0)]


def test_a_short_row_is_recorded() -> None:
    found = grid("<tr><td>a<td>b<tr><td>c")
    assert shape(found) == ["ab", "c."]
    assert repairs(found) == [("slot-empty", 1, 1)]


@pytest.mark.parametrize("value", ["2000000", "1001", "9" * 40])
def test_colspan_is_clamped_to_a_thousand(value: str) -> None:
    found = grid(f"<tr><td colspan={value}>a")
    assert found.width == 1000
    assert repairs(found) == [("span-clamped", 0, 0)]


def test_rowspan_is_clamped_before_it_is_clipped() -> None:
    found = grid("<tr><td rowspan=70000>a")
    assert repairs(found) == [("span-clamped", 0, 0), ("span-past-rows", 0, 0)]
    assert found.repairs[1].text == "rowspan=65534 over 1 row"


def test_a_span_that_is_no_number_is_recorded() -> None:
    assert repairs(grid("<tr><td colspan=two>a")) == [("span-unreadable", 0, 0)]


def test_absurd_tables_are_refused() -> None:
    with pytest.raises(PageUnreadable, match="100000 slots"):
        grid("<tr>" + "<td colspan=1000>a" * 101)


def test_a_nested_table_is_no_part_of_its_cell() -> None:
    document = read_document(
        "<!DOCTYPE html><table><tr><td>a<table><tr><td>inner</table><td>b</table>"
        "<table><tr><td>c</table>"
    )
    outer, inner, after = (table.grid for table in document.tables)
    assert repairs(outer) == [("nested-table", 0, 0)]
    assert [cell.text for cell in outer.cells()] == ["a", "b"]
    assert [cell.text for cell in inner.cells()] == ["inner"]
    assert [cell.text for cell in after.cells()] == ["c"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  免费\n额度 ", "免费额度"),
        ("a\n  b", "a b"),
        ("0 - 10千<br>(不含10千)", "0 - 10千\n(不含10千)"),
        ("0 - 10千</br>(不含10千)", "0 - 10千\n(不含10千)"),
        ("<p>一</p><p>二</p>", "一\n二"),
        ("<strong>接口</strong>名称", "接口名称"),
        ("2.\u200b5元", "2.5元"),
        ("a<!-- b --><script>c</script>", "a"),
        ("&lt;调用量&nbsp;≤&#32;1", "<调用量 ≤ 1"),
        ("", ""),
    ],
)
def test_text_of_a_cell(cell: str, text: str) -> None:
    assert [found.text for found in grid(f"<tr><td>{cell}</td>").cells()] == [text]


def test_heads_are_th_and_cells_of_thead() -> None:
    found = grid("<thead><tr><td>a</thead><tbody><tr><th>b<td>c</tbody>")
    assert [(cell.text, cell.header) for cell in found.cells()] == [
        ("a", True),
        ("b", True),
        ("c", False),
    ]


def test_what_the_parser_repairs_is_placed_in_the_grid() -> None:
    found = grid("<tr><td>a</br>b<td>c</tr></tr><td>d<td>e</br></tr>")
    assert sorted(repairs(found)) == [
        ("end-tag-br", 0, 0),
        ("end-tag-br", 1, 1),
        ("row-without-tr", 1, 0),
        ("stray-end-tag", 0, None),
    ]


def test_repairs_belong_to_their_own_table() -> None:
    document = read_document(
        "<!DOCTYPE html><table><tr><td>a</table></br><p></br></p>"
        "<table><tr><td>b</tr></tr></table><table><td>c</table>"
    )
    assert [repairs(table.grid) for table in document.tables] == [
        [],
        [("stray-end-tag", 0, None)],
        [("row-without-tr", 0, 0)],
    ]
