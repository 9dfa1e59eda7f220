"""What loads a library of an extra names the extra that has it."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tiia_pricebook.errors import InputError
from tiia_pricing.extras import load_extra

ROOT = Path(__file__).parents[1]
EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"][
    "optional-dependencies"
]
# What is imported by another name than it is installed by, or comes with what is.
DISTRIBUTIONS = {"pyspark": "pyspark-client", "pyarrow": "pyspark-client"}


def _loaded() -> Iterator[tuple[str, str]]:
    """Each extra that the program loads, with the module, where both are written out."""
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "load_extra":
                extra, module = node.args[:2]
                if isinstance(extra, ast.Constant) and isinstance(module, ast.Constant):
                    yield str(extra.value), str(module.value)


def test_each_extra_has_the_library_that_is_loaded_from_it() -> None:
    found = sorted(_loaded())
    assert len(found) >= 6
    for extra, module in found:
        library = module.partition(".")[0]
        wanted = {re.split(r"[<>=\[]", one)[0] for one in EXTRAS[extra]}
        assert DISTRIBUTIONS.get(library, library) in wanted


def test_a_missing_library_is_told_with_its_extra_and_how_to_install_it() -> None:
    with pytest.raises(InputError) as caught:
        load_extra("rate", "no_such_library.part")
    error = caught.value
    assert (error.id, error.exit_code) == ("extra-missing", 2)
    assert error.message == "no_such_library is not installed; the extra 'rate' brings it"
    assert error.expected == (
        "pip install '.[rate]' in a checkout, or pip install 'FILE.whl[rate]';"
        " with pipx, pipx install --force"
    )
