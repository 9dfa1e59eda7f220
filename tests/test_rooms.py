"""The house: packages in one direction, rooms that do not lean on each other in a circle."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = {
    "tiia_pricebook": ROOT / "src/tiia_pricebook",
    "tiia_scraper": ROOT / "scraper/tiia_scraper",
    "tiia_pricing": ROOT / "src/tiia_pricing",
}
# Who may import whom: the price book stands alone, the reader knows it alone.
MAY = {
    "tiia_pricebook": {"tiia_pricebook"},
    "tiia_scraper": {"tiia_scraper", "tiia_pricebook"},
    "tiia_pricing": {"tiia_pricing", "tiia_scraper", "tiia_pricebook"},
}
MOST_ENTRIES = 21


def _modules() -> Iterator[tuple[str, Path]]:
    for package, folder in PACKAGES.items():
        yield from ((package, path) for path in sorted(folder.rglob("*.py")))


def _imported(path: Path, *, deferred: bool) -> Iterator[str]:
    """The modules that a file imports; with ``deferred`` also those that functions import."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree) if deferred else _at_the_top(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def _at_the_top(tree: ast.Module) -> Iterator[ast.AST]:
    """All nodes but those of functions, and of what only a type checker reads."""
    waiting: list[ast.AST] = [*tree.body]
    while waiting:
        node = waiting.pop()
        yield node
        checked = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        if not checked and not isinstance(node, ast.FunctionDef):
            waiting += ast.iter_child_nodes(node)


def _ours(names: Iterator[str]) -> set[str]:
    return {name.partition(".")[0] for name in names} & PACKAGES.keys()


@pytest.mark.parametrize(("package", "path"), list(_modules()))
def test_no_package_imports_one_to_its_right(package: str, path: Path) -> None:
    assert _ours(_imported(path, deferred=True)) <= MAY[package]


@pytest.mark.parametrize("package", list(PACKAGES))
def test_alone_it_loads_nothing_of_the_others(package: str) -> None:
    code = f"import sys, {package}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    if package == "tiia_scraper":
        code = code.replace("; print", "; tiia_scraper.read_page, tiia_scraper.fetch; print")
    loaded = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert {*loaded.stdout.split()} & PACKAGES.keys() <= MAY[package]


def _room(name: str) -> str:
    """The room of ``tiia_pricing`` that a module stands in; the package's own where in none."""
    parts = name.split(".")
    room = PACKAGES["tiia_pricing"].joinpath(*parts[1:2])
    return parts[1] if len(parts) > 1 and room.is_dir() else ""


def test_the_rooms_of_the_calculator_form_no_circle() -> None:
    leans: dict[str, set[str]] = {}
    for path in PACKAGES["tiia_pricing"].rglob("*.py"):
        own = _room(".".join(path.relative_to(ROOT / "src").with_suffix("").parts))
        names = _imported(path, deferred=False)
        others = {_room(name) for name in names if name.startswith("tiia_pricing.")}
        leans.setdefault(own, set()).update(others - {own, ""})
    order = list(TopologicalSorter(leans).static_order())
    assert order.index("billing") < order.index("changes") < order.index("watch")


@pytest.mark.parametrize("package", list(PACKAGES))
def test_a_listing_fits_on_a_screen(package: str) -> None:
    long = {
        str(folder): len(entries)
        for folder in PACKAGES[package].rglob("*")
        if folder.is_dir() and folder.name != "__pycache__"
        if len(entries := [e for e in folder.iterdir() if e.name != "__pycache__"]) > MOST_ENTRIES
    }
    assert not {name for name in long if "templates" not in name}
