"""The page of price changes: every accepted change, the newest first, in both languages."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

import frozen
from site_project import HOSTILE, Project
from tiia_pricing.errors import InputError
from tiia_pricing.pricebook import PriceBook
from tiia_pricing.pricechanges import Entry, dumps, load, loads
from tiia_pricing.publishing.__main__ import main
from tiia_scraper.changes import Change

DEARER = Change(
    "price-increased",
    "breaking",
    {"interfaces": ["商品识别", "车辆识别"], "from_calls": 1_000_000},
    "2.5",
    {"商品识别": "2.6", "车辆识别": "2.7"},
    "0123456789abcdef",
    (Change("finding-added", "info", {"interfaces": [], "finding": HOSTILE}, None, "x", "1"),),
)
QUOTA = Change(
    "free-quota-decreased",
    "breaking",
    {"interfaces": ["智能裁剪"], "from": "2022-10-24"},
    10_000,
    1_000,
    "fedcba9876543210",
)
ENTRIES = (
    Entry(dt.date(2026, 12, 24), "b" * 64, "c" * 64, (DEARER,)),
    Entry(dt.date(2026, 11, 25), "a" * 64, "b" * 64, (QUOTA,)),
)


def page(project: Project, language: str) -> BeautifulSoup:
    assert main(["--root", str(project.root)]) == 0
    return BeautifulSoup(project.page("price-changes.md", language), "html.parser")


def rows(shown: BeautifulSoup) -> list[list[str]]:
    found = shown.select("tbody tr")
    return [[" ".join(cell.get_text().split()) for cell in row.select("td")] for row in found]


def test_nothing_was_changed_yet(project: Project) -> None:
    assert load(project.root / frozen.PRICE_CHANGES) == ()
    assert "None yet" in page(project, "en").get_text()


@pytest.mark.parametrize(
    ("language", "tier", "so", "since"),
    [
        ("en", "tier from 1,000,000 calls", "so: ", "from 2022-10-24"),
        ("zh", "1,000,000 次起的阶梯", "因此：", "自 2022-10-24 起"),
    ],
)
def test_every_change_with_what_follows_the_newest_first(
    project: Project, language: str, tier: str, so: str, since: str
) -> None:
    (project.root / frozen.PRICE_CHANGES).write_bytes(dumps(ENTRIES))
    shown = page(project, language)
    dates = [heading.get_text() for heading in shown.select("h3")]
    assert dates == ["2026-12-24", "2026-11-25"]
    names = "商品识别、车辆识别"
    hostile = " ".join(HOSTILE.split())
    assert rows(shown) == [
        ["price-increased", f"{names} {tier}", "2.5", "商品识别 2.6, 车辆识别 2.7", "breaking"],
        [f"{so}finding-added", hostile, "–", "x", "info"],
        ["free-quota-decreased", f"智能裁剪 {since}", "10,000", "1,000", "breaking"],
    ]
    assert not shown.find("script")


def test_entries_come_back_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "price-changes.json"
    path.write_bytes(dumps(ENTRIES))
    assert load(path) == ENTRIES


@pytest.mark.parametrize("data", [b"", b"{}", b'[{"date": "soon"}]', b"\xff"])
def test_what_is_no_changelog_is_refused(data: bytes) -> None:
    with pytest.raises(InputError) as refused:
        loads(data)
    assert refused.value.id == "price-changes-unreadable"


def test_a_missing_changelog_stops_the_site(
    project: Project, book: PriceBook, capsys: pytest.CaptureFixture[str]
) -> None:
    (project.root / frozen.PRICE_CHANGES).unlink()
    assert main(["--root", str(project.root)]) == 2
    assert Path(frozen.PRICE_CHANGES).name in capsys.readouterr().err
