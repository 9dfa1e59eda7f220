"""The requests: which there are, how much of each is read, how long each may take."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial

import anyio
from anyio import CapacityLimiter, to_process
from msgspec import Struct
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from tiia_pricebook import PriceBook
from tiia_pricebook.bounded_reading import MAX_BYTES
from tiia_pricebook.errors import PricingError
from tiia_pricebook.messages import Tell
from tiia_pricing.answers.catalogue import QUESTIONS, program_fault
from tiia_pricing.answers.http import refusals
from tiia_pricing.answers.http.hosts import host_of
from tiia_pricing.answers.http.openapi import DESCRIPTION, DOCUMENT, description, document
from tiia_pricing.answers.http.refusals import JSON
from tiia_pricing.answers.http.worker import as_bytes, replied_apart
from tiia_pricing.locale import tell_in
from tiia_pricing.locale.accepted_language import of_header

Endpoint = Callable[[Request], Awaitable[Response]]
PATHS = {f"/{name}": "POST" for name in QUESTIONS} | dict.fromkeys(
    (DOCUMENT, DESCRIPTION), "GET, HEAD"
)
HEADERS = {
    "Cache-Control": "no-store",
    "Vary": "Accept-Language",
    "X-Content-Type-Options": "nosniff",
}
_LINGERING = 2  # seconds


class Limits(Struct, frozen=True):
    """How many bytes of a body are read, and the seconds of a head, a body and an answer each."""

    seconds: float
    most: int = MAX_BYTES


def application(book: PriceBook, limits: Limits, hosts: frozenset[str], tell: Tell) -> ASGIApp:
    """Return the application, which answers by ``book`` to ``hosts``.

    ``tell`` is the language of those who name none.
    """
    api = _Api(book, limits, hosts, tell)
    routes = [Route(f"/{name}", api.asking(name), methods=["POST"]) for name in QUESTIONS]
    routes += [Route(DOCUMENT, api.document), Route(DESCRIPTION, api.description)]
    handlers = {
        PricingError: api.refuse,
        HTTPException: api.refuse_path,
        Exception: api.refuse_fault,
    }
    served = Starlette(routes=routes, exception_handlers=handlers)
    served.router.redirect_slashes = False  # to an address that the header Host would make
    return api.guarding(served)


class _Api:
    """What the requests share."""

    def __init__(self, book: PriceBook, limits: Limits, hosts: frozenset[str], tell: Tell) -> None:
        self.book, self.limits, self.hosts, self.tell = book, limits, hosts, tell
        self.processes = CapacityLimiter(os.cpu_count() or 1)

    def guarding(self, served: ASGIApp) -> ASGIApp:
        """Return an application that refuses what is asked of a host that is none of its own."""

        async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
            request = Request(scope)
            host = request.headers.get("host", "")
            if host_of(host) in self.hosts:
                await served(scope, receive, send)
                return
            response = await self.refuse(request, refusals.wrong_host(host, self.hosts))
            await response(scope, receive, send)

        return guarded

    def asking(self, name: str) -> Endpoint:
        """Return what answers a question."""
        return partial(self._ask, name)

    async def document(self, request: Request) -> Response:
        """Return the OpenAPI document."""
        return _json(200, as_bytes(document(self._told_to(request))))

    async def description(self, request: Request) -> Response:
        """Return what there is to ask, as text."""
        return PlainTextResponse(description(self._told_to(request)), headers=HEADERS)

    async def refuse(self, request: Request, error: Exception) -> Response:
        """Return an error of ours as JSON."""
        found = error if isinstance(error, PricingError) else program_fault(error)
        told = refusals.told(found, self._told_to(request))
        return _json(refusals.status_of(found), as_bytes(told))

    async def refuse_path(self, request: Request, error: Exception) -> Response:
        """Return what the framework says of path and method as an error of ours."""
        path = request.url.path
        if path not in PATHS:
            return await self.refuse(request, refusals.no_path(path, PATHS))
        allowed = PATHS[path]
        response = await self.refuse(request, refusals.wrong_method(request.method, allowed))
        response.headers["Allow"] = allowed
        return response

    async def refuse_fault(self, request: Request, error: Exception) -> Response:
        """Return what nobody foresaw as a fault of the program."""
        return await self.refuse(request, program_fault(error))

    async def _ask(self, name: str, request: Request) -> Response:
        body = await self._body(request)
        try:
            with anyio.fail_after(self.limits.seconds):
                found = await to_process.run_sync(
                    replied_apart, self.book, name, body, cancellable=True, limiter=self.processes
                )
        except TimeoutError as error:
            raise refusals.slow_answer(self.limits.seconds) from error
        if isinstance(found, PricingError):
            raise found
        return _json(200, found)

    async def _body(self, request: Request) -> bytes:
        """The body; raises ``RequestRefused`` for one that is large, slow, or not said to be JSON.

        A form of another site cannot say so without asking first, which nothing here allows.
        """
        kind = request.headers.get("content-type", "")
        if kind.partition(";")[0].strip().lower() != JSON:
            raise refusals.wrong_type(kind)
        try:
            with anyio.fail_after(self.limits.seconds):
                return await _read(request, self.limits.most)
        except TimeoutError as error:
            raise refusals.slow_body(self.limits.seconds) from error

    def _told_to(self, request: Request) -> Tell:
        language = of_header(request.headers.get("accept-language", ""))
        return tell_in(language) if language else self.tell


async def _read(request: Request, most: int) -> bytes:
    announced, parts = request.headers.get("content-length", "0"), request.stream()
    if not announced.isdigit() or int(announced) > most:
        if "expect" not in request.headers:
            await _drain(parts)
        raise refusals.large_body(most)
    body = bytearray()
    async for part in parts:
        body += part
        if len(body) > most:
            await _drain(parts)
            raise refusals.large_body(most)
    return bytes(body)


async def _drain(parts: AsyncIterator[bytes]) -> None:
    """Let a client finish, for a while: one that still sends may not get to read a response."""
    with anyio.move_on_after(_LINGERING):
        async for _ in parts:
            pass


def _json(status: int, body: bytes) -> Response:
    return Response(body, status, HEADERS, JSON)
