"""Small pages after the vendor's of 2019 and 2020, written out as a folder with an index."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tiia_pricebook.editions.price_history import PastPrices, PriceHistory
from tiia_pricing.history import revisions_of, trace

DOCUMENT = "product/计费概述.md"


def page(
    prices: str = "3",
    *,
    start: str = "2020年1月1日",
    quota: str = "10,000",
    name: str = "图像标签",
    more: str = "",
) -> bytes:
    """A page that prices one interface from ``start`` on, with a quota in prose."""
    since = f"以上各接口，{start}00:00起开始正式按调用量计费，价格和计费规则如下：" if start else ""
    return f"""\
{since}

| 服务类型 | 0 - 1000千次/月 | 1000千次以上/月 |
| --- | --- | --- |
| {name} | {prices}元/千次 | 1元/千次 |

- 采用阶梯到达定价，月累计调用量越高，单价越低。
- 该项服务都可以享受{quota}次/月的免费调用额度。
{more}""".encode()


def folder(path: Path, *revisions: tuple[str | None, bytes]) -> str:
    """Write ``revisions`` (a day or none, and a page) with their index; the folder's name."""
    entries: list[dict[str, Any]] = []
    for number, (day, data) in enumerate(revisions):
        (path / f"{number}.md").write_bytes(data)
        moment = f"{day}T10:00:00+08:00" if day else None
        commit = f"{number + 1:x}" * 40
        entries.append({"file": f"{number}.md", "path": DOCUMENT, "commit": commit, "date": moment})
    (path / "index.json").write_text(json.dumps(entries), "utf-8")
    return str(path)


def history(path: Path, *revisions: tuple[str | None, bytes]) -> PriceHistory:
    """The history that a replay of ``revisions`` gives."""
    return trace(revisions_of(folder(path, *revisions))).history


def only_line(found: PriceHistory) -> tuple[PastPrices, ...]:
    """The prices of a history of one line."""
    [line] = found.lines
    return line.prices


def months(prices: PastPrices) -> tuple[str, str] | None:
    """The first and the last month that are known."""
    known = prices.known
    return (f"{known.from_:%Y-%m}", known.last_month) if known else None
