"""Prices and packs whose cell spans the rows of several interfaces, in words."""

from __future__ import annotations

import pytest

from tiia_pricebook.errors import PageUnreadable
from tiia_scraper import read_page

EXPECTED = "a cell for each interface"


def refusal(page: str) -> PageUnreadable:
    with pytest.raises(PageUnreadable) as refused:
        read_page(page.encode(), "page")
    return refused.value


def prices(names: str) -> str:
    """A table whose one price spans a row for each character of ``names``."""
    first, *rest = (f"<tr><td>{name}" for name in names)
    price = f"<td rowspan={len(names)}>2元/次"
    return f"<table><tr><td>接口名称<td>0次以上{first}{price}{''.join(rest)}</table>"


@pytest.mark.parametrize(
    ("names", "listed"),
    [
        ("甲乙", "甲、乙"),
        ("甲乙丙丁戊", "甲、乙、丙、丁、戊"),
        ("甲乙丙丁戊己", "甲、乙、丙、丁、戊…"),
    ],
)
def test_the_interfaces_of_a_shared_price_are_listed(names: str, listed: str) -> None:
    refused = refusal(prices(names))
    assert (refused.id, refused.message, refused.where, refused.expected) == (
        "cell-shared",
        f"'2元/次' stands for {listed}: whether they share it is not said",
        {"table": 0, "row": 1, "column": 1},
        EXPECTED,
    )


def test_a_shared_pack_is_listed() -> None:
    packs = (
        "<table><tr><td>接口名称<td>规格<td>价格</tr><tr><td>甲<td>1万次<td rowspan=2>7元</tr>"
        "<tr><td>乙<td>2万次</tr></table>"
    )
    refused = refusal(packs)
    assert refused.message == "'7元' stands for 甲、乙: whether they share it is not said"
    assert refused.where == {"table": 0, "row": 1, "column": 2}


def test_a_table_whose_cells_overlap_hides_no_other() -> None:
    """Its overlap is refused, and not that a cell seems shared; the next table's cell is."""
    overlap = (
        "<table><tr><td>接口<td>0 - 1万<td>1万以上<tr><td>丙<td>1元/次<td rowspan=2>"
        "1元/次<tr><td>丁<td colspan=2>2元/次</table>"
    )
    message = refusal(f"{overlap}\n\n又如下：\n\n{prices('甲乙')}").message
    assert "table 1, row 3 '丁', column 2 '0 - 1万': two cells cover one slot" in message
    assert "table 2, row 2 '甲', column 2 '0次以上': '2元/次' stands for 甲、乙" in message
    assert message.startswith("2 places")


def test_a_price_for_two_sizes_of_one_interface_is_not_shared() -> None:
    rows = "<tr><td>甲<td>1万次<td rowspan=2>7元<tr><td>甲<td>2万次"
    packs = f"<table><tr><td>接口名称<td>规格<td>价格{rows}</table>"
    tiers = "<table><tr><td>接口名称<td>0次以上<tr><td>甲<td>2元/次</table>"
    book = read_page(f"{tiers}\n\n又如下：\n\n{packs}".encode(), "page")
    assert [(pack.calls, str(pack.price)) for pack in book.packs] == [(10_000, "7"), (20_000, "7")]
