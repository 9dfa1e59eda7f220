"""Pages that are broken, or none of ours: refused with the reason, never read wrongly."""

import re
from collections.abc import Iterator

import pytest

from tiia_pricebook import PriceBook
from tiia_pricebook.errors import PageUnreadable
from tiia_scraper import read_page

TABLE = """## 图像
{lead}

| 月接口调用总量 | {head} |
|---|---|
{rows}

采用阶梯到达定价。结算顺序为：免费资源包 > 资源包 > 后付费。
"""


def small(*rows: str, head: str = "单价", lead: str = "价格如下：") -> bytes:
    lines = "\n".join(f"| {row} |" for row in rows)
    return TABLE.format(head=head, rows=lines, lead=lead).encode()


def read(page: str | bytes) -> PriceBook:
    return read_page(page if isinstance(page, bytes) else page.encode(), "page")


def refusal(page: str | bytes) -> PageUnreadable:
    with pytest.raises(PageUnreadable) as refused:
        read(page)
    return refused.value


def cells(page: str, text: str = "") -> Iterator[re.Match[str]]:
    for match in re.finditer(r"<td[^>]*>(.*?)</td>", page, re.S):
        if text in match[1]:
            yield match


def replaced(page: str, match: re.Match[str], text: str) -> str:
    return page[: match.start(1)] + text + page[match.end(1) :]


@pytest.mark.parametrize("text", ["", "-", "联系商务", "2.5 3元/千次", "2.5元", "免费", "0元/千次"])
def test_a_price_that_cannot_be_read_names_its_cell(page: str, text: str) -> None:
    price = next(cells(page, "6.5元/千次"))
    refused = refusal(replaced(page, price, text))
    assert refused.id == "cell-unreadable"
    assert refused.where == {"table": 2, "row": 1, "column": 2}


def test_every_unreadable_cell_is_listed(page: str) -> None:
    refused = refusal(page.replace("元/千次", "元"))
    assert refused.message.startswith("36 places")
    assert (
        "table 2 '图像识别后付费', row 2 '商品识别', column 2 '0 - 1000千次/月': '2.5元' cannot"
        in refused.message
    )
    assert (
        "row 4 '图像清晰度增强', column 5 '15000千次以上/月': '6元' cannot be read"
        in refused.message
    )


def test_no_emptied_price_or_quota_cell_is_overlooked(page: str) -> None:
    for cell in [*cells(page, "元/"), *cells(page, "次/月"), *cells(page, "万次")]:
        assert refusal(replaced(page, cell, "")).id in {"cell-unreadable", "tiers-not-contiguous"}


def test_no_lost_cell_shifts_a_row_unseen(page: str) -> None:
    for cell in [*cells(page, "元/"), *cells(page, "识别"), *cells(page, "万次")]:
        refusal(page[: cell.start()] + page[cell.end() :])


def test_a_price_in_another_unit_than_its_row_is_refused(page: str) -> None:
    price = next(cells(page, "6.5元/千次"))
    refused = refusal(replaced(page, price, "6.5元/万次"))
    assert refused.id == "units-mixed"
    assert refused.where == {"table": 2, "row": 1, "column": 2}


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("1000千 - 3000千次/月", "1000万 - 3000千次/月", 2),
        ("3000千 - 15000千次/月", "4000千 - 15000千次/月", 3),
        ("3000千 - 15000千次/月", "2000千 - 15000千次/月", 3),
        ("15000千次以上/月", "15000万次以上/月", 4),
        ("15000千次以上/月", "15000千 - 20000千次/月", 4),
        ("0 - 1000千次/月", "1 - 1000千次/月", 1),
    ],
)
def test_bands_that_do_not_follow_one_another(page: str, old: str, new: str, column: int) -> None:
    refused = refusal(page.replace(old, new, 1))
    assert refused.id in {"tiers-not-contiguous", "cell-unreadable"}
    assert refused.where == {"table": 1, "row": 0, "column": column}


