"""Layouts other than the page's own: what each number is read as, and from which cell."""

import datetime as dt
from decimal import Decimal

import pytest

from tiia_pricebook import PayAsYouGo, PriceBook, Source
from tiia_pricebook.errors import PageUnreadable
from tiia_pricing.locale import tell_in
from tiia_scraper import read_page, read_with_messages

TAIL = "\n\n采用阶梯到达定价。结算顺序为：免费资源包 > 资源包 > 后付费。\n\n"
PLAIN = (
    "<table><tr><td>接口名称<td>0 - 10千次/月(不含10千次)<td>10千次以上/月</td></tr>"
    "<tr><td>甲<td>2元/千次<td>1元/千次</td></tr><tr><td>乙<td>3元/千次<td>2元/千次</td></tr></table>"
)


def read(page: str) -> PriceBook:
    return read_page(page.encode(), "page")


def table(*rows: str) -> str:
    return (
        "<table>" + "".join(f"<tr><td>{row.replace('|', '<td>')}</tr>" for row in rows) + "</table>"
    )


def place(source: Source) -> tuple[int | None, int | None, int | None, str]:
    return (source.table, source.row, source.column, source.text)


def ladder(priced: PayAsYouGo) -> tuple[str, int, list[tuple[int, str]]]:
    steps = [(tier.from_calls, str(tier.price)) for tier in priced.tiers]
    return (priced.interface, priced.per_calls, steps)


def ladders(page: str) -> list[tuple[str, int, list[tuple[int, str]]]]:
    return [ladder(priced) for priced in read(page).pay_as_you_go]


PLAIN_LADDERS = [
    ("甲", 1000, [(0, "2"), (10_000, "1")]),
    ("乙", 1000, [(0, "3"), (10_000, "2")]),
]


def test_bands_down_a_column_with_a_column_of_interfaces() -> None:
    page = table(
        "接口|调用量|单价（元/千次）",
        "甲|0<调用量≤1万|2",
        "甲|1万<调用量|1",
        "乙|0<调用量≤2万|4",
        "乙|2万<调用量|3",
    )
    book = read(page)
    assert [ladder(priced) for priced in book.pay_as_you_go] == [
        ("甲", 1000, [(0, "2"), (10_001, "1")]),
        ("乙", 1000, [(0, "4"), (20_001, "3")]),
    ]
    second = book.pay_as_you_go[1].tiers[1]
    assert place(second.source) == (0, 4, 2, "3")
    assert place(second.bound) == (0, 4, 1, "2万<调用量")
    assert [place(i.source) for i in book.interfaces] == [(0, 1, 0, "甲"), (0, 3, 0, "乙")]


def test_bands_down_a_column_without_a_head() -> None:
    page = "## 甲\n" + table("0<调用量≤1万|2元/次", "1万<调用量|1元/次")
    assert ladders(page) == [("甲", 1, [(0, "2"), (10_001, "1")])]


def test_bands_down_a_column_after_the_prices() -> None:
    page = "## 甲\n" + table("单价|调用量", "2元/次|0<调用量≤1万", "1元/次|1万<调用量")
    assert ladders(page) == [("甲", 1, [(0, "2"), (10_001, "1")])]


def test_one_band_down_is_enough_where_a_column_is_headed_price() -> None:
    page = "## 甲\n" + table("调用量|单价（元/千次）", "0次以上|2")
    assert ladders(page) == [("甲", 1000, [(0, "2")])]


def test_a_column_half_of_whose_cells_are_bands_holds_them() -> None:
    with pytest.raises(PageUnreadable) as refused:
        read("## 甲\n" + table("调用量|单价", "0-1万|2元/次", "其余|1元/次"))
    assert refused.value.where == {"table": 0, "row": 2, "column": 0}


def test_a_column_of_bands_beside_no_price_is_of_no_concern() -> None:
    quality = table("清晰度|说明", "0 - 10分|差", "10分以上|好")
    assert ladders(f"{quality}\n\n价格如下：\n\n{PLAIN}") == PLAIN_LADDERS


def test_one_band_in_a_head_beside_no_price_is_of_no_concern() -> None:
    limits = table("接口|0 - 10分", "甲|差")
    assert ladders(f"{limits}\n\n价格如下：\n\n{PLAIN}") == PLAIN_LADDERS


