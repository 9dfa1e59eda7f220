"""Bytes under their own hash: written whole or not at all, never changed."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from tiia_pricebook.bounded_reading import read_bounded


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
    data = read_bounded(_path(folder, digest))
    if hashlib.sha256(data).hexdigest() != digest:
        raise ValueError("its bytes do not have that hash")
    return data


def _path(folder: Path, digest: str) -> Path:
    return folder / digest[:2] / digest[2:]


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, and durably; the umask says who else may read it."""
    name = path.parent / f".partial-{secrets.token_hex(8)}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(name, flags, 0o644)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        name.unlink(missing_ok=True)
        raise
    _sync(path.parent)


def _sync(folder: Path) -> None:
    """Make the name durable too; where folders cannot be synced the file itself is."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
