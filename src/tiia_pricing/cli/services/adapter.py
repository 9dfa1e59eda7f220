"""``tiia-pricing adapter``: our calculators behind the conformance protocol."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricebook.system_errors import system_reason
from tiia_pricing.cli.grammar import add_command

if TYPE_CHECKING:
    from tiia_pricing.cli.grammar import Commands


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
        choices=("duckdb",),
        help=say("answer as rate does, with SQL on this engine; without it the reference answers"),
    )


def run(options: argparse.Namespace) -> int:
    """Answer until the kit says stop."""
    from tiia_pricing.conformance.protocol.reference_adapter import serve  # noqa: PLC0415

    if options.engine:
        return _serve_rating()
    return serve(_lines(), sys.stdout.buffer)


def _serve_rating() -> int:
    """Answer with the SQL of ``rate``."""
    from tiia_pricing.conformance.protocol.reference_adapter import (  # noqa: PLC0415
        NAME,
        introduced,
        serve,
    )
    from tiia_pricing.rating.engine import DuckDb  # noqa: PLC0415
    from tiia_pricing.rating.kit_answer import CLAIMS, answer  # noqa: PLC0415

    engine = DuckDb(threads=1)
    started = introduced(f"{NAME} rate", on=f"SQL ({engine.name})", claims=CLAIMS)
    with tempfile.TemporaryDirectory(prefix="tiia-rate-") as folder:
        return serve(_lines(), sys.stdout.buffer, partial(answer, engine, Path(folder)), started)


def _lines() -> Iterator[bytes]:
    """The lines; one that is longer than a kit sends comes in pieces, which are no requests."""
    from tiia_pricing.conformance.run.pipe import MAX_LINE  # noqa: PLC0415

    try:
        while line := sys.stdin.buffer.readline(MAX_LINE):
            yield line
    except OSError as error:
        text = say("cannot read standard input: {why}", why=system_reason(error))
        raise InputError("input-unreadable", text, expected=say("the lines of a kit")) from error
