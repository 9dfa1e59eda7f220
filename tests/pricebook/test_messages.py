"""A message is its English text, and can be told in another language as well."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from gettext import NullTranslations

import msgspec
import pytest

from tiia_pricebook.errors import InputError, PageUnreadable
from tiia_pricebook.messages import Message, in_english, listed, say, say_as, say_many
from tiia_pricing.locale import tell_in

CHINESE = {
    "no pack of {calls:,} calls is sold for {name!r}": "{name!r}没有 {calls:,} 次的资源包",
    "{n} page": "{n} 页",
    "see {what}": "见{what}",
    "line": "行",
    ", ": "、",
    "'{text}'": "“{text}”",
}


class Words(NullTranslations):
    """A catalogue of a few sentences, of a language without plurals."""

    def gettext(self, message: str) -> str:
        return CHINESE.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return CHINESE.get(msgid1, msgid1)

    def pgettext(self, context: str, message: str) -> str:
        return CHINESE.get(message, message)


SOLD = say("no pack of {calls:,} calls is sold for {name!r}", calls=1000, name="车辆识别")


def test_a_message_is_an_ordinary_text() -> None:
    text = "no pack of 1,000 calls is sold for '车辆识别'"
    assert text == SOLD
    assert {SOLD} == {text}
    assert json.dumps({"message": SOLD}, ensure_ascii=False) == f'{{"message": "{text}"}}'
    assert msgspec.json.encode([SOLD], enc_hook=in_english) == msgspec.json.encode([text])


def test_it_is_told_in_another_language() -> None:
    assert SOLD.told(Words()) == "“车辆识别”没有 1,000 次的资源包"
    assert say("what nobody has translated: {n}", n=3).told(Words()) == (
        "what nobody has translated: 3"
    )


@pytest.mark.parametrize(
    "again",
    [copy.copy, copy.deepcopy, lambda m: pickle.loads(pickle.dumps(m))],  # noqa: S301
)
def test_a_copy_can_be_told_too(again: Callable[[Message], Message]) -> None:
    assert again(SOLD).told(Words()) == SOLD.told(Words())
    both = listed([SOLD, "x"])
    assert again(both).told(Words()) == both.told(Words())


def test_a_number_of_things() -> None:
    assert [say_many("{n} page", "{n} pages", n) for n in (0, 1, 2)] == [
        "0 pages",
        "1 page",
        "2 pages",
    ]
    assert [say_many("{n} page", "{n} pages", n).told(Words()) for n in (1, 2)] == ["1 页", "2 页"]


@pytest.mark.parametrize(
    "foreign", ["{calls}", "{0}", "{", "}", "%s", "see {what}", "line", "{{}}"]
)
def test_foreign_text_is_never_translated_nor_taken_for_a_template(foreign: str) -> None:
    message = say("see {what}", what=foreign)
    assert message == f"see {foreign}"
    assert message.told(Words()) == f"见{foreign}"
    quoted = say("no pack of {calls:,} calls is sold for {name!r}", calls=1, name=foreign)
    assert quoted.told(Words()) == f"“{foreign}”没有 1 次的资源包"
    assert listed([foreign, foreign]).told(Words()) == f"{foreign}、{foreign}"


def test_a_quotation_breaks_no_line_in_any_language() -> None:
    quoted = say("no pack of {calls:,} calls is sold for {name!r}", calls=1, name="a\n\x1b[2J")
    assert quoted.told(Words()) == r"“a\n\x1b[2J”没有 1 次的资源包"


def test_a_message_within_another_is_told_with_it() -> None:
    message = say("see {what}", what=listed([say_as("place", "line"), SOLD]))
    assert message == f"see line, {SOLD}"
    assert message.told(Words()) == f"见行、{SOLD.told(Words())}"


def test_an_error_is_told_with_its_place_and_what_was_expected() -> None:
    where = {"file": "usage.csv", "line": 7, "column": "date"}
    error = InputError(
        "no-date",
        say("{day!r} is not in the calendar", day="x"),
        where=where,
        expected=say("a day YYYY-MM-DD or a month YYYY-MM"),
    )
    assert str(error) == (
        "usage.csv:7: column date: 'x' is not in the calendar\n"
        "expected: a day YYYY-MM-DD or a month YYYY-MM"
    )
    assert error.told(tell_in("zh")) == (
        "usage.csv:7：列 date：日历上没有“x”\n应为：日期 YYYY-MM-DD 或月份 YYYY-MM"
    )
    assert pickle.loads(pickle.dumps(error)).told(tell_in("zh")) == error.told(tell_in("zh"))  # noqa: S301


def test_several_faults_are_told_each_on_its_line() -> None:
    one = InputError(
        "no-date",
        say("{day!r} is not in the calendar", day="x"),
        where={"column": "date"},
        expected=say("a day YYYY-MM-DD or a month YYYY-MM"),
    )
    both = InputError("no-date", one.message, problems=[one, one], more=3)
    assert both.told(tell_in("zh")).splitlines() == [
        "输入有 5 处问题",
        "列 date：日历上没有“x”",
        "列 date：日历上没有“x”",
        "另有 3 处",
        "列 date 应为：日期 YYYY-MM-DD 或月份 YYYY-MM",
    ]


def test_a_value_of_several_lines_passes_for_no_line_of_the_error() -> None:
    error = PageUnreadable(
        "page", say("{day!r} is not in the calendar", day="x"), expected="a\nerror: b"
    )
    assert error.told(tell_in("zh")).splitlines()[1:] == ["应为：a", "  error: b"]
