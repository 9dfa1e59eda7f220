"""Text of a page that anyone may have written, made harmless in each form.

Each form escapes what it would otherwise act upon.
"""

from __future__ import annotations

import re

_MARKED = re.compile(r"[\\`*_{}\[\]<>|~&]")
_LINKED = re.compile(r"@|(?<!&)#|(?<=[a-z]):(?=//)|(?<=www)(?=\.)", re.IGNORECASE)


def plain(text: str) -> str:
    """``text`` on one line, without what a terminal would obey."""
    words = " ".join(text.split())
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in words)


def marked(text: str) -> str:
    """``text`` as Markdown that shows it, and neither links, mentions nor breaks the table."""
    entities = _MARKED.sub(lambda match: f"&#{ord(match[0])};", text)
    return _LINKED.sub(lambda match: f"{match[0]}&#8203;", entities)


def data(text: str) -> str:
    """``text`` as the message of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def parameter(text: str) -> str:
    """``text`` as a property of a workflow command."""
    return data(text).replace(":", "%3A").replace(",", "%2C")
