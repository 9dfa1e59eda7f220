"""What the page announces: prices, bounds, packs and quotas that are others from a day on."""

from __future__ import annotations

import datetime as dt

import pytest

import frozen
from tiia_pricebook import Finding, PriceBook
from tiia_scraper import read_page
from tiia_scraper.vocabulary import Unreadable, parse_announcements, seems_to_announce, split_note

PAGE = frozen.TEXT
GOODS, CAR, PRO, SEAL, PET = (
    "商品识别",
    "车辆识别",
    "车辆识别（增强版）",
    "文件封识别",
    "宠物识别图片版",
)
D1, D2 = dt.date(2027, 1, 1), dt.date(2027, 7, 1)
FROM = "自2027年1月1日起，"

Tiers = list[tuple[int, str]]
Days = tuple[dt.date | None, dt.date | None]

GOODS_NOW: Tiers = [(0, "2.5"), (1_000_000, "2.2"), (3_000_000, "2"), (15_000_000, "1.5")]


def read(*swaps: tuple[str, str], tail: str = "") -> PriceBook:
    """The page with each first text replaced by its second, and a sentence at its end."""
    text = PAGE
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new, 1)
    return read_page(f"{text}\n\n{tail}\n".encode(), "page")


def prices(book: PriceBook, name: str) -> list[tuple[Days, Tiers]]:
    return [
        ((table.from_, table.to), [(tier.from_calls, str(tier.price)) for tier in table.tiers])
        for table in book.pay_as_you_go
        if table.interface == name
    ]


def packs(book: PriceBook, calls: int) -> list[tuple[Days, str]]:
    return [((p.from_, p.to), str(p.price)) for p in book.packs if p.calls == calls]


def quotas(book: PriceBook, name: str) -> list[tuple[Days, int]]:
    return [((q.from_, q.to), q.calls) for q in book.free_quotas if name in q.interfaces]


def announced(book: PriceBook) -> list[Finding]:
    return [f for f in book.findings if f.id.startswith("announcement")]


def goods(*now: tuple[int, str]) -> list[tuple[Days, Tiers]]:
    """The prices of 商品识别 until 2027, and from then on."""
    return [((None, D1), GOODS_NOW), ((D1, None), list(now))]


DEARER = goods((0, "2.6"), *GOODS_NOW[1:])
FIRST_TIER = [
    "商品识别0 - 1000千次/月的单价由2.5元/千次调整为2.6元/千次。",
    "商品识别第一阶梯的价格将调整为2.6元/千次。",
    "商品识别的价格将由2.5元/千次上调至2.6元/千次。",
    "商品识别第1档价格为2.6元/千次。",
    "商品识别价格调整为：0-1000千次/月2.6元/千次。",
    "商品识别接口0-100万次/月的后付费价格将调整为每千次2.6元。",
    "商品识别第一阶梯的价格将调整为26元/万次。",
    "腾讯云将对商品识别的价格进行调整，具体调整如下：第一阶梯的单价调整为2.6元/千次。",
    "商品识别0-1000千次/月的价格上调4%。",
]


@pytest.mark.parametrize("sentence", FIRST_TIER)
def test_a_sentence_announces_the_price_of_one_tier(sentence: str) -> None:
    book = read(tail=FROM + sentence)
    assert prices(book, GOODS) == DEARER
    assert announced(book) == []
    (_, later) = [table for table in book.pay_as_you_go if table.interface == GOODS]
    clause = later.tiers[0].source.clause
    assert clause
    assert book.clause(clause).text == FROM + sentence
    assert later.tiers[1].source.table == 1


@pytest.mark.parametrize(
    "day",
    [
        "2027年1月1日起，",
        "自２０２７年１月１日起，",
        "自2027年01月01日00:00起，",
        "自2027-01-01起，",
        "价格调整通知：自2027年1月1日起，",
        "从 2027 年 1 月 1 日开始，",
    ],
)
def test_the_day_can_be_written_in_other_ways(day: str) -> None:
    book = read(tail=f"{day}商品识别第一阶梯的价格将调整为２．６元／千次。")
    assert prices(book, GOODS) == DEARER


def test_the_day_can_stand_behind_the_interface() -> None:
    book = read(tail="商品识别第一阶梯的价格自2027年1月1日起将调整为2.6元/千次。")
    assert prices(book, GOODS) == DEARER


