"""Each accepted page under its own address, with how it came into the book and what it changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from msgspec.structs import replace

import frozen
from support.site_accepted import BUILT, SEEN, accepted, edited
from support.site_build import Soups, resolves
from support.site_project import FIRST, HOSTILE, Project, hostile, hostile_history
from tiia_pricebook.editions.compilation import Accepted, Correction
from tiia_pricing.publishing.__main__ import main
from tiia_pricing.publishing.pages.vendor_pages.accepted_pages import paths

OLDEST = f"pages/{Path(frozen.SNAPSHOT).stem}"


@pytest.fixture(scope="module")
def built(three_pages: Project, site_of: Callable[[Project], Soups]) -> tuple[Project, Soups]:
    return three_pages, site_of(three_pages)


def shown(built: tuple[Project, Soups], path: str, language: str = "en") -> Tag:
    project, site = built
    folder = project.root / "site" / ("zh" if language == "zh" else "")
    found = site[folder / f"{path}.html"].select_one("article")
    assert found is not None
    return found


def taken(page: Tag) -> list[str]:
    return [" ".join(item.get_text().split()) for item in page.select("dl.tp-taken dd")]


def test_the_one_page_of_a_new_project_stands_under_its_own_address(published: Project) -> None:
    pages = sorted((published.root / "build/docs/en/pages").iterdir())
    assert [page.name for page in pages] == [f"{Path(frozen.SNAPSHOT).stem}.md"]
    own = BeautifulSoup(published.page(f"{OLDEST}.md"), "html.parser")
    assert taken(own)[2:5] == [
        "2026-11-23",
        "the book's first day on: it is the first page",
        "The page says so.",
    ]
    assert not own.select("a[rel], #changes")


@pytest.mark.parametrize(
    ("language", "seen", "coming"),
    [
        (
            "en",
            "Not stated: it is the day on which the page was first seen. "
            "The previous page was last seen on 2026-11-24, so it may be in force since then.",
            "The page says so.",
        ),
        (
            "zh",
            "没有写明：这是首次看到页面的日期。"
            "2026-11-24 仍见到前一页面，因此可能自那时起已经适用。",
            "页面写明。",
        ),
    ],
)
def test_each_page_says_how_it_came_into_the_book(
    built: tuple[Project, Soups], language: str, seen: str, coming: str
) -> None:
    page = shown(built, "pages/seen", language)
    assert taken(page)[0] == "seen.md"
    assert taken(page)[2:] == ["2026-12-01", "2026-12-01", seen, "a letter of 2026-12-01"]
    for path in ("page", "pages/coming"):
        last = shown(built, path, language)
        assert taken(last)[2:] == ["2026-12-05", "2027-01-01", coming, "自2027年1月1日起"]


def test_each_page_has_its_own_cells_and_findings(built: tuple[Project, Soups]) -> None:
    texts = []
    for path in (OLDEST, "pages/seen", "page"):
        page = shown(built, path)
        cells = (page.select_one(f"#t1r1c{column} .tp-shown") for column in (1, 2))
        texts.append([cell.get_text() for cell in cells if cell])
        assert [card.get_text() for card in page.select(".tp-four .tp-card b")][:3] == [
            "113",
            "2",
            "0",
        ]
        assert len(page.select(".tp-notes li")) == 16
    assert texts == [
        ["2.5元/千次", "2.2元/千次"],
        ["2.6元/千次", "2.2元/千次"],
        ["2.6元/千次", "2.3元/千次"],
    ]


def test_each_page_leads_to_its_neighbours(built: tuple[Project, Soups]) -> None:
    def neighbours(path: str) -> dict[str, str]:
        links = shown(built, path).select(".tp-neighbours a[rel]")
        return {str(link["rel"][0]): str(link["href"]) for link in links}

    assert neighbours(OLDEST) == {"next": "../pages/seen.html"}
    assert neighbours("pages/seen") == {"prev": f"../{OLDEST}.html", "next": "../pages/coming.html"}
    assert neighbours("page") == {"prev": "pages/seen.html"}


def rows(page: Tag, id: str) -> list[list[str]]:
    part = page.find(id=id)
    assert isinstance(part, Tag)
    whole = part.find_parent("section") or part
    return [
        [" ".join(cell.get_text().split()) for cell in row.select("th, td")]
        for row in whole.select("tbody tr")
    ]


@pytest.mark.parametrize(
    ("language", "tier", "cost"),
    [
        ("en", "tier from 0 calls", "商品识别, 1,000,000 calls a month: 2,497.50 → 2,597.40 yuan"),
        ("zh", "0 次起的阶梯", "商品识别, 每月 1,000,000 次：2,497.50 → 2,597.40 元"),
    ],
)
def test_each_page_and_the_page_of_changes_tell_what_changed_and_its_cost(
    built: tuple[Project, Soups], language: str, tier: str, cost: str
) -> None:
    """1,000,000 calls, 1,000 of them free: 999 thousand at 2.5 and at 2.6."""
    change = ["price-increased", f"商品识别 {tier}", "2.5", "2.6", "breaking", cost]
    assert rows(shown(built, "pages/seen", language), "changes") == [change]
    assert rows(shown(built, "price-changes", language), "change-1") == [change]


def test_every_link_leads_somewhere(built: tuple[Project, Soups]) -> None:
    broken = [
        f"{path.name}: {target}"
        for path, page in built[1].items()
        if path.name != "404.html"
        for target in dict.fromkeys(str(link["href"]) for link in page.select("a[href]"))
        if not resolves(path, target, built[1])
    ]
    assert broken == []


@pytest.mark.parametrize(
    ("language", "all_days", "from_day"),
    [("en", "all days", "from 2026-12-01"), ("zh", "所有日期", "自 2026-12-01 起")],
)
def test_what_the_book_answered_before_is_kept_and_told(
    built: tuple[Project, Soups], language: str, all_days: str, from_day: str
) -> None:
    page = shown(built, "price-changes", language)
    heads = [head.get_text() for head in page.select("h3[id^=outdated]")]
    assert heads == ["--known-on 2026-12-04", "--known-on 2026-11-30"]
    last, first = (rows(page, f"outdated-2026-12-0{day}") for day in (5, 1))
    assert [row[0] for row in last] == ["商品识别", "文件封识别"]
    assert last[0][1].startswith("2.6 / 2.2 / 2 / 1.5")
    assert last[0][2:] == [from_day, "2026-12-01 – 2026-12-04"]
    assert first[0][1].startswith("2.5 / 2.2 / 2 / 1.5")
    assert first[0][2:] == [all_days, "2026-11-23 – 2026-11-30"]


def misread(project: Project, why: str) -> None:
    """As if the frozen page had been read as another one until a day."""
    before = accepted("before.md", edited(SEEN[1]), "2026-11-23").book
    correction = Correction(dt.date(2026, 11, 30), FIRST.file, why, before)
    project.pages([Accepted(FIRST, frozen.book())], {}, [correction])
    project.results(lambda results: results.update(created=BUILT))


def test_a_correction_is_told_as_a_correction(project: Project) -> None:
    misread(project, "a digit was dropped")
    assert main(["--root", str(project.root)]) == 0
    for language, said in (
        ("en", "Corrected on 2026-11-30, not changed by the vendor: a digit was dropped"),
        ("zh", "2026-11-30 更正，并非厂商变动：a digit was dropped"),
    ):
        page = BeautifulSoup(project.page("price-changes.md", language), "html.parser")
        [head] = page.select("h3[id^=correction]")
        assert head.get_text() == "2026-11-30"
        [outdated] = page.select("h3[id^=outdated]")
        assert outdated.get_text() == "--known-on 2026-11-29"
        assert said in " ".join(page.get_text().split())
        assert rows(page, "outdated-2026-11-30")[0][1].startswith("2.6 / 2.2 / 2 / 1.5")
        assert not page.select("h3[id^=change]")


def test_no_two_pages_have_one_address() -> None:
    def one(file: str) -> Accepted:
        return Accepted(replace(FIRST, file=file), frozen.book())

    assert paths([one("a.md"), one("a.html"), one("b c#?.md")]) == [
        "pages/a.html",
        "pages/a-.html",
        "pages/b-c--.html",
    ]


def test_texts_of_the_index_stay_text(tmp_path: Path) -> None:
    texts: dict[str, Any] = {"source": HOSTILE, "evidence": HOSTILE}
    project = Project(tmp_path, hostile(frozen.book()))
    project.history(hostile_history)
    first = replace(FIRST, **texts)
    last = accepted('x"><b>.md', frozen.PAGE, "2026-12-01", **texts)
    before = accepted("before.md", edited(SEEN[1]), "2026-11-23").book
    wrong = Correction(dt.date(2026, 11, 30), FIRST.file, HOSTILE, before)
    pages = [Accepted(first, hostile(frozen.book())), replace(last, book=hostile(last.book))]
    project.pages(pages, {last.page.file: frozen.PAGE}, [wrong])
    project.results(lambda results: results.update(created=BUILT))
    assert main(["--root", str(tmp_path), "--allow-failures"]) == 0
    for path in ("prices.md", "page.md", "price-changes.md", "history.md", "pages/x---b-.md"):
        page = BeautifulSoup(project.page(path), "html.parser")
        assert not page.select("script, b > b, [onclick], [href^='javascript:']"), path
    assert HOSTILE[:40] in BeautifulSoup(project.page("page.md"), "html.parser").get_text()
