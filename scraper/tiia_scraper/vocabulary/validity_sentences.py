"""Sentences and heads that say how long packs last → for which packs, and how long."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from tiia_pricebook.messages import say
from tiia_scraper.document.whitespace import squeeze
from tiia_scraper.vocabulary.days import DAY
from tiia_scraper.vocabulary.durations import DURATION, EXPECTED, NO_END, Duration, to_validity
from tiia_scraper.vocabulary.numbers import (
    CALLS,
    MULTIPLE,
    NUMBER,
    Unreadable,
    fold,
    parse_calls,
)


class Lasting(NamedTuple):
    """How long packs last: those of ``names`` and of ``sizes``; empty where it means all."""

    validity: Duration
    names: tuple[str, ...] = ()
    sizes: tuple[int, ...] = ()


PACK = re.compile("资源包|套餐包|次数包|预付费")
_PERIOD = r"(?:有效(?:期限?|时间|时长)|使用(?:期限|有效期))"
_SPEAKS = re.compile(f"{_PERIOD}|有效|失效|(?:过|不|到|无)期|作废|用完|内使用|永久|长期")
_QUALIFIED = re.compile(
    "(?P<free>免费|赠送|体验|试用)|(?P<paid>(?<!后)付费|所购|已购|购买(?=的|.{0,4}资源包))"
)
_HARMLESS = re.compile(
    f"(?:在|于)?{_PERIOD}(?:之?内|期间|过后|之?后|外|结束|届满|已?满|到期|先|较[早晚]|[长短]|将至|已?过)"
    f"|按{_PERIOD}|{_PERIOD}[为是:]?(?:仅|均)?为?当月"
)
# What names the packs, before the words that say how long they last.
_FILLER = (
    "(?:温馨提示|注意?|备注|说明|提示)(?:[0-9])?:|所有|全部|^以上|上述|各个?|每个|每种|本|该|此|您|用户"
    '|(?:已|所)?购买(?:成功)?的|付费(?:的)?|预付费(?:的)?|的|规格|接口|服务|产品|及|和|与|以及|[、"“”]'
    "|资源包|套餐包|次数包|价格|图像(?:分析|识别|处理)|腾讯云|一经购买|均|都"
)
_SIZE = rf"\(?(?P<size>{NUMBER}{MULTIPLE}?{CALLS})\)?(?![及以和]上)"
_SUBJECT = re.compile(rf"\0(?P<name>[0-9]+)\0|{_SIZE}|{_FILLER}")
_BOUGHT = (
    "(?:(?:自|从|由|以|于|在)?(?:您|用户)?(?:成功)?(?:购买|下单|支付|付款|订购)(?:成功|完成)?"
    "(?:(?:之日|当日|当天|日|时)(?:起|开始|后)|起|后)(?:计算|起算|算)?)"
)
_HOW = "(?:一律|统一|均|都|皆|全部)?"
_IS = "(?:为|是|有|:|=|共)?"
_SAID = f"(?P<said>{DURATION}|{NO_END})"
_ASKED = "(?:请|[须需应]|必须)?(?:在|于)?"
_USED = "(?:使用(?:完毕?)?|用完|消耗完毕?)(?:有效)?(?:资源包)?"
_AGAIN = rf"(?:\((?:{_BOUGHT}(?:计算)?|(?P<again>{DURATION}))\))?"
_END = '(?:["”)])?'
_FORMS = tuple(
    re.compile(form + _AGAIN + _END)
    for form in (
        rf"(?:{_BOUGHT},?)?{_PERIOD}{_HOW}{_IS}{_BOUGHT}?,?{_IS}{_SAID}(?:之?内)?(?:有效|使用)?",
        rf"{_PERIOD}\({_SAID}\)",
        rf"{_BOUGHT}?,?{_HOW}{_IS}(?:享有?|具有)?{_SAID}(?:之?内)?{_HOW}的?有效期?",
        rf"{_HOW}{_IS}(?P<said>(?:长期|永久)有效|永不过期|不过期)",
        rf"{_HOW}(?:不限|不设|没有|无)(?P<said>){_PERIOD}(?:限制)?",
        rf"{_ASKED}{_BOUGHT},?{_ASKED}{_SAID}之?内{_USED}",
        rf"(?:{_BOUGHT},?|购买)(?:满)?{_SAID}后(?:自动)?(?:失效|过期|到期|作废)",
    )
)
_BREAK = re.compile(r"((?<!起),(?!(?<=[0-9],)[0-9]{3}(?![0-9]))|[;。!?\n])")
_COUNTED = "[0-9一二三四五六七八九十百两半几数.]"
_A_TIME = re.compile(
    f"(?<!{_COUNTED}){_COUNTED}+ ?个?(?:半|整|自然|工作)?"
    "(?:年|季度?|月|周|星期|礼拜|天|日|小时)"
    "|[当本次下][年月日周]|年底|月底"
)
# Without one of these a text speaks neither of a time nor of a size, which may be unreadable.
_OF_TIME = re.compile("[年季月周拜天日时期限久次张条]")
_REFUND = re.compile("退款|退费|退订|退货|退还")


def parse_lasting(
    text: str, known: Sequence[str] = (), *, free: bool = False
) -> tuple[Lasting, ...]:
    """Return what ``text`` says of how long packs last; empty where it says nothing of it.

    ``known`` are the interfaces that it may name. What it says of free packs is left out; it
    begins with these where ``free``. Raises ``Unreadable`` where it speaks of a time that is
    not understood, or of two for the same packs.
    """
    plain = re.sub(DAY, "当日", squeeze(fold(text)))
    if not _OF_TIME.search(plain):
        return ()
    plain = _masked(plain, known)
    parts = list(_paid(_BREAK.split(plain), free=free))
    found = list(_found(parts, known, text))
    stated = [one for one in found if one]
    if not (stated or any(map(_SPEAKS.search, parts))):
        return ()
    for part, one in zip(parts[::2], found, strict=True):
        if one is None and _leaves(part, stated):
            raise Unreadable(text, EXPECTED)
    _refuse_two(stated, text)
    return tuple(stated)


def _paid(parts: Sequence[str], *, free: bool) -> Iterator[str]:
    """``parts``, with nothing in place of those about free packs: the last word of it decides."""
    for part in parts:
        said = [match.lastgroup for match in _QUALIFIED.finditer(part)]
        free = said[-1] == "free" if said else free
        yield "" if free and not _BREAK.fullmatch(part) else part


@lru_cache(maxsize=512)
def lasting_in_head(text: str, known: tuple[str, ...] = ()) -> tuple[Lasting, ...]:
    """Return the same of a head, whose brackets hold what stands alone: 价格（有效期6个月）."""
    try:
        return parse_lasting(text, known)
    except Unreadable:
        return parse_lasting(re.sub("[()/]", ";", fold(text)), known)


def mentions_validity(text: str) -> bool:
    """Return whether ``text`` speaks of a validity and is no usual phrase such as 在有效期内."""
    rest = _HARMLESS.sub("", squeeze(fold(text)))
    return bool(re.search(_PERIOD, rest))


def _masked(plain: str, known: Sequence[str]) -> str:
    """``plain`` with the number of each interface in place of its name, the longest first."""
    for name in sorted(known, key=len, reverse=True):
        plain = plain.replace(squeeze(fold(name)), f"\0{known.index(name)}\0")
    return plain


def _found(parts: Sequence[str], known: Sequence[str], text: str) -> Iterator[Lasting | None]:
    """What each part says; of one that names no packs, those of the part before it."""
    subject: tuple[tuple[str, ...], tuple[int, ...]] = ((), ())
    for part, separator in zip(parts[::2], [*parts[1::2], ""], strict=True):
        names, sizes, said = _part(part, known, text)
        subject = (names, sizes) if names or sizes else subject
        yield Lasting(said, *subject) if said else None
        if separator != ",":
            subject = ((), ())


def _part(
    part: str, known: Sequence[str], text: str
) -> tuple[tuple[str, ...], tuple[int, ...], Duration | None]:
    """The packs that a part between two commas names, and what it says where it is understood."""
    names = tuple(known[int(number)] for number in re.findall("\0([0-9]+)\0", part))
    sizes = tuple(parse_calls(match["size"]) for match in re.finditer(_SIZE, part))
    start = 0
    while True:
        if match := next((m for form in _FORMS if (m := form.fullmatch(part, start))), None):
            return names, sizes, _said(match, text)
        subject = _SUBJECT.match(part, start)
        if subject is None:
            return names, sizes, None
        start = subject.end()


def _said(match: re.Match[str], text: str) -> Duration:
    validity = to_validity(match["said"]) if match["said"] else Duration(None)
    again = match["again"]
    if again and not to_validity(again).equals(validity):
        raise Unreadable(text, EXPECTED)
    return validity


def _leaves(part: str, stated: Iterable[Lasting]) -> bool:
    """Whether a part that is not understood speaks of another time than what is stated."""
    if _REFUND.search(part):
        return False
    times = list(_times(part))
    if not times:
        return bool(re.search("永久|长期", part))
    told = [one.validity for one in stated]
    if told:
        return not all(time and any(time.equals(one) for one in told) for time in times)
    return bool(_SPEAKS.search(part))


def _times(part: str) -> Iterator[Duration | None]:
    """Each time that a part speaks of; ``None`` for one that is no validity."""
    for match in _A_TIME.finditer(part):
        whole = re.fullmatch(DURATION, match[0])
        yield to_validity(match[0]) if whole else None


def _refuse_two(stated: Sequence[Lasting], text: str) -> None:
    for index, one in enumerate(stated):
        for other in stated[:index]:
            apart = _apart(one.names, other.names) or _apart(one.sizes, other.sizes)
            if not (apart or one.validity.equals(other.validity)):
                raise Unreadable(text, say("one validity for the same packs"))


def _apart(one: Sequence[object], other: Sequence[object]) -> bool:
    return bool(one and other) and not set(one) & set(other)
