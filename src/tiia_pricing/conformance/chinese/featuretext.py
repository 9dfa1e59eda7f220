"""A feature file in Chinese: the same lines, in the keywords and sentences of zh-CN."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from tiia_pricing.conformance.chinese.wording import filled, heading, keyword, named, sentence
from tiia_pricing.feature_files.data_tables import aligned
from tiia_pricing.feature_files.feature_model import FeatureLine
from tiia_pricing.feature_files.feature_parsing import AS_WRITTEN, parsed


def in_chinese(text: str, file: str) -> str:
    """Return the feature file ``text`` in Chinese, with ``file`` named as what it is made from.

    Raises ``NoWording`` where anything has no wording in Chinese.
    """
    written = ["# language: zh-CN", f"# 译自 {file}"]
    for kind, group in groupby(parsed(text, file).lines, key=lambda line: line.kind):
        written += _written(kind, list(group))
    return "\n".join(written) + "\n"


def _written(kind: str, lines: list[FeatureLine]) -> Iterator[str]:
    if kind == "TableRow":
        yield from _table(lines)
    elif kind == "Other":
        yield from _description(lines)
    elif kind == "Comment":
        words = " ".join(line.text.strip().removeprefix("#").strip() for line in lines)
        yield f"{_indent(lines)}# {named(words)}"
    else:
        yield from (_single(line) for line in lines)


def _single(line: FeatureLine) -> str:
    if line.kind == "StepLine":
        return f"{line.indent}{keyword(line.keyword)} {sentence(line.text)}"
    if line.kind in AS_WRITTEN or line.kind == "Empty":
        return filled(line.text)
    name = f" {named(line.text)}" if line.text else ""
    return f"{line.indent}{keyword(line.keyword)}:{name}"


def _table(lines: list[FeatureLine]) -> list[str]:
    head, *body = (line.cells for line in lines)
    rows = [[heading(cell) for cell in head], *([filled(cell) for cell in row] for row in body)]
    return aligned(rows, _indent(lines))


def _description(lines: list[FeatureLine]) -> Iterator[str]:
    """Each paragraph on one line, for Chinese has no word breaks to wrap at."""
    for empty, part in groupby(lines, key=lambda line: not line.text.strip()):
        group = list(part)
        if empty:
            yield from ("" for _ in group)
        else:
            yield _indent(group) + named(" ".join(line.text.strip() for line in group))


def _indent(lines: list[FeatureLine]) -> str:
    return lines[0].indent
