"""A checkout of the project, to propose changes to."""

from __future__ import annotations

from pathlib import Path

import pytest

from tiia_pricing.proposing import Checkout, checkout

from .trees import copy_project, git


@pytest.fixture(scope="session")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("committed") / "project"
    copy_project(folder)
    return folder


@pytest.fixture
def tree(committed: Path, tmp_path: Path) -> Checkout:
    """A clean checkout that a test can change."""
    git(tmp_path, "clone", "--quiet", str(committed), "checkout")
    return checkout(tmp_path / "checkout")