def test_one_band_in_a_head_beside_prices_is_a_tier() -> None:
    assert ladders(table("接口|0次以上", "甲|2元/千次")) == [("甲", 1000, [(0, "2")])]


def test_a_first_column_that_names_no_interface_leaves_it_to_the_heading() -> None:
    for word in ("刊例价", "单价", "价格", "原价"):
        page = "## 甲\n" + table("项目|0 - 1万(不含1万)|1万以上", f"{word}|2元/次|1元/次")
        assert ladders(page) == [("甲", 1, [(0, "2"), (10_000, "1")])]


def test_terms_beside_the_names_are_no_names() -> None:
    for term, said in {"计费模式": "后付费", "折扣": "无", "周期": "月", "模式": "后付费"}.items():
        page = table(f"服务|{term}|0 - 1万(不含1万)|1万以上", f"甲|{said}|2元/次|1元/次")
        assert ladders(page) == [("甲", 1, [(0, "2"), (10_000, "1")])]


def test_the_column_headed_interface_names_whatever_stands_beside_it() -> None:
    page = table("服务|接口|0 - 1万(不含1万)|1万以上", "乙|甲|2元/次|1元/次")
    assert ladders(page) == [("甲", 1, [(0, "2"), (10_000, "1")])]
    page = table("产品|服务|0 - 1万(不含1万)|1万以上", "甲|乙|2元/次|1元/次")
    assert ladders(page) == [("乙", 1, [(0, "2"), (10_000, "1")])]


def test_a_remark_beside_the_prices_is_no_tier() -> None:
    page = table("接口|0 - 1万(不含1万)|1万以上|备注", "甲|2元/次|1元/次|无")
    assert ladders(page) == [("甲", 1, [(0, "2"), (10_000, "1")])]


def test_a_remark_with_a_price_under_no_band_is_refused() -> None:
    page = table("接口|0 - 1万(不含1万)|1万以上|备注", "甲|2元/次|1元/次|3元/次")
    with pytest.raises(Exception, match="table 1, row 1, column 4: '备注' cannot be read"):
        read(page)


def test_a_row_of_prose_is_no_interface() -> None:
    rows = "<tr><td colspan=3>说明：以上为刊例价。</td></tr>"
    assert ladders(PLAIN.replace("</table>", f"{rows}</table>")) == PLAIN_LADDERS
    rows = "<tr><td colspan=3>说明</td></tr>"
    assert ladders(PLAIN.replace("</table>", f"{rows}</table>")) == PLAIN_LADDERS
    rows = "<tr><td colspan=3>满 10 千次！</td></tr>"
    assert ladders(PLAIN.replace("</table>", f"{rows}</table>")) == PLAIN_LADDERS


def test_a_table_under_an_example_is_none() -> None:
    for heading in ("计费示例", "举例"):
        example = f"## {heading}\n" + table("接口|0次以上", "丙|2元/千次")
        assert ladders(f"{PLAIN}\n\n{example}") == PLAIN_LADDERS


PACKS = [
    ("甲", 10_000, "7"),
    ("甲", 100_000, "60"),
    ("乙", 10_000, "8"),
    ("乙", 100_000, "70"),
]


@pytest.mark.parametrize(
    "packs",
    [
        table("接口|1万次|10万次", "甲|7元|60元", "乙|8元|70元"),
        table("接口|1万次/元|10万次/元", "甲|7|60", "乙|8|70"),
        table(
            "接口|资源包（单位：元）|资源包（单位：元）", "接口|1万次|10万次", "甲|7|60", "乙|8|70"
        ),
        table("接口|资源包（元/个）|资源包（元/个）", "接口|1万次|10万次", "甲|7|60", "乙|8|70"),
        table("接口|规格|价格", "甲|1万次|7元", "甲|10万次|60元", "乙|1万次|8元", "乙|10万次|70元"),
        table("接口|大小|售价", "甲|1万次|7元", "甲|10万次|60元", "乙|1万次|8元", "乙|10万次|70元"),
        table(
            *("接口|次数|单价（元/个）", "甲|1万次|7", "甲|10万次|60"),
            *("乙|1万次|8", "乙|10万次|70"),
        ),
        table(
            *("接口|有效期|规格|刊例价", "甲|一年|1万次|7元/个", "甲|一年|10万次|60元/个"),
            *("乙|一年|1万次|8元/个", "乙|一年|10万次|70元/个"),
        ),
    ],
)
def test_packs_in_rows_and_in_columns(packs: str) -> None:
    book = read(f"{PLAIN}\n\n## 资源包\n{packs}")
    assert [(p.interface, p.calls, str(p.price)) for p in book.packs] == PACKS
    assert [p.size.text.removesuffix("/元") for p in book.packs] == ["1万次", "10万次"] * 2


