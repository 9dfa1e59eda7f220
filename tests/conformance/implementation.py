"""The one seam to the calculator under test."""

from __future__ import annotations

import pytest

from tiia_pricing.conformance import asking
from tiia_pricing.conformance.asking import claims, other
from tiia_pricing.conformance.case import Answer, Case
from tiia_pricing.conformance.claims import Unclaimed
from tiia_pricing.conformance.faults import Skipped
from tiia_pricing.conformance.outcomes import SKIPPED, UNCLAIMED

__all__ = ["Answer", "Case", "claims", "other", "run"]


def run(case: Case) -> Answer:
    """The answer of the calculator under test; what it does not claim skips the test."""
    try:
        return asking.run(case)
    except Unclaimed as reason:
        pytest.skip(f"{UNCLAIMED}: {reason}")
    except Skipped as reason:
        pytest.skip(f"{SKIPPED}: {reason}")
