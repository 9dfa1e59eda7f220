"""``python -m browser.picture site``: the pictures of README, from the built site.

Each shows the first screen of the home page of its language. Wants Chromium, as the tests do.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from browser.chromium import launched, missing
from browser.serving import served

if TYPE_CHECKING:
    from playwright.sync_api import Page

WIDTH, HEIGHT = 1000, 760
QUALITY = 72
PICTURES = {"index.html": "docs/pictures/home.jpeg", "zh/index.html": "docs/zh/pictures/home.jpeg"}


def main(site: Path, root: Path) -> None:
    """Take the pictures of ``site`` and write them under ``root``; print their names."""
    with opened(site) as (page, address):
        for path, picture in PICTURES.items():
            page.goto(f"{address}/{path}")
            page.wait_for_load_state("networkidle")
            (root / picture).parent.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=root / picture, quality=QUALITY)
            print(picture)


@contextmanager
def opened(site: Path) -> Iterator[tuple[Page, str]]:
    with launched() as browser, served(site) as address:
        yield (
            browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light"),
            address,
        )


if __name__ == "__main__":
    if reason := missing():
        sys.exit(f"error: {reason}")
    main(Path(sys.argv[1]), Path.cwd())
