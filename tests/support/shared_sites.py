"""Fixtures of the small projects that many tests read, and of their sites: each made once a run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from support.made_once import made_once, shared_folder

if TYPE_CHECKING:
    from support.site_build import Soups
    from support.site_project import Project

SEARCHED = {"published", "three_pages", "full_of_script"}  # the search is tried, or the header seen


def _made(factory: pytest.TempPathFactory, kind: str) -> Project:
    from support import small_projects  # noqa: PLC0415 - the extra docs may be missing

    make: Callable[..., Project] = getattr(small_projects, kind)
    return made_once(factory, kind, make)


@pytest.fixture(scope="session")
def drawn_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Draws each drawing once a run, from here on."""
    from support import drawn_once  # noqa: PLC0415 - the extra docs may be missing

    with drawn_once.drawn_once(shared_folder(tmp_path_factory) / "drawings"):
        yield


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory, drawn_once: None) -> Project:
    """See ``small_projects``, as of those below."""
    return _made(tmp_path_factory, "published")


@pytest.fixture(scope="session")
def three_pages(tmp_path_factory: pytest.TempPathFactory, drawn_once: None) -> Project:
    return _made(tmp_path_factory, "three_pages")


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory, drawn_once: None) -> Project:
    return _made(tmp_path_factory, "whole")


@pytest.fixture(scope="session")
def full_of_script(tmp_path_factory: pytest.TempPathFactory, drawn_once: None) -> Project:
    return _made(tmp_path_factory, "full_of_script")


@pytest.fixture(scope="session")
def site_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Project], Soups]:
    """Builds the site of one of these projects, in both languages."""
    from support.site_build import Soups, generated  # noqa: PLC0415 - the extra docs may be missing

    def build(project: Project) -> Soups:
        kind = project.root.name
        made_once(
            tmp_path_factory,
            f"{kind}-site",
            lambda _: len(generated(project, searched=kind in SEARCHED)),
        )
        return Soups(project.root / "site")

    return build
