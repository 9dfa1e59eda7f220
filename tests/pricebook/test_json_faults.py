"""Why JSON is refused: every reason of the decoder, asked of itself, in words of ours."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Annotated, Literal

import pytest
from msgspec import Meta, Struct

from tiia_pricebook.json_codec import NotDecoded, NumberTooLarge, decode
from tiia_pricing.locale import tell_in

CHINESE = tell_in("zh")


class Asked(Struct, forbid_unknown_fields=True):
    """One key of each kind that the files have."""

    n: Annotated[int, Meta(ge=0)] = 0
    day: dt.date | None = None
    at: dt.datetime | None = None
    kind: Literal["bill", "plan"] = "bill"
    pair: tuple[int, int] = (1, 2)
    price: Decimal = Decimal(0)
    name: Annotated[str, Meta(min_length=1, pattern="^[a-z]+$")] = "a"


class Needed(Struct):
    """A key that has to be there."""

    seq: int


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ('{"n": "5"}', "expected a whole number, found a string, at $.n",
         "$.n：应为整数，实为字符串"),
        ("[1]", "expected an object, found an array", "应为对象，实为数组"),
        ('{"day": true}', "expected a day or null, found true or false, at $.day",
         "$.day：应为日期或空值（null），实为布尔值（true、false）"),
        ('{"n": 1.5}', "expected a whole number, found a number with a fraction, at $.n",
         "$.n：应为整数，实为小数"),
        ('{"n": -1}', "expected a whole number >= 0, at $.n", "$.n：应为 >= 0 的整数"),
        ('{"m": 1}', "unknown key 'm'", "未知的键“m”"),
        ('{"day": "2026-02-30"}', "expected a day, such as 2026-01-31, at $.day",
         "$.day：应为日期，如 2026-01-31"),
        ('{"at": "noon"}', "expected a time, such as 2026-01-31T08:00:00Z, at $.at",
         "$.at：应为时间，如 2026-01-31T08:00:00Z"),
        ('{"kind": "poem"}', "'poem' is not one of the values allowed, at $.kind",
         "$.kind：“poem”不是允许的值"),
        ('{"pair": [1]}', "expected an array of length 2, at $.pair", "$.pair：应为长度 2 的数组"),
        ('{"price": "dear"}', 'expected a decimal number in a string, such as "2.5", at $.price',
         '$.price：应为字符串形式的十进制数，如 "2.5"'),
        ('{"name": ""}', "expected a string of length >= 1, at $.name",
         "$.name：应为长度 >= 1 的字符串"),
        ('{"name": "A"}', "expected a string of the form '^[a-z]+$', at $.name",
         "$.name：应为符合“^[a-z]+$”的字符串"),
        ('{"n": 1e999}', "the number is too large, at $.n", "$.n：数字过大"),
        ('{"n": 1', "the JSON breaks off", "JSON 不完整，中途结束"),
        ('{"n": 1,}', "trailing comma in object (near byte 8)",
         "对象末尾有多余的逗号（第 8 字节附近）"),
        ('{"n" 1}', "expected ':' (near byte 5)", "应为“:”（第 5 字节附近）"),
        ('{"n": 1 "m"}', "expected ',' or '}' (near byte 8)", "应为“,”或“}”（第 8 字节附近）"),
        ('{"pair": [1 2]}', "expected ',' or ']' (near byte 12)", "应为“,”或“]”（第 12 字节附近）"),
        ('{"pair": [1,]}', "trailing comma in array (near byte 12)",
         "数组末尾有多余的逗号（第 12 字节附近）"),
        ("{n: 1}", "object keys must be strings (near byte 1)",
         "对象的键必须是字符串（第 1 字节附近）"),
        ('{"n": 1} x', "trailing characters (near byte 10)", "末尾之后还有字符（第 10 字节附近）"),
        ('{"n": 01}', "invalid number (near byte 7)", "无效的数字（第 7 字节附近）"),
        ('{"n": NaN}', "invalid character (near byte 6)", "无效字符（第 6 字节附近）"),
        (r'{"name": "\q"}', "invalid escape character in string (near byte 12)",
         "字符串中有无效的转义字符（第 12 字节附近）"),
        (r'{"name": "\uZZZZ"}', "invalid character in unicode escape (near byte 13)",
         "Unicode 转义中有无效字符（第 13 字节附近）"),
        (r'{"name": "\ud800A"}', "the JSON breaks off", "JSON 不完整，中途结束"),
        ('{"n": 1, "n": 2}', "the key 'n' is given twice in one object", "同一对象中键“n”出现两次"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_json_is_told_in_both_languages(
    text: str, english: str, chinese: str
) -> None:
    with pytest.raises(NotDecoded) as refused:
        decode(text.encode(), Asked)
    assert str(refused.value) == english
    assert CHINESE(str(refused.value)) == chinese


def test_a_key_that_is_missing_is_named() -> None:
    with pytest.raises(NotDecoded) as refused:
        decode(b'[{"seq": 1}, {}]', list[Needed])
    assert str(refused.value) == "the key 'seq' is missing, at $[1]"
    assert CHINESE(str(refused.value)) == "$[1]：缺少键“seq”"


@pytest.mark.parametrize(
    ("data", "chinese"),
    [
        (b'{"x": "\xff"}', "不是 UTF-8"),
        (b"[" * 100_000, "嵌套过深"),
    ],
)
def test_what_python_says_of_json_is_told_in_chinese(data: bytes, chinese: str) -> None:
    with pytest.raises(NotDecoded) as refused:
        decode(data, object)
    assert CHINESE(str(refused.value)) == chinese


def test_a_number_too_large_stays_an_error_of_its_own() -> None:
    with pytest.raises(NumberTooLarge, match="the number is too large"):
        decode(b'{"n": 1e999}', Asked)


def test_a_file_that_is_no_price_book_is_refused_in_chinese() -> None:
    from tiia_pricebook import loads  # noqa: PLC0415
    from tiia_pricebook.errors import BookInvalid  # noqa: PLC0415

    for text in ('{"x":', "{}", '{"packs": [{"price": 5}]}'):
        with pytest.raises(BookInvalid) as refused:
            loads(text.encode(), name="book.json")
        told = refused.value.told(CHINESE)
        command = "tiia-pricing scrape PAGE --format json -o BOOK.json"
        assert command in told
        assert re.findall(r"[a-z]+ [a-z]+", told.replace(command, "")) == []
