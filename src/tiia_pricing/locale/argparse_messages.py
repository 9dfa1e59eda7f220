"""What argparse itself says, as messages: its errors keep their parts, and its help its words."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Any

from tiia_pricebook.messages import Message, Words, listed, say_as

CONTEXT = "argparse"
# What argparse has for people, and what is added to it; not what it tells a programmer.
KNOWN = (
    say_as("argparse", "usage: "),
    say_as("argparse", "positional arguments"),
    say_as("argparse", "options"),
    say_as("argparse", "show this help message and exit"),
    say_as("argparse", "argument %(argument_name)s: %(message)s"),
    say_as("argparse", "the following arguments are required: %s"),
    say_as("argparse", "unrecognized arguments: %s"),
    say_as("argparse", "invalid choice: %(value)r"),
    say_as("argparse", "invalid choice: %(value)r (choose from %(choices)s)"),
    say_as("argparse", "invalid choice: %(value)r; did you mean %(near)s?"),
    say_as("argparse", "unrecognized arguments: %(unknown)s; did you mean %(near)s?"),
    say_as("argparse", "invalid %(type)s value: %(value)r"),
    say_as("argparse", "expected one argument"),
    say_as("argparse", "expected at least one argument"),
    say_as("argparse", "ignored explicit argument %r"),
    say_as("argparse", "not allowed with argument %s"),
)
_ARGUMENT = "argument %(argument_name)s: %(message)s"
_CHOICE = "invalid choice: %(value)r (choose from %(choices)s)"
_FAULT = "{fault}, expected {expected}"


class Argparsed(Message):
    """A message of argparse, which fills its templates with ``%``."""

    given: Any

    def __new__(cls, template: str, given: Any = ()) -> Argparsed:
        """Make the English sentence; a template without values stays as it is."""
        self = str.__new__(cls, template if given == () else template % given)
        self.template, self.given = template, given
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.template, self.given)

    def __mod__(self, given: Any) -> Argparsed:
        return Argparsed(self.template, given)

    def told(self, words: Words) -> str:
        """Tell the message in the language of ``words``."""
        template = words.pgettext(CONTEXT, self.template)
        return template if self.given == () else template % _told(self.given, words)


@contextmanager
def in_messages() -> Iterator[None]:
    """Let argparse say what it says as messages; it asks ``gettext`` for all of it."""
    before = {name: getattr(argparse, name) for name in ("_", "ngettext")}
    mine = {"_": Argparsed, "ngettext": lambda one, many, n: Argparsed(one if n == 1 else many)}
    try:
        for name, said in mine.items():
            setattr(argparse, name, said)
        yield
    finally:
        for name, said in before.items():
            setattr(argparse, name, said)


def fault_and_expected(message: str) -> tuple[str, str | None]:
    """Return what is wrong with an argument, and what would have been right where that is said."""
    if not (isinstance(message, Argparsed) and message.template == _ARGUMENT):
        return _parted(message)
    fault, expected = _parted(message.given["message"])
    return Argparsed(_ARGUMENT, {**message.given, "message": fault}), expected


def unrecognized(unknown: Iterable[str], known: Iterable[str]) -> Argparsed:
    """What is wrong with words that no option takes, and which of ``known`` they may have meant."""
    words, options = list(unknown), list(known)
    near = [one for word in words for one in nearest(word.partition("=")[0], options)]
    if not near:
        return Argparsed("unrecognized arguments: %s", " ".join(words))
    values = {"unknown": " ".join(words), "near": listed(dict.fromkeys(near), " or ")}
    return Argparsed("unrecognized arguments: %(unknown)s; did you mean %(near)s?", values)


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """The two of ``known`` at the most for which a word may have been mistyped, nearest first."""
    return get_close_matches(word.casefold(), known, n=2)


def _parted(message: Any) -> tuple[str, str | None]:
    template = getattr(message, "template", "")
    if template == _CHOICE:
        value, choices = message.given["value"], message.given["choices"].replace("'", "")
        near = nearest(str(value), choices.split(", "))
        fault = Argparsed("invalid choice: %(value)r", {"value": value})
        if near:
            values = {"value": value, "near": listed(near, " or ")}
            fault = Argparsed("invalid choice: %(value)r; did you mean %(near)s?", values)
        return fault, choices
    if template == _FAULT:
        return message.values["fault"], message.values["expected"]
    return message, None


def _told(given: Any, words: Words) -> Any:
    if isinstance(given, Mapping):
        return {name: _told(one, words) for name, one in given.items()}
    return given.told(words) if isinstance(given, Message) else given
