"""A line on a terminal that says what takes its time, gone once there is anything to read."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress

from tiia_pricebook.messages import Tell, say

QUIET = 1.0  # seconds that pass before there is a word of it
_EVERY = 0.5
_START, _ERASE = "\r", "\r\x1b[K"
_STANDARD_ERROR = 2


class Progress:
    """What a command has taken so far, shown by ``write`` from its second second on."""

    def __init__(self, command: str, tell: Tell, write: Callable[[str], object]) -> None:
        self._command, self._tell, self._write = command, tell, write
        self._began = time.monotonic()
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._shown = False
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Begin to show it."""
        self._thread.start()

    def clear(self) -> None:
        """Take the line away before something else is written; it comes back."""
        with self._lock:
            if self._shown:
                self._write(_ERASE)
                self._shown = False

    def stop(self) -> None:
        """Take the line away for good."""
        self._ended.set()
        self._thread.join()
        self.clear()

    def _run(self) -> None:
        if self._ended.wait(QUIET):
            return
        while True:
            seconds = int(time.monotonic() - self._began)
            text = say("{command}: {seconds} s …", command=self._command, seconds=seconds)
            with self._lock:
                self._write(_START + self._tell(text))
                self._shown = True
            if self._ended.wait(_EVERY):
                return


_running: list[Progress] = []


@contextmanager
def shown(command: str, tell: Tell, *, quiet: bool = False) -> Iterator[None]:
    """Show on standard error, where it is a terminal, how long a command takes.

    It is ``quiet`` where it would write over what somebody types there, and in what stays.
    """
    if quiet or not wanted(os.environ):
        yield
        return
    progress = Progress(command, tell, _to_terminal)
    _running.append(progress)
    progress.start()
    try:
        yield
    finally:
        progress.stop()
        _running.remove(progress)


def wanted(environment: Mapping[str, str]) -> bool:
    """Return whether somebody reads standard error, at a terminal that can take a line back."""
    return sys.stderr.isatty() and environment.get("TERM", "dumb") != "dumb"


def clear() -> None:
    """Take the line away, if there is one, since something is written now."""
    for progress in _running:
        progress.clear()


def _to_terminal(text: str) -> None:
    with suppress(OSError):  # the terminal may be gone
        os.write(_STANDARD_ERROR, text.encode(sys.stderr.encoding or "utf-8", "replace"))
