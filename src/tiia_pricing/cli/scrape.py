"""``tiia-pricing scrape``: a page into a price book."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tiia_pricebook.messages import say
from tiia_pricing.cli.grammar.options import SOURCE, add_hosts, add_output
from tiia_pricing.cli.grammar.parser import add_command
from tiia_pricing.cli.output import give
from tiia_pricing.cli.process.standard_input import source
from tiia_pricing.output_files import ensure_writable

if TYPE_CHECKING:
    from tiia_pricing.cli.grammar.parser import Commands


def add(commands: Commands) -> None:
    """Declare the command's grammar."""
    command = add_command(
        commands,
        run,
        name="scrape",
        summary=say("Read the vendor's page into a price book."),
        example="tiia-pricing scrape page.html --format json -o book.json",
        formats=("text", "json"),
    )
    command.add_argument("source", type=source, metavar="SOURCE", help=SOURCE)
    add_output(command)
    add_hosts(command)


def run(options: argparse.Namespace) -> int:
    """Read the page; print or write its book."""
    from tiia_pricebook import dumps  # noqa: PLC0415
    from tiia_pricebook.untrusted_text import json_text  # noqa: PLC0415
    from tiia_pricing.price_list.book_text import book_text  # noqa: PLC0415
    from tiia_scraper import fetch, read_with_messages  # noqa: PLC0415
    from tiia_scraper.sources import shown  # noqa: PLC0415

    if options.output:
        ensure_writable(options.output)
    page = fetch(options.source, hosts=options.allow_host)
    book, said = read_with_messages(page.data, shown(options.source), page.charset)
    if options.format == "json":
        text = json_text(dumps(book).decode())
    else:
        text = book_text(book, lambda one: options.tell(said.get(one, one)))
    give(text, options.output)
    return 0
