"""A user without the rights of root, whoever runs the tests."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

NOBODY = 65534


@pytest.fixture
def plain_user() -> Iterator[Path]:
    """A folder of somebody who is not root; the test runs as that user."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if os.geteuid() != 0:
            yield folder
            folder.chmod(0o755)
            return
        folder.chmod(0o755)
        os.chown(folder, NOBODY, -1)
        os.seteuid(NOBODY)
        try:
            folder.stat()
            yield folder
        finally:
            os.seteuid(0)
