"""The heads of tiers: 1000千 - 3000千次/月(不含3000千次), 0 < 调用量 ≤ 300万, 1500万以上 …"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tiia_pricebook.messages import say
from tiia_scraper.vocabulary.announcement_signs import without_note
from tiia_scraper.vocabulary.numbers import (
    CALLED,
    CALLS,
    MULTIPLE,
    NUMBER,
    Unreadable,
    fold,
    multiple_of,
    to_calls,
    word_of,
)

_EXPECTED = say("a range of calls such as 1000千 - 3000千次/月(不含3000千次) or 300万以上")


class BoundNote(NamedTuple):
    """A note under a range: 不含1000千次 or 含1000千次."""

    calls: int
    included: bool


class Band(NamedTuple):
    """A range of calls a month.

    ``lowers`` and ``uppers`` are the values each bound can have: two where a unit stands
    on one side only (500 - 3000 千), which the neighbouring bands decide; no upper at
    all is an open band. A side is in, out, or ``None`` where the text does not say.
    """

    lowers: tuple[int, ...]
    lower_in: bool | None
    uppers: tuple[int, ...]
    upper_in: bool | None
    note: BoundNote | None = None


def _quantity(name: str) -> str:
    return rf"(?P<{name}>{NUMBER}) ?(?P<{name}_m>{MULTIPLE})? ?{CALLS}?(?:/月)?"


_VOLUME = r"(?:[当每]?月)?(?:接口)?(?:累计)?(?:调用|识别|使用)总?(?:量|次数)"
_SIDE = r"(?P<{}>\((?:不含|含)\))?"
_LESS = r"(?P<{}><=|<|≤)"
_MORE = r"(?P<{}>>=|>|≥|大于等于|大于|超过)"
_NOTE = rf"(?: ?\((?P<note>不含|含) ?(?P<n>{NUMBER}) ?(?P<n_m>{MULTIPLE})? ?{CALLS}?\))?"

_FORMS = tuple(
    re.compile(form + r" ?(?:/月|每月)?" + _NOTE)
    for form in (
        rf"{_quantity('a')} ?{_SIDE.format('a_side')} ?(?:-|~|至|到) ?"
        rf"{_quantity('b')} ?{_SIDE.format('b_side')}",
        rf"{_quantity('a')} ?{_LESS.format('a_sign')} ?{_VOLUME} ?{_LESS.format('b_sign')} ?"
        rf"{_quantity('b')}",
        rf"{_quantity('a')} ?{_LESS.format('a_sign')} ?{_VOLUME}",
        rf"(?:{_VOLUME} ?)?{_MORE.format('a_sign')} ?{_quantity('a')}",
        rf"{_quantity('a')} ?(?P<a_more>及|{_SIDE.format('a_side')})以上",
        rf"(?:{_VOLUME} ?)?{_LESS.format('b_sign')} ?{_quantity('b')}",
        rf"{_quantity('b')} ?(?P<b_more>及|{_SIDE.format('b_side')})以(?:下|内)",
    )
)
_INTERVAL = re.compile(
    rf"(?P<a_edge>[\[(]) ?(?P<a>[0-9]+) ?(?P<a_m>{MULTIPLE})?{CALLS}? ?, ?"
    rf"(?P<b>[0-9]+) ?(?P<b_m>{MULTIPLE})?{CALLS}? ?(?P<b_edge>[\])])"
)
_IN = frozenset({"<=", "≤", ">=", "≥", "大于等于", "及", "(含)", "[", "]"})
_OUT = frozenset({"<", ">", "大于", "超过", "(不含)", "(", ")"})
_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]|[0-9]:[0-9]|年")
_LOOKS = re.compile(
    r"[<>≤≥]|以[上下内]|[0-9百千万亿次张条月)] ?(?:-|~|至|到) ?[0-9]|[\[(] ?[0-9][^,]*,[^,]*[\])]"
)
_DIGIT = re.compile("[0-9]")


def looks_like_band(text: str) -> bool:
    """Return whether ``text`` is meant as a range, be it readable or not."""
    folded = fold(without_note(text))
    if len(folded) > 60 or "。" in folded or _DATE.search(folded):
        return False
    return bool(_DIGIT.search(folded) and _LOOKS.search(folded))


@lru_cache(maxsize=128)
def parse_band(text: str, unit: int | None = None) -> Band:
    """The range of calls that ``text`` states; ``unit`` is what a head says bare numbers count.

    Raises ``Unreadable`` for anything else, and for a unit other than the head's.
    """
    folded = fold(text)
    for form in (*_FORMS, _INTERVAL):
        if match := form.fullmatch(folded):
            return _band(_in_unit(match.groupdict(), unit, text), text)
    raise Unreadable(text, _EXPECTED)


def _in_unit(found: dict[str, str | None], unit: int | None, text: str) -> dict[str, str | None]:
    """The parts of a range whose bare numbers have the unit of their head."""
    if unit in (None, 1):
        return found
    words = {
        found.get(f"{side}_m") for side in ("a", "b", "n") if found.get(side) not in (None, "0")
    }
    if words == {None} and not CALLED.search(text):
        return {**found, **dict.fromkeys(("a_m", "b_m", "n_m"), word_of(unit))}
    if words != {word_of(unit)}:
        raise Unreadable(text, say("the unit of the head"))
    return found


def match_band(text: str, start: int) -> tuple[Band, int] | None:
    """The longest range of calls that begins at ``start`` of a folded text, and where it ends.

    Raises ``Unreadable`` for one that looks like a range and is none.
    """
    matches = (form.match(text, start) for form in (*_FORMS, _INTERVAL))
    longest = max(filter(None, matches), key=lambda match: match.end(), default=None)
    return longest and (_band(longest.groupdict(), longest[0]), longest.end())


def _band(found: dict[str, str | None], text: str) -> Band:
    lower, upper = found.get("a"), found.get("b")
    note = found.get("note")
    band = Band(
        lowers=_values("a", "b", found, text) if lower else (0,),
        lower_in=_side("a", found),
        uppers=_values("b", "a", found, text) if upper else (),
        upper_in=_side("b", found),
        note=BoundNote(_values("n", "n", found, text)[0], note == "含") if note else None,
    )
    if upper and min(band.lowers) >= max(band.uppers):
        raise Unreadable(text, say("a range whose end lies above its start"))
    return band


def _values(side: str, other: str, found: dict[str, str | None], text: str) -> tuple[int, ...]:
    """The bound as written, and as the other side's unit would make it."""
    digits = found[side] or ""
    own, borrowed = found.get(f"{side}_m"), found.get(f"{other}_m")
    plain = to_calls(digits, multiple_of(own), text)
    if own or not borrowed or plain == 0:
        return (plain,)
    return (plain, to_calls(digits, multiple_of(borrowed), text))


def _side(name: str, found: dict[str, str | None]) -> bool | None:
    for part in ("sign", "more", "side", "edge"):
        mark = found.get(f"{name}_{part}")
        if mark in _IN:
            return True
        if mark in _OUT:
            return False
    return None
