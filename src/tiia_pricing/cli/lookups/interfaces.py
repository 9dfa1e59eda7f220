"""``tiia-pricing interfaces``: what can be billed, and by which names."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tiia_pricebook.messages import say
from tiia_pricing.cli.grammar.options import add_book
from tiia_pricing.cli.grammar.parser import add_command
from tiia_pricing.cli.output import as_json, give

if TYPE_CHECKING:
    from tiia_pricing.cli.grammar.parser import Commands


def add(commands: Commands) -> None:
    """The command's grammar."""
    command = add_command(
        commands,
        run,
        name="interfaces",
        summary=say("All interfaces: names, API actions, months with a price."),
        example="tiia-pricing interfaces",
        formats=("text", "json"),
    )
    add_book(command)


def run(options: argparse.Namespace) -> int:
    """List the interfaces."""
    from tiia_pricebook.calendar import today  # noqa: PLC0415
    from tiia_pricing.billing.usage import arguments  # noqa: PLC0415
    from tiia_pricing.price_list import interface_list  # noqa: PLC0415

    book = arguments.book_for(options.book, options.known_on)
    if options.format == "json":
        give(as_json(interface_list.as_dict(book)), None)
    else:
        give(interface_list.as_text(book, today(), options.tell), None)
    return 0
