"""One adapter for the whole session, and none of these tests where Node is missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from javascript.adapter import NODE, Adapter


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if NODE is None:
        for item in items:
            if item.path.parent == Path(__file__).parent:
                item.add_marker(pytest.mark.skip("node is not installed"))


@pytest.fixture(scope="session")
def adapter() -> Iterator[Adapter]:
    child = Adapter()
    child.ask({"cmd": "start", "protocol": 1, "suite": "1.0.0"})
    yield child
    assert child.close() == 0