def test_where_packs_in_columns_stand() -> None:
    book = read(f"{PLAIN}\n\n## 资源包\n{table('接口|1万次|10万次', '甲|7元|60元')}")
    assert [place(p.source) for p in book.packs] == [(1, 1, 1, "7元"), (1, 1, 2, "60元")]
    assert [place(p.size) for p in book.packs] == [(1, 0, 1, "1万次"), (1, 0, 2, "10万次")]
    assert [p.clause for p in book.packs] == [book.clauses[-1].id] * 2
    assert book.clauses[-1].text == "资源包"


def test_one_pack_in_a_column() -> None:
    book = read(f"{PLAIN}\n\n## 资源包\n{table('接口|1万次', '甲|7元')}")
    assert [(p.interface, p.calls, str(p.price)) for p in book.packs] == [("甲", 10_000, "7")]


def test_one_count_in_a_head_beside_no_amount_is_no_pack() -> None:
    assert read(f"{PLAIN}\n\n## 限制\n{table('接口|1万次', '甲|支持')}").packs == ()


def test_packs_of_a_table_that_names_none_belong_to_its_heading() -> None:
    book = read(f"{PLAIN}\n\n## 甲\n### 资源包价格\n{table('规格|价格', '1万次|7元')}")
    assert [(p.interface, p.calls) for p in book.packs] == [("甲", 10_000)]


def test_prices_of_a_table_that_names_none_belong_to_the_one_seller_of_packs() -> None:
    tiers = table("调用量|单价", "0 - 1万(不含1万)|2元/次", "1万以上|1元/次")
    packs = table("接口|规格|价格", "甲|1万次|7元")
    book = read(f"## 价格说明\n{tiers}\n\n## 资源包\n{packs}")
    assert [p.interface for p in book.pay_as_you_go] == ["甲"]
    assert place(book.interfaces[0].source) == (1, 1, 0, "甲")


def test_prices_of_a_table_that_names_none_belong_to_the_last_word_of_billing() -> None:
    tiers = table("调用量|单价", "0 - 1万(不含1万)|2元/次", "1万以上|1元/次")
    book = read(f"# 计费概述\n## 计费说明\n### 价格说明\n{tiers}")
    assert [p.interface for p in book.pay_as_you_go] == ["价格说明"]
    source = book.interfaces[0].source
    assert (source.text, source.table, source.clause) == ("价格说明", None, book.clauses[0].id)


def test_a_word_of_billing_is_no_interface_where_others_are_named_that_have_no_price() -> None:
    tiers = table("调用量|单价", "0 - 1万(不含1万)|2元/次", "1万以上|1元/次")
    packs = table("接口|规格|价格", "甲|1万次|7元", "乙|1万次|8元")
    with pytest.raises(PageUnreadable) as refused:
        read(f"## 价格说明\n{tiers}\n\n## 资源包\n{packs}")
    assert refused.value.id == "interface-unnamed"
    assert refused.value.message == "'价格说明' above prices is no interface, and 乙 has none"
    assert refused.value.expected == "the name of an interface"


def test_an_interface_named_by_a_heading_stands_in_its_clause() -> None:
    book = read("## 甲\n价格如下：\n\n" + table("调用量|单价", "0次以上|2元/次"))
    source = book.interfaces[0].source
    assert (source.text, source.table, source.clause) == ("甲", None, book.clauses[1].id)


@pytest.mark.parametrize(
    ("said", "months"),
    [
        ("资源包的有效期均为1年。", 12),
        ("资源包有效期为2年。", 24),
        ("资源包有效期为两年。", 24),
        ("资源包有效期为三年。", 36),
        ("资源包有效期为二年。", 24),
        ("资源包有效期均为一个月。", 1),
        ("资源包有效期为3个月。", 3),
        ("免费资源包的有效期为1个月。", None),
        ("免费资源包的有效期为1个月。资源包有效期为1年。", 12),
        ("优惠券的有效期为1年。", None),
        ("资源包可叠加使用。", None),
    ],
)
def test_the_validity_that_a_sentence_gives_packs(said: str, months: int | None) -> None:
    book = read(f"{PLAIN}\n\n{said}\n\n## 资源包\n{table('接口|规格|价格', '甲|1万次|7元')}")
    assert [pack.months for pack in book.packs] == [months]


