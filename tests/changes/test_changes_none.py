"""What changes nothing that is charged is no change; what is meant together is one."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

import frozen
from support.books import scanner, translator
from tiia_pricebook import PriceBook, SettlementOrder, Step, dumps, loads
from tiia_pricing.changes import Change, compare
from tiia_scraper import read_page
from tiia_scraper.document.markdown import to_html

PAGE = frozen.TEXT
TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
GOODS, WECHAT, CAR, PRO = "商品识别", "商品识别-微信识物版", "车辆识别", "车辆识别（增强版）"


def read(text: str) -> PriceBook:
    assert text != PAGE
    return read_page(text.encode(), "edited")


def one(book: PriceBook, text: str) -> Change:
    (change,) = compare(book, read(text))
    return change


def swapped(text: str, one: str, other: str) -> str:
    assert one in text
    assert other in text
    return text.replace(one, "\0").replace(other, one).replace("\0", other)


def rows(table: str) -> list[str]:
    return re.findall(r"<tr ?>.*?</tr>", table, re.DOTALL)


TABLES = TABLE.findall(PAGE)
QUOTA_ROWS, PRICE_ROWS, CROP_ROWS = rows(TABLES[0]), rows(TABLES[1]), rows(TABLES[5])
PACK_ROWS = rows(TABLES[4])

NOTHING = {
    "more white space": PAGE.replace("<td>", "<td>\n\t ").replace("</td>", "&nbsp;\n</td>"),
    "blanks in sentences": PAGE.replace("，如果您", "， 如果您").replace("月累计", "月 累计\n"),
    "no white space between tags": re.sub(r">\s+<", "><", PAGE),
    "attributes": re.sub(r' width="\d+px"', ' class="w" style="color:red" data-x="1"', PAGE),
    "other markup": PAGE.replace("<strong>", "<b>").replace("</strong>", "</b>"),
    "comments": PAGE.replace("<td>", "<td><!-- 9元/千次 -->"),
    "carriage returns": PAGE.replace("\n", "\r\n"),
    "entities": PAGE.replace("元", "&#20803;"),
    "zeros after the point": PAGE.replace("2.5元/千次", "2.50元/千次").replace("730元", "730.00元"),
    "rows of prices": swapped(PAGE, PRICE_ROWS[1], PRICE_ROWS[3]),
    "the last row of prices first": swapped(PAGE, PRICE_ROWS[1], PRICE_ROWS[4]),
    "rows of quotas": swapped(PAGE, QUOTA_ROWS[3], QUOTA_ROWS[7]),
    "the pool below": swapped(PAGE, "".join(QUOTA_ROWS[1:2]), QUOTA_ROWS[1])
    .replace(QUOTA_ROWS[1] + "\n" + QUOTA_ROWS[2], "")
    .replace(
        "</tbody></table>\n\n## 价格", f"{QUOTA_ROWS[1]}{QUOTA_ROWS[2]}</tbody></table>\n\n## 价格"
    ),
    "rows of packs": swapped(PAGE, PACK_ROWS[3], PACK_ROWS[6]),
    "tables of prices": swapped(PAGE, TABLES[1], TABLES[2]),
    "tables of prices, all": swapped(swapped(PAGE, TABLES[1], TABLES[3]), TABLES[2], TABLES[3]),
    "chapters": PAGE.replace("## 计费与结算方式", "").replace(
        "\n## 免费额度", "## 计费与结算方式\n\n## 免费额度", 1
    ),
    "tidy tags": re.sub(r"</tr>\s*</tr>", "</tr>", PAGE.replace("</br>", "<br>")).replace(
        "</tr>\n    <td >", "</tr>\n    <tr><td >"
    ),
    "a page of HTML": f"<!doctype html><html><body>{to_html(PAGE)}</body></html>",
    "brackets of half width in names": PAGE.replace("（增强版）", "(增强版)"),
    "brackets of half width in one table": PAGE.replace(
        "<td >车辆识别（增强版）", "<td >车辆识别(增强版)"
    ),
    "a blank in a name": PAGE.replace("车辆识别（增强版）", "车辆识别 （增强版）"),
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_what_charges_nothing_else_is_no_change(book: PriceBook, text: str) -> None:
    assert compare(book, read(text)) == ()
    assert compare(read(text), book) == ()


def test_the_tidy_page_is_without_findings_about_tags() -> None:
    ids = {finding.id for finding in read(NOTHING["tidy tags"]).findings}
    assert not ids & {"end-tag-br", "row-without-tr", "stray-end-tag"}


def test_a_page_and_its_book_are_the_same(book: PriceBook) -> None:
    assert compare(loads(dumps(book)), book) == ()
    assert compare(frozen.book(), book) == ()


def test_markdown_and_html_are_the_same(book: PriceBook, shared: Path) -> None:
    live = shared / "live-page.html"
    assert compare(book, read_page(live.read_bytes(), "live")) == ()


def test_a_column_is_one_change_of_all_its_interfaces(book: PriceBook) -> None:
    """The prices differ, so the old value names them."""
    less = PAGE.replace(TABLES[1], _without_last_column(TABLES[1]))
    change = one(book, less)
    assert (change.id, change.level) == ("tier-removed", "breaking")
    assert change.key == {"interfaces": [GOODS, WECHAT, CAR, PRO], "from_calls": 15_000_000}
    assert change.old == {GOODS: "1.5", WECHAT: "2.2", CAR: "1.5", PRO: "30"}
    (back,) = compare(read(less), book)
    assert (back.id, back.level, back.new) == ("tier-added", "notable", change.old)


def _without_last_column(table: str) -> str:
    table = re.sub(r"3000千 - 15000千次/月</br>\(不含15000千次\) ", "3000千次以上/月", table)
    table = re.sub(r'<td width="140px">.*?</td>', "", table, flags=re.DOTALL)
    return re.sub(r"<td ?>[^<]*</td></tr>", "</tr>", table)


def test_a_table_is_one_change_of_all_its_interfaces(book: PriceBook) -> None:
    change = one(book, PAGE.replace(TABLES[5], ""))
    assert change.id == "tier-removed"
    assert change.key["interfaces"] == ["智能裁剪", "图像质量评估", "图像清晰度增强"]
    assert {c.id for c in change.consequences} >= {"tier-removed", "finding-added"}


def test_all_quotas_are_one_change(book: PriceBook) -> None:
    change = one(book, PAGE.replace(TABLES[0], ""))
    assert (change.id, change.level) == ("free-quota-removed", "breaking")
    assert len(change.key["interfaces"]) == 9
    assert change.old["文件封识别"] == 1_000


def test_all_packs_are_one_change(book: PriceBook) -> None:
    change = one(book, PAGE.replace(TABLES[4], ""))
    assert (change.id, change.old) == ("pack-removed", "730")
    packs = [c.old for c in change.consequences if c.id == "pack-removed"]
    assert packs == ["7000", "65000", "105000", "160000", "450000", "1250000"]


def test_packs_of_another_interface_are_one_change(book: PriceBook) -> None:
    change = one(
        book, PAGE.replace('<td rowspan="8">车辆识别（增强版）', '<td rowspan="8">车辆识别')
    )
    assert (change.id, change.key["interfaces"]) == ("pack-removed", [PRO])
    assert [c.key["interfaces"] for c in change.consequences if c.id == "pack-added"] == [[CAR]] * 7


def test_another_name_everywhere_is_one_that_went_and_one_that_came(book: PriceBook) -> None:
    changes = compare(book, read(PAGE.replace("图像质量评估", "图像质量打分")))
    assert [change.id for change in changes] == ["interface-removed", "interface-added"]
    assert [c.key["clause"] for c in changes[0].consequences if "clause" in c.key] == [
        "quota-change-notice"
    ]


def test_a_date_in_every_cell_and_in_the_notice(book: PriceBook) -> None:
    """Five cells are five changes; the notice that says the same follows from one."""
    changes = compare(book, read(PAGE.replace("2022年10月24日", "2022年12月1日")))
    assert [change.id for change in changes] == ["quota-date-changed"] * 5
    assert [c.id for change in changes for c in change.consequences] == ["clause-changed"]


def test_a_notice_by_itself(book: PriceBook) -> None:
    change = one(book, PAGE.replace("每接口各1000次", "每接口各900次"))
    assert (change.id, change.key["clause"]) == ("clause-changed", "quota-change-notice")
    assert {c.key["finding"] for c in change.consequences} == {"notice-contradicts-cell"}


def test_a_note_that_went_after_its_day(book: PriceBook) -> None:
    """What every cell says after the day of the notice: 10,000 until then is no more."""
    text = re.sub(r"10000次/月<br><strong>注[^<]*</strong>", "1000次/月", PAGE)
    text = text.replace("共享1000次/月", "各1000次/月")
    changes = compare(book, read(text))
    assert [c.id for c in changes] == ["quota-sharing-changed"] + ["free-quota-decreased"] * 4
    assert [c.id for c in changes[0].consequences][:1] == ["free-quota-decreased"]
    assert all(c.key["to"] == "2022-10-24" for c in changes)


def test_books_by_hand_hide_no_term() -> None:
    """What no cell says, a book of JSON can: order, validity, days, mode, unit."""
    book = scanner()
    table, (short, long) = book.pay_as_you_go[0], book.packs
    replace = msgspec.structs.replace
    steps: tuple[Step, ...] = ("free-quota", "resource-pack", "pay-as-you-go")
    edits = {
        "clause-changed": replace(book, settlement_order=SettlementOrder(steps, None)),
        "tier-mode-changed": replace(book, pay_as_you_go=(replace(table, mode="reached"),)),
        "unit-changed": replace(book, pay_as_you_go=(replace(table, per_calls=10),)),
        "pack-price-increased": replace(book, packs=(short, replace(long, price=Decimal(36)))),
    }
    for id, other in edits.items():
        (change,) = compare(book, other)
        assert (change.id, change.level) == (id, "breaking")
    (change,) = compare(book, replace(book, packs=(short, replace(long, months=6))))
    assert (change.id, change.level, change.key["calls"]) == (
        *("pack-validity-shortened", "breaking"),
        100,
    )
    (change,) = compare(book, replace(book, packs=(short, replace(long, months=24))))
    assert (change.id, change.level) == ("pack-validity-extended", "notable")


def test_packs_of_no_stated_validity_last_a_year(book: PriceBook) -> None:
    """The reading pack-validity has one value: a sentence that says a month takes eleven away."""
    one, *others = book.packs
    replace = msgspec.structs.replace
    assert one.months is None
    year, month = (replace(book, packs=(replace(one, months=n), *others)) for n in (12, 1))
    assert compare(book, year) == compare(year, book) == ()
    (change,) = compare(book, month)
    assert (change.id, change.level) == ("pack-validity-shortened", "breaking")
    assert (change.old, change.new) == ("12 months", "1 month")


def test_two_names_that_differ_in_width_alone_are_two_in_one_book(book: PriceBook) -> None:
    replace = msgspec.structs.replace
    (first, *_), (quota, *_) = book.interfaces, book.free_quotas
    wide, narrow = "识别（一）", "识别(一)"
    both = replace(
        book,
        interfaces=tuple(replace(first, name=name, action=None) for name in (wide, narrow)),
        free_quotas=tuple(
            replace(quota, interfaces=(name,), calls=calls)
            for name, calls in ((wide, 10), (narrow, 20))
        ),
        **{"pay_as_you_go": (), "packs": (), "no_packs": (), "findings": ()},
    )
    assert compare(both, both) == ()
    other = replace(both, free_quotas=(both.free_quotas[0],), interfaces=both.interfaces[:1])
    assert [(c.id, c.old) for c in compare(both, other)] == [("interface-removed", narrow)]


def test_prices_with_a_day_of_their_own() -> None:
    """Text was 3 yuan and 2.5 for ever; from July 2024 it is 4."""
    book = translator()
    first, _, speech = book.pay_as_you_go
    for_ever = msgspec.structs.replace(first, to=None)
    undated = msgspec.structs.replace(book, pay_as_you_go=(for_ever, speech))
    told = {change.id: change for change in compare(undated, book)}
    assert {id: change.level for id, change in told.items()} == {
        "tier-added": "breaking",
        "clause-changed": "breaking",
    }
    assert told["tier-added"].new == "4"
    assert told["clause-changed"].new == "[, 2024-07-01)"


def test_changes_come_worst_first_then_in_the_order_of_the_page(book: PriceBook) -> None:
    text = PAGE.replace("730元", "700元").replace("8元/千次", "9元/千次")
    text = text.replace("3元/千次", "4元/千次", 1).replace("的消耗情况", "的情况")
    changes = compare(book, read(text))
    levels = [change.level for change in changes]
    assert levels == sorted(levels, key=["breaking", "notable", "info"].index)
    assert changes == compare(book, read(text))


def test_a_ladder_longer_than_any_page_has(book: PriceBook) -> None:
    """A book by hand of 600 tiers, of which one has another price."""
    replace = msgspec.structs.replace
    table = book.pay_as_you_go[0]
    first = table.tiers[0]
    tiers = [replace(first, from_calls=n * 1_000) for n in range(600)]
    old = replace(book, pay_as_you_go=(replace(table, tiers=tuple(tiers)),))
    tiers[300] = replace(first, from_calls=300_000, price=first.price + 1)
    new = replace(book, pay_as_you_go=(replace(table, tiers=tuple(tiers)),))
    (change,) = compare(old, new)
    assert (change.id, change.key["from_calls"]) == ("price-increased", 300_000)
