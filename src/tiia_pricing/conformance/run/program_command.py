"""What is said of a program under test on a command line: its command, and how long to wait."""

from __future__ import annotations

import argparse
import shlex

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say, say_as

_DAY = 24 * 60 * 60
_WORDS = {
    str(text): text
    for text in (say_as("shell", "No closing quotation"), say_as("shell", "No escaped character"))
}


def words(command: str) -> list[str]:
    """Return the words of a command as a shell reads them; raises ``InputError``."""
    expected = say('a command, such as "node adapter.mjs"')
    try:
        found = shlex.split(command)
    except ValueError as error:
        text = say(
            "cannot read the command {command!r}: {why}",
            command=command,
            why=_WORDS.get(str(error), error),
        )
        raise InputError("command-unreadable", text, expected=expected) from error
    if not found:
        raise InputError("command-unreadable", say("the command is empty"), expected=expected)
    if "\0" in command:
        text = say("the command {command!r} has a null byte", command=command)
        raise InputError("command-unreadable", text, expected=expected)
    return found


def seconds(text: str) -> float:
    """Return a time limit, above 0 and at most a day; raises ``ArgumentTypeError``."""
    try:
        limit = float(text)
    except ValueError:
        limit = 0
    if not 0 < limit <= _DAY:
        fault = say("{text!r} is not a number of seconds to wait", text=text)
        expected = say("seconds, above 0 and up to {most}", most=_DAY)
        text = say("{fault}, expected {expected}", fault=fault, expected=expected)
        raise argparse.ArgumentTypeError(text)
    return limit