@pytest.mark.parametrize(
    "said",
    [
        "每个月免费享受1,000次调用。",
        "每月免费享受1千次调用。",
        "用户当月可免费享受1000次调用。",
        "每月提供1000次的免费调用。",
        "每月提供1000次免费调用。",
        "可享受1000次/月的免费调用额度。",
        "每月每种服务均有1000次的免费调用额度。",
    ],
)
def test_a_quota_that_a_sentence_grants(said: str) -> None:
    book = read(f"## 价格说明\n{said}\n\n价格如下：\n\n{PLAIN}")
    assert [(q.interfaces, q.calls) for q in book.free_quotas] == [(("甲",), 1000), (("乙",), 1000)]
    assert {q.clause for q in book.free_quotas} == {book.clauses[0].id}
    assert {(q.source.text, q.source.table, q.source.clause) for q in book.free_quotas} == {
        (said, None, book.clauses[0].id)
    }
    assert (book.free_quotas[0].from_, book.free_quotas[0].to) == (None, None)


@pytest.mark.parametrize(
    "page",
    [
        f"## 计费示例\n每月提供1000次免费调用。\n\n## 价格\n{PLAIN}",
        f"## 价格\n次月才能享受免费的1000次。\n\n价格如下：\n\n{PLAIN}",
        f"## 价格\n首次开通，免费1000次。\n\n价格如下：\n\n{PLAIN}",
    ],
)
def test_sentences_of_free_calls_that_grant_nothing(page: str) -> None:
    book = read(page)
    assert book.free_quotas == ()
    assert {finding.id for finding in book.findings} == {
        "tier-mode-unstated",
        "settlement-order-unstated",
    }


def test_a_sentence_speaks_of_the_nearest_chapter() -> None:
    other = PLAIN.replace("甲", "丙").replace("乙", "丁")
    page = f"# 价格\n## 一\n价格如下：\n\n{PLAIN}\n\n## 二\n每月提供1000次免费调用。\n\n{other}"
    assert [q.interfaces for q in read(page).free_quotas] == [("丙",), ("丁",)]


def test_a_sentence_in_a_cell_speaks_of_its_table() -> None:
    note = "<tr><td colspan=3>每月提供1000次免费调用。</td></tr></table>"
    other = PLAIN.replace("甲", "丙").replace("乙", "丁").replace("</table>", note)
    page = f"# 价格\n价格如下：\n\n{PLAIN}\n\n又如下：\n\n{other}"
    assert [q.interfaces for q in read(page).free_quotas] == [("丙",), ("丁",)]


def test_a_sentence_that_agrees_with_a_cell_adds_nothing() -> None:
    quotas = table("接口|免费额度", "甲|1000次/月", "乙|1000次/月")
    book = read(f"## 价格\n每月提供1千次免费调用。\n\n{quotas}\n\n价格如下：\n\n{PLAIN}")
    assert [q.source.row for q in book.free_quotas] == [1, 2]
    assert "quotas-disagree" not in {finding.id for finding in book.findings}


@pytest.mark.parametrize(
    ("order", "steps"),
    [
        ("免费资源包 > 资源包 > 后付费", ("free-quota", "resource-pack", "pay-as-you-go")),
        ("赠送 -> 预付费 -> 后付费", ("free-quota", "resource-pack", "pay-as-you-go")),
        ("资源包→免费额度→后付费", ("resource-pack", "free-quota", "pay-as-you-go")),
        ("资源包-免费-后付费", ("resource-pack", "free-quota", "pay-as-you-go")),
    ],
)
@pytest.mark.parametrize("said", ["结算顺序为", "扣费顺序为", "结算顺序为："])
def test_the_order_that_a_sentence_states(said: str, order: str, steps: tuple[str, ...]) -> None:
    found = read(f"## 价格\n{said}{order}。\n\n{PLAIN}")
    assert found.settlement_order.steps == steps
    assert found.settlement_order.clause == "settlement-order"


