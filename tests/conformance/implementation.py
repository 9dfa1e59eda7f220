"""The one seam to the calculator under test."""

from __future__ import annotations

import pytest

from tiia_pricing.conformance.protocol.case import Answer, Case
from tiia_pricing.conformance.protocol.claims import Unclaimed
from tiia_pricing.conformance.run import asking
from tiia_pricing.conformance.run.asking import claims, other
from tiia_pricing.conformance.run.faults import Skipped
from tiia_pricing.conformance.run.outcomes import SKIPPED, UNCLAIMED

__all__ = ["Answer", "Case", "claims", "other", "run"]


def run(case: Case) -> Answer:
    """The answer of the calculator under test; what it does not claim skips the test."""
    try:
        return asking.run(case)
    except Unclaimed as reason:
        pytest.skip(f"{UNCLAIMED}: {reason}")
    except Skipped as reason:
        pytest.skip(f"{SKIPPED}: {reason}")
