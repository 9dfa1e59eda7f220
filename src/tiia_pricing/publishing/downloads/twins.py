"""Pages as Markdown for programs: what a page says, without what only a browser needs.

Such a twin stands beside its page, ``prices.md`` beside ``prices.html``. It is the page before
MkDocs builds it, so it has tables in HTML, as Markdown may, and its links lead to other twins.
MkDocs leaves all HTML alone; other readers of Markdown do not, so no text within is a link there.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from tiia_pricebook.untrusted_text import marked

MOST = 160
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
# Drawn for the eye, for typing into, or shown only after a choice; the data have all of it.
_SEEN = re.compile(
    r"<(svg|form|style|template|script)\b.*?</\1>|<(section|p)\b[^>]* hidden>.*?</\2>",
    re.DOTALL,
)
_LAYOUT = re.compile(r"</?(?:span|small)\b[^>]*>")
_LOOKS = re.compile(r'\s(?:class|role|scope|style|tabindex|title|data-[\w-]+|aria-[\w-]+)="[^"]*"')
_CODE_OR_TAG = re.compile(
    r"^[ \t]*```.*?^[ \t]*```[ \t]*$|`[^`\n]+`|<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)\b[^>]*>",
    re.DOTALL | re.MULTILINE,
)
_VOID = {"br", "hr", "img", "input", "link", "meta", "wbr"}
_TAG = re.compile(r"<[^>]*>")
_ATTRIBUTES = re.compile(r"[ \t]*\{ ?[.#:][^{}\n]*\}[ \t]*$", re.MULTILINE)
_ENTITY = re.compile(r"&#(\d+);")
_MEANT = set("\\`*_{}[]<>|~&#\n\r")  # of which Markdown or HTML would make something
_BLANK = re.compile(r"\n\s*\n")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


def twin(page: str) -> str:
    """Write a rendered page as its twin."""
    text = _SEEN.sub("", _FRONT.sub("", page))
    text = _TAG.sub(lambda tag: _LOOKS.sub("", tag[0]), _LAYOUT.sub("", text))
    text = "".join(_without_links(_ENTITY.sub(_sign, _ATTRIBUTES.sub("", text))))
    return _BLANK.sub("\n\n", text).strip() + "\n"


def _without_links(text: str) -> Iterator[str]:
    """The parts of a text, of HTML those with no bracket that begins a link."""
    depth = at = 0
    for found in _CODE_OR_TAG.finditer(text):
        between = text[at : found.start()]
        yield between.replace("[", "&#91;") if depth else between
        yield found[0].replace("[", "&#91;") if found["name"] else found[0]
        at = found.end()
        if found["name"] and found["name"] not in _VOID:
            depth = max(depth - 1, 0) if found["end"] else depth + 1
    yield text[at:]


def _sign(entity: re.Match[str]) -> str:
    sign = chr(int(entity[1]))
    return sign if sign.isprintable() and sign not in _MEANT else entity[0]


def title_of(page: str) -> str:
    """Return the first heading of a twin, as Markdown; empty where it has none."""
    found = re.search(r"^# (.+)$", page, re.MULTILINE)
    return found[1].strip() if found else ""


def summary_of(page: str) -> str:
    """Return how the text of a twin begins, in one line of at most 160 characters, as Markdown."""
    blocks = (_words(block) for block in page.split("\n\n") if not block.startswith("#"))
    text = next(filter(None, blocks), "")
    if len(text) > MOST:
        text = f"{text[: MOST - 1].rstrip()}…"
    return marked(text)


def _words(block: str) -> str:
    bare = re.sub(r"[*`]", "", _LINK.sub(r"\1", _TAG.sub(" ", block)))
    return " ".join(html.unescape(bare).split())
