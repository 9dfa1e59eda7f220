"""``tiia-pricing reconcile``: the vendor's bill against the account's usage."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from tiia_pricebook.messages import say
from tiia_pricing.cli.forms import Forms, ensure_output, put
from tiia_pricing.cli.grammar.options import add_account, add_output, add_usage_and_packs
from tiia_pricing.cli.grammar.parser import add_command
from tiia_pricing.cli.process import colours
from tiia_pricing.cli.process.standard_input import input_file
from tiia_pricing.output_files import named

if TYPE_CHECKING:
    from tiia_pricing.cli.grammar.parser import Commands
    from tiia_pricing.reconciliation.result import Reconciliation


def add(commands: Commands) -> None:
    """Declare the command's grammar."""
    command = add_command(
        commands,
        run,
        name="reconcile",
        summary=say("The vendor's bill against your usage; exit 1: they differ."),
        example="tiia-pricing reconcile bill.zip usage.csv --letter letter.txt",
        formats=("text", "json", "markdown", "csv", "xlsx"),
    )
    command.add_argument(
        "vendor_bill",
        type=input_file,
        metavar="VENDOR_BILL",
        help=say("the detailed bill: CSV, .zip of CSV, or .xlsx"),
    )
    add_usage_and_packs(command)
    command.add_argument(
        "--months",
        choices=("use", "payment"),
        default="use",
        help=say("months of use or of payment; default: use"),
    )
    command.add_argument(
        "--letter",
        type=named,
        metavar="FILE",
        help=say("letter to the vendor, in Chinese, if lines differ"),
    )
    add_output(command)
    add_account(command)


def run(options: argparse.Namespace) -> int:
    """Compare, print, and write the letter."""
    from tiia_pricing.billing.usage import arguments  # noqa: PLC0415
    from tiia_pricing.reconciliation.reconciling import reconcile  # noqa: PLC0415
    from tiia_pricing.reconciliation.vendor_export.export_files import read_export  # noqa: PLC0415

    _ensure_outputs(options)
    book = arguments.book_for(options.book, options.known_on)
    active = arguments.activated(options.activated)
    readings = arguments.readings(options.reading)
    export = read_export(options.vendor_bill, options.months)
    notes = list(export.notes())
    usage, packs = arguments.account_files(book, options.usage, options.packs, active, notes)
    result = reconcile(book, export, usage, packs, readings=readings, activated=active)
    _write_letter(options, result)
    put(options, _forms(options, result), notes)
    return 0 if result.agrees else 1


def _ensure_outputs(options: argparse.Namespace) -> None:
    """Raise ``InputError`` for what cannot be written, before the work."""
    from tiia_pricing.output_files import ensure_writable  # noqa: PLC0415

    ensure_output(options)
    if options.letter:
        ensure_writable(options.letter)


def _write_letter(options: argparse.Namespace, result: Reconciliation) -> None:
    """Write the letter, where there is something to write about."""
    from tiia_pricebook.untrusted_text import line  # noqa: PLC0415
    from tiia_pricing.output_files import write  # noqa: PLC0415
    from tiia_pricing.reconciliation.report.letter import letter  # noqa: PLC0415

    if options.letter is None:
        return
    if text := letter(result):
        write(options.letter, text.encode("utf-8"))
    else:
        note = say("note: {text}", text=say("no line differs, so no letter was written"))
        sys.stderr.write(line(options.tell(note)) + "\n")


def _forms(options: argparse.Namespace, result: Reconciliation) -> Forms:
    from tiia_pricing.reconciliation.report import reconciliation_forms  # noqa: PLC0415

    tell = options.tell

    def workbook() -> bytes:
        from tiia_pricing.reconciliation.report.report_workbook import (  # noqa: PLC0415
            as_workbook,
        )

        return as_workbook(result, tell)

    def text() -> str:
        told = reconciliation_forms.FORMS.get(options.format, reconciliation_forms.as_text)(
            result, tell
        )
        plain = options.format != "text" or options.output or not colours.wanted(sys.stdout)
        return told if plain else colours.verdicts(told, tell)

    return Forms(
        text,
        lambda: reconciliation_forms.as_dict(result) | {"notes": []},
        lambda: reconciliation_forms.as_csv(result),
        workbook,
    )
