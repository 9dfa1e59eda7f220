"""A small page of two interfaces that announces, and what was read of it in short."""

from __future__ import annotations

import datetime as dt

from tiia_pricebook import Finding, PriceBook
from tiia_scraper import read_page

GOODS, CAR = "商品识别", "车辆识别"
D1, D2, D3 = dt.date(2027, 1, 1), dt.date(2027, 7, 1), dt.date(2028, 1, 1)
FROM, LATER, LAST = "自2027年1月1日起，", "自2027年7月1日起，", "自2028年1月1日起，"

PAGE = """## 价格

免费额度如下：

<table><tr><td>接口名称<td>免费额度<td>有效期</tr>
<tr><td>商品识别<td>1000次/月<td>当月有效，每月发放</tr>
<tr><td>车辆识别<td>500次/月<td>当月有效，每月发放</tr></table>

价格如下：

<table><tr><td>接口名称<td>0 - 10千次/月<td>10千 - 30千次/月<td>30千次以上/月</tr>
<tr><td>商品识别<td>2.5元/千次<td>2.2元/千次<td>2元/千次</tr>
<tr><td>车辆识别<td>3元/千次<td>2.8元/千次<td>2.8元/千次</tr></table>

采用阶梯到达定价。结算顺序为：免费资源包 > 资源包 > 后付费。

## 资源包

<table><tr><td>接口名称<td>资源包规格<td>资源包价格</tr>
<tr><td>商品识别<td>1万次<td>20元/个</tr>
<tr><td>车辆识别<td>1万次<td>25元/个</tr>
<tr><td>车辆识别<td>10万次<td>240元/个</tr></table>

## 通知

"""

Days = tuple[dt.date | None, dt.date | None]
Tiers = list[tuple[int, str]]
NOW: Tiers = [(0, "2.5"), (10_000, "2.2"), (30_000, "2")]
UNCHANGED: list[tuple[Days, Tiers]] = [((None, None), NOW)]


def page(*swaps: tuple[str, str], tail: str = "", text: str = PAGE) -> bytes:
    """A page with each first text replaced by its second, and sentences at its end."""
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new, 1)
    return f"{text}{tail}\n".encode()


def read(*swaps: tuple[str, str], tail: str = "", text: str = PAGE) -> PriceBook:
    """What ``page`` reads as."""
    return read_page(page(*swaps, tail=tail, text=text), "page")


def prices(book: PriceBook, name: str = GOODS) -> list[tuple[Days, Tiers]]:
    """The days of each price table, and its tiers: first call and price."""
    return [
        ((table.from_, table.to), [(tier.from_calls, str(tier.price)) for tier in table.tiers])
        for table in book.pay_as_you_go
        if table.interface == name
    ]


def packs(book: PriceBook, name: str = CAR) -> list[tuple[int, Days, str]]:
    """Size, days and price of each pack."""
    return [
        (pack.calls, (pack.from_, pack.to), str(pack.price))
        for pack in book.packs
        if pack.interface == name
    ]


def quotas(book: PriceBook, name: str = GOODS) -> list[tuple[Days, int]]:
    """Days and calls of each free quota."""
    return [((q.from_, q.to), q.calls) for q in book.free_quotas if name in q.interfaces]


def announced(book: PriceBook) -> list[Finding]:
    """The findings about announcements."""
    return [f for f in book.findings if f.id.startswith("announcement")]


def whys(book: PriceBook) -> list[str]:
    """Why each announcement that was understood is not read."""
    return [finding.text.rpartition("; ")[2] for finding in announced(book)]
