"""What the grammars of the commands share: the parser, its help, options of several commands."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from tiia_pricebook.errors import InputError
from tiia_pricing.output_files import named_or_stdout

EXIT_CODES = """\
exit codes:
  0    done, nothing to report
  1    a difference was found
  2    usage or bad input
  70   a fault of the program; TIIA_TRACEBACK=1 shows where
  101  the source cannot be reached
  102  the page does not read as a price page
  103  a change is held as implausible
  104  the price book is invalid"""
SOURCE = "a file, a URL, git:REPOSITORY//PATH, or - for stdin"

Run = Callable[[argparse.Namespace], int]
# What was expected, as argparse and the types of our own options tell it in their sentences.
_CHOICES, _OTHER = " (choose from ", ", expected "


class Parser(argparse.ArgumentParser):
    """A parser whose errors are the project's own, so that they can be JSON too."""

    def error(self, message: str) -> NoReturn:
        """Refuse the command line; raises ``InputError``."""
        fault, found, choices = message.rpartition(_CHOICES)
        if found:
            raise InputError("usage", fault, expected=choices.removesuffix(")").replace("'", ""))
        fault, found, other = message.rpartition(_OTHER)
        raise InputError(
            "usage", fault if found else message, expected=other if found else self._form()
        )

    def parse_args(  # type: ignore[override] # of the two that argparse declares, the one in use
        self, args: Sequence[str] | None = None, namespace: None = None
    ) -> argparse.Namespace:
        """The options; raises ``InputError`` that says what the command takes."""
        options, unknown = self.parse_known_args(args, namespace)
        if unknown:
            command: Parser = options.command
            command.error(f"unrecognized arguments: {' '.join(unknown)}")
        return options

    def _form(self) -> str:
        """How the command is used, on one line."""
        return " ".join(self.format_usage().removeprefix("usage: ").split()).replace(" [-h]", "")


if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[Parser]


def parser(commands: Iterable[Callable[[Commands], None]]) -> Parser:
    """The command line's grammar; each of ``commands`` adds its own."""
    top = Parser(
        prog="tiia-pricing",
        description="What Tencent Cloud image analysis (TIIA) charges: read, computed, explained.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    places = top.add_subparsers(metavar="COMMAND", required=True)
    for add in commands:
        add(places)
    return top


def add_command(
    commands: Commands,
    run: Run,
    *,
    name: str,
    summary: str,
    example: str,
    formats: Sequence[str],
) -> Parser:
    """A command with its help, its formats, the first as default, and what it runs."""
    command = commands.add_parser(
        name,
        help=summary,
        description=summary,
        epilog=f"example:\n  {example}\n\n{EXIT_CODES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    default = formats[0]
    command.add_argument("--format", choices=formats, default=default, help=f"default: {default}")
    command.set_defaults(run=run, command=command)
    return command


def day(text: str) -> dt.date:
    """A day as an option gives it; what argparse says of another text."""
    try:
        if len(text) == len("2026-11-24"):
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"{text!r} is no day, expected one such as 2026-11-24")


def add_output(command: argparse.ArgumentParser) -> None:
    """``-o``: where the result goes, standard output if it is not given."""
    command.add_argument(
        "-o",
        "--output",
        type=named_or_stdout,
        metavar="FILE",
        help="write here instead; -: standard output",
    )


def add_hosts(command: Parser) -> None:
    """``--allow-host``: where a URL may lead besides its own host."""
    command.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="HOST",
        help="a host to which a URL may redirect, beside its own; may be given again",
    )


def add_fail_on(command: Parser) -> None:
    """``--fail-on``: which changes end with exit code 1."""
    command.add_argument(
        "--fail-on",
        choices=("info", "notable", "breaking"),
        default="info",
        help="the least level for which to exit 1; default: info",
    )


def add_acknowledged(command: Parser) -> None:
    """``--acknowledged``: which changes somebody knows of."""
    command.add_argument(
        "--acknowledged",
        type=Path,
        metavar="FILE",
        help="changes known until a day, in TOML: they are shown, and fail nothing",
    )


def add_usage_and_packs(command: Parser) -> None:
    """``USAGE`` and ``--packs``: the files of an account."""
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


def add_account(command: Parser) -> None:
    """What ``quote`` and ``bill`` know of an account besides usage and packs."""
    command.add_argument("--book", type=Path, metavar="BOOK.json", help="another price book")
    command.add_argument(
        "--known-on",
        type=day,
        metavar="YYYY-MM-DD",
        help="answer as the price book stood on that day: an old answer, again",
    )
    command.add_argument(
        "--activated",
        nargs="+",
        action="extend",
        default=[],
        metavar="[NAME=]DATE",
        help="when the service, or one interface, was activated",
    )
    command.add_argument(
        "--reading",
        nargs="+",
        action="extend",
        default=[],
        metavar="NAME=VALUE",
        help="fix a reading that the page leaves open, such as tier-basis=gross",
    )
