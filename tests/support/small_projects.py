"""The small projects that many tests read, each made in an empty folder and published."""

from __future__ import annotations

from pathlib import Path

import frozen
from support.site_accepted import COMING, SEEN, accept
from support.site_project import Project, hostile, hostile_history, hostile_results
from support.site_whole import made_whole
from tiia_pricing.publishing.__main__ import main


def published(folder: Path) -> Project:
    """The project of the frozen page."""
    return _published(Project(folder, frozen.book()))


def three_pages(folder: Path) -> Project:
    """A page in force, one only seen, one announced."""
    project = Project(folder, frozen.book())
    accept(project, SEEN, COMING)
    return _published(project)


def whole(folder: Path) -> Project:
    """The frozen page with every feature and every mutant."""
    return _published(made_whole(Project(folder, frozen.book()), frozen.book()))


def full_of_script(folder: Path) -> Project:
    """A price book, a history and results with script wherever foreign text stands."""
    project = Project(folder, hostile(frozen.book()))
    project.history(hostile_history)
    project.results(hostile_results)
    return _published(project, "--allow-failures")  # for no such page was read


def _published(project: Project, *arguments: str) -> Project:
    assert main(["--root", str(project.root), *arguments]) == 0
    return project
