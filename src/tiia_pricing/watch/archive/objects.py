"""Bytes under their own hash: written whole or not at all, never changed."""

from __future__ import annotations

import errno
import hashlib
import stat
from contextlib import suppress
from pathlib import Path

from tiia_pricebook.bounded_reading import MAX_BYTES, read_bounded
from tiia_pricebook.messages import say
from tiia_pricing.output_files.partials import Partial
from tiia_pricing.output_files.targets import Plain


def write_object(folder: Path, data: bytes) -> str:
    """Keep ``data`` in ``folder`` under its SHA-256, which is returned."""
    digest = hashlib.sha256(data).hexdigest()
    path = _path(folder, digest)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not is_own(path.parent):
        raise OSError(errno.ELOOP, f"{path.parent.name} is a link, a pipe or a device")
    if not path.exists():
        write_whole(path, data)
    return digest


def read_object(folder: Path, digest: str) -> bytes:
    """Return the bytes kept under ``digest``; ``ValueError`` where they are others by now."""
    path = _path(folder, digest)
    if not is_own(path.parent):
        raise ValueError(say("its folder is a link"))
    data = read_file(path)
    if hashlib.sha256(data).hexdigest() != digest:
        raise ValueError(say("its bytes do not have that hash"))
    return data


def read_file(path: Path, most: int = MAX_BYTES) -> bytes:
    """Return the bytes of a file, and of nothing else: a pipe that nobody writes to has no end.

    Raises ``OSError``, and ``ValueError`` for what is no file of its own.
    """
    if not is_own(path) or path.is_dir():
        raise ValueError(say("it is not a file of its own"))
    return read_bounded(path, most)


def is_own(path: Path) -> bool:
    """Return whether a place holds a file, a folder or nothing: no link, no pipe and no device."""
    with suppress(OSError):
        mode = path.lstat().st_mode
        return stat.S_ISREG(mode) or stat.S_ISDIR(mode)
    return True


def _path(folder: Path, digest: str) -> Path:
    return folder / digest[:2] / digest[2:]


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, and durably; the umask says who else may read it.

    Raises ``OSError``.
    """
    with Partial(Plain(path, None), durable=True, mode=0o644) as partial:
        partial.fill(data)
        partial.put()
