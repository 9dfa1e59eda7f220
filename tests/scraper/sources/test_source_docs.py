"""The errors of sources, in the code and in the documentation."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PAGES = ("docs/reference/commands.md", "docs/zh/reference/commands.md")
MODULES = sorted((ROOT / "scraper/tiia_scraper/sources").glob("*.py"))
ERRORS = {"InputError": 2, "SourceUnreachable": 101, "PageUnreadable": 102}


def raised() -> Iterator[tuple[str, int]]:
    """Every error that the modules of sources make: its id and exit code."""
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                name, first, third = node.func.id, node.args[:1], node.args[2:3]
                if name in ERRORS and isinstance(first[0], ast.Constant):
                    yield str(first[0].value), ERRORS[name]
                elif name == "unreachable" and third:
                    assert isinstance(third[0], ast.Constant)
                    yield str(third[0].value), 101


@pytest.mark.parametrize("page", PAGES)
def test_every_error_is_documented_and_no_other(page: str) -> None:
    text = (ROOT / page).read_text("utf-8").partition("{ #sources }")[2].partition("\n## ")[0]
    rows = {(id, int(code)) for id, code in re.findall(r"^\| `([a-z-]+)` \| (\d+) \|", text, re.M)}
    made = {*raised(), ("source-unreachable", 101)}
    of_reading = {"page-undecodable", "page-truncated", "page-needs-script", "no-price"}
    assert rows - {(id, 102) for id in of_reading} == made
