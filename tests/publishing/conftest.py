"""Fixtures of the site's tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import frozen
from support.site_project import Project
from tiia_pricebook import PriceBook

if TYPE_CHECKING:
    from support.site_build import Soups


@pytest.fixture(scope="session")
def book() -> PriceBook:
    return frozen.book()


@pytest.fixture(scope="session", autouse=True)
def _drawn_once(drawn_once: None) -> None:
    """Draw nothing twice."""


@pytest.fixture(scope="session")
def site(published: Project, site_of: Callable[[Project], Soups]) -> Soups:
    """The site of the frozen page."""
    return site_of(published)


@pytest.fixture
def project(tmp_path: Path, book: PriceBook) -> Project:
    return Project(tmp_path, book)
