"""Where a text seems to announce: a day, a verb of change, and a price, a quota or a bound."""

from __future__ import annotations

import re
from functools import lru_cache

from tiia_scraper.vocabulary.days import DAY
from tiia_scraper.vocabulary.numbers import fold

_MONTH = r"[0-9]{1,2} ?月"
_IN_MONTH = r" ?[0-9]{1,2} ?[日号]?|[起初底末份]|[上中下]旬"
_PART_OF_DAY = rf"{_MONTH}(?:{_IN_MONTH})|次月|下月|明年"
_DIGIT = "[〇零一二三四五六七八九]"
_IN_WORDS = rf"{_DIGIT}{{4}} ?年(?: ?[一二三四五六七八九十]{{1,3}} ?[月日号]){{0,2}}"
_DATE = re.compile(rf"{DAY}|[0-9]{{4}} ?年(?: ?{_PART_OF_DAY})?|{_PART_OF_DAY}|{_IN_WORDS}")
_OFFERED_NO_MORE = "停售|停服|下架|下线|停止(?:提供)?(?:服务|售卖|销售)|不再(?:售卖|销售|提供)"
_CHANGES = re.compile(
    "调整|上调|下调|调价|涨价|降价|提价|上涨|下降|提高|提升|降低|降至|降为|涨至|涨到|升至|变更|更改|改为|改成"
    "|打[0-9一二三四五六七八九.]{1,4}折|恢复|取消|优惠至|上浮|下浮|翻倍|加倍|减半|清零|归零|起免费"
    "|到期|截止|有效期至|失效|作废|生效|执行|暂停(?:提供|发放|赠送|售卖|销售)|停止(?:发放|赠送)"
    f"|不再(?:发放|赠送|免费)|{_OFFERED_NO_MORE}"
)
_ENDS = re.compile(_OFFERED_NO_MORE)
_BEGINS = re.compile(
    rf"(?:{DAY}|{_MONTH}(?: ?[0-9]{{1,2}} ?[日号])?)(?: ?(?:00:00|[0零]时|[0零]点))?"
    r" ?(?:起|开始|之后|以后)"
)
_A_MONTH = "[0-9] ?[千万亿]?次/月"
_THINGS = re.compile(f"价|费用|收费|免费|优惠|元|额度|资源包|套餐包|阶梯|档位|区间|{_A_MONTH}|%|折")
_NUMBERS = re.compile(f"[0-9] ?元|{_A_MONTH}|[0-9] ?%")
_WILL = re.compile("将[^,;。]{0,40}(?:调整|上调|下调|提高|降低|变更|改|涨|降)")
_SINCE = "(?:起|开始|之?后|以后)"
_AHEAD = re.compile(
    "将于|将自(?!动|行)|将从|即将|近期|近日|届时|今后|择期|明年|下月|另行(?:通知|公告)"
    rf"|{_BEGINS.pattern}|[0-9]{{4}} ?年 ?{_SINCE}"
    rf"|{_MONTH}(?:{_IN_MONTH})? ?{_SINCE}"
)
_CHARGED = re.compile(
    f"{_THINGS.pattern}|{_CHANGES.pattern}|涨|计费|扣费|结算|付费|免费|优惠|有效期|累进|限流|不再"
)
_DONE = re.compile("已(?:于|在|自|从|经)|正式(?:商业化|收费|计费|开始|按调用量计费)|正式按")
_NOTE = re.compile(rf"[(;,]? ?(?:(?:备?注|说明) ?:|(?:自|从|于)? ?(?:{DAY}|{_MONTH} ?[0-9]))")
_LONGEST = 2000


def seems_to_announce(text: str) -> bool:
    """Return whether ``text`` seems to say that something will have another price, quota or bound.

    That takes a date, be it whole or not, a verb of change or an amount from that date on,
    and a word for what is charged. What has begun already, or begins to be charged, is none.
    """
    folded = fold(text[:_LONGEST])
    if _DONE.search(folded):
        return False
    if _DATE.search(folded) is None:
        return bool(_WILL.search(folded) and _NUMBERS.search(folded))
    if _CHANGES.search(folded) and _THINGS.search(folded):
        return True
    return bool(_BEGINS.search(folded) and _NUMBERS.search(folded))


def looks_ahead(text: str) -> bool:
    """Return whether ``text`` seems to say what will hold of prices, quotas, packs or billing.

    That is wider than ``seems_to_announce``: no value, no verb and no whole date is needed.
    """
    folded = fold(text[:_LONGEST])
    if _DONE.search(folded):
        return False
    ahead = _AHEAD.search(folded) is not None and _CHARGED.search(folded) is not None
    return ahead or seems_to_announce(text)


def seems_to_end(text: str) -> bool:
    """Return whether ``text`` seems to say that from a day on something is no longer offered."""
    folded = fold(text[:_LONGEST])
    return bool(_ENDS.search(folded) and re.search(DAY, folded)) and not _DONE.search(folded)


def only_announces(text: str) -> bool:
    """Return whether ``text`` begins with a note or a day, and announces a change from then on."""
    begins = _NOTE.match(fold(text[:_LONGEST])) is not None
    return begins and (seems_to_announce(text) or seems_to_end(text))


@lru_cache(maxsize=1024)
def split_note(text: str) -> tuple[str, str | None]:
    """Return a cell without the note that announces a change, and that note; ``None`` for none."""
    folded = fold(text)
    match = _NOTE.search(folded) if len(folded) <= _LONGEST else None
    if match is None:
        return text, None
    base, note = folded[: match.start()].strip(), folded[match.start() :].strip(" ,;")
    told = seems_to_announce(f"{note} {base}") or seems_to_end(note)
    told = told or bool(_BEGINS.search(note) and _CHANGES.search(note))
    if not base or not told:
        return text, None
    if note.startswith("("):
        note = note[1:].removesuffix(")")
    return base, note


def without_note(text: str) -> str:
    """Return a cell without the note that announces a change."""
    return split_note(text)[0]


def dates_in(text: str) -> tuple[str, ...]:
    """Return the dates that ``text`` names, as they are written, whole or not."""
    return tuple(dict.fromkeys(match[0] for match in _DATE.finditer(fold(text[:_LONGEST]))))
