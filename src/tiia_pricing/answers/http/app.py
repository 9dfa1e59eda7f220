"""The requests: which there are, how much of each is read, how long each may take."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

import anyio
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
from tiia_pricing.answers.catalogue import QUESTIONS, program_fault, refusal
from tiia_pricing.answers.http import refusals
from tiia_pricing.answers.http.client import body_of, until_it_leaves
from tiia_pricing.answers.http.hosts import host_of
from tiia_pricing.answers.http.openapi import DESCRIPTION, DOCUMENT, description, document
from tiia_pricing.answers.http.refusals import JSON
from tiia_pricing.answers.http.worker import Workers, as_bytes
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


class ServerLimits(Struct, frozen=True):
    """The seconds of a head, a body and an answer each; ``most`` bytes of a body are read."""

    seconds: float
    most: int = MAX_BYTES
    connections: int = 100


class Application(Struct, frozen=True):
    """What answers requests, what refuses one too many, and the JSON of any refusal."""

    answers: ASGIApp
    busy: ASGIApp
    told: Callable[[PricingError], bytes]


def application(
    book: PriceBook, limits: ServerLimits, hosts: frozenset[str], tell: Tell
) -> Application:
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
    return Application(api.guarding(served), api.busy, lambda error: as_bytes(refusal(error, tell)))


class _Api:
    """What the requests share."""

    def __init__(
        self, book: PriceBook, limits: ServerLimits, hosts: frozenset[str], tell: Tell
    ) -> None:
        self.book, self.limits, self.hosts, self.tell = book, limits, hosts, tell
        self.workers = Workers()

    def guarding(self, served: ASGIApp) -> ASGIApp:
        """Return an application that refuses what is asked of a host that is none of its own."""

        async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
            refused = self._unfit(Request(scope))
            try:
                await (self._refusing(refused) if refused else served)(scope, receive, send)
            except asyncio.CancelledError:  # the server ends, and waits no longer
                await self._refusing(refusals.ending())(scope, receive, send)

        return guarded

    async def busy(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a request beyond those that are answered at once."""
        await self._refusing(refusals.busy(self.limits.connections))(scope, receive, send)

    def _unfit(self, request: Request) -> PricingError | None:
        """Return why no path answers a request: whose it is, and where its body ends."""
        host = request.headers.get("host", "")
        if host_of(host) not in self.hosts:
            return refusals.wrong_host(host, self.hosts)
        if {"content-length", "transfer-encoding"} <= set(request.headers.keys()):
            return refusals.two_lengths()
        return None

    def _refusing(self, error: PricingError) -> ASGIApp:
        """Return what refuses any request, and closes its connection: its body was not read."""

        async def refusing(scope: Scope, receive: Receive, send: Send) -> None:
            response = await self.refuse(Request(scope), error)
            response.headers["Connection"] = "close"
            await response(scope, receive, send)

        return refusing

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
        told = refusal(found, self._told_to(request))
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
            with until_it_leaves(request), anyio.fail_after(self.limits.seconds):
                return _reply(await self.workers.replied(self.book, name, body))
        except TimeoutError as error:
            raise refusals.slow_answer(self.limits.seconds) from error
        return Response(status_code=400)  # nobody is there to read it

    async def _body(self, request: Request) -> bytes:
        """The body; raises ``RequestRefused`` for one that is large, slow, or not said to be JSON.

        A form of another site cannot say so without asking first, which nothing here allows.
        """
        kind = request.headers.get("content-type", "")
        if kind.partition(";")[0].strip().lower() != JSON:
            raise refusals.wrong_type(kind)
        try:
            with anyio.fail_after(self.limits.seconds):
                return await body_of(request, self.limits.most)
        except TimeoutError as error:
            raise refusals.slow_body(self.limits.seconds) from error

    def _told_to(self, request: Request) -> Tell:
        language = of_header(", ".join(request.headers.getlist("accept-language")))
        return tell_in(language) if language else self.tell


def _reply(found: bytes | PricingError) -> Response:
    if isinstance(found, PricingError):
        raise found
    return _json(200, found)


def _json(status: int, body: bytes) -> Response:
    return Response(body, status, HEADERS, JSON)
