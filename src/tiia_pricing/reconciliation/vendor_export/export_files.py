"""The files of an export: a CSV, a workbook, or the archive in which the vendor delivers CSVs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.reconciliation.vendor_export.calendars import BillCalendar
from tiia_pricing.tables.table import FileTable, TableNote
from tiia_pricing.tables.table_files import ZIP, read_file, tables_of

MOST_BYTES = MOST_UNPACKED = 64 * 1024 * 1024
MOST_MEMBERS = 200
_WORKBOOK = "[Content_Types].xml"


class ExportFiles(NamedTuple):
    """The tables of an export, and the members of its archive that are no tables.

    ``calendar`` says whether its months are those of use or of payment.
    """

    tables: tuple[FileTable, ...]
    passed_over: tuple[str, ...] = ()
    calendar: BillCalendar = "use"

    def notes(self) -> Iterator[TableNote]:
        """Yield what the owner of the files should be told: what is not read in them."""
        for table in self.tables:
            yield from table.notes
            for row in table.titles:
                text = say(
                    "line {line} is a title, and not read: {title!r}",
                    line=row.line,
                    title=row.cells[0],
                )
                yield TableNote("title-ignored", table.file, text)


def read_export(path: Path, calendar: BillCalendar = "use") -> ExportFiles:
    """Read the tables of an export.

    Raises ``InputError`` for what cannot be read, is no table, or is larger than the bounds.
    """
    expected = say(
        "账单明细 (L3) from the vendor's billing console: CSV, the .zip of CSV files, or .xlsx"
    )
    return export_of(read_file(path, MOST_BYTES, expected), str(path))._replace(calendar=calendar)


def export_of(data: bytes, name: str) -> ExportFiles:
    """Read the tables in the bytes of an export; ``name`` is what errors call it."""
    if not data.startswith(ZIP):
        return ExportFiles(tables_of(data, name))
    with _broken_told(name), zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = _members(archive, name)
        workbook = any(member.filename == _WORKBOOK for member in members)
        bills = [] if workbook else _bills(members, name)
        packed = list(_unpacked(archive, bills, name))
    if workbook:
        return ExportFiles(tables_of(data, name))
    tables = (table for file, unpacked in packed for table in tables_of(unpacked, file))
    others = (member.filename for member in members if member not in bills)
    return ExportFiles(tuple(tables), tuple(others))


@contextmanager
def _broken_told(name: str) -> Iterator[None]:
    try:
        yield
    except InputError:
        raise
    except Exception as error:  # zipfile raises whatever a broken archive leads to
        raise _refused(name, say("the archive is broken or of an unknown kind")) from error


def _members(archive: zipfile.ZipFile, name: str) -> list[zipfile.ZipInfo]:
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) > MOST_MEMBERS:
        text = say(
            "{count} files in the archive, at most {most} are read",
            count=len(members),
            most=MOST_MEMBERS,
        )
        raise _refused(name, text)
    return members


def _bills(members: list[zipfile.ZipInfo], name: str) -> list[zipfile.ZipInfo]:
    bills = [one for one in members if one.filename.casefold().endswith(".csv")]
    if not bills:
        raise _refused(name, say("the archive has no CSV file"))
    return bills


def _unpacked(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], name: str
) -> Iterator[tuple[str, bytes]]:
    left = MOST_UNPACKED
    for member in members:
        file = f"{name}/{member.filename}"
        if member.flag_bits & 1:
            raise _refused(file, say("the file has a password"))
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _refused(file, say("the file is packed in an unusual way"))
        with archive.open(member) as packed:
            data = packed.read(left + 1)
        left -= len(data)
        if left < 0:
            text = say("more than {most} bytes are packed in the archive", most=MOST_UNPACKED)
            raise _refused(name, text)
        yield file, data


def _refused(name: str, text: str) -> InputError:
    expected = say("the vendor's export: a CSV file, an .xlsx workbook, or the .zip of CSV files")
    return InputError("archive-unreadable", text, where={"file": name}, expected=expected)
