"""The help of commands in the reader's language."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator
from typing import Any
from unicodedata import east_asian_width

from tiia_pricebook.messages import Tell
from tiia_pricing.locale.argparse_messages import Argparsed

_PARTS = re.compile(r"[!-~]+|\s|.")
_CLOSING = "，。；：、！？）】》”"


class HelpFormatter(argparse.RawDescriptionHelpFormatter):
    """Formats as argparse does, after each text is told; Chinese is wrapped by its width."""

    def __init__(self, *args: Any, tell: Tell, **options: Any) -> None:
        super().__init__(*args, **options)
        self._tell = tell

    def add_usage(
        self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None
    ) -> None:
        """Add how the command is used."""
        said = self._tell(Argparsed("usage: ")) if prefix is None else prefix
        super().add_usage(usage, actions, groups, said)

    def start_section(self, heading: str | None) -> None:
        """Begin a section under its title."""
        super().start_section(heading and self._tell(heading))

    def add_text(self, text: str | None) -> None:
        """Add a paragraph."""
        super().add_text(text and self._tell(text))

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
