"""One moment by which everything has to be done."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Thread
from typing import TypeVar

Result = TypeVar("Result")

_FAREWELL = 0.5


class DeadlinePassed(Exception):
    """The time is over."""


class Deadline:
    """A moment ``seconds`` from now."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds that are left; raises ``DeadlinePassed`` where there are none."""
        if (left := self._end - time.monotonic()) <= 0:
            raise DeadlinePassed
        return left

    def bound(self, work: Callable[[], Result], abandon: Callable[[], None]) -> Result:
        """Return what ``work`` returns or raises; ``DeadlinePassed`` when it takes too long.

        A name that does not resolve and a header that drips can only be left alone: the
        work is done aside, and ``abandon`` is to make it end.
        """
        # A thread and not asyncio: looking up a name blocks in the C library, where a coroutine
        # could not be cancelled either, and urllib3 is synchronous.
        results: list[Result] = []
        errors: list[BaseException] = []

        def run() -> None:
            try:
                results.append(work())
            except BaseException as error:  # handed over to the caller
                errors.append(error)

        worker = Thread(target=run, name="fetch", daemon=True)
        worker.start()
        worker.join(self.left())
        if worker.is_alive():
            abandon()
            worker.join(_FAREWELL)
            raise DeadlinePassed
        if errors:
            raise errors[0]
        return results[0]
