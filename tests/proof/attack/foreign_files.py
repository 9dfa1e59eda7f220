"""Texts within the files that tables come in: sheets, shared strings, members of archives."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Callable, Sequence
from functools import partial
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from proof.attack.foreign import Field
from support.workbooks import SHEET, with_part, workbook

Row = dict[str, str]
Write = Callable[[Path], str]
Commands = Sequence[Sequence[str]]
BOOK = "xl/workbook.xml"
LETTER = ("--letter", "letter.txt")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINKS = "xl/_rels/workbook.xml.rels"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
_LINK = f'<Relationship Id="rIdStrings" Type="{_KIND}" Target="sharedStrings.xml"/>'
_TYPE = (
    '<Override PartName="/xl/sharedStrings.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)


def fields_of_files(usage: Row, bill: Row, book: Write) -> list[Field]:
    """Every such field; ``book`` writes the price book and gives its name."""
    files = _Files(usage, bill, book)
    return [
        Field("the name of a sheet", partial(files.sheet, ["nothing"])),
        Field("the names of two sheets", partial(files.sheet, list(usage))),
        *(Field(f"the shared string {column}", partial(files.string, column)) for column in usage),
        *(Field(f"the shared string {head}", partial(files.billed, head)) for head in bill),
        Field("the name of a member", partial(files.member, "{}.csv")),
        Field("the name of a folder in an archive", partial(files.member, "{}/bill.csv")),
        Field("the name of a member that is no bill", files.other),
    ]


class _Files:
    """Inputs with a text in one place of them, and the commands that read them."""

    def __init__(self, usage: Row, bill: Row, book: Write) -> None:
        self.usage, self.bill, self.book = usage, bill, book

    def sheet(self, head: Sequence[str], text: str, folder: Path) -> Commands:
        """The text as the name of each of two sheets, the second of which has a head."""

        def second(made: Any) -> None:
            made.create_sheet("Other").append(head)
            made["Other"].append(list(self.usage.values())[: len(head)])

        data = workbook(tuple(self.usage), tuple(self.usage.values()), edit=second)
        for name, put in (("Sheet", text), ("Other", f"{text} ")):
            data = with_part(data, BOOK, _swap(f'name="{name}"', f"name={quoteattr(_xml(put))}"))
        return self._with_usage(folder, data)

    def string(self, column: str, text: str, folder: Path) -> Commands:
        """The text within a cell of the usage."""
        return self._with_usage(folder, _with_string(self.usage, column, text))

    def billed(self, head: str, text: str, folder: Path) -> Commands:
        """The text within a cell of a bill that is a workbook."""
        (folder / "bill.xlsx").write_bytes(_with_string(self.bill, head, text))
        return self._reconciled(folder, "bill.xlsx")

    def member(self, name: str, text: str, folder: Path) -> Commands:
        """The text within the name of a bill in an archive, one of two without an amount."""
        good, bad = _csv(self.bill), _csv(self.bill | {"优惠后总价": "nothing"})
        for file, content in (("good.zip", good), ("bad.zip", bad)):
            _pack(folder / file, {name.format(text): content})
        return [*self._reconciled(folder, "good.zip"), *self._reconciled(folder, "bad.zip")]

    def other(self, text: str, folder: Path) -> Commands:
        """The text as the name of what is passed over in an archive."""
        _pack(folder / "bill.zip", {"bill.csv": _csv(self.bill), f"{text}.txt": "x"})
        return self._reconciled(folder, "bill.zip")

    def _with_usage(self, folder: Path, data: bytes) -> Commands:
        (folder / "usage.xlsx").write_bytes(data)
        book = self.book(folder)
        return [[command, "usage.xlsx", "--book", book] for command in ("bill", "plan")]

    def _reconciled(self, folder: Path, bill: str) -> Commands:
        (folder / "usage.csv").write_text(_csv(self.usage), "utf-8", newline="")
        return [["reconcile", bill, "usage.csv", "--book", self.book(folder), *LETTER]]


def _xml(text: str) -> str:
    """A text in XML, with what that cannot hold as workbooks write it (ECMA-376, 22.9.2.19)."""
    return _NOT_XML.sub(lambda sign: f"_x{ord(sign[0]):04X}_", text)


def _with_string(row: Row, column: str, text: str) -> bytes:
    """A workbook of one row, with the text around one of its cells, as a shared string."""
    old = escape(row[column]).encode("ascii", "xmlcharrefreplace").decode()
    cell = f'"inlineStr"><is><t>{old}</t></is>'
    data = workbook(tuple(row), tuple(row.values()))
    data = with_part(data, SHEET, _swap(cell, '"s"><v>0</v>'))
    data = with_part(data, "[Content_Types].xml", _swap("</Types>", f"{_TYPE}</Types>"))
    data = with_part(data, _LINKS, _swap("</Relationships>", f"{_LINK}</Relationships>"))
    written = BytesIO(data)
    with zipfile.ZipFile(written, "a") as package:
        said = escape(_xml(f"{text}{row[column]}{text}"))
        package.writestr(
            "xl/sharedStrings.xml", f'<sst xmlns="{_MAIN}"><si><t>{said}</t></si></sst>'
        )
    return written.getvalue()


def _swap(old: str, new: str) -> Callable[[bytes], bytes]:
    return lambda content: content.replace(old.encode(), new.encode())


def _csv(row: Row) -> str:
    written = StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([row, row.values()])
    return written.getvalue()


def _pack(path: Path, members: dict[str, str]) -> None:
    """An archive of files; a name with a zero ends at it, as a writer of archives has it."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.encode("utf-8", "replace").decode(), content)
    path.write_bytes(packed.getvalue())
