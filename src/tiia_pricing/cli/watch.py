"""``tiia-pricing watch``: one check of the vendor's page."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tiia_pricing.cli.grammar import (
    SOURCE,
    add_acknowledged,
    add_command,
    add_fail_on,
    add_hosts,
)
from tiia_pricing.cli.output import complain, print_json
from tiia_pricing.errors import InputError
from tiia_pricing.output_files import ensure_writable, named, write

if TYPE_CHECKING:
    from tiia_pricing.cli.grammar import Commands
    from tiia_pricing.watching import Report, Watch


def add(commands: Commands) -> None:
    """The command's grammar."""
    command = add_command(
        commands,
        run,
        name="watch",
        summary="Check the vendor's page once, archive it, tell what changed since the last check.",
        example="tiia-pricing watch page.html --archive archive",
        formats=("text", "json", "markdown", "github"),
    )
    command.add_argument("source", metavar="SOURCE", help=SOURCE)
    command.add_argument(
        "--archive", type=Path, required=True, metavar="DIR", help="where checks are kept"
    )
    command.add_argument(
        "--book", type=Path, metavar="BOOK.json", help="what the first page is compared with"
    )
    command.add_argument(
        "--accept", metavar="HASH", help="let the held page with this hash pass (8 digits or more)"
    )
    command.add_argument(
        "--feed", type=named, metavar="FILE", help="write the Atom feed of changes"
    )
    command.add_argument(
        "--notify",
        action="store_true",
        help="send notices to TIIA_NOTIFY_CHANGES and TIIA_NOTIFY_BREAKAGE (needs apprise)",
    )
    add_hosts(command)
    add_fail_on(command)
    add_acknowledged(command)


def run(options: argparse.Namespace) -> int:
    """Check, print, and send notices; the exit code is the outcome's."""
    from tiia_pricing import watching  # noqa: PLC0415

    if options.notify:
        watching.ensure_deliverable(os.environ)
    if options.feed:
        ensure_writable(options.feed)
    order = _order(options)
    report = order.run(dt.datetime.now(dt.UTC))
    if options.feed:
        feed = watching.feed_of(order.archive, report.checks, options.feed.name)
        write(options.feed, feed)
    _print(report, options.format)
    if report.verdict.error is not None:
        complain(report.verdict.error, as_json=options.format == "json")
    code = watching.exit_code(report, options.fail_on)
    return _notify(order, report, options, code) if options.notify else code


def _order(options: argparse.Namespace) -> Watch:
    from tiia_pricing import arguments, watching  # noqa: PLC0415
    from tiia_scraper.archive import Archive  # noqa: PLC0415
    from tiia_scraper.changes.acknowledged import load_acknowledgements  # noqa: PLC0415
    from tiia_scraper.watch import Watched  # noqa: PLC0415

    page = Watched(options.source, tuple(options.allow_host), options.accept)
    book = arguments.book_of_page(options.book)
    known = load_acknowledgements(options.acknowledged) if options.acknowledged else ()
    return watching.Watch(page, Archive(options.archive), book, known)


def _print(report: Report, form: str) -> None:
    from tiia_pricing.watching import report as forms  # noqa: PLC0415

    if form == "json":
        print_json(forms.as_dict(report))
    else:
        sys.stdout.write(getattr(forms, f"as_{form}")(report))


def _notify(order: Watch, report: Report, options: argparse.Namespace, code: int) -> int:
    """A notice that cannot be sent is an error of its own where nothing else is."""
    try:
        order.tell(report, os.environ)
    except InputError as error:
        complain(error, as_json=options.format == "json")
        return code or error.exit_code
    return code
