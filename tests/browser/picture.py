"""``python -m browser.picture site``: the pictures of README, from the built site.

Each shows the first screen of the home page of its language. Wants Chromium, as the tests do.
"""

from __future__ import annotations

import sys
from pathlib import Path

from browser.chromium import launched, missing
from browser.serving import served
from browser.visit import visited

SIZE = (1000, 760)
QUALITY = 72
PICTURES = {"index.html": "docs/pictures/home.jpeg", "zh/index.html": "docs/zh/pictures/home.jpeg"}


def main(site: Path, root: Path) -> None:
    """Take the pictures of ``site`` and write them under ``root``; print their names."""
    with launched() as browser, served(site) as address:
        for path, picture in PICTURES.items():
            with visited(browser, site, address, path, color_scheme="light") as visit:
                visit.look(SIZE)
                visit.settle()
                (root / picture).parent.mkdir(parents=True, exist_ok=True)
                visit.page.screenshot(path=root / picture, quality=QUALITY)
            print(picture)


if __name__ == "__main__":
    if reason := missing():
        sys.exit(f"error: {reason}")
    main(Path(sys.argv[1]), Path.cwd())
