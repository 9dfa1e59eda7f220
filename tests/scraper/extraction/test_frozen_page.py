"""The frozen page as found: every number of it, typed by hand from the page."""

import datetime as dt

import pytest

from tiia_pricebook import PriceBook, Where

CHANGE = dt.date(2022, 10, 24)

INTERFACES = [
    ("商品识别", "DetectProduct", (1, 1, 0)),
    ("商品识别-微信识物版", "DetectProductBeta", (1, 2, 0)),
    ("车辆识别", "RecognizeCar", (1, 3, 0)),
    ("车辆识别（增强版）", "RecognizeCarPro", (1, 4, 0)),
    ("文件封识别", "DetectEnvelope", (2, 1, 0)),
    ("宠物识别图片版", "DetectPet", (3, 1, 0)),
    ("智能裁剪", "CropImage", (5, 1, 0)),
    ("图像质量评估", "AssessQuality", (5, 2, 0)),
    ("图像清晰度增强", "EnhanceImage", (5, 3, 0)),
]

COMMON = (0, 1_000_000, 3_000_000, 15_000_000)
TIERS = [
    ("商品识别", 1, 1, COMMON, ("2.5", "2.2", "2", "1.5")),
    ("商品识别-微信识物版", 1, 2, COMMON, ("3.5", "3.2", "2.8", "2.2")),
    ("车辆识别", 1, 3, COMMON, ("3", "2.5", "2", "1.5")),
    ("车辆识别（增强版）", 1, 4, COMMON, ("75", "45", "35", "30")),
    ("文件封识别", 2, 1, (0, 3_000_000, 10_000_000, 15_000_000), ("7", "6.5", "6", "5.5")),
    ("宠物识别图片版", 3, 1, (0, 10_000, 100_000, 1_000_000), ("20", "18", "16", "14")),
    ("智能裁剪", 5, 1, COMMON, ("2", "1.5", "1.2", "1")),
    ("图像质量评估", 5, 2, COMMON, ("3", "2.5", "2", "1.5")),
    ("图像清晰度增强", 5, 3, COMMON, ("8", "7.5", "7", "6")),
]

HEADS = {
    1: [
        "0 - 1000千次/月\n(不含1000千次)",
        "1000千 - 3000千次/月\n(不含3000千次)",
        "3000千 - 15000千次/月\n(不含15000千次)",
        "15000千次以上/月",
    ],
    2: [
        "0 - 3000千次/月\n(不含1000千次)",
        "3000千 - 10000千次/月\n(不含3000千次)",
        "10000千 - 15000千次/月\n(不含15000千次)",
        "15000千次以上/月",
    ],
    3: [
        "0 - 10千次/月\n(不含10千次)",
        "10千 - 100千次/月\n(不含100千次)",
        "100千 - 1000千次/月\n(不含1000千次)",
        "1000千次以上/月",
    ],
}
HEADS[5] = HEADS[1]

PACKS = [
    (10_000, "730", "1万次"),
    (100_000, "7000", "10万次"),
    (1_000_000, "65000", "100万次"),
    (2_500_000, "105000", "250万次"),
    (5_000_000, "160000", "500万次"),
    (15_000_000, "450000", "1500万次"),
    (50_000_000, "1250000", "5000万次"),
]

PAIR = ("车辆识别", "车辆识别（增强版）")
QUOTAS = [
    (PAIR, 10_000, None, CHANGE, 1),
    (("车辆识别",), 1000, CHANGE, None, 1),
    (("车辆识别（增强版）",), 1000, CHANGE, None, 1),
    (("商品识别",), 10_000, None, CHANGE, 3),
    (("商品识别",), 1000, CHANGE, None, 3),
    (("商品识别-微信识物版",), 10_000, None, CHANGE, 4),
    (("商品识别-微信识物版",), 1000, CHANGE, None, 4),
    (("文件封识别",), 1000, None, None, 5),
    (("图像质量评估",), 10_000, None, CHANGE, 6),
    (("图像质量评估",), 1000, CHANGE, None, 6),
    (("智能裁剪",), 10_000, None, CHANGE, 7),
    (("智能裁剪",), 1000, CHANGE, None, 7),
    (("图像清晰度增强",), 1000, None, None, 8),
    (("宠物识别图片版",), 1000, None, None, 9),
]

CLAUSES = [
    ("quota-granted-on-activation", "免费额度"),
    ("quota-issued-monthly", "免费额度"),
    ("quota-shared", "免费额度"),
    ("quota-console", "免费额度"),
    ("quota-exhausted", "免费额度"),
    ("quota-change-notice", "免费额度"),
    ("quota-table", "免费额度"),
    ("recognition-pay-as-you-go", "价格说明"),
    ("recognition-prepaid", "价格说明"),
    ("processing-no-packs", "图像处理价格说明"),
    ("processing-pay-as-you-go", "图像处理价格说明"),
    ("settlement-order", "计费与结算方式"),
    ("pack-exhausted", "计费与结算方式"),
    ("reached-tiers", "计费与结算方式"),
]

FINDINGS = {
    ("end-tag-br", Where(1, 0, 1)),
    ("end-tag-br", Where(2, 0, 1)),
    ("end-tag-br", Where(3, 0, 1)),
    ("stray-end-tag", Where(1, 4)),
    ("row-without-tr", Where(2, 1, 0)),
    ("row-without-tr", Where(3, 1, 0)),
    ("span-past-rows", Where(4, 1, 0)),
    ("bound-note-contradicts-range", Where(2, 0, 1)),
    ("bound-note-contradicts-range", Where(2, 0, 2)),
    ("two-quotas-in-one-cell", Where(0, 1, 1)),
    ("two-quotas-in-one-cell", Where(0, 3, 1)),
    ("two-quotas-in-one-cell", Where(0, 4, 1)),
    ("two-quotas-in-one-cell", Where(0, 6, 1)),
    ("two-quotas-in-one-cell", Where(0, 7, 1)),
    ("shared-quota-becomes-each", Where(0, 1, 1)),
    ("lead-in-contradicts-table", Where(clause="quota-table")),
}


