"""The command line: parse, call, print. Nothing is decided here.

Heavy imports wait for the command that needs them, so that a quote answers at once.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from tiia_pricing.errors import InputError, PageUnreadable, PricingError

if TYPE_CHECKING:
    from tiia_pricing.account import Purchase, Usage
    from tiia_pricing.pricebook import PriceBook

Handler = Callable[[argparse.Namespace], int]

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


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; errors go to stderr."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        options = parser().parse_args(arguments)
        handler: Handler = options.handler
        return handler(options)
    except PricingError as error:
        _complain(error, as_json=_wants_json(arguments))
        return error.exit_code
    except BrokenPipeError:
        # The reader went away; closing stdout at exit must not complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


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
    return top


def _command(
    commands: argparse._SubParsersAction[Parser],
    name: str,
    handler: Handler,
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
    command.set_defaults(handler=handler)
    return command


def _add_scrape(commands: argparse._SubParsersAction[Parser]) -> None:
    command = _command(
        commands,
        "scrape",
        scrape,
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
        quote,
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
        bill,
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
        diff,
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


def scrape(options: argparse.Namespace) -> int:
    """``tiia-pricing scrape``."""
    from tiia_pricing.bookreport import book_text  # noqa: PLC0415
    from tiia_pricing.pricebook import dumps  # noqa: PLC0415
    from tiia_scraper import read_page, read_source  # noqa: PLC0415

    book = read_page(read_source(options.source), options.source)
    text = dumps(book).decode() if options.format == "json" else book_text(book)
    if options.output:
        _write(options.output, text)
    else:
        sys.stdout.write(text)
    return 0


def quote(options: argparse.Namespace) -> int:
    """``tiia-pricing quote``."""
    from tiia_pricing import arguments  # noqa: PLC0415

    book = arguments.book(options.book)
    usage = arguments.month_usage(options.calls, options.month)
    packs = [arguments.purchase(book, text) for text in options.pack]
    return _bill(options, book, usage, packs)


def bill(options: argparse.Namespace) -> int:
    """``tiia-pricing bill``."""
    from tiia_pricing import arguments  # noqa: PLC0415

    book = arguments.book(options.book)
    usage = arguments.usage_file(options.usage)
    packs = arguments.packs_file(options.packs) if options.packs else []
    return _bill(options, book, usage, packs)


def _bill(
    options: argparse.Namespace, book: PriceBook, usage: list[Usage], packs: list[Purchase]
) -> int:
    from tiia_pricing import arguments, billing, report  # noqa: PLC0415

    statement = billing.bill(
        book,
        usage,
        packs,
        readings=arguments.readings(options.reading),
        activated=arguments.activated(options.activated),
    )
    if options.format == "json":
        _print_json(report.as_dict(statement))
    else:
        render = report.as_csv if options.format == "csv" else report.as_text
        sys.stdout.write(render(statement))
    return 0


def diff(options: argparse.Namespace) -> int:
    """``tiia-pricing diff``."""
    from tiia_pricing import changereport  # noqa: PLC0415
    from tiia_scraper.changes import at_least, compare  # noqa: PLC0415

    if options.old == options.new == "-":
        raise InputError("usage", "OLD and NEW are both -", expected="at most one standard input")
    changes = compare(_book_or_page(options.old), _book_or_page(options.new))
    if options.format == "json":
        _print_json(changereport.as_dict(changes))
    else:
        sys.stdout.write(getattr(changereport, f"as_{options.format}")(changes))
    return 1 if at_least(changes, options.fail_on) else 0


def _book_or_page(source: str) -> PriceBook:
    """A source is a price book by its name (``.json``) or its first character, else a page."""
    from tiia_pricing.pricebook import loads  # noqa: PLC0415
    from tiia_scraper import read_page, read_source  # noqa: PLC0415

    data = read_source(source)
    if source.lower().endswith(".json") or data.lstrip().startswith(b"{"):
        return loads(data, name=source)
    try:
        return read_page(data, source)
    except PageUnreadable as error:
        error.where = {"source": source} | error.where
        raise


def _print_json(value: object) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    partial = path.with_name(f".{path.name}.partial")
    try:
        partial.write_text(text, encoding="utf-8")
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        message = f"cannot write: {error.strerror}"
        raise InputError("file-unwritable", message, where={"file": str(path)}) from error


def _wants_json(arguments: Sequence[str]) -> bool:
    pairs = pairwise(arguments)
    return "--format=json" in arguments or ("--format", "json") in pairs


def _complain(error: PricingError, *, as_json: bool) -> None:
    if as_json:
        json.dump(error.as_dict(), sys.stderr, ensure_ascii=False)
        sys.stderr.write("\n")
    else:
        sys.stderr.write(f"error: {error}\n")
