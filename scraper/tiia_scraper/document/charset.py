"""The encoding that a page declares in a ``<meta>``, found as the HTML standard says.

https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import webencodings

if TYPE_CHECKING:
    from webencodings import Encoding

# The standard looks no further.
_PRESCAN = 1024

_INSTEAD = {"utf-16le": "utf-8", "utf-16be": "utf-8", "x-user-defined": "windows-1252"}

_STEP = re.compile(
    rb"<!--(?:-?>|.*?(?:-->|\Z))"
    rb"|<(?P<meta>meta)(?=[\t\n\f\r /])"
    rb"|<(?P<tag>/?[a-z][^\t\n\f\r >]*)"
    rb"|<[!/?][^>]*>",
    re.I | re.S,
)
_ATTRIBUTE = re.compile(
    rb"[\t\n\f\r /]*(?P<name>[^\t\n\f\r />][^\t\n\f\r />=]*)"
    rb"(?:[\t\n\f\r ]*=[\t\n\f\r ]*"
    rb"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?![\"'])(?P<bare>[^\t\n\f\r >]*))"
    rb"|(?![\t\n\f\r ]*=))"
)
_END = re.compile(rb"[\t\n\f\r /]*>")
_IN_CONTENT = re.compile(
    rb"charset[\t\n\f\r ]*=[\t\n\f\r ]*"
    rb"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?![\"'])(?P<bare>[^\t\n\f\r ;]+))",
    re.I,
)


def declared_in(data: bytes) -> str | None:
    """Return the name of the encoding that the page's own ``meta`` declares.

    A UTF-16 so declared could not be read as ASCII, and is UTF-8.
    """
    for attributes in _metas(data[:_PRESCAN]):
        if found := _of_meta(attributes):
            return _INSTEAD.get(found.name, found.name)
    return None


def encoding_of(label: bytes | str) -> Encoding | None:
    """Return the encoding that the encoding standard means by a label."""
    text = label.decode("latin-1") if isinstance(label, bytes) else label
    return webencodings.lookup(text) if text.isascii() else None


def _metas(data: bytes) -> Iterator[dict[bytes, bytes]]:
    """The attributes of each ``meta`` up to a tag that does not end; comments are passed over."""
    position = 0
    while step := _STEP.search(data, position):
        position = step.end()
        if step["meta"] or step["tag"]:
            attributes: dict[bytes, bytes] = {}
            while attribute := _ATTRIBUTE.match(data, position):
                position = attribute.end()
                attributes.setdefault(attribute["name"].lower(), _value(attribute))
            if not _END.match(data, position):
                return
            if step["meta"]:
                yield attributes


def _value(match: re.Match[bytes]) -> bytes:
    return match["double"] or match["single"] or match["bare"] or b""


def _of_meta(attributes: dict[bytes, bytes]) -> Encoding | None:
    """What ``charset`` says, else what ``content`` says beside a ``Content-Type``."""
    if (label := attributes.get(b"charset")) is not None:
        return encoding_of(label)
    if attributes.get(b"http-equiv", b"").lower() == b"content-type":
        found = _IN_CONTENT.search(attributes.get(b"content", b""))
        return encoding_of(_value(found)) if found else None
    return None
