"""What a name of an output leads to: a file, a device or a pipe, or a descriptor held open."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from pathlib import Path

from msgspec import Struct

from tiia_pricebook.messages import say

_MOST_LINKS = 40  # as many as Linux follows
_OWN_DESCRIPTORS = r"/dev/fd|/proc/{pid}(?:/task/[0-9]+)?/fd"
_MOUNTS = Path("/proc/self/mountinfo")


class Descriptor(Struct, frozen=True):
    """What a program was handed open, such as ``/dev/stdout`` or ``/dev/fd/3``."""

    number: int


class Stream(Struct, frozen=True):
    """A device, a named pipe or a socket: written to, never replaced."""

    path: Path


class Plain(Struct, frozen=True):
    """A file, ``before`` being what is there now; no link, and in a folder without links."""

    path: Path
    before: os.stat_result | None


Target = Descriptor | Stream | Plain


class Irreplaceable(OSError):
    """A file that could be written into, but not be replaced by a new one."""


def target_of(path: Path) -> Target:
    """Follow links to what ``path`` leads to; the file at the end may still be missing.

    Raises ``OSError`` for a folder, links in a circle, a folder that is not there, a descriptor
    that takes nothing, and what another user laid in a folder that all can write to.
    """
    for _ in range(_MOST_LINKS):
        folder = Path(os.path.realpath(path.parent))
        path = folder / path.name
        if _is_descriptor(path):
            return Descriptor(_writable(int(path.name)))
        try:
            found = path.lstat()
        except FileNotFoundError:
            folder.stat()
            return Plain(path, None)
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(errno.EISDIR, "Is a directory")
        if stat.S_ISREG(found.st_mode):
            return Plain(path, found)
        _ensure_trusted(folder, found)
        if not stat.S_ISLNK(found.st_mode):
            return Stream(path)
        onward = folder / path.readlink()
        if _is_open_elsewhere(path, onward):
            return Stream(path)
        path = onward
    raise OSError(errno.ELOOP, "Too many levels of symbolic links")


def ensure_replaceable(target: Plain) -> None:
    """Raise ``OSError`` for a file that is not to be written, or cannot be replaced."""
    if target.before is None:
        return
    effective = os.access in os.supports_effective_ids
    if not os.access(target.path, os.W_OK, effective_ids=effective):
        raise PermissionError(errno.EACCES, "Permission denied")
    if _is_kept(target.path.parent.stat(), target.before):
        text = say("the file is another user's, and its folder lets nobody else replace it")
        raise Irreplaceable(errno.EPERM, text)
    if _is_mounted(target.path):
        raise Irreplaceable(errno.EBUSY, say("the file is mounted, so that it cannot be replaced"))


def _is_descriptor(path: Path) -> bool:
    folders = _OWN_DESCRIPTORS.format(pid=os.getpid())
    return path.name.isdecimal() and re.fullmatch(folders, path.parent.as_posix()) is not None


def _writable(number: int) -> int:
    """The descriptor; raises ``OSError`` where it is closed or open for reading alone."""
    os.fstat(number)
    if sys.platform != "win32":
        import fcntl  # noqa: PLC0415 - Windows has none

        if fcntl.fcntl(number, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY:
            raise OSError(errno.EBADF, say("the descriptor is open for reading alone"))
    return number


def _is_open_elsewhere(link: Path, onward: Path) -> bool:
    """Whether a link is a pipe of another process, such as ``/proc/7/fd/1``: it names no path."""
    if os.path.lexists(onward):
        return False
    try:
        mode = link.stat().st_mode
    except FileNotFoundError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _ensure_trusted(folder: Path, found: os.stat_result) -> None:
    """Refuse what another user laid in a folder that all can write to, as Linux can."""
    laid = folder.stat()
    if laid.st_mode & stat.S_IWOTH and found.st_uid not in {os.geteuid(), laid.st_uid}:
        text = say("another user laid it in a folder that all can write to")
        raise PermissionError(errno.EACCES, text)


def _is_kept(folder: os.stat_result, file: os.stat_result) -> bool:
    """Whether a folder lets its files be replaced by their owners alone, and we are none."""
    return bool(folder.st_mode & stat.S_ISVTX) and os.geteuid() not in {
        0,
        folder.st_uid,
        file.st_uid,
    }


def _is_mounted(path: Path) -> bool:
    """Whether a file is a mount of its own, as containers have them; known on Linux alone."""
    try:
        mounts = _MOUNTS.read_bytes().splitlines()
    except OSError:
        return False
    name = re.sub(rb"[ \t\n\\]", lambda sign: rb"\%03o" % ord(sign[0]), os.fsencode(path))
    return any(line.split(b" ")[4] == name for line in mounts)
