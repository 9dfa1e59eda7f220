"""One pass over a page's content: prose into sentences, tables into grids, the rest aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4.element import Comment, NavigableString, Tag

from tiia_pricebook.errors import A_PAGE, PageUnreadable
from tiia_pricebook.messages import say
from tiia_scraper.document.grid import Grid
from tiia_scraper.document.html_tree import Tree
from tiia_scraper.document.row_groups import captions_of, nested_tables
from tiia_scraper.document.table_forming import read_grid
from tiia_scraper.document.titles import is_title
from tiia_scraper.document.visible_text import (
    BLOCKS,
    UNSEEN,
    Odd,
    cell_text,
    edges,
    is_hidden,
    is_struck,
    said_by,
    words_of,
)
from tiia_scraper.document.whitespace import collapse

MAX_SENTENCES = 2000

_SENTENCE = re.compile(r"[^。！？]*[。！？]+[”’」』）)]*|[^。！？]+$")
_HEADING = re.compile(r"h[1-6]")
_MARKER = re.compile(r"^>\s*[!?]\s*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a heading that says more than what stands below it, in page order.

    ``block`` and ``number`` say where it stands; ``path`` are the headings above it,
    outermost first; ``table`` is the table in one of whose cells it stands, ``row`` the row
    that it tells whole, -1 for a caption.
    """

    text: str
    block: int
    number: int
    path: tuple[str, ...]
    heading: bool = False
    table: int | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the headings above it, its caption, and the sentence that governs it."""

    index: int
    grid: Grid
    path: tuple[str, ...]
    lead: int | None
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """Words of the page that are no sentence: a title, or what is not shown or struck out.

    ``block`` is the block of prose that comes next.
    """

    id: str
    text: str
    block: int


class Walk:
    """What has been met so far; ``children`` goes on, ``flush`` ends the last paragraph."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.sentences: list[Sentence] = []
        self.tables: list[Table] = []
        self.besides: list[Beside] = []
        self.path: list[tuple[int, str]] = []
        self.parts: list[str] = []
        self.block = 0
        self.lead: int | None = None

    def headings(self) -> tuple[str, ...]:
        """Return the headings above, outermost first."""
        return tuple(text for _, text in self.path)

    def children(self, node: Tag) -> None:
        """Read all within ``node``; the last paragraph stays open until ``flush``."""
        for child in node.children:
            if isinstance(child, NavigableString):
                if not isinstance(child, Comment):
                    self.parts.append(child)
            elif isinstance(child, Tag):
                self.tag(child)

    def tag(self, tag: Tag) -> None:
        """Read one element."""
        if tag.name == "br":
            self.parts.append("\n")
        elif self.hides(tag):
            return
        elif tag.name == "table":
            self.flush()
            self.table(tag)
        elif _HEADING.fullmatch(tag.name) and not tag.find("table"):
            self.flush()
            self.heading(tag)
        elif tag.name in BLOCKS:
            self.flush()
            self.children(tag)
            self.flush()
        elif is_struck(tag) and not tag.find("table"):
            self.beside(Odd("struck-text", self.text(tag)))
        else:
            self.inline(tag)

    def inline(self, tag: Tag) -> None:
        """Read an element within a line; the words that it draws are kept beside."""
        for odd in said_by(tag):
            self.beside(odd)
        if tag.name not in UNSEEN:
            before, after = edges(tag)
            self.parts.append(before)
            self.children(tag)
            self.parts.append(after)

    def beside(self, odd: Odd) -> None:
        """Keep words that are no sentence; what has none is no matter."""
        if odd.text:
            self.besides.append(Beside(odd.id, odd.text, self.block))

    def flush(self) -> None:
        """End the paragraph: its sentences, the last of which governs what follows."""
        text = collapse("".join(self.parts))
        self.parts.clear()
        if text:
            self.prose(text)
            self.lead = len(self.sentences) - 1

    def prose(self, text: str, table: int | None = None) -> None:
        """Keep the sentences of a paragraph, or of a cell of ``table``."""
        for number, sentence in enumerate(sentences_of(text)):
            self.sentence(Sentence(sentence, self.block, number, self.headings(), table=table))
        self.block += 1

    def sentence(self, sentence: Sentence) -> None:
        """Keep a sentence; raise ``PageUnreadable`` where there are too many."""
        if len(self.sentences) == MAX_SENTENCES:
            message = say("more than {most} sentences", most=MAX_SENTENCES)
            raise PageUnreadable("page-too-complex", message, expected=A_PAGE)
        self.sentences.append(sentence)

    def heading(self, tag: Tag) -> None:
        """Keep a title for the table that it may govern; another heading is a sentence."""
        level = int(tag.name[1])
        if text := self.text(tag):
            while self.path and self.path[-1][0] >= level:
                self.path.pop()
            self.path.append((level, text))
            self.lead = None
            if is_title(text):
                self.beside(Odd("title", text))
            else:
                self.govern()

    def govern(self) -> None:
        """Make the innermost heading a sentence, which governs what stands below."""
        above = self.headings()
        self.sentence(Sentence(above[-1], self.block, 0, above[:-1], heading=True))
        self.block += 1
        self.lead = len(self.sentences) - 1

    def untitle(self) -> None:
        """Forget the last title, which is to be a sentence; what is not shown may follow it."""
        del self.besides[max(i for i, one in enumerate(self.besides) if one.id == "title")]

    def table(self, tag: Tag) -> None:
        """Read a table, those in its cells, and its notes."""
        if self.lead is None and self.path:
            self.untitle()
            self.govern()
        grid = read_grid(tag, self.tree.errors_of(tag))
        table = Table(len(self.tables), grid, self.headings(), self.lead, self.caption(tag))
        self.tables.append(table)
        self.notes(table)
        if any(repair.id == "nested-table" for repair in grid.repairs):
            for inner in nested_tables(tag):
                self.table(inner)

    def caption(self, tag: Tag) -> str:
        """Return the words of a table's caption, or of all where it has several."""
        shown = [caption for caption in captions_of(tag) if not self.hides(caption)]
        return " ".join(filter(None, map(self.text, shown)))

    def text(self, tag: Tag) -> str:
        """Return the text of one element on one line; what is odd in it is kept beside."""
        shown, odd = cell_text(tag, {})
        for one in odd:
            self.beside(one)
        return collapse(shown)

    def hides(self, tag: Tag) -> bool:
        """Return whether an element is not shown; its words are kept beside then."""
        if is_hidden(tag):
            table = tag.name == "table"
            self.beside(Odd("hidden-table" if table else "hidden-text", words_of(tag)))
            return True
        return False

    def notes(self, table: Table) -> None:
        """Cells as wide as their table hold prose, such as 说明."""
        for cell in table.grid.cells():
            if is_note(cell.text, cell.colspan, table.grid.width):
                for line in cell.text.split("\n"):
                    if text := collapse(_MARKER.sub("", line)):
                        self.prose(text, table.index)

    def texts(self) -> Iterator[str]:
        """Yield everything that was kept, so that nothing is lost."""
        yield from (sentence.text for sentence in self.sentences)
        yield from (beside.text for beside in self.besides)
        for table in self.tables:
            yield table.caption
            yield from (cell.text for cell in table.grid.cells())
            yield from (aside.text for aside in table.grid.asides)


def is_note(text: str, colspan: int, width: int) -> bool:
    """Return whether a cell is as wide as its table and holds sentences."""
    return colspan == width and any(end in text for end in "。！？")


def sentences_of(text: str) -> list[str]:
    """Return ``text`` cut after 。！？ (and what closes there)."""
    return [part for match in _SENTENCE.findall(text) if (part := match.strip())]
