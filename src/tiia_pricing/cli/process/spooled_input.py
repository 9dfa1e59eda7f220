"""Standard input as a file, for a command that reads its files more than once."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tiia_pricebook.bounded_reading import STDIN
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricebook.system_errors import system_reason

_PARQUET = b"PAR1"
_AT_ONCE = 1024 * 1024


class Spool:
    """Standard input, kept in a folder once it is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: Path | None = None

    def file_of(self, path: Path) -> Path:
        """Return ``path``, or for standard input the file that has what came.

        Its ending says whether that is Parquet or CSV. Raises ``InputError`` where it cannot be
        read or kept.
        """
        if path != STDIN:
            return path
        if self._kept is None:
            self._kept = self._spooled()
        return self._kept

    def name_of(self, file: str) -> str:
        """Return the name by which a file was given: ``-`` for what standard input gave."""
        return str(STDIN) if file == str(self._kept) else file

    @contextmanager
    def told(self) -> Iterator[None]:
        """Let every ``InputError`` speak of the files as they were given."""
        try:
            yield
        except InputError as error:
            for one in (error, *error.problems):
                if "file" in one.where:
                    one.where["file"] = self.name_of(one.where["file"])
            raise

    def _spooled(self) -> Path:
        try:
            start = sys.stdin.buffer.read(_AT_ONCE)
            ending = ".parquet" if start.startswith(_PARQUET) else ".csv"
            kept = self._folder / f"standard-input{ending}"
            with kept.open("xb") as file:
                file.write(start)
                shutil.copyfileobj(sys.stdin.buffer, file, _AT_ONCE)
        except OSError as error:
            text = say("cannot keep standard input: {why}", why=system_reason(error))
            expected = say("room for it in the folder of temporary files, which TMPDIR names")
            where = {"file": str(STDIN)}
            raise InputError("file-unreadable", text, where=where, expected=expected) from error
        return kept
