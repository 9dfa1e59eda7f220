"""What a red scenario says."""

from __future__ import annotations

import pytest

from conformance.tables import compare


def test_a_table_that_differs_shows_both_rows_by_column() -> None:
    found = [{"month": "2023-05", "amount": "46000.00"}, {"month": "2023-06", "amount": "1.00"}]
    table = [["month", "amount"], ["2023-05", "45,000.00"], ["2023-06", "1.00"]]
    with pytest.raises(AssertionError) as red:
        compare(found, table, ("month", "amount"))
    assert str(red.value).splitlines() == [
        "the table differs",
        "         | month   | amount",
        "scenario | 2023-05 | 45000.00",
        "answer   | 2023-05 | 46000.00",
    ]


def test_a_row_twice_is_not_a_row_once() -> None:
    with pytest.raises(AssertionError, match="the table differs"):
        compare([{"month": "2023-05"}] * 2, [["month"], ["2023-05"]], ("month",))
