"""What the price book says stands on the pages, as text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from support.site_project import ROOT, Project
from tiia_pricebook import PriceBook
from tiia_pricing.publishing.__main__ import main
from tiia_pricing.publishing.pages.vendor_pages.anchors import anchor
from tiia_pricing.publishing.site_data.price_tables import sources

WRITTEN = (ROOT / "docs").rglob("*.md")
FENCED = {path.name for path in WRITTEN if "\n```" in path.read_text("utf-8")}  # by people


def soup(page: str) -> BeautifulSoup:
    return BeautifulSoup(page, "html.parser")


def numbers(page: str) -> Iterator[tuple[str, str]]:
    """Each number that links to its cell, with the anchor that it links to."""
    for link in soup(page).select("a.tp-src"):
        yield link.get_text(), str(link["href"]).partition("#")[2]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("path", ["index.md", "prices.md"])
def test_every_price_quota_and_pack_in_force_stands_beside_its_cell(
    published: Project, book: PriceBook, path: str, language: str
) -> None:
    shown = set(numbers(published.page(path, language)))
    for prices in book.pay_as_you_go:
        for tier in prices.tiers:
            assert (str(tier.price), anchor(tier.source)) in shown
    for quota in book.free_quotas:
        if quota.to is None:
            assert (f"{quota.calls:,}", anchor(quota.source)) in shown
    for pack in book.packs:
        assert (f"{pack.price:,}", anchor(pack.source)) in shown


def test_what_was_free_before_is_told_with_its_end(published: Project, book: PriceBook) -> None:
    page = published.page("prices.md")
    past = [quota for quota in book.free_quotas if quota.to is not None]
    assert past
    for quota in past:
        assert (f"{quota.calls:,}", anchor(quota.source)) in set(numbers(page))
        assert str(quota.to) in page


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_source_has_its_place_on_the_vendors_page(
    published: Project, book: PriceBook, language: str
) -> None:
    page = soup(published.page("page.md", language))
    places = {str(item["id"]): item.get_text() for item in page.select("[id]")}
    headings = re.findall(r"^#+ (.*) \{ #(.*) \}$", published.page("page.md", language), re.M)
    places |= {id: soup(text).get_text() for text, id in headings}
    for source in sources(book):
        assert source.text in places[anchor(source)]
    for clause in book.clauses:
        assert clause.text in places[f"clause-{clause.id}"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_reading_stands_with_its_values_and_evidence(
    published: Project, book: PriceBook, language: str
) -> None:
    page = published.page("readings.md", language)
    text = soup(page).get_text()
    for reading in book.readings:
        assert f"{{ #{reading.name} }}" in page
        if language == "en":
            assert reading.question in text
            assert reading.decision in text
        for value in reading.values:
            assert re.search(rf"<code>{value}</code>", page)
        for item in reading.evidence:
            assert item.quote in text
            assert item.document in text


def test_a_reading_lists_the_scenarios_that_name_it(published: Project) -> None:
    page = published.page("readings.md")
    section = page.split("{ #tier-basis }")[1].split("\n## ")[0]
    assert 'href="rules/settlement.html#gross-or-net"' in section
    assert "No scenario tests it yet" not in section


def test_every_finding_stands_with_its_decision(published: Project, book: PriceBook) -> None:
    text = soup(published.page("findings.md")).get_text()
    assert book.findings
    for item in book.findings:
        assert item.text in text
        assert item.decision in text


def test_a_chapter_leads_from_clause_to_datum_to_scenario(
    published: Project, book: PriceBook
) -> None:
    page = published.page("rules/settlement.md")
    assert book.clause("reached-tiers").text in soup(page).get_text()
    assert "One price for all paid calls." in page
    assert 'href="../prices.html#pay-as-you-go"' in page
    assert 'href="../readings.html#tier-basis"' in page
    assert '<details class="tp-scenario" id="gross-or-net">' in page
    assert "<caption>Both values</caption>" in page
    assert "<td>2498.75</td>" in page
    assert page.count("tp-mark tp-passed") == 1 + 2 + 2  # the rule, its scenarios, their rows


def test_a_chapter_speaks_chinese_under_the_same_anchors(tmp_path: Path, book: PriceBook) -> None:
    project = Project(tmp_path, book)
    project.results(in_the_words_of_the_features)
    assert main(["--root", str(tmp_path)]) == 0
    english, chinese = (project.page("rules/settlement.md", tongue) for tongue in ("en", "zh"))
    text = " ".join(soup(chinese).get_text(" ").split())
    assert "# 计费与结算方式" in html.unescape(chinese)
    assert "整月按所到达的阶梯计费" in html.unescape(chinese)
    assert "免费次数是否计入阶梯由 tier-basis 决定" in text
    assert "假如 解读 “tier-basis” 取 “<取值>” 而且 2023-05 调用 “商品识别” 1,000,500 次" in text
    assert "接口 金额 商品识别 <金额>" in text
    assert set(anchors(english)) == set(anchors(chinese))


def in_the_words_of_the_features(results: dict[str, Any]) -> None:
    """Names as the features have them, so that each has a wording."""
    results["features"][0]["name"] = "Charging and settlement"
    scenario = results["features"][0]["rules"][0]["scenarios"][0]
    scenario["name"] = "Free calls count towards the tier or not as tier-basis decides"
    scenario["examples"][0]["name"] = "All calls of the month reach the tier"


def anchors(page: str) -> list[str]:
    """Every id on a written page, of headings and of elements."""
    return re.findall(r"\{ #([^ ]+) \}", page) + [str(e["id"]) for e in soup(page).select("[id]")]


def test_both_sites_hand_out_the_features_and_the_chinese_page_links_both(
    published: Project,
) -> None:
    assert published.page("rules/settlement.feature") == "Feature: Charging and settlement\n"
    assert published.page("rules/settlement.feature", "zh") == (
        "# language: zh-CN\n# 译自 features/settlement.feature\n功能: 计费与结算方式\n"
    )
    page = soup(published.page("rules/settlement.md", "zh"))
    links = [str(link["href"]) for link in page.select("a[download]")]
    assert links == ["settlement.feature", "../../rules/settlement.feature"]


def test_a_feature_without_a_chinese_wording_stops_the_site(
    tmp_path: Path, book: PriceBook, capsys: pytest.CaptureFixture[str]
) -> None:
    project = Project(tmp_path, book)
    (tmp_path / "features/settlement.feature").write_text("Feature: Nobody's\n")
    project.results(lambda results: None)
    assert main(["--root", str(tmp_path)]) == 1
    assert '"Nobody\'s" has no Chinese wording' in capsys.readouterr().err
    assert not (tmp_path / "build/docs").exists()


def test_the_step_catalogue_shows_each_sentence_with_a_step_that_is_one(
    published: Project,
) -> None:
    rows = soup(published.page("reference/steps.md")).select("tbody tr")
    shown = [[cell.get_text() for cell in row.select("th, td")] for row in rows]
    assert shown == [
        [
            'Given {calls} calls of "{interface}" dated {date}One row of usage.',
            "假如 {date} 调用“{interface}” {calls} 次",
            "2",
            'And 1,000,500 calls of "商品识别" dated 2023-05',
        ],
        [
            'Given the reading "{name}" is "{value}"An open question is answered so.',
            "假如 解读“{name}”取“{value}”",
            "1",
            'Given the reading "tier-basis" is "<value>"',
        ],
        [
            "When the bill is computedThe calculator answers.",
            "当 计算账单",
            "2",
            "When the bill is computed",
        ],
    ]


def test_the_chinese_step_catalogue_has_the_same_sentences_the_other_way_round(
    published: Project,
) -> None:
    rows = soup(published.page("reference/steps.md", "zh")).select("tbody tr")
    shown = [cell.get_text() for cell in rows[0].select("th, td")]
    assert shown == [
        "假如 {date} 调用“{interface}” {calls} 次一行用量；只写月份的，计入该月最后一天。",
        'Given {calls} calls of "{interface}" dated {date}',
        "2",
        "而且 2023-05 调用“商品识别” 1,000,500 次",
    ]


def test_nothing_that_the_vendor_or_a_feature_says_becomes_markup(full_of_script: Project) -> None:
    paths = sorted((full_of_script.root / "build/docs").rglob("*.md"))
    assert len(paths) > 70
    for path in paths:
        page = path.read_text("utf-8")
        own = int(path.name in ("calculator.md", "index.md") and "rules" not in path.parts)
        ours = f'<script src="assets/calculator.js"{" defer" * (path.name == "index.md")}></script>'
        assert page.count(ours) <= own
        check = '<script src="assets/bill-check.js"></script>'
        assert page.count(check) == int(path.name == "bill-check.md")
        page = page.replace(ours, "").replace(check, "")
        data = '<script type="application/ld+json">'  # which runs nothing, and ends once
        assert page.count(data) == int(path.name in ("data.md", "questions.md"))
        assert "<script" not in page.replace(data, "")
        assert "<!--" not in page
        if path.name not in FENCED:
            assert not re.search(r"^(```|~~~)", page, re.M), path
        assert not soup(page).find_all(href=re.compile(r"^[\x00-\x20]*javascript:", re.I)), path
