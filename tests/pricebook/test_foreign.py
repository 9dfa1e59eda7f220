"""Text of others in each form: visible where something would obey it, and else as it is."""

from __future__ import annotations

import json
import sys
import unicodedata

import pytest

from tiia_pricebook import untrusted_text
from tiia_pricebook.errors import InputError

NAMES = (
    "车辆识别（增强版）",
    "10万次/月",
    "甲\u3000乙",
    "𠮷\U00030000",
    "é",
    "a\u00a0b",
    "#[x]",
    "a::b",
)


@pytest.mark.parametrize("text", NAMES)
def test_what_people_read_stays_as_it_is(text: str) -> None:
    assert (
        untrusted_text.line(text)
        == untrusted_text.lines(text)
        == untrusted_text.json_text(text)
        == text
    )
    assert untrusted_text.cell(text) == untrusted_text.visible(text) == text


def test_no_character_that_is_not_read_stays() -> None:
    signs: dict[str, list[str]] = {}
    for sign in map(chr, range(sys.maxunicode + 1)):
        signs.setdefault(unicodedata.category(sign), []).append(sign)
    hidden = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    read = "".join("".join(signs[it]) for it in signs if it not in hidden | {"Cn"})
    assert untrusted_text.line(read) == read
    # Backwards, so that no two halves of a pair come to be one character.
    unread = "".join("".join(signs[it]) for it in hidden)[::-1]
    shown = (f"\\u{ord(it):04x}" if it < "\U00010000" else f"\\U{ord(it):08x}" for it in unread)
    assert untrusted_text.line(unread) == "".join(shown)
    kept = unread.replace("\n", "")
    assert json.loads(f'"{untrusted_text.json_text(kept)}"') == kept


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m甲", "\\u001b[31m甲"),
        ("\x9b\u202e\u2028", "\\u009b\\u202e\\u2028"),
        ("a\nb\r\tc", "a\\u000ab\\u000d\\u0009c"),
        ("x ##[debug]y ###[", "x #\\u0023[debug]y ##\\u0023["),
        ("::error::x", "\\u003a:error::x"),
        (" \u3000::error::x", " \u3000\\u003a:error::x"),
        ("\udc80", "\\udc80"),
        ("\U000e0041", "\\U000e0041"),
    ],
)
def test_a_line_shows_what_would_be_obeyed(text: str, shown: str) -> None:
    assert untrusted_text.line(text) == shown
    assert untrusted_text.line(shown) == shown, "what is shown once is shown no other way"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1", "'=1"),
        ("＝1", "'＝1"),
        (" @a", " '@a"),
        ("−1", "'−1"),
        ("a;=1", "a;'=1"),
        ('a|"+1', "a|\"'+1"),
        ("\t=1", "\\u0009=1"),
        ("\r-1", "\\u000d-1"),
        ("商品识别-微信识物版", "商品识别-微信识物版"),
    ],
)
def test_no_cell_is_a_formula(text: str, cell: str) -> None:
    assert untrusted_text.cell(text) == cell
    assert untrusted_text.cell(cell) == cell


def test_json_says_the_same_with_escapes() -> None:
    value = {"a": "\x9b\u202e\u2066\U000e0041\x7f ##[x]y \\##[z", "b": ["甲\u3000", "\\\u202e"]}
    text = untrusted_text.json_text(json.dumps(value, ensure_ascii=False, indent=1))
    assert json.loads(text) == value
    assert "\u202e" not in text
    assert "##[" not in text
    assert "甲\u3000" in text


def test_markdown_and_annotations_obey_nothing() -> None:
    assert untrusted_text.marked("|a|[x](y)@z\u202e") == (
        "&#124;a&#124;&#91;x&#93;(y)@&#8203;z&#92;u202e"
    )
    assert untrusted_text.data("a\nb%\r##[x]") == "a%0Ab%25\\u000d#\\u0023[x]"
    assert untrusted_text.parameter("a:b,c") == "a%3Ab%2Cc"


def test_an_error_forges_no_line_of_its_own() -> None:
    error = InputError("x", "a\nexpected: b", where={"file": "c\nd", "line": 1}, expected="e\nf")
    assert str(error) == "c\\u000ad:1: a\n  expected: b\nexpected: e\n  f"
