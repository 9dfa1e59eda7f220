"""The command line: parse, call, print. Nothing is decided here.

A command is a module: its grammar and, below it, what it does. Heavy imports wait for the
command that needs them, so that a quote answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from tiia_pricebook.errors import PricingError
from tiia_pricebook.messages import Tell
from tiia_pricing.cli import (
    bill,
    completion,
    conformance,
    plan,
    quote,
    rate,
    reconcile,
    scrape,
    templates,
)
from tiia_pricing.cli.changes import diff, history, propose, watch
from tiia_pricing.cli.grammar.parser import parser
from tiia_pricing.cli.lookups import interfaces, prices, readings
from tiia_pricing.cli.output import complain, wants_json
from tiia_pricing.cli.process import progress
from tiia_pricing.cli.process.signals import ended_in_order
from tiia_pricing.cli.process.standard_input import reads_typing
from tiia_pricing.cli.process.streams import prepared
from tiia_pricing.cli.process.unexpected import complain_of
from tiia_pricing.cli.services import adapter, http, mcp
from tiia_pricing.locale import tell_in, wanted
from tiia_pricing.locale.argparse_messages import in_messages

COMMANDS = (
    prices,
    interfaces,
    readings,
    scrape,
    quote,
    bill,
    plan,
    templates,
    reconcile,
    rate,
    diff,
    watch,
    propose,
    history,
    conformance,
    adapter,
    completion,
    mcp,
    http,
)


SIGNALLED = 128  # and the number of the signal, as a shell counts what it ends
INTERRUPTED, UNREAD = 130, 141  # by SIGINT and SIGPIPE


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; errors go to stderr."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    tell = tell_in(wanted(arguments, os.environ))
    with prepared(), ended_in_order() as ending:
        try:
            return _run(arguments, tell)
        except BrokenPipeError:
            return UNREAD
        except KeyboardInterrupt:
            return INTERRUPTED
        except Exception as error:
            if ending.heard is not None:  # a library made an error of its own of the signal
                return SIGNALLED + ending.heard
            if isinstance(error, PricingError):
                complain(error, tell, as_json=wants_json(arguments))
                return error.exit_code
            return complain_of(error, tell, as_json=wants_json(arguments))


def _run(arguments: Sequence[str], tell: Tell) -> int:
    """The exit code, once all that was printed is written."""
    try:
        with in_messages():
            options = parser((command.add for command in COMMANDS), tell).parse_args(arguments)
        quiet = reads_typing(options) or getattr(options, "stays", False)
        with progress.shown(options.command.prog, tell, quiet=quiet):
            code: int = options.run(options)
            sys.stdout.flush()
        return code
    finally:
        sys.stdout.flush()