NOTES = [
    "2.5元/千次<br>注：2027年1月1日起将调整为2.6元/千次",
    "2.5元/千次<br><strong>注：2027年1月1日起将调整为2.6元/千次。</strong>",
    "2.5元/千次（2027年1月1日起2.6元/千次）",
    "2.5元/千次<br>自2027年1月1日起上调4%",
    "2.5元/千次（注：商品识别接口的价格自2027年1月1日起将由2.5元/千次调整为2.6元/千次）",
]


@pytest.mark.parametrize("cell", NOTES)
def test_a_note_in_a_cell_announces_its_price(cell: str) -> None:
    book = read(("2.5元/千次", cell))
    assert prices(book, GOODS) == DEARER
    assert announced(book) == []
    assert [t.source.column for t in book.pay_as_you_go[1].tiers] == [1, 2, 3, 4]


def test_a_sentence_and_a_note_that_agree_are_one_announcement() -> None:
    book = read(("2.5元/千次", NOTES[0]), tail=FROM + FIRST_TIER[0])
    assert prices(book, GOODS) == DEARER
    assert announced(book) == []


def test_several_tiers_and_interfaces_in_one_sentence() -> None:
    book = read(
        tail=f"{FROM}商品识别0 - 1000千次/月的单价由2.5元/千次调整为2.6元/千次，"
        "1000千 - 3000千次/月的单价由2.2元/千次调整为2.3元/千次；"
        "车辆识别15000千次以上/月的单价调整为1.4元/千次。"
    )
    assert prices(book, GOODS) == goods((0, "2.6"), (1_000_000, "2.3"), *GOODS_NOW[2:])
    assert [tiers[-1] for _, tiers in prices(book, CAR)] == [
        (15_000_000, "1.5"),
        (15_000_000, "1.4"),
    ]


def test_prices_respectively() -> None:
    book = read(tail=f"{FROM}商品识别、车辆识别第一阶梯的单价分别调整为2.6元/千次、3.1元/千次。")
    assert prices(book, GOODS) == DEARER
    assert prices(book, CAR)[1][1][0] == (0, "3.1")


def test_per_cents_of_every_tier_are_exact() -> None:
    """2.5, 2.2, 2 and 1.5 yuan and a fifth of each: 3, 2.64, 2.4 and 1.8."""
    book = read(tail=f"{FROM}商品识别的价格上调20%。")
    new = [(0, "3"), (1_000_000, "2.64"), (3_000_000, "2.4"), (15_000_000, "1.8")]
    assert prices(book, GOODS) == goods(*new)
    book = read(tail=f"{FROM}商品识别的价格下调20%。")
    new = [(0, "2"), (1_000_000, "1.76"), (3_000_000, "1.6"), (15_000_000, "1.2")]
    assert prices(book, GOODS) == goods(*new)


@pytest.mark.parametrize(
    "book",
    [
        read(
            tail=f"{FROM}商品识别第一阶梯价格调整为2.6元/千次；自2027年7月1日起，调整为2.8元/千次。"
        ),
        read(
            (
                "2.5元/千次",
                "2.5元/千次<br>注：2027年1月1日起将调整为2.6元/千次；"
                "2027年7月1日起将调整为2.8元/千次。",
            )
        ),
        read(
            ("2.5元/千次", "2.5元/千次<br>注：2027年7月1日起将调整为2.8元/千次"),
            tail=FROM + FIRST_TIER[0],
        ),
    ],
)
def test_two_days(book: PriceBook) -> None:
    assert prices(book, GOODS) == [
        ((None, D1), GOODS_NOW),
        ((D1, D2), [(0, "2.6"), *GOODS_NOW[1:]]),
        ((D2, None), [(0, "2.8"), *GOODS_NOW[1:]]),
    ]
    assert announced(book) == []


HEAD = "0 - 1000千次/月</br>(不含1000千次)"


@pytest.mark.parametrize(
    "head",
    [
        f"{HEAD}<br>注：2027年1月1日起调整为0 - 2000千次/月",
        f"{HEAD}<br>注：2027年1月1日起调整为0 - 2000千次/月(不含2000千次)",
        f"{HEAD}（自2027年1月1日起将调整为0-2000千次/月）",
    ],
)
def test_a_note_in_a_head_moves_the_bound_of_every_row(head: str) -> None:
    book = read((HEAD, head))
    moved = [(0, "2.5"), (2_000_000, "2.2"), *GOODS_NOW[2:]]
    assert prices(book, GOODS) == goods(*moved)
    assert [days for days, _ in prices(book, PRO)] == [(None, D1), (D1, None)]
    assert prices(book, PRO)[1][1][1] == (2_000_000, "45")
    assert len(prices(book, SEAL)) == 1
    assert announced(book) == []
    assert book.pay_as_you_go[1].tiers[1].bound.column == 1


