"""Edits of sentences: other words, another meaning, new ones, and ones that go."""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from collections.abc import Iterator

from proof.scorecard.edits import (
    About,
    Edit,
    Follow,
    Part,
    Told,
    finding_added,
    finding_resolved,
    part,
)
from proof.scorecard.pages import EVERY, SENTENCES
from proof.scorecard.quotas import NOTICE
from support.page_text import Base

MODE = "tier-mode-unstated"
ORDER = "settlement-order-unstated"
_NOTICED_CELLS = 5  # of six interfaces, two in one cell

# Other words for the same thing, by the slug of the sentence.
_REWORDED = (
    ("quota-granted-on-activation", "将自动为", "会自动为"),
    ("quota-granted-on-activation", "供测试调用", "供试用"),
    ("quota-issued-monthly", "优先扣减", "最先扣减"),
    ("quota-issued-monthly", "您的腾讯云账号", "您的账号"),
    ("quota-shared", "如果您开通了多项", "若您开通多项"),
    ("quota-shared", "将共同享受对应的", "共同享受"),
    ("quota-console", "的消耗情况", "的使用情况"),
    ("quota-exhausted", "预付费资源包已耗尽", "其中的调用次数已用尽"),
    ("quota-exhausted", "产品运营情况", "运营情况"),
    ("quota-table", "详见下表", "见下表"),
    ("quota-change-notice", "具体调整如下", "调整如下"),
    ("processing-no-packs", "暂不支持", "不支持"),
    ("processing-pay-as-you-go", "后付费价格如下", "后付费价格如下表所示"),
    ("settlement-order", "本产品为公有云产品", "本产品是公有云产品"),
    ("pack-exhausted", "会自动转入", "将自动转入"),
    ("pack-exhausted", "购买的预付费资源包用完后", "预付费资源包用完后"),
    ("reached-tiers", "单价越低", "单价越优惠"),
)
_SUMS = ("30天", "60天", "15天", "7天")
_NEW = (
    "超出部分另行计费。",
    "价格以控制台展示为准。",
    "账单每日更新一次。",
    "欠费后服务将暂停。",
    "如有疑问请联系客服。",
    "以上价格均含税。",
    "测试环境的调用同样计入。",
    "调用失败不计入次数。",
    "发票在次月开具。",
    "企业用户可以申请合同价。",
    "资源包不支持退款。",
    "同一账号下的子账号合并计算。",
)
_PLACES = ("## 价格说明", "## 图像处理价格说明", "## 计费与结算方式", "### 图像识别后付费")


def rewordings(page: Base) -> Iterator[Edit]:
    """Sentences that say the same in other words, or something that no bill depends on."""
    for slug, old, new in _REWORDED:
        yield _changed(page, slug, old, new, "info")
    for new in _SUMS[1:]:
        yield _changed(page, "quota-exhausted", _SUMS[0], new, "info")


def meanings(page: Base) -> Iterator[Edit]:
    """The order of settlement, the mode of the tiers, and the notice, said otherwise."""
    free, packs, rest = "赠送的免费资源包", "购买的资源包", "后付费"
    sign = "&gt;" if page.name == "html" else ">"
    order = f"{free} {sign} {packs} {sign} {rest}"
    other = f"{packs} {sign} {free} {sign} {rest}"  # no other order can be settled
    yield _changed(page, "settlement-order", order, other, "breaking")
    lost = finding_added(ORDER)
    yield _changed(page, "settlement-order", f"结算顺序为：{order}", "另行结算", "breaking", lost)
    lost = finding_added(MODE)
    yield _changed(page, "reached-tiers", "采用阶梯到达定价，", "", "breaking", lost)
    yield _changed(page, "reached-tiers", "阶梯到达定价", "阶梯定价", "breaking", lost)
    notice = "quota-change-notice"
    every = finding_added(*[NOTICE] * _NOTICED_CELLS)
    for calls in (900, 1_500, 5_000):
        yield _changed(page, notice, "各1000次", f"各{calls}次", "info", every)
    for day in ("2022年11月1日", "2023年10月24日", "2022年10月14日"):
        yield _changed(page, notice, "自2022年10月24日", f"自{day}", "info", every)
    one = finding_added(NOTICE)
    yield _changed(page, notice, "、智能裁剪接口的", "接口的", "info", one)
    yield _changed(page, notice, "、智能裁剪接口的", "、智能裁剪、文件封识别接口的", "info", one)


def _changed(
    page: Base, slug: str, old: str, new: str, level: str, follows: tuple[Follow, ...] = ()
) -> Edit:
    before = SENTENCES[slug]
    plain = (html.unescape(old), html.unescape(new))
    assert before.count(plain[0]) == 1
    told = Told(
        "clause-changed",
        level,
        {"interfaces": [], "clause": slug},
        before,
        before.replace(*plain),
        follows,
    )
    start, end = raw_span(page, slug)
    parts = (part(page, old, new, start, end),)
    kind = "clause-reworded" if level == "info" and not follows else "clause-meaning"
    return Edit(kind, f"{slug}: {old} → {new or 'nothing'}", page, parts, (told,), about(slug))


