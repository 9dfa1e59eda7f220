"""What styles say of showing an element, and the words that they show, as browsers read them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4.element import Tag

# A declaration stands neither in a comment nor in a string.
_ASIDE = re.compile(r"/\*.*?(?:\*/|\Z)|\"[^\"]*\"?|'[^']*'?", re.S)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)
_CONTENT = re.compile(r"\bcontent\s*:((?:[^;{}\"']|\"[^\"]*\"|'[^']*')*+)", re.I)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_IMPORTANT = re.compile(r"!\s*important")
_DISPLAY = re.compile(
    "none|block|contents|flow-root|list-item|run-in|ruby(?:-base|-text)?(?:-container)?"
    "|(?:inline-)?(?:block|flex|grid|table)|inline|table-[a-z-]{3,12}"
    "|initial|inherit|unset|revert|revert-layer"
)
_VISIBILITY = re.compile("visible|hidden|collapse|initial")


def style_of(tag: Tag) -> str:
    """Return the style in lower case, without comments and strings."""
    return _ASIDE.sub(" ", str(tag.attrs.get("style", ""))).lower()


def display_of(tag: Tag) -> str | None:
    """Return the ``display`` that is in force, or ``None`` where the element gives none."""
    return _in_force(tag, "display", _DISPLAY)


def visibility_of(tag: Tag) -> str | None:
    """Return the ``visibility`` that is in force, or ``None`` where the element gives none."""
    return _in_force(tag, "visibility", _VISIBILITY)


def _in_force(tag: Tag, name: str, known: re.Pattern[str]) -> str | None:
    """The last valid value of a property, one that is ``!important`` before all others."""
    if "style" not in tag.attrs:
        return None
    found = [one for one in _values(style_of(tag), name) if known.fullmatch(one[1])]
    return max(enumerate(found), key=lambda one: (one[1][0], one[0]))[1][1] if found else None


def _values(style: str, name: str) -> Iterator[tuple[bool, str]]:
    for declaration in style.split(";"):
        property, _, value = declaration.partition(":")
        if property.strip() == name:
            plain = _IMPORTANT.sub("", value).strip()
            yield plain != value.strip(), plain


def contents_of(sheet: str) -> str:
    """Return the words that a style sheet puts before and after elements."""
    shown = _CONTENT.findall(_COMMENT.sub(" ", sheet))
    return " ".join(quoted[1:-1] for text in shown for quoted in _QUOTED.findall(text))
