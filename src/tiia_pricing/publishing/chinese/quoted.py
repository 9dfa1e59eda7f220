"""English that scenarios give word for word, and what it means in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tiia_pricing.feature_files.feature_model import Step
from tiia_pricing.results.scenario_results import FeatureResult

# An ellipsis stands for what changes from one quotation to the next.
MEANINGS = {
    "of … of …, commit …": "……（某日的文档，其 commit 为……）",
    "row …, column … of … of …, commit …": "某日文档的第……行第……列（从 1 编号），其 commit 为……",
    "on free trial (公测) until …": "公测至……为止（不含当日）",
    "… is on free trial (公测) until …": "……公测至……为止（不含当日）",
    "says … of …": "依据某日的文档……",
    "its prices start on …": "其价格自……起适用",
    "its prices ended on …": "其价格至……为止（不含当日）",
    "usage of … in … to …": "应为……在……至……之间的用量",
    "… to …, or from … on": "……至……，或……起",
    "prices it no more": "页面不再有它的价格",
    "the pages that price it are without a d": "为其定价的页面没有日期",
    "no page says from when its prices hold": "没有页面说明其价格从何时起适用",
    "the page in force does not price it": "现行页面没有它的价格",
    "no price of … is known for …: the page in force does not price it": (
        "……没有……在该月的价格：现行页面没有它的价格"
    ),
    "the price book knows no prices for …": "价目表没有……的价格",
    "no pay-as-you-go price of … in …": "……在……没有后付费价格",
    "no pay-as-you-go price of … on …": "……在……当日没有后付费价格",
    "from … until …, exclusive": "自……起，至……为止（不含当日）",
    "until …, exclusive": "至……为止（不含当日）",
    "until …, exclusive, from …": "至……为止（不含当日），再自……起",
    "Prices change on …": "价格于……变动",
    "reading price-change: …": "解读 price-change 的取值为……",
    "Calls from … on: … at … yuan": "自……起的调用：……次，单价……元",
    "Calls until …, exclusive: … at … yuan": "至……为止（不含当日）的调用：……次，单价……元",
    "…: prices of … change on …, but its usage gives only the month": (
        "……：……的价格于……变动，而其用量只写了月份"
    ),
    "all its calls count on …": "其全部调用计入……",
    "…: the change of … was only seen on that day": "……：……的变动只在当日被看到",
    "the page before it was last seen on …": "此前的页面最后一次见于……",
    "no pack of … calls is sold": "不出售……次的资源包",
    "no resource packs are sold": "不出售资源包",
    "no resource packs are sold for …; the page says:": "……不出售资源包；页面写明：",
    "covers calls from … on, without end": "适用于自……起的调用，长期有效",
    "tier-bound-in-lower, tier-first-only, tier-progressive": "三种原因都说得通：分界归入低一档、"
    "只按第一档计价、按阶梯累进计价",
    "UTF-8 with BOM": "带 BOM 的 UTF-8",
}
_ENGLISH = re.compile(r"[A-Za-z]{2,}")


def explained(feature: FeatureResult) -> list[tuple[str, str]]:
    """Return the entries of ``MEANINGS`` that a chapter's scenarios quote."""
    texts = set(quoted(feature))
    return [item for item in MEANINGS.items() if any(matches(item[0], text) for text in texts)]


def quoted(feature: FeatureResult) -> Iterator[str]:
    """What the steps and tables of a chapter give word for word, where it is an English phrase."""
    for rule in feature.rules:
        for scenario in rule.scenarios:
            cells = [cell for step in scenario.steps for row in _body(step) for cell in row]
            cells += [text for step in scenario.steps for text in _in_quotes(step.text)]
            for table in scenario.examples:
                cells += [cell for row in table.rows for cell in row.values()]
            yield from (cell for cell in cells if _phrase(cell))


def _body(step: Step) -> tuple[tuple[str, ...], ...]:
    return step.table[1:] if step.table else ()


def _in_quotes(text: str) -> list[str]:
    return re.findall(r'"([^"]*)"', text)


def _phrase(text: str) -> bool:
    """Whether a text is English of several words, and no placeholder."""
    return not text.startswith("<") and " " in text and len(_ENGLISH.findall(text)) > 1


def matches(pattern: str, text: str) -> bool:
    """Return whether a quotation is one of ``pattern``, a key of ``MEANINGS``."""
    return bool(re.fullmatch(".+".join(map(re.escape, pattern.split("…"))), text))
