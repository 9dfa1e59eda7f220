"""Findings and their decisions in Chinese, each kind of sentence once.

``{0}``, ``{1}`` … stand for what changes from one finding to the next, such as numbers, days,
names and words of the page; it stays as it is. Where two sentences fit, the first one counts.
"""

from __future__ import annotations

import re
from functools import cache

FINDINGS = {
    # free quotas
    "{0} calls a month until {1}, {2} from then on": "{1} 之前每月 {0} 次，此后每月 {2} 次",
    "{0} calls a month until {1}, {2} from then on, {3} from {4} on": (
        "{1} 之前每月 {0} 次，此后每月 {2} 次，自 {4} 起 {3} 次"
    ),
    "{0} calls shared until {1}, {2} each from then on": "{1} 之前共享 {0} 次，此后每接口各 {2} 次",
    "announces the quotas after the change; {0} cells give the old first": (
        "语句称下表为调整后的额度，而有 {0} 个单元格先写调整前的额度"
    ),
    "no free quota for {0}: {1}": "{0}没有免费额度：{1}",
    "{0} has no free quota on this page": "本页没有{0}的免费额度",
    "{0} free calls a month for {1}, elsewhere {2}": "{1}每月免费 {0} 次，别处为 {2} 次",
    "speaks of free calls: {0}": "提到免费调用：{0}",
    "the first {0} calls are a tier priced 免费": "前 {0} 次为单价写作“免费”的阶梯",
    # notices
    "not a list of interfaces of the page: {0}": "并非本页接口的列举；本页接口：{0}",
    "not a notice with a date, interfaces and a quota": "并非写明日期、接口和额度的通知",
    "not {0}": "不能读作 {0}",
    "the notice changes the quota of {0}; no cell does": "通知调整{0}的额度，单元格未作调整",
    "{0}: {1} calls from {2}; the notice says otherwise": "{0}：自 {2} 起 {1} 次，通知所述不同",
    "{0}: {1} here, {2} elsewhere": "{0}：此处为 {1}，别处为 {2}",
    "seems to announce a change (no date): {0}": "似乎预告调整（没有日期）：{0}",
    "seems to announce a change ({0}): {1}": "似乎预告调整（{0}）：{1}",
    # prices
    "{0} has no pay-as-you-go price on this page": "本页没有{0}的后付费价格",
    "the note under the range contradicts it: {0}": "区间之下的注释与区间矛盾：{0}",
    "a unit stands on one side only: {0}": "单位只写在一侧：{0}",
    "no text says to which tier {0} calls belong: {1}": "没有文字说明第 {0} 次属于哪个阶梯：{1}",
    "{0} counts {1}, what stands above or before it {2}": "{0} 以“{1}”计，其上或其前以“{2}”计",
    "the price rises from {0} to {1} with the volume": "单价随用量由 {0} 升至 {1}",
    "no sentence says whether tiers are reached (阶梯到达) or progressive (阶梯累进)": (
        "没有语句说明是阶梯到达还是阶梯累进"
    ),
    "no sentence says whether tiers are reached (阶梯到达) or progressive (阶梯累进); clause {0} "
    "speaks of tiers": "没有语句说明是阶梯到达还是阶梯累进；语句 {0} 提到阶梯",
    "no sentence says in which order free quota, packs and pay-as-you-go are settled": (
        "没有语句说明免费额度、资源包与后付费的结算顺序"
    ),
    # packs
    "no pack of {0} of {1}: {2}": "没有{1} {0}的资源包：{2}",
    "packs of {0} are sold; the clause says that there are none": "{0}有资源包出售，而语句称没有",
    "speaks of the validity of packs: {0}": "提到资源包的有效期：{0}",
    # names and layout
    "the footnote mark {0} stands beside {1}": "{1}旁有脚注标记 {0}",
    "an HTML page without the content box #docArticleContent": (
        "HTML 页面没有正文容器 #docArticleContent"
    ),
    "is not shown: {0}": "不显示：{0}",
    "looks like a table of pipes: {0}": "形似以竖线书写的表格：{0}",
    "</br> stands for <br> in {0} cells": "{0} 个单元格以 </br> 代替 <br>",
    "</br> stands for <br>": "以 </br> 代替 <br>",
    "a table stands in this cell": "单元格内有表格",
    "an end tag without its start tag": "有结束标签而没有开始标签",
    "a cell begins a row without <tr>": "单元格开始新的一行，却没有 <tr>",
    "rowspan={0} over {1} rows": "rowspan={0}，而只有 {1} 行",
    "rowspan={0} over 1 row": "rowspan={0}，而只有 1 行",
    "{0}={1} is more than {2}": "{0}={1} 超过 {2}",
    "rowspan={0}": "rowspan={0} 无法读作数字",
    "colspan={0}": "colspan={0} 无法读作数字",
    "two cells cover one slot": "两个单元格占同一位置",
    "a row is longer than the first one": "有一行比首行长",
    "a row is shorter than others": "有一行比其他行短",
    "a row without cells": "没有单元格的行",
}

DECISIONS = {
    "both kept, dated": "两者均保留，并注明日期",
    "one pool until then, a quota for each interface after; both kept, dated": (
        "此前为共享额度，此后每接口各自一份；两者均保留，并注明日期"
    ),
    "both kept": "两者均保留",
    "no free calls": "没有免费调用",
    "{0} calls": "{0} 次",
    "not read as a free quota": "不读作免费额度",
    "a free quota; the next tier starts at 0": "视为免费额度；下一阶梯从 0 起",
    "the cells hold": "以单元格为准",
    "the cell holds": "以单元格为准",
    "the note in the cell holds": "以单元格内的注释为准",
    "neither is read; the tables hold": "两者均不采用，以表格为准",
    "not read; what the tables say holds": "不予读取，以表格为准",
    "calls that cost cannot be priced": "付费调用无法计价",
    "the range holds": "以区间为准",
    "the unit of the other side": "取另一侧的单位",
    "the lower bound is in": "含下界",
    "each is a call": "均按一次调用计",
    "the price stands as printed": "按所印单价",
    "reached": "阶梯到达",
    "free-quota > resource-pack > pay-as-you-go": "免费额度 > 资源包 > 后付费",
    "no such pack": "没有该资源包",
    "not read; a year, the reading pack-validity, where nothing else states it": (
        "不予读取；别处未写明时，按解读 pack-validity 为一年"
    ),
    "no part of the name": "不属于名称",
    "the whole body is read": "读取整个正文",
    "left out, as a browser does": "按浏览器的方式略去",
    "a sentence": "视为语句",
    "read as a browser does": "按浏览器的方式读取",
    "the span ends with its rows; no row is added": "跨行止于实际行数，不增加行",
    "one row or column, as a browser does": "按浏览器的方式，视为一行或一列",
    "read as a table of its own": "作为独立的表格读取",
    "the missing cell is empty": "缺少的单元格为空",
    "no row at all": "不算一行",
}

_PLACE = re.compile(r"\{\d\}")


def finding_in_chinese(text: str) -> str | None:
    """What a finding or its decision says in Chinese; ``None`` for another kind of sentence."""
    for pattern, chinese in _patterns():
        if found := pattern.fullmatch(text):
            return chinese.format(*found.groups())
    return None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Every kind of sentence; its parts stand in the order of their numbers."""
    known = FINDINGS | DECISIONS
    return tuple(
        (re.compile("(.+?)".join(map(re.escape, _PLACE.split(one))), re.DOTALL), known[one])
        for one in known
    )
