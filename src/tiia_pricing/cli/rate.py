"""``tiia-pricing rate``: the bills of many accounts, on an engine."""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tiia_pricebook.bounded_reading import STDIN
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import Message, Tell, listed, say, say_many
from tiia_pricing.cli.grammar.options import add_book, add_reading
from tiia_pricing.cli.grammar.parser import add_command
from tiia_pricing.cli.output import warn
from tiia_pricing.cli.process.spooled_input import Spool
from tiia_pricing.cli.process.standard_input import input_file
from tiia_pricing.output_files import Fill, ensure_writable, named, write_together

if TYPE_CHECKING:
    from tiia_pricebook import OnlySeen
    from tiia_pricing.cli.grammar.parser import Commands
    from tiia_pricing.rating.engine import Engine
    from tiia_pricing.rating.rating_run import Result


_SIZE = re.compile(r"[0-9]+(\.[0-9]+)? ?[KMGT]i?B", re.IGNORECASE | re.ASCII)


def add(commands: Commands) -> None:
    """Declare the command's grammar."""
    command = add_command(
        commands,
        run,
        name="rate",
        summary=say("The bills of many accounts, computed on DuckDB or Spark."),
        example="tiia-pricing rate usage.csv --out bills.parquet --rejects rejects.csv",
        formats=("text",),
    )
    command.add_argument(
        "usage",
        nargs="+",
        type=input_file,
        metavar="USAGE",
        help=say("account,date,interface,calls: CSV or Parquet, or -"),
    )
    command.add_argument(
        "--out",
        type=named,
        required=True,
        metavar="BILLS",
        help=say("the bills: .csv or .parquet"),
    )
    command.add_argument(
        "--packs",
        type=input_file,
        metavar="PACKS",
        help=say("account, then the columns of packs as in bill"),
    )
    command.add_argument(
        "--activated", type=input_file, metavar="ACCOUNTS", help="account,date[,interface]"
    )
    command.add_argument(
        "--rejects",
        type=named,
        metavar="FILE",
        help=say("rows that cannot be rated; else the first ends it"),
    )
    command.add_argument(
        "--packs-out",
        type=named,
        metavar="FILE",
        help=say("what is left in packs: .csv or .parquet"),
    )
    command.add_argument(
        "--against",
        type=input_file,
        metavar="OLD",
        help=say("older bills: write only what changed"),
    )
    add_book(command)
    add_reading(command)
    command.add_argument(
        "--engine",
        choices=("duckdb", "spark"),
        default="duckdb",
        help=say("default: {default}", default="duckdb"),
    )
    command.add_argument(
        "--memory",
        type=_memory,
        default="4GB",
        metavar="SIZE",
        help=say("memory limit of the engine; default: 4GB"),
    )
    command.add_argument(
        "--explain",
        action="store_true",
        help=say("print the SQL of every step, with its clause"),
    )


def _memory(text: str) -> str:
    """A size that the engine reads; raises ``InputError`` for what is none."""
    if not _SIZE.fullmatch(text):
        fault = say("{size!r} is not a size of memory", size=text)
        raise InputError("usage", fault, expected=say("a size such as 4GB"))
    return text


def run(options: argparse.Namespace) -> int:
    """Rate the accounts."""
    with tempfile.TemporaryDirectory(prefix="tiia-rate-") as name:
        spool = Spool(Path(name))
        with spool.told():
            result = _rated(options, Path(name), spool)
    _report(result, options.tell)
    return 1 if result.rejects else 0


def _rated(options: argparse.Namespace, folder: Path, spool: Spool) -> Result:
    """What came of a run that wrote its files; ``folder`` is for what it needs meanwhile."""
    from tiia_pricing.billing.usage import arguments  # noqa: PLC0415
    from tiia_pricing.rating import outputs  # noqa: PLC0415
    from tiia_pricing.rating import rating_run as runs  # noqa: PLC0415
    from tiia_pricing.rating.input.sources import ensure_file  # noqa: PLC0415

    for path in filter(None, (options.out, options.rejects, options.packs_out)):
        ensure_writable(path)
    for path in filter(None, (options.out, options.packs_out)):
        outputs.form_of(path)
    if options.against and options.against != STDIN:
        ensure_file(options.against)
    book = arguments.book_for(options.book, options.known_on)
    request = runs.Request(
        tuple(map(spool.file_of, options.usage)),
        (spool.file_of(options.packs),) if options.packs else (),
        (spool.file_of(options.activated),) if options.activated else (),
        arguments.readings(options.reading),
    )
    engine = _engine(options, folder)
    result = runs.run(engine, book, request, partial(_told, options.tell))
    given = [one._replace(file=spool.name_of(one.file)) for one in result.rejects]
    result = replace(result, rejects=given)
    _ensure_rows(options, result)
    _refuse(options, result)
    outputs.name_lines(engine, book)
    write_together(_files(options, engine, result, spool))
    return result


