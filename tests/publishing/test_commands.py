"""Every command that the documentation shows is run, and prints what the documentation says."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from support.fences import blocks
from support.shown.pages import ensure_twins, families, read, redone
from support.shown.running import printed
from support.shown.steps import Step
from support.site_project import ROOT

FAMILIES = families(ROOT)
PAGES = [ROOT / name for names in FAMILIES for name in names]
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
INSTALLERS = ("uvx", "pipx")  # tests/kit/test_readme_install.py runs what README has of them
LOCKED = set(
    re.findall(r"^([\w-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE)
)


def printed_today(steps: tuple[Step, ...], language: str) -> Sequence[str | None]:
    """What the commands of a page print in its language; the report has a test of its own."""
    return printed(steps, language, slow=False)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_what_a_page_shows_is_what_the_commands_print(page: Path) -> None:
    [old] = read(ROOT, [page.relative_to(ROOT).as_posix()])
    [new] = redone([old], printed_today)
    for shown, today in zip(old.blocks, new.blocks, strict=True):
        assert shown.text == today.text, f"{old.name}:{shown.line} is out of date: run make docs"


@pytest.mark.parametrize("names", FAMILIES, ids=lambda names: names[0])
def test_twins_show_the_same_commands(names: tuple[str, ...]) -> None:
    ensure_twins(read(ROOT, names))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_other_command_that_a_page_tells_to_type_exists(page: Path) -> None:
    for language, _, text in blocks(page):
        if language != "sh":
            continue
        for command in text.splitlines():
            tool, *words = shlex.split(command)
            if tool == "make":
                assert set(words) <= TARGETS
            elif tool not in ("tiia-pricing", *INSTALLERS):
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
