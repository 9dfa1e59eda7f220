"""A child process spoken to in lines, with a time limit on every answer."""

from __future__ import annotations

import os
import queue
import secrets
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import IO

from tiia_pricing.conformance.run import leftovers
from tiia_pricing.conformance.run.environment import Environment

MAX_LINE = 16 * 1024 * 1024
_MOST_LINES = 2  # that were written and not received; more waits in the program
_GRACE = 1  # seconds for the rest of what an ended program wrote
_STEP = 0.05
_HEED = 1  # seconds within which an interrupt is heeded
_STDERR_LINES = 20
_STDERR_WIDTH = 400


class Silence(Exception):
    """No line within the time limit."""


class Pipe:
    """A running command. Reading, writing, its stderr and its end have a thread each, so that a
    program that does not read, or fills its stderr, is as bounded as one that is silent."""

    def __init__(self, words: Sequence[str], environment: Environment) -> None:
        """Start the command with these variables alone; raises ``OSError``."""
        self._mark = secrets.token_hex(16)
        process = subprocess.Popen(  # noqa: S603 - the command that the user names
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**environment.variables, leftovers.MARK: self._mark},
            start_new_session=os.name == "posix",
        )
        self._process = process
        self._conceal = environment.conceal
        self._watch = leftovers.Watchdog(process.pid, self._mark) if os.name == "posix" else None
        self._closed = False
        self._lines: queue.Queue[bytes | None] = queue.Queue(_MOST_LINES)
        self._messages: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._said: deque[str] = deque(maxlen=_STDERR_LINES)
        # Threads and not asyncio: pytest asks from synchronous tests, and a pipe that nobody
        # empties must not hold up the other two, on Windows too, where pipes cannot be polled.
        self._threads = [
            threading.Thread(target=_to_the_end, args=(work, stream), daemon=True)
            for work, stream in (
                (self._write, process.stdin),
                (self._read, process.stdout),
                (self._listen, process.stderr),
            )
        ]
        for thread in self._threads:
            thread.start()
        threading.Thread(target=self._reap, daemon=True).start()

    @property
    def said(self) -> tuple[str, ...]:
        """The last lines of stderr."""
        return tuple(self._said)

    def send(self, message: bytes) -> None:
        """Write a line; one that nobody reads shows in the missing answer."""
        self._messages.put(message + b"\n")

    def finish(self) -> None:
        """Close the program's stdin once all that was sent is written."""
        self._messages.put(None)

    def receive(self, seconds: float) -> bytes | None:
        """Return the next line, or ``None`` once the output is closed; raises ``Silence``."""
        end = time.monotonic() + seconds
        while True:
            # In steps: an interrupt that another thread met is seen between two of them, on
            # Windows any. One long wait would outlast it.
            left = end - time.monotonic()
            with suppress(queue.Empty):
                return self._lines.get(timeout=min(max(left, 0), _HEED))
            if left <= _HEED:
                raise Silence

    def rest(self) -> bytes | None:
        """Of a program that has ended: a line that was not received."""
        try:
            return self.receive(2 * _GRACE)
        except Silence:
            return None

    def wait(self, seconds: float) -> int | None:
        """Return the exit code, negative for a signal; ``None`` while the program runs on."""
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def close(self) -> None:
        """End the program and all that it started, whatever it does."""
        self._closed = True
        self._messages.put(None)
        self._kill()
        self._process.wait()
        for thread in self._threads:
            thread.join(timeout=_GRACE)
        if self._watch:
            self._watch.done()

    def _reap(self) -> None:
        """Once the program has ended so do its children, and with them its output."""
        self._process.wait()
        self._kill()
        self._threads[1].join(timeout=_GRACE)
        self._put(None)

    def _kill(self) -> None:
        if os.name == "posix":
            leftovers.end(self._process.pid, self._mark)
        else:
            with suppress(PermissionError):  # it has ended
                self._process.kill()

    def _put(self, line: bytes | None) -> None:
        """Wait until somebody receives, or nobody will."""
        while not self._closed:
            with suppress(queue.Full):
                self._lines.put(line, timeout=_STEP)
                return

    def _write(self, stdin: IO[bytes]) -> None:
        while (message := self._messages.get()) is not None:
            try:
                stdin.write(message)
                stdin.flush()
            except OSError:
                return

    def _read(self, stdout: IO[bytes]) -> None:
        while line := stdout.readline(MAX_LINE):
            if line.strip():
                self._put(line)
        self._put(None)

    def _listen(self, stderr: IO[bytes]) -> None:
        while line := stderr.readline(65536):
            self._said.append(_printable(self._conceal(line.decode("utf-8", "replace").rstrip())))


def _printable(text: str) -> str:
    """What a terminal or a page can show as it stands, no escape sequences."""
    return "".join(one if one.isprintable() else " " for one in text[:_STDERR_WIDTH])


def _to_the_end(work: Callable[[IO[bytes]], None], stream: IO[bytes]) -> None:
    """Whoever reads or writes a stream closes it: nobody else can while that one waits."""
    work(stream)
    with suppress(OSError):  # what the program did not read any more
        stream.close()
