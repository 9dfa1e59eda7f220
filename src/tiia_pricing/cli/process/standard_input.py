"""``-`` on the command line: standard input in the place of a file, once."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tiia_pricebook.bounded_reading import STDIN
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.output_files import refused_argument


def input_file(text: str) -> Path:
    """Return the file that an option names, or standard input; ``./-`` is a file of that name.

    Raises ``ArgumentTypeError`` where it names none: a variable of a shell may be empty.
    """
    path = Path(_given(text))
    return path.absolute() if path == STDIN and text != str(STDIN) else path


def source(text: str) -> str:
    """Return a source as it was typed: a file, a URL, a path in a repository, or ``-``.

    Raises ``ArgumentTypeError`` where it names none.
    """
    return _given(text)


def _given(text: str) -> str:
    if not text:
        raise refused_argument(say("the name of the file is empty"), say("a file"))
    return text


def ensure_read_once(options: argparse.Namespace) -> None:
    """Raise ``InputError`` where two options are to read standard input."""
    reading = list(_reading(options))
    if len(reading) > 1:
        first, second = reading[:2]
        text = say("{first} and {second} are both -", first=first, second=second)
        if first == second:
            text = say("{first} is - more than once", first=first)
        raise InputError("usage", text, expected=say("at most one standard input"))


def reads_typing(options: argparse.Namespace) -> bool:
    """Return whether the command reads what somebody types at a terminal."""
    requests = getattr(options, "reads_requests", False)
    reads = requests or any(_reading(options))
    return bool(reads) and sys.stdin.isatty()


def named_by(
    options: argparse.Namespace, *types: Callable[[str], Any]
) -> Iterator[tuple[argparse.Action, str]]:
    """Yield what the options of these types were given, each with its option."""
    for action in options.command._actions:
        given = getattr(options, action.dest) if action.type in types else None
        for one in given if isinstance(given, list) else (given,):
            if one is not None:
                yield action, str(one)


def _reading(options: argparse.Namespace) -> Iterator[str]:
    for action, given in named_by(options, input_file, source):
        if given == str(STDIN):
            yield action.option_strings[-1] if action.option_strings else str(action.metavar)
