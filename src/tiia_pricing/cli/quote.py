"""``tiia-pricing quote``: one month, from its totals."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from tiia_pricebook.messages import say
from tiia_pricing.cli.bill import print_bill
from tiia_pricing.cli.forms import ensure_output
from tiia_pricing.cli.grammar.options import add_account, add_output
from tiia_pricing.cli.grammar.parser import add_command

if TYPE_CHECKING:
    from tiia_pricing.cli.grammar.parser import Commands


def add(commands: Commands) -> None:
    """Declare the command's grammar."""
    command = add_command(
        commands,
        run,
        name="quote",
        summary=say("What one month costs, given each interface's calls."),
        example=say("tiia-pricing quote DetectProduct=1000000 --month 2023-05"),
        formats=("text", "json", "csv", "xlsx"),
    )
    command.add_argument(
        "calls", nargs="+", metavar="NAME=CALLS", help=say("calls of an interface")
    )
    command.add_argument(
        "--month",
        metavar="YYYY-MM",
        help=say("default: the current month in Beijing"),
    )
    command.add_argument(
        "--pack",
        nargs="+",
        action="extend",
        default=[],
        metavar="[NAME=]SIZE@DATE[:LEFT]",
        help=say("a pack and its day, such as 10万次@2023-05-01"),
    )
    add_output(command)
    add_account(command)


def run(options: argparse.Namespace) -> int:
    """Bill the month."""
    from tiia_pricing.billing.usage import arguments  # noqa: PLC0415

    ensure_output(options)
    usage = arguments.month_usage(
        options.calls, _this_month(options) if options.month is None else options.month
    )
    book = arguments.book_for(options.book, options.known_on)
    packs = arguments.purchases(book, options.pack)
    return print_bill(options, book, usage, packs)


def _this_month(options: argparse.Namespace) -> str:
    """The current month, and a note that it was taken; JSON has it in ``months``."""
    from tiia_pricebook.calendar import Month, today  # noqa: PLC0415

    month = str(Month.of(today()))
    if options.format != "json":
        text = say("the month is {month}, the current one in Beijing", month=month)
        sys.stderr.write(options.tell(say("note: {text}", text=text)) + "\n")
    return month
