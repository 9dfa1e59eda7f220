"""The pytest plugin: ``--implementation COMMAND`` puts another calculator in the reference's place.

The command is started, tried with three small bills, and asked by every scenario and law that
it claims. ``--receipt=FILE`` writes what came of it. Exit codes: 0 all that it claims passes, 1
something does not, 2 the program broke the protocol.
"""

from __future__ import annotations

import pytest

from tiia_pricebook.errors import PricingError
from tiia_pricebook.untrusted_text import lines
from tiia_pricing.conformance.receipts.recorder import Recorder
from tiia_pricing.conformance.run import smoke_test
from tiia_pricing.conformance.run.conductor import BROKEN, Conductor
from tiia_pricing.conformance.run.environment import Environment
from tiia_pricing.conformance.run.faults import Fault
from tiia_pricing.conformance.run.program import Program, ProgramLimits
from tiia_pricing.conformance.run.program_command import seconds
from tiia_pricing.output_files import ensure_writable, named


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the options of the kit."""
    default = ProgramLimits().answer
    group = parser.getgroup("conformance", "conformance of another calculator")
    group.addoption(
        "--implementation", metavar="COMMAND", help="the program to run the suite against"
    )
    group.addoption("--receipt", metavar="FILE", type=named, help="write what came of it, as JSON")
    group.addoption(
        "--pass-env",
        metavar="NAME",
        action="append",
        default=[],
        help="an environment variable that the program gets too; repeatable",
    )
    group.addoption(
        "--answer-seconds",
        metavar="N",
        type=seconds,
        default=default,
        help=f"how long to wait for an answer (default: {default:g})",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Start the other calculator, and try it, before anything is collected."""
    command = config.getoption("--implementation")
    receipt = config.getoption("--receipt")
    if command is None:
        if receipt:
            raise pytest.UsageError("--receipt needs --implementation COMMAND")
        return
    try:
        if receipt:
            ensure_writable(receipt)
        environment = Environment.of(config.getoption("--pass-env"))
        program = Program(
            command, ProgramLimits(answer=config.getoption("--answer-seconds")), environment
        )
        program.start()
        if not hasattr(config, "workerinput"):
            smoke_test.test(program)
            config.pluginmanager.register(Recorder(program, receipt), "conformance-recorder")
    except PricingError as error:
        raise pytest.UsageError(lines(str(error))) from error
    except Fault as fault:
        pytest.exit(lines(f"the program broke the protocol: {fault}"), returncode=BROKEN)
    config.pluginmanager.register(Conductor(program), "conformance-conductor")
