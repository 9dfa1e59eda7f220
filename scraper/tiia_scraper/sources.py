"""Where a page comes from: a file, standard input, or a URL."""

from __future__ import annotations

import sys
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from tiia_pricing.errors import InputError, PageUnreadable, SourceUnreachable

MAX_BYTES = 4 * 1024 * 1024
TIMEOUT_SECONDS = 20


def read_source(source: str) -> bytes:
    """The bytes of a file, of standard input for ``-``, or of an http(s) URL.

    Raises ``SourceUnreachable`` where there are none, ``InputError`` for another kind of
    URL, and ``PageUnreadable`` for more than ``MAX_BYTES``.
    """
    if source == "-":
        return _limited(sys.stdin.buffer, source)
    scheme, separator, _ = source.partition("://")
    if not separator:
        return _from_file(source)
    if scheme.lower() not in {"http", "https"}:
        expected = "a file, - or an http(s) URL"
        raise InputError(
            "source-unsupported", f"{source!r} has the scheme {scheme!r}", expected=expected
        )
    return _from_url(source)


def _from_file(source: str) -> bytes:
    try:
        with Path(source).open("rb") as file:
            return _limited(file, source)
    except (OSError, ValueError) as error:
        raise _unreachable(source, getattr(error, "strerror", None) or str(error)) from error


def _from_url(source: str) -> bytes:
    try:
        request = Request(source, headers={"Accept-Encoding": "identity"})  # noqa: S310 - checked
        with build_opener(_SameHost()).open(request, timeout=TIMEOUT_SECONDS) as response:
            return _limited(response, source)
    except (URLError, HTTPException, OSError, ValueError) as error:
        raise _unreachable(source, str(error)) from error


def _limited(file: IO[bytes], source: str) -> bytes:
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        text = f"more than {MAX_BYTES} bytes are no pricing page"
        raise PageUnreadable("page-too-large", text, where={"source": source})
    return data


def _unreachable(source: str, reason: str) -> SourceUnreachable:
    text = f"cannot read {source!r}: {reason}"
    return SourceUnreachable("source-unreachable", text, expected="a page that can be read")


class _SameHost(HTTPRedirectHandler):
    """Follows redirects within the host that was asked for, and nowhere else."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        asked, offered = urlsplit(req.full_url), urlsplit(newurl)
        if asked.hostname != offered.hostname or offered.scheme not in {asked.scheme, "https"}:
            raise URLError(f"redirects to another host: {newurl}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)
