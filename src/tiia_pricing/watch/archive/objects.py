"""Bytes under their own hash: written whole or not at all, never changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tiia_pricebook.bounded_reading import MAX_BYTES, read_bounded
from tiia_pricing.output_files.partials import Partial
from tiia_pricing.output_files.targets import Plain


def write_object(folder: Path, data: bytes) -> str:
    """Keep ``data`` in ``folder`` under its SHA-256, which is returned."""
    digest = hashlib.sha256(data).hexdigest()
    path = _path(folder, digest)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
    return digest


def read_object(folder: Path, digest: str) -> bytes:
    """The bytes kept under ``digest``; ``ValueError`` where they are others by now."""
    data = read_file(_path(folder, digest))
    if hashlib.sha256(data).hexdigest() != digest:
        raise ValueError("its bytes do not have that hash")
    return data


def read_file(path: Path, most: int = MAX_BYTES) -> bytes:
    """The bytes of a file, and of nothing else: a pipe that nobody writes to has no end.

    Raises ``OSError``, and ``ValueError`` for what is no file.
    """
    if path.exists() and not path.is_file():
        raise ValueError("it is no file")
    return read_bounded(path, most)


def _path(folder: Path, digest: str) -> Path:
    return folder / digest[:2] / digest[2:]


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, and durably; the umask says who else may read it.

    Raises ``OSError``.
    """
    with Partial(Plain(path, None), durable=True, mode=0o644) as partial:
        partial.fill(data)
        partial.put()