def test_a_sentence_moves_a_bound() -> None:
    book = read(
        tail=f"{FROM}商品识别的第一阶梯由0 - 1000千次/月调整为0 - 2000千次/月（含2000千次）。"
    )
    assert prices(book, GOODS) == goods((0, "2.5"), (2_000_001, "2.2"), *GOODS_NOW[2:])


def test_a_bound_that_its_neighbours_do_not_allow_is_not_read() -> None:
    book = read((HEAD, f"{HEAD}<br>注：2027年1月1日起调整为0 - 5000千次/月"))
    assert prices(book, GOODS) == [((None, None), GOODS_NOW)]
    (finding,) = announced(book)
    assert finding.id == "announcement-not-read"
    assert finding.text.endswith("; the ranges of calls would not follow one another")


@pytest.mark.parametrize(
    "book",
    [
        read(tail=f"{FROM}车辆识别（增强版）10万次资源包价格将调整为7500元/个。"),
        read(tail=f"{FROM}车辆识别（增强版）资源包（10万次）的价格由7000元/个调整为7500元。"),
        read(("7000元/个", "7000元/个<br>注：2027年1月1日起调整为7500元/个")),
        read(
            ("7000元/个", "7000元/个<br>注：2027年1月1日起调整为7500元/个"),
            tail=f"{FROM}车辆识别（增强版）10万次资源包价格将调整为7500元/个。",
        ),
    ],
)
def test_packs(book: PriceBook) -> None:
    assert packs(book, 100_000) == [((None, D1), "7000"), ((D1, None), "7500")]
    assert packs(book, 10_000) == [((None, None), "730")]
    assert announced(book) == []


def test_packs_respectively_and_by_per_cents() -> None:
    sizes = "车辆识别（增强版）1万次、10万次资源包价格"
    book = read(tail=f"{FROM}{sizes}分别调整为740元/个、7500元/个。")
    assert packs(book, 10_000)[1] == ((D1, None), "740")
    assert packs(book, 100_000)[1] == ((D1, None), "7500")
    book = read(tail=f"{FROM}车辆识别（增强版）资源包的价格下调10%。")
    assert packs(book, 10_000)[1] == ((D1, None), "657")
    assert packs(book, 50_000_000)[1] == ((D1, None), "1125000")


@pytest.mark.parametrize(
    "sentence",
    [
        "文件封识别的免费额度将调整为500次/月。",
        "文件封识别接口的免费调用额度将由1000次/月下调至500次/月。",
        "腾讯云将对每月发放的接口免费调用额度进行调整，具体调整如下："
        "文件封识别接口的免费调用额度将调整为500次/月。",
    ],
)
def test_a_sentence_announces_a_quota(sentence: str) -> None:
    book = read(tail=FROM + sentence)
    assert quotas(book, SEAL) == [((None, D1), 1_000), ((D1, None), 500)]
    assert announced(book) == []
    assert [f.id for f in book.findings if f.id.startswith("notice")] == []


def test_a_second_change_of_a_quota() -> None:
    """From 2022 on 1,000 by the cell and the notice, from 2027 on 500 by another sentence."""
    old = dt.date(2022, 10, 24)
    for sentence in (
        "商品识别、文件封识别接口的免费额度将调整为每接口各500次/月。",
        "调整如下：商品识别、文件封识别接口的免费调用额度将调整为每接口各500次/月。",
    ):
        book = read(tail=FROM + sentence)
        assert quotas(book, GOODS) == [
            ((None, old), 10_000),
            ((old, D1), 1_000),
            ((D1, None), 500),
        ]
        assert quotas(book, SEAL)[1] == ((D1, None), 500)
        assert [f.id for f in book.findings if f.id.startswith("notice")] == []


def test_two_changes_in_the_cell_of_a_quota() -> None:
    cell = "文件封识别</td>\n<td>1000次/月"
    note = "<br>注：2027年1月1日起将调整为500次/月；2027年7月1日起将调整为300次/月。"
    book = read((cell, cell + note))
    assert quotas(book, SEAL) == [((None, D1), 1_000), ((D1, D2), 500), ((D2, None), 300)]


