"""``tiia-pricing bill``: the statement of an account."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import Tell, say
from tiia_pricing.cli.forms import Forms, ensure_output, put, put_text
from tiia_pricing.cli.grammar.options import add_account, add_output, add_usage_and_packs
from tiia_pricing.cli.grammar.parser import add_command

if TYPE_CHECKING:
    from tiia_pricebook import PriceBook
    from tiia_pricing.billing.statement.next_call import NextCall
    from tiia_pricing.billing.statement.statement import Statement
    from tiia_pricing.billing.usage.account import Purchase, Usage
    from tiia_pricing.cli.grammar.parser import Commands
    from tiia_pricing.tables import TableNote


def add(commands: Commands) -> None:
    """Declare the command's grammar."""
    command = add_command(
        commands,
        run,
        name="bill",
        summary=say("The statement of an account: every month, with reasons."),
        example="tiia-pricing bill usage.csv --packs packs.csv --format csv",
        formats=("text", "json", "csv", "xlsx", "focus"),
    )
    command.add_argument(
        "--account",
        metavar="ID",
        help=say("the billing account that the rows of --format focus are of"),
    )
    add_usage_and_packs(command)
    add_output(command)
    add_account(command)


def run(options: argparse.Namespace) -> int:
    """Bill the account."""
    from tiia_pricing.billing.usage import arguments  # noqa: PLC0415

    ensure_output(options)
    if options.format == "focus" and not options.account:
        text = say("rows of FOCUS name their billing account")
        raise InputError("account-missing", text, expected="--account ID")
    book = arguments.book_for(options.book, options.known_on)
    active = arguments.activated(options.activated)
    notes: list[TableNote] = []
    usage, packs = arguments.account_files(book, options.usage, options.packs, active, notes)
    return print_bill(options, book, usage, packs, notes)


def print_bill(
    options: argparse.Namespace,
    book: PriceBook,
    usage: list[Usage],
    packs: list[Purchase],
    notes: Sequence[TableNote] = (),
) -> int:
    """Settle and print; the options are those of ``add_account`` and the format."""
    from tiia_pricebook.calendar import today  # noqa: PLC0415
    from tiia_pricing.billing.bill import bill  # noqa: PLC0415
    from tiia_pricing.billing.statement.announced_facts import with_announcements  # noqa: PLC0415
    from tiia_pricing.billing.statement.next_call import next_calls_of  # noqa: PLC0415
    from tiia_pricing.billing.usage import arguments  # noqa: PLC0415
    from tiia_pricing.billing.usage.unused_packs import unused_packs  # noqa: PLC0415

    active = arguments.activated(options.activated)
    readings = arguments.readings(options.reading)
    statement = bill(book, usage, packs, readings=readings, activated=active)
    notes = [*notes, *unused_packs(book, usage, packs)]
    told = with_announcements(statement, today())
    coming = next_calls_of(statement, usage, packs, active)
    if options.format == "focus":
        put_text(options, _focus(statement, options.account), notes)
    else:
        put(options, _forms(told, coming, options.tell), notes)
    return 0


def _focus(statement: Statement, account: str) -> str:
    from tiia_pricing.billing.focus import columns, rows  # noqa: PLC0415

    return columns.as_csv(rows.focus_rows(statement, account))


def _forms(statement: Statement, coming: Sequence[NextCall], tell: Tell) -> Forms:
    from tiia_pricebook import untrusted_text  # noqa: PLC0415
    from tiia_pricing.billing.statement import cliffs, next_call, statement_forms, statement_text  # noqa: PLC0415

    def workbook() -> bytes:
        from tiia_pricing.billing.statement.statement_workbook import as_workbook  # noqa: PLC0415

        return as_workbook(statement, tell)

    def text() -> str:
        found = cliffs.as_lines(cliffs.cliffs(statement))
        told = [tell(say("Cliff: {text}", text=one)) for one in found]
        told += [tell(say("Next call: {text}", text=one)) for one in next_call.as_lines(coming)]
        return statement_text.as_text(statement, tell) + untrusted_text.block(told)

    return Forms(
        text,
        lambda: (
            statement_forms.as_dict(statement)
            | {
                "cliffs": cliffs.as_list(cliffs.cliffs(statement)),
                "next_calls": next_call.as_list(coming),
            }
        ),
        lambda: statement_forms.as_csv(statement),
        workbook,
    )
