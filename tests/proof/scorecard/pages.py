"""The pages that are edited, and what a person reads on them, typed by hand."""

from __future__ import annotations

import html
import re
from decimal import Decimal

from support.page_text import Base, Cell, snapshot

GOODS, WECHAT, CAR, PRO = "商品识别", "商品识别-微信识物版", "车辆识别", "车辆识别（增强版）"
SEAL, PET = "文件封识别", "宠物识别图片版"
CROP, QUALITY, CLEAR = "智能裁剪", "图像质量评估", "图像清晰度增强"
# In the order in which a list of interfaces names them: that of the price tables.
EVERY = (GOODS, WECHAT, CAR, PRO, SEAL, PET, CROP, QUALITY, CLEAR)

# The tables of prices, counted from 0, by their bounds in thousands of calls and their rows.
BOUNDS = {
    1: (0, 1_000, 3_000, 15_000),
    2: (0, 3_000, 10_000, 15_000),
    3: (0, 10, 100, 1_000),
    5: (0, 1_000, 3_000, 15_000),
}
ROWS = {1: (GOODS, WECHAT, CAR, PRO), 2: (SEAL,), 3: (PET,), 5: (CROP, QUALITY, CLEAR)}
PRICES = {
    GOODS: ("2.5", "2.2", "2", "1.5"),
    WECHAT: ("3.5", "3.2", "2.8", "2.2"),
    CAR: ("3", "2.5", "2", "1.5"),
    PRO: ("75", "45", "35", "30"),
    SEAL: ("7", "6.5", "6", "5.5"),
    PET: ("20", "18", "16", "14"),
    CROP: ("2", "1.5", "1.2", "1"),
    QUALITY: ("3", "2.5", "2", "1.5"),
    CLEAR: ("8", "7.5", "7", "6"),
}
# Of the quotas, the rows in their table. Dated ones fall from 10000 to 1000 on DAY.
DAY = "2022-10-24"
QUOTA_ROWS = {
    **{CAR: 1, PRO: 2, GOODS: 3, WECHAT: 4, SEAL: 5},
    **{QUALITY: 6, CROP: 7, CLEAR: 8, PET: 9},
}
STEADY = (SEAL, CLEAR, PET)
DATED = (GOODS, WECHAT, QUALITY, CROP)
NOTICED = (GOODS, WECHAT, CAR, PRO, QUALITY, CROP)
# Packs: the size in 万, and the price.
PACKS = (
    *((1, 730), (10, 7_000), (100, 65_000), (250, 105_000)),
    *((500, 160_000), (1_500, 450_000), (5_000, 1_250_000)),
)
# The sentences that state or explain something, as a person reads them, by their slugs.
SENTENCES = {
    "quota-granted-on-activation": "腾讯云图像分析与处理服务开通后，将自动为以下接口发放对应"
    "免费调用额度供测试调用。",
    "quota-issued-monthly": "免费额度将以免费资源包的形式在每个月1号自动发放到您的腾讯云账号"
    "中，在计费结算时优先扣减，仅在当月有效。",
    "quota-shared": "如果您开通了多项图像分析与处理服务，以下属于同一个免费资源包的接口将共同"
    "享受对应的免费额度。",
    "quota-console": "您可以在腾讯云 控制台 中查看免费资源包的消耗情况。",
    "quota-exhausted": "免费资源包消耗完后，如果您已购买付费资源包，则将转入预付费资源包结算，"
    "如果您未购买预付费资源包或者预付费资源包已耗尽，将直接转入后付费结算，腾讯云可能基于产品"
    "运营情况在提前30天通知您后自行调整或取消免费调用额度。",
    "quota-change-notice": "免费额度调整通知：自2022年10月24日起，腾讯云将对每月发放的接口免费"
    "调用额度进行调整，具体调整如下：商品识别、商品识别-微信识物版、车辆识别、车辆识别（增强"
    "版）、图像质量评估、智能裁剪接口的免费调用额度将调整为每接口各1000次/月。",
    "quota-table": "各接口调整后的免费额度详见下表。",
    "processing-no-packs": "图像处理与质量评估产品目前仅支持后付费，暂不支持购买预付费资源包抵扣。",
    "processing-pay-as-you-go": "后付费价格如下：",
    "settlement-order": "本产品为公有云产品，结算顺序为：赠送的免费资源包 > 购买的资源包 > 后"
    "付费。",
    "pack-exhausted": "购买的预付费资源包用完后，会自动转入使用后付费结算方式。",
    "reached-tiers": "后付费根据月调用量后，采用阶梯到达定价，月累计调用量越高，单价越低。",
}

