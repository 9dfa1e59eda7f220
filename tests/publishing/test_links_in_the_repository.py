"""What is read in the repository, where no site is built, leads to what is in it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from support.site_project import ROOT

LINK = re.compile(r"""\]\(([^)\s]+)|(?:href|src)=["']([^"']+)""")
ELSEWHERE = re.compile(r"[a-z]+:|//")
CODE = re.compile(r"^ *```.*?^ *```|`[^`\n]+`", re.MULTILINE | re.DOTALL)
TEMPLATE = re.compile(r"\{[{%]")
BESIDE_THE_SITE = [*sorted(ROOT.glob("*.md")), ROOT / "benchmarks/README.md"]
READ_IN_BOTH = sorted((ROOT / "docs").rglob("*.md"))
# The build fills them, and no page beside the site links to them.
FILLED = {"calculator.md", "data.md", "index.md"}


def targets(text: str) -> set[str]:
    """The places in the project that a page links to, as it writes them."""
    links = (one or other for one, other in LINK.findall(CODE.sub("", text)))
    return {link for link in links if not ELSEWHERE.match(link)}


@pytest.fixture(scope="module")
def committed() -> set[Path]:
    """Every file that git has."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("git is not installed, or this is no checkout")
    command = ["git", "-C", str(ROOT), "ls-files", "-z"]
    listed = subprocess.run(  # noqa: S603
        command, capture_output=True, encoding="utf-8", check=True
    )
    return {ROOT / name for name in listed.stdout.split("\0") if name}


def anchors(page: Path) -> set[str]:
    """The anchors of a page: those that it names, and those of its headings' words."""
    text = CODE.sub("", page.read_text("utf-8"))
    named = set(re.findall(r"\{ #([\w-]+) \}", text))
    words = re.findall(r"^#+ (.+?)(?: \{.*)?$", text, re.MULTILINE)
    return named | {re.sub(r"[^\w -]", "", one).lower().replace(" ", "-") for one in words}


@pytest.mark.parametrize("page", BESIDE_THE_SITE, ids=lambda page: page.name)
def test_a_page_beside_the_site_links_to_what_is_in_the_repository(
    page: Path, committed: set[Path]
) -> None:
    for link in targets(page.read_text("utf-8")):
        path, _, anchor = link.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file in committed, f"{page.name} links to {link}, which only the build makes"
        assert not anchor or anchor in anchors(file), f"{page.name} links to {link}"


@pytest.mark.parametrize("page", READ_IN_BOTH, ids=lambda page: page.name)
def test_a_page_of_words_has_no_words_of_a_template(page: Path) -> None:
    filled = page.relative_to(ROOT / "docs").as_posix().removeprefix("zh/") in FILLED
    assert bool(TEMPLATE.search(CODE.sub("", page.read_text("utf-8")))) == filled
