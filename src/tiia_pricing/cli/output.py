"""Where results and errors go: stdout and stderr."""

from __future__ import annotations

import codecs
import json
import sys
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from tiia_pricebook.errors import InputError, PricingError
from tiia_pricebook.messages import Tell, say
from tiia_pricebook.untrusted_text import json_text, lines
from tiia_pricing.cli.process import colours
from tiia_pricing.output_files import write

_LONGEST_LINE = 4_000  # characters: a cell that an error quotes can have as many as a book
MARK = "\ufeff"  # without it Excel takes UTF-8 for the country's old encoding


def print_json(value: object) -> None:
    """Print a result as indented JSON."""
    sys.stdout.write(as_json(value))


def put_csv(text: str, file: Path | None) -> None:
    """Print a CSV table, or write it to ``file``, as Excel opens it: UTF-8 begins with its mark."""
    if file:
        write(file, MARK + text)
        return
    utf8 = codecs.lookup(sys.stdout.encoding or "utf-8").name == "utf-8"
    sys.stdout.write(MARK + text if utf8 else text)


def needed(file: Path | None) -> Path:
    """Return the file that a workbook is written to; raises ``InputError`` where none is named."""
    if file is None:
        text = say("a workbook cannot be printed")
        raise InputError("output-missing", text, expected="-o FILE.xlsx")
    return file


def warn(sentences: Iterable[str], tell: Tell = str) -> None:
    """Tell warnings on stderr."""
    for sentence in sentences:
        _write(tell(say("warning: {text}", text=sentence)), tell, colours.YELLOW)


def as_json(value: object) -> str:
    """Return a result as indented JSON."""
    return json_text(json.dumps(value, ensure_ascii=False, indent=1)) + "\n"


def give(text: str, file: Path | None) -> None:
    """Write a result to a file, or print it; raises ``InputError``."""
    if file:
        write(file, text)
    else:
        sys.stdout.write(text)


def wants_json(arguments: Sequence[str]) -> bool:
    """Return whether errors are to be JSON: known before the command line is parsed."""
    pairs = pairwise(arguments)
    return "--format=json" in arguments or ("--format", "json") in pairs


def complain(error: PricingError, tell: Tell = str, *, as_json: bool) -> None:
    """Tell an error on stderr."""
    if as_json:
        sys.stderr.write(json_text(json.dumps(error.as_dict(), ensure_ascii=False)) + "\n")
    else:
        _write(tell(say("error: {text}", text=error.told(tell))), tell, colours.RED)


def _write(text: str, tell: Tell, colour: str) -> None:
    shown = "".join(f"{lines(_shortened(one, tell))}\n" for one in text.split("\n"))
    sys.stderr.write(colours.first_word(shown, colour) if colours.wanted(sys.stderr) else shown)


def _shortened(text: str, tell: Tell) -> str:
    more = len(text) - _LONGEST_LINE
    if more <= 0:
        return text
    return tell(say("{start}… and {more} more characters", start=text[:_LONGEST_LINE], more=more))
