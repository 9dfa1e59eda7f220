"""The folders that an adapter begins with: each is built, run, and never wrong.

Where a language is not installed its test is skipped; ``TIIA_LANGUAGES=required`` makes that a
failure.
"""

from __future__ import annotations

import io
import os
import shlex
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from tiia_pricing.conformance.receipts.verify import loads
from tiia_pricing.publishing.downloads.adapter_templates import LANGUAGES, downloads

from .programs import ROOT, conformance

KIT = ROOT / "docs/conformance"
BUILDS = {
    "javascript": [],
    "java": ["javac", "-Xlint:all,-serial", "-Werror", "-d", "build", "Adapter.java", "Json.java"],
    "go": ["go", "build", "-o", "adapter", "."],
}
RUNS = {"javascript": "node {folder}/adapter.mjs", "go": "{folder}/adapter"}
RUNS["java"] = "java -cp {folder}/build Adapter"
WANTED = {"javascript": ["node"], "java": ["javac", "java"], "go": ["go"]}
# Why runs were skipped, and nothing else kept them from passing.
REASONS = {
    "knows no resource packs",
    "knows no days of activation",
    "knows no quota that two interfaces share in a month",
}


def unpacked(language: str, folder: Path) -> Path:
    """A template as a person has it who downloaded its ZIP."""
    data = dict(downloads(KIT))[f"templates/{language}.zip"]
    zipfile.ZipFile(io.BytesIO(data)).extractall(folder)
    return folder / f"adapter-{language}"


def needed(language: str) -> None:
    absent = [name for name in WANTED[language] if shutil.which(name) is None]
    if absent and os.environ.get("TIIA_LANGUAGES") == "required":
        pytest.fail(f"not installed: {', '.join(absent)}")
    if absent:
        pytest.skip(f"not installed: {', '.join(absent)}")


@pytest.mark.parametrize("language", WANTED)
def test_a_template_is_built_talks_and_is_never_wrong(language: str, tmp_path: Path) -> None:
    needed(language)
    folder = unpacked(language, tmp_path)
    if command := BUILDS[language]:
        # Go keeps what it compiled in a folder of its own, which a home may not have.
        cache = {"GOCACHE": str(tmp_path / "cache")}
        subprocess.run(command, cwd=folder, check=True, env={**os.environ, **cache})  # noqa: S603
    program = RUNS[language].format(folder=shlex.quote(str(folder)))
    done = conformance("--implementation", program, "--receipt", str(tmp_path / "mine.json"))
    assert done.code == 1, done.out + done.err
    receipt = loads((tmp_path / "mine.json").read_bytes())
    assert receipt.faults == ()
    assert receipt.claims.levels == ("totals",)
    tally = Counter(
        totals
        for rule in receipt.rules
        for kind in ("passed", "failed", "unanswered")
        for totals in [kind] * getattr(rule.levels["totals"], kind)
    )
    assert (tally["failed"], tally["unanswered"]) == (0, 0)
    assert tally["passed"] > 150
    assert {miss.skipped for miss in receipt.misses} == REASONS


def test_the_template_in_python_is_the_example_and_talks(tmp_path: Path) -> None:
    """That it is never wrong is tested where its report is shown."""
    folder = unpacked("python", tmp_path)
    program = (folder / "adapter.py").read_bytes()
    assert program == (KIT / "example_adapter.py").read_bytes()
    command = shlex.join([sys.executable, "-I", str(folder / "adapter.py")])
    done = conformance("--implementation", command, "--smoke")
    assert (done.code, done.err) == (0, "")
    assert "101,000 calls: 250.00" in done.out


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_readme_is_a_screen_and_names_files_and_commands(language: str, tmp_path: Path) -> None:
    folder = unpacked(language, tmp_path)
    text = (folder / "README.txt").read_text("utf-8")
    assert len(text.splitlines()) <= 45
    for path in folder.iterdir():
        assert path.name == "README.txt" or f"{path.name} " in text
    program = {"python": "python adapter.py"}.get(language) or RUNS[language]
    said = program.replace("{folder}/build", "build").replace("node {folder}/", "node ")
    said = said.replace("{folder}", ".")
    assert f'tiia-pricing conformance --implementation "{said}" --smoke' in text
    assert f'tiia-pricing conformance --implementation "{said}" --receipt mine.json' in text
    if build := BUILDS.get(language):
        assert f"    {build[0]} " in text


def test_a_template_is_the_same_bytes_each_time_and_leads_from_the_page() -> None:
    assert dict(downloads(KIT)) == dict(downloads(KIT))
    for page in (KIT / "test-yours.md", ROOT / "docs/zh/conformance/test-yours.md"):
        text = page.read_text("utf-8")
        assert all(f"(templates/{language}.zip)" in text for language in LANGUAGES)
