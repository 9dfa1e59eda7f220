"""Fixtures of the site's tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_project import Project
from tiia_pricing.pricebook import PriceBook, default_book


@pytest.fixture(scope="session")
def book() -> PriceBook:
    return default_book()


@pytest.fixture
def project(tmp_path: Path, book: PriceBook) -> Project:
    return Project(tmp_path, book)
