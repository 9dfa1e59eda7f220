"""Packs over several months, each deduction with the pack that it draws on."""

from __future__ import annotations

import datetime as dt

from support.books import scanner
from tiia_pricing import Purchase, Usage, bill
from tiia_pricing.billing.statement.statement import Statement

JANUARY, FEBRUARY = dt.date(2024, 1, 10), dt.date(2024, 2, 10)


def drawn(statement: Statement) -> list[list[tuple[int, int]]]:
    """Of each month, the place of each pack among all and the calls that it covers."""
    return [
        [(one.held, one.calls) for line in month.lines for one in line.deduction.packs]
        for month in statement.months
    ]


def test_a_pack_that_is_used_up_is_not_the_one_of_the_next_month() -> None:
    packs = [Purchase(JANUARY, "Scan", 50), Purchase(JANUARY, "Scan", 50)]
    usage = [Usage(JANUARY, "Scan", 50), Usage(FEBRUARY, "Scan", 20), Usage(FEBRUARY, "Scan", 10)]
    assert drawn(bill(scanner(), usage, packs)) == [[(0, 50)], [(1, 30)]]


def test_a_pack_that_ends_later_is_there_before_one_that_is_bought_later() -> None:
    """The year of the first ends after the six months of the second, which is first in order."""
    sizes = {pack.months: pack.calls for pack in scanner().packs}
    packs = [Purchase(JANUARY, "Scan", sizes[12]), Purchase(FEBRUARY, "Scan", sizes[6])]
    statement = bill(scanner(), [Usage(JANUARY, "Scan", 5), Usage(FEBRUARY, "Scan", 7)], packs)
    assert drawn(statement) == [[(1, 5)], [(0, 7)]]


def test_packs_alike_are_in_the_order_of_what_is_left_in_them() -> None:
    before = dt.date(2023, 12, 1)
    packs = [Purchase(before, "Scan", 50, left=left) for left in (None, 9, 1, 0)]
    usage = [Usage(JANUARY, "Scan", 30)]
    found = drawn(bill(scanner(), usage, packs))
    assert found == drawn(bill(scanner(), usage, packs[::-1])) == [[(1, 1), (2, 9), (3, 20)]]
