"""The checkout that a proposal goes into: found, clean, written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import listed, say
from tiia_pricebook.system_errors import system_reason
from tiia_pricing.git_command import git
from tiia_pricing.proposing import turns

_MOST_LISTED = 10
_MARKS = ("scraper/snapshots/index.json", "src/tiia_pricebook/pricebook.json", "features")


class Checkout(Struct, frozen=True):
    """A git work tree; ``root`` is its folder."""

    root: Path

    def read(self, file: str) -> bytes:
        """Return a file of the tree; raises ``InputError`` where it cannot be read."""
        try:
            return (self.root / file).read_bytes()
        except OSError as error:
            message = say("cannot read: {why}", why=system_reason(error))
            expected = say("the file as the checkout has it")
            raise InputError(
                "file-unreadable", message, where={"file": file}, expected=expected
            ) from error

    def ensure_clean(self, files: Iterable[str]) -> None:
        """Raise ``InputError`` where a tracked file is changed, or one of ``files`` untracked."""
        wanted = set(files)
        self._refuse(path for state, path in _status(self.root) if state != "??" or path in wanted)

    def ensure_as_committed(self, files: Iterable[str]) -> None:
        """Raise ``InputError`` where one of ``files`` is changed, or there and untracked."""
        wanted = set(files)
        self._refuse(path for _, path in _status(self.root) if path in wanted)

    def _refuse(self, paths: Iterable[str]) -> None:
        dirty = list(paths)
        if dirty:
            files = listed(dirty[:_MOST_LISTED])
            if more := max(0, len(dirty) - _MOST_LISTED):
                message = say("not committed: {files} and {more} more", files=files, more=more)
            else:
                message = say("not committed: {files}", files=files)
            expected = say("a clean work tree, so that the proposal is all that changes")
            raise InputError(
                "tree-dirty", message, where={"checkout": str(self.root)}, expected=expected
            )

    def last_commit(self, file: str) -> str:
        """Return the commit that changed ``file`` last.

        Raises ``InputError`` in a shallow clone, which has forgotten which that was.
        """
        if git(self.root, "rev-parse", "--is-shallow-repository").strip() != b"false":
            message = say("the repository is a shallow clone, without its history")
            raise InputError(
                "history-shallow", message, expected=say("a whole clone: git fetch --unshallow")
            )
        return git(self.root, "log", "-1", "--format=%H", "--", file).decode().strip()

    def archived(self, commit: str, parts: Iterable[str]) -> bytes:
        """Folders of a commit as a zip file."""
        return git(self.root, "archive", "--format=zip", commit, "--", *parts)

    @contextmanager
    def turn(self, *, dry: bool = False) -> Iterator[tuple[str, ...]]:
        """Be the only proposal here; the files in which a broken-off one was taken back.

        With ``dry`` nothing is taken back, nor written at all. Raises ``InputError`` where another
        proposal is at work, or one that was broken off cannot be taken back.
        """
        place = self.workplace
        if dry:
            turns.ensure_finished(place)
            yield ()
            turns.ensure_finished(place)
            return
        with turns.locked(place):
            changed = [path for _, path in _status(self.root)]
            yield turns.take_back(self.root, place, changed)

    @property
    def workplace(self) -> Path:
        """The folder of git's own in which proposals keep what is not part of the tree."""
        path = git(self.root, "rev-parse", "--git-path", turns.FOLDER)
        return self.root / path.decode("utf-8", "surrogateescape").rstrip("\n")

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write all of ``files`` or none, within a ``turn``; raises ``InputError``."""
        turns.write_journalled(self.root, self.workplace, files)


def checkout(folder: Path) -> Checkout:
    """Return the checkout of the project that ``folder`` stands in.

    Raises ``InputError`` elsewhere.
    """
    try:
        found = git(folder, "rev-parse", "--show-toplevel")
        root = Path(found.decode("utf-8", "surrogateescape").rstrip("\n"))
    except InputError as error:
        raise _elsewhere(folder, say("no git work tree")) from error
    missing = [file for file in _MARKS if not (root / file).exists()]
    if missing:
        raise _elsewhere(root, say("it has no {file}", file=missing[0]))
    return Checkout(root)


def _elsewhere(folder: Path, why: str) -> InputError:
    message = say("{folder!r} is not a checkout of the project: {why}", folder=str(folder), why=why)
    expected = say("a folder of the project's repository as the working directory")
    return InputError("not-a-checkout", message, expected=expected)


def _status(root: Path) -> Iterator[tuple[str, str]]:
    """The state and path of every file that is not as committed."""
    fields = git(root, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all")
    for field in fields.decode("utf-8", "surrogateescape").split("\0"):
        if field:
            yield field[:2], field[3:]
