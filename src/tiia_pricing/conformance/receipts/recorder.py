"""Collects what a run of the suite says of an implementation, and writes its receipt."""

from __future__ import annotations

import datetime as dt
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import hypothesis
import msgspec
import pytest

from tiia_pricebook import default_book, digest
from tiia_pricebook.calendar import instant
from tiia_pricebook.errors import InputError
from tiia_pricing.conformance.protocol.messages import PROTOCOL, Level
from tiia_pricing.conformance.receipts import receipt, receipt_text
from tiia_pricing.conformance.receipts.receipt import LawVerdict, Receipt
from tiia_pricing.conformance.receipts.tallying import NEVER, Outcome, misses, places, tallies
from tiia_pricing.conformance.run.faults import FaultTrace
from tiia_pricing.conformance.run.laws import LAWS
from tiia_pricing.conformance.run.outcomes import (
    BROKE,
    CODED,
    FAULT,
    JUDGED,
    LAW,
    SCENARIO,
    SKIPPED,
    UNCLAIMED,
)
from tiia_pricing.conformance.run.program import Program
from tiia_pricing.conformance.version import SUITE, Suite, fingerprint
from tiia_pricing.feature_files.features import Key
from tiia_pricing.output_files import write

BROKEN = 2


class Recorder:
    """A pytest plugin: the outcomes of all workers, and at the end the receipt."""

    def __init__(self, program: Program, path: Path | None = None) -> None:
        self.program = program
        self.path = path
        self.outcomes: dict[Key, Outcome] = {}
        self.laws: dict[str, Outcome] = {}
        self.faults: list[FaultTrace] = []
        self.receipt: Receipt | None = None
        self.interrupted = False

    @property
    def partial(self) -> bool:
        """Whether somebody chose a part of the suite, which proves nothing of the whole."""
        return len(self.outcomes) + len(self.laws) < len(places()) + len(LAWS)

    @property
    def red(self) -> bool:
        """Whether something that was asked did not pass."""
        found = (*self.outcomes.values(), *self.laws.values())
        return not all(outcome.passed or outcome.unclaimed for outcome in found)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the phase of a test that decides its outcome."""
        properties: dict[str, Any] = dict(report.user_properties)
        if fault := properties.get(FAULT):
            self.faults.append(msgspec.convert(fault, FaultTrace))
        if report.when != "call" and report.passed:
            return
        if SCENARIO in properties:
            file, name, row = properties[SCENARIO]
            self.outcomes[file, name, row] = self._outcome(report, properties)
        elif LAW in properties:
            law, _ = properties[LAW]
            self.laws[law] = self._outcome(report, properties)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Seal the receipt; a program that broke ends the run with exit code 2."""
        known = {(fault.asked, fault.text) for fault in self.faults}
        own = [f for f in self.program.faults if (f.asked, f.text) not in known]
        self.faults += own
        if session.config.option.collectonly or self.interrupted:
            return
        self.receipt = receipt.sealed(self._receipt())
        if self.faults:
            session.exitstatus = BROKEN
        elif self.red or (self.receipt.conclusion != "conforms" and not self.partial):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
        if self.path is not None:
            _write(self.path, self.receipt)

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """A person broke off, which says nothing of the program; a program that broke does."""
        self.interrupted = not isinstance(excinfo.value, pytest.Session.Interrupted)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """What it comes to, clause by clause; of a part of the suite there is no conclusion."""
        if self.receipt is None:
            return
        terminalreporter.section("conformance")
        if self.partial and not self.faults:
            terminalreporter.write("A part of the suite was asked: no conclusion.\n")
        else:
            terminalreporter.write(receipt_text.text(self.receipt))

    def _outcome(self, report: pytest.TestReport, properties: dict[str, Any]) -> Outcome:
        """What a report says, without values of the program's environment."""
        said = msgspec.to_builtins(_outcome(report, properties))
        return msgspec.convert(self.program.conceal(said), Outcome)

    def _receipt(self) -> Receipt:
        claims = self.program.claims
        readings = {name: tuple(values) for name, values in claims.readings.items()}
        book = default_book()
        made = Receipt(
            receipt.FORMAT,
            Suite(SUITE.version, fingerprint()),
            PROTOCOL,
            book.snapshot,
            digest(book),
            self.program.implementation,
            receipt.Claimed(claims.levels, readings, claims.abilities),
            instant(dt.datetime.now(dt.UTC)),
            _generator(),
            tuple(tallies(self.outcomes, claims.levels)),
            tuple(_law(*law, self.laws.get(law[0], NEVER)) for law in sorted(LAWS.items())),
            tuple(misses(self.outcomes)),
            tuple(self.faults),
            "fails",
        )
        return msgspec.structs.replace(made, conclusion=receipt.concluded(made))


def _write(path: Path, made: Receipt) -> None:
    try:
        write(path, receipt.dumps(made))
    except InputError as error:
        pytest.exit(f"error: {error}", returncode=BROKEN)


def _outcome(report: pytest.TestReport, properties: dict[str, Any]) -> Outcome:
    """What a report says; a test that failed for no wrong answer was not answered."""
    if report.skipped:
        return _not_asked(report)
    if reason := _unanswered(properties):
        return Outcome(unanswered=reason)
    judged: dict[Level, list[str]] = properties.get(JUDGED, {})
    if LAW in properties:
        _, level = properties[LAW]
        judged = {level: [] if report.passed else [_message(report)]}
    if report.failed and not any(judged.values()):
        return Outcome(unanswered=_message(report))
    unclaimed = None if judged else "asserts nothing at the levels claimed"
    return Outcome(judged, unclaimed=unclaimed, said=properties.get(CODED, {}))


def _not_asked(report: pytest.TestReport) -> Outcome:
    reason = str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
    reason = reason.removeprefix("Skipped: ")
    if reason.startswith(UNCLAIMED):
        return Outcome(unclaimed=reason.removeprefix(f"{UNCLAIMED}: "))
    return Outcome(skipped=reason.removeprefix(f"{SKIPPED}: "))


def _unanswered(properties: dict[str, Any]) -> str | None:
    if fault := properties.get(FAULT):
        return f"{fault['kind']}: {fault['text']}"
    return f"error: {properties[BROKE]}" if BROKE in properties else None


def _message(report: pytest.TestReport) -> str:
    crash = getattr(report.longrepr, "reprcrash", None)
    return str(crash.message if crash else report.longreprtext).strip()


def _law(name: str, level: Level, found: Outcome) -> LawVerdict:
    wrong = [text for texts in found.judged.values() for text in texts]
    if found.unclaimed:
        return LawVerdict(name, level, "unclaimed", found.unclaimed)
    if found.skipped:
        return LawVerdict(name, level, "skipped", found.skipped)
    if found.unanswered:
        return LawVerdict(name, level, "unanswered", found.unanswered)
    return LawVerdict(name, level, "failed" if wrong else "passed", "\n".join(wrong) or None)


def _generator() -> str:
    """What made the examples of the laws: another version may draw others."""
    python = ".".join(map(str, sys.version_info[:2]))
    kit = version("tiia-pricing-spec")
    return f"tiia-pricing-spec {kit}, Hypothesis {hypothesis.__version__}, Python {python}"
