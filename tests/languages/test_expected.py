"""Every error says what was expected, wherever it is made; only a fault of ours expects nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "src" / "tiia_pricing" / "publishing"  # what stops the build names our own fault
SOURCES = [path for folder in ("src", "scraper") for path in sorted((ROOT / folder).rglob("*.py"))]
TREES = {path: ast.parse(path.read_text("utf-8")) for path in SOURCES if BUILD not in path.parents}
# The answer to what nobody foresaw, and what passes on an error that is there already.
WITHOUT = {"program_fault", "complain_of", "_again"}


def test_the_errors_are_found() -> None:
    assert {"InputError", "PageUnreadable", "ReceiptRefused"} <= _errors()


def test_every_error_says_what_was_expected() -> None:
    errors = _errors()
    silent = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path, tree in TREES.items()
        for call in _calls(tree)
        if _name(call.func) in errors and not _expects(call)
    ]
    assert silent == []


def _errors() -> set[str]:
    """The names of ``PricingError`` and of all classes made of it."""
    found = {"PricingError"}
    classes = [
        node for tree in TREES.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)
    ]
    before = 0
    while len(found) > before:
        before = len(found)
        found |= {one.name for one in classes if found & set(map(_name, one.bases))}
    return found


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    """The calls outside of the functions in ``WITHOUT``."""
    left: list[ast.AST] = [tree]
    while left:
        node = left.pop()
        if getattr(node, "name", None) in WITHOUT:
            continue
        if isinstance(node, ast.Call):
            yield node
        left += ast.iter_child_nodes(node)


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def _expects(call: ast.Call) -> bool:
    given = next((word.value for word in call.keywords if word.arg == "expected"), None)
    return given is not None and not (isinstance(given, ast.Constant) and given.value is None)
