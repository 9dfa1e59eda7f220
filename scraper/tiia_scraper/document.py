"""Page text → headings, tables and sentences. Knows HTML and Markdown, knows no prices."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bs4.element import Comment, NavigableString, Tag

from tiia_pricing.errors import PageUnreadable
from tiia_scraper.grid import Grid, read_grid
from tiia_scraper.markdown import to_html
from tiia_scraper.rowgroups import nested_tables
from tiia_scraper.shown import BLOCKS, UNSEEN, cell_text, edges, is_struck, strange
from tiia_scraper.text import collapse
from tiia_scraper.tree import CONTENT_BOX, Tree, build

MAX_SENTENCES = 2000

_HTML = re.compile(rf"<!doctype\s+html|<(?:html|body)[\s>]|id=[\"']?{CONTENT_BOX}\b", re.I)
_SENTENCE = re.compile(r"[^。！？]*[。！？]+[”’」』）)]*|[^。！？]+$")
_HEADING = re.compile(r"h[1-6]")
_MARKER = re.compile(r"^>\s*[!?]\s*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a heading that alone governs a table, in page order.

    ``block`` and ``number`` say where it stands; ``path`` are the headings above it,
    outermost first; ``table`` is the table in one of whose cells it stands.
    """

    text: str
    block: int
    number: int
    path: tuple[str, ...]
    heading: bool = False
    table: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the headings above it and the index of the sentence that governs it."""

    index: int
    grid: Grid
    path: tuple[str, ...]
    lead: int | None


@dataclass(frozen=True, slots=True)
class Document:
    """A page without its markup; ``boxed`` is false for HTML that lacks the content box."""

    sentences: tuple[Sentence, ...]
    tables: tuple[Table, ...]
    title: str
    boxed: bool


def read_document(text: str) -> Document:
    """The content of a page, HTML or Markdown.

    Raises ``PageUnreadable`` for a page that ends within its content, or is too complex.
    """
    html = _HTML.search(text) is not None
    tree = build(text if html else to_html(text))
    box, boxed = _content(tree, html)
    _refuse_half_page(tree, box)
    walk = _Walk(tree)
    walk.children(box)
    walk.flush()
    title = tree.soup.title.get_text() if tree.soup.title else ""
    return Document(tuple(walk.sentences), tuple(walk.tables), collapse(title), boxed or not html)


def sentences_of(text: str) -> list[str]:
    """``text`` cut after 。！？ (and what closes there)."""
    return [part for match in _SENTENCE.findall(text) if (part := match.strip())]


def _content(tree: Tree, html: bool) -> tuple[Tag, bool]:
    if html:
        box = tree.soup.find(id=CONTENT_BOX)
        if isinstance(box, Tag):
            _refuse_second_box(tree, box)
            return box, True
        for name in ("article", "main"):
            if isinstance(found := tree.soup.find(name), Tag):
                return found, False
    return tree.soup.body or tree.soup, False


def _refuse_second_box(tree: Tree, box: Tag) -> None:
    for other in tree.soup.find_all(id=CONTENT_BOX):
        if other is not box and box not in other.parents:
            text = f"the page has two boxes #{CONTENT_BOX}"
            where = {"line": other.sourceline}
            raise PageUnreadable("content-box-twice", text, where=where, expected="one box")


def _refuse_half_page(tree: Tree, box: Tag) -> None:
    for tag in tree.left_open:
        if tag.name == "table" or (tag is box and tag.name not in {"body", "[document]"}):
            raise PageUnreadable(
                "page-truncated",
                f"the page ends within <{tag.name}>",
                where={"line": tag.sourceline},
                expected=f"</{tag.name}>",
            )


class _Walk:
    """One pass over the content: prose into sentences, tables into grids."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.sentences: list[Sentence] = []
        self.tables: list[Table] = []
        self.path: list[tuple[int, str]] = []
        self.parts: list[str] = []
        self.block = 0
        self.lead: int | None = None

    def headings(self) -> tuple[str, ...]:
        return tuple(text for _, text in self.path)

    def children(self, node: Tag) -> None:
        for child in node.children:
            if isinstance(child, NavigableString):
                if not isinstance(child, Comment):
                    self.parts.append(child)
            elif isinstance(child, Tag):
                self.tag(child)

    def tag(self, tag: Tag) -> None:
        if tag.name == "br":
            self.parts.append("\n")
        elif tag.name == "table":
            self.flush()
            self.table(tag)
        elif _HEADING.fullmatch(tag.name):
            self.flush()
            self.heading(tag)
        elif tag.name in BLOCKS:
            self.flush()
            self.children(tag)
            self.flush()
        elif is_struck(tag) and not tag.find("table"):
            self.parts.append(strange(tag))
        elif tag.name not in UNSEEN:
            before, after = edges(tag)
            self.parts.append(before)
            self.children(tag)
            self.parts.append(after)

    def flush(self) -> None:
        text = collapse("".join(self.parts))
        self.parts.clear()
        if text:
            self.prose(text)
            self.lead = len(self.sentences) - 1

    def prose(self, text: str, table: int | None = None) -> None:
        for number, sentence in enumerate(sentences_of(text)):
            if len(self.sentences) == MAX_SENTENCES:
                message = f"more than {MAX_SENTENCES} sentences"
                raise PageUnreadable("page-too-complex", message)
            self.sentences.append(
                Sentence(sentence, self.block, number, self.headings(), table=table)
            )
        self.block += 1

    def heading(self, tag: Tag) -> None:
        level = int(tag.name[1])
        while self.path and self.path[-1][0] >= level:
            self.path.pop()
        if text := collapse(cell_text(tag, {})[0]):
            self.path.append((level, text))
        self.lead = None

    def table(self, tag: Tag) -> None:
        if self.lead is None and self.path:
            above = self.headings()
            self.sentences.append(Sentence(above[-1], self.block, 0, above[:-1], heading=True))
            self.block += 1
            self.lead = len(self.sentences) - 1
        grid = read_grid(tag, self.tree.errors_of(tag))
        table = Table(len(self.tables), grid, self.headings(), self.lead)
        self.tables.append(table)
        self.notes(table)
        if any(repair.id == "nested-table" for repair in grid.repairs):
            for inner in nested_tables(tag):
                self.table(inner)

    def notes(self, table: Table) -> None:
        """Cells as wide as their table hold prose, such as 说明."""
        for cell in table.grid.cells():
            if cell.colspan == table.grid.width and any(end in cell.text for end in "。！？"):
                for line in cell.text.split("\n"):
                    if text := _MARKER.sub("", line):
                        self.prose(text, table.index)
