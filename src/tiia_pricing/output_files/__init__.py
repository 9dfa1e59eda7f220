"""Outputs, written to what was named: a file whole or not at all, a device or a pipe as it is.

A link is followed, and stays. A file is replaced by the new one once that is whole, so that its
folder must be one that can be written to; it keeps its mode and, where we may give it away, its
owner. Other names of the same file keep what they had.
"""

from __future__ import annotations

import errno
import os
import time
from argparse import ArgumentTypeError
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import Message, say
from tiia_pricebook.system_errors import system_reason
from tiia_pricing.output_files.partials import Partial, clean, write_all
from tiia_pricing.output_files.targets import (
    Descriptor,
    Irreplaceable,
    Plain,
    Stream,
    ensure_replaceable,
    target_of,
)

__all__ = [
    "Fill",
    "clean",
    "ensure_writable",
    "named",
    "named_or_stdout",
    "refused_argument",
    "write",
    "write_together",
]

Fill = Callable[[Path], None]

_WRITABLE = say("a file, in a folder that is there and can be written")
_REPLACEABLE = say(
    "a file that can be replaced; or /dev/fd/3, with 3> FILE, to write into it as it is"
)
_STDOUT = "-"
_READER_SECONDS = 30
_STEP = 0.05


def named(text: str) -> Path:
    """Return the file that an option names; raises ``ArgumentTypeError`` where it names none."""
    if not text:
        raise refused_argument(say("the name of the file is empty"), say("a file"))
    if text == _STDOUT:
        raise refused_argument(say("standard output has the report"), say("a file; ./- is one"))
    if text.endswith(("/", os.sep)) or Path(text).name in {"", ".."}:
        raise refused_argument(say("{text!r} is a folder", text=text), say("a file"))
    return Path(text)


def named_folder(text: str) -> Path:
    """Return the folder that an option names; raises ``ArgumentTypeError`` where it names none."""
    if not text:
        raise refused_argument(say("the name of the folder is empty"), say("a folder"))
    return Path(text)


def refused_argument(fault: Message, expected: Message) -> ArgumentTypeError:
    """Return the error of what an option cannot take, which argparse names the option of."""
    return ArgumentTypeError(say("{fault}, expected {expected}", fault=fault, expected=expected))


def named_or_stdout(text: str) -> Path | None:
    """Return the file that an option names, none for ``-``; raises ``ArgumentTypeError``."""
    return None if text == _STDOUT else named(text)


def ensure_writable(path: Path) -> None:
    """Raise ``InputError`` for what cannot be written: before the work, not after it."""
    with _told(path):
        target = target_of(path)
        if isinstance(target, Stream) and not os.access(target.path, os.W_OK):
            raise PermissionError(errno.EACCES, "Permission denied")
        if isinstance(target, Plain):
            with _partial(target, durable=False):
                pass


def write(path: Path, data: str | bytes, *, durable: bool = True) -> None:
    """Write to what ``path`` leads to; a text as UTF-8.

    A file is whole afterwards, and with ``durable`` on the disk, or it is as it was. Raises
    ``InputError``; ``BrokenPipeError`` where nobody reads standard output.
    """
    with _told(path):
        target = target_of(path)
        if not isinstance(target, Plain):
            _pour(target, _bytes(data))
            return
        with _partial(target, durable=durable) as partial:
            partial.fill(_bytes(data))
            partial.put()


def write_together(files: Mapping[Path, bytes | Fill]) -> None:
    """Write all of ``files`` or none: each is whole beside its place before one is replaced.

    What is to be written is given as bytes, or as what writes it into the file of a path. Raises
    ``InputError``.
    """
    with ExitStack() as stack:
        partials: list[tuple[Path, Partial]] = []
        for path, data in files.items():
            with _told(path):
                target = _file(path)
                partial = stack.enter_context(_partial(target, durable=True))
                if isinstance(data, bytes):
                    partial.fill(data)
                else:
                    data(partial.path)
                    partial.settle()
            partials.append((path, partial))
        _put_all(partials)


def _put_all(partials: list[tuple[Path, Partial]]) -> None:
    """Put every file in its place; where one fails, those before it become what they were."""
    done: list[tuple[Path, bytes | None]] = []
    for path, partial in partials:
        try:
            with _told(path):
                before = path.read_bytes() if partial.target.before else None
                partial.put()
        except BaseException:
            for changed, data in done:
                _restore(changed, data)
            raise
        done.append((path, before))


def _restore(path: Path, data: bytes | None) -> None:
    if data is None:
        with _told(path):
            path.unlink()
    else:
        write(path, data)


@contextmanager
def _partial(target: Plain, *, durable: bool) -> Iterator[Partial]:
    ensure_replaceable(target)
    try:
        partial = Partial(target, durable=durable)
    except OSError as error:
        if target.before is None:
            raise
        text = say(
            "its folder takes no new file to replace it with: {why}", why=system_reason(error)
        )
        raise Irreplaceable(error.errno, text) from error
    with partial:
        yield partial


def _file(path: Path) -> Plain:
    target = target_of(path)
    if not isinstance(target, Plain):
        raise OSError(errno.EINVAL, say("it is not a file"))
    return target


def _pour(target: Descriptor | Stream, data: bytes) -> None:
    """Write to what is there as it is; raises ``OSError``."""
    if isinstance(target, Descriptor):
        write_all(target.number, data)
        return
    descriptor = _opened(target.path)
    try:
        write_all(descriptor, data)
    finally:
        os.close(descriptor)


def _opened(path: Path) -> int:
    """A device or a pipe, open for writing; raises ``OSError`` for a pipe that nobody reads."""
    flags = os.O_WRONLY | getattr(os, "O_NOCTTY", 0)
    if not path.is_fifo():
        return os.open(path, flags)
    end = time.monotonic() + _READER_SECONDS
    while True:
        try:
            descriptor = os.open(path, flags | os.O_NONBLOCK)
        except OSError as error:
            if error.errno != errno.ENXIO:
                raise
            if time.monotonic() > end:
                text = say(
                    "nobody has read the pipe for {seconds} seconds", seconds=_READER_SECONDS
                )
                raise OSError(errno.ENXIO, text) from error
            time.sleep(_STEP)
        else:
            os.set_blocking(descriptor, True)
            return descriptor


def _bytes(data: str | bytes) -> bytes:
    return data if isinstance(data, bytes) else data.encode("utf-8", "backslashreplace")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """A failure as an error that names the file."""
    try:
        yield
    except OSError as error:
        if isinstance(error, BrokenPipeError) and _is_stdout(path):
            raise
        raise InputError(
            "file-unwritable",
            say("cannot write: {why}", why=system_reason(error)),
            where={"file": str(path)},
            expected=_REPLACEABLE if isinstance(error, Irreplaceable) else _WRITABLE,
        ) from error


def _is_stdout(path: Path) -> bool:
    with suppress(OSError):
        return target_of(path) == Descriptor(1)
    return False
