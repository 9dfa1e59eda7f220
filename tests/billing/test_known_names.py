"""What stands in an error in the place of a name that is not known."""

from __future__ import annotations

import pytest

import frozen
from tiia_pricebook.errors import InputError
from tiia_pricing.billing.usage.known_names import Names

PRICED = (
    "商品识别, 商品识别-微信识物版, 车辆识别, 车辆识别（增强版）, 文件封识别, 宠物识别图片版, "
    "智能裁剪, 图像质量评估, 图像清晰度增强"
)


def test_names_that_the_page_in_force_does_not_price_are_not_expected() -> None:
    """The nine of its tables of prices; 价格说明 is a heading of 2018."""
    with pytest.raises(InputError) as error:
        Names(frozen.dated()).of("nothing")
    assert error.value.expected == f"one of {PRICED}"
    assert any(one.name == "价格说明" for one in frozen.dated().interfaces)