def test_a_sentence_of_order_without_arrows_leaves_it_to_the_next() -> None:
    page = f"## 价格\n扣费顺序为先用先扣。结算顺序为：资源包 > 免费 > 后付费。\n\n{PLAIN}"
    assert read(page).settlement_order.steps[0] == "resource-pack"


@pytest.mark.parametrize(
    ("lead", "day"),
    [
        ("于2019年2月28日起开始正式按调用量计费：", dt.date(2019, 2, 28)),
        ("于2019年12月1日00:00起开始正式按调用量计费：", dt.date(2019, 12, 1)),
        ("价格如下：", None),
    ],
)
def test_the_day_from_which_prices_hold(lead: str, day: dt.date | None) -> None:
    assert {p.from_ for p in read(f"## 价格\n{lead}\n\n{PLAIN}").pay_as_you_go} == {day}


def test_prices_under_no_sentence_hold_from_no_day() -> None:
    book = read(PLAIN)
    assert {(p.from_, p.to, p.clause) for p in book.pay_as_you_go} == {(None, None, None)}


def test_a_sentence_that_says_no_packs() -> None:
    for said in ("目前仅支持后付费。", "目前仅支持按使用量计费的后付费。"):
        book = read(f"## 价格说明\n{said}\n\n{PLAIN}")
        assert [(n.interfaces, n.clause) for n in book.no_packs] == [
            (("甲", "乙"), book.clauses[0].id)
        ]
    assert read(f"## 价格\n支持后付费。\n\n{PLAIN}").no_packs == ()


@pytest.mark.parametrize(
    ("said", "clause"),
    [
        ("采用阶梯到达定价。", "reached-tiers"),
        ("到达阶梯后计费。", "reached-tiers"),
        ("所有调用量按该阶梯的价格计费。", "reached-tiers"),
        ("看调用量落在哪个阶梯。", "reached-tiers"),
    ],
)
def test_the_mode_that_a_sentence_states(said: str, clause: str) -> None:
    book = read(f"## 价格\n{said}\n\n{PLAIN}")
    assert {(p.mode, p.mode_clause) for p in book.pay_as_you_go} == {("reached", clause)}


def test_known_from_is_the_first_of_the_month_of_the_earliest_change() -> None:
    quotas = table(
        *("接口|免费额度", "甲|2000次/月<br>注：2022年10月24日起将调整为1000次/月。"),
        "乙|2000次/月<br>注：2022年8月9日起将调整为1000次/月。",
    )
    book = read(f"## 价格\n{quotas}\n\n价格如下：\n\n{PLAIN}")
    assert book.known_from == dt.date(2022, 8, 1)
    assert read(PLAIN).known_from is None


def test_quotas_of_a_pool_stay_one_where_the_note_says_no_each() -> None:
    quotas = (
        "<table><tr><td>接口<td>免费额度</tr><tr><td>甲<td rowspan=2>共享2000次/月<br>"
        "注：2022年10月24日起将调整为1000次/月。</tr><tr><td>乙</tr></table>"
    )
    book = read(f"## 价格\n{quotas}\n\n价格如下：\n\n{PLAIN}")
    change = dt.date(2022, 10, 24)
    assert [(q.interfaces, q.calls, q.from_, q.to) for q in book.free_quotas] == [
        (("甲", "乙"), 2000, None, change),
        (("甲", "乙"), 1000, change, None),
    ]
    assert "shared-quota-becomes-each" not in {finding.id for finding in book.findings}


def test_a_quota_for_each_of_several_interfaces() -> None:
    quotas = (
        "<table><tr><td>接口<td>免费额度<td>有效期</tr><tr><td>甲<td rowspan=2>各2000次/月<br>"
        "注：2022年10月24日起甲接口与乙接口的免费调用额度将调整为各1000次/月。<td>当月有效</tr>"
        "<tr><td>乙<td>当月有效，每月发放</tr></table>"
    )
    book = read(f"## 价格\n{quotas}\n\n价格如下：\n\n{PLAIN}")
    change = dt.date(2022, 10, 24)
    assert [(q.interfaces, q.calls, q.from_, q.to) for q in book.free_quotas] == [
        (("甲",), 2000, None, change),
        (("乙",), 2000, None, change),
        (("甲",), 1000, change, None),
        (("乙",), 1000, change, None),
    ]
    assert {place(q.source)[:3] for q in book.free_quotas} == {(0, 1, 1)}
    assert "shared-quota-becomes-each" not in {finding.id for finding in book.findings}


