"""Edits of how numbers, units, names and sentences are spelt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proof.scorecard.edits import Edit
from proof.scorecard.meaningless import of_pages, of_tables, sub, swap
from support.page_text import Base

_WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")


def _commas(text: str) -> str:
    """Thousands set apart in counts and prices, not in years and attributes."""
    return re.sub(r"(?<![\d#\"=.])\d{4,}(?=[千万次元])", lambda m: f"{int(m[0]):,}", text)


def _in_wan(table: str) -> str:
    """Bounds of 10千 and more in 万."""
    return re.sub(r"\b(\d+)0千", r"\1万", table)


def _in_calls(table: str) -> str:
    """Bounds in single calls."""
    return re.sub(r"\b(\d+)千(次?)(?=[ 次)以/])", r"\g<1>000\2", table)


NUMBERS = {
    "2.50 for 2.5": sub(r"(\d+\.\d)(?=元)", r"\g<1>0"),
    "2.0 for 2": sub(r"(?<![.\d])(\d+)(?=元)", r"\1.0"),
    "thousands set apart": _commas,
    "full-width digits": sub(r"[0-9.]+(?=元/|千|万|次)", lambda m: m[0].translate(_WIDE)),
    "bounds in 万": _in_wan,
    "bounds in calls": _in_calls,
    "quotas in 万": sub(r"10000次/月", "1万次/月"),
    "packs in calls": sub(r">(\d+)万次", r">\g<1>0000次"),
    "packs in 千": sub(r">(\d+)万次", r">\g<1>0千次"),
}
UNITS = {
    "blanks around units": sub(r"元/(千次|个)", r" 元 / \1"),
    "a full-width slash": sub(r"元/", "元／"),
    "tildes": sub(r"千? - ", lambda match: match[0].replace(" - ", "~")),
    "long dashes": swap(" - ", " – "),
    "dashes without blanks": swap(" - ", "-"),
    "full-width brackets in notes": sub(r"\(不含(\d+千次)\)", r"（不含\1）"),
    "the note in brackets": sub(r"注：(.*?。)</strong>", r"（注：\1）</strong>"),
    "a colon of half width": swap("注：", "注:"),
    "blanks in dates": swap("2022年10月24日", "2022 年 10 月 24 日"),
}
SPACE = {
    "no white space between tags": sub(r">\s+<", "><"),
    "white space in cells": sub(r"(<td\b[^>]*>)(.*?)(</td>)", r"\1\n\t \2 \n\3", re.DOTALL),
    "line breaks after tags": sub(r"(</?t[rd]\b[^>]*>)", r"\1\n\n"),
    "invisible characters": sub(r"(?<=\d)(?=[元千万])", "\u200b"),
    "soft hyphens": sub("识别", "识\u00ad别"),
}
PAGE_SPACE = {
    "carriage returns": swap("\n", "\r\n"),
    "a byte order mark": lambda text: "\ufeff" + text,
    "blanks at the ends of lines": sub(r"(?m)$", "   "),
    "no line at the end": lambda text: text.rstrip(),
    "blank lines": sub(r"\n\n", "\n\n\n\n"),
    "blanks in sentences": sub("，(?=如果|将|采用|会)", "， "),
    "lines within sentences": sub("，(?=如果|将|采用)", "，\n"),
    "blanks around numbers": sub(r"每个月1号", "每个月 1 号"),
    "tabs in headings": sub(r"(?m)^(#+) ", r"\1 \t"),
}
WORDS = {
    "commas of half width": sub("(?<=[\u4e00-\u9fff])，", ","),
    "colons of half width": sub("(?<=[\u4e00-\u9fff])：(?=\\S)", ":"),
    "brackets of half width": sub("（增强版）", "(增强版)"),
    "brackets of half width in the notice": sub("（增强版）、", "(增强版)、"),
    "brackets of half width in a table": sub(r"(<td >车辆识别)（增强版）", r"\1(增强版)"),
    "brackets of half width among packs": sub(r"(8\">车辆识别)（增强版）", r"\1(增强版)"),
    "digits of full width": sub("自2022年", "自２０２２年"),
    "a blank in a name": sub("车辆识别（", "车辆识别 （"),
}


def spelling(page: Base) -> Iterator[Edit]:
    """All of them."""
    yield from of_tables("numbers", page, NUMBERS)
    yield from of_tables("units", page, UNITS)
    yield from of_tables("white-space", page, SPACE)
    if page.name != "html":
        yield from of_pages("white-space", page, PAGE_SPACE)
    yield from of_pages("punctuation", page, WORDS)
