"""``tiia-pricing diff``: what changed between two pages or price books."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tiia_pricebook.messages import say
from tiia_pricing.cli.changes.own_bill import add_own_bill, ensure_usage, notes_of, own_account
from tiia_pricing.cli.grammar.options import SOURCE, add_acknowledged, add_fail_on, add_hosts
from tiia_pricing.cli.grammar.parser import add_command
from tiia_pricing.cli.output import print_json
from tiia_pricing.cli.process import colours
from tiia_pricing.cli.process.standard_input import source

if TYPE_CHECKING:
    from tiia_pricebook import PriceBook
    from tiia_pricing.cli.grammar.parser import Commands


def add(commands: Commands) -> None:
    """Declare the command's grammar."""
    command = add_command(
        commands,
        run,
        name="diff",
        summary=say("What changed between two pages or price lists; exit 1: any."),
        example="tiia-pricing diff old.md new.md --format markdown --fail-on notable",
        formats=("text", "json", "markdown", "github"),
    )
    for name in ("OLD", "NEW"):
        command.add_argument(name.lower(), type=source, metavar=name, help=SOURCE)
    add_own_bill(command)
    add_hosts(command)
    add_fail_on(command)
    add_acknowledged(command)


def run(options: argparse.Namespace) -> int:
    """Compare and print."""
    from tiia_pricebook import calendar  # noqa: PLC0415
    from tiia_pricebook.untrusted_text import block  # noqa: PLC0415
    from tiia_pricing.changes import (  # noqa: PLC0415
        acknowledged,
        at_least,
        compare,
        impact,
        own_bill,
        report,
    )

    ensure_usage(options)
    known = acknowledged.load_acknowledgements(options.acknowledged) if options.acknowledged else ()
    said: dict[str, str] = {}
    old, new = (_book(one, options.allow_host, said) for one in (options.old, options.new))
    changes, today = compare(old, new), calendar.today()
    coverage = acknowledged.coverage(changes, known, today)
    costs = (impact.impacts(old, new, changes), impact.together(old, new))
    account = own_account(options, (old, new))
    own = own_bill.own_bill(old, new, changes, account, today) if account else None
    if options.format == "json":
        print_json(report.as_dict(changes, *costs, coverage, own) | notes_of(account))
    else:
        messages = [report.with_messages(change, said) for change in changes]
        told = report.with_headings(messages, old, new)
        form = getattr(report, f"as_{options.format}")
        text = form(told, *costs, coverage, own, options.tell)
        plain = options.format != "text" or not colours.wanted(sys.stdout)
        sys.stdout.write(text if plain else colours.levels(text))
        remarks = (say("note: {text}", text=one) for one in report.notes(coverage))
        sys.stderr.write(block(map(options.tell, remarks)))
    worst = at_least(acknowledged.outstanding(changes, known, today), options.fail_on)
    if own and worst and options.alarm is not None:
        return 1 if own_bill.past_alarm(own, options.alarm, worst) else 0
    return 1 if worst else 0


def _book(name: str, hosts: Sequence[str], said: dict[str, str]) -> PriceBook:
    """The book of a page or a file; the messages of a page's findings are added to ``said``."""
    from tiia_pricebook.editions.dated_book import of_one_page  # noqa: PLC0415
    from tiia_pricing.python_api.price_books import read_source  # noqa: PLC0415
    from tiia_scraper.sources import shown  # noqa: PLC0415

    book, messages = read_source(name, hosts)
    said |= messages
    return of_one_page(book, shown(name))