def test_a_lost_column_of_prices_is_refused(page: str) -> None:
    lost = re.sub(r"<td[^>]*>\s*<strong ?>1000千 - .*?</td>", "", page, count=1, flags=re.S)
    for price in ("2.2", "3.2", "2.5", "45"):
        lost = re.sub(
            rf"(识别.*?</td>.*?)<td ?>{price}元/千次</td>", r"\1", lost, count=1, flags=re.S
        )
    assert lost != page
    assert refusal(lost).id in {"tiers-not-contiguous", "cell-unreadable", "row-too-long"}


def test_a_note_that_contradicts_its_range_is_a_finding(page: str) -> None:
    found = read(page.replace("不含1000千次", "不含1000万次", 1)).findings
    assert [f.where.column for f in found if f.id == "bound-note-contradicts-range"] == [1, 1, 2]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("共享10000次/月", "10000次/月"),
        ("共享10000次/月", "共享10000次"),
        ("当月有效，每月发放", "一年有效"),
        ("车辆识别接口与车辆识别（增强版）接口的免费", "车辆识别接口的免费"),
        ("2022年10月24日起将调整", "2022年10月32日起将调整"),
        ("<td>文件封识别</td>\n<td>1000次/月</td>", "<td>文件封识别</td>\n<td>约1000次/月</td>"),
    ],
)
def test_quotas_that_cannot_be_read(page: str, old: str, new: str) -> None:
    assert old in page
    if new == "共享10000次":  # the validity beside it still says that it is the month's
        assert read(page.replace(old, new)).free_quotas == read(page).free_quotas
    else:
        assert refusal(page.replace(old, new, 1)).id == "cell-unreadable"


def test_a_quota_table_without_quotas_is_refused(page: str) -> None:
    quotas = re.compile(r"<td[^>]*>(?:<strong>免费额度|[^<]*\d次/月).*?</td>", re.S)
    assert refusal(quotas.sub("", page)).id == "quotas-missing"


def test_a_notice_that_contradicts_its_cells_is_a_finding(page: str) -> None:
    for old, new, cells_named in [
        ("自2022年10月24日起，", "自2022年11月1日起，", 6),
        ("每接口各1000次", "每接口各500次", 6),
        ("车辆识别（增强版）、图像质量评估、", "车辆识别（增强版）、", 1),
        ("商品识别、商品识别-微信识物版、", "文件封识别、商品识别、商品识别-微信识物版、", 1),
    ]:
        found = [f for f in read(page.replace(old, new, 1)).findings if f.id.startswith("notice")]
        assert {f.id for f in found} == {"notice-contradicts-cell"}
        # the pool's two interfaces share a cell
        assert len(found) == (cells_named if cells_named == 1 else 5)


def test_an_interface_that_another_table_forgets_is_a_finding(page: str) -> None:
    row = re.compile(r"<tr>\s*<td>图像清晰度增强</td>\s*<td>8.*?</tr>", re.S)
    book = read(row.sub("", page))
    assert "interface-without-price" in {finding.id for finding in book.findings}
    row = re.compile(r"<tr> \n<td>图像清晰度增强</td>\n<td>1000.*?</tr>", re.S)
    book = read(row.sub("", page))
    assert "interface-without-quota" in {finding.id for finding in book.findings}


def test_a_row_given_twice_is_refused(page: str) -> None:
    row = re.search(r"<tr>\s*<td>智能裁剪</td>\s*<td>2元.*?</tr>", page, re.S)
    assert row
    twice = page.replace(row[0], row[0] * 2)
    assert refusal(twice).id == "interface-priced-twice"
    assert refusal(page.replace("<td>10万次</td>", "<td>1万次</td>")).id == "cell-unreadable"


def test_a_price_that_rises_with_volume_is_a_finding(page: str) -> None:
    book = read(page.replace("6.5元/千次", "65元/千次"))
    where = next(f.where for f in book.findings if f.id == "price-rises-with-volume")
    assert (where.table, where.row, where.column) == (2, 1, 2)


def test_white_space_layout_and_order_of_attributes_change_nothing(
    page: str, book: PriceBook
) -> None:
    loose = page.replace("<td", "\n\n  <td style='x' ").replace("</td>", " \u200b\n</td>\n")
    assert read(loose) == book
    assert read(page.replace("\n", "\r\n")) == book
    assert read(("\ufeff" + page).encode()) == book
    assert read(page.replace("商品", "商\0品")) == book
    assert read(page.encode("gb18030")) == book


