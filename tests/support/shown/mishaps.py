"""What a command prints today that its page does not let expect: an error, another exit code.

Such a page is not written: a person looks, and states the error or the code where it is right.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from support.shown.running import CODE, Failed

PROMPT = "$ "
ERRORS = ("error: ", "错误：", "Traceback (most recent call last):")


class Typed(NamedTuple):
    """A command of a block and the lines under it."""

    command: str
    lines: tuple[str, ...]

    @property
    def errors(self) -> list[str]:
        """The lines that tell an error, as text or as JSON."""
        return [line for line in self.lines if _tells_error(line)]


def ensure_expected(shown: str, printed: str, step: int) -> None:
    """Raise ``Failed`` at the first command that errs, or ends, otherwise than is shown.

    Wording may differ. More errors than are shown may not, nor another exit code.
    """
    command = ""
    for old, new in zip_longest(_typed(shown), _typed(printed)):
        if old is None or new is None or old.command != new.command:
            return
        if new.command == CODE and old.lines[:1] != new.lines[:1]:
            stated = "".join(old.lines[:1]) or "none"
            raise Failed(command, f"exit code {''.join(new.lines)}, the page states {stated}", step)
        if len(new.errors) > len(old.errors):
            why = f"prints an error that the page does not show:\n{new.errors[-1]}"
            raise Failed(new.command, why, step)
        command = new.command


def _typed(text: str) -> Iterator[Typed]:
    """The commands of a block, each with what stands under it."""
    command, lines = "", list[str]()
    for line in [*text.splitlines(), PROMPT]:
        if line.startswith(PROMPT):
            if command:
                yield Typed(command, tuple(lines))
            command, lines = line.removeprefix(PROMPT), []
        else:
            lines.append(line)


def _tells_error(line: str) -> bool:
    if line.startswith(ERRORS):
        return True
    try:
        found = json.loads(line) if line.startswith("{") else None
    except ValueError:
        return False
    return isinstance(found, dict) and "error" in found
