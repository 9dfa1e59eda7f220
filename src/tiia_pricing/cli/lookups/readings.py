"""``tiia-pricing readings``: what the page leaves open, and the answers that there are."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tiia_pricebook.messages import say
from tiia_pricing.cli.grammar.parser import add_command
from tiia_pricing.cli.output import as_json, give

if TYPE_CHECKING:
    from tiia_pricebook import Reading
    from tiia_pricing.cli.grammar.parser import Commands


def add(commands: Commands) -> None:
    """The command's grammar."""
    command = add_command(
        commands,
        run,
        name="readings",
        summary=say("The open questions: possible answers, default, evidence."),
        example="tiia-pricing readings tier-basis",
        formats=("text", "json"),
    )
    command.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help=say("only these, with decision and quotations; default: all"),
    )


def run(options: argparse.Namespace) -> int:
    """List the readings."""
    from tiia_pricebook.readings import READINGS  # noqa: PLC0415
    from tiia_pricing.price_list import reading_list  # noqa: PLC0415

    readings = [_reading(name) for name in options.names] or READINGS
    if options.format == "json":
        give(as_json(reading_list.as_dict(readings)), None)
    else:
        from tiia_pricing.publishing.chinese.translations import (  # noqa: PLC0415
            CHINESE_DECISIONS,
        )

        chinese = CHINESE_DECISIONS if options.tell is not str else {}
        text = reading_list.as_text(
            readings, lambda one: options.tell(chinese.get(one, one)), whole=bool(options.names)
        )
        give(text, None)
    return 0


def _reading(name: str) -> Reading:
    """The reading of a name; raises ``InputError`` with the nearest ones for any other."""
    from tiia_pricebook.errors import InputError  # noqa: PLC0415
    from tiia_pricebook.messages import listed  # noqa: PLC0415
    from tiia_pricebook.readings import READINGS  # noqa: PLC0415
    from tiia_pricing.locale.argparse_messages import nearest  # noqa: PLC0415

    known = {one.name: one for one in READINGS}
    if name in known:
        return known[name]
    text = say("unknown reading {name!r}", name=name)
    if near := nearest(name, known):
        guesses = listed(near, " or ")
        text = say("unknown reading {name!r}; did you mean {near}?", name=name, near=guesses)
    raise InputError("unknown-reading", text, expected=listed(known))
