"""``--usage`` and what belongs to it, of the commands that tell changes."""

from __future__ import annotations

import argparse
import re
from collections.abc import Collection, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.cli.forms import told
from tiia_pricing.cli.grammar.options import add_activated, add_reading
from tiia_pricing.cli.output import warn
from tiia_pricing.cli.process.standard_input import input_file

if TYPE_CHECKING:
    from tiia_pricebook import PriceBook
    from tiia_pricing.changes.own_bill import OwnAccount
    from tiia_pricing.cli.grammar.parser import Parser


_PERCENT = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?", re.ASCII)


def add_own_bill(command: Parser) -> None:
    """``--usage`` and what belongs to it: changes are priced on the months of an account."""
    command.add_argument(
        "--usage",
        type=input_file,
        metavar="USAGE.csv",
        help=say("say first what they do to the bill of this usage"),
    )
    command.add_argument(
        "--packs", type=input_file, metavar="PACKS.csv", help=say("its packs, as bill takes them")
    )
    add_activated(command)
    add_reading(command)
    command.add_argument(
        "--alarm",
        type=_percent,
        metavar="PERCENT",
        help=say("exit 1 only where that bill moves by more"),
    )


def _percent(text: str) -> Fraction:
    """A number of per cent as an option gives it; what argparse says of another text."""
    digits = text.removesuffix("%").strip()
    if _PERCENT.fullmatch(digits):
        return Fraction(digits)
    fault, expected = say("{text!r} is not a percentage", text=text), say("one such as 5 or 0.5")
    text = say("{fault}, expected {expected}", fault=fault, expected=expected)
    raise argparse.ArgumentTypeError(text)


def ensure_usage(options: argparse.Namespace) -> None:
    """Raise ``InputError`` where an option is given that means nothing without ``--usage``."""
    if options.usage is None:
        for name in ("packs", "activated", "reading", "alarm"):
            if getattr(options, name) not in (None, []):
                text = say("--{name} without --usage", name=name)
                raise InputError("usage", text, expected=say("--usage USAGE.csv with it"))


def own_account(
    options: argparse.Namespace, books: Sequence[PriceBook], former: Collection[str] = ()
) -> OwnAccount | None:
    """Return the account of the options, if they name one; raises ``InputError``.

    The first of ``books`` has to be able to bill its last months; older interfaces and packs
    are as the others, or the shipped book, have them.
    """
    if options.usage is None:
        return None
    from tiia_pricebook import default_book  # noqa: PLC0415
    from tiia_pricing.billing.usage import arguments  # noqa: PLC0415
    from tiia_pricing.changes.own_bill.account_files import read_account  # noqa: PLC0415

    active = arguments.activated(options.activated)
    files = (options.usage, options.packs)
    readings = arguments.readings(options.reading)
    account = read_account((*books, default_book()), files, active, former, readings)
    if options.format != "json":
        warn((note.in_words for note in account.notes), options.tell)
    return account


def notes_of(account: OwnAccount | None) -> dict[str, Any]:
    """Return what is to be told of the files of an account, for a report as JSON."""
    return told(account.notes) if account else {}
