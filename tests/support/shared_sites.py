"""Fixtures of the small projects that many tests read, and of their sites: each made once a run."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from support.made_once import made_once

if TYPE_CHECKING:
    from support.site_build import Soups
    from support.site_project import Project


def _made(factory: pytest.TempPathFactory, kind: str) -> Project:
    from support import small_projects  # noqa: PLC0415 - the extra docs may be missing

    make: Callable[..., Project] = getattr(small_projects, kind)
    return made_once(factory, kind, make)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """See ``small_projects``, as of those below."""
    return _made(tmp_path_factory, "published")


@pytest.fixture(scope="session")
def three_pages(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return _made(tmp_path_factory, "three_pages")


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return _made(tmp_path_factory, "whole")


@pytest.fixture(scope="session")
def full_of_script(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return _made(tmp_path_factory, "full_of_script")


@pytest.fixture(scope="session")
def site_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Project], Soups]:
    """Builds the site of one of these projects, in both languages."""
    from support.site_build import Soups, generated  # noqa: PLC0415 - the extra docs may be missing

    def build(project: Project) -> Soups:
        made_once(tmp_path_factory, f"{project.root.name}-site", lambda _: len(generated(project)))
        return Soups(project.root / "site")

    return build
