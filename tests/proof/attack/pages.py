"""The pages that are edited to attack the reader."""

from __future__ import annotations

import os
from pathlib import Path

import turbohtml

from support.page_text import ROOT, Base, snapshot

SHARED = Path(os.environ.get("TIIA_SHARED") or ROOT.parent / "shared") / "vendor"
REVISIONS = ("0056", "0083", "0100", "0102")


def bases() -> list[Base]:
    """The snapshot, and where they are at hand the live page's content and older pages."""
    found = [snapshot()]
    if (SHARED / "live-page.html").is_file():
        live = turbohtml.parse((SHARED / "live-page.html").read_text(encoding="utf-8"))
        box = live.select_one("#docArticleContent")
        assert box is not None
        page = f"<!DOCTYPE html><html><body><header>腾讯云</header>{box.html}</body></html>"
        found.append(Base("live", page))
    for number in REVISIONS:
        for path in (SHARED / "revisions").glob(f"{number}_*.md"):
            found.append(Base(number, path.read_text(encoding="utf-8-sig")))
    return found
