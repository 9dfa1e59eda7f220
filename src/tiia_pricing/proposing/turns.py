"""One proposal at a time in a checkout, and what a killed one left, taken back by the next.

All of it stands in a folder of git's own, ``.git/tiia-propose``: the lock; the journal, which is
there while files are written and says what each was before; and folders for the time of a run.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout
from msgspec import Struct

from tiia_pricebook.bounded_reading import read_bounded
from tiia_pricebook.errors import InputError
from tiia_pricebook.json_codec import NotDecoded, decode
from tiia_pricebook.messages import listed, say
from tiia_pricebook.system_errors import system_reason
from tiia_pricing.output_files import clean, write, write_together

FOLDER = "tiia-propose"
_LOCK = "lock"
_JOURNAL = "journal.json"
MAX_JOURNAL = 64 * 1024 * 1024
_HOW = say("`git restore FILE` or a commit, then the command again")


class FileChange(Struct, frozen=True):
    """What a file was before a proposal, ``None`` where there was none, and its hash after it."""

    before: bytes | None
    after: str


Journal = dict[str, FileChange]


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the checkout whose proposals work in ``folder``, emptied of what a killed one left.

    Raises ``InputError`` where another proposal holds it, or the folder cannot be written.
    """
    lock = FileLock(folder / _LOCK, timeout=0)
    try:
        folder.mkdir(exist_ok=True)
        lock.acquire()
    except Timeout as error:
        text = say("another proposal is at work in this checkout")
        expected = say("one proposal at a time")
        raise InputError("checkout-locked", text, expected=expected) from error
    except OSError as error:
        text = say("cannot write: {why}", why=system_reason(error))
        where, expected = {"folder": str(folder)}, say("a folder that can be written")
        raise InputError("file-unwritable", text, where=where, expected=expected) from error
    try:
        _empty(folder)
        yield
    finally:
        lock.release()


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
    clean(folder / _JOURNAL)


def write_journalled(root: Path, folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all of ``files`` into ``root`` or none, whenever it is killed; raises ``InputError``.

    A kill leaves the journal in ``folder``, by which ``take_back`` undoes it.
    """
    journal = {file: _change(root / file, data) for file, data in files.items()}
    changed = {file: one for file, one in journal.items() if _hash(one.before) != one.after}
    write(folder / _JOURNAL, msgspec.json.encode(changed))
    for file in changed:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
    try:
        write_together({root / file: files[file] for file in changed})
    except BaseException:
        take_back(root, folder, changed)
        raise
    (folder / _JOURNAL).unlink()


def take_back(root: Path, folder: Path, changed: Iterable[str]) -> tuple[str, ...]:
    """Undo what a proposal wrote that did not come to its end; the files that are as before.

    A proposal that had written everything stays. ``changed`` are the files of the checkout that
    are not as committed: of those, none is touched that somebody edited since. Raises
    ``InputError`` for such a file.
    """
    journal = _journal(folder)
    for file in journal:
        clean(root / file)
    now = {file: _hash(_data(root / file)) for file in journal}
    old = {file for file, one in journal.items() if now[file] == _hash(one.before)}
    new = {file for file, one in journal.items() if now[file] == one.after}
    back = sorted(new & {*changed}) if old else []
    if back and (edited := sorted(journal.keys() - old - new)):
        text = say("a proposal was broken off, and changed since: {files}", files=listed(edited))
        raise InputError("proposal-unfinished", text, expected=_HOW)
    _undo(root, {file: journal[file].before for file in back})
    (folder / _JOURNAL).unlink(missing_ok=True)
    return tuple(back)


def ensure_finished(folder: Path) -> None:
    """Raise ``InputError`` where a proposal was broken off and nothing took it back yet."""
    if _journal(folder):
        text = say("a proposal is being written, or was broken off")
        expected = say("the command without --dry-run")
        raise InputError("proposal-unfinished", text, expected=expected)


def _undo(root: Path, before: Mapping[str, bytes | None]) -> None:
    write_together({root / file: data for file, data in before.items() if data is not None})
    for file, data in before.items():
        if data is None:
            (root / file).unlink(missing_ok=True)


def _journal(folder: Path) -> Journal:
    """What is written now, or was when a proposal was killed; raises ``InputError``."""
    path = folder / _JOURNAL
    try:
        return decode(read_bounded(path, MAX_JOURNAL), Journal)
    except FileNotFoundError:
        return {}
    except (OSError, NotDecoded) as error:
        why = system_reason(error) if isinstance(error, OSError) else str(error)
        text, where = say("cannot be read: {why}", why=why), {"file": str(path)}
        expected = say("the journal as it was written; without it, {how}", how=_HOW)
        raise InputError("journal-unreadable", text, where=where, expected=expected) from error


def _change(path: Path, data: bytes) -> FileChange:
    return FileChange(_data(path), hashlib.sha256(data).hexdigest())


def _data(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _hash(data: bytes | None) -> str | None:
    return None if data is None else hashlib.sha256(data).hexdigest()
