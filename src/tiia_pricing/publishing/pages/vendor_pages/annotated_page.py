"""The vendor's page as it stands, each piece of it with its fact, its rule and its verdict."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from tiia_pricebook import Finding, PriceBook, Unread
from tiia_pricebook.unread_words import WHY
from tiia_pricing.proof.coverage import Coverage
from tiia_pricing.proof.matching import Covered
from tiia_pricing.proof.page_layout import Block, Heading, Spot, parts, spot_of, texts
from tiia_pricing.publishing.pages.vendor_pages.anchors import cell_anchor
from tiia_pricing.publishing.pages.vendor_pages.verdicts_on_page import Stand, standing
from tiia_pricing.publishing.site_data.links import Linked, linked
from tiia_pricing.results.scenario_results import Results
from tiia_scraper.document.decoding import decode
from tiia_scraper.document.document import Document, Sentence, Table
from tiia_scraper.document.grid import Cell
from tiia_scraper.extraction.leftover import read_told

_NOWHERE = ("struck-text", "drawn-text")


class Piece(Struct, frozen=True):
    """A run of text; ``mark`` says how it is accounted for, ``why`` by which fact or reason."""

    text: str
    mark: str = ""
    why: str = ""


class NumberedFinding(Struct, frozen=True):
    """A finding with its number on the page."""

    number: int
    finding: Finding


class Text(Struct, frozen=True):
    """A cell, a sentence or a heading with all that hangs on it."""

    text: str
    pieces: tuple[Piece, ...]
    notes: tuple[NumberedFinding, ...] = ()
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


class ShownPart(Struct, frozen=True):
    """A part of the page in its order: ``kind`` is whole, heading, block or table.

    ``aside`` are words that stand nowhere on the page, each with the reason.
    """

    kind: str
    depth: int = 0
    index: int = 0
    texts: tuple[Text, ...] = ()
    rows: tuple[tuple[Slot | None, ...], ...] = ()
    notes: tuple[NumberedFinding, ...] = ()
    aside: tuple[tuple[str, str], ...] = ()


def annotate(data: bytes, book: PriceBook, results: Results, covered: Coverage) -> list[ShownPart]:
    """Return every part of the page, annotated.

    First the findings that concern the page as a whole.
    """
    document, _ = read_told(decode(data))
    notes = _notes(book, document)
    page = _Page(book, results, covered, notes, document)
    whole = tuple(note for note in notes if _place(note.finding, book) == Spot())
    aside = tuple((one.text, WHY[one.why]) for one in book.unread or () if _nowhere(one))
    return [
        ShownPart("whole", notes=whole, aside=aside),
        *(page.part(part) for part in parts(document)),
    ]


def _nowhere(unread: Unread) -> bool:
    return unread.hidden or unread.why.endswith(_NOWHERE)


def _notes(book: PriceBook, document: Document) -> list[NumberedFinding]:
    """The findings, numbered as they come on the page."""
    order = {spot: number for number, (spot, _) in enumerate(texts(document))}
    items = sorted(book.findings, key=lambda item: order.get(_place(item, book), -1))
    return [NumberedFinding(number, item) for number, item in enumerate(items, start=1)]


def _place(finding: Finding, book: PriceBook) -> Spot:
    """The cell of a finding, or its row's first, or its table's first, or its sentence."""
    where = finding.where
    if where.table is not None:
        return Spot(where.table, where.row or 0, where.column or 0)
    places = (item.place for item in book.clauses if item.id == where.clause)
    return next((Spot(block=place.block, sentence=place.sentence) for place in places), Spot())


class _Page:
    """What is known of each spot: its tokens, its clause, its findings."""

    def __init__(
        self,
        book: PriceBook,
        results: Results,
        covered: Coverage,
        notes: list[NumberedFinding],
        document: Document,
    ) -> None:
        self.book = book
        self.clauses: dict[str, Linked] = linked(book, results)
        self.ids = {
            Spot(block=c.place.block, sentence=c.place.sentence): c.id for c in book.clauses
        }
        self.tokens: dict[Spot, list[Covered]] = {}
        for item in covered.tokens:
            self.tokens.setdefault(item.token.spot, []).append(item)
        self.notes = notes
        self.told: dict[tuple[int | None, int | None], Sentence] = {
            (s.table, s.row): s for s in document.sentences if s.row is not None
        }

    def part(self, part: Heading | Block | Table) -> ShownPart:
        if isinstance(part, Heading):
            text = self.heading(part)
            return ShownPart("heading", depth=part.depth, texts=(text,), notes=text.notes)
        if isinstance(part, Block):
            texts = tuple(self.sentence(sentence) for sentence in part.sentences)
            return ShownPart("block", texts=texts, notes=tuple(n for t in texts for n in t.notes))
        return self.table(part)

    def heading(self, heading: Heading) -> Text:
        if heading.sentence:
            return self.sentence(heading.sentence)
        return self.text(Spot(heading=heading.number), heading.text)

    def sentence(self, sentence: Sentence) -> Text:
        return self.text(spot_of(sentence), sentence.text)

    def table(self, table: Table) -> ShownPart:
        rows = tuple(
            tuple(self.slots(table, number, row)) for number, row in enumerate(table.grid.rows)
        )
        notes = tuple(note for note in self.notes if note.finding.where.table == table.index)
        said = self.told.get((table.index, -1))
        caption = self.sentence(said) if said else self.text(Spot(table.index), table.caption)
        return ShownPart("table", index=table.index, rows=rows, notes=notes, texts=(caption,))

    def slots(
        self, table: Table, number: int, row: tuple[Cell | None, ...]
    ) -> Iterator[Slot | None]:
        """The cells that begin in a row, and its empty slots."""
        for column, cell in enumerate(row):
            if cell is None:
                yield None
            elif (cell.row, cell.column) == (number, column):
                spot = Spot(table.index, cell.row, cell.column)
                own = cell_anchor(spot.table, spot.row, spot.column)
                text = (
                    self.told_text(spot, cell.text) if column == 0 else self.text(spot, cell.text)
                )
                yield Slot(own, cell.rowspan, cell.colspan, cell.header, text)

    def told_text(self, spot: Spot, text: str) -> Text:
        """The first cell of a row, which bears the clause where the row is told as one."""
        said = self.told.get((spot.table, spot.row))
        if said is None:
            return self.text(spot, text)
        whole = self.text(spot_of(said), said.text)
        return replace(whole, text=text, pieces=(Piece(text),))

    def text(self, spot: Spot, text: str) -> Text:
        items = self.tokens.get(spot, [])
        id = self.ids.get(spot, "")
        clause = self.clauses.get(id)
        stand = self.stand(items)
        reason = next((item.reason or "" for item in items if item.token.text == text), "")
        return Text(
            text=text,
            pieces=tuple(_pieces(text, items)),
            notes=tuple(self.notes_at(spot)),
            stand=stand,
            reason=reason,
            clause=id,
            unproved=bool(clause) and not stand and not reason,
        )

    def notes_at(self, spot: Spot) -> Iterator[NumberedFinding]:
        """Findings of a cell or a sentence; one of a whole row stands at its first cell."""
        return (note for note in self.notes if _place(note.finding, self.book) == spot)

    def stand(self, items: list[Covered]) -> Stand | None:
        """The rule of the facts of a text, with the runs that name their interfaces."""
        clause = next((item.clause for item in items if item.clause in self.clauses), None)
        names = {name for item in items for name in item.interfaces}
        return standing(self.clauses[clause], names) if clause else None


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
