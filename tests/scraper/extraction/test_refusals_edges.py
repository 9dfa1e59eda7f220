"""Every refusal of the reader, word for word, at its place."""

from typing import Any

import pytest

from tiia_pricebook.errors import PageUnreadable
from tiia_scraper import read_page

Refusal = tuple[str, str, dict[str, Any], str | None]

TIERS = """## 图像
{lead}

| 月接口调用总量 | {head} |
|---|---|
{rows}

{tail}
"""
USUAL = "采用阶梯到达定价。结算顺序为：免费资源包 > 资源包 > 后付费。"
BAND = "a range of calls such as 1000千 - 3000千次/月(不含3000千次) or 300万以上"
PRICE = "a price for calls such as 2.5元/千次"
JOIN = "a tier that starts where the one before ends"
WHOLE = "a whole number of calls"
QUOTA = "a free quota such as 1000次/月"

TWO_TIERS = (
    "<table><tr><td>接口名称<td>0 - 10千次/月(不含10千次)<td>10千次以上/月</td></tr>"
    "<tr><td>甲<td>2元/千次<td>1元/千次</td></tr><tr><td>乙<td>3元/千次<td>2元/千次</td></tr></table>"
)
MONTHLY = "<td>当月有效，每月发放</td></tr>"


def tiers(*rows: str, lead: str = "价格如下：", head: str = "单价", tail: str = USUAL) -> str:
    rows = rows or ("0 - 300万(不含300万) | 2元/次", "300万以上 | 1元/次")
    lines = "\n".join(f"| {row} |" for row in rows)
    return TIERS.format(lead=lead, head=head, rows=lines, tail=tail)


def granted(quota: str, validity: str = MONTHLY, names: str = "<td>甲") -> str:
    head = "<tr><td>接口名称<td>免费额度<td>有效期</td></tr>"
    return f"<table>{head}<tr>{names}<td>{quota}</td>{validity}</table>\n\n{TWO_TIERS}\n\n{USUAL}"


def shared(quota: str) -> str:
    head = "<tr><td>接口名称<td>免费额度<td>有效期</td></tr>"
    rows = f"<tr><td>甲<td rowspan=2>{quota}</td>{MONTHLY}<tr><td>乙</td>{MONTHLY}"
    return f"<table>{head}{rows}</table>\n\n{TWO_TIERS}\n\n{USUAL}"


def packs(*rows: str, head: str = "规格</td><td>价格") -> str:
    lines = "".join(f"<tr>{row}</tr>" for row in rows)
    table = f"<table><tr><td>接口名称<td>{head}</td></tr>{lines}</table>"
    return f"{TWO_TIERS}\n\n{USUAL}\n\n## 资源包\n{table}"


def refusal(page: str) -> PageUnreadable:
    with pytest.raises(PageUnreadable) as refused:
        read_page(page.encode(), "page")
    return refused.value


def cell(text: str, table: int, row: int, column: int, expected: str) -> Refusal:
    place = {"table": table, "row": row, "column": column}
    return ("cell-unreadable", f"{text!r} cannot be read", place, expected)


