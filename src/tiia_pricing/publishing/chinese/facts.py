"""Facts and their changes as the proof names them, in Chinese: a few parts, put together."""

from __future__ import annotations

import re

_OF = {"price": "的价格", "size": "的规格"}
_DAY = r"\d{4}-\d\d-\d\d"
# Each is replaced wherever it stands; the inner parts of a name come before those around them.
_PARTS = tuple(
    (re.compile(pattern), wording)
    for pattern, wording in (
        # dates of evidence
        (r"^undated$", "未注明日期"),
        (rf"^({_DAY}) to ({_DAY})$", r"\1 至 \2"),
        # facts of the page
        (r"^change of the free quota of (.+) names it$", r"\1的免费额度变更，点名该接口"),
        (r"^change of the free quota of (.+)$", r"\1的免费额度变更日期"),
        (r"^free quota names (.+)$", r"免费额度表中的接口 \1"),
        (r"^packs name (.+)$", r"资源包表中的接口 \1"),
        (r"^interface (.+)$", r"接口 \1"),
        (r"^clause (\S+)$", r"语句 \1"),
        (r"pack of (\d+) for (\S+)", r"\2 \1 次资源包"),
        (r"free quota of (\S+) from the start", r"\1最初的免费额度"),
        (rf"free quota of (\S+) from ({_DAY})", r"\1自 \2 起的免费额度"),
        (r"free quota of (\S+)", r"\1的免费额度"),
        (r"tier of table (\d+) row (\d+) column (\d+)", r"表 \1 行 \2 列 \3 的阶梯"),
        (r" ends before (\d+)", r"止于 \1（不含）"),
        (r" in numbers$", "，数字"),
        (r"^(共享|各) of the (.+)$", r"\2：“\1”"),
        # facts of the book that were changed
        (rf", the beginning to ({_DAY})$", r"，至 \1 为止"),
        (rf", ({_DAY}) to further notice$", r"，自 \1 起"),
        (r", the beginning to further notice$", "，不限时间"),
        (r" from (\d+) and from (\d+)$", r" \1 起与 \2 起"),
        (r" and ", "、"),
        (r" tier (\d+)$", r" 第 \1 个阶梯"),
        (r" reached$", " 阶梯到达"),
        (r"^steps$", "结算步骤"),
        (r"^known from$", "价目册的首日"),
        # how they were changed
        (r"^swapped$", "互换"),
        (r"^gone$", "删去"),
        (r"^from、to changed places$", "起止互换"),
        (r"^is progressive$", "改为阶梯累进"),
        (r"^is each's own$", "改为各自一份"),
        (r"^is shared$", "改为共享"),
        (r"^a year is (\d+) months$", r"一年改为 \1 个月"),
        (r"^(\d+) months? is (\d+) months$", r"\1 个月改为 \2 个月"),
        (r"^([\d,]+) days? is (\d+) days$", r"\1 天改为 \2 天"),
        (r"^no end is a year$", "长期有效改为一年"),
        (r"^from (\S+) is from (\S+)$", r"起点 \1 改为 \2"),
        (r"^from (\S+) is (\S+)$", r"起点 \1 改为 \2"),
        (r"^to (\S+) is (\S+)$", r"终点 \1 改为 \2"),
        (r"^are (.+)$", r"改为 \1"),
        (r"^(\S+) is (\S+)$", r"\1 改为 \2"),
        # what stands around them
        (r" from (\d+)", r" \1 起"),
        (r" to (\d+)$", r" 至 \1"),
        (r"(?<=of )the ", ""),
        (r"^(unit of )?(price|size) of (.+)$", lambda it: f"{it[1] or ''}{it[3]}{_OF[it[2]]}"),
        (r"^validity of (.+)$", r"\1的有效期"),
        (r"^unit of (.+)$", r"\1的单位"),
    )
)


def fact_in_chinese(text: str) -> str:
    """The name of a fact or of its change in Chinese; ids and the vendor's words stay."""
    for pattern, wording in _PARTS:
        text = pattern.sub(wording, text)
    return text
