"""Fixtures of the site's tests."""

from __future__ import annotations

from pathlib import Path

import pytest

import frozen
from support.site_project import Project
from tiia_pricebook import PriceBook


@pytest.fixture(scope="session")
def book() -> PriceBook:
    return frozen.book()


@pytest.fixture
def project(tmp_path: Path, book: PriceBook) -> Project:
    return Project(tmp_path, book)
