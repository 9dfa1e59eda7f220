"""One helper writes the files of the project; whatever else does is listed with its reason."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HELPER = "src/tiia_pricing/output_files/"
SEARCHED = (
    *("src/**/*.py", "scraper/**/*.py", "benchmarks/*.py"),
    *(
        f"tests/{name}/__main__.py"
        for name in ("proof", "proof/attack", "proof/scorecard", "support/shown")
    ),
    *("tests/proof/visiblewords/*.py", "tests/browser/plugin.py"),
    *("tests/proof/plugin.py", "tests/proof/code_mutation/*.py"),
)
ELSEWHERE = {
    "src/tiia_pricing/watch/archive/archive.py": "the log of an archive only grows",
    "src/tiia_pricing/watch/archive/delivered.py": "an address named no longer gets another name",
    "src/tiia_pricing/cli/process/streams.py": "nothing is written: fills closed descriptors",
    "src/tiia_pricing/cli/process/spooled_input.py": "what came, in a temporary folder",
    "src/tiia_pricing/publishing/__main__.py": "copies assets into a folder just made",
    "src/tiia_pricing/rating/kit_answer.py": "rows of a request in a temporary folder",
    "src/tiia_pricing/rating/spark/spark_engine.py": "fills a file that is written as a whole",
    "benchmarks/scenarios.py": "a project in a temporary folder",
    "tests/proof/code_mutation/stage.py": "a copy of the project, made anew",
    "tests/proof/code_mutation/loop.py": "nothing is written: silences a process",
}
WRITING = frozenset({"write_text", "write_bytes"})
RENAMING = frozenset({"rename", "renames", "link", "hardlink_to", "symlink_to", "symlink"})
TEMPORARY = frozenset({"mkstemp", "mktemp", "NamedTemporaryFile"})
COPYING = frozenset({"copy", "copy2", "copyfile", "copytree", "move"})


def writes(call: ast.Call) -> bool:
    """Whether a call writes, copies or renames a file, or makes a temporary one."""
    function = call.func
    name = getattr(function, "attr", getattr(function, "id", ""))
    owner = getattr(getattr(function, "value", None), "id", "")
    if name in COPYING:
        return owner == "shutil"
    if name == "replace":  # a path or ``os``; a text has two arguments, a struct or a day names
        return owner == "os" or (len(call.args) == 1 and not call.keywords)
    if (owner, name) == ("os", "open"):
        return "O_RDONLY" not in _names(call)
    if name == "open":
        return any(map(_is_mode, [*call.args, *(word.value for word in call.keywords)]))
    return name in WRITING | TEMPORARY or (isinstance(function, ast.Attribute) and name in RENAMING)


def _names(call: ast.Call) -> set[str]:
    return {getattr(node, "attr", "") for argument in call.args for node in ast.walk(argument)}


def _is_mode(argument: ast.expr) -> bool:
    """Whether an argument opens a file for writing."""
    value = getattr(argument, "value", None)
    mode = isinstance(value, str) and len(value) <= 3 and set(value) <= set("rwaxbt+")
    return mode and bool(set(str(value)) & set("wax+"))


def writers(text: str) -> Iterator[int]:
    """The lines that write."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and writes(node):
            yield node.lineno


def searched() -> dict[str, list[int]]:
    paths = sorted({path for pattern in SEARCHED for path in ROOT.glob(pattern)})
    names = {path.relative_to(ROOT).as_posix(): path for path in paths}
    found = {name: [*writers(path.read_text("utf-8"))] for name, path in names.items()}
    return {name: lines for name, lines in found.items() if lines and not _is_apart(name)}


def _is_apart(name: str) -> bool:
    """Whether a file is the helper's, or a test, which writes into a folder of its own."""
    return name.startswith(HELPER) or Path(name).name.startswith("test_")


def test_nothing_else_writes() -> None:
    found = searched()
    assert {name: lines for name, lines in found.items() if name not in ELSEWHERE} == {}


def test_what_is_listed_still_writes() -> None:
    assert ELSEWHERE.keys() - searched().keys() == set()


@pytest.mark.parametrize(
    "line",
    [
        "path.write_text('a')",
        "(folder / name).write_bytes(data)",
        "open(name, 'w')",
        "open(name, mode='xb')",
        "path.open('a', encoding='utf-8')",
        "os.open(name, flags | os.O_CREAT)",
        "os.open(name, flags, 0o644)",
        "os.link(one, other)",
        "os.replace(one, other)",
        "partial.replace(path)",
        "path.rename(other)",
        "shutil.copy(one, other)",
        "tempfile.mktemp()",
        "NamedTemporaryFile(delete=False)",
    ],
)
def test_a_writer_is_found(line: str) -> None:
    assert [*writers(line)] == [1]


@pytest.mark.parametrize(
    "line",
    [
        "text.replace('a', 'b')",
        "day.replace(day=1)",
        "replace(page, source='a')",
        "open(name)",
        "open(name, 'rb')",
        "path.open(encoding='utf-8')",
        "os.open(folder, os.O_RDONLY)",
        "link(book, month)",
        "values.copy()",
        "sys.stdout.write(text)",
        "write(path, text)",
        "TemporaryDirectory()",
    ],
)
def test_what_does_not_write_is_let_be(line: str) -> None:
    assert [*writers(line)] == []
