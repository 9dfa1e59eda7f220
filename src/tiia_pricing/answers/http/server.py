"""The server: where it listens, and how it ends."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Iterable
from typing import Any

import uvicorn

from tiia_pricebook import PriceBook
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import Message, Tell, say
from tiia_pricebook.system_errors import system_reason
from tiia_pricing.answers.http import hosts
from tiia_pricing.answers.http.app import ServerLimits, application
from tiia_pricing.answers.http.malformed import MOST_HEAD
from tiia_pricing.answers.http.timed_protocol import timed

_LAST = 2  # seconds that a request has to end in once the server is to end


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens; raises ``InputError``. With port 0 the system chooses one."""
    try:
        family, *_, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return _bound(family, place)
    except (OSError, UnicodeError) as error:
        why = system_reason(error) if isinstance(error, OSError) else say("it is not a host")
        text = say("cannot listen on {host} port {port}: {why}", host=host, port=port, why=why)
        expected = say("an address of this machine, and a port that is free")
        raise InputError("address-unusable", text, expected=expected) from error


def _bound(family: int, place: Any) -> socket.socket:
    bound = socket.socket(family)
    try:
        if os.name == "posix":  # elsewhere it would share a port that is in use
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(place)
        bound.listen()
    except OSError:
        bound.close()
        raise
    return bound


def serve(
    book: PriceBook,
    place: socket.socket,
    *,
    limits: ServerLimits,
    allowed: Iterable[str] = (),
    tell: Tell = str,
) -> None:
    """Answer on ``place`` until a signal ends it, which is raised again.

    Nothing is logged: requests are the business of those who ask.
    """
    # A worker is ``python -m``, which would take modules from the working directory first.
    os.environ["PYTHONSAFEPATH"] = "1"
    # It warns of a worker that the same signal ended, where somebody else was told of that first.
    logging.getLogger("asyncio").setLevel(logging.ERROR)
    known = hosts.known(place.getsockname()[0], allowed)
    served = application(book, limits, known, tell)
    config = uvicorn.Config(
        served.answers,
        http=timed(limits, served),
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        h11_max_incomplete_event_size=MOST_HEAD,
        timeout_graceful_shutdown=_LAST,
    )
    uvicorn.Server(config).run(sockets=[place])


def address(place: socket.socket) -> Message:
    """Return what a person is told once it listens."""
    host, port = place.getsockname()[:2]
    name = f"[{host}]" if place.family == socket.AF_INET6 else host
    return say("listening on {url} until Ctrl-C", url=f"http://{name}:{port}/")
