"""The pages, each with its twin in the other language, as they would stand if typed today."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from pathlib import Path

from support.fences import Block, parsed, replaced
from support.shown.mishaps import ensure_expected
from support.shown.running import Failed
from support.shown.steps import PRINTING, Step, line_of, steps

VARYING = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2} UTC|Python 3(?:\.\d+)+")
CHINESE = ".zh-CN.md"
ELLIPSIS = "…"
Printer = Callable[[tuple[Step, ...], str], Sequence[str | None]]


class Unshowable(Exception):
    """What a page shows cannot be brought about: the file, the line, and why."""


@dataclass(frozen=True)
class Page:
    """A page by its name in the project, with its blocks and what those of them do."""

    name: str
    text: str

    @property
    def language(self) -> str:
        """The language of its words, in which commands answer on it."""
        return "zh" if self.name.startswith("docs/zh/") or self.name.endswith(CHINESE) else "en"

    @cached_property
    def blocks(self) -> list[Block]:
        """All code blocks, in order."""
        return parsed(self.text)

    @cached_property
    def steps(self) -> list[tuple[int, Step]]:
        """What is to be done, each step with the number of its block."""
        return steps(self.blocks)

    @property
    def shows(self) -> int:
        """How many of its blocks show what is printed."""
        return sum(step.kind in PRINTING for _, step in self.steps)


def families(root: Path) -> list[tuple[str, ...]]:
    """Name the pages that people wrote, a page and its Chinese twin together."""
    paths = [*sorted(root.glob("*.md")), *sorted((root / "docs").rglob("*.md"))]
    names = [path.relative_to(root).as_posix() for path in paths]
    twins = {name: twin for name in names if (twin := _twin(name)) in names}
    alone = [name for name in names if name not in twins.values()]
    return [(name, twins[name]) if name in twins else (name,) for name in alone]


def _twin(name: str) -> str:
    if name.startswith("docs/"):
        return name.replace("docs/", "docs/zh/", 1)
    return name.replace(".md", CHINESE)


def read(root: Path, names: Sequence[str]) -> list[Page]:
    """Read the pages of a family as they stand, line ends included."""
    return [Page(name, (root / name).read_bytes().decode("utf-8")) for name in names]


def redone(family: Sequence[Page], printer: Printer) -> list[Page]:
    """Give a family with what its commands print, in the language of each of its pages.

    Raises ``Unshowable``.
    """
    ensure_twins(family)
    return [_redone(page, printer) for page in family]


def ensure_twins(family: Sequence[Page]) -> None:
    """Raise ``Unshowable`` where a page does something else than its twin."""
    for page in family[1:]:
        _agree(family[0], page)


def _redone(page: Page, printer: Printer) -> Page:
    try:
        texts = printer(tuple(step for _, step in page.steps), page.language)
        return _put(page, [_shown(page, at, text) for at, text in enumerate(texts)])
    except Failed as error:
        block = page.blocks[page.steps[error.step][0]]
        where = f"{page.name}:{line_of(block, error.line)}"
        raise Unshowable(f"{where}: {error.line}\n{error.why}".rstrip()) from error


def _agree(page: Page, twin: Page) -> None:
    """Raise ``Unshowable`` at the first block that does something else than its twin."""
    for one, other in zip_longest(page.steps, twin.steps):
        if not (one and other and one[1] == other[1]):
            places = " and ".join(_place(*pair) for pair in ((page, one), (twin, other)))
            raise Unshowable(f"{places}: twins that do not show the same commands and files")


def _place(page: Page, found: tuple[int, Step] | None) -> str:
    return f"{page.name}:{page.blocks[found[0]].line}" if found else f"{page.name} (no such block)"


def _shown(page: Page, at: int, printed: str | None) -> str | None:
    """Give what a block is to show of what was printed."""
    number, step = page.steps[at]
    if printed is None:
        return None
    if step.kind == "excerpt":
        return excerpt(page.blocks[number].text, printed, at)
    if step.kind == "console":
        ensure_expected(page.blocks[number].text, printed, at)
    return settled(page.blocks[number].text, printed)


def settled(shown: str, printed: str) -> str:
    """Give what is printed with the times and versions that are shown, where there are as many."""
    old = VARYING.findall(shown)
    if len(old) != len(VARYING.findall(printed)):
        return printed
    kept = iter(old)
    return VARYING.sub(lambda _: next(kept), printed)


def excerpt(shown: str, printed: str, at: int = 0) -> str:
    """Give the lines shown of a report as they are printed now, found by all but their numbers.

    They stand in the report's order; an ellipsis stands for any lines. Raises ``Failed``.
    """
    rest = iter(printed.splitlines())
    lines = []
    for line in shown.splitlines():
        found = line if line == ELLIPSIS else next((o for o in rest if _alike(o, line)), None)
        if found is None:
            raise Failed(line, "the report has no such line any more, whatever its numbers", at)
        lines.append(f"{found}\n")
    return "".join(lines)


def _alike(one: str, other: str) -> bool:
    first, second = (re.sub(r"\d+", "0", line).split() for line in (one, other))
    return first == second


def _put(page: Page, new: Sequence[str | None]) -> Page:
    """Give the page with new texts in its blocks; where there is none the old one stays."""
    texts = [block.text for block in page.blocks]
    for (number, _), text in zip(page.steps, new, strict=True):
        texts[number] = texts[number] if text is None else text
    result = Page(page.name, replaced(page.text, texts))
    if [block.text for block in result.blocks] != texts:
        raise Unshowable(f"{page.name}: a line that is printed would end its block")
    return result
