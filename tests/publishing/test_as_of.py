"""Prices as of any day: the days between two changes, and how the page of prices shows them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

import frozen
from support import pasts
from support.site_accepted import COMING, SEEN, accept, accepted, edited
from support.site_project import FIRST, ROOT, Project
from tiia_pricebook.editions.compilation import Accepted, Older, compiled
from tiia_pricebook.editions.dated_book import DatedBook
from tiia_pricing.publishing.__main__ import main
from tiia_pricing.publishing.site_data.facts_today import todays
from tiia_pricing.publishing.site_data.prices_as_of import all_days, days_of

LANGUAGES = ("en", "zh")


def book() -> DatedBook:
    own = [accepted(file, edited(edits), on, **days) for file, edits, on, days in (SEEN, COMING)]
    pages = [Accepted(FIRST, frozen.book()), *own]
    return compiled(pages, Older(FIRST.accepted, frozen.history()))


@pytest.fixture(params=LANGUAGES)
def page(three_pages: Project, request: pytest.FixtureRequest) -> BeautifulSoup:
    return BeautifulSoup(three_pages.page("prices.md", request.param), "html.parser")


def prices(part: Tag, name: str) -> list[str]:
    """The prices of an interface; what is announced beside them aside."""
    found = BeautifulSoup(str(part), "html.parser")
    for mark in found.select(".tp-coming"):
        mark.extract()
    row = next(row for row in found.select("tbody tr") if name in row.select("th")[0].get_text())
    return [cell.get_text(strip=True) for cell in row.select("td")]


def section(page: BeautifulSoup, id: str) -> Tag:
    found = page.find("section", id=id)
    assert isinstance(found, Tag)
    return found


def test_the_days_turn_where_anything_changes() -> None:
    told = [(str(one.from_), str(one.last), one.told) for one in all_days(book())]
    assert told == [
        ("None", "2019-09-30", "nothing"),
        ("2019-10-01", "2019-10-31", "nothing"),
        ("2019-11-01", "2019-12-31", "nothing"),
        ("2020-01-01", "2020-02-29", "edition"),
        ("2020-03-01", "2020-10-31", "edition"),
        ("2020-11-01", "2021-04-30", "edition"),
        ("2021-05-01", "2021-05-31", "edition"),
        ("2021-06-01", "2022-09-30", "nothing"),
        ("2022-10-01", "2022-10-23", "page"),
        ("2022-10-24", "2026-11-23", "page"),
        ("2026-11-24", "2026-11-30", "page"),
        ("2026-12-01", "2026-12-31", "page"),
        ("2027-01-01", "None", "page"),
    ]


def test_a_change_that_was_only_seen_is_a_doubt_of_the_days_before() -> None:
    days = all_days(book())
    doubtful = [one.id for one in days if one.doubts]
    assert doubtful == ["on-2026-11-24"]
    assert days_of(days, dt.date(2026, 11, 30)).doubts[0].interfaces == ("商品识别",)


def test_a_price_that_goes_and_a_trial_are_told_of() -> None:
    days = all_days(pasts.compiled())
    assert days_of(days, dt.date(2022, 12, 31)).on_trial == ("Text", "Old", "Never")
    june, july = (days_of(days, dt.date(2023, month, 15)) for month in (6, 7))
    assert [table.interface for table in june.tables] == ["Text", "Old"]
    assert [table.interface for table in july.tables] == ["Old"]
    assert "Text" in july.untold


def test_today_is_what_is_in_force_on_the_newest_page_where_it_says_the_same() -> None:
    whole, newest = book(), accepted(COMING[0], edited(COMING[1]), COMING[2], **COMING[3]).book
    today = todays(whole, newest, dt.date(2026, 12, 10))
    first, *_ = today.pay_as_you_go
    assert [str(tier.price) for tier in first.tiers] == ["2.6", "2.2", "2", "1.5"]
    assert (first.from_, first.to) == (dt.date(2026, 12, 1), None)
    assert first.tiers[0].source.page == "seen.md"
    car = next(one for one in today.pay_as_you_go if one.interface == "车辆识别")
    assert not car.tiers[0].source.page


def test_each_day_has_its_prices_quotas_and_packs(page: BeautifulSoup) -> None:
    first = section(page, "on-2020-03-01")
    assert prices(first, "图像标签") == ["2.5", "2.2", "2", "1.5"]
    assert "10,000" in first.get_text()
    pool, after = section(page, "on-2022-10-01"), section(page, "on-2022-10-24")
    assert "车辆识别、车辆识别（增强版）" in pool.get_text()
    assert "车辆识别、车辆识别（增强版）" not in after.get_text()
    assert prices(after, "商品识别") == ["2.5", "2.2", "2", "1.5"]
    assert "1,250,000" in after.get_text()
    assert prices(section(page, "on-2026-12-01"), "商品识别") == ["2.6", "2.2", "2", "1.5"]
    assert prices(section(page, "on-2027-01-01"), "商品识别") == ["2.6", "2.3", "2", "1.5"]
    assert prices(section(page, "on-2027-01-01").select("table")[4], "文件封识别")[0] == "500"


@pytest.mark.parametrize(
    ("language", "coming", "gap", "doubt"),
    [
        (
            "en",
            "Announced, not yet in force",
            "No page gives a price of:",
            "A change seen on 2026-12-01 may be older: the previous page was last seen on "
            "2026-11-24",
        ),
        (
            "zh",
            "已公布，尚未生效",
            "没有页面说明其价格：",
            "2026-12-01 看到的变动可能已经生效：2026-11-24 仍见到前一页面",
        ),
    ],
)
def test_what_is_announced_untold_or_doubtful_is_said(
    three_pages: Project, language: str, coming: str, gap: str, doubt: str
) -> None:
    page = BeautifulSoup(three_pages.page("prices.md", language), "html.parser")
    assert coming in section(page, "on-2027-01-01").get_text()
    assert coming not in section(page, "on-2026-12-01").get_text()
    assert gap in section(page, "on-2021-06-01").get_text()
    assert not section(page, "on-2021-06-01").select("table")
    assert doubt in section(page, "on-2026-11-24").get_text()


def test_every_day_has_its_address_without_a_script(page: BeautifulSoup) -> None:
    links = [str(link["href"]) for link in page.select("#days a")]
    assert len(links) == 13
    assert links[0] == "#on-2027-01-01"
    assert links[-1] == "#on-the-beginning"
    assert [f"#{one['id']}" for one in page.select("section.tp-on")] == links[::-1]
    assert all(one.has_attr("hidden") for one in page.select("section.tp-on"))
    assert [str(one["id"]) for one in page.select("section[data-now]")] == ["on-2026-12-01"]
    style = (ROOT / "docs/assets/extra.css").read_text("utf-8")
    assert ".tp-on[hidden]:target:not(.tp-off) {\n  display: block;" in style


def test_the_switch_is_labelled_and_says_what_it_shows(page: BeautifulSoup) -> None:
    field = page.select_one("#tp-on input[type=date]")
    assert field
    assert field["value"] == "2026-12-10"
    assert page.select_one(f"label[for={field['id']}]")
    said = page.select_one("[aria-live=polite]")
    assert said
    assert field["aria-describedby"] == said["id"]
    assert "2026-12-10" in said.get_text()
    assert "2026-12-01 – 2026-12-31" in said.get_text()
    assert not page.find("script")


def test_a_number_leads_to_its_cell_on_the_page_that_states_it(page: BeautifulSoup) -> None:
    def cell(id: str) -> str:
        link = section(page, id).select_one("td a.tp-src")
        assert link
        return str(link["href"])

    first = Path(frozen.SNAPSHOT).stem
    assert cell("on-2022-10-24") == f"pages/{first}.html#t1r1c1"
    assert cell("on-2026-12-01") == "pages/seen.html#t1r1c1"
    assert cell("on-2027-01-01") == "page.html#t1r1c1"
    older = section(page, "on-2020-03-01").select_one("td .tp-older")
    assert older
    assert "计费概述.md 2019-11-14 676ce99770e6" in " ".join(str(older["title"]).split())


@pytest.mark.parametrize(("language", "mark"), [("en", "announced: "), ("zh", "已公布：")])
def test_today_marks_what_is_announced(three_pages: Project, language: str, mark: str) -> None:
    for path in ("prices.md", "index.md"):
        page = BeautifulSoup(three_pages.page(path, language), "html.parser")
        marks = [" ".join(one.get_text().split()) for one in page.select(".tp-coming")]
        day = {"en": "from 2027-01-01", "zh": "自 2027-01-01 起"}[language]
        assert sorted(marks) == sorted([f"{mark}2.3 {day}", f"{mark}500 {day}"])


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        (
            "en",
            "Announced: 商品识别, tier from 1,000,000 calls, 2.2 → 2.3 yuan from 2027-01-01",
            "Announced: 文件封识别, free quota, 1,000 → 500 calls a month from 2027-01-01",
        ),
        (
            "zh",
            "已公布： 商品识别，1,000,000 次起的阶梯，2.2 → 2.3 元 自 2027-01-01 起",
            "已公布： 文件封识别，免费额度，1,000 → 500 次/月 自 2027-01-01 起",
        ),
    ],
)
def test_the_front_page_announces_with_links_to_cell_and_day(
    three_pages: Project, language: str, first: str, second: str
) -> None:
    page = BeautifulSoup(three_pages.page("index.md", language), "html.parser")
    items = page.select(".tp-announced li")
    assert [" ".join(item.get_text().split()) for item in items] == [first, second]
    assert [str(link["href"]) for link in items[0].select("a")] == [
        "page.html#t1r1c2",
        "prices.html#on-2027-01-01",
    ]


def test_without_an_announcement_nothing_is_shown(project: Project) -> None:
    accept(project, SEEN)
    assert main(["--root", str(project.root)]) == 0
    for path in ("prices.md", "index.md"):
        page = BeautifulSoup(project.page(path), "html.parser")
        assert not page.select(".tp-announced, .tp-coming")
