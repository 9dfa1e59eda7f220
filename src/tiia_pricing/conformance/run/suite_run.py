"""Putting a program to the whole suite, with pytest out of sight."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

import pytest

from tiia_pricebook.errors import PricingError
from tiia_pricebook.messages import Message, say
from tiia_pricing.conformance.places import suite
from tiia_pricing.conformance.receipts.receipt import Receipt
from tiia_pricing.conformance.receipts.recorder import Recorder
from tiia_pricing.conformance.run import smoke_test
from tiia_pricing.conformance.run.conductor import Conductor
from tiia_pricing.conformance.run.faults import Fault, Kind
from tiia_pricing.conformance.run.program import Program

_OPTIONS = (
    *("-p", "no:terminal", "-p", "no:cacheprovider", "-p", "pytest_bdd.plugin"),
    "-s",
)

_RUNNABLE = say(
    "a program that can be run, by its path or its name in PATH; a script after what runs it, such "
    'as "python calculator.py"'
)
_PROTOCOL = say("the protocol of the page on conformance; try it by hand: start, run, stop")
_EXPECTED: dict[Kind, Message] = {
    "not-started": _RUNNABLE,
    "hang": say("one line for each line it is sent, and at once: flush the output after each"),
    "garbage": say("a JSON object on each line of its output; notes belong on stderr"),
}


class ProtocolBroken(PricingError):
    """A program that does not get through the smoke test (exit 2)."""

    exit_code: ClassVar[int] = 2


class SuiteBroken(PricingError):
    """The suite itself did not run to its end (exit 2)."""

    exit_code: ClassVar[int] = 2


def tried(program: Program) -> list[smoke_test.Tried]:
    """Start the program and ask three small bills; raises ``ProtocolBroken``."""
    with _told():
        program.start()
        return smoke_test.test(program)


def ended(program: Program) -> None:
    """Stop the program; raises ``ProtocolBroken``."""
    with _told():
        program.stop()


@contextmanager
def _told() -> Iterator[None]:
    """A fault as the command tells it."""
    try:
        yield
    except Fault as fault:
        trace = fault.trace
        text = trace.text
        if trace.kind != "not-started":
            text = say(
                "the program broke the protocol: {text}{stderr}",
                text=trace.text,
                stderr=trace.stderr_lines,
            )
        expected = _EXPECTED.get(trace.kind, _PROTOCOL)
        where = {"asked": trace.asked}
        raise ProtocolBroken(
            f"program-{trace.kind}", text, where=where, expected=expected
        ) from fault


def put(program: Program) -> Receipt:
    """Put a started program to every scenario and law; progress goes to stderr.

    Raises ``SuiteBroken`` where the suite cannot be collected or breaks off, and
    ``KeyboardInterrupt`` where a person breaks it off.
    """
    recorder = Recorder(program)
    words = ["-c", str(suite() / "suite.ini"), "--rootdir", str(suite()), *_OPTIONS, str(suite())]
    with _undisturbed():
        code = pytest.main(words, plugins=[Conductor(program), recorder, SuiteProgress()])
    if recorder.interrupted:
        raise KeyboardInterrupt
    if recorder.receipt is None or code in (
        pytest.ExitCode.INTERNAL_ERROR,
        pytest.ExitCode.USAGE_ERROR,
        pytest.ExitCode.NO_TESTS_COLLECTED,
    ):
        text = say("the suite did not run: pytest ended with {code}", code=int(code))
        expected = say("the suite as the package has it; install the package anew")
        raise SuiteBroken("suite-broken", text, expected=expected)
    return recorder.receipt


class SuiteProgress:
    """Tells on stderr how far the run is, where somebody looks."""

    def __init__(self) -> None:
        self.total = self.done = 0

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Know how many tests there are."""
        self.total = len(session.items)

    def pytest_runtest_logfinish(self) -> None:
        """Count one more."""
        self.done += 1
        if sys.stderr.isatty() and (self.done % 10 == 0 or self.done == self.total):
            end = "\n" if self.done == self.total else ""
            sys.stderr.write(f"\rscenarios and laws {self.done}/{self.total}{end}")
            sys.stderr.flush()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """No plugins, options and folders but the suite's own."""
    kept = dict(os.environ)
    os.environ.pop("PYTEST_ADDOPTS", None)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = folder
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(kept)
