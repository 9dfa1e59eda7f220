"""``tiia-pricing template``: a table to fill in, as a file for a spreadsheet."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tiia_pricebook.messages import say
from tiia_pricing.cli.grammar.options import add_output
from tiia_pricing.cli.grammar.parser import add_command
from tiia_pricing.cli.output import needed, put_csv
from tiia_pricing.output_files import ensure_writable, write

if TYPE_CHECKING:
    from tiia_pricing.cli.grammar.parser import Commands


def add(commands: Commands) -> None:
    """Declare the command's grammar."""
    command = add_command(
        commands,
        run,
        name="template",
        summary=say("A table to fill in: usage, a forecast, or packs."),
        example="tiia-pricing template usage --format xlsx -o usage.xlsx",
        formats=("csv", "xlsx"),
    )
    command.add_argument(
        "kind",
        nargs="?",
        choices=("usage", "packs", "forecast"),
        default="usage",
        help=say("default: usage"),
    )
    add_output(command)


def run(options: argparse.Namespace) -> int:
    """Print or write the template."""
    from tiia_pricebook import default_book  # noqa: PLC0415
    from tiia_pricebook.calendar import today  # noqa: PLC0415
    from tiia_pricing.billing.usage.templates import template  # noqa: PLC0415

    if options.output:
        ensure_writable(options.output)
    rows = template(options.kind, default_book(), today())
    if options.format == "xlsx":
        from tiia_pricing.tables.workbook_writing import workbook_of  # noqa: PLC0415

        write(needed(options.output), workbook_of({options.kind: rows}))
    else:
        from tiia_pricing.tables.csv_tables import csv_text  # noqa: PLC0415

        put_csv(csv_text(rows), options.output)
    return 0
