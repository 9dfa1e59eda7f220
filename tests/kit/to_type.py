"""A pytest plugin: a row with ``?`` fails without asking the calculator.

What is left to a person is worked out from the page, so the calculator's answer is not shown.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tiia_pricing.proposing.new_rows import TO_TYPE

EXAMPLE = "_pytest_bdd_example"


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> None:
    """Fail a scenario whose row of examples has a cell that is still to be typed."""
    callspec = getattr(pyfuncitem, "callspec", None)
    row = callspec.params.get(EXAMPLE, {}) if callspec else {}
    if text := to_type(row):
        pytest.fail(text, pytrace=False)


def to_type(row: Mapping[str, str]) -> str | None:
    """What is to be typed into a row, with its arithmetic; ``None`` where nothing is."""
    left = [name for name, cell in row.items() if cell == TO_TYPE]
    if not left:
        return None
    arithmetic = row.get("arithmetic", "no arithmetic is given")
    return f"{' and '.join(left)} to be worked out by hand and typed: {arithmetic}"
