"""Options of several commands, each declared in one place."""

from __future__ import annotations

import argparse
import datetime as dt
import re
from typing import TYPE_CHECKING

from tiia_pricebook.calendar import DAYS
from tiia_pricebook.messages import say
from tiia_pricing.cli.process.standard_input import input_file
from tiia_pricing.output_files import named_or_stdout

if TYPE_CHECKING:
    from tiia_pricing.cli.grammar.parser import Parser

_MONTH, _DAY = re.compile("[0-9]{4}-[0-9]{2}"), re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
SOURCE = say("a file, URL, git:REPOSITORY//PATH, or - (stdin)")


def day(text: str) -> dt.date:
    """Return a day as an option gives it; what argparse says of another text."""
    # Not parse_day of files, where a day counts in a month that ends: here 9999-12-31 is one.
    fault = say("{text!r} is not a day", text=text)
    if _MONTH.fullmatch(text):
        fault = say("{text!r} is a month", text=text)
    elif _DAY.fullmatch(text):
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            fault = say("{text!r} is not in the calendar", text=text)
    said = say("{fault}, expected {expected}", fault=fault, expected=DAYS)
    raise argparse.ArgumentTypeError(said)


def add_output(command: argparse.ArgumentParser) -> None:
    """Declare ``-o``: where the result goes, standard output if it is not given."""
    command.add_argument(
        "-o",
        "--output",
        type=named_or_stdout,
        metavar="FILE",
        help=say("write here instead; -: standard output"),
    )


def add_hosts(command: Parser) -> None:
    """Declare ``--allow-host``: where a URL may lead besides its own host."""
    command.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="HOST",
        help=say("an additional host for redirects; repeatable"),
    )


def add_fail_on(command: Parser) -> None:
    """Declare ``--fail-on``: which changes end with exit code 1."""
    command.add_argument(
        "--fail-on",
        choices=("info", "notable", "breaking"),
        default="info",
        metavar="LEVEL",
        help=say("exit 1 from: info (default), notable, breaking"),
    )


def add_acknowledged(command: Parser) -> None:
    """Declare ``--acknowledged``: which changes somebody knows of."""
    command.add_argument(
        "--acknowledged",
        type=input_file,
        metavar="FILE",
        help=say("acknowledged changes, in TOML"),
    )


def add_usage_and_packs(command: Parser) -> None:
    """Declare ``USAGE`` and ``--packs``: the files of an account."""
    command.add_argument(
        "usage",
        type=input_file,
        metavar="USAGE.csv",
        help=say("date,interface,calls, or months by API; or .xlsx"),
    )
    command.add_argument(
        "--packs",
        type=input_file,
        metavar="PACKS.csv",
        help=say("purchased_on,interface,calls[,quantity][,left]"),
    )


def add_account(command: Parser) -> None:
    """Declare what ``quote`` and ``bill`` know of an account besides usage and packs."""
    add_book(command)
    add_activated(command)
    add_reading(command)


def add_book(command: Parser) -> None:
    """Declare ``--book`` and ``--known-on``: by which price book."""
    command.add_argument(
        "--book", type=input_file, metavar="BOOK.json", help=say("another price book")
    )
    command.add_argument(
        "--known-on",
        type=day,
        metavar="YYYY-MM-DD",
        help=say("by the price book as it was known on that day"),
    )


def add_activated(command: Parser) -> None:
    """Declare ``--activated``: since when the service, or an interface, is in use."""
    command.add_argument(
        "--activated",
        nargs="+",
        action="extend",
        default=[],
        metavar="[NAME=]DATE",
        help=say("when the service, or one interface, was activated"),
    )


def add_reading(command: Parser) -> None:
    """Declare ``--reading``: which readings are fixed."""
    command.add_argument(
        "--reading",
        nargs="+",
        action="extend",
        default=[],
        metavar="NAME=VALUE",
        help=say("answer an open question: tier-basis=gross"),
    )
