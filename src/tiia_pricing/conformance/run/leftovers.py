"""What a program under test started, ended with it, and with us if we are killed.

Its process group ends everywhere. Children in sessions of their own are known by a variable that
they inherit, which Linux shows; one that empties its environment is not found. Run as a script
this waits for the end of its input, and then ends the program, unless it was told that all is
done.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

MARK = "TIIA_PRICING_UNDER_TEST"
_ROUNDS = 5  # a process may start another while we look
_DONE = b"done"
_SECONDS = 2


def end(group: int, mark: str) -> None:
    """Kill a process group, and each process that has ``mark`` in its environment."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)
    for _ in range(_ROUNDS):
        left = list(_marked(mark))
        for process in left:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(process, signal.SIGKILL)
        if not left:
            return


def _marked(mark: str) -> Iterator[int]:
    wanted = f"{MARK}={mark}".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it ended, or is somebody else's
            if wanted in (folder / "environ").read_bytes().split(b"\0"):
                yield int(folder.name)


class Watchdog:
    """A process that ends a program under test where this one dies before ``done``."""

    def __init__(self, group: int, mark: str) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - this file
            [sys.executable, "-I", "-S", __file__, str(group), mark],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def done(self) -> None:
        """The program has ended: let the watch end without a kill."""
        with suppress(OSError, ValueError, subprocess.TimeoutExpired):
            self._process.communicate(_DONE, timeout=_SECONDS)


if __name__ == "__main__":
    if sys.stdin.buffer.read() != _DONE:
        end(int(sys.argv[1]), sys.argv[2])
