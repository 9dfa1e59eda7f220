"""Titles: headings that say nothing but what stands below them."""

from __future__ import annotations

from tiia_scraper.document.whitespace import squeeze

# A heading of other words may say more (价格说明（限时八折）), so it is a sentence.
_TITLES = frozenset(
    {
        *("产品价格", "价格说明", "价格详情", "刊例价", "购买指南", "产品概述", "概述"),
        *("计费概述", "计费说明", "计费方式", "计费规则", "计费周期", "计费冻结机制", "计费示例"),
        *("结算方式", "计费与结算方式", "计费&结算方式", "费用计算示例", "费用示例", "举例说明"),
        *("说明", "备注"),
        *("免费额度", "免费资源包", "后付费", "预付费", "后付费价格说明", "预付费资源包说明"),
        *("图像识别后付费", "图像识别预付费", "图像识别价格说明"),
        *("图像处理后付费", "图像处理预付费", "图像处理价格说明"),
        *(f"示例{number}" for number in "一二三四五六七八九十"),
    }
)


def is_title(text: str) -> bool:
    """Return whether a heading is known to say nothing by itself."""
    return squeeze(text) in _TITLES
