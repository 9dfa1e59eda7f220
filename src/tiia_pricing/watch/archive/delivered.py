"""How far each channel has been told: a file a channel, so that none waits for another.

A position is the number of the checks, from the oldest on, that a channel has been told. It
moves once what tells them has been taken, so that whatever stops a run is told again.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricebook.system_errors import system_reason
from tiia_pricing.watch.archive.objects import read_file, write_whole

REPORT = "report"

_FORMER = "told"
_RETIRED = "retired-"
_LOCK_SECONDS = 30


class Delivered:
    """The positions of an archive's channels.

    Raises ``InputError`` where one cannot be read or written.
    """

    def __init__(self, archive: Path) -> None:
        self._archive = archive
        self.folder = archive / "delivered"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One teller at a time, so that nobody is told twice; raises ``InputError``."""
        with self._writing():
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.folder / ".lock", timeout=_LOCK_SECONDS)
            try:
                lock.acquire()
            except Timeout as error:
                text = say(
                    "another check has been sending notices for {seconds} seconds",
                    seconds=_LOCK_SECONDS,
                )
                expected = say("one at a time; the rest is sent at the next check")
                raise self._error("archive-locked", text, expected) from error
        try:
            yield
        finally:
            lock.release()

    def of(self, name: str) -> int | None:
        """Return the position of a channel; ``None`` for one that is not known."""
        return self._number(self.folder / name)

    def mark(self, name: str, position: int) -> None:
        """Remember that the first ``position`` checks were told on a channel."""
        with self._writing():
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(self.folder / name, f"{position}\n".encode())

    def enter_report(self, recorded: int) -> None:
        """Know the channel of reports, before a check; ``recorded`` checks came before it."""
        self._enter(REPORT, recorded, recorded)

    def enter(self, prefix: str, names: Collection[str], recorded: int) -> None:
        """Know the addresses in ``names`` of a channel, which all begin with ``prefix``.

        A new one is told what comes; where it takes the place of one that is named no longer,
        also what that one did not take. One that is named no longer is retired, not forgotten.
        """
        gone = [name for name in self._known(prefix) if name not in names]
        places = [place for name in gone if (place := self.of(name)) is not None]
        if not places and not self._known(prefix):
            former = self._number(self._archive / _FORMER)
            places = [] if former is None else [former]
        start = min([recorded, *places])
        for name in names:
            self._enter(name, start, recorded)
        for name in gone:
            with self._writing():
                os.replace(self.folder / name, self.folder / f"{_RETIRED}{name}")

    def _enter(self, name: str, start: int, recorded: int) -> None:
        """A known channel keeps its position, if there are so many checks; others get ``start``."""
        own = self.of(name)
        if own is None:
            own = self._number(self.folder / f"{_RETIRED}{name}")
            self.mark(name, min(start if own is None else own, recorded))
        elif own > recorded:
            self.mark(name, recorded)

    def _known(self, prefix: str) -> list[str]:
        try:
            return sorted(name for name in os.listdir(self.folder) if name.startswith(prefix))
        except FileNotFoundError:
            return []
        except OSError as error:
            text = say("cannot be read: {why}", why=system_reason(error))
            raise self._error("archive-unreadable", text, say("a readable archive")) from error

    def _number(self, path: Path) -> int | None:
        try:
            return max(int(read_file(path, 100)), 0)
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            file = path.relative_to(self._archive)
            text = say("{file} is not a number of checks", file=file)
            raise self._error("archive-corrupt", text, say("the number that was stored")) from error

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            text = say("cannot be written: {why}", why=system_reason(error))
            raise self._error("archive-unwritable", text, say("a folder to write to")) from error

    def _error(self, id: str, text: str, expected: str) -> InputError:
        return InputError(id, text, where={"archive": str(self._archive)}, expected=expected)
