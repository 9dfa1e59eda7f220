"""The vendor's pages that tests share: the frozen one, and others beside it."""

import os
from pathlib import Path

import pytest

import frozen
from tiia_pricebook import PriceBook


@pytest.fixture(scope="session")
def page() -> str:
    return frozen.TEXT


@pytest.fixture(scope="session")
def book() -> PriceBook:
    return frozen.book()


@pytest.fixture(scope="session")
def shared() -> Path:
    folder = Path(os.environ.get("TIIA_SHARED") or Path(__file__).parents[3] / "shared")
    if not (folder / "vendor").is_dir():
        pytest.skip("the vendor's other pages are not here; set TIIA_SHARED to their folder")
    return folder / "vendor"
