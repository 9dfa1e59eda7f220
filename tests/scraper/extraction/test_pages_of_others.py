"""Small pages in the forms in which other clouds price their products: read rightly, or refused.

The forms are those of pricing pages of OCR, speech, moderation and verification services; what
is right was worked out by hand from each page.
"""

from __future__ import annotations

import datetime as dt

import pytest

from tiia_pricebook import PriceBook
from tiia_pricebook.errors import PageUnreadable
from tiia_pricing import Usage
from tiia_pricing.billing.bill import bill
from tiia_scraper import read_page

BANDS = "0 - 1000千次/月（不含1000千次） | 1000千次以上/月"
VOLUME = """

- 结算顺序为：赠送的免费资源包 > 购买的资源包 > 后付费。
- 后付费根据月调用量，采用阶梯到达定价，月累计调用量越高，单价越低。
"""


def table(*rows: str) -> str:
    rule = "---|" * len(rows[0].split("|"))
    lines = (f"| {row} |" for row in (rows[0], rule.removesuffix("|"), *rows[1:]))
    return "\n\n" + "\n".join(lines) + "\n\n"


PRICED = "## 后付费" + table(f"接口名称 | {BANDS}", "商品识别 | 2.5元/千次 | 2元/千次")
PACKS = "## 预付费" + table("接口名称 | 资源包规格 | 资源包价格", "商品识别 | 10万次 | 240元/个")


def read(page: str) -> PriceBook:
    return read_page(page.encode(), "page")


def refusal(page: str) -> PageUnreadable:
    with pytest.raises(PageUnreadable) as refused:
        read(page)
    return refused.value


@pytest.mark.parametrize(
    ("rows", "row", "column"),
    [
        (("次数包规格（千次） | 支持并发 | 价格（元）", "1,000 | 100 | 1200"), 1, 2),
        (("收费项 | 目录价格（元/万次）", "二维码识别 | 14.6"), 1, 1),
        (("收费项 | 二维码识别", "资费 | 14.6"), 1, 1),
        (("API | Package | Price (CNY)", "DetectProduct | 100,000 calls | 240"), 1, 2),
        (("接口名称 | 活动价", "商品识别 | ¥1.5/千次"), 1, 1),
        (("接口名称 | 优惠", "商品识别 | 8折"), 1, 1),
        (("接口名称 | 活动", "商品识别 | 0.15 分/次"), 1, 1),
        (("接口名称 | 活动", "商品识别 | 1.5 usd/千次"), 1, 1),
        (("接口名称 | 免费额度", "商品识别 | 每主账号每月3万字"), 1, 1),
        (("接口名称 | 免费调用量（次/月）", "商品识别 | 1000"), 1, 1),
        (("接口名称 | 次数（赠送）", "商品识别 | 1000"), 1, 1),
        (("接口名稱 | 免費額度", "商品识别 | 1000次"), 1, 1),
        (("API | Free quota", "DetectProduct | 1,000 calls"), 1, 1),
        (("接口名称 | 收费项目与各地区不同的标准名称", "商品识别 | 20"), 1, 1),
        (("接口名称 | 说明", f"商品识别 | {'详情见活动页面，' * 7}享8折"), 1, 1),
        (("接口名称 | 免费额度", f"商品识别 | {'详情见活动页面，' * 7}3万字"), 1, 1),
    ],
)
def test_a_table_of_prices_or_free_calls_in_other_words_is_no_other_table(
    rows: tuple[str, ...], row: int, column: int
) -> None:
    refused = refusal(PRICED + "## 其他" + table(*rows) + VOLUME)
    assert refused.id == "cell-unreadable"
    assert refused.where == {"table": 1, "row": row, "column": column}
    assert refused.expected == "a table of tiers, packs or free quotas"


