"""The pages that were ever accepted, in a folder with an index → the price book that they give.

``index.json`` lists them in the order in which they were accepted, and names the folder of the
older pages and the corrections. Nothing in it is ever rewritten: a page that comes is added.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from pathlib import Path, PurePath

from msgspec import Struct

import tiia_scraper
from tiia_pricebook import PriceBook, load
from tiia_pricebook.bounded_reading import read_bounded
from tiia_pricebook.editions.compilation import Accepted, Correction, Older
from tiia_pricebook.editions.dated_book import SNAPSHOTS, AcceptedPage
from tiia_pricebook.errors import InputError
from tiia_pricebook.json_codec import NotDecoded, decode
from tiia_pricebook.messages import say
from tiia_pricebook.system_errors import system_reason
from tiia_pricing.history import revisions_of, trace
from tiia_scraper.extraction import read_page

INDEX = "index.json"

Reader = Callable[[bytes, str], PriceBook]


class OlderPages(Struct, frozen=True, forbid_unknown_fields=True):
    """The folder of the pages before the first accepted one, and when the book got them."""

    folder: str
    accepted: dt.date


class Corrected(Struct, frozen=True, forbid_unknown_fields=True):
    """A page that was misread until ``on``; ``before`` is a file with the book it was read as."""

    on: dt.date
    file: str
    why: str
    before: str


class Index(Struct, frozen=True, forbid_unknown_fields=True):
    """What ``index.json`` says."""

    older: OlderPages | None
    pages: tuple[AcceptedPage, ...]
    corrections: tuple[Corrected, ...] = ()


def shipped_folder() -> Path:
    """Return the folder of the accepted pages: in an installed package its own copy."""
    package = Path(tiia_scraper.__file__).parent
    packed = package / "pages"
    return packed if packed.is_dir() else package.parent / "snapshots"


def newest_book() -> PriceBook:
    """Return what the page that was accepted last reads as."""
    folder = shipped_folder()
    return read_accepted(folder, load_index(folder).pages[-1])


def load_index(folder: Path) -> Index:
    """Return the index of a folder.

    Raises ``InputError`` where it cannot be read or lists no page.
    """
    file = folder / INDEX
    return loads_index(_bytes(file), str(file))


def loads_index(data: bytes, name: str = INDEX) -> Index:
    """Return the index in JSON text; raises ``InputError`` where it is none."""
    file = Path(name)
    try:
        index = decode(data, Index)
    except NotDecoded as error:
        raise _bad(file, say("no index of pages: {why}", why=str(error))) from error
    if not index.pages:
        raise _bad(file, say("it lists no page"))
    _ensure_order(index, file)
    return index


class Folder(Struct, frozen=True):
    """A folder of pages, read."""

    accepted: tuple[Accepted, ...]
    older: Older | None
    corrections: tuple[Correction, ...]


def read_folder(folder: Path, read: Reader = read_page) -> Folder:
    """Return every page of a folder and what it reads as.

    Raises ``InputError`` where a page is missing or has another hash than the index says,
    ``PageUnreadable`` where one does not read as a price page.
    """
    index = load_index(folder)
    older = None
    if index.older:
        history = trace(revisions_of(str(folder / index.older.folder))).history
        older = Older(index.older.accepted, history)
    corrections = tuple(
        Correction(one.on, one.file, one.why, load(folder / one.before))
        for one in index.corrections
    )
    accepted = tuple(Accepted(page, read_accepted(folder, page, read)) for page in index.pages)
    return Folder(accepted, older, corrections)


def read_accepted(folder: Path, page: AcceptedPage, read: Reader = read_page) -> PriceBook:
    """Return what an accepted page reads as.

    Raises ``InputError`` where its file is another one.
    """
    data = page_bytes(folder, page)
    return read(data, f"{SNAPSHOTS}/{page.file}")


def page_bytes(folder: Path, page: AcceptedPage) -> bytes:
    """Return the bytes of an accepted page; raises ``InputError`` where its file is another one."""
    data = _bytes(folder / page.file)
    found = hashlib.sha256(data).hexdigest()
    if found != page.sha256:
        text = say("its sha256 is {sha256}", sha256=found)
        expected = say("{sha256}, says {index}", sha256=page.sha256, index=INDEX)
        raise _bad(folder / page.file, text, expected)
    return data


def _ensure_order(index: Index, file: Path) -> None:
    """Only the first page has no first day, names are plain, and days of acceptance rise."""
    for number, page in enumerate(index.pages):
        if PurePath(page.file).name != page.file:
            raise _bad(file, say("{name!r} is not a plain file name", name=page.file))
        if number and page.from_ is None:
            text = say("{page} has no first day", page=page.file)
            raise _bad(file, text, say("a day YYYY-MM-DD in from"))
        if number and page.accepted < index.pages[number - 1].accepted:
            raise _bad(file, say("{page} was accepted before the page above it", page=page.file))
    names = [page.file for page in index.pages]
    if len(set(names)) != len(names):
        raise _bad(file, say("it lists one file twice"))


def _bytes(path: Path) -> bytes:
    try:
        return read_bounded(path)
    except OSError as error:
        raise _bad(path, say("cannot read it: {why}", why=system_reason(error))) from error


def _bad(file: Path, text: str, expected: str | None = None) -> InputError:
    return InputError("snapshots-unreadable", text, where={"file": str(file)}, expected=expected)
