"""Units that are said of a table: those of its cells, or the page is refused."""

from __future__ import annotations

import pytest

from tiia_pricebook import PriceBook
from tiia_pricebook.errors import PageUnreadable
from tiia_scraper import read_page

PLAIN = (
    "| 接口名称 | 0 - 10千次/月（不含10千次） | 10千次以上/月 |\n|---|---|---|\n"
    "| 甲 | 2元/千次 | 1元/千次 |\n"
)
BARE = "| 接口名称 | 0 - 10 | 10以上 |\n|---|---|---|\n| 甲 | 2元/千次 | 1元/千次 |\n"
PACKS = "| 接口名称 | 资源包规格 | 资源包价格 |\n|---|---|---|\n| 甲 | 1万次 | 7元/个 |\n"


def read(above: str, table: str = PLAIN, heading: str = "后付费") -> PriceBook:
    return read_page(f"## {heading}\n\n采用阶梯到达定价。\n\n{above}\n\n{table}".encode(), "page")


@pytest.mark.parametrize(
    ("above", "table"),
    [
        ("单位：元/千次。", PLAIN),
        ("以下价格单位为元/千次。", PLAIN),
        ("用量单位：千次。", PLAIN),
        ("单位：元/个。", PLAIN + "\n" + PACKS),
        ("累计消费满1万元可申请发票。", PLAIN),
        ("单位：次。", BARE),
    ],
)
def test_a_unit_that_the_cells_have_is_read(above: str, table: str) -> None:
    (prices,) = read(above, table).pay_as_you_go
    assert [str(tier.price) for tier in prices.tiers] == ["2", "1"]


@pytest.mark.parametrize(
    ("above", "table", "id"),
    [
        ("单位：元/万次。", PLAIN, "unit-not-of-cell"),
        ("用量单位：千次。", BARE, "unit-not-of-cell"),
        ("单位：万次。", BARE, "unit-not-of-cell"),
        ("以下价格单位均为美元。", PLAIN, "unit-not-yuan"),
        ("以下价格以港币计价。", PLAIN, "unit-not-yuan"),
        ("价格单位：万元。\n\n价格如下：", PLAIN, "unit-not-yuan"),
    ],
)
def test_a_unit_that_the_cells_do_not_have_is_refused(above: str, table: str, id: str) -> None:
    with pytest.raises(PageUnreadable) as refused:
        read(above, table)
    assert refused.value.id == id
    assert refused.value.where["table"] == 0


def test_a_heading_in_another_currency_is_refused() -> None:
    with pytest.raises(PageUnreadable) as refused:
        read("价格如下：", heading="后付费（美元）")
    assert refused.value.id == "unit-not-yuan"


ONE = "| 接口名称 | 0千次以上/月 |\n|---|---|\n| 甲 | 2元/千次 |\n"
WAN = "| 接口名称 | 资源包规格（万次） | 资源包价格 |\n|---|---|---|\n| 甲 | 1 | 7元/个 |\n"
HTML = "<table>{caption}<tr><td>接口名称<td>0千次以上</tr><tr><td>甲<td>2元/千次</tr>{note}</table>"
LONG = "单位：元/万次" + "，" * 72 + "以此为准。"


def html(caption: str = "", note: str = "") -> str:
    caption = caption and f"<caption>{caption}</caption>"
    note = note and f"<tr><td colspan=2>{note}</td></tr>"
    return HTML.format(caption=caption, note=note)


def refusal(page: str) -> tuple[str, str, dict[str, object], str | None]:
    with pytest.raises(PageUnreadable) as refused:
        read_page(page.encode(), "page")
    return (refused.value.id, refused.value.message, refused.value.where, refused.value.expected)


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (f"## 后付费（美元）\n\n{ONE}", "'后付费（美元）' says that the table is in 美元"),
        (
            f"## 后付费\n\n价格以港币计价。\n\n{ONE}",
            "'价格以港币计价。' says that the table is in 港币",
        ),
        (
            f"## 后付费\n\n{html(note='以上价格单位为美元。')}",
            "'以上价格单位为美元。' says that the table is in 美元",
        ),
        (
            f"## 后付费\n\n{ONE}\n\n上述价格均以美元计价。",
            "'上述价格均以美元计价。' says that the table is in 美元",
        ),
    ],
)
def test_a_currency_in_words(page: str, said: str) -> None:
    assert refusal(page) == ("unit-not-yuan", said, {"table": 0}, "prices in 元")


@pytest.mark.parametrize(
    ("page", "cell", "said"),
    [
        (f"## 后付费\n\n单位：元/万次。\n\n{ONE}", "2元/千次", "单位：元/万次。"),
        (f"## 后付费（单位：元/万次）\n\n{ONE}", "2元/千次", "后付费（单位：元/万次）"),
        (f"## 后付费\n\n{html(note='单位：元/万次。')}", "2元/千次", "单位：元/万次。"),
        (f"## 后付费\n\n{ONE}\n\n以上单位：元/次。", "2元/千次", "以上单位：元/次。"),
        (f"## 后付费\n\n{LONG}\n\n{ONE}", "2元/千次", LONG[:80]),
    ],
)
def test_another_unit_in_words(page: str, cell: str, said: str) -> None:
    assert refusal(page) == (
        "unit-not-of-cell",
        f"{cell!r} is not in the unit that {said!r} gives",
        {"table": 0, "row": 1, "column": 1},
        "the unit in each cell, as said",
    )


def test_a_caption_in_another_currency_is_refused_for_that() -> None:
    assert refusal(f"## 后付费\n\n{html('价格（美元）')}")[0] == "unit-not-yuan"


@pytest.mark.parametrize(
    "page",
    [
        f"{ONE}\n\n单位：元/万次。",
        f"## 一\n\n单位：元/万次。\n\n## 甲\n\n{ONE}",
        f"## 后付费\n\n如下：\n\n{ONE}\n\n单位：元/万次。",
        f"## 后付费\n\n如下：\n\n{ONE}\n\n满1万次以上的用户，账单单位：元/万次。",
        f"## 后付费\n\n如下：\n\n{ONE}\n\n## 二\n\n以上单位：元/万次。",
        f"## 后付费\n\n<table><tr><td>等级<tr><td>单位：元/万次。</table>\n\n如下：\n\n{ONE}",
        f"## 后付费\n\n如下：\n\n{ONE}\n\n## 资源包\n\n规格单位：万次。\n\n{WAN}",
    ],
)
def test_a_unit_that_is_said_of_something_else(page: str) -> None:
    (prices,) = read_page(page.encode(), "page").pay_as_you_go
    assert [(prices.per_calls, str(tier.price)) for tier in prices.tiers] == [(1000, "2")]


def test_a_size_without_the_unit_that_is_said_is_refused() -> None:
    rows = "| 甲 | 1万次 | 7元/个 |\n| 甲 | 1000 | 1元/个 |\n"
    packs = f"| 接口名称 | 资源包规格 | 资源包价格 |\n|---|---|---|\n{rows}"
    page = f"## 后付费\n\n如下：\n\n{ONE}\n\n## 资源包\n\n{{}}\n\n{packs}"
    book = read_page(page.format("规格单位：次。").encode(), "page")
    assert [pack.calls for pack in book.packs] == [10_000, 1000]
    refused = refusal(page.format("规格单位：千次。"))
    assert (refused[0], refused[2]) == (
        "unit-not-of-cell",
        {"table": 1, "row": 2, "column": 1},
    )
