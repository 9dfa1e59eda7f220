"""The committed record has its form, and what it explains is still there."""

from __future__ import annotations

import ast
import datetime as dt
import re

import pytest

from .modules import UNMEASURED
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
    assert re.fullmatch("[0-9a-f]{64}", module.sha256)
    assert dt.date.fromisoformat(module.measured)
    assert re.fullmatch(r"mutmut \d+\.\d+\.\d+", module.tool)


@pytest.mark.parametrize("name", RECORD)
def test_every_explanation_is_one_line_about_a_function_that_exists(name: str) -> None:
    module = RECORD[name]
    functions = set(_functions(ast.parse(sources()[name].read_text("utf-8"))))
    for mutant, reason in module.explained.items():
        function, _, change = mutant.partition(": ")
        assert function in functions
        assert " → " in change
        assert len(reason) > 20
        assert "\n" not in reason


def _functions(node: ast.AST, prefix: str = "") -> list[str]:
    found = []
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef):
            found += _functions(child, f"{prefix}{child.name}.")
        elif isinstance(child, ast.FunctionDef):
            found.append(f"{prefix}{child.name}")
    return found
