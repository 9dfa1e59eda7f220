"""What is copied from the calculator's page is made harmless as the command line does it."""

from __future__ import annotations

import csv
import json
import re
import sys
import unicodedata
from pathlib import Path

import pytest

from javascript.page import dated, run
from tiia_pricebook import untrusted_text
from tiia_pricing.cli import main

BODY = "const { line, cell, jsonText } = pricebook_untrusted_text; "
BODY += "return given.map((text) => [line(text), cell(text), jsonText(text)])"
TEXTS = (
    *("=1+1", "＝1", " -2", "a;=b", '"@x', "+x|-y", "−5", "车辆识别（增强版）", "甲\u3000乙"),
    *("::error::x", "  ::error::x", "x ##[set-env name=X]y", "###[a", "a\n::b", "a\tb\rc"),
    *("\x1b[31m红", "\u202e\u2066\u200f\u061c", "\ue000\U000f0000\U000e0001", "\U00020000\u2028"),
)


def made(texts: list[str]) -> list[list[str]]:
    """What the page's module makes of texts: a line, a cell and JSON of each."""
    found: list[list[str]] = run(BODY, texts, modules="../pricebook/untrusted-text")
    return found


def test_both_languages_make_the_same_of_hostile_texts() -> None:
    for text, (line, cell, written) in zip(TEXTS, made(list(TEXTS)), strict=True):
        expected = (
            untrusted_text.line(text),
            untrusted_text.cell(text),
            untrusted_text.json_text(text),
        )
        assert (line, cell, written) == expected, ascii(text)


@pytest.mark.parametrize("plane", range(17))
def test_both_languages_show_the_same_characters(plane: int) -> None:
    """Those that Python knows: Node may know a later Unicode, and shows what is new in it."""
    start = plane * 0x10000
    signs = [chr(code) for code in range(start, min(start + 0x10000, sys.maxunicode + 1))]
    known = [s for s in signs if unicodedata.category(s) not in ("Cn", "Cs")]
    for sign, (line, _, written) in zip(known, made(known), strict=True):
        assert line == untrusted_text.line(sign), ascii(sign)
        assert written == untrusted_text.json_text(sign), ascii(sign)


def test_a_statement_with_hostile_names_is_copied_as_the_command_line_prints_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "=商品\n::error::识别 ##[debug]\x1b[31m\u202e;+1"
    escaped = json.dumps(name)
    content = dated().replace('"商品识别"', escaped)
    # What is said of months without a price has the name within.
    book = json.loads(re.sub(r"(?<=[ \"])商品识别(?= )", lambda _: escaped[1:-1], content))
    account = {"usage": [{"date": "2023-05", "interface": name, "calls": 1_000_000}]}
    (tmp_path / "book.json").write_text(json.dumps(book), "utf-8")
    with (tmp_path / "usage.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["date", "interface", "calls"], ["2023-05", name, "1000000"]])
    copied = run(
        "const statement = calculator.bill(book, given);"
        "return [copies.asText(statement, languages.ENGLISH), copies.asCSV(statement),"
        " copies.asJSON(statement)]",
        account,
        modules="copies languages",
        book=book,
    )
    given = ["bill", str(tmp_path / "usage.csv"), "--book", str(tmp_path / "book.json")]
    for form, found in zip(("text", "csv", "json"), copied, strict=True):
        assert main([*given, "--format", form]) == 0
        printed = capsys.readouterr().out
        if form == "json":
            told = json.loads(printed)
            assert told.pop("cliffs")
            assert told.pop("next_calls")
            assert json.loads(found) == told
            assert not set("\x1b\u202e") & set(found)
        else:  # the page does not copy cliffs, nor the mark that files begin with
            statement, _, cliffs = printed.partition("Cliff: ")
            assert bool(cliffs) == (form == "text")
            assert found == statement.removeprefix("\ufeff")
