"""A file beside the one that it is to replace: filled, and then put in its place.

It has a random name of its own, and is locked while its writer lives. So the next writer of the
same file tells what a killed one left from what another still writes.
"""

from __future__ import annotations

import os
import stat
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from tiia_pricing.output_files.targets import Plain

_NEW = os.O_CREAT | os.O_EXCL | os.O_WRONLY
_PLAIN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class Partial:
    """What is written beside ``target``; a context that leaves nothing of it behind.

    ``fill`` it, then ``put`` it in its place. ``durable`` says that it is on the disk when that
    is done; ``mode`` is that of a new file, less the umask. All raise ``OSError``.
    """

    def __init__(self, target: Plain, *, durable: bool, mode: int = 0o666) -> None:
        self.target = target
        self.durable = durable
        clean(target.path)
        self.path, self.descriptor = _opened(target, mode)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.path != self.target.path:
            with suppress(FileNotFoundError):
                self.path.unlink()
        self._close()

    def fill(self, data: bytes) -> None:
        """Write all of ``data``, with the owner and the mode of the file that is there."""
        write_all(self.descriptor, data)
        self.settle()

    def settle(self) -> None:
        """Give what was written the owner and the mode of the file that is there."""
        if self.target.before is not None:
            _keep_rights(self.descriptor, self.target.before)
        if self.durable:
            os.fsync(self.descriptor)

    def put(self) -> None:
        """Put it in its place."""
        if sys.platform == "win32":
            self._close()  # an open file cannot be renamed there
        os.replace(self.path, self.target.path)
        self.path = self.target.path
        if self.durable:
            _sync(self.path.parent)

    def _close(self) -> None:
        if self.descriptor >= 0:
            os.close(self.descriptor)
            self.descriptor = -1


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of ``data``; raises ``OSError``."""
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]


def _opened(target: Plain, mode: int = 0o666) -> tuple[Path, int]:
    """A new file beside ``target``, locked; readable by its writer alone where one is there."""
    mode = mode if target.before is None else 0o600
    while True:
        name = f"{_beginning(target.path)}{os.urandom(6).hex()}.partial"
        path = target.path.with_name(name)
        descriptor = os.open(path, _NEW | _PLAIN, mode)
        _lock(descriptor, wait=True)
        if os.fstat(descriptor).st_nlink:
            return path, descriptor
        os.close(descriptor)  # another run cleaned it before it was locked


def _beginning(path: Path) -> str:
    """How the names of the partial files of ``path`` begin: short, however long its own is."""
    return f".tiia-{zlib.crc32(os.fsencode(path.name)):08x}-"


def clean(path: Path) -> None:
    """Remove the partial files of ``path`` that are ours and that nobody writes any more."""
    for name in _beginning_so(path):
        with suppress(OSError), _reopened(path.with_name(name)) as descriptor:
            if _is_left(descriptor):
                path.with_name(name).unlink()


def _beginning_so(path: Path) -> list[str]:
    beginning = _beginning(path)
    with suppress(OSError), os.scandir(path.parent) as entries:
        return [one.name for one in entries if one.name.startswith(beginning)]
    return []


@contextmanager
def _reopened(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _PLAIN)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _is_left(descriptor: int) -> bool:
    """Whether a file is ours, stands under one name, and has no writer."""
    found = os.fstat(descriptor)
    ours = not hasattr(os, "geteuid") or found.st_uid == os.geteuid()
    plain = stat.S_ISREG(found.st_mode) and found.st_nlink == 1
    return ours and plain and _lock(descriptor, wait=False)


def _lock(descriptor: int, *, wait: bool) -> bool:
    """Lock a file for as long as it is open; false where that fails.

    Windows needs no lock: there a file that is open cannot be removed.
    """
    if sys.platform == "win32":
        return True
    import fcntl  # noqa: PLC0415 - Windows has none

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        return False
    return True


def _keep_rights(descriptor: int, before: os.stat_result) -> None:
    """Take over owner, group and mode; without its group, what the group may do is dropped."""
    if sys.platform == "win32":
        return
    mode = stat.S_IMODE(before.st_mode) & 0o777
    with suppress(OSError):
        os.fchown(descriptor, -1, before.st_gid)
    with suppress(OSError):
        os.fchown(descriptor, before.st_uid, -1)
    if os.fstat(descriptor).st_gid != before.st_gid:
        mode &= 0o707
    os.fchmod(descriptor, mode)


def _sync(folder: Path) -> None:
    """Make a name durable too; where folders cannot be synced the file itself is."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
