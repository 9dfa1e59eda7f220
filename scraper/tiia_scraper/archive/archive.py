"""The archive's folder: locked while a check runs, read and appended to."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout
from msgspec.structs import replace

from tiia_pricing.errors import InputError
from tiia_scraper.archive.objects import read_object, write_object, write_whole
from tiia_scraper.archive.records import Check

LOG = "checks.jsonl"
TOLD = "told"
LOCK_SECONDS = 30
LONGEST_LINE = 8 * 1024 * 1024


class Archive:
    """The archive in ``folder``, which is made with the first check.

    Raises ``InputError`` where it cannot be read or written, or is not what was written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / LOG

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One writer at a time; raises ``InputError`` where another check takes too long."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self.folder / ".lock", timeout=LOCK_SECONDS):
                yield
        except Timeout as error:
            text = f"another check has held the archive for {LOCK_SECONDS} seconds"
            raise self._error("archive-locked", text, "one check at a time") from error
        except OSError as error:
            text = f"cannot be written: {error.strerror or error}"
            raise self._error("archive-unwritable", text, "a folder to write to") from error

    def checks(self) -> list[Check]:
        """Every check, the oldest first.

        A last line without its end is what a crash left of a check that never was. Raises
        ``InputError`` naming the line where anything else is not what was written.
        """
        found: list[Check] = []
        previous = ""
        for number, line in enumerate(self._lines(), start=1):
            check = self._decoded(line, number)
            if check.previous != previous:
                text = f"line {number} does not follow the one before"
                raise self._error("archive-corrupt", text, f"previous {previous!r}", line=number)
            found.append(check)
            previous = _digest(line)
        return found

    def told(self) -> int | None:
        """How many checks people have had notice of; ``None`` before the first notice."""
        try:
            return int((self.folder / TOLD).read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            text = f"{TOLD} is no number of checks"
            raise self._error("archive-corrupt", text, "the number that was stored") from error

    def mark_told(self, count: int) -> None:
        """Remember that people had notice of the first ``count`` checks."""
        write_whole(self.folder / TOLD, f"{count}\n".encode())

    def put(self, data: bytes) -> str:
        """Keep ``data`` under its SHA-256, which is returned."""
        return write_object(self.folder / "objects", data)

    def get(self, digest: str) -> bytes:
        """What is kept under ``digest``; raises ``InputError`` where it is gone or altered."""
        try:
            return read_object(self.folder / "objects", digest)
        except (OSError, ValueError) as error:
            text = f"object {digest}: {getattr(error, 'strerror', None) or error}"
            raise self._error("archive-corrupt", text, "the bytes that were stored") from error

    def append(self, check: Check) -> Check:
        """Add a line, after cutting off what a crash left; the check with its ``previous``."""
        lines = list(self._lines())
        check = replace(check, previous=_digest(lines[-1]) if lines else "")
        whole = sum(len(line) + 1 for line in lines)
        flags = os.O_WRONLY | os.O_CREAT
        descriptor = os.open(self.log, flags, 0o644)
        try:
            os.ftruncate(descriptor, whole)
            os.lseek(descriptor, whole, os.SEEK_SET)
            _write_all(descriptor, msgspec.json.encode(check) + b"\n")
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        return check

    def _lines(self) -> Iterator[bytes]:
        try:
            data = self.log.read_bytes()
        except FileNotFoundError:
            return
        except OSError as error:
            text = f"cannot be read: {error.strerror}"
            raise self._error("archive-unreadable", text, "a readable archive") from error
        yield from data.split(b"\n")[:-1]

    def _decoded(self, line: bytes, number: int) -> Check:
        try:
            return msgspec.json.decode(line, type=Check)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            text = f"line {number} is no check: {error}"
            raise self._error("archive-corrupt", text, "lines as written", line=number) from error

    def _error(self, id: str, text: str, expected: str, **where: int) -> InputError:
        place = {"archive": str(self.folder), **where}
        return InputError(id, text, where=place, expected=expected)


def _digest(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()


def _write_all(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data) :]
