"""Edited copies of the frozen page, accepted one after another, for small projects."""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import frozen
from support.site_project import FIRST, Project
from tiia_pricebook import PriceBook
from tiia_pricebook.editions.compilation import Accepted
from tiia_pricebook.editions.dated_book import AcceptedPage
from tiia_scraper import read_page

BUILT = "2026-12-10T03:04:05+00:00"
New = tuple[str, dict[str, str], str, dict[str, Any]]

# 商品识别: the first 1,000,000 calls dearer, then the next 2,000,000.
DEARER = {"<td >2.5元/千次</td>": "<td >2.6元/千次</td>"}
DEARER_STILL = DEARER | {"<td >2.2元/千次</td>": "<td >2.3元/千次</td>"}
FEWER = {"<td>1000次/月</td>": "<td>500次/月</td>"}  # 文件封识别

SEEN: New = (
    "seen.md",
    DEARER,
    "2026-12-01",
    {"dated": "seen", "not_before": dt.date(2026, 11, 24)},
)
COMING: New = (
    "coming.md",
    DEARER_STILL | FEWER,
    "2026-12-05",
    {"from_": dt.date(2027, 1, 1), "dated": "stated", "evidence": "自2027年1月1日起"},
)


def edited(edits: dict[str, str]) -> bytes:
    """The frozen page with the first place of each text replaced."""
    page = frozen.TEXT
    for old, new in edits.items():
        assert old in page, old
        page = page.replace(old, new, 1)
    return page.encode()


@cache
def _read(data: bytes, file: str) -> PriceBook:
    return read_page(data, str(Path(frozen.SNAPSHOT).with_name(file)))


def accepted(file: str, data: bytes, on: str, **days: Any) -> Accepted:
    """A page as it was accepted ``on`` a day, by default from that day on."""
    day = dt.date.fromisoformat(on)
    told: dict[str, Any] = {
        "from_": day,
        "dated": "given",
        "evidence": f"a letter of {on}",
        "first_seen": day,
    }
    told |= {"source": "the vendor's documentation", "not_before": None} | days
    page = AcceptedPage(file, hashlib.sha256(data).hexdigest(), accepted=day, **told)
    return Accepted(page, _read(data, file))


def accept(project: Project, *pages: New, built: str = BUILT) -> None:
    """Accept ``pages`` after the frozen one: file, edits, day, and how its day is known."""
    own = [accepted(file, edited(edits), on, **days) for file, edits, on, days in pages]
    texts = {file: edited(edits) for file, edits, _, _ in pages}
    project.pages([Accepted(FIRST, frozen.book()), *own], texts)
    project.results(lambda results: results.update(created=built))
