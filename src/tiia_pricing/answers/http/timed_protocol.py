"""Connections that are closed when a request is late, and that refuse in JSON.

The framework's limits begin with the first line after the head, and the server has none of its own.
Nor does anything else wait for the rest of a body that was answered before it was read. What the
server says itself, of a request too many and of what is no HTTP, it says as plain text.
"""

from __future__ import annotations

import sys
from asyncio import TimerHandle, Transport
from http import HTTPStatus
from typing import Any

import h11
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from tiia_pricing.answers.http.app import HEADERS, Application, ServerLimits
from tiia_pricing.answers.http.malformed import refusal_of
from tiia_pricing.answers.http.refusals import JSON


def timed(limits: ServerLimits, refusing: Application) -> type[H11Protocol]:
    """Return HTTP/1.1 whose heads have the seconds of ``limits`` each."""
    return type("Timed", (TimedProtocol,), {"limits": limits, "refusing": refusing})


class TimedProtocol(H11Protocol):
    """HTTP/1.1 whose heads have so many seconds each, the first from when it connects.

    A body has twice as long, so that the refusal of a slow one is sent before.
    """

    limits: ServerLimits
    refusing: Application
    _late: TimerHandle | None = None
    _awaited: object = None

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.app: Any = self._unless_busy(self.app)

    def _unless_busy(self, app: Any) -> ASGIApp:
        """Return what answers as ``app`` does while there are not too many connections."""

        async def answering(scope: Scope, receive: Receive, send: Send) -> None:
            most = self.limits.connections
            full = len(self.connections) > most or len(self.tasks) > most
            await (self.refusing.busy if full else app)(scope, receive, send)

        return answering

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first head."""
        super().connection_made(transport)
        self._wait_for(h11.IDLE)

    def data_received(self, data: bytes) -> None:
        """Wait for the rest of a head or a body that has begun, not for one that is whole."""
        super().data_received(data)
        if self.conn.their_state is not self._awaited:
            self._wait_for(self.conn.their_state)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._wait_for(None)
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Say what is wrong with a request, unless its answer has begun, and close the connection.

        It is called while the error of the parser is handled, which says more than ``msg``.
        """
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            refused = refusal_of(sys.exception())
            headers = {**HEADERS, "Content-Type": JSON, "Connection": "close"}
            body = self.refusing.told(refused)
            headers["Content-Length"] = str(len(body))
            for event in (
                h11.Response(
                    status_code=refused.status,
                    headers=list(headers.items()),
                    reason=HTTPStatus(refused.status).phrase,
                ),
                h11.Data(data=body),
                h11.EndOfMessage(),
            ):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _wait_for(self, state: object) -> None:
        if self._late:
            self._late.cancel()
        self._awaited, self._late = state, None
        times = 1 if state is h11.IDLE else 2
        if state in (h11.IDLE, h11.SEND_BODY):
            self._late = self.loop.call_later(times * self.limits.seconds, self.transport.close)