def at(table: int, row: int, column: int) -> dict[str, Any]:
    return {"table": table, "row": row, "column": column}


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param(
            tiers("0 - 300万个 | 2元/次", "300万以上 | 1元/次"),
            cell("0 - 300万个", 0, 1, 0, BAND),
            id="band",
        ),
        pytest.param(
            tiers("0 - 0.5次 | 2元/次", "300万以上 | 1元/次"),
            cell("0 - 0.5次", 0, 1, 0, WHOLE),
            id="half-a-call",
        ),
        pytest.param(
            tiers("300万 - 1万 | 2元/次", "300万以上 | 1元/次"),
            cell("300万 - 1万", 0, 1, 0, "a range whose end lies above its start"),
            id="band-upside-down",
        ),
        pytest.param(
            tiers("0 - 300万 | 2元", "300万以上 | 1元/次"),
            cell("2元", 0, 1, 1, PRICE),
            id="price",
        ),
        pytest.param(
            tiers("0 - 300万 | 0元/次", "300万以上 | 1元/次"),
            cell("0元/次", 0, 1, 1, "a price above zero"),
            id="price-of-zero",
        ),
        pytest.param(
            tiers("0 - 300万 | 2元/次", "400万以上 | 1元/次"),
            (
                "tiers-not-contiguous",
                "'400万以上': a tier that starts at 4000000 follows one that ends at 3000000",
                at(0, 2, 0),
                JOIN,
            ),
            id="gap",
        ),
        pytest.param(
            tiers("1000 - 1万 | 2元/次", "1万以上 | 1元/次"),
            (
                "tiers-not-contiguous",
                "'1000 - 1万': the first tier starts at 1000",
                at(0, 1, 0),
                "a first tier that starts at 0",
            ),
            id="first-tier",
        ),
        pytest.param(
            tiers("0 - 300万 | 2元/次", "300万 - 400万 | 1元/次"),
            (
                "tiers-not-contiguous",
                "'300万 - 400万': the last tier ends at 4000000",
                at(0, 2, 0),
                "a last tier without an end",
            ),
            id="last-tier",
        ),
        pytest.param(
            tiers("0<调用量≤300万 | 2元/次", "300万≤调用量 | 1元/次"),
            (
                "tiers-not-contiguous",
                "'300万≤调用量': 3000000 calls are in both tiers",
                at(0, 2, 0),
                "a bound that belongs to one tier",
            ),
            id="both-tiers",
        ),
        pytest.param(
            tiers("0<调用量<300万 | 2元/次", "300万<调用量 | 1元/次"),
            (
                "tiers-not-contiguous",
                "'300万<调用量': 3000000 calls are in neither tier",
                at(0, 2, 0),
                "a bound that belongs to one tier",
            ),
            id="neither-tier",
        ),
        pytest.param(
            tiers("0千 - 500 | 3元/次", "500 - 3000千 | 2元/次", "3000千以上 | 1元/次"),
            (
                "tiers-not-contiguous",
                "'0千 - 500': the bounds can be read in two ways",
                at(0, 1, 0),
                "a unit on both sides",
            ),
            id="unit-on-one-side",
        ),
        pytest.param(
            tiers("0 - 300万 | 2元/次", "300万以上 | 1元/千次"),
            (
                "units-mixed",
                "'1元/千次' is next to '2元/次'",
                at(0, 2, 1),
                "one unit for all prices of a row",
            ),
            id="units-mixed",
        ),
        pytest.param(
            tiers().replace("## 图像", ""),
            (
                "interface-unnamed",
                "the table names no interface and is under no heading",
                {"table": 0},
                "the name of an interface",
            ),
            id="interface-unnamed",
        ),
        pytest.param(
            TWO_TIERS.replace("乙", ""),
            cell("", 0, 2, 0, "the name of an interface"),
            id="name-empty",
        ),
        pytest.param(
            TWO_TIERS.replace("乙", "甲"),
            (
                "interface-priced-twice",
                "甲 has prices in table 1 already",
                {"table": 0, "row": 2},
                "one row for an interface",
            ),
            id="priced-twice",
        ),
        pytest.param(granted("约1000次/月"), cell("约1000次/月", 0, 1, 1, QUOTA), id="quota"),
        pytest.param(
            granted("0次/月"), cell("0次/月", 0, 1, 1, "a quota above zero"), id="quota-of-zero"
        ),
        pytest.param(
            granted("共享1000次/月"),
            cell("共享1000次/月", 0, 1, 1, "several interfaces that share a quota"),
            id="shared-by-one",
        ),
        pytest.param(
            shared("1000次/月"),
            cell("1000次/月", 0, 1, 1, "共享 or 各 in a quota for several interfaces"),
            id="sharing-unsaid",
        ),
        pytest.param(
            shared("共享1000次/月<br>注：2022年10月24日起甲接口将调整为各100次/月。"),
            cell(
                "共享1000次/月\n注：2022年10月24日起甲接口将调整为各100次/月。",
                *(0, 1, 1),
                "a note about 甲、乙",
            ),
            id="note-about-one",
        ),
        pytest.param(
            shared("共享1000次/月<br>注：2022年10月24日起甲接口与丙接口将调整为各100次/月。"),
            cell(
                "共享1000次/月\n注：2022年10月24日起甲接口与丙接口将调整为各100次/月。",
                *(0, 1, 1),
                "a list of interfaces of the page: 甲、乙",
            ),
            id="note-about-another",
        ),
        pytest.param(
            granted("1000次/月<br>注：2022年10月24日起取消。"),
            cell(
                "1000次/月\n注：2022年10月24日起取消。",
                *(0, 1, 1),
                "a free quota such as 1000次/月, with a note such as 注：2022年10月24日起将调整为…",
            ),
            id="note",
        ),
        pytest.param(
            granted("1000次/月<br>注：2022年10月32日起将调整为100次/月。"),
            cell(
                "1000次/月\n注：2022年10月32日起将调整为100次/月。",
                *(0, 1, 1),
                "a date of the calendar",
            ),
            id="date",
        ),
        pytest.param(
            granted("1000次/月", "<td>一年有效</td></tr>"),
            cell("一年有效", 0, 1, 2, "a validity such as 当月有效，每月发放"),
            id="validity",
        ),
        pytest.param(
            granted("1000次/月", names="<td>-"),
            cell("-", 0, 1, 0, "the name of an interface"),
            id="quota-for-none",
        ),
        pytest.param(
            granted("1000次/月", names="<td>"),
            cell("", 0, 1, 0, "the name of an interface"),
            id="quota-for-nobody",
        ),
        pytest.param(
            f"<table><tr><td>接口名称<td>免费额度<tr><td>甲<td>1000次</table>\n\n{TWO_TIERS}",
            cell("1000次", 0, 1, 1, "a quota for each month such as 1000次/月"),
            id="quota-once",
        ),
        pytest.param(
            f"<table><tr><td>免费额度<td>有效期<tr><td>1000次/月{MONTHLY}</table>\n\n{TWO_TIERS}",
            cell("免费额度", 0, 0, 0, "a column of interfaces next to the quotas"),
            id="quotas-without-names",
        ),
        pytest.param(
            f"<table><tr><td>甲<td>每月1000次/月</table>\n\n{TWO_TIERS}",
            cell("每月1000次/月", 0, 0, 1, "a table of tiers, packs or free quotas"),
            id="a-quota-anywhere",
        ),
        pytest.param(
            f"<table><tr><td>接口<td>价<tr><td>甲<td>2元/小时</table>\n\n{TWO_TIERS}",
            cell("2元/小时", 0, 1, 1, "a table of tiers, packs or free quotas"),
            id="a-price-anywhere",
        ),
        pytest.param(
            TWO_TIERS.replace("10千次以上/月", "其余10千"),
            cell("其余10千", 0, 0, 2, BAND),
            id="head-is-no-band",
        ),
        pytest.param(
            TWO_TIERS.replace("10千次以上/月", "10千以上</td><td>3档")
            .replace("1元/千次", "1元/千次<td>x")
            .replace("2元/千次</td></tr></table>", "2元/千次<td>x</table>"),
            cell("3档", 0, 0, 3, "a range of calls such as 1000千 - 3000千次/月"),
            id="head-with-a-number",
        ),
        pytest.param(
            TWO_TIERS.replace("10千次以上/月", "10千以上</td><td>")
            .replace("1元/千次", "1元/千次<td>x")
            .replace("2元/千次</td></tr></table>", "2元/千次<td>x</table>"),
            cell("", 0, 0, 3, "a range of calls such as 1000千 - 3000千次/月"),
            id="head-without-a-word",
        ),
        pytest.param(
            tiers(
                "0 - 300万 | 2元/次 | 3元/次", "300万以上 | 1元/次 | 2元/次", head="单价 | 原价"
            ).replace("|---|---|", "|---|---|---|"),
            cell("原价", 0, 0, 2, "one column of prices next to the ranges"),
            id="two-columns-of-prices",
        ),
        pytest.param(
            tiers("0 - 300万 | 二", "300万以上 | 一", head="说明"),
            cell("月接口调用总量", 0, 0, 0, "one column of prices next to the ranges"),
            id="no-column-of-prices",
        ),
        pytest.param(
            packs("<td>甲<td>1万次<td>7元/次"),
            cell("7元/次", 1, 1, 2, "the price of a pack such as 730元/个"),
            id="pack-price",
        ),
        pytest.param(
            packs("<td>甲<td>1万次<td>0元/个"),
            cell("0元/个", 1, 1, 2, "a price above zero"),
            id="pack-price-of-zero",
        ),
        pytest.param(
            packs("<td>甲<td>1万次<td>7元/个", "<td>甲<td>约2万次<td>9元/个"),
            cell("约2万次", 1, 2, 1, "a number of calls such as 100万次"),
            id="pack-size",
        ),
        pytest.param(
            packs("<td>甲<td>1万次<td>7元/个", "<td>甲<td>1.00005万次<td>9元/个"),
            cell("1.00005万次", 1, 2, 1, WHOLE),
            id="pack-of-half-a-call",
        ),
        pytest.param(
            packs("<td>甲<td>1万次<td>7元/个", "<td>甲<td>10,000次<td>9元/个"),
            cell("10,000次", 1, 2, 1, "a size of which 甲 has no pack yet"),
            id="pack-twice",
        ),
        pytest.param(
            packs("<td>甲<td>1万次<td>7元/个", "<td><td>2万次<td>9元/个"),
            cell("", 1, 2, 0, "the name of an interface"),
            id="pack-of-nobody",
        ),
        pytest.param(
            tiers(tail=f"{USUAL}采用阶梯累进定价。"),
            (
                "tier-mode-contradictory",
                "clause reached-tiers says 阶梯到达, clause progressive-tiers says 阶梯累进",
                {"clause": "progressive-tiers"},
                "one mode",
            ),
            id="modes",
        ),
        pytest.param(
            tiers(tail="采用阶梯到达定价。结算顺序为：资源包 > 资源包 > 后付费。"),
            (
                "settlement-order-unreadable",
                "'资源包>资源包>后付费'",
                {"clause": "settlement-order"},
                "赠送的免费资源包 > 购买的资源包 > 后付费, in whichever order",
            ),
            id="order",
        ),
        pytest.param(
            tiers(tail="采用阶梯到达定价。结算顺序为：免费 > 优惠券 > 后付费。"),
            (
                "settlement-order-unreadable",
                "'免费>优惠券>后付费'",
                {"clause": "settlement-order"},
                "赠送的免费资源包 > 购买的资源包 > 后付费, in whichever order",
            ),
            id="order-of-a-stranger",
        ),
        pytest.param(
            "每月提供1000次免费调用。",
            (
                "no-price",
                "no price on the page, which has 0 tables and is titled or begins"
                " '每月提供1000次免费调用。'",
                {},
                "a table of prices for numbers of calls",
            ),
            id="a-quota-and-no-price",
        ),
        pytest.param(
            tiers(lead="于2019年2月30日起开始正式按调用量计费，价格如下："),
            (
                "date-impossible",
                "'2019年2月30日起开始正式按调用量计费'",
                {"clause": "billing-starts"},
                "a date of the calendar",
            ),
            id="start",
        ),
        pytest.param(
            f"免费额度见下表：\n\n<table><tr><td>接口<td>说明<tr><td>甲<td>无</table>"
            f"\n\n价格如下：\n\n{TWO_TIERS}",
            (
                "quotas-missing",
                "clause quota-table announces free quotas; the table has none",
                {"table": 0},
                "a column of free quotas",
            ),
            id="quotas-missing",
        ),
        pytest.param(
            "## 甲\n<table><tr><td>月调用量<td>单价</tr><tr><td>0 - 1万<td>2元/次<td>x</tr>"
            "<tr><td>1万以上<td>1元/次</tr></table>",
            (
                "row-too-long",
                "a row is longer than the first one",
                at(0, 1, 2),
                "a row as long as the first one",
            ),
            id="row-too-long",
        ),
        pytest.param(
            granted("1000次/月").replace(
                "</tr></table>", f"</tr><tr><td>甲<td>2000次/月</td>{MONTHLY}</table>", 1
            ),
            (
                "interface-granted-twice",
                "甲 has a free quota in table 1, row 2 already",
                at(0, 2, 1),
                "one quota for an interface",
            ),
            id="granted-twice",
        ),
        pytest.param(
            packs("<td>甲<td>1万次<td>7元", head="规格</td><td>说明"),
            cell("规格", 1, 0, 1, "a column of prices next to the sizes"),
            id="packs-without-prices",
        ),
        pytest.param(
            tiers(tail="采用阶梯到达定价。结算顺序为：后付费 > 资源包 > 免费。"),
            (
                "pay-as-you-go-last",
                "nothing can be settled after pay-as-you-go, which takes all that is left",
                {"path": "$.settlement_order.steps"},
                "a page that reads as a valid price book",
            ),
            id="invalid-book",
        ),
        pytest.param(
            "<table><tr><td>接口<td>0 - 1万<td>1万以上<tr><td>甲<td>1元/次<td rowspan=2>"
            "1元/次<tr><td>乙<td colspan=2>2元/次</table>",
            ("cells-overlap", "two cells cover one slot", at(0, 2, 1), "one cell in each slot"),
            id="overlap",
        ),
        pytest.param(
            "<!DOCTYPE html><title>登录 - 腾讯云</title><table><tr><td>请登录</table>",
            (
                "no-price",
                "no price on the page, which has 1 tables and is titled or begins '登录 - 腾讯云'",
                {},
                "a table of prices for numbers of calls",
            ),
            id="no-price",
        ),
        pytest.param(
            f"{'甲' * 100}。后来。",
            (
                "no-price",
                f"no price on the page, which has 0 tables and is titled or begins {'甲' * 60!r}",
                {},
                "a table of prices for numbers of calls",
            ),
            id="no-price-begins",
        ),
        pytest.param(
            "<table><tr><td><td></table>",
            (
                "no-price",
                "no price on the page, which has 1 tables",
                {},
                "a table of prices for numbers of calls",
            ),
            id="no-price-no-words",
        ),
    ],
)
def test_a_refusal_in_words(page: str, expected: Refusal) -> None:
    refused = refusal(page)
    found = (refused.id, refused.message, dict(refused.where), refused.expected)
    assert found == expected


