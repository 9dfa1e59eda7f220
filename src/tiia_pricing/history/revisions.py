"""Where older pages come from: a folder with an index, or the history of a path in git."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import Annotated, Protocol

from msgspec import Meta, Struct

from tiia_pricebook.bounded_reading import read_bounded
from tiia_pricebook.errors import InputError, PageUnreadable, SourceUnreachable
from tiia_pricebook.json_codec import NotDecoded, decode
from tiia_pricebook.messages import say
from tiia_pricebook.system_errors import system_reason
from tiia_scraper import sources
from tiia_scraper.sources import MAX_BYTES, quoted

INDEX = "index.json"
_FIRST = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_END = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)
_FORM = '{"file": …, "path": …, "commit": …, "date": …|null}'

Text = Annotated[str, Meta(min_length=1, max_length=1000)]
Moment = Annotated[dt.datetime, Meta(tz=True)]


class Revision(Protocol):
    """One state of a document: its path, the commit that made it, when, and its bytes."""

    @property
    def path(self) -> str:
        """The document's path in its repository."""

    @property
    def commit(self) -> str:
        """The commit that made this state."""

    @property
    def date(self) -> dt.datetime | None:
        """When the commit was made, where that is known."""

    @property
    def data(self) -> bytes:
        """The page; raises ``PageUnreadable`` where it cannot be had."""


class IndexedRevision(Struct, frozen=True):
    """A revision as ``index.json`` lists it; what else stands there is not read."""

    file: Text
    path: Text
    commit: Text
    date: Moment | None

    def __post_init__(self) -> None:
        if self.date and not _FIRST <= self.date < _END:
            raise ValueError(f"the date {self.date} is not from 1970 to 9998")


class FileRevision(Struct, frozen=True):
    """A revision whose page lies in a folder. It is read when it is asked for."""

    file: Path
    path: str
    commit: str
    date: dt.datetime | None

    @property
    def data(self) -> bytes:
        """The page, of one too large as much as shows it; raises ``PageUnreadable``."""
        try:
            with self.file.open("rb") as file:
                return file.read(MAX_BYTES + 1)
        except OSError as error:
            text = say("cannot read: {why}", why=system_reason(error))
            where = {"file": self.file.name}
            expected = say("a page that can be read")
            raise PageUnreadable("file-unreadable", text, where=where, expected=expected) from error


def revisions_of(source: str) -> Iterator[Revision]:
    """Yield the revisions of ``source``, oldest first; those without a date come last.

    ``source`` is a folder with an ``index.json``, or ``git:REPOSITORY//PATH``. Raises
    ``SourceUnreachable`` where there is none, and ``InputError`` for an index that does not
    say what it has to.
    """
    if source.startswith("git:"):
        yield from sources.revisions(source)
        return
    if not _there(Path(source).is_dir):
        text = say("there is no folder {folder}", folder=quoted(source))
        expected = say("a folder with an {index}, or git:REPOSITORY//PATH", index=INDEX)
        raise SourceUnreachable("source-unreachable", text, expected=expected)
    yield from _of_folder(Path(source))


def _of_folder(folder: Path) -> Sequence[FileRevision]:
    entries = _entries(folder / INDEX)
    for number, entry in enumerate(entries):
        if PurePath(entry.file).name != entry.file or not _there((folder / entry.file).is_file):
            text = say("there is no file {file!r} in the folder", file=entry.file)
            raise _bad_index(folder / INDEX, text, number)
    entries.sort(key=lambda entry: entry.date or _END)
    return [FileRevision(folder / e.file, e.path, e.commit, e.date) for e in entries]


def _there(look: Callable[[], bool]) -> bool:
    """What ``look`` finds; a name that is too long names nothing."""
    try:
        return look()
    except OSError:
        return False


def _entries(index: Path) -> list[IndexedRevision]:
    try:
        entries = decode(read_bounded(index), list[IndexedRevision])
    except OSError as error:
        raise _bad_index(index, say("cannot read it: {why}", why=system_reason(error))) from error
    except NotDecoded as error:
        raise _bad_index(index, str(error)) from error
    if not entries:
        raise _bad_index(index, say("it lists no revision"))
    return entries


def _bad_index(index: Path, text: str, entry: int | None = None) -> InputError:
    where = {"file": str(index)} | ({} if entry is None else {"entry": entry})
    return InputError(
        "index-unreadable", text, where=where, expected=say("a list of {form}", form=_FORM)
    )
