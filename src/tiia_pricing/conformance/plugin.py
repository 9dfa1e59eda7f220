"""The pytest plugin: ``--implementation COMMAND`` puts another calculator in the reference's place.

The command is started, tried with three small bills, and asked by every scenario and law that
it claims. ``--receipt FILE`` writes what came of it. Exit codes: 0 all that it claims passes, 1
something does not, 2 the program broke the protocol.
"""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import msgspec
import pytest

from tiia_pricing.conformance import smoke
from tiia_pricing.conformance.asking import Asking
from tiia_pricing.conformance.faults import Broke, Fault
from tiia_pricing.conformance.outcomes import BROKE, FAULT
from tiia_pricing.conformance.places import suite
from tiia_pricing.conformance.program import Limits, Program
from tiia_pricing.conformance.recorder import Recorder
from tiia_pricing.errors import PricingError

BROKEN = 2


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of the kit."""
    group = parser.getgroup("conformance", "conformance of another calculator")
    group.addoption("--implementation", metavar="COMMAND", help="a program to put to the suite")
    group.addoption("--receipt", metavar="FILE", type=Path, help="write what came of it, as JSON")
    group.addoption(
        "--answer-seconds",
        metavar="N",
        type=float,
        default=Limits().answer,
        help=f"how long to wait for an answer (default: {Limits().answer:g})",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Start the other calculator, and try it, before anything is collected."""
    command = config.getoption("--implementation")
    if command is None:
        if config.getoption("--receipt"):
            raise pytest.UsageError(
                "--receipt tells of an implementation: --implementation COMMAND"
            )
        return
    try:
        program = Program(command, Limits(answer=config.getoption("--answer-seconds")))
        program.start()
        if not hasattr(config, "workerinput"):
            smoke.test(program)
            config.pluginmanager.register(Recorder(config, program), "conformance-recorder")
    except PricingError as error:
        raise pytest.UsageError(str(error)) from error
    except Fault as fault:
        pytest.exit(f"the program broke the protocol at the start: {fault}", returncode=BROKEN)
    config.pluginmanager.register(Conductor(program), "conformance-conductor")


class Conductor:
    """Puts the other calculator in the reference's place, in this process."""

    def __init__(self, program: Program) -> None:
        self.program = program
        Asking.calculator = program

    def pytest_ignore_collect(self, collection_path: Path) -> bool | None:
        """Only the suite is put to another calculator."""
        inside = suite() in (collection_path, *collection_path.parents)
        around = collection_path in suite().parents
        return None if inside or around else True

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Tell a program that broke from a wrong answer."""
        report = yield
        error = call.excinfo.value if call.excinfo else None
        if isinstance(error, Fault):
            report.user_properties.append((FAULT, msgspec.to_builtins(error.trace)))
            if self.program.exhausted:
                item.session.shouldstop = f"the program broke {len(self.program.faults)} times"
        elif isinstance(error, Broke):
            report.user_properties.append((BROKE, str(error)))
        return report

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Stop the program; that, too, can fail."""
        try:
            self.program.stop()
        except Fault:
            pass  # kept among its faults
        finally:
            self.program.close()
        if self.program.faults:
            session.exitstatus = BROKEN
