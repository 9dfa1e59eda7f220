"""``tiia-pricing bill``: the statement of an account."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tiia_pricing.cli.grammar import add_account, add_command
from tiia_pricing.cli.output import print_json

if TYPE_CHECKING:
    from tiia_pricebook import PriceBook
    from tiia_pricing.billing.usage.account import Purchase, Usage
    from tiia_pricing.cli.grammar import Commands


def add(commands: Commands) -> None:
    """The command's grammar."""
    command = add_command(
        commands,
        run,
        name="bill",
        summary="The statement of an account: every month, line by line, with reasons.",
        example="tiia-pricing bill usage.csv --packs packs.csv --format csv",
        formats=("text", "json", "csv"),
    )
    command.add_argument(
        "usage", type=Path, metavar="USAGE.csv", help="date,interface,calls; a date is day or month"
    )
    command.add_argument(
        "--packs",
        type=Path,
        metavar="PACKS.csv",
        help="purchased_on,interface,calls[,quantity][,left]",
    )
    add_account(command)


def run(options: argparse.Namespace) -> int:
    """Bill the account."""
    from tiia_pricing.billing.usage import arguments  # noqa: PLC0415

    book = arguments.book_for(options.book, options.known_on)
    active = arguments.activated(options.activated)
    usage, packs = arguments.account_files(book, options.usage, options.packs, active)
    return print_bill(options, book, usage, packs)


def print_bill(
    options: argparse.Namespace, book: PriceBook, usage: list[Usage], packs: list[Purchase]
) -> int:
    """Settle and print; the options are those of ``add_account`` and the format."""
    from tiia_pricebook.calendar import today  # noqa: PLC0415
    from tiia_pricing.billing.bill import bill  # noqa: PLC0415
    from tiia_pricing.billing.statement import statement_forms  # noqa: PLC0415
    from tiia_pricing.billing.statement.announced_facts import with_announcements  # noqa: PLC0415
    from tiia_pricing.billing.usage import arguments  # noqa: PLC0415

    statement = bill(
        book,
        usage,
        packs,
        readings=arguments.readings(options.reading),
        activated=arguments.activated(options.activated),
    )
    statement = with_announcements(statement, today())
    if options.format == "json":
        print_json(statement_forms.as_dict(statement))
    else:
        render = statement_forms.as_csv if options.format == "csv" else statement_forms.as_text
        sys.stdout.write(render(statement))
    return 0
