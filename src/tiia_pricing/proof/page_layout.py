"""The page in its order, as the reader sees it: headings, blocks of sentences, tables."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from tiia_scraper.document.document import Document, Sentence, Table
from tiia_scraper.document.grid import Cell


class Spot(Struct, frozen=True, omit_defaults=True):
    """Where a text of the page stands: a cell, a sentence of a block, or a heading.

    Tables, rows, columns, blocks, sentences and headings all count from 0, in words from 1.
    """

    table: int | None = None
    row: int | None = None
    column: int | None = None
    block: int | None = None
    sentence: int | None = None
    heading: int | None = None

    def __str__(self) -> str:
        names = self.__struct_fields__
        parts = ((name, getattr(self, name)) for name in names)
        return ", ".join(f"{name} {value + 1}" for name, value in parts if value is not None)


class Heading(Struct, frozen=True):
    """A heading of the page; ``sentence`` where it is a clause, because it governs a table."""

    text: str
    depth: int
    number: int
    sentence: Sentence | None = None


class Block(Struct, frozen=True):
    """A paragraph: its sentences."""

    sentences: tuple[Sentence, ...]


Part = Heading | Block | Table


def parts(document: Document) -> Iterator[Part]:
    """Yield everything that the page shows, in its order."""
    above: tuple[str, ...] = ()
    number = 0
    for item in _items(document):
        for heading in _headings(item, above):
            yield Heading(heading.text, heading.depth, number, heading.sentence)
            number += 1
        above = _path(item)
        if not isinstance(item, tuple):
            yield item
        elif not item[0].heading:
            yield Block(item)


_Item = tuple[Sentence, ...] | Table


def _items(document: Document) -> Iterator[_Item]:
    """Blocks and tables; a sentence in a cell is shown with its table."""
    tables = list(document.tables)
    for _, group in groupby(enumerate(document.sentences), lambda pair: pair[1].block):
        numbered = [pair for pair in group if pair[1].table is None]
        if not numbered:
            continue
        first, last = numbered[0][0], numbered[-1][0]
        while tables and (tables[0].lead is None or tables[0].lead < first):
            yield tables.pop(0)
        yield tuple(sentence for _, sentence in numbered)
        while tables and tables[0].lead == last:
            yield tables.pop(0)
    yield from tables


def _path(item: _Item) -> tuple[str, ...]:
    if not isinstance(item, tuple):
        return item.path
    first = item[0]
    return (*first.path, first.text) if first.heading else first.path


def _headings(item: _Item, above: tuple[str, ...]) -> Iterator[Heading]:
    """The headings that stand between what came before and ``item``."""
    path = _path(item)
    same = 0
    while same < min(len(path), len(above)) and path[same] == above[same]:
        same += 1
    own = item[0] if isinstance(item, tuple) and item[0].heading else None
    for depth in range(same, len(path)):
        last = depth == len(path) - 1
        yield Heading(path[depth], depth + 1, 0, own if last else None)
    if own and same == len(path):
        yield Heading(own.text, len(path), 0, own)


def texts(document: Document) -> Iterator[tuple[Spot, str]]:
    """Yield each text of the page once, with its spot: headings, sentences, cells."""
    for part in parts(document):
        if isinstance(part, Heading):
            yield _heading_spot(part), part.text
        elif isinstance(part, Block):
            yield from ((spot_of(sentence), sentence.text) for sentence in part.sentences)
        else:
            yield from _table_texts(part, document)


def _table_texts(table: Table, document: Document) -> Iterator[tuple[Spot, str]]:
    """Its cells; a cell of prose gives its sentences in its place, a table told by rows these."""
    inner = [sentence for sentence in document.sentences if sentence.table == table.index]
    if any(sentence.row is not None for sentence in inner):
        yield from ((spot_of(sentence), sentence.text) for sentence in inner)
        return
    if table.caption:
        yield Spot(table.index), table.caption
    for cell in table.grid.cells():
        said = [item for item in inner if item.text in cell.text] if _wide(cell, table) else []
        yield from ((spot_of(sentence), sentence.text) for sentence in said)
        if cell.text and not said:
            yield Spot(table.index, cell.row, cell.column), cell.text


def _wide(cell: Cell, table: Table) -> bool:
    return cell.colspan == table.grid.width


def _heading_spot(heading: Heading) -> Spot:
    return spot_of(heading.sentence) if heading.sentence else Spot(heading=heading.number)


def spot_of(sentence: Sentence) -> Spot:
    """Return the spot of a sentence."""
    return Spot(block=sentence.block, sentence=sentence.number)
