"""``tiia-pricing bill``: the statement of an account."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tiia_pricing.cli.grammar import add_account, add_command
from tiia_pricing.cli.output import as_json, needed, put_csv, warn
from tiia_pricing.output_files import ensure_writable, named, write

if TYPE_CHECKING:
    from tiia_pricebook import PriceBook
    from tiia_pricing.billing.statement.statement import Statement
    from tiia_pricing.billing.usage.account import Purchase, Usage
    from tiia_pricing.cli.grammar import Commands
    from tiia_pricing.tables import Note


def add(commands: Commands) -> None:
    """The command's grammar."""
    command = add_command(
        commands,
        run,
        name="bill",
        summary="The statement of an account: every month, line by line, with reasons.",
        example="tiia-pricing bill usage.csv --packs packs.csv --format csv",
        formats=("text", "json", "csv", "xlsx"),
    )
    command.add_argument(
        "usage",
        type=Path,
        metavar="USAGE.csv",
        help="date,interface,calls, or months by interface; a date is day or month; .xlsx too",
    )
    command.add_argument(
        "--packs",
        type=Path,
        metavar="PACKS.csv",
        help="purchased_on,interface,calls[,quantity][,left]; .xlsx too",
    )
    command.add_argument("-o", "--output", type=named, metavar="FILE", help="write here instead")
    add_account(command)


def run(options: argparse.Namespace) -> int:
    """Bill the account."""
    from tiia_pricing.billing.usage import arguments  # noqa: PLC0415

    _ensure_output(options)
    book = arguments.book_for(options.book, options.known_on)
    active = arguments.activated(options.activated)
    notes: list[Note] = []
    usage, packs = arguments.account_files(book, options.usage, options.packs, active, notes)
    if options.format != "json":
        warn(f"{note.file}: {note.text}" for note in notes)
    return print_bill(options, book, usage, packs, notes)


def _ensure_output(options: argparse.Namespace) -> None:
    """Raise ``InputError`` for what cannot be written: before the work, not after it."""
    if options.format == "xlsx":
        from tiia_pricing.tables.workbooks import openpyxl  # noqa: PLC0415

        needed(options.output)
        openpyxl()
    if options.output:
        ensure_writable(options.output)


def print_bill(
    options: argparse.Namespace,
    book: PriceBook,
    usage: list[Usage],
    packs: list[Purchase],
    notes: Sequence[Note] = (),
) -> int:
    """Settle and print; the options are those of ``add_account`` and the format."""
    from tiia_pricebook.calendar import today  # noqa: PLC0415
    from tiia_pricing.billing.bill import bill  # noqa: PLC0415
    from tiia_pricing.billing.statement.announced_facts import with_announcements  # noqa: PLC0415
    from tiia_pricing.billing.usage import arguments  # noqa: PLC0415

    statement = bill(
        book,
        usage,
        packs,
        readings=arguments.readings(options.reading),
        activated=arguments.activated(options.activated),
    )
    _put(with_announcements(statement, today()), options, notes)
    return 0


def _put(statement: Statement, options: argparse.Namespace, notes: Sequence[Note]) -> None:
    """Print a statement, or write it to the file that the options name."""
    from tiia_pricing.billing.statement import statement_forms  # noqa: PLC0415

    file: Path | None = getattr(options, "output", None)
    if options.format == "xlsx":
        from tiia_pricing.billing.statement.statement_workbook import as_workbook  # noqa: PLC0415

        write(needed(file), as_workbook(statement))
        return
    if options.format == "csv":
        put_csv(statement_forms.as_csv(statement), file)
        return
    if options.format == "json":
        text = as_json(statement_forms.as_dict(statement) | _told(notes))
    else:
        text = statement_forms.as_text(statement)
    if file:
        write(file, text)
    else:
        sys.stdout.write(text)


def _told(notes: Sequence[Note]) -> dict[str, Any]:
    """What is to be told of the files, for a statement as JSON; nothing where nothing is."""
    if not notes:
        return {}
    columns = [
        {"file": note.file, "columns": note.columns}
        for note in notes
        if note.id == "columns-ignored"
    ]
    told = [{"id": note.id, "file": note.file, "text": note.text} for note in notes]
    return {"ignored_columns": columns, "notes": told}