@pytest.mark.parametrize(
    ("cut", "id"),
    [("6.5元/千次", "page-truncated"), ("65000元/个", "page-truncated"), ("## 价格", "no-price")],
)
def test_half_a_page(page: str, cut: str, id: str) -> None:
    assert refusal(page[: page.index(cut)]).id == id


@pytest.mark.parametrize(
    ("page", "id"),
    [
        (b"", "page-empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\xff\xff\xfe", "page-undecodable"),
        ("<!DOCTYPE html><title>登录 - 腾讯云</title><form>请登录</form>", "no-price"),
        ("<!DOCTYPE html><title>404</title><h1>页面不存在</h1>", "no-price"),
        ('{"error": 500}', "no-price"),
        ("每次 2 元。", "no-price"),
        ("<table><tr><td>接口名称</td><td>说明</td></tr></table>", "no-price"),
        ("<table><tr><td>接口<td>价<tr><td>甲<td>2元/小时</table>", "cell-unreadable"),
        ("<table><tr><td>接口<td>额<tr><td>甲<td>1000次/月</table>", "cell-unreadable"),
    ],
)
def test_what_is_no_price_page(page: str | bytes, id: str) -> None:
    assert refusal(page).id == id


def test_an_error_page_is_named_by_its_title() -> None:
    assert "'登录 - 腾讯云'" in refusal("<!DOCTYPE html><title>登录 - 腾讯云</title>").message


def starts(page: bytes) -> list[int]:
    return [tier.from_calls for tier in read(page).pay_as_you_go[0].tiers]


def test_a_side_that_a_range_states() -> None:
    page = small("0<调用量≤300万 | 2元/次", "300万<调用量≤1500万 | 1元/次", "1500万以上 | 0.5元/次")
    assert starts(page) == [0, 3_000_001, 15_000_001]
    assert not [f for f in read(page).findings if f.id.startswith("bound")]


def test_a_side_that_no_range_states() -> None:
    page = small("0-300万 | 2元/次", "300万-1500万 | 1元/次", "1500万以上 | 0.5元/次")
    assert starts(page) == [0, 3_000_000, 15_000_000]
    places = [(f.where.row, f.where.column) for f in read(page).findings if "unstated" in f.id]
    assert places == [(2, 0), (3, 0)]


@pytest.mark.parametrize(
    ("rows", "second"),
    [
        (("0<调用量<1000 | 3元/次", "1000≤调用量<1万 | 2元/次", "1万及以上 | 1元/次"), 1000),
        (("0 - 500千 | 3元/次", "500 - 3000 千 | 2元/次", "3000千以上 | 1元/次"), 500_000),
        (("0 ~ 299 | 3元/次", "300 ~ 999 | 2元/次", "1000以上 | 1元/次"), 300),
        (("0 < 调用量 ≤ 1万 | 2元/次", "调用量 > 1万次 | 1元/次"), 10_001),
    ],
)
def test_units_and_sides_settled_by_neighbours(rows: tuple[str, ...], second: int) -> None:
    assert starts(small(*rows))[1] == second


@pytest.mark.parametrize(
    "rows",
    [
        ("0<调用量≤300万 | 1元/次", "300万≤调用量 | 0.8元/次"),
        ("0<调用量<300万 | 1元/次", "300万<调用量 | 0.8元/次"),
        ("0 - 300万 | 1元/次", "400万以上 | 0.8元/次"),
        ("0 - 300万 | 1元/次", "200万以上 | 0.8元/次"),
        ("1000<调用量≤1万 | 1元/次", "1万以上 | 0.8元/次"),
        ("0 - 300万 | 1元/次", "300万 - 400万 | 0.8元/次"),
        ("300万以上 | 1元/次", "0 - 300万 | 0.8元/次"),
        ("0 - 299千 | 1元/次", "300千以上 | 0.8元/次"),
    ],
)
def test_gaps_and_overlaps(rows: tuple[str, ...]) -> None:
    assert refusal(small(*rows)).id == "tiers-not-contiguous"


