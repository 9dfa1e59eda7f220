"""An accepted page that was misread: today's reading takes its place, and the record keeps both.

What a page was read as is what the reader of the commit made of it that wrote the price book.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from msgspec import Struct
from msgspec.structs import replace

from tiia_pricebook import PriceBook, committed, dumps, loads, validated
from tiia_pricebook.editions.compilation import Accepted, Correction, compiled
from tiia_pricebook.editions.dated_book import SNAPSHOTS, AcceptedPage
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.changes import Change, compare
from tiia_pricing.changes.report import with_headings
from tiia_pricing.history.snapshot_folder import (
    Corrected,
    Folder,
    load_index,
    read_folder,
)
from tiia_pricing.proposing.checkout import Checkout
from tiia_pricing.proposing.proposal import INDEX
from tiia_pricing.results.inputs import BOOK

MISREAD = "misread"
_READERS = ("src", "scraper")
# No PYTHONPATH: a folder may have a colon in its name, and today's reader would answer.
_AS_THEN = """\
import runpy, sys
sys.path[:0] = sys.argv[1:3]
del sys.argv[1:3]
runpy.run_module("tiia_pricing", run_name="__main__", alter_sys=True)
"""


class Misread(Struct, frozen=True):
    """An accepted page, what it was read as, and what its correction changes.

    ``headed`` are the changes for people, with the headings of tables.
    """

    page: AcceptedPage
    before: PriceBook
    changes: tuple[Change, ...]
    headed: tuple[Change, ...]


class Corrections(Struct, frozen=True):
    """The files that correcting pages adds to or makes; ``before`` has those that exist.

    ``beyond`` says that the price book changes by more than these pages account for: older
    pages read otherwise too, and their earlier reading is not kept.
    """

    on: dt.date
    why: str
    misread: tuple[Misread, ...]
    before: dict[str, bytes]
    files: dict[str, bytes]
    beyond: bool


def correct(
    tree: Checkout, data: bytes, why: str, today: dt.date, *, dry: bool = False
) -> Corrections | None:
    """Correct every accepted page that reads otherwise today, ``data`` being one of the pages.

    ``None`` where none does; with ``dry`` nothing is written below the tree. Raises ``InputError``
    for bytes that are no accepted page, and where the files to write are not as committed. To be
    called within a ``turn`` of the tree.
    """
    tree.ensure_as_committed((INDEX, BOOK))
    folder = read_folder(tree.root / SNAPSHOTS)
    sha256 = hashlib.sha256(data).hexdigest()
    if sha256 not in {one.page.sha256 for one in folder.accepted}:
        text = say("the page is not one that was accepted")
        expected = say("a page listed in {index}", index=INDEX)
        raise InputError("page-not-accepted", text, expected=expected)
    pages = [one.page for one in folder.accepted]
    then = _read_then(tree, pages, None if dry else tree.workplace)
    misread = tuple(
        _misread(one, before)
        for one, before in zip(folder.accepted, then, strict=True)
        if before != one.book
    )
    if not misread:
        return None
    made = {f"{MISREAD}/{_name(tree, one.page, today)}": one for one in misread}
    entries = tuple(Corrected(today, one.page.file, why, name) for name, one in made.items())
    index = load_index(tree.root / SNAPSHOTS)
    book = validated(_compiled(folder, misread, today, why), name=BOOK)
    files = {
        **{f"{SNAPSHOTS}/{name}": dumps(one.before) for name, one in made.items()},
        INDEX: dumps(replace(index, corrections=(*index.corrections, *entries))),
        BOOK: committed(book),
    }
    return Corrections(
        on=today,
        why=why,
        misread=misread,
        before={file: tree.read(file) for file in (INDEX, BOOK)},
        files=files,
        beyond=tree.read(BOOK) != committed(_as_it_was(folder, then)),
    )


def _misread(one: Accepted, before: PriceBook) -> Misread:
    changes = compare(before, one.book)
    return Misread(one.page, before, changes, with_headings(changes, before, one.book))


def _compiled(folder: Folder, misread: Iterable[Misread], today: dt.date, why: str) -> PriceBook:
    new = (Correction(today, one.page.file, why, one.before) for one in misread)
    return compiled(folder.accepted, folder.older, (*folder.corrections, *new))


def _as_it_was(folder: Folder, then: Iterable[PriceBook]) -> PriceBook:
    """The book that the pages gave as they were read."""
    accepted = [Accepted(one.page, book) for one, book in zip(folder.accepted, then, strict=True)]
    return compiled(accepted, folder.older, folder.corrections)


def _name(tree: Checkout, page: AcceptedPage, today: dt.date) -> str:
    """A name for the file of an earlier reading that no other has."""
    stem = f"{Path(page.file).stem}-until-{today}"
    names = (f"{stem}{mark}.json" for mark in ("", *(f"-{n}" for n in range(2, 99))))
    folder = tree.root / SNAPSHOTS / MISREAD
    return next(name for name in names if not (folder / name).exists())


def _read_then(
    tree: Checkout, pages: Iterable[AcceptedPage], place: Path | None
) -> list[PriceBook]:
    """What pages were read as by the reader that the committed price book was made with.

    It is unpacked in a folder of ``place``, which is gone afterwards.
    """
    commit = tree.last_commit(BOOK)
    with TemporaryDirectory(dir=place) as name:
        folder = Path(name)
        with ZipFile(io.BytesIO(tree.archived(commit, _READERS))) as archive:
            archive.extractall(folder)
        return list(_readings(folder, commit, pages))


def _readings(folder: Path, commit: str, pages: Iterable[AcceptedPage]) -> Iterator[PriceBook]:
    paths = [str(folder / part) for part in _READERS]
    for page in pages:
        file = f"{SNAPSHOTS}/{page.file}"
        done = subprocess.run(  # noqa: S603 - the project's own code, of an earlier commit
            [sys.executable, "-B", "-c", _AS_THEN, *paths, "scrape", file, "--format", "json"],
            cwd=folder,
            env=os.environ | {"PYTHONUTF8": "1"},
            capture_output=True,
            check=False,
        )
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip()
            text = say(
                "the reader of commit {commit} cannot read {page}: {said}",
                commit=commit[:12],
                page=page.file,
                said=said,
            )
            expected = say("a commit whose reader runs here")
            raise InputError("reading-not-kept", text, expected=expected)
        yield loads(done.stdout, name=f"{page.file} as read in commit {commit[:12]}")
