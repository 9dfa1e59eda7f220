"""What is wrong with a request that the parser of HTTP does not take."""

from __future__ import annotations

import ast
import re

import h11

from tiia_pricebook.messages import say
from tiia_pricing.answers.http.refusals import RequestRefused, not_http, refused

MOST_HEAD = 64 * 1024
"""The bytes that the first line and the headers of a request have at most."""

_TOKEN = re.compile(r"[-!#$%&'*+.^_`|~0-9A-Za-z]+")
_VERSION = re.compile(r"HTTP/[0-9]\.[0-9]")
# The parser shows the line that it does not take as Python writes it, within its own sentence.
_LINE = re.compile(
    r"illegal (request line|header line|chunk header): (?:bytearray\()?(b(['\"]).*\3)\)?", re.DOTALL
)
_LONGEST = 80  # characters of a line that are shown
_EXPECTED = say("an unencrypted request of HTTP/1.1, such as GET / HTTP/1.1")
_HEADERS = {
    "continuation line at start of headers": (
        say("the first header line begins with a space"),
        say("a header such as Host: localhost"),
    ),
    "Missing mandatory Host: header": (say("the request has no Host"), say("the header Host")),
    "Found multiple Host: headers": (
        say("the request has more than one Host"),
        say("the header Host once"),
    ),
    "bad Content-Length": (
        say("the Content-Length is not a number of bytes"),
        say("a whole number of at most 20 digits"),
    ),
    "conflicting Content-Length headers": (
        say("the request has two different Content-Length"),
        say("one of the two"),
    ),
}
_CODINGS = {
    "multiple Transfer-Encoding headers": say("the request has more than one Transfer-Encoding"),
    "Only Transfer-Encoding: chunked is supported": say("the Transfer-Encoding is not chunked"),
}


def refusal_of(error: BaseException | None) -> RequestRefused:
    """Return what is said of a request that the parser refused with ``error``.

    A sentence of the parser that is not known here says that it is no HTTP.
    """
    text = str(error)
    if isinstance(error, h11.ProtocolError) and error.error_status_hint == 431:
        most = say("at most {most} bytes", most=MOST_HEAD)
        return refused(431, "head-too-large", say("first line and headers are too long"), most)
    if text in _HEADERS:
        return refused(400, "header-malformed", *_HEADERS[text])
    if text in _CODINGS:
        return refused(501, "transfer-coding-unknown", _CODINGS[text], say("chunked, once"))
    if text.startswith("malformed chunk footer"):
        return _chunk(say("a chunk of the body does not end where its length says"))
    return _of_line(text)


def _of_line(text: str) -> RequestRefused:
    found = _LINE.fullmatch(text)
    if not found:
        return not_http(_EXPECTED)
    line = ast.literal_eval(found[2]).decode("utf-8", "backslashreplace")
    if found[1] == "header line":
        said = say("the header line {line!r} cannot be read", line=_cut(line))
        expected = say("a name, a colon and a value, such as Host: localhost")
        return refused(400, "header-malformed", said, expected)
    if found[1] == "chunk header":
        return _chunk(say("{line!r} is not the length of a chunk", line=_cut(line.strip())))
    return _first_line(line) if line.isprintable() else not_http(_EXPECTED)


def _chunk(text: str) -> RequestRefused:
    expected = say("chunks, each with its length in hexadecimal digits on a line before it")
    return refused(400, "chunk-malformed", text, expected)


def _first_line(line: str) -> RequestRefused:
    method, _, rest = line.partition(" ")
    path, _, version = rest.rpartition(" ")
    if not version.startswith("HTTP/"):
        said = say("the first line of the request is {line!r}", line=_cut(line))
        return refused(400, "request-line-malformed", said, _EXPECTED)
    if not _TOKEN.fullmatch(method):
        said, expected = say("{method!r} is not a method", method=_cut(method)), "GET, HEAD, POST"
    elif not _VERSION.fullmatch(version):
        said, expected = say("{given!r} is not a version of HTTP", given=_cut(version)), "HTTP/1.1"
    else:
        said = say("{path!r} is not a path", path=_cut(path))
        expected = say("ASCII without spaces, with all else percent-encoded, such as /quote")
    return refused(400, "request-line-malformed", said, expected)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