def test_what_is_offered_no_more() -> None:
    for book in (
        read(tail=f"{FROM}宠物识别图片版停止服务。"),
        read(("宠物识别图片版</td>", "宠物识别图片版<br>注：2027年1月1日起下线</td>")),
    ):
        assert [days for days, _ in prices(book, PET)] == [(None, D1)]
        assert quotas(book, PET) == [((None, D1), 1_000)]
        assert announced(book) == []
    book = read(tail=f"{FROM}车辆识别（增强版）资源包停售。")
    assert {pack.to for pack in book.packs} == {D1}
    assert len(prices(book, PRO)) == 1
    book = read(("65000元/个", "65000元/个<br>注：2027年1月1日起停售"))
    assert packs(book, 1_000_000) == [((None, D1), "65000")]
    assert packs(book, 100_000) == [((None, None), "7000")]


def test_an_interface_that_leaves_a_pool_leaves_it_to_the_others() -> None:
    day = dt.date(2022, 1, 1)
    book = read(tail="自2022年1月1日起，车辆识别停止服务。")
    pools = [(q.interfaces, q.from_, q.to) for q in book.free_quotas if PRO in q.interfaces]
    assert pools[:2] == [
        ((CAR, PRO), None, day),
        ((PRO,), day, dt.date(2022, 10, 24)),
    ]


NOT_READ = {
    "商品识别的价格将调整为2.6元/千次。": "it does not say which tier it is about",
    "价格将调整为2.6元/千次。": "it names no interface",
    "价格上调20%。": "it names no interface",
    "商品识别的价格将由2.4元/千次调整为2.6元/千次。": "it does not say which tier it is about",
    "商品识别第一阶梯价格由2.4元/千次调整为2.6元/千次。": "until then it is 2.5, not 2.4",
    "商品识别第一阶梯价格上调至2.4元/千次。": "from 2.5 to 2.4 is the other direction",
    "商品识别第九阶梯价格调整为2.6元/千次。": "it does not say which tier it is about",
    "商品识别0-2000千次/月的价格调整为2.6元/千次。": "it does not say which tier it is about",
    "商品识别的价格下调100%。": "its price is none for these calls",
    "车辆识别（增强版）资源包价格调整为7500元/个。": "it does not say which pack it is about",
    "商品识别10万次资源包价格调整为7500元/个。": "it does not say which pack it is about",
    "商品识别价格打八折。": "",
    "商品识别的价格将有所上调。": "",
    "商品识别第一阶梯价格约为2.6元/千次。": "",
    "商品识别第一阶梯价格上调0.1元/千次。": "",
    "车辆识别极速版0-1000千次/月的价格将调整为3元/千次。": "",
    "商品识别不再提供每月1000次的免费调用额度。": "",
    "商品识别、车辆识别价格分别调整为2.6元/千次。": "",
    "商品识别第一阶梯的价格不再调整为2.6元/千次。": "",
    "商品识别的免费额度调整为0次/月。": "",
    "商品识别的价格上浮10%。": "",
    "商品识别的免费额度翻倍。": "",
    "商品识别的免费额度减半。": "",
    "商品识别的免费额度清零。": "",
    "商品识别不再赠送免费额度。": "",
    "商品识别暂停发放免费额度。": "",
    "商品识别的免费额度到期。": "",
    "上述价格失效。": "",
    "以上价格开始执行。": "",
}


@pytest.mark.parametrize(("sentence", "why"), NOT_READ.items())
def test_what_is_not_fully_said_is_a_finding(sentence: str, why: str) -> None:
    plain, book = read(), read(tail=FROM + sentence)
    (finding,) = announced(book)
    assert finding.id == "announcement-not-read"
    assert finding.text == (
        f"seems to announce a change (2027年1月1日): '{FROM}{sentence}'{why and f'; {why}'}"
    )
    assert finding.decision == "not read; what the tables say holds"
    assert book.pay_as_you_go == plain.pay_as_you_go
    assert book.packs == plain.packs
    assert book.free_quotas == plain.free_quotas


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("1月1日起，商品识别第一阶梯的价格将调整为2.6元/千次。", "1月1日"),
        ("自2027年2月30日起，商品识别第一阶梯的价格将调整为2.6元/千次。", "2027年2月30日"),
        ("自2027年13月1日起，商品识别第一阶梯的价格将调整为2.6元/千次。", "2027年13月1日"),
        ("自2027年1月起，商品识别第一阶梯的价格将调整为2.6元/千次。", "2027年1月起"),
        ("商品识别第一阶梯的价格将调整为2.6元/千次。", "no date"),
        ("2027年1月1日之后，商品识别第一阶梯的价格将调整为2.6元/千次。", "2027年1月1日"),
        ("自2027年1月1日以后，商品识别第一阶梯的价格将调整为2.6元/千次。", "2027年1月1日"),
        ("商品识别自2027年1月1日起免费。", "2027年1月1日"),
        ("本页价格有效期至2027年1月1日。", "2027年1月1日"),
        (
            "自二〇二七年一月一日起，商品识别第一阶梯的价格为2.6元/千次，敬请留意调整。",
            "二〇二七年一月一日",
        ),
        ("自二零二七年十月起，商品识别第一阶梯的价格将调整为2.6元/千次。", "二零二七年十月"),
        (
            "自2027年1月1日起至2027年3月31日，商品识别第一阶梯的价格调整为2元/千次。",
            "2027年1月1日、2027年3月31日",
        ),
    ],
)
def test_days_that_are_none_are_a_finding(sentence: str, date: str) -> None:
    book = read(tail=sentence)
    (finding,) = announced(book)
    assert finding.text == f"seems to announce a change ({date}): '{sentence}'"
    assert prices(book, GOODS) == [((None, None), GOODS_NOW)]


