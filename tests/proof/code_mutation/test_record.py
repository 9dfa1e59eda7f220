"""The committed record has its form, and what it explains is still there."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from .modules import UNMEASURED, functions_of
from .record import load, sources

RECORD = load()


def test_every_module_is_measured_or_listed_as_not_yet() -> None:
    assert list(RECORD) == [name for name in sources() if name not in UNMEASURED]
    assert sources().keys() >= set(UNMEASURED)


@pytest.mark.parametrize("name", RECORD)
def test_the_numbers_add_up(name: str) -> None:
    module = RECORD[name]
    survivors = len(module.explained) + len(module.unexplained)
    assert 0 <= module.killed == module.mutants - survivors
    assert all(re.fullmatch("[0-9a-f]{16}", one) for one in module.functions.values())
    assert dt.date.fromisoformat(module.measured)
    assert re.fullmatch(r"mutmut \d+\.\d+\.\d+", module.tool)


@pytest.mark.parametrize("name", RECORD)
def test_every_explanation_is_one_line_about_a_function_that_exists(name: str) -> None:
    module = RECORD[name]
    functions = functions_of(sources()[name])
    for mutant, reason in module.explained.items():
        function, _, change = mutant.partition(": ")
        assert function in functions
        assert " → " in change
        assert len(reason) > 20
        assert "\n" not in reason


def test_a_docstring_an_import_and_a_move_leave_what_was_measured(tmp_path: Path) -> None:
    one, other = tmp_path / "one.py", tmp_path / "other.py"
    one.write_text('class A:\n    def f(self):\n        """Say."""\n        return 1\n')
    other.write_text("import re\n\n\nclass A:\n    def f(self):\n        return 1\n")
    assert functions_of(one) == functions_of(other)
    other.write_text("class A:\n    def f(self):\n        return 2\n")
    assert functions_of(one).keys() == functions_of(other).keys() == {"A.f"}
    assert functions_of(one) != functions_of(other)
