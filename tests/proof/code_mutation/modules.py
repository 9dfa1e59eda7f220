"""Which modules are mutated, and the quick tests that have to notice it."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

ROOT = Path(__file__).parents[3]


class Group(NamedTuple):
    """Modules under one root, and the arguments that select the tests which judge them."""

    name: str
    root: str
    modules: tuple[str, ...]
    tests: tuple[str, ...]


GROUPS = (
    Group(
        "calculator",
        "src",
        (
            *("tiia_pricing/billing/settlement/*.py", "tiia_pricing/billing/range/spread.py"),
            *(f"tiia_pricing/billing/range/{name}.py" for name in ("earlier_packs", "paid_lines")),
            "tiia_pricing/billing/range/turning_counts.py",
            *("tiia_pricing/billing/range/tier_modes.py", "tiia_pricebook/pack_validity.py"),
            "tiia_pricebook/calendar.py",
        ),
        (
            "tests/billing",
            "tests/pricebook",
            "tests/conformance/test_features.py",
            *(
                f"--deselect=tests/billing/test_many_packs.py::test_{timed}"
                for timed in (
                    "time_grows_with_rows_of_packs_and_days",
                    "time_does_not_grow_with_the_number_of_each_row",
                    "rows_of_months_without_a_price_are_found_in_time",
                )
            ),
        ),
    ),
    Group(
        "reader",
        "scraper",
        (
            *("tiia_scraper/document/grid.py", "tiia_scraper/document/table_forming.py"),
            "tiia_scraper/document/row_groups.py",
            *("tiia_scraper/document/visible_text.py", "tiia_scraper/document/walk.py"),
            "tiia_scraper/document/inline_styles.py",
            *("tiia_scraper/document/titles.py", "tiia_scraper/document/pipe_tables.py"),
            *("tiia_scraper/vocabulary/*.py", "tiia_scraper/extraction/**/*.py"),
        ),
        (
            *("tests/scraper/document", "tests/scraper/vocabulary", "tests/scraper/extraction"),
            "--ignore=tests/scraper/extraction/test_live_page.py",
            "--ignore=tests/scraper/extraction/test_law_of_words.py",
            "--deselect=tests/scraper/document/test_document.py::test_hostile_pages_are_refused_at_once",
            "--deselect=tests/scraper/extraction/test_broken_pages.py"
            "::test_no_emptied_price_or_quota_cell_is_overlooked",
            "--deselect=tests/scraper/extraction/test_broken_pages.py::test_no_lost_cell_shifts_a_row_unseen",
        ),
    ),
    Group(
        "labels",
        "src",
        (
            "tiia_pricing/changes/detection/label_changes.py",
            "tiia_pricing/changes/consequences/label_causes.py",
        ),
        ("tests/changes", "--ignore=tests/changes/test_impact.py"),
    ),
    Group(
        "watch",
        "src",
        (
            *("tiia_pricing/changes/plausibility/*.py", "tiia_pricing/watch/archive/*.py"),
            *("tiia_pricing/watch/checking.py", "tiia_pricing/watch/baseline.py"),
        ),
        (
            *("tests/watch/test_check.py", "tests/watch/test_archive.py"),
            *("tests/watch/test_archive_edges.py", "tests/watch/test_check_meanwhile.py"),
            *("tests/watch/test_own_bill_told.py", "tests/watch/test_kept_changes.py"),
            *("tests/watch/test_baseline.py", "tests/changes/test_plausible.py"),
            "--deselect=tests/watch/test_archive.py::test_killed_at_any_call_it_stays_readable",
        ),
    ),
)


# Modules that came, or were cut in two, since the last measurement. `make proof` names each and
# fails; `make code-mutants` measures them, and they leave the list.
UNMEASURED: tuple[str, ...] = (
    "tiia_pricing.billing.range.paid_lines",
    "tiia_pricing.billing.range.turning_counts",
    "tiia_scraper.vocabulary.days",
)


def modules_of(group: Group) -> dict[str, Path]:
    """The group's modules that have code in functions: dotted name → file."""
    root = ROOT / group.root
    found = [path for pattern in group.modules for path in sorted(root.glob(pattern))]
    return {
        ".".join(path.relative_to(root).with_suffix("").parts): path
        for path in found
        if "def " in path.read_text("utf-8")
    }


def functions_of(path: Path) -> dict[str, str]:
    """The hash of every function's source, without its docstring: ``Class.method`` → hash.

    Imports, docstrings and the place of a file may change; what was measured stays measured.
    """
    source = path.read_text("utf-8")
    return {name: _sha256(source, node) for name, node in _functions(ast.parse(source))}


def _functions(node: ast.AST, prefix: str = "") -> Iterator[tuple[str, ast.FunctionDef]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef):
            yield from _functions(child, f"{prefix}{child.name}.")
        elif isinstance(child, ast.FunctionDef):
            yield f"{prefix}{child.name}", child


def _sha256(source: str, function: ast.FunctionDef) -> str:
    lines = source.splitlines()[function.lineno - 1 : function.end_lineno]
    if ast.get_docstring(function) is not None:
        said = function.body[0]
        lines[said.lineno - function.lineno : (said.end_lineno or 0) - function.lineno + 1] = []
    return hashlib.sha256(dedent("\n".join(lines)).encode()).hexdigest()[:16]
