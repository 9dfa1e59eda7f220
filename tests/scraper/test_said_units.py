"""Units that stand above a table: those of its cells, or the page is refused."""

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