@pytest.mark.parametrize(
    "rows",
    [
        ("问题 | 回答", "是否支持退款 | 支持7天内无理由退款"),
        ("问题 | 回答", "免费额度用完后怎么办，是否会停止服务 | 2小时内转入后付费"),
        ("问题 | 回答", "免费额度怎么看 | 在控制台的第2页查看。"),
        ("接口名称 | 默认QPS", "商品识别 | 20"),
        ("接口名称 | 免费并发量", "商品识别 | 2"),
        ("接口名称 | 免费QPS数量", "商品识别 | 2"),
        ("接口名称 | 免费额度说明", "商品识别 | 见控制台"),
        ("接口名称 | 计费模式", "商品识别 | 后付费"),
        ("错误码 | 是否收费", "8001 | 否"),
        ("收费项目与各地区不同的标准名称 | 编号", "商品识别 | 20"),
        ("接口名称 | 收费项目与各地区不同的标准名称号", "商品识别 | 20"),
        ("接口名称 | 说明", f"商品识别 | {'详情见活动页面，' * 7}另享8折"),
        ("接口名称 | 说明", "商品识别 | 另有8折。"),
        ("接口名称 | 免费额度", f"商品识别 | {'详情见活动页面，' * 7}3万字。"),
        ("接口名称 | 免费额度", f"商品识别 | {'详情见活动页面，' * 7}3万字符"),
    ],
)
def test_a_table_of_other_things_is_told_and_hides_no_price(rows: tuple[str, ...]) -> None:
    book = read(PRICED + "## 其他" + table(*rows) + VOLUME)
    assert rows[1] in [clause.text for clause in book.clauses]
    assert [(t.from_calls, str(t.price)) for t in book.pay_as_you_go[0].tiers] == [
        (0, "2.5"),
        (1_000_000, "2"),
    ]


def test_a_heading_above_packs_is_no_interface_of_which_nobody_knows_a_price() -> None:
    packs = table("规格（次） | 价格（元）", "1万 | 480")
    refused = refusal(PRICED + "## 优惠组合" + packs + VOLUME)
    assert refused.id == "interface-unnamed"
    assert refused.message == "'优惠组合' above packs that name no interface is none with prices"
    assert refused.expected == "the name of an interface"
    clause = read(PRICED + "## 优惠组合" + table("甲 | 乙")).clauses[1].id
    assert refused.where == {"table": 1, "clause": clause}
    assert [pack.interface for pack in read(PRICED + "## 商品识别" + packs).packs] == ["商品识别"]


def test_prices_under_a_word_of_tariffs_are_not_of_the_interface_that_is_granted_calls() -> None:
    tiers = table("月调用量 | 单价", "0<调用量≤100万 | 2.5元/千次", "100万<调用量 | 2元/千次")
    quota = table("接口名称 | 免费额度", "商品识别 | 1000次/月")
    refused = refusal("## 资费标准" + tiers + "## 免费额度" + quota + VOLUME)
    assert refused.id == "interface-unnamed"
    assert [one.interface for one in read("## 资费标准" + tiers).pay_as_you_go] == ["资费标准"]
    both = read("## 商品识别\n### 资费标准" + tiers + "## 免费额度" + quota + VOLUME)
    assert [one.interface for one in both.pay_as_you_go] == ["商品识别"]


@pytest.mark.parametrize(
    ("head", "cell"),
    [
        ("区域", "华北-北京四"),
        ("服务", "中国大陆"),
        ("服务", "华东"),
        ("服务", "上海"),
        ("服务", "境外"),
        ("时段", "闲时"),
        ("服务", "企业用户"),
        ("服务", "学生"),
    ],
)
def test_a_column_of_places_times_or_users_is_no_group_of_interfaces(head: str, cell: str) -> None:
    rows = table(f"{head} | 接口名称 | {BANDS}", f"{cell} | 商品识别 | 2.5元/千次 | 2元/千次")
    refused = refusal("## 后付费" + rows + VOLUME)
    assert refused.id == "cell-unread"
    assert refused.where["column"] == 0


@pytest.mark.parametrize(
    "said",
    [
        "开通后前3个月，每月提供1000次的免费调用额度。",
        "新用户每月提供1000次的免费调用额度。",
        "首次购买资源包的，每月提供1000次的免费调用额度。",
        "企业认证用户每月提供5000次的免费调用，个人认证用户每月提供1000次的免费调用。",
        "2023年12月31日前每月提供1000次的免费调用额度。",
        "公测期间每月提供1000次的免费调用额度。",
        "开通后30天内每月提供1000次的免费调用额度。",
        "所有接口共享，每月提供1000次的免费调用额度。",
        "每月提供1000次的免费调用额度吗？",
    ],
)
def test_free_calls_of_some_or_for_a_time_are_told_and_no_quota(said: str) -> None:
    """1,000,000 calls at 2 yuan a thousand: nothing of them is free."""
    book = read(f"## 免费额度\n\n{said}\n\n{PRICED}{VOLUME}")
    assert book.free_quotas == ()
    [finding] = [one for one in book.findings if one.id == "quota-sentence-unread"]
    assert said in finding.text
    assert bill(book, [Usage(dt.date(2023, 12, 31), "商品识别", 1_000_000)], []).cents == 200_000


