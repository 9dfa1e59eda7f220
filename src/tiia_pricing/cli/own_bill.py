"""``--usage`` and what belongs to it, of the commands that tell changes."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from tiia_pricebook.errors import InputError
from tiia_pricing.cli.forms import told
from tiia_pricing.cli.output import warn

if TYPE_CHECKING:
    from tiia_pricebook import PriceBook
    from tiia_pricing.changes.own_bill import OwnAccount


def ensure_usage(options: argparse.Namespace) -> None:
    """Raise ``InputError`` where an option is given that means nothing without ``--usage``."""
    if options.usage is None:
        for name in ("packs", "activated", "alarm"):
            if getattr(options, name) not in (None, []):
                text = f"--{name} without --usage"
                raise InputError("usage", text, expected="--usage USAGE.csv with it")


def own_account(
    options: argparse.Namespace, books: Sequence[PriceBook], former: Collection[str] = ()
) -> OwnAccount | None:
    """The account of the options, if they name one; raises ``InputError``.

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
    account = read_account((*books, default_book()), files, active, former)
    if options.format != "json":
        warn(f"{note.file}: {note.text}" for note in account.notes)
    return account


def notes_of(account: OwnAccount | None) -> dict[str, Any]:
    """What is to be told of the files of an account, for a report as JSON."""
    return told(account.notes) if account else {}
