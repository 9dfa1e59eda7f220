"""The help of commands in the reader's language."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator
from typing import Any
from unicodedata import east_asian_width

from tiia_pricebook.messages import Tell, say_as
from tiia_pricing.locale.argparse_messages import Argparsed

_PARTS = re.compile(r"[!-~]+|\s|.")
_HELP_FROM = 28  # the column; what most options take fits before it
_OPTIONS = say_as("argparse", "options")
_EVERYWHERE = ("help", "lang")
_CLOSING = "，。；：、！？）】》”"


class HelpFormatter(argparse.RawDescriptionHelpFormatter):
    """Formats as argparse does, after each text is told; Chinese is wrapped by its width."""

    def __init__(self, *args: Any, tell: Tell, brief: bool = False, **options: Any) -> None:
        super().__init__(*args, **{"max_help_position": _HELP_FROM, **options})
        self._tell = tell
        self._brief = brief

    def add_usage(
        self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None
    ) -> None:
        """Add how the command is used; in brief only what it must have."""
        said = self._tell(Argparsed("usage: ")) if prefix is None else prefix
        if self._brief:
            needed = [one for one in actions if one.required or not one.option_strings]
            options = argparse.Action([], "options", "?", metavar=self._tell(_OPTIONS))
            actions = [options, *needed]
        super().add_usage(usage, actions, groups, said)

    def add_argument(self, action: argparse.Action) -> None:
        """Add an argument; of a command not those that every command has."""
        if not (self._brief and " " in self._prog and action.dest in _EVERYWHERE):
            super().add_argument(action)

    def start_section(self, heading: str | None) -> None:
        """Begin a section under its title."""
        super().start_section(heading and self._tell(heading))

    def add_text(self, text: str | None) -> None:
        """Add a paragraph."""
        super().add_text(text and self._tell(text))

    def _format_args(self, action: argparse.Action, default_metavar: str) -> str:
        if action.nargs == "+":
            return f"{action.metavar or default_metavar} ..."
        return super()._format_args(action, default_metavar)

    def _format_action_invocation(self, action: argparse.Action) -> str:
        """Names a value once, as Python 3.13 does: ``-o, --output FILE``."""
        if not action.option_strings or action.nargs == 0:
            return super()._format_action_invocation(action)
        value = self._format_args(action, action.dest.upper())
        return f"{', '.join(action.option_strings)} {value}"

    def _get_help_string(self, action: argparse.Action) -> str | None:
        return action.help and self._tell(action.help)

    def _split_lines(self, text: str, width: int) -> list[str]:
        if self._tell is str:
            return super()._split_lines(text, width)
        return wrapped(text, width)


def wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines of ``width`` columns, between words and Chinese characters."""
    return list(_lines(_PARTS.findall(text), width))


def _lines(parts: Iterable[str], width: int) -> Iterator[str]:
    """Wrap at ``width`` columns, of which a Chinese character takes two."""
    line = ""
    for part in parts:
        if line and columns(line + part) > width and part not in _CLOSING:
            yield line.rstrip()
            line = ""
        line += part if line or not part.isspace() else ""
    yield line.rstrip()


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
