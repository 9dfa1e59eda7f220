"""``tiia-pricing mcp``: the answers as tools of the Model Context Protocol."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tiia_pricebook.messages import say
from tiia_pricing.cli.grammar.options import add_book
from tiia_pricing.cli.grammar.parser import add_command

if TYPE_CHECKING:
    from tiia_pricing.cli.grammar.parser import Commands


def add(commands: Commands) -> None:
    """The command's grammar."""
    command = add_command(
        commands,
        run,
        name="mcp",
        summary=say("Quotes, bills, plans, changes and prices for MCP clients."),
        example="tiia-pricing mcp --known-on 2026-11-27",
        formats=("text", "json"),
    )
    add_book(command)


def run(options: argparse.Namespace) -> int:
    """Answer until the client closes the connection."""
    from tiia_pricing.answers import mcp_server  # noqa: PLC0415
    from tiia_pricing.billing.usage import arguments  # noqa: PLC0415

    mcp_server.ensure_sdk()
    mcp_server.serve(arguments.book_for(options.book, options.known_on), options.tell)
    return 0
