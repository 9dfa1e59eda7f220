"""What a workbook may be before anything of it is read: a small package of plain XML."""

from __future__ import annotations

from io import BytesIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import Message, say

MAX_PARTS = 1_000
MAX_UNPACKED = 64 * 1024 * 1024
MAX_ELEMENTS = 1_000_000  # of cells and their texts, which are read as they come
MAX_OTHERS = 100_000  # of all else, such as styles: each becomes an object, and a slow one
MAX_ATTRIBUTES = 100
MAX_PLACES = 2_000_000  # of a sheet's grid: its rows, each as wide as the widest
MAX_SIGNS = 32_767  # of a cell's text, as in Excel
_OF_CELLS = frozenset({"row", "c", "v", "f", "is", "t", "si", "r"})
_READ_AT_ONCE = 1024 * 1024
# RuntimeError: a part that is encrypted; NotImplementedError: one compressed in another way.
_BROKEN = (BadZipFile, ZlibError, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)


def ensure_bounded(data: bytes, name: str) -> None:
    """Raise ``InputError`` for a package that unpacks to too much, or has XML that defines things.

    What a part declares as its size is all that is ever read of it. Documents in a package have
    no document type (ECMA-376, part 2), so that no entity can be defined.
    """
    try:
        with ZipFile(BytesIO(data)) as package:
            _check_sizes(package, name)
            _check_parts(package, name)
    except _BROKEN as error:
        raise unreadable(name, _why(error)) from error


def unreadable(name: str, why: Message) -> InputError:
    """Return the error for a file that looks like a workbook and cannot be read as one."""
    text = say("cannot read the workbook: {why}", why=why)
    expected = say("a workbook of Excel (.xlsx), or the table as CSV")
    return InputError("workbook-unreadable", text, where={"file": name}, expected=expected)


def _why(error: Exception) -> Message:
    if isinstance(error, NotImplementedError):
        return say("a part of it is compressed in an unusual way")
    if isinstance(error, RuntimeError):
        return say("it is protected by a password")
    return say("the file is damaged")


def too_large(name: str, what: str, expected: str) -> InputError:
    """Return the error for a workbook that holds more than is read."""
    text = say("the workbook is too large: {what}", what=what)
    return InputError("workbook-too-large", text, where={"file": name}, expected=expected)


def _check_sizes(package: ZipFile, name: str) -> None:
    parts = package.infolist()
    size = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS:
        raise too_large(
            name, say("{count} parts", count=len(parts)), say("at most {most}", most=MAX_PARTS)
        )
    if size > MAX_UNPACKED:
        raise too_large(
            name, say("{size} bytes unpacked", size=size), say("at most {most}", most=MAX_UNPACKED)
        )
    if "[Content_Types].xml" not in package.namelist():
        raise unreadable(name, say("it is another kind of package"))


def _check_parts(package: ZipFile, name: str) -> None:
    counts = {True: 0, False: 0}

    def count(element: str, attributes: dict[str, str]) -> None:
        if len(attributes) > MAX_ATTRIBUTES:  # parsers compare each with each
            raise unreadable(name, say("an element has {count} attributes", count=len(attributes)))
        of_cells = element.rpartition(":")[2] in _OF_CELLS
        counts[of_cells] += 1
        if counts[of_cells] > (MAX_ELEMENTS if of_cells else MAX_OTHERS):
            expected = say("at most some 400,000 cells; or the table as CSV")
            raise too_large(
                name, say("more than {count} elements", count=counts[of_cells] - 1), expected
            )

    def refuse(*_: object) -> None:
        raise unreadable(name, say("a part of it has a document type"))

    for part in package.infolist():
        parser = expat.ParserCreate()
        parser.StartElementHandler = count
        parser.StartDoctypeDeclHandler = refuse
        with package.open(part) as file:
            try:
                while chunk := file.read(_READ_AT_ONCE):
                    parser.Parse(chunk)
                parser.Parse(b"", True)
            except expat.ExpatError:
                continue  # no XML, such as a picture: or openpyxl refuses it
