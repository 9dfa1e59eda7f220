"""Page text → the tree a browser builds, with every parse error and its position."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any, NamedTuple, cast

from bs4 import BeautifulSoup, Tag

# Beautiful Soup has no public way to count what html5lib builds, and to stop it, while it builds.
from bs4.builder._html5lib import HTML5TreeBuilder, TreeBuilderForHtml5lib

from tiia_pricebook.errors import PageUnreadable
from tiia_pricebook.messages import say

MAX_DEPTH = 200
MAX_ELEMENTS = 10_000
MAX_ATTRIBUTES = 200
MAX_TAGS = 20_000
MAX_ENTITIES = 10_000
MAX_DASHES = 20_000

CONTENT_BOX = "docArticleContent"

# html5lib copies a name with each letter, and a comment with each dash.
_LONG_NAME = re.compile(r"</?[a-zA-Z][^\s/>]{10000}")
_TEMPLATE = re.compile("<template", re.I)
_TEMPLATE_END = re.compile("</template", re.I)

Position = tuple[int, int]


class ParseError(NamedTuple):
    """A repair the parser made: where in the text, and html5lib's name for it."""

    position: Position
    code: str


class Tree(NamedTuple):
    """A parsed page: its root, the parser's repairs, where tables start, what stayed open."""

    soup: BeautifulSoup
    errors: tuple[ParseError, ...]
    table_starts: tuple[Position, ...]
    left_open: tuple[Tag, ...]

    def errors_of(self, table: Tag) -> tuple[ParseError, ...]:
        """Return the repairs from the start of ``table`` to the start of the next one."""
        start = position(table)
        after = bisect_right(self.table_starts, start)
        first = bisect_left(self.errors, start, key=itemgetter(0))
        if after == len(self.table_starts):
            return self.errors[first:]
        return self.errors[
            first : bisect_left(self.errors, self.table_starts[after], key=itemgetter(0))
        ]


def position(tag: Tag) -> Position:
    """Return line and column just after the tag, by the same clock as ``ParseError.position``."""
    return (tag.sourceline or 0, (tag.sourcepos or 0) + 1)


def build(text: str) -> Tree:
    """Parse HTML as a browser does.

    Raises ``PageUnreadable`` for a page nested deeper than ``MAX_DEPTH`` or of more than
    ``MAX_ELEMENTS`` elements, as soon as the parser gets there.
    """
    if text.count("<") > MAX_TAGS:
        _too_complex(say("more than {most} tags", most=MAX_TAGS))
    if text.count("&") > MAX_ENTITIES:
        _too_complex(say("more than {most} character references", most=MAX_ENTITIES))
    if text.count("--") > MAX_DASHES:
        _too_complex(say("more than {most} double dashes", most=MAX_DASHES))
    if _LONG_NAME.search(text):
        _too_complex(say("a tag with an endless name"))
    builder = _Builder()
    soup = BeautifulSoup(_without_templates(text), builder=builder)
    nodes = builder.nodes
    return Tree(soup, nodes.errors, tuple(nodes.table_starts), nodes.left_open)


def _without_templates(text: str) -> str:
    """``text`` without what browsers set aside, which html5lib would read as if shown."""
    parts, start = [], 0
    while opened := _TEMPLATE.search(text, start):
        closing = _TEMPLATE_END.search(text, opened.end())
        end = text.find(">", closing.end()) if closing else -1
        if end < 0:
            break
        parts.append(text[start : opened.start()])
        start = end + 1
    return "".join(parts) + text[start:]


class _Builder(HTML5TreeBuilder):
    """BeautifulSoup's html5lib builder, keeping what it throws away."""

    nodes: _Nodes

    def prepare_markup(
        self, markup: Any, *_args: Any, **_kwargs: Any
    ) -> Iterator[tuple[Any, None, None, bool]]:
        self.user_specified_encoding = None
        yield markup, None, None, False

    def create_treebuilder(self, namespaceHTMLElements: bool) -> _Nodes:
        self.nodes = _Nodes(
            namespaceHTMLElements, self.soup, store_line_numbers=self.store_line_numbers
        )
        self.underlying_builder = self.nodes
        return self.nodes


class _Nodes(TreeBuilderForHtml5lib):
    """Refuses hostile pages while they are built; remembers errors, tables, open elements."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.errors: tuple[ParseError, ...] = ()
        self.left_open: tuple[Tag, ...] = ()
        self.table_starts: list[Position] = []
        self.elements = 0
        super().__init__(*args, **kwargs)

    def reset(self) -> None:
        super().reset()
        tokenizer = getattr(getattr(self, "parser", None), "tokenizer", None)
        if tokenizer is not None:
            _limit_attributes(tokenizer)

    def elementClass(self, name: str, namespace: str) -> Any:
        self.elements += 1
        if self.elements > MAX_ELEMENTS:
            _too_complex(say("more than {most} elements", most=MAX_ELEMENTS))
        if len(self.openElements) > MAX_DEPTH:
            _too_complex(say("elements nested more than {most} deep", most=MAX_DEPTH))
        element = super().elementClass(name, namespace)
        if name == "table":
            self.table_starts.append(position(cast(Tag, element.element)))
        return element

    def getDocument(self) -> BeautifulSoup:
        if self.parser is not None:
            errors: Iterable[tuple[Position, str, Any]] = self.parser.errors
            self.errors = tuple(ParseError(where, code) for where, code, _ in errors)
            self.left_open = tuple(node.element for node in self.openElements)
        return super().getDocument()


def _limit_attributes(tokenizer: Any) -> None:
    """Refuse an element of very many attributes, each of which html5lib compares with all."""
    read_name = tokenizer.attributeNameState

    def limited() -> Any:
        if len(tokenizer.currentToken["data"]) > MAX_ATTRIBUTES:
            _too_complex(
                say(
                    "an element of more than {most} attributes",
                    most=MAX_ATTRIBUTES,
                )
            )
        return read_name()

    tokenizer.attributeNameState = limited


def _too_complex(text: str) -> None:
    raise PageUnreadable("page-too-complex", text, expected=say("a page as a browser shows it"))
