"""The site of a small project, published and built as MkDocs builds it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from support.site_project import ROOT, Project
from tiia_pricing.publishing.__main__ import main
from tiia_pricing.publishing.build.policy import protect

pytest.importorskip("material", reason="the extra docs is not installed")
yaml = pytest.importorskip("yaml", reason="the extra docs is not installed")
config = pytest.importorskip("mkdocs.utils.yaml", reason="the extra docs is not installed")

CONFIGS = ("mkdocs.yml", "mkdocs.zh.yml")
Soups = dict[Path, BeautifulSoup]


def build(
    project: Project,
    configurations: Sequence[str] = CONFIGS,
    arguments: Sequence[str] = (),
    address: str = "",
) -> Soups:
    """Publish and build; the pages by path, read as a browser would."""
    assert main(["--root", str(project.root), *arguments]) == 0
    for name in configurations:
        with (ROOT / name).open(encoding="utf-8") as file:
            configuration = config.yaml_load(file)
        if address:
            configuration["site_url"] = address + ("zh/" if name == "mkdocs.zh.yml" else "")
        if "hooks" in configuration:  # a path from where the configuration stands
            configuration["hooks"] = [str(ROOT / path) for path in configuration["hooks"]]
        configuration["nav"] = _known_chapters(configuration["nav"], project)
        text = yaml.safe_dump(configuration, allow_unicode=True)
        (project.root / name).write_text(text, "utf-8")
        # Not --quiet: it would hide warnings from --strict as well.
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", name]
        environ = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
        done = subprocess.run(  # noqa: S603
            command, cwd=project.root, env=environ, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    site = project.root / "site"
    protect(site)
    return {
        path: BeautifulSoup(path.read_text("utf-8"), "html.parser") for path in site.rglob("*.html")
    }


def _known_chapters(nav: list[dict[str, object]], project: Project) -> list[dict[str, object]]:
    """The navigation with the chapters that the project has."""
    docs = project.root / "build/docs/en"
    for entry in nav:
        for title, pages in entry.items():
            if isinstance(pages, list) and "rules/index.md" in pages:
                entry[title] = [page for page in pages if (docs / _target(page)).exists()]
    return nav


def _target(page: str | dict[str, str]) -> str:
    return page if isinstance(page, str) else next(iter(page.values()))


def resolves(path: Path, target: str, site: Soups) -> bool:
    """Whether a link on the page at ``path`` leads to a file, and its fragment to an element.

    The calculator's fragment is what was entered, and no element.
    """
    url = urlsplit(target)
    if url.scheme:
        return True
    file = (path.parent / unquote(url.path)).resolve() if url.path else path
    file = file / "index.html" if file.is_dir() else file
    if not url.fragment or file not in site:
        return file.exists()
    if file.name == "calculator.html" and "=" in url.fragment:
        return site[file].find(id="tc-form") is not None
    return site[file].find(id=unquote(url.fragment)) is not None
