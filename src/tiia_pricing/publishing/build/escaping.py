"""Values as text of a page: every one is escaped here, and nowhere else.

Headings are Markdown, so that they stand in the contents; all else is HTML blocks, which
Markdown leaves alone, so that escaping for HTML is enough.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

from markupsafe import Markup, escape

from tiia_pricebook.untrusted_text import visible

PUNCTUATION = re.compile(r"[^\w\s]")
FENCES = str.maketrans({"`": "&#96;", "~": "&#126;"})


def safe(value: Any) -> Any:
    """``value`` as text that neither HTML nor Markdown's preprocessors take for markup.

    What turns the direction of text, or cannot be seen, stands visible in it.
    """
    if hasattr(value, "__html__"):
        return value
    return _inert(visible(str(value)))


def exactly(text: str) -> Markup:
    """``text`` for an attribute that a script compares: every character, unseen ones by number."""
    signs = (sign if sign.isprintable() else f"&#{ord(sign)};" for sign in _inert(text))
    return Markup("".join(signs))  # noqa: S704 - escaped right here


def _inert(text: str) -> Markup:
    return Markup(str(escape(text)).translate(FENCES))  # noqa: S704 - escaped right here


def fenced(text: str) -> Markup:
    """Return a text for a fenced block, where Markdown escapes.

    Raises ``ValueError`` for a fence.
    """
    if "```" in text:
        raise ValueError("the text would close its fenced block")
    return Markup(text.removesuffix("\n"))  # noqa: S704 - Markdown escapes what stands in a fence


def heading(value: object) -> Markup:
    """``value`` as the text of a Markdown heading: every punctuation mark as an entity."""
    text = visible(" ".join(str(value).split()))
    return Markup(PUNCTUATION.sub(lambda match: f"&#{ord(match[0])};", text))  # noqa: S704


def title(value: object) -> Markup:
    """``value`` as the title in a page's front matter: MkDocs prints it without escaping it."""
    return Markup(json.dumps(str(safe(" ".join(str(value).split())))))  # noqa: S704 - quoted


def gherkin(text: str) -> Markup:
    """Return a step with its quoted values and placeholders marked."""
    parts = re.split(r'("[^"]*"|“[^”]*”|<[^<>]*>|\{[^{}]*\})', text)
    marked = (
        Markup("<span class=value>{}</span>").format(safe(part)) if index % 2 else safe(part)
        for index, part in enumerate(parts)
    )
    return Markup("").join(marked)


def number(value: int | Decimal) -> str:
    """Return a number with thousands set apart: ``1,050,000``; decimals keep their digits."""
    return f"{value:,}"
