"""The one reader of tables: strict in width and in columns, and able to find a difference."""

from __future__ import annotations

import pytest

from conformance.tables import Rows, compare, plain, read

LINES = [{"interface": "甲", "pay_as_you_go": 1000, "unit_price": None}]
COLUMNS = ("interface", "pay as you go", "unit price")


@pytest.mark.parametrize(
    "table",
    [
        [["interface", "colour"], ["甲", "red"]],
        [["interface", "interface"], ["甲", "甲"]],
        [["pay as you go"], ["1"]],
        [["interface", "pay as you go"], ["甲"]],
        [["interface"]],
    ],
    ids=["unknown column", "repeated column", "missing column", "ragged row", "no row"],
)
def test_a_table_of_another_form_is_an_error(table: Rows) -> None:
    with pytest.raises(ValueError, match=r"columns|cells"):
        read(table, ("interface",), optional=("pay as you go",))


def test_a_table_like_what_was_found_agrees() -> None:
    compare(LINES, [list(COLUMNS), ["甲", "1,000", "-"]], COLUMNS)


@pytest.mark.parametrize(
    "rows",
    [
        [["甲", "1,001", "-"]],
        [["甲", "1,000", "0"]],
        [["甲", "1,000", "-"], ["甲", "1,000", "-"]],
        [["乙", "1,000", "-"]],
    ],
    ids=["a number", "a value where none is", "a row too many", "a name"],
)
def test_a_table_unlike_what_was_found_disagrees(rows: Rows) -> None:
    with pytest.raises(AssertionError):
        compare(LINES, [list(COLUMNS), *rows], COLUMNS)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("1,000", "1000"),
        ("74,999.93", "74999.93"),
        ("甲, 乙", "甲, 乙"),
        ("5,00", "5,00"),
        ("0.0011", "0.0011"),
    ],
)
def test_commas_group_digits_and_nothing_else(cell: str, text: str) -> None:
    assert plain(cell) == text
