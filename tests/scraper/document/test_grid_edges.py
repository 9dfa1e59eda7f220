"""Grids at their limits: the largest spans, the largest tables, what a repair says and where."""

import pytest
from bs4 import BeautifulSoup, Tag

from tiia_pricebook.errors import PageUnreadable
from tiia_scraper.document.document import read_document
from tiia_scraper.document.grid import Grid
from tiia_scraper.document.html_tree import build
from tiia_scraper.document.row_groups import row_groups


def grid(rows: str) -> Grid:
    return read_document(f"<!DOCTYPE html><body><table>{rows}</table>").tables[0].grid


def shape(found: Grid) -> list[str]:
    return ["".join(cell.text[:1] if cell else "." for cell in row) for row in found.rows]


def repairs(found: Grid) -> list[tuple[str, int | None, int | None, str]]:
    return [(repair.id, repair.row, repair.column, repair.text) for repair in found.repairs]


def test_a_span_past_its_rows_may_begin_in_any_row() -> None:
    found = grid("<tr><td>a<td>b<tr><td rowspan=3>c<td>d<tr><td>e")
    assert shape(found) == ["ab", "cd", "ce"]
    assert repairs(found) == [("span-past-rows", 1, 0, "rowspan=3 over 2 rows")]


def test_a_span_as_long_as_its_rows_needs_no_repair() -> None:
    found = grid("<tr><td rowspan=2>a<td>b<tr><td>c")
    assert (shape(found), repairs(found)) == (["ab", "ac"], [])


@pytest.mark.parametrize(
    ("attribute", "width", "expected"),
    [
        ("colspan=1000", 1000, []),
        ("colspan=1001", 1000, [("span-clamped", 0, 0, "colspan=1001 is more than 1000")]),
        ("colspan=0000000002", 2, []),
        ("colspan=+3", 3, []),
        ("colspan=-0", 1, []),
        (
            f"colspan={'9' * 50}",
            1000,
            [("span-clamped", 0, 0, f"colspan={'9' * 40} is more than 1000")],
        ),
        (f"colspan={'x' * 50}", 1, [("span-unreadable", 0, 0, f"colspan={'x' * 40!r}")]),
        ("colspan='2 3'", 2, []),
        ("rowspan=65534", 1, [("span-past-rows", 0, 0, "rowspan=65534 over 1 row")]),
    ],
)
def test_spans_at_their_limits(
    attribute: str, width: int, expected: list[tuple[str, int, int, str]]
) -> None:
    found = grid(f"<tr><td {attribute}>a")
    assert (found.width, repairs(found)) == (width, expected)


def test_a_table_of_just_the_slots_allowed_is_read() -> None:
    assert grid("<tr>" + "<td colspan=1000>a" * 100).width == 100_000


def test_a_table_of_more_slots_is_refused_at_the_cell_that_makes_them() -> None:
    with pytest.raises(PageUnreadable) as refused:
        grid("<tr><td>x<tr>" + "<td colspan=1000>a" * 101)
    error = refused.value
    assert error.id == "table-too-large"
    assert error.message == "the spans of a table make more than 100000 slots"
    assert error.where == {"row": 1, "column": 99_000}


def test_slots_are_counted_cell_by_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tiia_scraper.document.table_forming.MAX_SLOTS", 6)
    assert grid("<tr><td rowspan=2 colspan=3>a<tr>").width == 3
    with pytest.raises(PageUnreadable) as refused:
        grid("<tr><td>x<tr><td colspan=3>a<td colspan=3>b")
    error = refused.value
    assert (error.id, error.where) == ("table-too-large", {"row": 1, "column": 3})
    assert error.message == "the spans of a table make more than 6 slots"


def test_rows_count_as_wide_as_the_widest() -> None:
    wide = "<tr>" + "<td colspan=1000>a" * 10
    assert grid(wide + "<tr><td>b" * 9).width == 10_000
    with pytest.raises(PageUnreadable) as refused:
        grid(wide + "<tr><td>b" * 10)
    error = refused.value
    assert (error.id, error.message) == (
        "table-too-large",
        "a table of more than 100000 slots",
    )


def test_an_overlap_is_one_repair_at_the_later_cell() -> None:
    found = grid("<tr><td>a<td rowspan=2>b<td rowspan=2>c<tr><td colspan=3>d")
    assert shape(found) == ["abc", "dbc"]
    assert repairs(found) == [("cells-overlap", 1, 0, "two cells cover one slot")]


def test_an_overlap_in_the_middle_of_a_cell() -> None:
    found = grid("<tr><td>a<td rowspan=2>b<td>c<tr><td colspan=3>d")
    assert shape(found) == ["abc", "dbd"]
    assert repairs(found) == [("cells-overlap", 1, 0, "two cells cover one slot")]


def test_what_a_browser_makes_of_the_inside_of_a_cell_is_said() -> None:
    found = grid("<tr><td>a</br>b<td>c<table><tr><td>d</table>")
    assert repairs(found) == [
        ("end-tag-br", 0, 0, "</br> stands for <br>"),
        ("nested-table", 0, 1, "there is a table in this cell"),
    ]


