"""An amount that a person has still to type stands as ``?``: here it is named, with its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from tiia_pricing.feature_files.feature_parsing import parsed
from tiia_pricing.feature_files.features import FEATURES, cited
from tiia_pricing.proposing.new_rows import TO_TYPE

from .to_type import EXAMPLE, pytest_pyfunc_call, to_type

MADE = """\
Feature: A page that changed
  Rule: Bounds
    Scenario Outline: A bound
      Given <calls> calls? of "one?" and this table:
        | calls   |
        | <calls> |
      Then the total is <amount> yuan

      Examples: As they were
        | calls | amount | arithmetic          |
        | 1,000 | 2.50   | 1,000 × 2.5 ÷ 1,000 |

      Examples: From 2026-11-24
        | calls | amount | arithmetic          |
        | 1,000 | ?      | 1,000 × 2.6 ÷ 1,000 |
        | 2,000 | 5.20   | 2,000 × 2.6 ÷ 1,000 |
        | 3,000 | ?      | 3,000 × 2.6 ÷ 1,000 |

    Scenario Outline: Without arithmetic
      Then the range is from <low> to <high> yuan

      Examples:
        | low | high |
        | ?   | ?    |
"""


def test_every_amount_is_typed() -> None:
    left = [line for path in sorted(FEATURES.rglob("*.feature")) for line in untyped(path)]
    assert left == [], "work these out by hand and type them:\n" + "\n".join(left)


def test_what_is_untyped_is_named_by_its_place_and_arithmetic(tmp_path: Path) -> None:
    path = tmp_path / "made.feature"
    path.write_text(MADE, "utf-8")
    assert list(untyped(path, "features/made.feature")) == [
        "features/made.feature:15: amount: 1,000 × 2.6 ÷ 1,000",
        "features/made.feature:17: amount: 3,000 × 2.6 ÷ 1,000",
        "features/made.feature:24: low: no arithmetic",
        "features/made.feature:24: high: no arithmetic",
    ]


def test_a_row_that_is_to_be_typed_fails_with_its_arithmetic_and_no_answer() -> None:
    row = {"date": "2026-11-24", "amount": TO_TYPE, "arithmetic": "1,000 × 2.6 ÷ 1,000"}
    with pytest.raises(pytest.fail.Exception) as failed:
        pytest_pyfunc_call(_scenario(row))
    assert str(failed.value) == ("amount to be worked out by hand and typed: 1,000 × 2.6 ÷ 1,000")
    assert to_type({"low": TO_TYPE, "high": TO_TYPE}) == (
        "low and high to be worked out by hand and typed: no arithmetic is given"
    )


def test_a_row_that_is_typed_is_put_to_the_calculator() -> None:
    pytest_pyfunc_call(_scenario({"amount": "2.60", "arithmetic": "1,000 × 2.6 ÷ 1,000"}))
    pytest_pyfunc_call(cast(pytest.Function, SimpleNamespace()))


def _scenario(row: dict[str, str]) -> pytest.Function:
    """A scenario of one row of examples, as pytest has it."""
    params = {EXAMPLE: row}
    return cast(pytest.Function, SimpleNamespace(callspec=SimpleNamespace(params=params)))


def untyped(path: Path, name: str | None = None) -> Iterator[str]:
    """Where an amount of a feature is still to be typed, and what it comes from."""
    file = name or cited(path)
    for rule in parsed(path.read_text("utf-8"), file).feature.rules:
        for table in (table for scenario in rule.scenarios for table in scenario.examples):
            for line, cells in zip(table.lines[1:], table.rows, strict=True):
                arithmetic = cells.get("arithmetic", "no arithmetic")
                left = (column for column, cell in cells.items() if cell == TO_TYPE)
                yield from (f"{file}:{line}: {column}: {arithmetic}" for column in left)
