"""Debian's Chromium, driven by Playwright: where it is, and how it is started."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# The shell first: the same engine without the windows of a browser takes half the time.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
)
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # no other host is ever asked
)


def executable() -> str | None:
    """The path of the browser, or None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def missing() -> str | None:
    """Why no browser can be driven here, or None where one can."""
    if absent := [name for name in ("playwright", "axe_playwright_python") if not find_spec(name)]:
        return f"the extra browser is not installed: no {' and no '.join(absent)}"
    return None if executable() else f"no Chromium is installed; looked for {', '.join(NAMES)}"


def required() -> bool:
    """Whether a missing browser is a failure: ``TIIA_BROWSER=required``."""
    return os.environ.get("TIIA_BROWSER") == "required"


@contextmanager
def launched() -> Iterator[Browser]:
    """A browser without a window; as root it runs without its sandbox, which root cannot have."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - the extra may be missing

    root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable(), args=[*QUIET, *root], timeout=120_000
        )
        try:
            yield browser
        finally:
            browser.close()
