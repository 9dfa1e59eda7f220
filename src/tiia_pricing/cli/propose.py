"""``tiia-pricing propose``: an upstream change as a patch of the checkout."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tiia_pricing.cli.grammar import SOURCE, add_command, add_hosts
from tiia_pricing.cli.output import print_json
from tiia_pricing.errors import PageUnreadable

if TYPE_CHECKING:
    from tiia_pricing.cli.grammar import Commands
    from tiia_pricing.proposing import Checkout, Proposal


def add(commands: Commands) -> None:
    """The command's grammar."""
    command = add_command(
        commands,
        run,
        name="propose",
        summary="Write the patch of an upstream change into a checkout: exit 0 nothing, 1 a patch.",
        example="tiia-pricing propose new.md --dry-run",
        formats=("text", "json"),
    )
    command.add_argument("source", metavar="NEW", help=f"the vendor's page as it is now: {SOURCE}")
    command.add_argument("--dry-run", action="store_true", help="show the patch and write nothing")
    command.add_argument(
        "--accept", action="store_true", help="take a change that is held as implausible"
    )
    command.add_argument(
        "--date",
        type=_day,
        metavar="YYYY-MM-DD",
        help="the day in the changelog of prices; default: today in Beijing",
    )
    add_hosts(command)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date such as 2026-11-24") from error


def run(options: argparse.Namespace) -> int:
    """Propose, write and print; 1 where there is something to propose."""
    from tiia_pricing import proposing  # noqa: PLC0415
    from tiia_pricing.proposing import report  # noqa: PLC0415

    tree = proposing.checkout(Path.cwd())
    proposal = _proposal(tree, options)
    written = proposal is not None and not options.dry_run
    if proposal and written:
        tree.write(proposal.files)
    if options.format == "json":
        print_json(report.as_dict(proposal, written=written))
    else:
        sys.stdout.write(report.as_text(proposal, written=written))
    return 1 if proposal else 0


def _proposal(tree: Checkout, options: argparse.Namespace) -> Proposal | None:
    from tiia_pricing import proposing  # noqa: PLC0415
    from tiia_pricing.clock import today  # noqa: PLC0415
    from tiia_scraper import fetch  # noqa: PLC0415
    from tiia_scraper.sources import shown  # noqa: PLC0415

    page = fetch(options.source, hosts=options.allow_host)
    try:
        return proposing.propose(
            tree,
            page.data,
            options.date or today(),
            charset=page.charset,
            accept=options.accept,
            say=_progress,
        )
    except PageUnreadable as error:
        error.where = {"source": shown(options.source)} | error.where
        raise


def _progress(text: str) -> None:
    sys.stderr.write(f"{text} ...\n")
    sys.stderr.flush()