@pytest.mark.parametrize(
    ("row", "where"),
    [
        ("<td rowspan=2>2元/次<td>1元/次</tr><tr><td>乙<td>1元/次", (0, 1, 1)),
        ("<td>2元/次<td rowspan=2>1元/次</tr><tr><td>乙<td>2元/次", (0, 1, 2)),
    ],
)
def test_a_price_over_two_interfaces_is_refused(row: str, where: tuple[int, int, int]) -> None:
    head = "<tr><td>接口名称<td>0 - 1万(不含1万)<td>1万以上</tr>"
    refused = refusal(f"<table>{head}<tr><td>甲{row}</tr></table>")
    assert (refused.id, refused.where) == ("cell-shared", at(*where))


def test_packs_of_nobody_are_refused_for_their_names_alone() -> None:
    refused = refusal(packs("<td><td>2万次<td>9元/个", "<td><td>2万次<td>8元/个"))
    assert [dict(problem.where) for problem in refused.problems] == [at(1, 1, 0), at(1, 2, 0)]


def test_each_validity_of_a_pack_that_cannot_be_read_is_named() -> None:
    head = "规格</td><td>价格<td>有效期<td>使用期限"
    refused = refusal(packs("<td>甲<td>1万次<td>7元/个<td>三季度<td>五季度", head=head))
    assert [dict(problem.where) for problem in refused.problems] == [at(1, 1, 3), at(1, 1, 4)]


def test_a_pack_over_two_interfaces_is_refused() -> None:
    rows = "<tr><td>甲<td rowspan=2>1万次<td rowspan=2>7元</tr><tr><td>乙</tr>"
    packs = f"<table><tr><td>接口名称<td>规格<td>价格</tr>{rows}</table>"
    refused = refusal(packs)
    assert (refused.id, refused.where) == ("cell-shared", at(0, 1, 2))