def test_a_quota_needs_no_column_of_validity() -> None:
    book = read(f"{table('接口|免费次数', '甲|每月1000次', '乙|-')}\n\n价格如下：\n\n{PLAIN}")
    assert [(q.interfaces, q.calls) for q in book.free_quotas] == [(("甲",), 1000)]


def test_prices_keep_the_digits_of_the_page() -> None:
    book = read(table("接口|0 - 1万(不含1万)|1万以上", "甲|2.50元/次|1,000元/次"))
    assert [str(tier.price) for tier in book.pay_as_you_go[0].tiers] == ["2.50", "1000"]
    assert book.pay_as_you_go[0].tiers[1].price == Decimal(1000)


def test_a_name_is_one_name_in_every_spelling() -> None:
    quotas = table("接口|免费额度", "车辆识别 (增强版)|1000次/月")
    prices = table("接口|0次以上", "车辆识别（增强版）|2元/千次")
    book = read(f"## 价格\n{quotas}\n\n价格如下：\n\n{prices}")
    assert [(i.name, i.action) for i in book.interfaces] == [
        ("车辆识别（增强版）", "RecognizeCarPro")
    ]
    assert book.free_quotas[0].interfaces == ("车辆识别（增强版）",)


def test_several_refusals_are_listed_with_their_places() -> None:
    page = PLAIN.replace("2元/千次<td>", "2元<td>").replace("1元/千次", "1元")
    with pytest.raises(Exception, match="2 places cannot be read") as refused:
        read(page)
    assert isinstance(refused.value, PageUnreadable)
    assert refused.value.id == "cell-unreadable"
    assert str(refused.value) == (
        "table 1, row 2 '甲', column 2 '0 - 10千次/月(不含10千次)': 2 places cannot be read:\n"
        "  table 1, row 2 '甲', column 2 '0 - 10千次/月(不含10千次)': '2元' cannot be read"
        " (expected: a price for calls such as 2.5元/千次)\n"
        "  table 1, row 2 '甲', column 3 '10千次以上/月': '1元' cannot be read"
        " (expected: a price for calls such as 2.5元/千次)\n"
        "expected: a price for calls such as 2.5元/千次"
    )


def test_each_refusal_is_listed_for_programs_with_its_place() -> None:
    expected = "a price for calls such as 2.5元/千次"
    faults = [
        {
            "error": "cell-unreadable",
            "message": f"{text!r} cannot be read",
            "where": {"table": 0, "row": 1, "column": column},
            "expected": expected,
        }
        for column, text in ((1, "2元"), (2, "1元"))
    ]
    with pytest.raises(PageUnreadable) as refused:
        read(PLAIN.replace("2元/千次<td>", "2元<td>").replace("1元/千次", "1元"))
    said = refused.value.as_dict()
    assert (said["problems"], said["more"]) == (faults, 0)
    assert (said["error"], said["where"], said["expected"], said["exit_code"]) == (
        "cell-unreadable",
        {"table": 0, "row": 1, "column": 1},
        expected,
        102,
    )
    with pytest.raises(PageUnreadable) as refused:
        read(PLAIN.replace("2元/千次<td>", "2元<td>"))
    said = refused.value.as_dict()
    assert said["message"] == "'2元' cannot be read"
    assert (said["problems"], said["more"]) == (faults[:1], 0)


def test_at_most_a_hundred_refusals_are_listed_and_the_others_counted() -> None:
    rows = [f"甲{number}|2元|1元" for number in range(60)]
    with pytest.raises(PageUnreadable, match="120 places cannot be read") as refused:
        read(table("接口|0 - 1万(不含1万)|1万以上", *rows))
    assert str(refused.value).count("cannot be read (") == 100
    assert (len(refused.value.problems), refused.value.more) == (100, 20)
    assert refused.value.problems[-1].where == {"table": 0, "row": 50, "column": 2}


def test_refusals_that_are_not_listed_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tiia_scraper.extraction.page_parts._MOST_LISTED", 1)
    with pytest.raises(PageUnreadable) as refused:
        read(PLAIN.replace("2元/千次<td>", "2元<td>").replace("1元/千次", "1元"))
    assert (len(refused.value.problems), refused.value.more) == (1, 1)


