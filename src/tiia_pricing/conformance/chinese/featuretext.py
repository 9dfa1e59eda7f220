"""A feature file in Chinese: the same lines, in the keywords and sentences of zh-CN."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from gherkin.ast_builder import AstBuilder
from gherkin.parser import Parser
from msgspec import Struct

from tiia_pricing.conformance.chinese.wording import filled, heading, keyword, named, sentence
from tiia_pricing.feature_files.data_tables import aligned

_AS_IT_STANDS = ("DocString", "DocStringSeparator", "TagLine")


class Line(Struct, frozen=True):
    """A line as Gherkin sees it. ``kind`` is that of its token, in a docstring ``DocString``."""

    kind: str
    indent: str
    keyword: str
    text: str
    cells: tuple[str, ...]


class _Lines(AstBuilder):
    """Keeps the tokens of a feature file in their order, as lines."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self.quoted = False

    def build(self, token: Any) -> None:
        if token.matched_type == "DocStringSeparator":
            self.quoted = not self.quoted
        if not token.eof():
            self.lines.append(_line(token, quoted=self.quoted))

    def start_rule(self, rule_type: str) -> None:
        """No tree is built."""

    def end_rule(self, rule_type: str) -> None:
        """No tree is built."""

    def get_result(self) -> Any:
        """No tree comes of it."""


def _line(token: Any, *, quoted: bool) -> Line:
    kind = "DocString" if quoted else token.matched_type
    whole = token.line.get_line_text(0).rstrip("\n")
    text = whole if kind in _AS_IT_STANDS else token.matched_text
    return Line(
        kind=kind,
        indent=whole[: len(whole) - len(whole.lstrip())],
        keyword=(token.matched_keyword or "").strip(),
        text=text or "",
        cells=tuple(item["text"] for item in token.matched_items),
    )


def in_chinese(text: str, file: str) -> str:
    """The feature file ``text`` in Chinese, with ``file`` named as what it is made from.

    Raises ``NoWording`` where anything has no wording in Chinese.
    """
    found = _Lines()
    Parser(found).parse(text)
    written = ["# language: zh-CN", f"# 译自 {file}"]
    for kind, group in groupby(found.lines, key=lambda line: line.kind):
        written += _written(kind, list(group))
    return "\n".join(written) + "\n"


def _written(kind: str, lines: list[Line]) -> Iterator[str]:
    if kind == "TableRow":
        yield from _table(lines)
    elif kind == "Other":
        yield from _description(lines)
    elif kind == "Comment":
        words = " ".join(line.text.strip().removeprefix("#").strip() for line in lines)
        yield f"{_indent(lines)}# {named(words)}"
    else:
        yield from (_single(line) for line in lines)


def _single(line: Line) -> str:
    if line.kind == "StepLine":
        return f"{line.indent}{keyword(line.keyword)} {sentence(line.text)}"
    if line.kind in _AS_IT_STANDS or line.kind == "Empty":
        return filled(line.text)
    name = f" {named(line.text)}" if line.text else ""
    return f"{line.indent}{keyword(line.keyword)}:{name}"


def _table(lines: list[Line]) -> list[str]:
    head, *body = (line.cells for line in lines)
    rows = [[heading(cell) for cell in head], *([filled(cell) for cell in row] for row in body)]
    return aligned(rows, _indent(lines))


def _description(lines: list[Line]) -> Iterator[str]:
    """Each paragraph on one line, for Chinese has no word breaks to wrap at."""
    for empty, part in groupby(lines, key=lambda line: not line.text.strip()):
        group = list(part)
        if empty:
            yield from ("" for _ in group)
        else:
            yield _indent(group) + named(" ".join(line.text.strip() for line in group))


def _indent(lines: list[Line]) -> str:
    return lines[0].indent
