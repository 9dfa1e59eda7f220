"""A pytest plugin: puts another calculator in the reference's place, and watches over it."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import msgspec
import pytest

from tiia_pricebook.messages import in_english
from tiia_pricing.conformance.places import suite
from tiia_pricing.conformance.run.asking import Asking
from tiia_pricing.conformance.run.faults import Broke, Fault
from tiia_pricing.conformance.run.outcomes import BROKE, FAULT
from tiia_pricing.conformance.run.program import Program

BROKEN = 2


class Conductor:
    """Has the suite, and nothing else, ask a program; ends the run where that breaks too often."""

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
            report.user_properties.append(
                (FAULT, msgspec.to_builtins(error.trace, enc_hook=in_english))
            )
            if self.program.exhausted:
                item.session.shouldstop = f"the program broke {len(self.program.faults)} times"
        elif isinstance(error, Broke):
            report.user_properties.append((BROKE, str(error)))
        return report

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Stop the program; that, too, can fail. A person who breaks off waits for nothing."""
        try:
            if session.exitstatus != pytest.ExitCode.INTERRUPTED:
                self.program.stop()
        except Fault:
            pass  # kept among its faults
        finally:
            self.program.close()
        if self.program.faults:
            session.exitstatus = BROKEN