def test_places_are_told_in_the_reader_s_language() -> None:
    with pytest.raises(PageUnreadable) as refused:
        read(PLAIN.replace("2元/千次<td>", "2元<td>").replace("1元/千次", "1元"))
    assert "\n  第 1 张表、第 2 行“甲”、第 3 列“10千次以上/月”：" in tell_in("zh")(
        refused.value.message
    )


def test_the_messages_of_all_findings_are_given() -> None:
    page = f"{PLAIN}\n\n免费额度见示例。".encode()
    book, said = read_with_messages(page, "page")
    assert len(book.findings) > 1
    assert {text for one in book.findings for text in (one.text, one.decision)} == said.keys()


@pytest.mark.parametrize(
    "said", ["新用户每月提供1000次免费调用。", "每月提供1000次免费调用，各接口共享。"]
)
def test_free_calls_for_some_or_for_all_together_are_no_quota(said: str) -> None:
    book = read(f"{PLAIN}{TAIL}{said}")
    assert book.free_quotas == ()
    assert "quota-sentence-unread" in {finding.id for finding in book.findings}


def test_the_declared_encoding_of_a_page_is_heeded() -> None:
    page = table("接口|0次以上", "甲|2元/次").encode("big5")
    assert [i.name for i in read_page(page, "page", "big5").interfaces] == ["甲"]


def test_packs_of_a_table_that_names_none_belong_to_the_one_seller_named_elsewhere() -> None:
    unnamed, named = table("规格|价格", "1万次|7元"), table("接口|规格|价格", "甲|10万次|60元")
    book = read(f"{PLAIN}\n\n## 资源包\n{unnamed}\n\n又如下：\n\n{named}")
    assert [(p.interface, p.calls) for p in book.packs] == [("甲", 10_000), ("甲", 100_000)]


def test_an_interface_priced_again_down_a_column_is_refused_at_its_first_row() -> None:
    again = table("接口|调用量|单价", "乙|0 - 1万|3元/次", "乙|1万以上|2元/次")
    with pytest.raises(PageUnreadable) as refused:
        read(f"{PLAIN}\n\n又如下：\n\n{again}")
    assert refused.value.id == "interface-priced-twice"
    assert refused.value.where == {"table": 1, "row": 1}


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        (
            "<tr><td>接口<td>规格<td>价格</tr><tr><td>甲<td>1万次<td rowspan=2>7元</tr>"
            "<tr><td>甲<td colspan=2>2万次</tr>",
            {"table": 1, "row": 2, "column": 1},
        ),
        (
            "<tr><td>接口<td>免费额度<td>有效期</tr><tr><td>甲<td>1次/月<td rowspan=2>当月有效</tr>"
            "<tr><td>乙<td colspan=2>2次/月</tr>",
            {"table": 1, "row": 2, "column": 1},
        ),
    ],
)
def test_cells_that_overlap_in_packs_and_quotas_are_refused(
    rows: str, place: dict[str, int]
) -> None:
    with pytest.raises(PageUnreadable) as refused:
        read(f"{PLAIN}\n\n又如下：\n\n<table>{rows}</table>")
    assert refused.value.id == "cells-overlap"
    assert refused.value.where == place


def test_what_a_heading_names_is_found_in_its_clause() -> None:
    quotas = table("接口|免费额度", "乙|1次/月")
    tiers = table("调用量|单价", "0<调用量≤1万|免费", "1万<调用量|2元/次")
    book = read(f"## 甲\n{tiers}\n\n## 丙\n{tiers.replace('免费', '1元/次')}\n\n## 额度\n{quotas}")
    clauses = [clause.id for clause in book.clauses]
    assert [(q.interfaces, q.clause) for q in book.free_quotas] == [
        (("乙",), clauses[2]),
        (("甲",), clauses[0]),
    ]
    missing = {f.id: f.where for f in book.findings if f.id.startswith("interface-without")}
    assert missing["interface-without-quota"].clause == clauses[1]
    assert (missing["interface-without-price"].table, missing["interface-without-price"].row) == (
        *(2,),
        1,
    )


def test_a_note_below_two_columns() -> None:
    rows = ("调用量|单价", "0 - 1万(不含1万)|2元/次", "1万以上|1元/次")
    note = "<tr><td colspan=2>以上 2 档均为刊例价。</tr></table>"
    page = "## 甲\n" + table(*rows).replace("</table>", note)
    assert ladders(page) == [("甲", 1, [(0, "2"), (10_000, "1")])]


