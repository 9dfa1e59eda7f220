"""What the blocks of a page do, apart from what they print: twins of two languages do the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from support.fences import Block

Kind = Literal["file", "typed", "console", "pycon", "excerpt"]
PRINTING: frozenset[Kind] = frozenset({"console", "pycon", "excerpt"})
REPORT = "report"


@dataclass(frozen=True)
class Step:
    """A file that is given, or commands that are typed; ``excerpt`` shows some lines of one."""

    kind: Kind
    lines: tuple[str, ...]
    name: str = ""


def steps(blocks: Sequence[Block]) -> list[tuple[int, Step]]:
    """Give what is to be done for a page, in order, each step with the number of its block."""
    before = Block("", "", "", "", 0, 0, 0)
    found = (_step(block, past) for past, block in pairwise([before, *blocks]))
    return [(number, step) for number, step in enumerate(found) if step]


def _step(block: Block, past: Block) -> Step | None:
    """Give what a block does; that of a report stands in the block before."""
    if block.title == REPORT:
        return Step("excerpt", (past.text.strip(),))
    if block.title:
        return Step("file", (block.text,), block.title)
    if block.language == "sh":
        return Step("typed", _lines(r"^(tiia-pricing .*)$", block))
    if block.language == "console":
        return Step("console", _lines(r"^\$ (.*)$", block))
    if block.language == "pycon":
        return Step("pycon", _lines(r"^((?:>>>|\.\.\.)(?: .*)?)$", block))
    return None


def _lines(pattern: str, block: Block) -> tuple[str, ...]:
    return tuple(re.findall(pattern, block.text, re.MULTILINE))


def line_of(block: Block, text: str) -> int:
    """Give the line of the page in which ``text`` stands in a block, or its first line."""
    lines = block.text.splitlines()
    return block.line + next((at for at, line in enumerate(lines) if line.endswith(text)), 0)
