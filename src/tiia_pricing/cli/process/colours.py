"""Colours for the words that a person looks for first: on a terminal, and nowhere else."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import TextIO

from tiia_pricebook.messages import Tell

RED, GREEN, YELLOW, CYAN = "31", "32", "33", "36"
_LEVELS = {"breaking": RED, "notable": YELLOW, "info": CYAN}
_VERDICTS = {
    "agrees": GREEN,
    "differs": RED,
    "missing-in-bill": YELLOW,
    "missing-in-usage": YELLOW,
    "cannot-tell": YELLOW,
}
_LEVEL = re.compile(rf"^({'|'.join(_LEVELS)})(?=  )", re.MULTILINE)
_WORD = re.compile(r"^[^:：]+(?=[:：])")


def wanted(stream: TextIO, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a stream is a terminal that has colours, and nobody asked for none (NO_COLOR)."""
    if environment.get("NO_COLOR") or environment.get("TERM", "dumb") == "dumb":
        return False
    return stream.isatty()


def painted(text: str, colour: str) -> str:
    """Return a text in a colour of the terminal, bold."""
    return f"\x1b[1;{colour}m{text}\x1b[0m"


def first_word(line: str, colour: str) -> str:
    """Return a line whose word before the colon, such as ``error``, is in a colour."""
    return _WORD.sub(lambda word: painted(word[0], colour), line)


def levels(text: str) -> str:
    """Return a report of changes with the level of each in its colour."""
    return _LEVEL.sub(lambda level: painted(level[0], _LEVELS[level[0]]), text)


def verdicts(text: str, tell: Tell) -> str:
    """Return a reconciliation with the verdict on each line in its colour.

    The verdict is the last word of its kind in a line: a name that has one stays as it is.
    """
    from tiia_pricing.reconciliation.report.words import VERDICTS  # noqa: PLC0415

    told = {tell(VERDICTS[verdict]): colour for verdict, colour in _VERDICTS.items()}
    words = "|".join(map(re.escape, sorted(told, key=len, reverse=True)))
    line = re.compile(rf"^(\d{{4}}-\d{{2}} .*(?:: |：))({words})(?=[;；]|$)", re.MULTILINE)
    return line.sub(lambda found: found[1] + painted(found[2], told[found[2]]), text)
