"""``tiia-pricing adapter``: our calculators behind the conformance protocol."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricebook.system_errors import system_reason
from tiia_pricing.cli.grammar.parser import add_command

if TYPE_CHECKING:
    from tiia_pricing.cli.grammar.parser import Commands
    from tiia_pricing.rating.engine import Engine


def add(commands: Commands) -> None:
    """Declare the command's grammar."""
    command = add_command(
        commands,
        run,
        name="adapter",
        summary=say("The reference calculator: answers JSON lines on stdin."),
        example="tiia-pricing conformance session | tiia-pricing adapter",
        formats=("text", "json"),
    )
    command.set_defaults(reads_requests=True)
    command.add_argument(
        "--engine",
        choices=("duckdb", "spark"),
        help=say("answer as rate does, with SQL on this engine; without it the reference answers"),
    )


def run(options: argparse.Namespace) -> int:
    """Answer until the kit says stop."""
    from tiia_pricing.conformance.protocol.reference_adapter import serve  # noqa: PLC0415

    if options.engine:
        return _serve_rating(options.engine)
    return serve(_lines(), sys.stdout.buffer)


def _serve_rating(name: str) -> int:
    """Answer with the SQL of ``rate`` on an engine."""
    from tiia_pricing.conformance.protocol.reference_adapter import (  # noqa: PLC0415
        NAME,
        introduced,
        serve,
    )
    from tiia_pricing.rating.kit_answer import CLAIMS, answer  # noqa: PLC0415

    open_engine = _on_spark() if name == "spark" else _on_duckdb()
    engine = open_engine(Path())
    started = introduced(f"{NAME} rate", on=f"SQL ({engine.name})", claims=CLAIMS)
    return serve(_lines(), sys.stdout.buffer, partial(answer, open_engine), started)


def _on_duckdb() -> Callable[[Path], Engine]:
    """One engine for all: it keeps no file open."""
    from tiia_pricing.rating.engine import DuckDb  # noqa: PLC0415

    engine = DuckDb(threads=1)
    return lambda _: engine


def _on_spark() -> Callable[[Path], Engine]:
    """One session; each request has its tables in a folder of its own."""
    from tiia_pricing.rating.spark.spark_engine import Spark  # noqa: PLC0415
    from tiia_pricing.rating.spark.spark_session import session  # noqa: PLC0415

    return partial(Spark, session())


def _lines() -> Iterator[bytes]:
    """The lines; one that is longer than a kit sends comes in pieces, which are no requests."""
    from tiia_pricing.conformance.run.pipe import MAX_LINE  # noqa: PLC0415

    try:
        while line := sys.stdin.buffer.readline(MAX_LINE):
            yield line
    except OSError as error:
        text = say("cannot read standard input: {why}", why=system_reason(error))
        raise InputError("input-unreadable", text, expected=say("the lines of a kit")) from error
