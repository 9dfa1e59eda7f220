"""The script of the page that checks a bill: one file that asks nobody for anything."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from support.site_project import Project
from tiia_pricebook import PriceBook
from tiia_pricing.publishing.__main__ import main

FOLDER = Path(__file__).parents[2] / "src/tiia_pricing/javascript"
SCRIPT = "assets/bill-check.js"
EXPORT = re.compile(r"^export (.+)$", re.MULTILINE)
# What sends, and what would take a text for markup or code.
FORBIDDEN = (
    *(r"\bfetch\(", r"XMLHttpRequest", r"WebSocket", r"EventSource", r"sendBeacon", r"RTCPeer"),
    *(r"\beval\(", r"new Function", r"innerHTML", r"outerHTML", r"insertAdjacentHTML"),
    *(r"document\.write", r"localStorage", r"sessionStorage", r"indexedDB", r"document\.cookie"),
)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, book: PriceBook) -> Project:
    project = Project(tmp_path_factory.mktemp("bill-check"), book)
    assert main(["--root", str(project.root)]) == 0
    return project


def test_the_script_has_every_module_once_and_parses(published: Project) -> None:
    lines = Counter(published.page(SCRIPT).splitlines())
    own = [
        path for room in ("bill-page", "reconciliation") for path in (FOLDER / room).rglob("*.mjs")
    ]
    exports = [found[0] for path in own if (found := EXPORT.findall(path.read_text("utf-8")))]
    assert len(exports) == len(own) - 1  # one of them is where the script begins
    assert {line: lines[line] for line in exports if lines[line] != 1} == {}
    if node := shutil.which("node"):
        path = published.root / "build/docs/en" / SCRIPT
        subprocess.run([node, "--check", str(path)], check=True, timeout=60)  # noqa: S603


def test_both_languages_have_the_same_script(published: Project) -> None:
    assert published.page(SCRIPT, "zh") == published.page(SCRIPT, "en")


@pytest.mark.parametrize("forbidden", FORBIDDEN)
def test_no_module_sends_keeps_or_runs_what_it_is_given(forbidden: str) -> None:
    rooms = ("bill-page", "reconciliation", "page")
    modules = [path for room in rooms for path in (FOLDER / room).rglob("*.mjs")]
    assert [path.name for path in modules if re.search(forbidden, path.read_text("utf-8"))] == []
