"""Words by which a sentence holds for some only: of the users, of the time, or of all together."""

from __future__ import annotations

import re

_N = "[0-9一二两三四五六七八九十]{1,4}个?"
_CONDITION = re.compile(
    "|".join(
        (
            "新(?:注册|开通)?的?(?:用户|客户?|账[号户])|老(?:用户|客户)|认证|企业|个人|学生|会员",
            "仅(?:限|对|面向|支持|适用)|除外|例外|限时|活动|优惠期|[试公内]测|试用|邀请",
            f"期间|截[止至]|直[至到]|首[次购单月年个]|初次|[前首]{_N}(?:天|日|月|年)",
            f"{_N}(?:天|月|年)(?:之?内|以内|之?前)|[年月日](?:之?前|以前|止)|曾经?|原[先来本]",
            "[?]|[吗么]。?$",
        )
    )
)
_TOGETHER = re.compile("共享|共同|合计|总共|总计")


def is_conditional(text: str) -> bool:
    """Whether a folded sentence without white space holds for some users or times, or asks."""
    return _CONDITION.search(text) is not None


def is_of_several(text: str) -> bool:
    """Return whether a folded sentence gives something to several interfaces together."""
    return _TOGETHER.search(text) is not None
