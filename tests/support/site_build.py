"""The site of a small project, published and built as MkDocs builds it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any
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


class Soups(Mapping[Path, BeautifulSoup]):
    """The pages of a built site by path, each read as a browser would when it is asked for."""

    def __init__(self, site: Path) -> None:
        self.paths = dict.fromkeys(sorted(site.rglob("*.html")))
        self.read = cache(lambda path: BeautifulSoup(path.read_text("utf-8"), "html.parser"))
        self.ids = cache(lambda path: {str(it["id"]) for it in self.read(path).select("[id]")})

    def __getitem__(self, path: Path) -> BeautifulSoup:
        if path not in self.paths:
            raise KeyError(path)
        return self.read(path)

    def __iter__(self) -> Iterator[Path]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)


def build(
    project: Project,
    configurations: Sequence[str] = CONFIGS,
    arguments: Sequence[str] = (),
    address: str = "",
) -> Soups:
    """Publish and build; the pages by path."""
    assert main(["--root", str(project.root), *arguments]) == 0
    return generated(project, configurations, address)


def generated(
    project: Project,
    configurations: Sequence[str] = CONFIGS,
    address: str = "",
    *,
    searched: bool = False,
) -> Soups:
    """The site of a project that was published.

    It has no search unless it is to be ``searched``: its words take a third of the time.
    """
    for name in configurations:
        with (ROOT / name).open(encoding="utf-8") as file:
            configuration = config.yaml_load(file)
        if address:
            configuration["site_url"] = address + ("zh/" if name == "mkdocs.zh.yml" else "")
        if "plugins" in configuration:  # the Chinese one has these from the English
            configuration |= _extended(configuration, searched=searched)
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
    shutil.copytree(project.root / "build/markdown", site, dirs_exist_ok=True)
    protect(site)
    return Soups(site)


def _extended(configuration: Mapping[str, Any], *, searched: bool) -> dict[str, Any]:
    """The plugins and hooks; a hook is a path from where the configuration stands."""
    hooks = [path for path in configuration["hooks"] if searched or "search" not in path]
    return {
        "plugins": configuration["plugins"] if searched else [],
        "hooks": [str(ROOT / path) for path in hooks],
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
    file = Path(os.path.normpath(path.parent / unquote(url.path))) if url.path else path
    file = file / "index.html" if file not in site and file.is_dir() else file
    if not url.fragment or file not in site:
        return file in site or file.exists()
    if file.name == "calculator.html" and "=" in url.fragment:
        return "tc-form" in site.ids(file)
    return unquote(url.fragment) in site.ids(file)