@pytest.mark.parametrize(
    ("old", "note"),
    [
        ("2.5元/千次", "将大幅调整"),
        ("2.5元/千次", "将调整为0 - 2000千次/月"),
        ("2.5元/千次", "车辆识别的价格将调整为2.6元/千次"),
        ("7000元/个", "将调整"),
        ("<td>10万次", "调整为20万次"),
        (HEAD, "将调整为2.6元/千次"),
    ],
)
def test_a_note_that_is_not_understood_leaves_its_cell_readable(old: str, note: str) -> None:
    book = read((old, f"{old}<br>注：2027年1月1日起{note}"))
    (finding,) = announced(book)
    assert finding.id == "announcement-not-read"
    assert "(2027年1月1日)" in finding.text
    assert finding.where.table is not None
    assert prices(book, GOODS) == [((None, None), GOODS_NOW)]


@pytest.mark.parametrize(
    "sentence",
    [
        "自2027年1月1日起，商品识别第一阶梯的价格将调整为2.7元/千次。",
        "自2027年2月1日起，商品识别第一阶梯的价格将调整为2.6元/千次。",
    ],
)
def test_the_note_in_the_cell_holds_against_a_sentence(sentence: str) -> None:
    book = read(("2.5元/千次", NOTES[0]), tail=sentence)
    assert prices(book, GOODS) == DEARER
    (finding,) = announced(book)
    assert (finding.id, finding.decision) == (
        "announcements-disagree",
        "the note in the cell holds",
    )


def test_of_two_sentences_at_odds_neither_is_read() -> None:
    other = FROM + "商品识别第一阶梯的价格将调整为2.7元/千次。"
    for tail in (other + FROM + FIRST_TIER[0], FROM + FIRST_TIER[0] + other):
        book = read(tail=tail)
        assert prices(book, GOODS) == [((None, None), GOODS_NOW)]
        (finding,) = announced(book)
        assert (finding.id, finding.decision) == (
            "announcements-disagree",
            "neither is read; the tables hold",
        )


def test_an_announcement_that_was_carried_out_changes_nothing() -> None:
    book = read(("2.5元/千次", "2.6元/千次"), tail=FROM + FIRST_TIER[0])
    assert prices(book, GOODS) == [((None, None), DEARER[1][1])]
    assert announced(book) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "旧版图像标签将在2020年4月停止服务，敬请客户做好迁移工作。",
        "人像动漫化服务在2020年12月1日起正式商业化，具体价格请参考本文档说明。",
        "商品识别的价格已于2024年1月1日起调整为2.5元/千次。",
        "价格以控制台展示为准。",
        "发票将在次月开具。",
    ],
)
def test_what_announces_nothing(sentence: str) -> None:
    book = read(tail=sentence)
    assert announced(book) == []
    assert prices(book, GOODS) == [((None, None), GOODS_NOW)]


def test_long_texts_are_refused_in_linear_time() -> None:
    for part in ("自2027年1月1日起，", "1,", "0-", "商品识别", "由2.5元/千次", "（注："):
        text = FROM + part * 3_000 + "价格将调整为"
        seems_to_announce(text)
        split_note(f"2.5元/千次 {text}")
        with pytest.raises(Unreadable):
            parse_announcements(text, [GOODS])


def test_of_many_announcements_the_rest_are_findings() -> None:
    text = "\n\n".join(f"{FROM}商品识别第一阶梯的价格将调整为2.6元/千次。" for _ in range(103))
    book = read(tail=text)
    assert prices(book, GOODS) == DEARER
    assert len(announced(book)) == 3
