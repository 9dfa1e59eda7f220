"""Two pages that differ in ``count`` places: sentences, rows, names, shared quotas."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable

from frozen import TEXT

_WORDS = (
    *("用户", "购买", "服务", "账单", "控制台", "结算", "说明", "规则", "平台", "订单", "账号"),
    *("功能", "文档", "支持", "查看", "登录", "选择", "页面", "相关", "情况", "系统", "产品"),
)
_HEAD = "<tr><td>接口名称<td>0 - 1000千次/月<br>(不含1000千次)<td>1000千次以上/月"

Pages = tuple[str, str]


def near(count: int) -> Pages:
    """Sentences of which each has one other word."""
    texts = [_sentence(number) for number in range(count)]
    return _prose(texts), _prose(text[:4] + "改写" + text[6:] for text in texts)


def far(count: int) -> Pages:
    """Sentences that have nothing in common but their place."""
    return _prose(map(_sentence, range(count))), _prose(map(_sentence, range(-count, 0)))


def same_neighbours(count: int) -> Pages:
    """Other sentences, each between two that are the same everywhere."""
    old, new = (
        _prose(text for number in numbers for text in (_sentence(number), "请参见官网。"))
        for numbers in (range(count // 2), range(-count // 2, 0))
    )
    return old, new


def numbers(count: int) -> Pages:
    """Prices that rise, and sentences that name them."""
    old, new = (
        _prose(
            f"{text[:9]}{number}元{text[9:]}"
            for number, text in enumerate(map(_sentence, range(count)), start=more)
        )
        + _table(count, "接口", more)
        for more in (3, 4)
    )
    return old, new


def prices(count: int) -> Pages:
    """Rows of which each has another price."""
    return TEXT + _table(count, "接口", 3), TEXT + _table(count, "接口", 4)


def renamed(count: int) -> Pages:
    """Rows of which each has another name."""
    return TEXT + _table(count, "接口", 3), TEXT + _table(count, "别名", 3)


def removed(count: int) -> Pages:
    """A table that went."""
    return TEXT + _table(count, "接口", 3), TEXT


def shared(count: int) -> Pages:
    """A free quota that all interfaces share, and that each has then for itself."""
    rows = "".join(f"<tr><td>接口{number}" for number in range(1, count))
    old, new = (
        "## 免费额度\n\n各接口调整后的免费额度详见下表。\n\n<table><tr><td>接口名称<td>免费额度"
        f"<tr><td>接口0<td rowspan={count}>{whose}10000次/月{rows}</table>"
        f"{_table(count, '接口', 3)}"
        for whose in ("共享", "每接口")
    )
    return old, new


def raised(count: int) -> Pages:
    """A free quota that all interfaces share, and of which there is more then."""
    old, _ = shared(count)
    return old, old.replace("共享10000次", "共享20000次")


CASES: dict[str, Callable[[int], Pages]] = {
    "sentences near": near,
    "sentences far": far,
    "sentences between the same": same_neighbours,
    "numbers quoted": numbers,
    "prices": prices,
    "interfaces renamed": renamed,
    "interfaces removed": removed,
    "a quota shared": shared,
    "a shared quota raised": raised,
}


def _prose(sentences: Iterable[str]) -> str:
    return "\n\n".join([TEXT, *sentences])


def _sentence(number: int) -> str:
    return "".join(random.Random(number).choices(_WORDS, k=12)) + "。"  # noqa: S311 - no secret


def _table(count: int, name: str, price: int) -> str:
    rows = (
        f"<tr><td>{name}{number}<td>{price + number}.5元/千次<td>{price + number}元/千次"
        for number in range(count)
    )
    return f"\n\n### 图像识别后付费\n\n<table>{_HEAD}{''.join(rows)}</table>\n"
