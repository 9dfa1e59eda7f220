"""``tiia-pricing prices``: the price list of a day."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tiia_pricebook.messages import say
from tiia_pricing.cli.grammar.options import add_book, add_output, day
from tiia_pricing.cli.grammar.parser import add_command
from tiia_pricing.cli.output import as_json, give, put_csv
from tiia_pricing.output_files import ensure_writable

if TYPE_CHECKING:
    from tiia_pricing.cli.grammar.parser import Commands


def add(commands: Commands) -> None:
    """The command's grammar."""
    command = add_command(
        commands,
        run,
        name="prices",
        summary=say("The price list of a day, and the table cell of each number."),
        example=say("tiia-pricing prices DetectProduct --on 2022-10-24"),
        formats=("text", "json", "csv"),
    )
    command.add_argument(
        "names", nargs="*", metavar="NAME", help=say("only these interfaces; default: all")
    )
    command.add_argument(
        "--on", type=day, metavar="YYYY-MM-DD", help=say("the day; default: today in Beijing")
    )
    add_output(command)
    add_book(command)


def run(options: argparse.Namespace) -> int:
    """Look the prices up; print or write them."""
    from tiia_pricebook.calendar import today  # noqa: PLC0415
    from tiia_pricing.billing.usage import arguments  # noqa: PLC0415
    from tiia_pricing.billing.usage.known_names import Names  # noqa: PLC0415
    from tiia_pricing.price_list import price_list_json, price_list_text  # noqa: PLC0415
    from tiia_pricing.price_list.price_list import price_list  # noqa: PLC0415

    if options.output:
        ensure_writable(options.output)
    book, now = arguments.book_for(options.book, options.known_on), today()
    known = Names(book)
    prices = price_list(book, options.on or now, [known.of(name) for name in options.names])
    if options.format == "csv":
        put_csv(price_list_json.as_csv(prices), options.output)
    elif options.format == "json":
        give(as_json(price_list_json.as_dict(prices, now)), options.output)
    else:
        give(price_list_text.as_text(prices, now, options.tell), options.output)
    return 0
