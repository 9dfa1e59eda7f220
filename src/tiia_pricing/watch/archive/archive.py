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

from tiia_pricebook.bounded_reading import read_bounded
from tiia_pricebook.errors import InputError
from tiia_pricebook.json_codec import decode
from tiia_pricebook.messages import in_english, say
from tiia_pricebook.system_errors import system_reason
from tiia_pricing.output_files.partials import write_all
from tiia_pricing.watch.archive.check_record import Check
from tiia_pricing.watch.archive.delivered import Delivered
from tiia_pricing.watch.archive.kept_changes import ensure_told
from tiia_pricing.watch.archive.objects import is_own, read_object, write_object, write_whole
from tiia_pricing.watch.archive.tip import Tip

LOG = "checks.jsonl"
TIP = "tip"
LOCK_SECONDS = 30
_MAX_LOG = 64 * 1024 * 1024  # a check an hour for ten years
_MAX_TIP = 100
_AS_WRITTEN = say("lines as written")


class Archive:
    """The archive in ``folder``, which is made with the first check.

    Raises ``InputError`` where it cannot be read or written, or is not what was written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / LOG
        self._objects = folder / "objects"
        self.delivered = Delivered(folder)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One writer at a time; raises ``InputError`` where another check takes too long."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self.folder / ".lock", timeout=LOCK_SECONDS):
                yield
        except Timeout as error:
            text = say(
                "another check has held the archive for {seconds} seconds", seconds=LOCK_SECONDS
            )
            raise self._error("archive-locked", text, say("one check at a time")) from error
        except OSError as error:
            text = say("cannot be written: {why}", why=system_reason(error))
            raise self._error("archive-unwritable", text, say("a folder to write to")) from error

    def checks(self) -> list[Check]:
        """Return every check, the oldest first.

        A last line without its end is what a crash left of a check that never was. Raises
        ``InputError`` naming the line where anything else is not what was written.
        """
        self._ensure_own()
        tip = self._tip()
        found: list[Check] = []
        previous = ""
        for number, line in enumerate(self._lines(), start=1):
            check = self._decoded(line, number)
            if check.previous != previous:
                text = say("line {number} does not follow the one before", number=number)
                expected = say("previous {hash!r}", hash=previous)
                raise self._error("archive-corrupt", text, expected, line=number)
            found.append(check)
            previous = _digest(line)
            if number == tip.checks and previous != tip.digest:
                text = say("line {number} is not what was written", number=number)
                raise self._error("archive-corrupt", text, _AS_WRITTEN, line=number)
        return found

    def _ensure_own(self) -> None:
        """Refuse what would lead out of the archive, where it is written to.

        A log that is another file would be cut, and a pipe never ends.
        """
        expected = say("files and folders of its own")
        for path in (self.log, self.folder / TIP, self._objects, self.delivered.folder):
            if not is_own(path):
                text = say("{name} is a link, a pipe or a device", name=path.name)
                raise self._error("archive-corrupt", text, expected)

    def lost(self, found: int) -> int:
        """Return how many checks were cut off the end of the log, where it has ``found`` by now."""
        return max(self._tip().checks - found, 0)

    def put(self, data: bytes) -> str:
        """Keep ``data`` under its SHA-256, which is returned."""
        return write_object(self._objects, data)

    def get(self, digest: str) -> bytes:
        """Return what is kept under ``digest``.

        Raises ``InputError`` where it is gone or altered.
        """
        try:
            return read_object(self._objects, digest)
        except (OSError, ValueError) as error:
            text = say("object {digest}: {why}", digest=digest, why=_reason(error))
            expected = say("the bytes that were stored")
            raise self._error("archive-corrupt", text, expected) from error

    def append(self, check: Check) -> Check:
        """Add a line, after cutting off what a crash left; the check with its ``previous``.

        The first line after others were lost says how many in ``lost``.
        """
        lines = list(self._lines())
        previous = _digest(lines[-1]) if lines else ""
        lost = self.lost(len(lines))
        if lost:
            self._put_tip(Tip(len(lines), previous))
        check = replace(check, previous=previous, lost=lost)
        line = msgspec.json.encode(check, enc_hook=in_english)
        self._write(line + b"\n", at=sum(len(line) + 1 for line in lines))
        self._put_tip(Tip(len(lines) + 1, _digest(line)))
        return check

    def _write(self, data: bytes, at: int) -> None:
        descriptor = os.open(self.log, os.O_WRONLY | os.O_CREAT, 0o644)
        try:
            os.ftruncate(descriptor, at)
            os.lseek(descriptor, at, os.SEEK_SET)
            write_all(descriptor, data)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def _tip(self) -> Tip:
        try:
            return Tip.read(read_bounded(self.folder / TIP, _MAX_TIP))
        except FileNotFoundError:
            return Tip()
        except OSError as error:
            raise self._unreadable(error) from error
        except ValueError as error:
            text = say("{file} names no last line", file=TIP)
            expected = say(
                "a number of checks and the hash of the last; without the file none is missed"
            )
            raise self._error("archive-corrupt", text, expected) from error

    def _put_tip(self, tip: Tip) -> None:
        write_whole(self.folder / TIP, tip.written())

    def _lines(self) -> Iterator[bytes]:
        try:
            data = read_bounded(self.log, _MAX_LOG)
        except FileNotFoundError:
            return
        except OSError as error:
            raise self._unreadable(error) from error
        yield from data.split(b"\n")[:-1]

    def _decoded(self, line: bytes, number: int) -> Check:
        try:
            check = decode(line, Check)
            ensure_told(check.changes)
        except ValueError as error:
            text = say("line {number} is not a check: {why}", number=number, why=_reason(error))
            raise self._error("archive-corrupt", text, _AS_WRITTEN, line=number) from error
        return check

    def _unreadable(self, error: OSError) -> InputError:
        text = say("cannot be read: {why}", why=system_reason(error))
        return self._error("archive-unreadable", text, say("a readable archive"))

    def _error(self, id: str, text: str, expected: str, **where: int) -> InputError:
        place = {"archive": str(self.folder), **where}
        return InputError(id, text, where=place, expected=expected)


def _reason(error: OSError | ValueError) -> str:
    """Why the archive is not what it was; our own errors have a message as their value."""
    return system_reason(error) if isinstance(error, OSError) else str(error.args[0])


def _digest(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()
