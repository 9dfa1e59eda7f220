"""Every command that the documentation shows is run, and prints what the documentation says."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from support.fences import blocks
from support.shown.pages import families, read, redone
from support.shown.running import printed
from support.shown.steps import Step
from support.site_project import ROOT

FAMILIES = {name: names for names in families(ROOT) for name in names}
PAGES = [ROOT / name for name in FAMILIES]
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
LOCKED = set(
    re.findall(r"^([\w-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE)
)


@cache
def printed_today(steps: tuple[Step, ...]) -> Sequence[str | None]:
    """What the commands of a page and of its twin print; the report has a test of its own."""
    return printed(steps, slow=False)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_what_a_page_shows_is_what_the_commands_print(page: Path) -> None:
    names = FAMILIES[page.relative_to(ROOT).as_posix()]
    family = read(ROOT, names)
    for old, new in zip(family, redone(family, printed_today), strict=True):
        if ROOT / old.name == page:
            for shown, today in zip(old.blocks, new.blocks, strict=True):
                where = f"{old.name}:{shown.line}"
                assert shown.text == today.text, f"{where} is out of date: run make docs"


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