def test_interfaces(book: PriceBook) -> None:
    found = [
        (i.name, i.action, (i.source.table, i.source.row, i.source.column)) for i in book.interfaces
    ]
    assert found == INTERFACES


@pytest.mark.parametrize(("name", "table", "row", "starts", "prices"), TIERS)
def test_tiers(
    book: PriceBook,
    name: str,
    table: int,
    row: int,
    starts: tuple[int, ...],
    prices: tuple[str, ...],
) -> None:
    found = next(p for p in book.pay_as_you_go if p.interface == name)
    assert (found.mode, found.per_calls, found.currency) == ("reached", 1000, "CNY")
    assert (found.from_, found.to) == (None, None)
    assert tuple(tier.from_calls for tier in found.tiers) == starts
    assert tuple(str(tier.price) for tier in found.tiers) == prices
    for column, (tier, price) in enumerate(zip(found.tiers, prices, strict=True), start=1):
        cell = (tier.source.table, tier.source.row, tier.source.column, tier.source.text)
        assert cell == (table, row, column, f"{price}元/千次")
        head = (tier.bound.table, tier.bound.row, tier.bound.column, tier.bound.text)
        assert head == (table, 0, column, HEADS[table][column - 1])


def test_nothing_else_is_priced(book: PriceBook) -> None:
    assert [table.interface for table in book.pay_as_you_go] == [tiers[0] for tiers in TIERS]


def test_governing_clauses(book: PriceBook) -> None:
    clauses = [table.clause for table in book.pay_as_you_go]
    assert clauses == ["recognition-pay-as-you-go"] * 6 + ["processing-pay-as-you-go"] * 3
    assert {table.mode_clause for table in book.pay_as_you_go} == {"reached-tiers"}
    assert {pack.clause for pack in book.packs} == {"recognition-prepaid"}
    assert {quota.clause for quota in book.free_quotas} == {"quota-table"}


def test_packs(book: PriceBook) -> None:
    assert [(p.calls, str(p.price), p.size.text) for p in book.packs] == PACKS
    assert {pack.interface for pack in book.packs} == {"车辆识别（增强版）"}
    for row, (pack, (_, price, _)) in enumerate(zip(book.packs, PACKS, strict=True), start=1):
        assert (pack.source.table, pack.source.row, pack.source.column) == (4, row, 2)
        assert (pack.size.table, pack.size.row, pack.size.column) == (4, row, 1)
        assert pack.source.text == f"{price}元/个"
        assert (pack.months, pack.from_, pack.to) == (None, None, None)


def test_free_quotas(book: PriceBook) -> None:
    found = [(q.interfaces, q.calls, q.from_, q.to, q.source.row) for q in book.free_quotas]
    assert found == QUOTAS
    assert {(q.source.table, q.source.column, q.period) for q in book.free_quotas} == {
        (0, 1, "month")
    }


def test_clauses(book: PriceBook) -> None:
    assert [(clause.id, clause.chapter) for clause in book.clauses] == CLAUSES
    assert [c.id for c in book.clauses if c.informative] == ["quota-console"]


def test_texts_of_clauses(book: PriceBook) -> None:
    assert book.clause("quota-change-notice").text == (
        "免费额度调整通知：自2022年10月24日起，腾讯云将对每月发放的接口免费调用额度进行调整，"
        "具体调整如下：商品识别、商品识别-微信识物版、车辆识别、车辆识别（增强版）、图像质量评估、"
        "智能裁剪接口的免费调用额度将调整为每接口各1000次/月。"
    )
    assert book.clause("settlement-order").text == (
        "本产品为公有云产品，结算顺序为：赠送的免费资源包 > 购买的资源包 > 后付费。"
    )
    assert book.clause("recognition-prepaid").text == "图像识别预付费"
    assert book.clause("quota-console").text == (
        "您可以在腾讯云 控制台 中查看免费资源包的消耗情况。"
    )


def test_settlement(book: PriceBook) -> None:
    assert book.settlement_order.steps == ("free-quota", "resource-pack", "pay-as-you-go")
    assert book.settlement_order.clause == "settlement-order"
    assert [(n.interfaces, n.clause) for n in book.no_packs] == [
        (("智能裁剪", "图像质量评估", "图像清晰度增强"), "processing-no-packs")
    ]


def test_findings(book: PriceBook) -> None:
    assert {(finding.id, finding.where) for finding in book.findings} == FINDINGS
    assert len(book.findings) == len(FINDINGS)
    assert all(finding.text and finding.decision for finding in book.findings)


def test_what_the_contradictions_say(book: PriceBook) -> None:
    found = {(f.where.table, f.where.column): f for f in book.findings if "note" in f.id}
    assert "不含1000千次" in found[2, 1].text
    assert "不含3000千次" in found[2, 2].text
    assert found[2, 1].decision == "the range holds"
    span = next(f for f in book.findings if f.id == "span-past-rows")
    assert span.text == "rowspan=8 over 7 rows"


def test_the_book_answers_from_the_month_of_the_notice(book: PriceBook) -> None:
    assert book.known_from == dt.date(2022, 10, 1)


def test_every_reading_is_tied_to_a_clause_of_the_page(book: PriceBook) -> None:
    ids = {clause.id for clause in book.clauses}
    assert len(book.readings) == 12
    assert all(reading.clause in ids for reading in book.readings)
