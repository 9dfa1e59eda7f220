"""What an element shows: its text without markup, scripts and nested tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bs4.element import Comment, NavigableString, Tag

from tiia_scraper.document.html_tree import Position, position
from tiia_scraper.document.inline_styles import (
    contents_of,
    display_of,
    style_of,
    visibility_of,
)
from tiia_scraper.document.whitespace import collapse

BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "caption", "center", "dd", "div", "dl"),
        *("dt", "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "ul"),
    }
)
UNSEEN = frozenset({"script", "style", "template", "noscript", "title", "desc", "metadata", "head"})

_BREAK = "\x1e"
_STRUCK = frozenset({"del", "s", "strike"})
_AROUND = frozenset({"sup", "sub"})
_FOR = frozenset(
    {"img", "svg", "math", "input", "select", "textarea", "object", "embed", "iframe", "canvas"}
)
_LINE = re.compile(r"text-decoration[a-z-]{0,20}\s*:[^;]{0,200}line-through")
# Attributes whose words a reader sees: in a field, in its place, or in the place of a picture.
_SAYING = {
    "img": ("alt",),
    "area": ("alt",),
    "input": ("value", "placeholder", "alt"),
    "textarea": ("placeholder",),
    "option": ("label",),
    "optgroup": ("label",),
    "iframe": ("srcdoc",),
}
_SAYS_NOTHING = frozenset({"hidden", "checkbox", "radio", "password", "file", "range", "color"})


class Odd(NamedTuple):
    """Something in a cell that is no plain text: its id, and the words that it has."""

    id: str
    text: str = ""


def cell_text(cell: Tag, codes: Mapping[Position, str]) -> tuple[str, tuple[Odd, ...]]:
    """Return the lines that ``cell`` shows, and what is odd in it.

    ``codes`` are the parser's repairs by position; ``</br>`` is one.
    """
    parts: list[str] = []
    odd = tuple(_gather(cell, parts, codes))
    return "\n".join(filter(None, map(collapse, "".join(parts).split(_BREAK)))), odd


def _gather(node: Tag, parts: list[str], codes: Mapping[Position, str]) -> Iterator[Odd]:
    """Append what the cell shows to ``parts``; yield what is odd in it."""
    for child in node.contents:
        if isinstance(child, NavigableString):
            if not isinstance(child, Comment):
                parts.append(child)
        elif isinstance(child, Tag):
            yield from _tag(child, parts, codes)


def _tag(tag: Tag, parts: list[str], codes: Mapping[Position, str]) -> Iterator[Odd]:
    if tag.name == "br":
        parts.append(_BREAK)
        if codes.get(position(tag)) == "unexpected-end-tag-treated-as":
            yield Odd("end-tag-br")
    elif tag.name == "table":
        yield Odd("hidden-table", words_of(tag)) if is_hidden(tag) else Odd("nested-table")
    elif is_hidden(tag):
        yield Odd("hidden-text", words_of(tag))
    else:
        yield from said_by(tag)
        yield from _shown(tag, parts, codes)


def _shown(tag: Tag, parts: list[str], codes: Mapping[Position, str]) -> Iterator[Odd]:
    if is_strange(tag):
        parts.append(strange(tag))
        yield from _apart(tag, codes)
    elif tag.name not in UNSEEN:
        before, after = edges(tag)
        parts.append(before)
        yield from _gather(tag, parts, codes)
        parts.append(after)


def _apart(tag: Tag, codes: Mapping[Position, str]) -> Iterator[Odd]:
    """The words of what is struck out or drawn, and by itself what is hidden in it."""
    inner: list[str] = []
    for odd in _gather(tag, inner, codes):
        if odd.text:
            yield odd
    words = collapse("".join(inner).replace(_BREAK, " "))
    yield Odd("struck-text" if is_struck(tag) else "drawn-text", words)


def words_of(tag: Tag) -> str:
    """Return all the words within ``tag``, shown or not; none of scripts and style sheets."""
    return collapse(" ".join(strings_of(tag)))


def strings_of(tag: Tag) -> list[str]:
    """Return the words within ``tag`` as they are written, shown or not."""
    strings: list[str] = []
    _collect(tag, strings)
    return strings


def _collect(tag: Tag, strings: list[str]) -> None:
    for child in tag.contents:
        if isinstance(child, Tag):
            if child.name not in UNSEEN:
                _collect(child, strings)
        elif isinstance(child, NavigableString) and not isinstance(child, Comment):
            strings.append(child)


def is_hidden(tag: Tag) -> bool:
    """Return whether the element itself says that it is not shown."""
    return is_gone(tag) or is_blank(tag)


def is_gone(tag: Tag) -> bool:
    """Return whether the element is not shown and takes no place either."""
    if "style" in tag.attrs and (display := display_of(tag)):
        return display == "none" or _is(tag, "collapse")
    return "hidden" in tag.attrs or _closed(tag) or _is(tag, "collapse")


def is_blank(tag: Tag) -> bool:
    """Return whether the element is not shown and leaves its place empty."""
    return _is(tag, "hidden")


def _is(tag: Tag, visibility: str) -> bool:
    """Whether the element and all within it has that visibility."""
    return (
        "style" in tag.attrs
        and visibility_of(tag) == visibility
        and not any(visibility_of(inner) == "visible" for inner in tag.find_all(style=True))
    )


def _closed(tag: Tag) -> bool:
    return tag.name == "dialog" and "open" not in tag.attrs


def edges(tag: Tag) -> tuple[str, str]:
    """Return what stands before and after the text of ``tag``: a break, or a bracket.

    No number can hold a bracket, so 10<sup>2</sup> is 10[2], not 102.
    """
    if tag.name in BLOCKS:
        return _BREAK, _BREAK
    return ("[", "]") if tag.name in _AROUND and tag.get_text().strip() else ("", "")


def strange(tag: Tag) -> str:
    """Return what stands for an element that shows no text, or text in force no longer.

    For an image that is ``[img]``.
    """
    return "[del]" if is_struck(tag) else f"[{tag.name}]"


def is_strange(tag: Tag) -> bool:
    """Return whether ``tag`` is struck through, or shows something else than text."""
    return tag.name in _FOR or is_struck(tag)


def is_struck(tag: Tag) -> bool:
    """Return whether the text of ``tag`` is struck through, so in force no longer."""
    return tag.name in _STRUCK or bool(_LINE.search(style_of(tag)))


def said_by(tag: Tag) -> Iterator[Odd]:
    """Yield the words that a reader sees of a picture, a field or a frame, or by a style sheet."""
    if words := collapse(_said(tag)):
        yield Odd("drawn-text", words)


def _said(tag: Tag) -> str:
    if tag.name == "style":
        return contents_of(tag.string or "")
    if tag.name == "input" and str(tag.attrs.get("type")).lower() in _SAYS_NOTHING:
        return ""
    return " ".join(str(tag.attrs.get(name, "")) for name in _SAYING.get(tag.name, ()))
