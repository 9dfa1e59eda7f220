"""What the server can be told to answer: pages, statuses, and every kind of failure."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from http import HTTPStatus
from typing import Literal, NamedTuple


class Request(NamedTuple):
    """What a client asked: the path with its query, and the headers by lower-case name."""

    path: str
    headers: dict[str, str]


class Answer(NamedTuple):
    """Bytes on the wire.

    With a ``pause`` they come one by one, so many seconds apart, after those ``at_once``;
    at the ``end`` the connection is closed, reset, or held open until the server stops.
    """

    data: bytes
    pause: float = 0
    end: Literal["close", "reset", "hold"] = "close"
    at_once: bytes = b""


Script = Answer | Callable[[Request], Answer]


def status(code: int, body: bytes = b"", **headers: str) -> Answer:
    """An answer with its length; ``retry_after="1"`` becomes ``Retry-After: 1``."""
    length = {"content_length": str(len(body))}
    return Answer(head(code, **(length | headers)) + body)


def head(code: int, **headers: str) -> bytes:
    """The status line and headers alone."""
    lines = [f"HTTP/1.1 {code} {HTTPStatus(code).phrase}"]
    lines += [f"{name.replace('_', '-').title()}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def page(text: str | bytes, **headers: str) -> Answer:
    """A page that is there."""
    body = text.encode() if isinstance(text, str) else text
    return status(200, body, **({"content_type": "text/html; charset=utf-8"} | headers))


def redirect(location: str, code: int = 302) -> Answer:
    """A redirect."""
    return status(code, location=location)


def reset() -> Answer:
    """The connection is reset before anything is said."""
    return Answer(b"", end="reset")


def reset_within(text: str) -> Answer:
    """The connection is reset when half of the body has come."""
    body = text.encode()
    return Answer(head(200, content_length=str(len(body))) + body[: len(body) // 2], end="reset")


def silent() -> Answer:
    """The connection stays open, and nothing is said."""
    return Answer(b"", end="hold")


def slow_headers(pause: float) -> Answer:
    """Headers that come byte by byte and never end."""
    return Answer(head(200, x_long="a" * 10_000), pause)


def slow_body(text: str, pause: float, **headers: str) -> Answer:
    """A body that comes byte by byte, after headers that come at once."""

    body = text.encode()
    return Answer(body, pause, at_once=head(200, content_length=str(len(body)), **headers))


def short(text: str, missing: int = 1) -> Answer:
    """A body shorter than its length."""
    body = text.encode()
    return Answer(head(200, content_length=str(len(body))) + body[:-missing])


def chunked(text: str, *, whole: bool = True) -> Answer:
    """A body in two chunks, with or without the chunk that ends it."""
    body = text.encode()
    half = len(body) // 2
    parts = [b"%x\r\n%b\r\n" % (len(part), part) for part in (body[:half], body[half:])]
    data = b"".join(parts) + (b"0\r\n\r\n" if whole else b"")
    return Answer(head(200, transfer_encoding="chunked") + data)


def gzipped(text: str, keep: int | None = None) -> Answer:
    """A compressed body; with ``keep`` only so many bytes of it, and a length that agrees."""
    return status(200, gzip.compress(text.encode())[:keep], content_encoding="gzip")


def deflated(text: str, *, bare: bool = False) -> Answer:
    """A body compressed as deflate, with the header of zlib or bare."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS if bare else zlib.MAX_WBITS)
    return status(200, packer.compress(text.encode()) + packer.flush(), content_encoding="deflate")


def bomb(megabytes: int) -> Answer:
    """A small compressed body of many ``megabytes``."""
    packer = zlib.compressobj(level=9, wbits=zlib.MAX_WBITS | 16)
    zeros = b"\0" * (1024 * 1024)
    body = b"".join(packer.compress(zeros) for _ in range(megabytes)) + packer.flush()
    return status(200, body, content_encoding="gzip")


def unless_known(text: str, *, etag: str, last_modified: str) -> Script:
    """A page, or 304 for a client that names its ``etag`` or its date."""

    def answer(request: Request) -> Answer:
        asked = request.headers
        if etag == asked.get("if-none-match") or last_modified == asked.get("if-modified-since"):
            return Answer(head(304, etag=etag, last_modified=last_modified))
        return page(text, etag=etag, last_modified=last_modified)

    return answer
