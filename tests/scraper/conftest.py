"""The vendor's pages that the reader's tests share."""

import os
from pathlib import Path

import pytest

from tiia_pricing.pricebook import PriceBook
from tiia_scraper import read_page

ROOT = Path(__file__).parents[2]
SNAPSHOT = ROOT / "scraper" / "snapshots" / "tiia-pricing.md"


@pytest.fixture(scope="session")
def page() -> str:
    return SNAPSHOT.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def book() -> PriceBook:
    return read_page(SNAPSHOT.read_bytes(), "scraper/snapshots/tiia-pricing.md")


@pytest.fixture(scope="session")
def shared() -> Path:
    folder = Path(os.environ.get("TIIA_SHARED") or Path(__file__).parents[3] / "shared")
    if not (folder / "vendor").is_dir():
        pytest.skip("the vendor's other pages are not here; set TIIA_SHARED to their folder")
    return folder / "vendor"
