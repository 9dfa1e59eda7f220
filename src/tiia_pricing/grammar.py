"""The grammar of the command line: commands, their words, their help."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from tiia_pricing.errors import InputError

EXIT_CODES = """\
exit codes:
  0    done, nothing to report
  1    a difference was found
  2    usage or bad input
  101  the source cannot be reached
  102  the page does not read as a price page
  103  a change is held as implausible
  104  the price book is invalid"""


class Parser(argparse.ArgumentParser):
    """A parser whose errors are the project's own, so that they can be JSON too."""

    def error(self, message: str) -> NoReturn:
        """Refuse the command line; raises ``InputError``."""
        raise InputError("usage", message, expected=self.format_usage().strip())


def parser() -> argparse.ArgumentParser:
    """The command line's grammar."""
    top = Parser(
        prog="tiia-pricing",
        description="What Tencent Cloud image analysis (TIIA) charges: read, computed, explained.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    _add_scrape(commands)
    _add_quote(commands)
    _add_bill(commands)
    _add_diff(commands)
    _add_history(commands)
    return top


def _command(
    commands: argparse._SubParsersAction[Parser],
    name: str,
    *,
    summary: str,
    example: str,
    formats: Sequence[str],
) -> Parser:
    command = commands.add_parser(
        name,
        help=summary,
        description=summary,
        epilog=f"example:\n  {example}\n\n{EXIT_CODES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("--format", choices=formats, default="text", help="default: text")
    command.set_defaults(command=name)
    return command


def _add_scrape(commands: argparse._SubParsersAction[Parser]) -> None:
    command = _command(
        commands,
        "scrape",
        summary="Read the vendor's page into a price book.",
        example="tiia-pricing scrape scraper/snapshots/tiia-pricing.md --format json -o book.json",
        formats=("text", "json"),
    )
    command.add_argument("source", metavar="SOURCE", help="a file, a URL, or - for stdin")
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="write here instead")


def _add_quote(commands: argparse._SubParsersAction[Parser]) -> None:
    command = _command(
        commands,
        "quote",
        summary="What one month costs, given each interface's calls.",
        example="tiia-pricing quote 商品识别=1000000 --month 2023-05",
        formats=("text", "json"),
    )
    command.add_argument("calls", nargs="+", metavar="NAME=CALLS", help="calls of an interface")
    command.add_argument("--month", required=True, metavar="YYYY-MM", help="the month billed")
    command.add_argument(
        "--pack",
        nargs="+",
        action="extend",
        default=[],
        metavar="[NAME=]SIZE@DATE",
        help="a resource pack and its day of purchase, such as 10万次@2023-05-01",
    )
    _add_account(command)


def _add_bill(commands: argparse._SubParsersAction[Parser]) -> None:
    command = _command(
        commands,
        "bill",
        summary="The statement of an account: every month, line by line, with reasons.",
        example="tiia-pricing bill usage.csv --packs packs.csv --format csv",
        formats=("text", "json", "csv"),
    )
    command.add_argument(
        "usage", type=Path, metavar="USAGE.csv", help="date,interface,calls; a date is day or month"
    )
    command.add_argument(
        "--packs", type=Path, metavar="PACKS.csv", help="purchased_on,interface,calls[,quantity]"
    )
    _add_account(command)


def _add_account(command: argparse.ArgumentParser) -> None:
    command.add_argument("--book", type=Path, metavar="BOOK.json", help="another price book")
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


def _add_diff(commands: argparse._SubParsersAction[Parser]) -> None:
    command = _command(
        commands,
        "diff",
        summary="What changed between two pages or price books: exit 0 nothing, 1 something.",
        example="tiia-pricing diff old.md new.md --format markdown --fail-on notable",
        formats=("text", "json", "markdown", "github"),
    )
    for name in ("OLD", "NEW"):
        command.add_argument(
            name.lower(), metavar=name, help="a page (a file, a URL, - for stdin) or a price book"
        )
    command.add_argument(
        "--fail-on",
        choices=("info", "notable", "breaking"),
        default="info",
        help="the least level for which to exit 1; default: info",
    )


def _add_history(commands: argparse._SubParsersAction[Parser]) -> None:
    command = _command(
        commands,
        "history",
        summary="What older pages said: prices, quotas, packs and clauses from page to page.",
        example="tiia-pricing history git:qcloud-documents//product/tiia/pricing.md --format json",
        formats=("text", "json"),
    )
    command.add_argument(
        "source",
        metavar="SOURCE",
        help="a folder of pages with an index.json, or git:REPOSITORY//PATH",
    )
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="write here instead")
    command.add_argument(
        "--facts", type=Path, metavar="FILE", help="write the facts here, as the package ships them"
    )
    command.add_argument(
        "--progress", action="store_true", help="tell of each page; default: on a terminal"
    )
