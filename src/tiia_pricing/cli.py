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
from typing import TYPE_CHECKING

from tiia_pricing.errors import InputError, PageUnreadable, PricingError
from tiia_pricing.grammar import parser

if TYPE_CHECKING:
    from tiia_pricing.account import Purchase, Usage
    from tiia_pricing.pricebook import PriceBook

Handler = Callable[[argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; errors go to stderr."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        options = parser().parse_args(arguments)
        return HANDLERS[options.command](options)
    except PricingError as error:
        _complain(error, as_json=_wants_json(arguments))
        return error.exit_code
    except BrokenPipeError:
        # The reader went away; closing stdout at exit must not complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


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

    usage = arguments.month_usage(options.calls, options.month)
    book = arguments.book(options.book, usage)
    packs = [arguments.purchase(book, text) for text in options.pack]
    return _bill(options, book, usage, packs)


def bill(options: argparse.Namespace) -> int:
    """``tiia-pricing bill``."""
    from tiia_pricing import arguments  # noqa: PLC0415

    usage = arguments.usage_file(options.usage)
    book = arguments.book(options.book, usage)
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


def history(options: argparse.Namespace) -> int:
    """``tiia-pricing history``."""
    from tiia_pricing import historyreport  # noqa: PLC0415
    from tiia_pricing.pricebook.history import dumps_history  # noqa: PLC0415
    from tiia_scraper.history import revisions_of, trace  # noqa: PLC0415

    told = options.progress or sys.stderr.isatty()
    timeline = trace(revisions_of(options.source), historyreport.progress if told else None)
    if options.facts:
        _write(options.facts, dumps_history(timeline.history).decode())
    if options.format == "json":
        text = _json(historyreport.as_dict(timeline, options.source))
    else:
        text = historyreport.as_text(timeline)
    if options.output:
        _write(options.output, text)
    else:
        sys.stdout.write(text)
    return 0


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


HANDLERS: dict[str, Handler] = {
    "scrape": scrape,
    "quote": quote,
    "bill": bill,
    "diff": diff,
    "history": history,
}


def _print_json(value: object) -> None:
    sys.stdout.write(_json(value))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


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
