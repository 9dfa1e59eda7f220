"""Standard output and error: no character is fatal, and what cannot be written is told.

Their encoding is the one that Python found, UTF-8 or the terminal's. What it cannot hold stands
as ``\\u4ef7``, which is an escape of JSON too.
"""

from __future__ import annotations

import codecs
import io
import os
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricebook.system_errors import system_reason
from tiia_pricing.cli.process import progress

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_ESCAPED = "tiia-escaped"


@contextmanager
def prepared() -> Iterator[None]:
    """Guard the standard streams while a command runs; those that tests put in place stay.

    Writing to standard output raises ``InputError``, or ``BrokenPipeError`` where its reader
    went away, once; after that, and to standard error always, what is written in vain is lost.
    """
    codecs.register_error(_ESCAPED, _escaped)
    _occupy()
    before = sys.stdin, sys.stdout, sys.stderr
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - reading it fails
    sys.stdout = _guarded(sys.stdout, 1, muted=False)
    sys.stderr = _guarded(sys.stderr, 2, muted=True)
    try:
        yield
    finally:
        sys.stdin, sys.stdout, sys.stderr = before


class _Guard(io.RawIOBase):
    """A descriptor whose errors say what they are about."""

    def __init__(self, raw: io.RawIOBase, *, muted: bool) -> None:
        self._raw = raw
        self._muted = muted
        self._over = False

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._raw.fileno()

    def isatty(self) -> bool:
        return self._raw.isatty()

    def write(self, data: ReadableBuffer, /) -> int:
        size = memoryview(data).nbytes
        if self._over:
            return size
        progress.clear()
        try:
            return self._written(data)
        except OSError as error:
            self._over = True
            if self._muted:
                return size
            if isinstance(error, BrokenPipeError):
                raise
            text = say("cannot write standard output: {why}", why=system_reason(error))
            expected = say("a place that takes what is written")
            raise InputError("output-unwritable", text, expected=expected) from error

    def _written(self, data: ReadableBuffer) -> int:
        """How much a write took; where another program made it not wait, it waits here."""
        while (count := self._raw.write(data)) is None:
            select.select([], [self.fileno()], [])
        return count


def _guarded(stream: TextIO | None, number: int, *, muted: bool) -> TextIO:
    if stream is not None and stream is not (sys.__stdout__ if number == 1 else sys.__stderr__):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_ESCAPED)
        return stream
    raw: io.RawIOBase = io.FileIO(number, "w", closefd=False)
    if isinstance(stream, io.TextIOWrapper):
        raw = getattr(stream.buffer, "raw", raw)
    return io.TextIOWrapper(
        io.BufferedWriter(_Guard(raw, muted=muted)),
        encoding=stream.encoding if stream else "utf-8",
        errors=_ESCAPED,
        line_buffering=muted or raw.isatty(),
    )


def _occupy() -> None:
    """Put something that gives and takes nothing where a standard descriptor is closed.

    Else the next file that is opened would get its number, and what is meant for a terminal.
    """
    for number, access in enumerate((os.O_WRONLY, os.O_RDONLY, os.O_RDONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, access)


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4)), error.end
