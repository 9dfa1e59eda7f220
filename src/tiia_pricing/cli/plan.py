"""``tiia-pricing plan``: which packs to buy for the months to come."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tiia_pricebook.messages import Tell, say
from tiia_pricing.cli.forms import Forms, ensure_output, put
from tiia_pricing.cli.grammar.options import add_account, add_output
from tiia_pricing.cli.grammar.parser import add_command
from tiia_pricing.cli.process.standard_input import input_file

if TYPE_CHECKING:
    from tiia_pricing.cli.grammar.parser import Commands
    from tiia_pricing.planning.plan import Plan
    from tiia_pricing.tables import TableNote


def add(commands: Commands) -> None:
    """Declare the command's grammar."""
    command = add_command(
        commands,
        run,
        name="plan",
        summary=say("The packs to buy under which the months to come cost least."),
        example="tiia-pricing plan forecast.csv --packs owned.csv",
        formats=("text", "json", "csv", "xlsx"),
    )
    command.add_argument(
        "forecast",
        type=input_file,
        metavar="FORECAST.csv",
        help=say("month,interface,calls, or months by API; or .xlsx"),
    )
    command.add_argument(
        "--packs",
        type=input_file,
        metavar="OWNED.csv",
        help=say("owned: purchased_on,interface,calls[,quantity][,left]"),
    )
    add_output(command)
    add_account(command)


def run(options: argparse.Namespace) -> int:
    """Plan the purchases."""
    from tiia_pricing.billing.usage import arguments  # noqa: PLC0415
    from tiia_pricing.planning.plan import plan  # noqa: PLC0415

    ensure_output(options)
    book = arguments.book_for(options.book, options.known_on)
    active = arguments.activated(options.activated)
    notes: list[TableNote] = []
    usage, owned = arguments.account_files(book, options.forecast, options.packs, active, notes)
    readings = arguments.readings(options.reading)
    found = plan(book, usage, owned, readings=readings, activated=active)
    put(options, _forms(found, options.tell), notes)
    return 0


def _forms(found: Plan, tell: Tell) -> Forms:
    from tiia_pricing.planning import plan_forms, plan_text  # noqa: PLC0415

    def workbook() -> bytes:
        from tiia_pricing.planning.plan_workbook import as_workbook  # noqa: PLC0415

        return as_workbook(found)

    return Forms(
        lambda: plan_text.as_text(found, tell),
        lambda: plan_forms.as_dict(found),
        lambda: plan_forms.as_csv(found),
        workbook,
    )
