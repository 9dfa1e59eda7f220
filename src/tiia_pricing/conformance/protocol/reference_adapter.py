"""Calculators of this project behind the protocol: ``tiia-pricing adapter``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from importlib.metadata import version
from typing import IO, Any

import msgspec

from tiia_pricebook import PriceBook, loads
from tiia_pricebook.errors import InputError
from tiia_pricebook.json_codec import NotDecoded, decode
from tiia_pricebook.messages import in_english, say
from tiia_pricebook.untrusted_text import json_text
from tiia_pricing.conformance.protocol import messages
from tiia_pricing.conformance.protocol.case import Answer, Case
from tiia_pricing.conformance.protocol.claims import EVERYTHING, Claims
from tiia_pricing.conformance.protocol.reference import answer

_REQUEST: Any = messages.Request
NAME = "tiia-pricing"
Ask = Callable[[Case, PriceBook], Answer]


def introduced(name: str = NAME, *, on: str = "", claims: Claims = EVERYTHING) -> messages.Started:
    """Return how a calculator of ours introduces itself.

    ``on`` is what it computes on, if not Python.
    """
    python = f"Python {'.'.join(map(str, sys.version_info[:3]))}"
    return messages.Started(
        messages.PROTOCOL,
        messages.Implementation(name, version("tiia-pricing-spec"), on or python),
        claims.levels,
        dict(claims.readings),
        claims.abilities,
    )


def serve(
    requests: Iterable[bytes],
    answers: IO[bytes],
    ask: Ask = answer,
    started: messages.Started | None = None,
) -> int:
    """Answer the requests of a kit until it says ``stop`` or ends; the exit code.

    ``started`` is the answer to ``start``: the reference's, where it is not given. Raises
    ``InputError`` for a line that is no request.
    """
    books: dict[str, PriceBook] = {}
    for line in requests:
        request = _request(line)
        if isinstance(request, messages.Stop):
            break
        reply = (
            started or introduced()
            if isinstance(request, messages.Start)
            else _reply(request, books, ask)
        )
        answers.write(
            json_text(msgspec.json.encode(reply, enc_hook=in_english).decode()).encode() + b"\n"
        )
        answers.flush()
    return 0


def _request(line: bytes) -> messages.Request:
    try:
        request: messages.Request = decode(line, _REQUEST)
    except NotDecoded as error:
        text = say("cannot read the request {line!r}: {why}", line=line[:200], why=str(error))
        expected = say(
            "a line of JSON of protocol {number}: start, run or stop", number=messages.PROTOCOL
        )
        raise InputError("request-unreadable", text, expected=expected) from error
    return request


def _reply(request: messages.Run, books: dict[str, PriceBook], ask: Ask) -> messages.Reply:
    """The answer to a run; whatever breaks in the calculator is told as its own fault."""
    try:
        found = ask(_case(request), _book(request.book, books))
    except Exception as error:
        return messages.Reply(request.seq, error=f"{type(error).__name__}: {error}")
    if "error" not in found:
        return messages.Reply(request.seq, found)
    refused = {
        "id": found["error"],
        "message": found["message"],
        "where": found["where"],
        "expected": found["expected"],
    }
    return messages.Reply(request.seq, {"refused": refused})


def _book(given: messages.BookNamed, books: dict[str, PriceBook]) -> PriceBook:
    if given.content is not None:
        books[given.sha256] = loads(msgspec.json.encode(given.content))
    if given.sha256 not in books:
        text = say("no book {sha256} was given in full", sha256=given.sha256)
        expected = say("its content, the first time that a book is named")
        raise InputError("book-unknown", text, expected=expected)
    return books[given.sha256]


def _case(request: messages.Run) -> Case:
    files = request.files or messages.FilesGiven()
    given = {"usage": files.usage, "packs": files.packs}
    return {
        "book": None,
        "usage": msgspec.to_builtins(request.usage),
        "packs": msgspec.to_builtins(request.packs),
        "files": {kind: data for kind, data in given.items() if data is not None},
        "readings": request.readings,
        "activated": msgspec.to_builtins(request.activated),
        "ask": request.ask,
        "billed": msgspec.to_builtins(request.billed),
    }