def test_a_free_first_band_is_a_quota() -> None:
    page = small(
        "0<调用量≤1万 | 免费", "1万<调用量≤300 万 | 0.0011 元/张", "300万以上 | 0.0009 元/张"
    )
    book = read(page)
    assert starts(page) == [0, 3_000_001]
    assert [(q.interfaces, q.calls) for q in book.free_quotas] == [(("图像",), 10_000)]
    found = next(f for f in book.findings if f.id == "free-band-read-as-quota")
    assert (found.where.table, found.where.row, found.where.column) == (0, 1, 1)


def test_a_free_band_elsewhere_is_refused() -> None:
    assert refusal(small("0 - 1万 | 1元/次", "1万以上 | 免费")).id == "cell-unreadable"
    assert refusal(small("0以上 | 免费")).id == "no-price"


@pytest.mark.parametrize(("said", "agree"), [("10,000", True), ("1 万", True), ("5000", False)])
def test_a_free_band_and_a_sentence(said: str, agree: bool) -> None:
    lead = f"图像每月提供 {said} 次的免费调用。"
    book = read(small("0<调用量≤1万 | 免费", "1万以上 | 1元/次", lead=lead))
    assert [quota.calls for quota in book.free_quotas] == [10_000]
    assert ("quotas-disagree" in {f.id for f in book.findings}) is not agree


def test_bare_numbers_take_the_unit_of_their_head() -> None:
    rows = ("0 - 300万 | 2.5", "300万以上 | 2")
    assert read(small(*rows, head="单价（元/千次）")).pay_as_you_go[0].per_calls == 1000
    assert refusal(small(*rows)).id == "cell-unreadable"


def test_modes() -> None:
    page = small("0 - 300万 | 2元/次", "300万以上 | 1元/次").decode()
    assert read(page).pay_as_you_go[0].mode == "reached"
    book = read(page.replace("阶梯到达", "阶梯累进"))
    assert (book.pay_as_you_go[0].mode, book.pay_as_you_go[0].mode_clause) == (
        "progressive",
        "progressive-tiers",
    )
    book = read(page.replace("采用阶梯到达定价。", ""))
    assert book.pay_as_you_go[0].mode_clause is None
    assert "tier-mode-unstated" in {finding.id for finding in book.findings}
    assert refusal(page + "\n采用阶梯累进定价。").id == "tier-mode-contradictory"


def test_orders() -> None:
    page = small("0 - 300万 | 2元/次", "300万以上 | 1元/次").decode()
    order = read(page.replace("免费资源包 > 资源包", "购买的资源包 > 免费资源包")).settlement_order
    assert order.steps == ("resource-pack", "free-quota", "pay-as-you-go")
    arrows = "扣费顺序为“免费资源包->付费资源包->后付费”"
    assert read(re.sub("结算顺序.*后付费", arrows, page)).settlement_order.clause is not None
    unstated = read(re.sub("结算顺序.*", "", page))
    assert unstated.settlement_order.clause is None
    assert "settlement-order-unstated" in {finding.id for finding in unstated.findings}
    twice = page.replace("免费资源包 > 资源包", "资源包 > 资源包")
    assert refusal(twice).id == "settlement-order-unreadable"


@pytest.mark.parametrize(
    "lead", ["首购赠送100次免费调用。", "每月提供 10,00 次的免费调用。", "每天免费100次。"]
)
def test_a_sentence_of_free_calls_that_is_not_understood_is_a_finding(lead: str) -> None:
    page = small("0 - 300万 | 2元/次", "300万以上 | 1元/次", lead=lead)
    assert read(page).free_quotas == ()
    assert "quota-sentence-unread" in {finding.id for finding in read(page).findings}


def test_a_table_that_names_no_interface_and_has_no_heading_is_refused() -> None:
    page = small("0 - 300万 | 2元/次", "300万以上 | 1元/次").decode().replace("## 图像", "")
    assert refusal(page).id == "interface-unnamed"


def test_html_without_the_content_box_is_a_finding() -> None:
    page = (
        "<!DOCTYPE html><html><body><h2>图像</h2><table><tr><td>月调用量<td>单价"
        "<tr><td>0 - 300万<td>2元/次<tr><td>300万以上<td>1元/次</table></body></html>"
    )
    assert read(page).findings[0].id == "content-box-missing"
