"""One URL asked for and answered, again where it is worth it."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from http.client import HTTPException, IncompleteRead
from socket import SHUT_RDWR, socket
from typing import NamedTuple

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, InvalidHeader, MaxRetryError
from urllib3.response import HTTPResponse
from urllib3.util import Retry

from tiia_pricebook.errors import SourceUnreachable
from tiia_pricebook.messages import say
from tiia_scraper.sources.content_encoding import TooLarge, Truncated, UnknownCoding, undo
from tiia_scraper.sources.deadline import Deadline
from tiia_scraper.sources.source import Limits, unreachable
from tiia_scraper.sources.urls import Address

RETRIED = frozenset({429, 502, 503, 504})

_CHUNK = 64 * 1024
_FOREVER = 10**12
_MOST_HEADERS = 50
_LONGEST_HEADER = 8000
# Kept before others where there are very many.
_NEEDED = frozenset({"content-type", "etag", "last-modified", "location", "retry-after"})
_FAILURES = (HTTPError, HTTPException, OSError, Truncated)


class Answer(NamedTuple):
    """What a server answered: ``body`` of a 200 alone, ``cut`` where it is larger than asked."""

    status: int
    headers: dict[str, str]
    body: bytes = b""
    cut: bool = False


class Caller:
    """Asks servers within limits and a deadline: no proxy, no cookies, no credentials."""

    def __init__(self, limits: Limits, deadline: Deadline) -> None:
        self._limits = limits
        self._deadline = deadline
        self._socket: socket | None = None
        self.calling: Address | None = None

    def get(self, address: Address, headers: Mapping[str, str], most: int) -> Answer:
        """The answer, with at most ``most`` decoded bytes, after as many attempts as allowed.

        Raises ``SourceUnreachable`` where no answer comes, or one that asks to wait for
        longer than there is time. Whatever status comes in the end is an answer.
        """
        self.calling = address
        # Retry counts and backs off, but the loop is ours: urllib3's own sleeps for Retry-After
        # however little time is left, and does not ask again where a body breaks off.
        retry = Retry(self._limits.attempts - 1, backoff_factor=self._limits.backoff)
        while True:
            answer = self._attempt(address, headers, most)
            if isinstance(answer, Answer) and answer.status not in RETRIED:
                return answer
            try:
                retry = retry.increment("GET", address.target, error=Exception())
            except MaxRetryError:
                break
            if not self._waited(address, answer, retry):
                break
        if isinstance(answer, SourceUnreachable):
            raise answer
        return answer

    def abort(self) -> None:
        """End what is under way in another thread."""
        if self._socket is not None:
            with suppress(OSError):
                # Not that of TLS, which would pull its state from under the other thread.
                socket.shutdown(self._socket, SHUT_RDWR)

    def _waited(self, address: Address, answer: Answer | SourceUnreachable, retry: Retry) -> bool:
        """Whether there was time to wait before the next attempt."""
        left = self._deadline.left()
        asked = _asked_to_wait(answer)
        if isinstance(answer, Answer) and asked >= left:
            reason = say(
                "it answers {status} and asks to wait for {asked:.0f} seconds",
                status=answer.status,
                asked=asked,
            )
            raise unreachable(
                str(address), say("{reason}, longer than we may", reason=reason), "retry-later"
            )
        wait = max(asked, self._limits.backoff, retry.get_backoff_time())
        if wait >= left:
            return False
        time.sleep(wait)
        return True

    def _attempt(
        self, address: Address, headers: Mapping[str, str], most: int
    ) -> Answer | SourceUnreachable:
        """One answer, or the error that may be gone with the next attempt."""
        connection = self._connection(address)
        try:
            return self._exchange(connection, address, headers, most)
        except ssl.SSLCertVerificationError as error:
            reason = say("its certificate is not trusted: {why}", why=error.verify_message)
            raise unreachable(str(address), reason, "tls-untrusted") from error
        except UnknownCoding as error:
            reason = say("its body has a content encoding that was not asked for, or a broken one")
            raise unreachable(str(address), reason, "source-encoding") from error
        except _FAILURES as error:
            return _failure(address, error)
        finally:
            connection.close()

    def _connection(self, address: Address) -> HTTPConnection:
        timeout = min(self._limits.connect, self._deadline.left())
        if address.scheme == "https":
            return HTTPSConnection(
                address.host, address.port, timeout=timeout, ssl_context=self._trust
            )
        return HTTPConnection(address.host, address.port, timeout=timeout)

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        return ssl.create_default_context()

    def _exchange(
        self, connection: HTTPConnection, address: Address, headers: Mapping[str, str], most: int
    ) -> Answer:
        connection.connect()
        self._socket = connection.sock
        connection.timeout = min(self._limits.read, self._deadline.left())
        connection.request("GET", address.target, headers=headers, preload_content=False)
        with connection.getresponse() as response:
            kept = _kept(response.headers)
            if response.status != 200:
                return Answer(response.status, kept)
            try:
                coding = response.headers.get("content-encoding", "")
                return Answer(200, kept, undo(_chunks(response), coding, most))
            except TooLarge as large:
                return Answer(200, kept, large.start, cut=True)


def _chunks(response: HTTPResponse) -> Iterator[bytes]:
    while chunk := response.read1(_CHUNK, decode_content=False):
        yield chunk


def _kept(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers worth keeping: no secrets, and no more than a page needs."""
    pairs = ((name.lower(), value) for name, value in headers.items())
    kept = [
        (name, value)
        for name, value in pairs
        if name != "set-cookie" and len(name) + len(value) <= _LONGEST_HEADER
    ]
    return dict(sorted(kept, key=lambda pair: pair[0] not in _NEEDED)[:_MOST_HEADERS])


def _asked_to_wait(answer: Answer | SourceUnreachable) -> float:
    """The seconds for which ``Retry-After`` asks, given as a number or as a date."""
    text = answer.headers.get("retry-after") if isinstance(answer, Answer) else None
    if text is None:
        return 0
    try:
        return Retry(retry_after_max=_FOREVER).parse_retry_after(text)
    except (InvalidHeader, ValueError, OverflowError):
        return 0


def _failure(address: Address, error: Exception) -> SourceUnreachable:
    causes = (error, error.__cause__, error.__context__)
    if any(isinstance(cause, IncompleteRead | Truncated) for cause in causes):
        return unreachable(str(address), say("its body breaks off"), "source-truncated")
    if any(isinstance(cause, TimeoutError) for cause in causes):
        return unreachable(str(address), say("no answer comes in time"), "source-slow")
    return unreachable(str(address), _reason(error))


def _reason(error: Exception) -> str:
    """What the client says, without the objects that it names."""
    cause = error.__cause__ if isinstance(error, HTTPError) and error.__cause__ else error
    text = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
    return text[:200]
