"""Texts that a terminal, a runner of workflows or a spreadsheet obeys, and whether one was printed.

What is looked for comes from Unicode's categories, from the runner's own parser of lines and from
the advice on CSV injection (OWASP), not from the code that escapes.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator

TEXTS = {
    "escape sequences": "\x1b[2J\x1b]0;title\x07\x08\x7f",
    "controls of eight bits": "\x9b31m\x9d0;t\x9c\x85",
    "directions": "\u202e\u202a\u2066\u2069\u200e\u200f\u061c",
    "separators of lines": "\u2028::error::x\u2029##[error]x",
    "nothing to see": "\u200b\u200d\ufeff\u00ad\u2060\U000e0041",
    "private": "\ue000\U000f0000",
    "commands of a runner": "##[set-env name=X]y ###[add-path]z",
    "a command at the beginning": "::error file=a::x",
    "a command after blanks": " \u3000\u00a0::add-mask::x",
    "a command on a line of its own": "x\n::error::y\r::error::z\r\n  ::error::w\n##[error]v",
    "an error of another": "x\nerror: forged\nexpected: forged",
    "a formula": "=HYPERLINK(1)",
    "a formula of full width": "＝1",
    "a formula after a sign": "+1;-1|@A1,=1\t=1",
    "a formula after quotes": 'x;"=1"',
    "a formula after a tab": "\t=1\r=1\n=1",
    "all": "=1\x1b[31m\x9b1m\u202e\u2028::error::x##[error]y;=2\u200b",
}
_OBEYED = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_COMMAND = re.compile(r"\s*::")
_ANNOTATION = re.compile(r"::(?:error|warning|notice) title=[^:,]*::")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def faults(printed: str, form: str) -> Iterator[str]:
    """What in ``printed``, in one of the formats, would be obeyed or cannot be read."""
    for sign in sorted(set(printed) - {"\n"}):
        if unicodedata.category(sign) in _OBEYED:
            yield f"the character {sign!a}"
    for line in printed.split("\n"):
        if "##[" in line:
            yield f"for the runner: {line!a}"
        if _COMMAND.match(line) and not (form == "github" and _ANNOTATION.match(line)):
            yield f"for the runner: {line!a}"
        if re.match(r"(?:error|expected): forged", line):
            yield f"a forged line: {line!a}"
    if form == "csv":
        yield from _formulas(printed)
    if form == "json" and printed:
        yield from _unreadable(printed)


def _formulas(table: str) -> Iterator[str]:
    """Cells that begin a formula, whatever a country's spreadsheet has as its separator."""
    for separator in ",;\t|":
        for row in csv.reader(io.StringIO(table, newline=""), delimiter=separator):
            for cell in row:
                text = unicodedata.normalize("NFKC", cell).lstrip(' "\t\r\n')
                if text.startswith(("=", "+", "-", "@")) and not _NUMBER.fullmatch(text):
                    yield f"the formula {cell!a} between {separator!r}"


def _unreadable(text: str) -> Iterator[str]:
    try:
        json.loads(text)
    except ValueError as error:
        yield f"no JSON: {error}"