def _files(
    options: argparse.Namespace, engine: Engine, result: Result, spool: Spool
) -> dict[Path, bytes | Fill]:
    """What a run writes: bills or their difference, packs, rejects."""
    from tiia_pricing.rating import outputs  # noqa: PLC0415
    from tiia_pricing.rating.input import older_bills  # noqa: PLC0415

    bills = outputs.BILLS
    if options.against:
        older_bills.read_older(engine, spool.file_of(options.against))
        outputs.difference(engine, older_bills.TABLE)
        bills = outputs.DIFFERENCE
    form = outputs.form_of(options.out)
    files: dict[Path, bytes | Fill] = {options.out: partial(outputs.copy, engine, bills, form)}
    if options.packs_out:
        outputs.name_packs(engine)
        form = outputs.form_of(options.packs_out)
        files[options.packs_out] = partial(outputs.copy, engine, outputs.PACKS, form)
    if options.rejects:
        files[options.rejects] = _rejects(result)
    return files


def _engine(options: argparse.Namespace, folder: Path) -> Engine:
    """The engine that is asked for; ``folder`` is for what does not fit into its memory."""
    if options.engine == "spark":
        from tiia_pricing.rating.spark.spark_engine import Spark  # noqa: PLC0415
        from tiia_pricing.rating.spark.spark_session import session  # noqa: PLC0415

        return Spark(session(), folder, explained=options.explain)
    from tiia_pricing.rating.engine import DuckDb  # noqa: PLC0415

    return DuckDb(folder, options.memory, explained=options.explain)


def _told(tell: Tell, step: Message) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"{tell(step)} …\n")


def _ensure_rows(options: argparse.Namespace, result: Result) -> None:
    """Raise ``InputError`` where the usage has no row: that is no account which costs nothing."""
    if not result.sums.rows:
        where = {"file": str(options.usage[0])}
        text, expected = say("there is no row of usage"), say("at least one row of usage")
        raise InputError("file-empty", text, where=where, expected=expected)


def _refuse(options: argparse.Namespace, result: Result) -> None:
    """Raise ``InputError`` for the first reject where nobody asked for a file of them."""
    if not result.rejects or options.rejects:
        return
    first = result.rejects[0]
    said = say("{value!r} ({reason})", value=first.value, reason=first.reason)
    if not first.value:
        said = say("the cell is empty ({reason})", reason=first.reason)
    text = say("the row cannot be rated: {reason}", reason=said)
    if further := len(result.rejects) - 1:
        text = say_many(
            "the row cannot be rated: {reason}; {n} further row cannot either",
            "the row cannot be rated: {reason}; {n} further rows cannot either",
            further,
            reason=said,
        )
    raise InputError(
        first.reason,
        text,
        where={"file": first.file, "line": first.line, "column": first.column},
        expected=say("{expected}; or --rejects FILE for such rows", expected=first.expected),
    )


def _rejects(result: Result) -> bytes:
    from tiia_pricing.rating.input.rejects import as_csv  # noqa: PLC0415

    return as_csv(result.rejects).encode("utf-8", "backslashreplace")


def _report(result: Result, tell: Tell) -> None:
    warn(map(_doubt, result.doubts), tell)
    if twice := result.sums.duplicates:
        text = say_many(
            "1 row has the account, day and interface of another row; they add up",
            "{n} rows have the account, day and interface of another row; they add up",
            twice,
        )
        sys.stderr.write(f"{tell(text)}\n")
    sys.stderr.write(f"{result.sums}\n")


def _doubt(change: OnlySeen) -> Message:
    return say(
        "{names}: the change of {day} was only seen on that day, and may have come since "
        "{not_before}; low and high take the day on which it was seen",
        names=listed(change.interfaces),
        day=change.day,
        not_before=change.not_before,
    )
