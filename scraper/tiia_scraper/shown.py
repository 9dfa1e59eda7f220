"""What an element shows: its text without markup, scripts and nested tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bs4.element import Comment, NavigableString, Tag

from tiia_scraper.text import collapse
from tiia_scraper.tree import Position, position

BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "caption", "center", "dd", "div", "dl"),
        *("dt", "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "ul"),
    }
)
UNSEEN = frozenset({"script", "style", "template", "noscript", "title", "head"})

_BREAK = "\x1e"
_STRUCK = frozenset({"del", "s", "strike"})
_AROUND = frozenset({"sup", "sub"})
_FOR = frozenset(
    {"img", "svg", "math", "input", "select", "textarea", "object", "embed", "iframe", "canvas"}
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.I)
_LINE = re.compile(r"text-decoration[a-z-]*\s*:[^;]*line-through", re.I)


def cell_text(cell: Tag, codes: Mapping[Position, str]) -> tuple[str, frozenset[str]]:
    """The lines that ``cell`` shows, and the ids of what is odd in it.

    ``codes`` are the parser's repairs by position; ``</br>`` is one.
    """
    parts: list[str] = []
    odd = frozenset(_gather(cell, parts, codes))
    lines = (collapse(line) for line in "".join(parts).split(_BREAK))
    return "\n".join(line for line in lines if line), odd


def _gather(node: Tag, parts: list[str], codes: Mapping[Position, str]) -> Iterator[str]:
    """Append what the cell shows to ``parts``; yield the ids of what is odd in it."""
    for child in node.children:
        if isinstance(child, NavigableString):
            if not isinstance(child, Comment):
                parts.append(child)
        elif isinstance(child, Tag):
            yield from _tag(child, parts, codes)


def _tag(tag: Tag, parts: list[str], codes: Mapping[Position, str]) -> Iterator[str]:
    if tag.name == "br":
        parts.append(_BREAK)
        if codes.get(position(tag)) == "unexpected-end-tag-treated-as":
            yield "end-tag-br"
    elif tag.name == "table":
        yield "nested-table"
    elif is_strange(tag):
        parts.append(strange(tag))
    elif is_hidden(tag):
        yield "hidden-text"
    elif tag.name not in UNSEEN:
        before, after = edges(tag)
        parts.append(before)
        yield from _gather(tag, parts, codes)
        parts.append(after)


def is_hidden(tag: Tag) -> bool:
    """Whether the element itself says that it is not shown."""
    return "hidden" in tag.attrs or bool(_HIDDEN.search(str(tag.get("style", ""))))


def edges(tag: Tag) -> tuple[str, str]:
    """What stands before and after the text of ``tag``: a break, or a bracket.

    No number can hold a bracket, so 10<sup>2</sup> is 10[2], not 102.
    """
    if tag.name in BLOCKS:
        return _BREAK, _BREAK
    return ("[", "]") if tag.name in _AROUND and tag.get_text().strip() else ("", "")


def strange(tag: Tag) -> str:
    """What stands for an element that shows no text, or text in force no longer: ``[img]``."""
    return "[del]" if is_struck(tag) else f"[{tag.name}]"


def is_strange(tag: Tag) -> bool:
    """Whether ``tag`` is struck through, or shows something else than text."""
    return tag.name in _FOR or is_struck(tag)


def is_struck(tag: Tag) -> bool:
    """Whether the text of ``tag`` is struck through, so in force no longer."""
    return tag.name in _STRUCK or bool(_LINE.search(str(tag.get("style", ""))))
