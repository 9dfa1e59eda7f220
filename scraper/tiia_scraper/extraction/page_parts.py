"""What the parts of the reader share: the page, its clauses, findings and problems."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple

from tiia_pricebook import Clause, Finding, Interface, Source, Where
from tiia_pricebook.cell_places import CellNames
from tiia_pricebook.errors import PageUnreadable, place_in_words
from tiia_pricebook.messages import Message, in_english, listed, say
from tiia_pricebook.table_headings import name_in
from tiia_scraper.document.document import Document, Sentence, Table
from tiia_scraper.document.grid import Cell
from tiia_scraper.document.whitespace import Phrase, collapse, squeeze
from tiia_scraper.extraction.clause_slugs import QUOTA_CHANGE
from tiia_scraper.vocabulary import BEGUN_DAY, fold, seems_to_announce

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


# Notices of free quotas and the first day of prices have readers of their own.
QUOTA_NOTICE = Phrase(f"{QUOTA_CHANGE}为")
STARTS = re.compile(f"{BEGUN_DAY}起开始正式按调用量计费")
_EXAMPLE = re.compile("示例|举例|例如|比如")

_LONGEST = 2000
_MOST_LISTED = 100


NamesOf = Callable[[Sentence], tuple[str, ...]]
"""The interfaces that a sentence speaks of."""


class Stated(NamedTuple):
    """A sentence, its clause, and its text without white space and full-width forms."""

    sentence: Sentence
    clause: str
    plain: str


class Note(NamedTuple):
    """A note in a cell about one interface; ``tier`` is the tier's number, ``pack`` its calls.

    ``bound`` says that the cell is the range of the tier; ``pack`` is ``None`` where the cell
    is about no pack, and 0 where it is about all of the interface.
    """

    table: Table
    cell: Cell
    interface: str
    tier: int | None = None
    pack: int | None = None
    bound: bool = False


class CarriedOut(NamedTuple):
    """An announced price or quota of ``interface`` that the tables have already, and its day.

    ``tier`` is the number of a tier, the calls of a pack, and 0 for a quota.
    """

    interface: str
    kind: Literal["pay_as_you_go", "free_quotas", "packs"]
    tier: int
    date: dt.date
    text: str


@dataclass
class Page:
    """The page under the reader's hand; findings and problems are collected as it goes."""

    document: Document
    clauses: tuple[Clause, ...]
    findings: list[Finding] = field(default_factory=list)
    problems: list[PageUnreadable] = field(default_factory=list)
    interfaces: dict[str, Interface] = field(default_factory=dict)
    notes: dict[tuple[int, int, int, str], Note] = field(default_factory=dict)
    carried_out: list[CarriedOut] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    _found: set[tuple[object, ...]] = field(default_factory=set)

    def find(self, id: str, where: Where, text: str, decision: str) -> None:
        """Record a finding, once for each id and place."""
        if (id, where) not in self._found:
            self._found.add((id, where))
            self.findings.append(Finding(id, where, in_english(text), in_english(decision)))
            self.said |= {one: one for one in (text, decision)}

    def refuse(self, id: str, text: str, expected: str, **where: Any) -> None:
        """Record a problem, once for each id and place."""
        if (key := (id, *where.items())) not in self._found:
            self._found.add(key)
            problem = PageUnreadable(id, text, where=where, expected=expected)
            problem.names = self.names_of(where)
            self.problems.append(problem)

    def refuse_cell(self, table: Table, cell: Cell, expected: str) -> None:
        """Record a cell that cannot be read."""
        text = say("{text!r} cannot be read", text=cell.text)
        self.refuse_at(table, cell, "cell-unreadable", text, expected)

    def refuse_at(self, table: Table, cell: Cell, id: str, text: str, expected: str) -> None:
        """Record a problem at the place of ``cell``."""
        where = {"table": table.index, "row": cell.row, "column": cell.column}
        self.refuse(id, text, expected, **where)

    def names_of(self, where: Mapping[str, Any]) -> CellNames:
        """Return the heading right above the table that a place is in, and what heads its cell."""
        for table in self.document.tables:
            if table.index == where.get("table"):
                heading = table.path[-1] if table.path else None
                return CellNames(heading, *_heads(table, where.get("row"), where.get("column")))
        return CellNames()

    def name(self, text: str, source: Source) -> str:
        """Return the page's first spelling of an interface's name; declares a new one."""
        key = squeeze(fold(text))
        if key not in self.interfaces:
            self.interfaces[key] = Interface(collapse(text), ACTIONS.get(key), source)
        return self.interfaces[key].name

    def clause_of(self, table: Table) -> str | None:
        """Return the clause that governs ``table``."""
        return None if table.lead is None else self.clauses[table.lead].id

    @cached_property
    def stated(self) -> tuple[Stated, ...]:
        """The page's sentences with their clauses, in page order."""
        pairs = zip(self.document.sentences, self.clauses, strict=True)
        return tuple(Stated(s, clause.id, squeeze(fold(s.text[:_LONGEST]))) for s, clause in pairs)

    @cached_property
    def announcing(self) -> frozenset[str]:
        """The clauses of the sentences that seem to announce: they say nothing of today."""
        return frozenset(said.clause for said in self.stated if _announces(said))

    def raise_problems(self) -> None:
        """Raise ``PageUnreadable``, the first problem with all others in it, if there is one."""
        if not self.problems:
            return
        first, most = self.problems[0], self.problems[:_MOST_LISTED]
        text = first.message
        if len(self.problems) > 1:
            lines = listed(map(_line, most), "\n")
            text = say(
                "{count} places cannot be read:\n{lines}", count=len(self.problems), lines=lines
            )
        error = PageUnreadable(
            first.id,
            text,
            where=first.where,
            expected=first.expected,
            problems=most,
            more=len(self.problems) - len(most),
        )
        error.names = first.names
        raise error


def _heads(table: Table, row: int | None, column: int | None) -> tuple[str | None, str | None]:
    """The first text of a cell's row and of its column, where it is another cell's."""
    if not row or column is None:
        return None, None
    heads = (table.grid.starting_at(row, 0) if column else None, table.grid.starting_at(0, column))
    of_row, of_column = (head and name_in(head.text) for head in heads)
    return of_row, of_column


def _announces(said: Stated) -> bool:
    if QUOTA_NOTICE.found_in(said.plain) or STARTS.search(said.plain):
        return False
    passages = (said.plain, *said.sentence.path)
    return seems_to_announce(said.plain) and not any(map(_EXAMPLE.search, passages))


def source_of(table: Table, cell: Cell) -> Source:
    """Return the provenance of what ``cell`` says."""
    return Source(cell.text, table=table.index, row=cell.row, column=cell.column)


def where_of(table: Table, cell: Cell) -> Where:
    """Return the place of a finding about ``cell``."""
    return Where(table=table.index, row=cell.row, column=cell.column)


def _line(problem: PageUnreadable) -> Message:
    return say(
        "  {place}: {text} (expected: {expected})",
        place=place_in_words(problem.where, problem.names),
        text=problem.message,
        expected=problem.expected,
    )
