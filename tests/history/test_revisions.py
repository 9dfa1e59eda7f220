"""Real older pages of the product and its sisters: read right, or refused with the reason."""

from decimal import Decimal
from pathlib import Path

import pytest

from tiia_pricebook import PriceBook, validated
from tiia_pricebook.errors import PageUnreadable
from tiia_scraper import read_page

OLD_PRICES = ("0.0011", "0.0009", "0.0007")
OLD_PACKS = [
    (1_000_000, Decimal(1000)),
    (10_000_000, Decimal(9200)),
    (50_000_000, Decimal(40_000)),
    (100_000_000, Decimal(60_000)),
]
COMMON = (0, 1_000_000, 3_000_000, 15_000_000)


def revision(shared: Path, number: str) -> PriceBook:
    (path,) = (shared / "revisions").glob(f"{number}_*.md")
    return validated(read_page(path.read_bytes(), path.name))


def tiers(book: PriceBook, name: str) -> list[tuple[int, str]]:
    found = next(table for table in book.pay_as_you_go if table.interface == name)
    return [(tier.from_calls, str(tier.price)) for tier in found.tiers]


def priced(*prices: str, starts: tuple[int, ...] = COMMON) -> list[tuple[int, str]]:
    return list(zip(starts, prices, strict=True))


def ids(book: PriceBook) -> set[str]:
    return {finding.id for finding in book.findings}


def test_every_revision_is_read(shared: Path) -> None:
    paths = sorted((shared / "revisions").glob("*.md"))
    assert len(paths) == 33
    for path in paths:
        book = validated(read_page(path.read_bytes(), path.name))
        assert book.pay_as_you_go, path.name


def test_0001_ranges_without_sides(shared: Path) -> None:
    book = revision(shared, "0001")
    starts = (0, 3_000_000, 15_000_000)
    assert tiers(book, "图片标签识别") == priced(*OLD_PRICES, starts=starts)
    assert book.pay_as_you_go[0].per_calls == 1
    assert (book.free_quotas, book.packs, book.known_from) == ((), (), None)
    assert ids(book) == {"bound-side-unstated", "settlement-order-unstated"}


@pytest.mark.parametrize("number", ["0005", "0009", "0011"])
def test_a_free_first_band(shared: Path, number: str) -> None:
    book = revision(shared, number)
    starts = (0, 3_000_001, 15_000_001)
    assert tiers(book, "图片标签识别") == priced(*OLD_PRICES, starts=starts)
    assert [(q.interfaces, q.calls) for q in book.free_quotas] == [(("图片标签识别",), 10_000)]
    assert "free-band-read-as-quota" in ids(book)


def test_0013_packs_under_a_head_of_two_levels(shared: Path) -> None:
    book = revision(shared, "0013")
    assert [(p.calls, p.price) for p in book.packs] == OLD_PACKS
    assert {(p.interface, p.months) for p in book.packs} == {("价格说明", 12)}
    assert [(p.source.row, p.source.column, p.size.row) for p in book.packs] == [
        (2, 4, 1),
        (2, 5, 1),
        (2, 6, 1),
        (2, 7, 1),
    ]


@pytest.mark.parametrize(
    ("number", "name"),
    [("0015", "图片标签"), ("0017", "图片标签"), ("0032", "图片标签"), ("0045", "图像分析")],
)
def test_packs_across_and_a_quota_in_prose(shared: Path, number: str, name: str) -> None:
    book = revision(shared, number)
    assert [(p.interface, p.calls, p.price) for p in book.packs] == [
        (name, calls, price) for calls, price in OLD_PACKS
    ]
    assert tiers(book, name) == priced(*OLD_PRICES, starts=(0, 3_000_001, 15_000_001))
    assert [(q.interfaces, q.calls) for q in book.free_quotas] == [((name,), 10_000)]


@pytest.mark.parametrize("number", ["0056", "0059", "0064", "0066", "0070"])
def test_new_prices_above_the_old_ones(shared: Path, number: str) -> None:
    book = revision(shared, number)
    names = [table.interface for table in book.pay_as_you_go]
    assert names == [
        *("图像标签", "商品识别", "公众人物识别", "车型识别", "图像鉴黄", "政治敏感识别"),
        *("暴恐识别", "智能裁剪", "视觉质量评估", "图像分析"),
    ]
    assert tiers(book, "公众人物识别") == priced("2", "1.5", "1.2", "1")
    assert tiers(book, "智能裁剪") == priced("3", "2.5", "2", "1.5")
    assert tiers(book, "图像分析") == priced(*OLD_PRICES, starts=(0, 3_000_001, 15_000_001))
    assert [str(table.from_) for table in book.pay_as_you_go] == ["2019-12-01"] * 9 + ["None"]
    assert [(q.interfaces, q.calls) for q in book.free_quotas] == [((n,), 10_000) for n in names]
    assert {pack.interface for pack in book.packs} == {"图像分析"}
    assert [len(no.interfaces) for no in book.no_packs] == [9]


def test_0083_bounds_in_thousands(shared: Path) -> None:
    book = revision(shared, "0083")
    assert tiers(book, "政治敏感识别") == priced("2", "1.5", "1.2", "1")
    assert tiers(book, "视觉质量评估") == priced("3", "2.5", "2", "1.5")
    assert {str(table.from_) for table in book.pay_as_you_go} == {"2020-01-01"}


def test_0100_notes_and_search(shared: Path) -> None:
    book = revision(shared, "0100")
    assert tiers(book, "创建图片") == priced("13", "10", "8", "7.5")
    assert tiers(book, "检索图片") == priced("15", "13.5", "12", "10")
    assert len(book.pay_as_you_go) == len(book.free_quotas) == 9
    assert "bound-side-unstated" not in ids(book)


def test_0102_the_page_before_ours(shared: Path, book: PriceBook) -> None:
    before = revision(shared, "0102")
    assert {i.name for i in book.interfaces} - {i.name for i in before.interfaces} == {
        "宠物识别图片版"
    }
    assert before.packs == book.packs
    assert before.known_from == book.known_from


@pytest.mark.parametrize(
    ("product", "place"),
    [
        ("人脸核身", "'联系商务' cannot be read"),
        ("人脸识别", "'68元/个' cannot be read"),
        ("增值税发票核验", "'联系商务' cannot be read"),
        ("文字识别OCR", "whether they share it is not said"),
        ("智能鉴黄", "'不确定部分' cannot be read"),
        ("机器翻译TMT", "no price on the page, which has 0 tables"),
    ],
)
def test_sisters_are_refused_for_the_true_reason(shared: Path, product: str, place: str) -> None:
    (path,) = (shared / "sisters").glob(f"{product}_*.md")
    with pytest.raises(PageUnreadable) as refused:
        read_page(path.read_bytes(), path.name)
    assert place in refused.value.message


def test_a_sister_that_reads(shared: Path) -> None:
    (path,) = (shared / "sisters").glob("人像变换_*.md")
    book = validated(read_page(path.read_bytes(), path.name))
    starts = (0, 10_001, 100_001, 1_000_001)
    assert tiers(book, "人像渐变") == priced("0.098", "0.088", "0.078", "0.072", starts=starts)
    assert [p.price for p in book.packs if p.interface == "人像动漫化"] == [
        720,
        6480,
        58500,
        522000,
    ]
    assert {quota.calls for quota in book.free_quotas} == {1000}
    assert book.findings == ()