def test_what_is_no_cell_is_none_wherever_it_stands() -> None:
    assert shape(grid("<tr><script>x</script><td>a<script>x</script><td>b")) == ["ab"]
    assert shape(grid("<tbody><script>x</script><tr><td>a")) == ["a"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("<tr><td>a<td>b<tr><td>c<td>d<td>e", [("slot-empty", 0, 2), ("row-too-long", 1, 2)]),
        (
            "<tr><td>a<td>b<tr><td>c<td>d<td>e<td>f",
            [("slot-empty", 0, 2), ("row-too-long", 1, 2)],
        ),
        ("<tr><td>a<td>b<tr><td>c<td>d", []),
        ("<tr><td colspan=3>a<tr><td>b<td>c<td>d", []),
        ("<tr></tr><tr><td>a", [("row-empty", 0, None)]),
        ("<tr></tr><tr><td>a<td>b<td>c", [("row-empty", 0, None)]),
    ],
)
def test_rows_longer_than_the_first(rows: str, expected: list[tuple[str, int, int | None]]) -> None:
    found = grid(rows)
    assert [repair[:3] for repair in repairs(found)] == expected
    texts = {repair.text for repair in found.repairs if repair.id == "row-too-long"}
    assert texts <= {"a row is longer than the first one"}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("<tr><td>a<tr hidden><td>b", ("hidden-row", 1, None, "is not shown: 'b'")),
        (
            "<tbody><tr><td>a</tbody><tbody><tr><td>b<tr hidden><td>c</tbody>",
            ("hidden-row", 2, None, "is not shown: 'c'"),
        ),
        (
            "<tr><td>a<tr><td>b<td style='display: none'>c",
            ("hidden-cell", 1, 1, "is not shown: 'c'"),
        ),
        (
            "<tr><td>a<td>b<tr><td>c<td><i hidden>d</i>",
            ("hidden-text", 1, 1, "is not shown: 'd'"),
        ),
    ],
)
def test_what_is_not_shown_is_told(rows: str, expected: tuple[str, int, int | None, str]) -> None:
    found = [repair for repair in repairs(grid(rows)) if repair[0].startswith("hidden")]
    assert found == [expected]


def test_what_is_not_shown_has_no_place_and_what_is_blank_keeps_it() -> None:
    found = grid("<tr><td>a<td hidden>b<td>c<tr style='display:none'><td>d<tr><td>e<td>f")
    assert [[cell.text if cell else None for cell in row] for row in found.rows] == [
        ["a", "c"],
        ["e", "f"],
    ]
    found = grid("<tr><td>a<td style='visibility:hidden'>b<td>c")
    assert [cell.text for cell in found.cells()] == ["a", "", "c"]
    assert [(one.id, one.text, one.row, one.column) for one in found.asides] == [
        ("hidden-cell", "b", 0, 1)
    ]


def test_a_cell_knows_its_place_and_its_spans() -> None:
    found = grid("<tr><td>a<td>b<tr><td rowspan=2 colspan=2>c<tr>")
    cell = found.rows[2][1]
    assert cell is not None
    assert (cell.row, cell.column, cell.rowspan, cell.colspan) == (1, 0, 2, 2)
    assert [(c.text, c.row, c.column) for c in found.cells()] == [
        ("a", 0, 0),
        ("b", 0, 1),
        ("c", 1, 0),
    ]


def test_rows_without_a_group_between_groups_are_a_group_of_their_own() -> None:
    soup = build("<table></table>").soup
    table = soup.find("table")
    assert isinstance(table, Tag)
    body = soup.new_tag("tbody")
    for child in (named(soup, "c"), "text", soup.new_tag("p")):
        body.append(child)
    caption = soup.new_tag("caption")
    for child in (named(soup, "a"), "text", caption, named(soup, "b"), body, named(soup, "d")):
        table.append(child)
    groups = [([tag["id"] for tag in rows], head) for rows, head in row_groups(table)]
    assert groups == [(["a", "b"], False), (["c"], False), (["d"], False)]


def named(soup: BeautifulSoup, name: str) -> Tag:
    return soup.new_tag("tr", attrs={"id": name})


def test_feet_come_last_and_are_no_head() -> None:
    found = grid(
        "<tfoot><tr><td>f</tfoot><thead><tr><td>h</thead><tbody><tr><td>b</tbody>"
        "<tfoot><tr><td>g</tfoot>"
    )
    assert [(cell.text, cell.header) for cell in found.cells()] == [
        ("h", True),
        ("b", False),
        ("f", False),
        ("g", False),
    ]


def test_stray_end_tags_are_placed_in_the_row_before_them() -> None:
    found = grid("<tbody></td><tr><td>a</tr></tr><tr><td>b</tr><tr><td>c</tr></tr></tr>")
    assert repairs(found) == [
        ("stray-end-tag", row, None, "an end tag without its start tag") for row in (0, 0, 2, 2)
    ]


def test_a_stray_end_tag_after_a_foot_that_comes_first_is_placed_as_it_is_written() -> None:
    """The grid has the foot last: head 0, two rows 1 and 2, foot 3."""
    found = grid(
        "<thead><tr><td>h</tr></thead><tfoot><tr><td>f</tr></tr></tfoot>"
        "<tbody><tr><td>a</tr></tr><tr><td>b</tr></tbody>"
    )
    assert [cell.text for cell in found.cells()] == ["h", "a", "b", "f"]
    assert [(one.id, one.row) for one in found.repairs] == [
        ("stray-end-tag", 3),
        ("stray-end-tag", 1),
    ]
