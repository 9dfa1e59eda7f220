"""Sentences that hold for some, that give to several together, or whose tiers are of a day."""

from __future__ import annotations

import pytest

from tiia_scraper.document.whitespace import squeeze
from tiia_scraper.vocabulary import fold, is_conditional, is_of_several, other_period


def plain(text: str) -> str:
    return squeeze(fold(text))


@pytest.mark.parametrize(
    "text",
    [
        "新用户每月提供1000次的免费调用。",
        "新注册的用户可享受1000次/月的免费调用额度。",
        "新客户每月提供1000次的免费调用。",
        "老用户采用阶梯累进定价。",
        "企业认证后每月提供1000次的免费调用。",
        "个人账号每月提供1000次的免费调用。",
        "学生每月提供1000次的免费调用。",
        "会员每月提供1000次的免费调用。",
        "仅限华北地区采用阶梯累进定价。",
        "仅面向内测用户。",
        "结算顺序为：免费资源包 > 资源包 > 后付费，企业用户除外。",
        "限时每月提供1000次的免费调用。",
        "活动中每月提供1000次的免费调用。",
        "试用时每月提供1000次的免费调用。",
        "公测期间每月提供1000次的免费调用。",
        "截至年底，每月提供1000次的免费调用。",
        "直到年底，每月提供1000次的免费调用。",
        "首次开通的，每月提供1000次的免费调用。",
        "首月每月提供1000次的免费调用。",
        "前3个月每月提供1000次的免费调用。",
        "前三个月每月提供1000次的免费调用。",
        "开通后30天内每月提供1000次的免费调用。",
        "一年之内每月提供1000次的免费调用。",
        "2023年12月31日前每月提供1000次的免费调用。",
        "2023年以前采用阶梯累进定价。",
        "原来采用阶梯累进定价。",
        "曾采用阶梯累进定价。",
        "采用阶梯累进定价吗？",
        "采用阶梯累进定价么",
    ],
)
def test_a_sentence_that_holds_for_some_users_or_times_is_conditional(text: str) -> None:
    assert is_conditional(plain(text))


@pytest.mark.parametrize(
    "text",
    [
        "无论您选择预付费或后付费的计费方式，每月都可以免费享受10,000次的接口调用。",
        "只要您开通了图像分析某项服务，该项服务都可以享受10,000次/月的免费调用额度。",
        "每名用户当月都可以免费享受10000次的免费调用，该10000次免费次数将以资源包的形式配送。",
        "每月提供1000次的免费调用，在次月 1~3 日系统扣费时，以代金券的方式自动抵扣。",
        "免费调用在计费结算时优先扣减，仅在当月有效。",
        "后付费根据月调用量，采用阶梯到达定价，月累计调用量越高，单价越低。",
        "结算顺序为：赠送的免费资源包 > 购买的资源包 > 后付费。",
    ],
)
def test_a_sentence_that_holds_for_all_is_not(text: str) -> None:
    assert not is_conditional(plain(text))


@pytest.mark.parametrize("word", ["共享", "共同享受", "合计", "总共", "总计"])
def test_calls_of_several_interfaces_together(word: str) -> None:
    assert is_of_several(f"各接口{word}每月1000次")
    assert not is_of_several("各接口每月1000次")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("默认为超额累进模式，按天累进用量阶梯。", "按天累进用量阶梯"),
        ("调用量按日累计，次日0点清零。", "调用量按日"),
        ("阶梯按自然日计算。", "阶梯按自然日"),
        ("按日累计调用量所在的阶梯计费。", "按日累计"),
        ("日调用量达到某个阶梯后，按该阶梯单价计费。", "日调用量达到某个阶梯"),
        ("每日调用量按所在阶梯计费。", "日调用量按所在阶梯"),
        ("每天重新累计阶梯用量。", "每天重新累计阶梯"),
        ("按年累计调用量，年度清零。", "按年累计"),
        ("年累计调用量越高，单价越低。", "年累计调用量"),
        ("阶梯用量每小时统计一次。", "阶梯用量每小时"),
        ("采用日阶梯累进计费。", "日阶梯"),
        ("当日累计调用量达到某个阶梯后计费。", "当日累计"),
        ("按季度累计调用量计算阶梯。", "按季度累计"),
        ("免费额度每日清零，按日累计调用量。", "按日累计"),
        ("阶梯逐周清零。", "阶梯逐周"),
    ],
)
def test_tiers_of_another_time_than_a_month(text: str, words: str) -> None:
    assert other_period(plain(text)) == words


@pytest.mark.parametrize(
    "text",
    [
        "后付费根据月调用量，采用阶梯到达定价，月累计调用量越高，单价越低。",
        "按月累计，一个自然月后次数清零重新累计。",
        "免费额度按日清零，用量阶梯按月累计。",
        "后付费按天结算，随调用量增加梯度报价。",
        "计费周期：按小时计费，实时扣费。",
        "次月1-3日会出上月账单进行扣费，按调用量阶梯计费。",
        "不按日累计调用量。",
        "资源包有效期为1年，按购买日累计。",
        "自2022年10月24日起，阶梯用量调整为1000次。",
        "2024年1月1日起按阶梯计费。",
        "每日免费调用量为2000次。",
        "每年1月1日起按阶梯价格调整。",
        "调用量按日限制为2000次，即每日上限。",
        "按天累计并发与QPS。",
    ],
)
def test_tiers_of_a_month_and_times_of_other_things(text: str) -> None:
    assert other_period(plain(text)) is None
