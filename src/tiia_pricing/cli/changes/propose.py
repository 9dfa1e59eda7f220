"""``tiia-pricing propose``: an upstream change, or a correction, as a patch of the checkout."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tiia_pricebook.errors import InputError, PageUnreadable
from tiia_pricebook.messages import listed, say
from tiia_pricing.cli.grammar.options import SOURCE, add_hosts, day
from tiia_pricing.cli.grammar.parser import add_command
from tiia_pricing.cli.output import print_json

if TYPE_CHECKING:
    from tiia_pricing.cli.grammar.parser import Commands
    from tiia_pricing.proposing import Checkout, Corrections, Proposal


def add(commands: Commands) -> None:
    """Declare the command's grammar."""
    command = add_command(
        commands,
        run,
        name="propose",
        summary=say("Add an upstream change to a checkout; exit 1: it was added."),
        example="tiia-pricing propose ../new.md --effective 2026-12-01 --dry-run",
        formats=("text", "json"),
    )
    command.add_argument(
        "source", metavar="NEW", help=say("the vendor's page as it is now: {source}", source=SOURCE)
    )
    command.add_argument(
        "--dry-run", action="store_true", help=say("show the patch and write nothing")
    )
    command.add_argument(
        "--accept", action="store_true", help=say("take a change that is held as implausible")
    )
    command.add_argument(
        "--effective",
        type=day,
        metavar="YYYY-MM-DD",
        help=say(
            "first day of what the page does not date; default: of the first check that saw it, or "
            "today in Beijing"
        ),
    )
    command.add_argument(
        "--evidence",
        default="",
        metavar="TEXT",
        help=say("how that day is known, such as a notice"),
    )
    command.add_argument(
        "--archive", type=Path, metavar="FOLDER", help=say("the checks that may have seen the page")
    )
    command.add_argument(
        "--correct",
        metavar="WHY",
        help=say("NEW is an accepted page that was misread: why"),
    )
    add_hosts(command)


def run(options: argparse.Namespace) -> int:
    """Propose, write and print; 1 where there is something to propose."""
    from tiia_pricing import proposing  # noqa: PLC0415
    from tiia_pricing.proposing import proposal_report  # noqa: PLC0415

    if options.correct is not None:
        return _correct(options)
    tree = proposing.checkout(Path.cwd())
    with _turn(tree, options):
        found = _proposal(tree, options)
        return _finish(tree, found, options, proposal_report.as_dict, proposal_report.as_text)


@contextmanager
def _turn(tree: Checkout, options: argparse.Namespace) -> Iterator[None]:
    """The checkout for this run alone; on stderr, what was taken back of one that was killed."""
    with tree.turn(dry=options.dry_run) as back:
        if back:
            text = say("a proposal was broken off; as before it: {files}", files=listed(back))
            print(options.tell(say("note: {text}", text=text)), file=sys.stderr)
        yield


def _correct(options: argparse.Namespace) -> int:
    """Record what an accepted page should have been read as; 1 where it was another thing."""
    from tiia_pricebook.calendar import today  # noqa: PLC0415
    from tiia_pricing import proposing  # noqa: PLC0415
    from tiia_pricing.proposing import proposal_report  # noqa: PLC0415
    from tiia_scraper import fetch  # noqa: PLC0415

    if options.effective or options.evidence or options.archive or options.accept:
        expected = say("--correct without --effective, --evidence, --archive and --accept")
        raise InputError("usage", say("a correction has the day of its page"), expected=expected)
    if not options.correct.strip():
        raise InputError(
            "usage", say("--correct does not say why"), expected=say("how it was misread")
        )
    tree = proposing.checkout(Path.cwd())
    data = fetch(options.source, hosts=options.allow_host).data
    with _turn(tree, options):
        found = proposing.correct(tree, data, options.correct, today(), dry=options.dry_run)
        forms = proposal_report.corrections_as_dict, proposal_report.corrections_as_text
        return _finish(tree, found, options, *forms)


def _finish(
    tree: Checkout,
    found: Proposal | Corrections | None,
    options: argparse.Namespace,
    as_dict: Callable[..., dict[str, Any]],
    as_text: Callable[..., str],
) -> int:
    """Write what was found, unless it is a dry run, and print it; 1 where there is any."""
    written = found is not None and not options.dry_run
    if found and written:
        tree.write(found.files)
    if options.format == "json":
        print_json(as_dict(found, written=written))
    else:
        sys.stdout.write(as_text(found, written=written, tell=options.tell))
    return 1 if found else 0


def _proposal(tree: Checkout, options: argparse.Namespace) -> Proposal | None:
    from tiia_pricebook.calendar import today  # noqa: PLC0415
    from tiia_pricing import proposing  # noqa: PLC0415
    from tiia_scraper import fetch  # noqa: PLC0415
    from tiia_scraper.sources import shown  # noqa: PLC0415

    page = fetch(options.source, hosts=options.allow_host)
    given = proposing.Particulars(
        source=shown(options.source),
        today=today(),
        charset=page.charset,
        effective=options.effective,
        evidence=options.evidence,
        archive=options.archive,
        accept=options.accept,
    )
    try:
        return proposing.propose(tree, page.data, given)
    except PageUnreadable as error:
        error.where = {"source": shown(options.source)} | error.where
        raise
