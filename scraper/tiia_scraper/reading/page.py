"""What the parts of the reader share: the page, its clauses, findings and problems."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from tiia_pricing.errors import PageUnreadable
from tiia_pricing.pricebook import Clause, Finding, Interface, Source, Where
from tiia_scraper.document import Document, Sentence, Table
from tiia_scraper.grid import Cell
from tiia_scraper.text import collapse, squeeze
from tiia_scraper.vocabulary import fold

ACTIONS = {
    "商品识别": "DetectProduct",
    "商品识别-微信识物版": "DetectProductBeta",
    "车辆识别": "RecognizeCar",
    "车辆识别(增强版)": "RecognizeCarPro",
    "文件封识别": "DetectEnvelope",
    "宠物识别图片版": "DetectPet",
    "智能裁剪": "CropImage",
    "图像质量评估": "AssessQuality",
    "图像清晰度增强": "EnhanceImage",
}


_LONGEST = 2000
_MOST_LISTED = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that keeps the page from being read, at its place."""

    id: str
    text: str
    where: dict[str, Any]
    expected: str


class Stated(NamedTuple):
    """A sentence, its clause, and its text without white space and full-width forms."""

    sentence: Sentence
    clause: str
    plain: str


@dataclass
class Page:
    """The page under the reader's hand; findings and problems are collected as it goes."""

    document: Document
    clauses: tuple[Clause, ...]
    findings: list[Finding] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    interfaces: dict[str, Interface] = field(default_factory=dict)
    _found: set[tuple[object, ...]] = field(default_factory=set)

    def find(self, id: str, where: Where, text: str, decision: str) -> None:
        """Record a finding, once for each id and place."""
        if (id, where) not in self._found:
            self._found.add((id, where))
            self.findings.append(Finding(id, where, text, decision))

    def refuse(self, id: str, text: str, expected: str, **where: Any) -> None:
        """Record a problem, once for each id and place."""
        if (key := (id, *where.items())) not in self._found:
            self._found.add(key)
            self.problems.append(Problem(id, text, where, expected))

    def refuse_cell(self, table: Table, cell: Cell, expected: str) -> None:
        """Record a cell that cannot be read."""
        where = {"table": table.index, "row": cell.row, "column": cell.column}
        self.refuse("cell-unreadable", f"{cell.text!r} cannot be read", expected, **where)

    def name(self, text: str, source: Source) -> str:
        """The page's first spelling of an interface's name; declares a new one."""
        key = squeeze(fold(text))
        if key not in self.interfaces:
            self.interfaces[key] = Interface(collapse(text), ACTIONS.get(key), source)
        return self.interfaces[key].name

    def clause_of(self, table: Table) -> str | None:
        """The clause that governs ``table``."""
        return None if table.lead is None else self.clauses[table.lead].id

    @cached_property
    def stated(self) -> tuple[Stated, ...]:
        """The page's sentences with their clauses, in page order."""
        pairs = zip(self.document.sentences, self.clauses, strict=True)
        return tuple(Stated(s, clause.id, squeeze(fold(s.text[:_LONGEST]))) for s, clause in pairs)

    def raise_problems(self) -> None:
        """Raise ``PageUnreadable`` with every problem in it, if there is one."""
        if not self.problems:
            return
        first = self.problems[0]
        if len(self.problems) == 1:
            raise PageUnreadable(first.id, first.text, where=first.where, expected=first.expected)
        lines = "".join(f"\n  {_line(problem)}" for problem in self.problems[:_MOST_LISTED])
        text = f"{len(self.problems)} places cannot be read:{lines}"
        raise PageUnreadable(first.id, text, where=first.where, expected=first.expected)


def source_of(table: Table, cell: Cell) -> Source:
    """The provenance of what ``cell`` says."""
    return Source(cell.text, table=table.index, row=cell.row, column=cell.column)


def where_of(table: Table, cell: Cell) -> Where:
    """The place of a finding about ``cell``."""
    return Where(table=table.index, row=cell.row, column=cell.column)


def _line(problem: Problem) -> str:
    place = ", ".join(f"{key} {value}" for key, value in problem.where.items())
    return f"{place}: {problem.text} (expected: {problem.expected})"
