"""Page text → headings, tables and sentences. Knows HTML and Markdown, knows no prices."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from bs4.element import Tag

from tiia_pricebook.errors import PageUnreadable
from tiia_pricebook.messages import say
from tiia_scraper.document.html_tree import CONTENT_BOX, Tree, build
from tiia_scraper.document.markdown import to_html
from tiia_scraper.document.visible_text import strings_of
from tiia_scraper.document.walk import Beside, Sentence, Table, Walk, sentences_of
from tiia_scraper.document.whitespace import collapse

__all__ = ["Beside", "Document", "Sentence", "Table", "read_document", "sentences_of"]

_HTML = re.compile(rf"<!doctype\s+html|<(?:html|body)[\s>]|id=[\"']?{CONTENT_BOX}\b", re.I)


@dataclass(frozen=True, slots=True)
class Document:
    """A page without its markup; ``boxed`` is false for HTML that lacks the content box.

    Every word of it stands in a sentence, in a table, or in ``besides``.
    """

    sentences: tuple[Sentence, ...]
    tables: tuple[Table, ...]
    title: str
    boxed: bool
    besides: tuple[Beside, ...] = ()


def read_document(text: str) -> Document:
    """Return the content of a page, HTML or Markdown.

    Raises ``PageUnreadable`` for a page that ends within its content, or is too complex.
    """
    html = _HTML.search(text) is not None
    tree = build(text if html else to_html(text))
    box, boxed = _content(tree, html)
    _refuse_half_page(tree, box)
    walk = Walk(tree)
    walk.children(box)
    walk.flush()
    _refuse_lost(walk, "".join(strings_of(box)))
    title = tree.soup.title if html else None
    return Document(
        tuple(walk.sentences),
        tuple(walk.tables),
        collapse(title.get_text() if title else ""),
        boxed or not html,
        tuple(walk.besides),
    )


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


def _refuse_lost(walk: Walk, there: str) -> None:
    """The page is refused where a letter of it is in nothing that was kept."""
    kept = Counter("".join(walk.texts()))
    lost = {letter for letter, times in Counter(there).items() if kept[letter] < times}
    if words := sorted(letter for letter in lost if letter.isalnum()):
        text = say(
            "words with {words!r} are on the page and in nothing that was read",
            words="".join(words)[:40],
        )
        raise PageUnreadable("words-lost", text, expected=say("a page as a browser shows it"))


def _refuse_second_box(tree: Tree, box: Tag) -> None:
    for other in tree.soup.find_all(id=CONTENT_BOX):
        if other is not box and box not in other.parents:
            text = say("the page has two boxes #{content_box}", content_box=CONTENT_BOX)
            where = {"line": other.sourceline}
            raise PageUnreadable("content-box-twice", text, where=where, expected=say("one box"))


def _refuse_half_page(tree: Tree, box: Tag) -> None:
    for tag in tree.left_open:
        if tag.name == "table" or (tag is box and tag.name not in {"body", "[document]"}):
            raise PageUnreadable(
                "page-truncated",
                say("the page ends within <{name}>", name=tag.name),
                where={"line": tag.sourceline},
                expected=f"</{tag.name}>",
            )
