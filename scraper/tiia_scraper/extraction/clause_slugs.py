"""Sentence → clause: a slug that outlives rewording."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tiia_pricebook import Clause, Place
from tiia_scraper.document.document import Sentence
from tiia_scraper.document.whitespace import Phrase, squeeze


class _Known(NamedTuple):
    slug: str
    phrase: Phrase
    heading: bool = False
    informative: str | None = None
    without: str | None = None

    def names(self, text: str) -> bool:
        """Whether a text has the phrase, and not the words that make it something else."""
        return self.phrase.found_in(text) and not (self.without and self.without in text)


_LONGEST = 2000
_NO_EXAMPLE = (False, None, "计算如下")

QUOTA_CHANGE = r"自\d{4}年\d+月\d+日起.*免费调用额度.*调整"
# The first phrase that a sentence holds names it; white space is no part of a phrase.
_KNOWN = tuple(
    _Known(slug, Phrase(phrase), *rest)
    for slug, phrase, *rest in (
        ("recognition-pay-as-you-go", "图像识别.*后付费", True),
        ("recognition-prepaid", "图像识别.*预付费", True),
        ("quota-granted-on-activation", "开通后.*发放.*免费(?:调用)?额度"),
        ("quota-issued-monthly", "免费资源包的形式.*每个?月1[号日].*发放"),
        ("quota-shared", "同一个免费资源包.*共同享受"),
        ("quota-console", "控制台.*查看.*资源包", False, "points to the console"),
        ("quota-exhausted", "免费资源包(?:消耗|使用|用)完后"),
        ("quota-change-notice", QUOTA_CHANGE),
        ("quota-table", "免费额度.*见下表"),
        ("processing-no-packs", "图像处理.*仅支持后付费"),
        ("processing-pay-as-you-go", "后付费价格如下"),
        ("settlement-order", "结算顺序|扣费顺序"),
        ("pack-exhausted", "预付费资源包用完后.*后付费"),
        ("reached-tiers", "阶梯到达|到达阶梯|所有调用量按该阶梯|落在哪个阶梯", *_NO_EXAMPLE),
        ("progressive-tiers", "阶梯累[进加]|累进阶梯|(?:超额|分段)累进", *_NO_EXAMPLE),
        ("pay-as-you-go-only", "目前仅支持后付费"),
        ("quota-monthly", r"免费享受[\d,]+次|[\d,]次(?:/月)?的免费调用额度"),
        ("quota-monthly", "每月提供.*次的免费"),
        ("first-month", "首次开通.*次月"),
        ("pack-validity", "资源包.*有效期均?为"),
        ("billing-starts", r"\d月\d+日.*起开始正式按调用量计费"),
    )
)


def read_clauses(sentences: Sequence[Sentence]) -> tuple[Clause, ...]:
    """Return one clause for each sentence, in the same order."""
    seen: Counter[str] = Counter()
    return tuple(_clause(sentence, seen) for sentence in sentences)


def _clause(sentence: Sentence, seen: Counter[str]) -> Clause:
    text = squeeze(sentence.text)[:_LONGEST]
    known = next((k for k in _KNOWN if k.heading == sentence.heading and k.names(text)), None)
    slug = known.slug if known else _stable(text)
    seen[slug] += 1
    return Clause(
        id=slug if seen[slug] == 1 else f"{slug}-{seen[slug]}",
        text=sentence.text,
        chapter=sentence.path[-1] if sentence.path else sentence.text if sentence.heading else "",
        place=Place(sentence.block, sentence.number),
        informative=known.informative if known else None,
    )


def _stable(text: str) -> str:
    digest = hashlib.sha256(unicodedata.normalize("NFKC", text).encode()).hexdigest()
    return f"clause-{digest[:8]}"
