"""``tiia-pricing http``: the answers over HTTP, described by OpenAPI."""

from __future__ import annotations

import argparse
import re
import sys
from typing import TYPE_CHECKING

from tiia_pricebook.messages import say
from tiia_pricing.cli.grammar.options import add_book
from tiia_pricing.cli.grammar.parser import add_command
from tiia_pricing.extras import load_extra

if TYPE_CHECKING:
    from tiia_pricing.cli.grammar.parser import Commands

HOST, PORT, SECONDS = "127.0.0.1", 8080, 30


def add(commands: Commands) -> None:
    """The command's grammar."""
    command = add_command(
        commands,
        run,
        name="http",
        summary=say("Quotes, bills, plans, changes and prices over HTTP."),
        example="tiia-pricing http --port 8573",
        formats=("text", "json"),
    )
    command.set_defaults(stays=True)
    command.add_argument(
        "--host", default=HOST, help=say("the address to listen on; default: {host}", host=HOST)
    )
    command.add_argument(
        "--port",
        type=_port,
        default=PORT,
        help=say("0 for any that is free; default: {port}", port=PORT),
    )
    command.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="NAME",
        help=say("another name that the server is called by; repeatable"),
    )
    command.add_argument(
        "--timeout",
        type=_seconds,
        default=SECONDS,
        metavar="SECONDS",
        help=say("for a request, and for its answer; default: {seconds}", seconds=SECONDS),
    )
    add_book(command)


def run(options: argparse.Namespace) -> int:
    """Answer until a signal ends it."""
    for library in ("starlette", "uvicorn"):
        load_extra("http", library)
    from tiia_pricing.answers.http.app import ServerLimits  # noqa: PLC0415
    from tiia_pricing.answers.http.server import address, listening, serve  # noqa: PLC0415
    from tiia_pricing.billing.usage import arguments  # noqa: PLC0415

    book = arguments.book_for(options.book, options.known_on)
    with listening(options.host, options.port) as place:
        sys.stderr.write(f"{options.tell(address(place))}\n")
        serve(
            book,
            place,
            limits=ServerLimits(options.timeout),
            allowed=options.allow_host,
            tell=options.tell,
        )
    return 0


def _port(text: str) -> int:
    fault = say("{text!r} is not a port", text=text)
    return _number(text, range(65_536), fault, say("a port, 0 to 65535"))


def _seconds(text: str) -> int:
    fault = say("{text!r} is not a number of seconds", text=text)
    return _number(text, range(1, 3_601), fault, say("seconds, 1 to 3600"))


def _number(text: str, allowed: range, fault: str, expected: str) -> int:
    if re.fullmatch("[0-9]{1,5}", text) and int(text) in allowed:
        return int(text)
    raise argparse.ArgumentTypeError(
        say("{fault}, expected {expected}", fault=fault, expected=expected)
    )
