"""The vendor's page as it stands, each piece of it with its fact, its rule and its verdict."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from tiia_pricing.errors import PricingError
from tiia_pricing.pricebook import Finding, PriceBook
from tiia_pricing.proof.coverage import Coverage, coverage
from tiia_pricing.proof.layout import Block, Heading, Spot, parts, spot_of
from tiia_pricing.proof.matching import Covered
from tiia_pricing.proof.rules import Rule
from tiia_pricing.publishing.links import Linked, linked, tags
from tiia_pricing.publishing.results import Results, Run, Scenario, Verdict
from tiia_scraper.decoding import decode
from tiia_scraper.document import Sentence, Table, read_document
from tiia_scraper.grid import Cell

_QUOTED = re.compile(r'"([^"]*)"')
_LIST = re.compile(r"\s*[、,]\s*")


class PageUncovered(PricingError):
    """A page and a book that do not cover each other (exit 1)."""

    exit_code = 1


class Stand(Struct, frozen=True):
    """What stands on a piece of the page: its rule, the runs of scenarios, the worst verdict."""

    anchor: str
    rule: str
    runs: int
    verdict: Verdict


class Piece(Struct, frozen=True):
    """A run of text; ``mark`` says how it is accounted for, ``why`` by which fact or reason."""

    text: str
    mark: str = ""
    why: str = ""


class Note(Struct, frozen=True):
    """A finding with its number on the page."""

    number: int
    finding: Finding


class Text(Struct, frozen=True):
    """A cell, a sentence or a heading with all that hangs on it."""

    text: str
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...] = ()
    stand: Stand | None = None
    reason: str = ""
    clause: str = ""
    unproved: bool = False


class Slot(Struct, frozen=True):
    """A cell in its place; without ``text`` an empty slot of the repaired grid."""

    anchor: str
    rowspan: int
    colspan: int
    header: bool
    text: Text


class Shown(Struct, frozen=True):
    """A part of the page in its order: ``kind`` is heading, block or table."""

    kind: str
    depth: int = 0
    index: int = 0
    texts: tuple[Text, ...] = ()
    rows: tuple[tuple[Slot | None, ...], ...] = ()
    notes: tuple[Note, ...] = ()


def ensure_covered(result: Coverage) -> None:
    """Raise ``PageUncovered`` where anything of the page or of the book is left over."""
    if result.unmapped:
        first = result.unmapped[0]
        message = f"{len(result.unmapped)} left over, first {first.what} {first.text!r}"
        expected = "every token of the page with a fact, every datum with a token"
        raise PageUncovered(
            "page-uncovered", message, where={"place": first.place}, expected=expected
        )


def held(data: bytes, book: PriceBook, results: Results) -> Coverage:
    """The coverage of the page by the rules that ran."""
    rules = (
        Rule(
            feature.file,
            frozenset(tags(feature.tags)),
            rule.name,
            frozenset(tags(rule.tags)),
            tuple(scenario.name for scenario in rule.scenarios),
        )
        for feature in results.features
        for rule in feature.rules
    )
    return coverage(data, book, rules)


def annotate(data: bytes, book: PriceBook, results: Results, covered: Coverage) -> list[Shown]:
    """Every part of the page, annotated."""
    page = _Page(book, results, covered)
    return [page.part(part) for part in parts(read_document(decode(data)))]


def general(book: PriceBook) -> list[Note]:
    """The findings that concern neither a table nor a clause, but the page."""
    return [
        note
        for note in _notes(book)
        if note.finding.where.table is None and note.finding.where.clause is None
    ]


def _notes(book: PriceBook) -> list[Note]:
    return [Note(number, item) for number, item in enumerate(book.findings, start=1)]


def naming(scenario: Scenario, names: set[str]) -> list[Run]:
    """The runs of a scenario that name one of ``names``: quoted, or as a cell of a table."""
    steps = scenario.steps
    said = {value for step in steps for value in _QUOTED.findall(step.text)}
    said |= {cell for step in steps for row in step.table or () for cell in row}
    if names & _listed(said):
        return list(scenario.runs)
    return [run for run in scenario.runs if names & _listed((run.row or {}).values())]


def _listed(values: Iterable[str]) -> set[str]:
    return {part for value in values for part in _LIST.split(value)}


class _Page:
    """What is known of each spot: its tokens, its clause, its findings."""

    def __init__(self, book: PriceBook, results: Results, covered: Coverage) -> None:
        self.clauses: dict[str, Linked] = linked(book, results)
        self.ids = {
            Spot(block=c.place.block, sentence=c.place.sentence): c.id for c in book.clauses
        }
        self.tokens: dict[Spot, list[Covered]] = {}
        for item in covered.tokens:
            self.tokens.setdefault(item.token.spot, []).append(item)
        self.notes = _notes(book)

    def part(self, part: Heading | Block | Table) -> Shown:
        if isinstance(part, Heading):
            text = self.heading(part)
            return Shown("heading", depth=part.depth, texts=(text,), notes=text.notes)
        if isinstance(part, Block):
            texts = tuple(self.sentence(sentence) for sentence in part.sentences)
            return Shown("block", texts=texts, notes=tuple(n for t in texts for n in t.notes))
        return self.table(part)

    def heading(self, heading: Heading) -> Text:
        if heading.sentence:
            return self.sentence(heading.sentence)
        return self.text(Spot(heading=heading.number), heading.text)

    def sentence(self, sentence: Sentence) -> Text:
        return self.text(spot_of(sentence), sentence.text)

    def table(self, table: Table) -> Shown:
        rows = tuple(
            tuple(self.slots(table, number, row)) for number, row in enumerate(table.grid.rows)
        )
        notes = tuple(note for note in self.notes if note.finding.where.table == table.index)
        return Shown("table", index=table.index, rows=rows, notes=notes)

    def slots(
        self, table: Table, number: int, row: tuple[Cell | None, ...]
    ) -> Iterator[Slot | None]:
        """The cells that begin in a row, and its empty slots."""
        for column, cell in enumerate(row):
            if cell is None:
                yield None
            elif (cell.row, cell.column) == (number, column):
                spot = Spot(table.index, cell.row, cell.column)
                anchor = f"t{spot.table}r{spot.row}c{spot.column}"
                text = self.text(spot, cell.text)
                yield Slot(anchor, cell.rowspan, cell.colspan, cell.header, text)

    def text(self, spot: Spot, text: str) -> Text:
        items = self.tokens.get(spot, [])
        id = self.ids.get(spot, "")
        clause = self.clauses.get(id)
        stand = self.stand(items)
        reason = next((item.reason or "" for item in items if item.token.text == text), "")
        return Text(
            text=text,
            pieces=tuple(_pieces(text, items)),
            notes=tuple(self.notes_at(spot, id)),
            stand=stand,
            reason=reason,
            clause=id,
            unproved=bool(clause) and not stand and not reason,
        )

    def notes_at(self, spot: Spot, clause: str) -> Iterator[Note]:
        """Findings of a cell, of its clause, or in its first column of the whole row."""
        for note in self.notes:
            where = note.finding.where
            place = (where.table, where.row, where.column or 0)
            at_cell = where.row is not None and place == (spot.table, spot.row, spot.column)
            if at_cell or (clause and where.clause == clause):
                yield note

    def stand(self, items: list[Covered]) -> Stand | None:
        """The rule of the facts of a text, with the runs that name their interfaces."""
        clause = next((item.clause for item in items if item.clause in self.clauses), None)
        names = frozenset(name for item in items for name in item.interfaces)
        return self.proved(clause, names) if clause else None

    def proved(self, clause: str, names: frozenset[str]) -> Stand | None:
        """The first rule of a clause; without ``names``, with all of its runs."""
        for proof in self.clauses[clause].proofs:
            scenarios = proof.rule.scenarios
            runs = [run for item in scenarios for run in naming(item, set(names))]
            runs = runs if names else [run for item in scenarios for run in item.runs]
            return Stand(proof.anchor, proof.rule.name, len(runs), worst(runs))
        return None


def worst(runs: Iterable[Run]) -> Verdict:
    """The worst verdict of some runs; of none, ``skipped``."""
    order: tuple[Verdict, ...] = ("error", "failed", "skipped", "passed")
    verdicts = {run.verdict for run in runs} or {"skipped"}
    return next(verdict for verdict in order if verdict in verdicts)


def _pieces(text: str, items: list[Covered]) -> Iterator[Piece]:
    """The text cut at its tokens; a sentence is no cut, for it is the whole."""
    end = 0
    for item in sorted(items, key=lambda item: item.token.offset):
        token = item.token
        if token.kind == "sentence" or token.offset < end:
            continue
        if token.offset > end:
            yield Piece(text[end : token.offset])
        end = token.offset + len(token.text)
        yield Piece(token.text, _mark(item), item.fact or item.reason or "")
    if end < len(text):
        yield Piece(text[end:])


def _mark(item: Covered) -> str:
    if item.informative:
        return "informative"
    if item.fact is None:
        return "unmapped"
    return "number" if item.token.kind in ("numeral", "date") else "fact"
