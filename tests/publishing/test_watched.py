"""What the site says of the checks: when the page was read last, what it changed, the feed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import feedparser  # type: ignore[import-untyped]  # it ships no types
import pytest
from bs4 import BeautifulSoup
from msgspec.structs import replace

from support.site_project import HOSTILE, Project
from tiia_pricebook import PriceBook, dumps
from tiia_pricing.changes import Change
from tiia_pricing.publishing.__main__ import main
from tiia_pricing.watch.archive import Archive, Check, Outcome

BUILT = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
PATHS = ("index.md", "price-changes.md")  # where the site speaks of the checks
DEARER = Change(
    "price-increased",
    "breaking",
    {"interfaces": ["商品识别"], "from_calls": 0},
    "2.5",
    "2.6",
    "0123456789abcdef",
)


@pytest.fixture
def project(tmp_path: Path, book: PriceBook) -> Project:
    made = Project(tmp_path / "project", book)
    made.results(lambda results: results.update(created=BUILT.isoformat()))
    return made


def dearer(book: PriceBook) -> PriceBook:
    """The page's book with 2.6 in place of 2.5 for 商品识别, whose prices stand first."""
    first, *others = book.pay_as_you_go
    tiers = (replace(first.tiers[0], price=Decimal("2.6")), *first.tiers[1:])
    return replace(book, pay_as_you_go=(replace(first, tiers=tiers), *others))


def archive(folder: Path, book: PriceBook, *outcomes: Outcome, change: Change = DEARER) -> Path:
    """An archive of a check a day; the last one is two days before the site is built."""
    made = Archive(folder)
    with made.locked():
        digest, after = made.put(dumps(book)), made.put(dumps(dearer(book)))
        for number, outcome in enumerate(outcomes):
            at = BUILT - dt.timedelta(days=len(outcomes) + 1 - number)
            check = Check(at, "page", outcome, "tiia-pricing 0.1.0", book=digest)
            if outcome == "changed":
                check = replace(check, book=after, against=digest, changes=(change,))
            made.append(check)
    return folder


def said(project: Project, path: str, language: str = "en") -> str:
    return BeautifulSoup(project.page(path, language), "html.parser").get_text(" ")


@pytest.mark.parametrize("path", PATHS)
def test_without_an_archive_the_site_says_that_it_cannot_know(
    published: Project, path: str
) -> None:
    assert "built without an archive of checks" in said(published, path)
    assert "生成时没有检查存档" in said(published, path, "zh")


def test_the_last_good_check_and_its_age_stand_on_the_site(
    project: Project, tmp_path: Path, book: PriceBook
) -> None:
    folder = archive(tmp_path / "archive", book, "unchanged", "unreadable", "unreachable")
    assert main(["--root", str(project.root), "--archive", str(folder)]) == 0
    for path in PATHS:
        text = said(project, path)
        assert "Last good check 2026-06-27 12:00 UTC, 4 days before this site was built." in text
        assert "failed checks since then: 2" in text
        text = said(project, path, "zh")
        assert "最近一次成功检查为 2026-06-27 12:00 UTC，在本站生成之前 4 天。" in text


def test_a_page_that_was_never_read_is_not_passed_over(
    project: Project, tmp_path: Path, book: PriceBook
) -> None:
    folder = archive(tmp_path / "archive", book, "unreachable")
    assert main(["--root", str(project.root), "--archive", str(folder)]) == 0
    assert "The page has never been read." in said(project, "index.md")


def test_an_archive_without_a_check_says_nothing_good(project: Project, tmp_path: Path) -> None:
    assert main(["--root", str(project.root), "--archive", str(tmp_path / "none")]) == 0
    assert "built without an archive of checks" in said(project, "index.md")


def test_a_broken_archive_stops_the_site(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive/checks.jsonl").write_text("{}\n")
    assert main(["--root", str(project.root), "--archive", str(tmp_path / "archive")]) == 2
    assert "line 1 is not a check" in capsys.readouterr().err


def test_what_the_checks_told_stands_on_the_page_and_in_the_feed(
    project: Project, tmp_path: Path, book: PriceBook
) -> None:
    folder = archive(tmp_path / "archive", book, "unchanged", "changed", "held")
    assert main(["--root", str(project.root), "--archive", str(folder)]) == 0
    page = BeautifulSoup(project.page("price-changes.md"), "html.parser")
    rows = [[cell.get_text() for cell in row.select("td")] for row in page.select("tbody tr")]
    assert rows == [
        [
            *("price-increased", "商品识别 tier from 0 calls", "2.5", "2.6", "breaking"),
            # 999,000 x 2.5 / 1,000 and 999,000 x 2.6 / 1,000
            "商品识别, 1,000,000 calls a month: 2,497.50 → 2,597.40 yuan",
        ],
    ]
    for language in ("en", "zh"):
        path = project.root / "build/docs" / language / "assets/feed.xml"
        (entry,) = feedparser.parse(path.read_bytes()).entries
        assert (
            entry.title == "breaking: price-increased: 商品识别, tier from 0 calls: 2.5 → 2.6 yuan"
        )


def test_what_a_page_says_stays_text(project: Project, tmp_path: Path, book: PriceBook) -> None:
    hostile = replace(DEARER, key={"interfaces": [HOSTILE], "from_calls": 0}, new=HOSTILE)
    folder = archive(tmp_path / "archive", book, "changed", change=hostile)
    assert main(["--root", str(project.root), "--archive", str(folder)]) == 0
    page = BeautifulSoup(project.page("price-changes.md"), "html.parser")
    assert page.select("script") == []
    assert "alert('1')" in page.get_text()
    feed = feedparser.parse((project.root / "build/docs/en/assets/feed.xml").read_bytes())
    assert not feed.bozo


def test_an_archive_with_a_change_that_is_none_stops_the_site(
    project: Project, tmp_path: Path, book: PriceBook, capsys: pytest.CaptureFixture[str]
) -> None:
    nothing = replace(DEARER, id="clause-changed")
    folder = archive(tmp_path / "archive", book, "changed", change=nothing)
    assert main(["--root", str(project.root), "--archive", str(folder)]) == 2
    assert "of a change clause-changed: its key names no clause" in capsys.readouterr().err