@pytest.mark.parametrize("text", ["满10千次", "满10千次X"])
def test_a_wide_cell_with_a_number_and_no_sentence_is_no_note(text: str) -> None:
    with pytest.raises(PageUnreadable) as refused:
        read(PLAIN.replace("</table>", f"<tr><td colspan=3>{text}</tr></table>"))
    assert refused.value.where == {"table": 0, "row": 3, "column": 0}


def test_a_table_of_one_cell_is_no_note() -> None:
    with pytest.raises(PageUnreadable) as refused:
        read(f"{PLAIN}\n\n又如下：\n\n{table('每次2元。')}")
    assert refused.value.where == {"table": 1, "row": 0, "column": 0}


def test_a_price_that_is_not_there_is_missed_at_its_place() -> None:
    with pytest.raises(PageUnreadable) as refused:
        read(PLAIN.replace("<td>2元/千次</td></tr></table>", "</tr></table>"))
    assert refused.value.message == "'' cannot be read"
    assert refused.value.where == {"table": 0, "row": 2, "column": 2}


def test_one_pack_of_a_bare_price_in_a_column() -> None:
    book = read(f"{PLAIN}\n\n## 资源包\n{table('接口|1万次/元', '甲|7')}")
    assert [(p.interface, p.calls, str(p.price)) for p in book.packs] == [("甲", 10_000, "7")]


def test_a_pack_of_one_call() -> None:
    book = read(f"{PLAIN}\n\n## 资源包\n{table('接口|规格|价格', '甲|1次|7元')}")
    assert [(p.interface, p.calls) for p in book.packs] == [("甲", 1)]


def test_heads_that_count_nothing_are_no_sizes() -> None:
    modes = table("接口|单次|多次", "甲|支持|支持")
    assert read(f"{PLAIN}\n\n又如下：\n\n{modes}").packs == ()


@pytest.mark.parametrize(
    ("rows", "row", "column"),
    [
        (["1万次|10万次|2元/次"], 0, 2),
        (["接口|1万次|10万次", "甲|7元|无价"], 1, 2),
        (["接口|1万次|其他", "甲|7元|9元"], 0, 2),
        (["接口|1万次|10万次", "甲|7元/个|60元/个", "乙|8|70元/个"], 2, 1),
    ],
)
def test_packs_in_columns_that_cannot_be_read(rows: list[str], row: int, column: int) -> None:
    with pytest.raises(PageUnreadable) as refused:
        read(f"{PLAIN}\n\n## 资源包\n{table(*rows)}")
    assert refused.value.id == "cell-unreadable"
    assert refused.value.where == {"table": 1, "row": row, "column": column}


def test_a_notice_that_no_cell_follows_is_found_once() -> None:
    notice = "自2022年10月24日起，如下：甲、乙接口的免费调用额度将调整为1000次/月。"
    found = [f.id for f in read(f"## 价格\n{notice}\n\n{PLAIN}").findings]
    assert found.count("notice-contradicts-cell") == 1


def test_a_sentence_above_all_chapters_speaks_of_all() -> None:
    other = PLAIN.replace("甲", "丙").replace("乙", "丁")
    page = f"# 价格\n每月提供1000次免费调用。\n\n## 一\n{PLAIN}\n\n## 二\n{other}"
    assert [q.interfaces for q in read(page).free_quotas] == [("甲",), ("乙",), ("丙",), ("丁",)]


def test_a_column_of_names_needs_no_head() -> None:
    page = table("|0 - 1万(不含1万)|1万以上", "甲|2元/次|1元/次")
    assert ladders(page) == [("甲", 1, [(0, "2"), (10_000, "1")])]


def test_a_column_with_fewer_bands_than_half_is_of_no_concern() -> None:
    limits = table("接口|调用限制", "甲|0 - 10次", "乙|无", "丙|不限")
    assert ladders(f"{limits}\n\n价格如下：\n\n{PLAIN}") == PLAIN_LADDERS


def test_the_head_of_a_column_of_ranges_says_what_they_count() -> None:
    page = table("月调用量（千次）|单价", "0 - 10（不含10）|2元/千次", "10以上|1元/千次")
    (priced,) = read(f"## 甲\n\n{page}").pay_as_you_go
    assert ladder(priced) == ("甲", 1000, [(0, "2"), (10_000, "1")])
