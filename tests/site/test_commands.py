"""Every command that the documentation shows is run, and prints what the documentation says."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fences import blocks
from site_project import ROOT

PAGES = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
VARYING = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2} UTC|Python 3(?:\.\d+)+")
COMMANDS = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
RECEIPTS = "docs/conformance/receipts"
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
LOCKED = set(
    re.findall(r"^([\w-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE)
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with what the commands of the documentation name."""
    snapshot = Path("scraper/snapshots/tiia-pricing.md")
    (tmp_path / snapshot.parent).mkdir(parents=True)
    (tmp_path / "src/tiia_pricing").mkdir(parents=True)
    shutil.copy(ROOT / snapshot, tmp_path / snapshot)
    shutil.copytree(ROOT / RECEIPTS, tmp_path / RECEIPTS)
    shutil.copy(ROOT / "docs/conformance/example_adapter.py", tmp_path)
    page = (ROOT / snapshot).read_text("utf-8")
    for name, price in (("dearer.md", "2.6"), ("tenfold.md", "26")):
        (tmp_path / name).write_text(page.replace("2.5元/千次", f"{price}元/千次", 1), "utf-8")
    return tmp_path


def run(command: str, folder: Path) -> tuple[str, int]:
    """What a command, which may read a file, prints, and its exit code."""
    typed, _, file = command.partition(" < ")
    words = shlex.split(typed)
    if words[0] == "tiia-pricing":
        words[:1] = ["-m", "tiia_pricing"]
    else:
        assert words.pop(0) == "python"
    assert not {"|", ">", "<", "&&", ";"} & set(words), "the test runs no shell"
    done = subprocess.run(  # noqa: S603
        [sys.executable, *words],
        cwd=folder,
        env=os.environ | {"PYTHONUTF8": "1", "PATH": COMMANDS},
        input=(folder / file).read_text("utf-8") if file else None,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert not (done.stdout and done.stderr)
    return done.stdout + done.stderr, done.returncode


def replayed(text: str, folder: Path) -> str:
    """A console block as it would stand there if it were typed today."""
    lines: list[str] = []
    code = 0
    for command in re.findall(r"^\$ (.*)$", text, re.MULTILINE):
        lines.append(f"$ {command}\n")
        if command == "echo $?":
            lines.append(f"{code}\n")
            code = 0
            continue
        assert code == 0, "a command that fails is followed by: echo $?"
        printed, code = run(command, folder)
        lines.append(printed)
    assert code == 0, "a command that fails is followed by: echo $?"
    return "".join(lines)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_what_a_page_shows_is_what_the_commands_print(page: Path, folder: Path) -> None:
    for language, title, text in blocks(page):
        if title:
            (folder / title).write_text(text, "utf-8")
        if language == "sh":
            for command in text.splitlines():
                if command.startswith("tiia-pricing"):
                    assert run(command, folder)[1] == 0
        if language == "console":
            assert VARYING.sub("…", text) == VARYING.sub("…", replayed(text, folder))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_other_command_that_a_page_tells_to_type_exists(page: Path) -> None:
    for language, _, text in blocks(page):
        if language != "sh":
            continue
        for command in text.splitlines():
            tool, *words = shlex.split(command)
            if tool == "make":
                assert set(words) <= TARGETS
            elif tool != "tiia-pricing":
                assert tool.startswith(".venv/bin/")
                assert tool.rpartition("/")[2] in LOCKED


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_target_of_make_that_a_page_names_exists(page: Path) -> None:
    named = set(re.findall(r"(?:`|<code>)make ([a-z]+)", page.read_text("utf-8")))
    assert named <= TARGETS


@pytest.mark.parametrize(
    ("code", "does"),
    [(0, ""), (1, "notify"), (101, "not reached, try later"), (102, "page"), (103, "page")],
)
def test_the_script_shown_does_what_it_says_for_each_exit_code(
    tmp_path: Path, code: int, does: str
) -> None:
    page = blocks(ROOT / "docs/reference/exit-codes.md")
    (script,) = (text for language, _, text in page if language == "bash")
    stand_ins = f"""
        SOURCE=page.md
        tiia-pricing() {{ return {code}; }}
        notify() {{ echo notify; }}
        page_somebody() {{ echo page; }}
    """
    done = subprocess.run(  # noqa: S603
        ["bash", "-c", stand_ins + script],  # noqa: S607
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.strip() == does


def test_the_main_commands_are_shown() -> None:
    """The check above would pass on pages without commands."""
    shown = "\n".join(text for page in PAGES for _, _, text in blocks(page))
    for command in ("tiia-pricing quote", "tiia-pricing bill", "tiia-pricing scrape"):
        assert f"$ {command}" in shown
    assert {"spec", "test"} <= set(re.findall(r"^make ([a-z]+)$", shown, re.MULTILINE))
