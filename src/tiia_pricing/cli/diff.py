"""``tiia-pricing diff``: what changed between two pages or price books."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tiia_pricing.cli.grammar import SOURCE, add_command, add_fail_on, add_hosts
from tiia_pricing.cli.output import print_json
from tiia_pricing.errors import InputError, PageUnreadable

if TYPE_CHECKING:
    from tiia_pricing.cli.grammar import Commands
    from tiia_pricing.pricebook import PriceBook


def add(commands: Commands) -> None:
    """The command's grammar."""
    command = add_command(
        commands,
        run,
        name="diff",
        summary="What changed between two pages or price books: exit 0 nothing, 1 something.",
        example="tiia-pricing diff old.md new.md --format markdown --fail-on notable",
        formats=("text", "json", "markdown", "github"),
    )
    for name in ("OLD", "NEW"):
        command.add_argument(name.lower(), metavar=name, help=f"a page or a price book: {SOURCE}")
    add_hosts(command)
    add_fail_on(command)


def run(options: argparse.Namespace) -> int:
    """Compare and print."""
    from tiia_pricing import changereport  # noqa: PLC0415
    from tiia_scraper.changes import at_least, compare  # noqa: PLC0415

    if options.old == options.new == "-":
        raise InputError("usage", "OLD and NEW are both -", expected="at most one standard input")
    hosts = options.allow_host
    changes = compare(book_or_page(options.old, hosts), book_or_page(options.new, hosts))
    if options.format == "json":
        print_json(changereport.as_dict(changes))
    else:
        sys.stdout.write(getattr(changereport, f"as_{options.format}")(changes))
    return 1 if at_least(changes, options.fail_on) else 0


def book_or_page(source: str, hosts: Sequence[str]) -> PriceBook:
    """A source is a price book by its name (``.json``) or its first character, else a page."""
    from tiia_pricing.pricebook import loads  # noqa: PLC0415
    from tiia_scraper import fetch, read_page  # noqa: PLC0415
    from tiia_scraper.sources import shown  # noqa: PLC0415

    page = fetch(source, hosts=hosts)
    if source.lower().endswith(".json") or page.data.lstrip().startswith(b"{"):
        return loads(page.data, name=shown(source))
    try:
        return read_page(page.data, source, page.charset)
    except PageUnreadable as error:
        error.where = {"source": shown(source)} | error.where
        raise
