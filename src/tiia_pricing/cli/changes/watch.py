"""``tiia-pricing watch``: one check of the vendor's page."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tiia_pricebook.errors import InputError, PricingError
from tiia_pricebook.messages import say, say_many
from tiia_pricing.cli.changes.own_bill import add_own_bill, ensure_usage, notes_of, own_account
from tiia_pricing.cli.grammar.options import SOURCE, add_acknowledged, add_fail_on, add_hosts
from tiia_pricing.cli.grammar.parser import add_command
from tiia_pricing.cli.output import complain, print_json, warn
from tiia_pricing.cli.process import colours
from tiia_pricing.cli.process.standard_input import input_file, source
from tiia_pricing.cli.process.unexpected import complain_of
from tiia_pricing.output_files import named, named_folder, write

if TYPE_CHECKING:
    from tiia_pricebook import PriceBook
    from tiia_pricing.changes.own_bill import OwnAccount
    from tiia_pricing.cli.grammar.parser import Commands
    from tiia_pricing.watch import NoticeAddress, Report, Watch
    from tiia_pricing.watch.archive import Archive

_TOLD = (0, 1)  # what a report says that nobody could read


def add(commands: Commands) -> None:
    """Declare the command's grammar."""
    command = add_command(
        commands,
        run,
        name="watch",
        summary=say("Check the vendor's page once, archive it, report changes."),
        example="tiia-pricing watch page.html --archive archive",
        formats=("text", "json", "markdown", "github"),
    )
    command.add_argument("source", type=source, metavar="SOURCE", help=SOURCE)
    command.add_argument(
        "--archive",
        type=named_folder,
        required=True,
        metavar="DIR",
        help=say("where checks are kept"),
    )
    command.add_argument(
        "--book",
        type=input_file,
        metavar="BOOK.json",
        help=say("what the first page is compared with"),
    )
    command.add_argument(
        "--accept", metavar="HASH", help=say("accept the held page with this hash")
    )
    command.add_argument(
        "--feed", type=named, metavar="FILE", help=say("write the Atom feed of changes")
    )
    command.add_argument(
        "--notify",
        action="store_true",
        help=say("notices to TIIA_NOTIFY_CHANGES and …_BREAKAGE"),
    )
    add_own_bill(command)
    add_hosts(command)
    add_fail_on(command)
    add_acknowledged(command)


def run(options: argparse.Namespace) -> int:
    """Check, then tell on every channel, whatever becomes of the others.

    The exit code is the outcome's; where there is nothing to report but that a channel failed,
    or where the report itself could not be written, it is that of the failure.
    """
    from tiia_pricing import watch  # noqa: PLC0415

    ensure_usage(options)
    _ensure_apart(options.archive, options.feed)
    order = _order(options, watch.deliverable(os.environ) if options.notify else ())
    report = order.run(dt.datetime.now(dt.UTC))
    if options.accept and report.check.outcome == "held":
        text = say("--accept {hash} is not the hash of the held page", hash=options.accept)
        warn([text], options.tell)
    unwritten = _failure(lambda: _report(order, report, options))
    others = [_failure(lambda: _feed(order, report, options.feed))] if options.feed else []
    others += [_failure(lambda: order.tell(report))] if options.notify else []
    told = (report.verdict.error, report.verdict.fault, _cut(report), *others)
    codes = [_complained(error, options) for error in told if error is not None]
    code = watch.exit_code(report, options.fail_on, options.alarm) or next(filter(None, codes), 0)
    if unwritten is not None and code in _TOLD:
        raise unwritten
    return code


def _ensure_apart(archive: Path, feed: Path | None) -> None:
    """Raise ``InputError`` where the feed would be written over a file of the archive."""
    if feed and feed.resolve().is_relative_to(archive.resolve()):
        text = say("the feed {path} lies in the archive", path=str(feed))
        raise InputError(
            "file-twice", text, expected=say("a file outside {folder}", folder=str(archive))
        )


def _cut(report: Report) -> InputError | None:
    if not report.lost:
        return None
    text = say_many(
        "the log lost its end: {n} check that was recorded is not there",
        "the log lost its end: {n} checks that were recorded are not there",
        report.lost,
    )
    expected = say(
        "every check; what those found is looked for again from the last one that is left"
    )
    return InputError("archive-cut", text, where={"archive": report.archive}, expected=expected)


def _failure(tell: Callable[[], None]) -> Exception | None:
    """What kept a channel from being told."""
    try:
        tell()
    except Exception as error:  # told on stderr, after the other channels had their turn
        return error
    return None


def _complained(error: Exception, options: argparse.Namespace) -> int:
    """Tell an error on stderr; its exit code."""
    as_json = options.format == "json"
    if not isinstance(error, PricingError):
        return complain_of(error, options.tell, as_json=as_json)
    complain(error, options.tell, as_json=as_json)
    return error.exit_code


def _order(options: argparse.Namespace, addresses: tuple[NoticeAddress, ...]) -> Watch:
    from tiia_pricing import watch  # noqa: PLC0415
    from tiia_pricing.billing.usage import arguments  # noqa: PLC0415
    from tiia_pricing.changes.acknowledged import load_acknowledgements  # noqa: PLC0415
    from tiia_pricing.watch.archive import Archive  # noqa: PLC0415
    from tiia_pricing.watch.checking import Watched  # noqa: PLC0415

    page = Watched(options.source, tuple(options.allow_host), options.accept)
    book = arguments.book_of_page(options.book)
    known = load_acknowledgements(options.acknowledged) if options.acknowledged else ()
    archive = Archive(options.archive)
    account = _account(options, archive, book) if options.usage else None
    return watch.Watch(page, archive, book, known, addresses, account, options.tell)


def _account(options: argparse.Namespace, archive: Archive, book: PriceBook) -> OwnAccount | None:
    """The account, held against the page that this one will be compared with."""
    from tiia_pricing import watch  # noqa: PLC0415

    checks = archive.checks()
    last = watch.last_book(archive, checks)
    books = (last, book) if last else (book,)
    return own_account(options, books, watch.removed_interfaces(checks))


def _feed(order: Watch, report: Report, file: Path) -> None:
    from tiia_pricing import watch  # noqa: PLC0415

    write(file, watch.feed_of(order.archive, report.checks, file.name, order.account))


def _report(order: Watch, report: Report, options: argparse.Namespace) -> None:
    """Print, and remember it once it is out of our hands."""
    _print(order, report, options)
    sys.stdout.flush()
    order.reported(report)


def _print(order: Watch, report: Report, options: argparse.Namespace) -> None:
    from tiia_pricing.watch import check_report  # noqa: PLC0415

    if options.format == "json":
        print_json(check_report.as_dict(report) | notes_of(order.account))
    else:
        text = getattr(check_report, f"as_{options.format}")(report, options.tell)
        plain = options.format != "text" or not colours.wanted(sys.stdout)
        sys.stdout.write(text if plain else colours.levels(text))
