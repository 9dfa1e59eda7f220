"""The page of price changes: every accepted page and what it changed, the newest first."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from msgspec.structs import replace

import frozen
from support.site_accepted import DEARER, SEEN, accept, accepted, edited
from support.site_project import FIRST, HOSTILE, Project
from tiia_pricebook.editions.compilation import Accepted, compiled
from tiia_pricing.changes import Change
from tiia_pricing.publishing.__main__ import main
from tiia_pricing.publishing.pages.vendor_pages.accepted_pages import taken
from tiia_pricing.publishing.site_data.prices_as_of import all_days

# A lower price further up the ladder costs nothing more, and a tier's price says both.
CHEAPER = {"<td >2.2元/千次</td>": "<td >2.1元/千次</td>"}
QUOTA = {"<td>1000次/月</td>": "<td>900次/月</td>"}


def page(project: Project, language: str) -> BeautifulSoup:
    return BeautifulSoup(project.page("price-changes.md", language), "html.parser")


def rows(shown: BeautifulSoup) -> list[list[str]]:
    found = shown.select("section:has(h3[id^=change]) tbody tr")
    return [[" ".join(cell.get_text().split()) for cell in row.select("td")] for row in found]


def test_nothing_was_changed_yet(published: Project) -> None:
    text = page(published, "en").get_text()
    assert "None yet: the price list is that of the first page." in text
    assert "None yet: nothing has been corrected." in text


def test_every_change_with_what_it_costs_the_newest_first(project: Project) -> None:
    """1,001,000 less 1,000 free are 1,000 thousand: 2,200.00 and 2,100.00 yuan."""
    accept(project, SEEN, ("next.md", DEARER | CHEAPER | QUOTA, "2026-12-08", {}))
    assert main(["--root", str(project.root)]) == 0
    tells_every_change(page(project, "en"), "tier from 1,000,000 calls", "tier from 0 calls")
    tells_every_change(page(project, "zh"), "1,000,000 次起的阶梯", "0 次起的阶梯")


def tells_every_change(shown: BeautifulSoup, tier: str, zero: str) -> None:
    days = [heading.get_text() for heading in shown.select("h3[id^=change]")]
    assert days == ["2026-12-08", "2026-12-01"]
    told = rows(shown)
    assert [row[:5] for row in told] == [
        ["free-quota-decreased", "文件封识别", "1,000", "900", "breaking"],
        ["price-decreased", f"商品识别 {tier}", "2.2", "2.1", "notable"],
        ["price-increased", f"商品识别 {zero}", "2.5", "2.6", "breaking"],
    ]
    assert all("→" in row[5] for row in told)


def test_what_follows_and_what_a_change_says_stay_text(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    follower = Change(
        "finding-added", "info", {"interfaces": [], "finding": HOSTILE}, None, "x", "1"
    )
    change = Change(
        "price-increased", "breaking", {"interfaces": [HOSTILE]}, "1", "2", "2", (follower,)
    )
    monkeypatch.setattr(
        "tiia_pricing.publishing.pages.vendor_pages.accepted_pages.compare",
        lambda old, new: (change,),
    )
    monkeypatch.setattr(
        "tiia_pricing.publishing.pages.vendor_pages.accepted_pages.impacts",
        lambda old, new, changes: (),
    )
    accept(project, SEEN)
    assert main(["--root", str(project.root)]) == 0
    shown = page(project, "en")
    hostile = " ".join(HOSTILE.split()).replace("\u202e\u2066", r"\u202e\u2066")
    assert rows(shown) == [
        ["price-increased", hostile, "1", "2", "breaking"],
        ["so: finding-added", hostile, "–", "x", "info"],
    ]
    assert not shown.find("script")


def test_a_page_that_changes_nothing_is_an_entry_without_changes() -> None:
    again = accepted("again.md", edited({}), "2026-12-01")
    first = Accepted(FIRST, frozen.book())
    assert again.book == first.book
    book = replace(again, book=first.book)
    one, two = taken([first, book], all_days(compiled([first, book])))
    assert (one.before, two.before, two.changes, two.worst) == (None, FIRST, (), {})


def test_without_the_accepted_pages_no_site_is_written(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    (project.root / "build/accepted.json").unlink()
    assert main(["--root", str(project.root)]) == 2
    assert "what step 1 of make spec writes" in capsys.readouterr().err
