"""Places of a page count from 0 in data and from 1 where people read them."""

from __future__ import annotations

from tiia_pricebook import Source, Where
from tiia_pricebook.cell_places import in_words
from tiia_pricebook.errors import InputError, PageUnreadable
from tiia_pricing.billing.statement.explanation import place, where_in_words
from tiia_pricing.locale import tell_in

CELL = {"table": 0, "row": 1, "column": 2}
ENGLISH, CHINESE = "table 1, row 2, column 3", "第 1 张表、第 2 行、第 3 列"


def test_a_cell_is_counted_from_1_in_both_languages() -> None:
    assert (str(in_words(CELL)), tell_in("zh")(in_words(CELL))) == (ENGLISH, CHINESE)
    assert str(place(Source("2.5", table=0, row=1, column=2))) == ENGLISH
    assert str(where_in_words(Where(table=0, row=1, column=2))) == ENGLISH
    assert str(where_in_words(Where(clause="reached-tiers"))) == "clause reached-tiers"


def test_an_error_says_the_cell_from_1_and_keeps_its_numbers_as_data() -> None:
    error = PageUnreadable("cell-unreadable", "'?' cannot be read", where={**CELL})
    assert str(error) == f"{ENGLISH}: '?' cannot be read"
    assert error.as_dict()["where"] == {"table": 0, "row": 1, "column": 2}


def test_lines_and_named_columns_of_files_stay_as_they_are() -> None:
    where = {"file": "usage.csv", "line": 7, "column": "calls"}
    assert str(InputError("x", "it is negative", where=where)) == (
        "usage.csv:7: column calls: it is negative"
    )