def about(slug: str) -> frozenset[About]:
    """A sentence; the notice speaks of cells, so of all quotas that it names."""
    if slug == "quota-change-notice":
        return frozenset({("notice",), ("quotas",)})
    return frozenset({("clause", slug)})


def raw_span(page: Base, slug: str) -> tuple[int, int]:
    """From where to where a sentence stands in the text of the page, its markup included."""
    sentence = SENTENCES[slug]
    marked = r"(?:<[^<>]*>|\*\*|[\[\]]|\([^()]*\)|[\s>])*"
    pattern = marked.join(re.escape(html.escape(c, quote=False)) for c in sentence if c != " ")
    if page.name != "html":
        pattern = pattern.replace("&gt;", ">")
    (found,) = re.finditer(pattern, page.text)
    return found.span()


def modes(page: Base) -> Iterator[Edit]:
    """Reached tiers become progressive, and the other way: all prices mean something else."""
    for new in ("采用阶梯累进定价", "采用累进阶梯定价", "按阶梯累进方式定价"):
        for undone in (False, True):
            modes = ("progressive", "reached") if undone else ("reached", "progressive")
            slug = "progressive-tiers" if undone and "阶梯累进" in new else "reached-tiers"
            if undone and slug == "reached-tiers":
                continue
            told = Told(
                "tier-mode-changed",
                "breaking",
                {"interfaces": list(EVERY)},
                *modes,
                (("clause-changed", slug, None),),
            )
            start, end = raw_span(page, "reached-tiers")
            parts = (part(page, "采用阶梯到达定价", new, start, end),)
            label = f"{new}{', undone' if undone else ''}"
            about_ = frozenset({("clause", "reached-tiers"), ("table",)})
            yield Edit("tier-mode", label, page, parts, (told,), about_, undone)


def presence(page: Base) -> Iterator[Edit]:
    """Sentences that come, in every chapter, and sentences that go, each of the page."""
    for index, sentence in enumerate(_NEW):
        heading = _PLACES[index % len(_PLACES)]
        title = heading.lstrip("# ")
        block = f"<p>{sentence}</p>\n" if page.name == "html" else f"{sentence}\n\n"
        anchor = f"<h2>{title}" if heading.startswith("## ") else f"<h3>{title}"
        place = page.text.index(anchor if page.name == "html" else f"\n{heading}\n")
        place += page.name != "html"
        key = {"interfaces": [], "clause": unnamed_slug(sentence)}
        told = Told("clause-added", "notable", key, None, sentence)
        about_ = frozenset({("clause", "before", title)})
        parts = (Part(place, place, block),)
        yield Edit("clause-new", sentence, page, parts, (told,), about_)
    yield from _chapters(page)
    for slug, sentence in SENTENCES.items():
        key = {"interfaces": [], "clause": slug}
        told = Told("clause-removed", "breaking", key, sentence, None, _without(slug))
        start, end = raw_span(page, slug)
        start -= 2 * (page.text[start - 2 : start] == "**")
        parts = (Part(start, end, ""),)
        yield Edit("clause-gone", slug, page, parts, (told,), about(slug))


def _chapters(page: Base) -> Iterator[Edit]:
    """A chapter with a table of something else: its heading and its row are sentences."""
    for title in ("地域说明", "联系我们", "名词解释"):
        table = "<table><tr><td>名称</td><td>说明</td></tr></table>"
        heading = f"<h2>{title}</h2>" if page.name == "html" else f"## {title}"
        end = page.text.index("\n</div>") if page.name == "html" else len(page.text)
        key = {"interfaces": [], "clause": unnamed_slug(title)}
        told = Told("clause-added", "notable", key, None, title)
        row = "名称 | 说明"
        row_key = {"interfaces": [], "clause": unnamed_slug(row)}
        of_row = Told("clause-added", "notable", row_key, None, row)
        parts = (Part(end, end, f"\n\n{heading}\n\n{table}\n"),)
        about_ = frozenset({("clause", "at the end")})
        yield Edit("clause-new", f"{title}: a chapter", page, parts, (told, of_row), about_)


def _without(slug: str) -> tuple[Follow, ...]:
    """What the page leaves open without a sentence, or contradicts no more."""
    return {
        "settlement-order": finding_added(ORDER),
        "reached-tiers": finding_added(MODE),
        "quota-table": finding_resolved("lead-in-contradicts-table"),
    }.get(slug, ())


def unnamed_slug(sentence: str) -> str:
    """The slug of a sentence that states nothing known: a hash of its words."""
    words = unicodedata.normalize("NFKC", re.sub(r"\s", "", sentence))
    return f"clause-{hashlib.sha256(words.encode()).hexdigest()[:8]}"