def test_a_notice_that_cannot_be_read_grants_nothing() -> None:
    book = read(
        f"{PRICED}\n自2022年10月24日起，免费调用额度调整为每月提供1000次的免费调用。\n{VOLUME}"
    )
    assert book.free_quotas == ()
    assert "notice-unread" in {finding.id for finding in book.findings}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("后付费默认为超额累进模式，按天累进用量阶梯。", "按天累进"),
        ("调用量按日累计，次日0点清零。", "调用量按日"),
        ("后付费根据日累计调用量，采用阶梯到达定价。", "日累计调用量"),
        ("年累计调用量越高，单价越低。", "年累计调用量"),
        ("采用日阶梯累进计费。", "日阶梯"),
        ("阶梯用量每小时统计一次。", "阶梯用量每小时"),
    ],
)
def test_tiers_of_a_day_or_a_year_are_refused(said: str, words: str) -> None:
    refused = refusal(f"{PRICED}\n{said}\n")
    assert refused.id == "tier-period-unreadable"
    assert words in refused.message
    assert refused.message.endswith("counts calls over another time than a month")
    assert refused.expected == "tiers of a month"
    assert f"in clause {refused.where['clause']} counts" in refused.message


@pytest.mark.parametrize(
    "said",
    [
        "按月累计，一个自然月后次数清零重新累计。",
        "免费额度按日清零，用量阶梯按月累计。",
        "后付费按天结算，随调用量增加梯度报价。",
        "不按日累计调用量。",
        "资源包有效期为1年，按购买日累计。",
        "2024年3月1日起开始正式按调用量计费，采用阶梯定价。",
    ],
)
def test_a_day_that_tiers_do_not_count_is_no_hindrance(said: str) -> None:
    assert read(f"{PRICED}\n{said}\n{VOLUME}").pay_as_you_go[0].mode == "reached"


@pytest.mark.parametrize(
    "said",
    [
        "新用户采用阶梯累进定价。",
        "企业客户采用阶梯累进定价。",
        "2023年以前采用阶梯累进定价。",
        "是采用阶梯累进定价吗？",
        "资源包采用阶梯累进优惠。",
        "车辆识别采用阶梯累进定价。",
    ],
)
def test_a_mode_of_some_users_times_or_interfaces_is_a_doubt(said: str) -> None:
    """2,000,000 calls: all at 2 yuan are 4,000, a million at 2.5 and one at 2 are 4,500."""
    book = read(f"{PRICED}\n{said}\n")
    assert "tier-mode-unstated" in {finding.id for finding in book.findings}
    spread = bill(book, [Usage(dt.date(2023, 12, 31), "商品识别", 2_000_000)], []).spread
    assert (spread.low, spread.high) == (400_000, 450_000)


def test_a_mode_that_is_said_of_each_interface_is_said_of_all() -> None:
    rows = [f"{name} | 2.5元/千次 | 2元/千次" for name in ("车辆识别", "车辆识别（增强版）")]
    page = "## 后付费" + table(f"接口名称 | {BANDS}", *rows)
    pro, car = "车辆识别（增强版）采用阶梯累进定价。", "车辆识别采用阶梯累进定价。"
    assert read(f"{page}\n{pro}").pay_as_you_go[0].mode_certainty == "assumed"
    book = read(f"{page}\n{pro}\n\n{car}")
    assert {(one.mode, one.mode_clause) for one in book.pay_as_you_go} == {
        ("progressive", book.clauses[1].id)
    }


def test_a_name_within_a_longer_one_is_not_named() -> None:
    rows = [f"{name} | 2.5元/千次 | 2元/千次" for name in ("识别", "商品识别")]
    page = "## 后付费" + table(f"接口名称 | {BANDS}", *rows)
    book = read(f"{page}\n商品识别采用阶梯累进定价。\n\n识别采用阶梯累进定价。")
    assert {one.mode for one in book.pay_as_you_go} == {"progressive"}


def test_a_sentence_that_names_nobody_decides_before_one_that_does() -> None:
    book = read(f"{PRICED}\n商品识别采用阶梯到达定价。\n\n采用阶梯到达定价。")
    assert book.clause(book.pay_as_you_go[0].mode_clause or "").text == "采用阶梯到达定价。"


def test_an_order_with_an_exception_is_refused() -> None:
    page = f"{PRICED}{PACKS}\n扣费顺序为：免费资源包 > 购买的资源包 > 后付费，企业用户除外。\n"
    assert refusal(page).id == "settlement-order-unreadable"
