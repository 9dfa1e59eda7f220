"""Fixtures of the commands' tests."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """The file of a page that is compared with the frozen one."""
    return tmp_path / "new.md"
