"""A connection that is closed where a request does not arrive in time.

The framework's limits begin with the first line after the head, and the server has none of its own.
Nor does anything else wait for the rest of a body that was answered before it was read.
"""

from __future__ import annotations

from asyncio import TimerHandle, Transport

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol


def timed(seconds: float) -> type[H11Protocol]:
    """Return HTTP/1.1 whose heads have so many seconds each."""
    return type("Timed", (TimedProtocol,), {"seconds": seconds})


class TimedProtocol(H11Protocol):
    """HTTP/1.1 whose heads have ``seconds`` each, the first from when it connects.

    A body has twice as long, so that the refusal of a slow one is sent before.
    """

    seconds: float
    _late: TimerHandle | None = None
    _awaited: object = None

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

    def _wait_for(self, state: object) -> None:
        if self._late:
            self._late.cancel()
        self._awaited, self._late = state, None
        times = 1 if state is h11.IDLE else 2
        if state in (h11.IDLE, h11.SEND_BODY):
            self._late = self.loop.call_later(times * self.seconds, self.transport.close)
