"""Small pages in the forms of other products' pages: each is read rightly, or refused.

Never a third: what is expected was worked out by hand from the page.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import frozen
from tiia_pricebook import PriceBook
from tiia_pricebook.errors import PageUnreadable
from tiia_pricing.billing.bill import bill
from tiia_pricing.billing.statement.statement import Statement
from tiia_pricing.billing.usage.account import Purchase, Usage
from tiia_pricing.changes import compare
from tiia_scraper import read_page

CASES = Path(__file__).parent / "cases"
GOODS, CAR = "商品识别", "车辆识别"
HIDDEN = (
    '<table style="display:none"><tr><td>接口名称</td><td>0 - 1000千次/月(不含1000千次)</td>'
    "<td>1000千次以上/月</td></tr><tr><td>测试接口</td><td>9元/千次</td><td>8元/千次</td></tr></table>"
)


def book_of(case: str) -> PriceBook:
    return read_page((CASES / f"{case}.md").read_bytes(), case)


def cost(book: PriceBook, calls: int, *packs: Purchase, interface: str = GOODS) -> Statement:
    return bill(book, [Usage(dt.date(2023, 12, 31), interface, calls)], packs)


@pytest.mark.parametrize(
    ("case", "place", "words"),
    [
        ("two-price-columns", "table 3 '图像识别预付费', row 1, column 4: ", "限时优惠价"),
        ("two-quota-columns", "table 1 '免费额度', row 1, column 2: ", "个人认证"),
        ("dollars-in-head", "table 3 '图像识别预付费', row 1, column 3: ", "美元"),
        ("wanyuan-in-head", "table 3 '图像识别预付费', row 1, column 3: ", "万元"),
        (
            "units-in-head",
            "table 1 '识别后付费', row 3 '商品识别', column 2 '每月用量（千次）': ",
            "300 - 999",
        ),
    ],
)
def test_a_page_that_says_more_than_is_known_is_refused_at_its_cell(
    case: str, place: str, words: str
) -> None:
    with pytest.raises(PageUnreadable) as refused:
        book_of(case)
    assert place in str(refused.value)
    assert words in str(refused.value)


def test_packs_take_the_units_of_their_heads() -> None:
    packs = [(p.interface, p.calls, str(p.price)) for p in book_of("pack-units-in-heads").packs]
    assert packs == [(CAR, 100_000, "280"), (CAR, 1_000_000, "2400")]


def test_a_pack_of_six_months_covers_no_call_in_december() -> None:
    """(50,000 - 1,000 free) calls at 3 yuan a thousand: the pack ended on 15 July."""
    book = book_of("validity-six-months")
    pack = Purchase(dt.date(2023, 1, 15), CAR, 100_000)
    assert cost(book, 50_000, pack, interface=CAR).cents == 14_700


def test_tiers_that_are_added_up_are_graduated() -> None:
    """1,000,000 calls at 0.02 and 2,000,000 at 0.012 yuan: 20,000 + 24,000."""
    statement = cost(book_of("progressive-in-other-words"), 3_000_000)
    assert statement.cents == statement.spread.low == statement.spread.high == 4_400_000


def test_a_footnote_mark_is_no_part_of_a_name() -> None:
    book = book_of("footnoted-name")
    assert [interface.name for interface in book.interfaces] == [GOODS, CAR]
    assert cost(book, 11_000, interface=CAR).cents == 3_000


def test_a_table_with_a_broken_separator_is_refused_at_its_line() -> None:
    with pytest.raises(PageUnreadable) as refused:
        book_of("broken-pipe-table")
    assert (refused.value.id, refused.value.where) == ("pipe-table-broken", {"line": 9})


def test_a_caption_over_prices_is_refused() -> None:
    page = frozen.TEXT
    place = page.index("<table>", page.index("### 图像识别后付费")) + len("<table>")
    with pytest.raises(PageUnreadable, match="以下价格限时5折"):
        read(f"{page[:place]}<caption>以下价格限时5折</caption>{page[place:]}")


def test_a_column_beside_the_prices_is_refused() -> None:
    head, cell = "<td><strong>限时折扣</strong></td>", "<td>8折</td>"
    start = frozen.TEXT.index("### 图像识别后付费")
    end = frozen.TEXT.index("</table>", start)
    rows = frozen.TEXT[start:end].split("</tr>")
    table = rows[0] + head + "</tr>" + f"{cell}</tr>".join(rows[1:5]) + f"{cell}</tr>" + rows[5]
    with pytest.raises(PageUnreadable, match="限时折扣"):
        read(frozen.TEXT[:start] + table + "</tr>" + frozen.TEXT[end:])


def test_a_heading_that_raises_all_prices_is_told() -> None:
    heading = "价格说明（2024年1月1日起统一上调20%）"
    told = compare(frozen.book(), read(frozen.TEXT.replace("## 价格说明\n", f"## {heading}\n")))
    assert [change.new for change in told if change.id == "clause-added"] == [heading]


def test_a_table_that_is_not_shown_is_not_read_and_found() -> None:
    book = read(f"{frozen.TEXT}\n\n{HIDDEN}\n")
    assert "测试接口" not in [interface.name for interface in book.interfaces]
    assert "hidden-table" in [finding.id for finding in book.findings]
    assert [one.why for one in book.unread or () if "测试接口" in one.text] == ["hidden-table"]
    assert compare(frozen.book(), book) == ()


def read(text: str) -> PriceBook:
    return read_page(text.encode(), "page")
