"""What a client still does: it sends its body, or leaves before it is answered."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import anyio
from starlette.requests import Request

from tiia_pricing.answers.http import refusals

_LINGERING = 2  # seconds


async def body_of(request: Request, most: int) -> bytes:
    """Return the body; raises ``RequestRefused`` for one of more than ``most`` bytes."""
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


@contextmanager
def until_it_leaves(request: Request) -> Iterator[None]:
    """Cancel what is within once the client of a request that was read has left."""
    with anyio.CancelScope() as scope:
        leaving = asyncio.ensure_future(_left(request, scope))
        try:
            yield
        finally:
            leaving.cancel()


async def _left(request: Request, scope: anyio.CancelScope) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
    scope.cancel()
