"""One result in the form that was asked for, printed or written to a file."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tiia_pricing.cli.output import as_json, give, needed, put_csv, warn
from tiia_pricing.output_files import ensure_writable, write

if TYPE_CHECKING:
    from tiia_pricing.tables import TableNote


class Forms(NamedTuple):
    """What makes each form of a result."""

    text: Callable[[], str]
    json: Callable[[], dict[str, Any]]
    csv: Callable[[], str]
    workbook: Callable[[], bytes]


def ensure_output(options: argparse.Namespace) -> None:
    """Raise ``InputError`` for what cannot be written: before the work, not after it."""
    if options.format == "xlsx":
        from tiia_pricing.tables.workbooks import openpyxl  # noqa: PLC0415

        needed(options.output)
        openpyxl()
    if options.output:
        ensure_writable(options.output)


def put(options: argparse.Namespace, forms: Forms, notes: Sequence[TableNote] = ()) -> None:
    """Print a result, or write it to the file that the options name; ``notes`` are told with it."""
    file: Path | None = getattr(options, "output", None)
    if options.format != "json":
        warn((note.in_words for note in notes), options.tell)
    if options.format == "xlsx":
        write(needed(file), forms.workbook())
    elif options.format == "csv":
        put_csv(forms.csv(), file)
    else:
        text = as_json(forms.json() | told(notes)) if options.format == "json" else forms.text()
        give(text, file)


def put_text(options: argparse.Namespace, text: str, notes: Sequence[TableNote] = ()) -> None:
    """Print a text, or write it to the file that the options name; ``notes`` are told with it."""
    warn((note.in_words for note in notes), options.tell)
    give(text, getattr(options, "output", None))


def told(notes: Sequence[TableNote]) -> dict[str, Any]:
    """Return what is to be told of the files, for a result as JSON; nothing where nothing is."""
    if not notes:
        return {}
    columns = [
        {"file": note.file, "columns": note.columns}
        for note in notes
        if note.id == "columns-ignored"
    ]
    told = [{"id": note.id, "file": note.file, "text": note.text} for note in notes]
    return {"ignored_columns": columns, "notes": told}
