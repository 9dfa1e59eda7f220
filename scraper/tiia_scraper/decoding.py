"""Bytes of a page → its text."""

from __future__ import annotations

import re

from tiia_pricing.errors import PageUnreadable

MAX_CHARACTERS = 2 * 1024 * 1024

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.I)


def decode(data: bytes, charset: str | None = None) -> str:
    """The page's text, with line feeds only and without NULs and the byte order mark.

    Tried in turn: a byte order mark, UTF-8, the ``charset`` its source declared, the one
    the page declares, GB18030. Raises ``PageUnreadable`` where nothing fits, where the
    page is empty, ends within a character, or is longer than ``MAX_CHARACTERS``.
    """
    text = _text(data, charset).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if not text.strip():
        raise PageUnreadable("page-empty", "the page is empty", expected="a page with prices")
    if len(text) > MAX_CHARACTERS:
        message = f"{len(text)} characters are no pricing page"
        raise PageUnreadable("page-too-large", message, expected=f"at most {MAX_CHARACTERS}")
    return text


def _text(data: bytes, charset: str | None) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strict(data, "utf-16") or _undecodable(data)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and not data[: error.start].isascii():
            message = f"the page ends within a character, at byte {error.start}"
            raise PageUnreadable("page-truncated", message, expected="a whole page") from error
    declared = _META.search(data[:4096])
    for name in (charset, declared and declared[1].decode("ascii"), "gb18030"):
        text = _strict(data, name) if name else None
        if text is not None:
            return text
    return _undecodable(data)


def _strict(data: bytes, charset: str) -> str | None:
    try:
        return data.decode(charset)
    except (UnicodeError, LookupError):
        return None


def _undecodable(data: bytes) -> str:
    message = f"{len(data)} bytes are text in no known encoding"
    raise PageUnreadable("page-undecodable", message, expected="UTF-8 or GB18030")
