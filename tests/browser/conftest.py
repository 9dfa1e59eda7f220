"""The browser, the site under test, and a visit of each of its pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browser import chromium
from browser.plugin import NO_SITE
from browser.serving import served
from browser.visit import Visit, visited

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if reason := chromium.missing():
        pytest.fail(reason) if chromium.required() else pytest.skip(reason)
    with chromium.launched() as running:
        yield running


@pytest.fixture(scope="session")
def site(pytestconfig: pytest.Config) -> Path:
    """The built site."""
    folder: Path | None = pytestconfig.getoption("--site")
    if folder is None:
        pytest.skip(NO_SITE)
    return folder.resolve()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    with served(site) as base:
        yield base


@pytest.fixture(scope="session")
def visit(
    request: pytest.FixtureRequest, browser: Browser, site: Path, address: str
) -> Iterator[Visit]:
    """One page of the site, open for all tests of it."""
    with visited(browser, site, address, request.param, color_scheme="light") as visit:
        visit.settle()
        yield visit


@pytest.fixture(scope="session")
def pictures(pytestconfig: pytest.Config) -> Path:
    """The folder for pictures; without one, nothing that takes them is run."""
    folder: Path = pytestconfig.getoption("--pictures")
    return folder.resolve()


@pytest.fixture
def every_way(visit: Visit) -> Visit:
    """A page of every kind, for what is the same on all pages of one kind."""
    return visit


@pytest.fixture
def one_way(visit: Visit) -> Visit:
    """Any other page, in one of its languages, for what is the same in both."""
    return visit


@pytest.fixture
def first_page(visit: Visit) -> Visit:
    """The first page of a language, for what is the same on all pages."""
    return visit
