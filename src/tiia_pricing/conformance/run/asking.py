"""The one seam: whoever is under test is asked here, by every scenario and every law."""

from __future__ import annotations

from typing import Protocol

from tiia_pricing.conformance.protocol import reference
from tiia_pricing.conformance.protocol.case import Answer, Case
from tiia_pricing.conformance.protocol.claims import EVERYTHING, Claims


class Calculator(Protocol):
    """A calculator that can be asked."""

    @property
    def claims(self) -> Claims:
        """What it claims."""

    def ask(self, case: Case) -> Answer:
        """Return its bill of a case, or the error that refuses it (it has the key ``error``)."""


class Reference:
    """The reference calculator, in this process."""

    claims = EVERYTHING

    def ask(self, case: Case) -> Answer:
        """Return the reference's answer."""
        return reference.answer(case)


class Asking:
    """Who is under test."""

    calculator: Calculator = Reference()


def run(case: Case) -> Answer:
    """Return the answer of the calculator under test."""
    return Asking.calculator.ask(case)


def other() -> bool:
    """Return whether another calculator than the reference is under test."""
    return not isinstance(Asking.calculator, Reference)


def claims() -> Claims:
    """Return what the calculator under test claims."""
    return Asking.calculator.claims