_FRAME = """<!DOCTYPE html>
<html lang="zh"><head><meta charset="utf-8"><title>图像分析 计费概述 - 腾讯云</title>
<script>window.menu = ["价格 9元/千次", "0 - 1000千次/月"]</script>
</head><body>
<header><nav><a href="/">文档中心</a><a href="/pricing">价格 1000次/月</a>
<a href="/buy">资源包 730元/个</a></nav></header>
<main><aside><ul><li>计费概述</li><li>欠费说明 15000千次以上</li></ul></aside>
<div id="docArticleContent" class="J-mainContent">
{content}
</div>
<footer>上次更新 2022-10-24 10:24:00，共 1000 人阅读。</footer></main></body></html>
"""


def markdown() -> Base:
    """The page as the vendor publishes it: Markdown with HTML tables."""
    return snapshot()


def framed() -> Base:
    """The same content as HTML, within the frame of a documentation site."""
    return Base("html", _FRAME.format(content=_rendered(snapshot().text)))


def _rendered(text: str) -> str:
    """The page's Markdown as HTML: headings, paragraphs, one callout, one list."""
    blocks = re.split(r"(<table>.*?</table>)", text, flags=re.S)
    return "".join(b if b.startswith("<table>") else _prose(b) for b in blocks)


def _prose(text: str) -> str:
    return "\n".join(_block(block.strip()) for block in re.split(r"\n{2,}", text) if block.strip())


def _block(block: str) -> str:
    lines = block.split("\n")
    if lines[0].startswith("#"):
        heading, *rest = lines
        level = len(heading) - len(heading.lstrip("#"))
        title = f"<h{level}>{html.escape(heading.lstrip('# '))}</h{level}>"
        return title + (_block("\n".join(rest)) if rest else "")
    if lines[0].startswith("- "):
        items = (f"<li>{_inline(line.removeprefix('- '))}</li>" for line in lines)
        return f"<ul>{''.join(items)}</ul>"
    if lines[0].startswith(">!"):
        inner = "\n".join(line.removeprefix(">!").removeprefix(">") for line in lines)
        return f"<blockquote><p>{_inline(inner.strip())}</p></blockquote>"
    return f"<p>{_inline(block)}</p>"


def _inline(text: str) -> str:
    text = html.escape(text, quote=False)
    text = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", text)
    return re.sub(r"\[(.+?)\]\((.+?)\)", r'<a href="\2">\1</a>', text)


def both() -> tuple[Base, Base]:
    """The two forms of the vendor's page."""
    return markdown(), framed()


def price_cell(page: Base, name: str, tier: int) -> Cell:
    """Where the price of a tier stands."""
    table = table_of(name)
    return page.grid[table, ROWS[table].index(name) + 1, tier + 1]


def table_of(name: str) -> int:
    """The table with the prices of an interface."""
    return next(table for table, names in ROWS.items() if name in names)


def calls(table: int, tier: int) -> int:
    """The first call of a tier."""
    return BOUNDS[table][tier] * 1_000


def dearer(old: str, new: str) -> bool:
    """Whether a price is higher than another, both as printed."""
    return Decimal(new) > Decimal(old)
