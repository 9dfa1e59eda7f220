"""The messages that the JavaScript says: the texts in ``say``, ``sayMany`` and ``sayAs``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(str(files("tiia_pricing"))) / "javascript"
_CALL = re.compile(r"\bsay(Many|As)?\(")
_TEXT = r'"(?:[^"\\]|\\.)*"'
_TEXTS = re.compile(rf"\s*({_TEXT}(?:\s*\+\s*{_TEXT})*)\s*[,)]")
_ONE = re.compile(_TEXT)
_COMMENT = re.compile(r"/\*\*.*?\*/|^\s*//[^\n]*", re.DOTALL | re.MULTILINE)


class SaidMessage(NamedTuple):
    """A message: its English, what it is for several of something, and its context."""

    one: str
    many: str | None = None
    context: str | None = None


def of_module(path: Path) -> Iterator[SaidMessage]:
    """Yield the messages of a module in their order.

    Raises ``ValueError`` where the text is put together while the page runs, for then no catalogue
    has it.
    """
    text = _COMMENT.sub("", path.read_text("utf-8"))
    for call in _CALL.finditer(text):
        first, end = _text(path, text, call.end())
        if not call[1]:
            yield SaidMessage(first)
            continue
        second, _ = _text(path, text, end)
        yield (
            SaidMessage(first, many=second)
            if call[1] == "Many"
            else SaidMessage(second, context=first)
        )


def _text(path: Path, text: str, at: int) -> tuple[str, int]:
    """The text of an argument, of one literal or several with ``+``, and where it ends."""
    found = _TEXTS.match(text, at)
    if not found:
        begin = " ".join(text[at : at + 60].split())
        raise ValueError(f"{path.name}: no message that stands in the code: {begin}")
    return "".join(json.loads(one) for one in _ONE.findall(found[1])), found.end()


def modules_of(*rooms: str) -> Iterator[Path]:
    """Yield the modules of rooms and the modules named, each by its place; all without any."""
    for path in sorted(FOLDER.rglob("*.mjs")):
        name = path.relative_to(FOLDER).as_posix()
        if not rooms or name in rooms or name.partition("/")[0] in rooms:
            yield path
