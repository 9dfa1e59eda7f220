"""The page of older prices: its tables, its charts, and the words beside them."""

from __future__ import annotations

import datetime as dt
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from jsonschema import Draft202012Validator

import frozen
from support.site_project import Project
from tiia_pricebook import PriceBook
from tiia_pricebook.editions.price_history import load_history
from tiia_pricebook.errors import InputError
from tiia_pricing.publishing.charts.step_chart import Segment, chart
from tiia_pricing.publishing.pages.history_page import Story, chapters, newer

LANGUAGES = ("en", "zh")
SVG = "{http://www.w3.org/2000/svg}"
TODAY = dt.date(2026, 12, 10)
LADDER = ((0, Decimal("2.5")), (1_000_000, Decimal("2.2")))


def soup(published: Project, language: str) -> BeautifulSoup:
    return BeautifulSoup(published.page("history.md", language), "html.parser")


def rows(table: Tag) -> list[list[str]]:
    """The cells of a table's body; the small print of a cell aside."""
    for small in table.select("small"):
        small.extract()
    return [
        [cell.get_text(" ", strip=True) for cell in row.select("th, td")]
        for row in table.select("tbody tr")
    ]


def sections(page: str) -> dict[str, str]:
    """The text of each section of the third level under its heading."""
    parts = re.split(r"^#{2,3} (.*) \{ #.* \}$", page, flags=re.M)
    return {
        BeautifulSoup(title, "html.parser").get_text(): text
        for title, text in zip(parts[1::2], parts[2::2], strict=True)
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("interface", "past", "now"),
    [
        ("图像标签", ["2020-01 – 2021-05", "2.5", "2.2", "2", "1.5"], None),
        ("商品识别", ["2020-01 – 2021-05", "2.5", "2.2", "2", "1.5"], ["2.5", "2.2", "2", "1.5"]),
        ("公众人物识别", ["2020-01 – 2021-05", "2", "1.5", "1.2", "1"], None),
        ("车型识别", ["2020-01 – 2021-05", "3", "2.5", "2", "1.5"], None),
        ("图像鉴黄", ["2020-01 – 2020-02", "2", "1.5", "1.2", "1"], None),
        ("政治敏感识别", ["2020-01 – 2020-02", "2", "1.5", "1.2", "1"], None),
        ("暴恐识别", ["2020-01 – 2020-02", "2", "1.5", "1.2", "1"], None),
        ("智能裁剪", ["2020-01 – 2021-05", "2", "1.5", "1.2", "1"], ["2", "1.5", "1.2", "1"]),
        ("视觉质量评估", ["2020-01 – 2021-05", "3", "2.5", "2", "1.5"], None),
    ],
)
def test_every_placed_price_stands_in_the_table_of_its_interface(
    published: Project, language: str, interface: str, past: list[str], now: list[str] | None
) -> None:
    section = sections(published.page("history.md", language))[interface]
    table = BeautifulSoup(section, "html.parser").select_one("table")
    assert table
    first = {"en": "from 2022-10", "zh": "2022-10\u00a0起"}[language]
    assert rows(table) == [past, *([[first, *now]] if now else [])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_price_names_its_page_and_cell(published: Project, language: str) -> None:
    section = sections(published.page("history.md", language))["智能裁剪"]
    price = BeautifulSoup(section, "html.parser").select_one("td span[title]")
    assert price
    assert re.fullmatch(
        r"计费概述\.md 1e6d682f351b.*1.*9.*3.*: 2元/千次", str(price["title"]).replace("\n", "")
    )


def test_what_is_not_placed_is_listed_with_the_reason(published: Project) -> None:
    tables = [
        rows(table) for table in soup(published, "en").select("table") if "Why" in table.get_text()
    ]
    new, old = tables
    assert ["智能裁剪", "3 / 2.5 / 2 / 1.5", "2019-11-14"] in [row[:3] for row in new]
    assert {row[3] for row in new} == {
        "announced, and withdrawn before it took effect",
        "the page has no date",
    }
    assert {tuple(row[1:4:2]) for row in old} == {
        ("0.0011 / 0.0009 / 0.0007", "the page does not say from when it applies")
    }


def test_quotas_packs_and_trials_stand_with_their_pages(published: Project) -> None:
    text = soup(published, "en").get_text(" ", strip=True)
    assert "10,000 calls free a month" in text
    assert "a pack of 100,000,000 calls for 60,000 yuan" in text
    assert "free trial (公测) until 2020-01-01, that day excluded" in text
    assert "车辆识别、车辆识别（增强版） one shared pool" in text


def test_every_page_is_listed(published: Project) -> None:
    [table] = [t for t in soup(published, "en").select("table") if "Commit" in t.get_text()]
    listed = rows(table)
    assert len(listed) == 33
    assert listed[0][0::2] == ["2017-11-07", "300339a215b2"]
    assert listed[18][3] == "旧版图像标签价格、计费概述"
    assert [row[0] for row in listed[-3:]] == ["no date"] * 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_says_in_words_what_it_draws(published: Project, language: str) -> None:
    drawn = soup(published, language).select("figure [role=img]")
    assert len(drawn) == 16
    label = str(drawn[1]["aria-label"])
    assert label.startswith({"en": "商品识别: ", "zh": "商品识别："}[language])
    assert re.findall(r"\d{4}-\d\d", label) == ["2020-01", "2021-05", "2022-10"]
    assert label.count("2.5") == label.count("15,000,000") == 2


def svgs(book: PriceBook) -> Iterator[str]:
    for chapter in chapters(frozen.history(), book, TODAY):
        yield from drawings(chapter.stories)
    yield from drawings(newer(frozen.history(), book, TODAY))


def drawings(stories: Iterable[Story]) -> Iterator[str]:
    yield from (f"{one.svg}</svg>" for story in stories for one in story.chart)


def drawing(*asked: Any) -> str:
    """The drawing for wide screens, whole."""
    return f"{chart('a', *asked).svg}</svg>"


def test_charts_are_well_formed_and_ask_for_nothing(book: PriceBook) -> None:
    ids: list[str] = []
    for svg in svgs(book):
        tree = ET.fromstring(svg)  # noqa: S314 - our own drawing
        assert tree.tag == f"{SVG}svg"
        assert not {element.tag for element in tree.iter()} & {f"{SVG}style", f"{SVG}image"}
        own = [element.attrib["id"] for element in tree.iter() if "id" in element.attrib]
        assert set(re.findall(r"(?:href=\"|url\()#([^\")]+)", svg)) <= set(own)
        assert set(re.findall(r"https?://[^\"]+", svg)) <= {
            "http://www.w3.org/2000/svg",
            "http://www.w3.org/1999/xlink",
        }
        ids += own
    assert len(ids) == len(set(ids)) > 0


def test_colours_and_type_are_the_page_s_own(book: PriceBook) -> None:
    for svg in svgs(book):
        colours = set(re.findall(r"(?:fill|stroke): ([^;\"]+)", svg))
        assert colours <= {"none", "currentColor", "var(--tp-unknown)"} | {
            f"var(--tp-tier-{index})" for index in range(1, 5)
        }
        assert "font-family" not in svg


def test_every_colour_has_a_value_in_light_and_in_dark(published: Project) -> None:
    style = (published.root / "docs/assets/extra.css").read_text("utf-8")
    for name in ("unknown", *(f"tier-{index}" for index in range(1, 7))):
        assert len(re.findall(rf"--tp-{name}: #[0-9a-f]{{6}};", style)) == 2


def texts(svg: str) -> list[str]:
    tree = ET.fromstring(svg)  # noqa: S314 - our own drawing
    return ["".join(text.itertext()) for text in tree.iter(f"{SVG}text")]


def test_a_chart_is_labelled_with_months_prices_and_bounds() -> None:
    month = 2020 * 12
    svg = drawing([Segment(month, month + 17, LADDER)], (month, month + 24))
    assert texts(svg) == [
        *("2020-01", "2021-01", "2022-01", "@x", "2.2", "2.5"),
        *("≥ 0", "≥ 1,000,000", "@y"),
    ]
    assert svg.count("var(--tp-unknown)") == 1


def test_known_months_up_to_the_end_leave_nothing_in_shade() -> None:
    month = 2020 * 12
    assert "--tp-unknown" not in drawing([Segment(month, None, LADDER)], (month, month + 12))


def test_a_gap_between_known_months_is_in_shade() -> None:
    month = 2020 * 12
    segments = [Segment(month, month + 2, LADDER), Segment(month + 6, None, LADDER)]
    assert drawing(segments, (month - 3, month + 12)).count("var(--tp-unknown)") == 2


def test_prices_too_near_to_each_other_share_a_label() -> None:
    month = 2020 * 12
    near = ((0, Decimal("2.6")), (1_000_000, Decimal("2.5")), (2_000_000, Decimal("1.5")))
    labels = texts(drawing([Segment(month, month + 12, near)], (month, month + 12)))
    assert labels[:5] == ["2020-01", "2021-01", "@x", "1.5", "2.5"]


def test_what_was_only_seen_is_dashed_and_what_is_announced_dotted() -> None:
    month = 2020 * 12
    before, dearer = ((0, Decimal("2")),), ((0, Decimal("3")),)
    known = drawing([Segment(month, None, before)], (month, month + 24))
    seen = [Segment(month, month + 6, before), Segment(month + 6, None, dearer, month + 3)]
    coming = [Segment(month, month + 6, before), Segment(month + 6, None, dearer, coming=True)]
    dashes = [
        drawing(segments, (month, month + 24)).count("stroke-dasharray")
        for segments in (seen, coming)
    ]
    assert "stroke-dasharray" not in known
    assert dashes == [1, 1]


@pytest.mark.parametrize(
    ("language", "seen", "words"),
    [
        (
            "en",
            "first seen on 2026-12-01, possibly in force since 2026-11-24",
            ("until 2026-12-01", "in force; ", "announced", "from 2027-01-01"),
        ),
        (
            "zh",
            "仅在 2026-12-01 看到，可能自 2026-11-24 起适用",
            ("至 2026-12-01（不含）", "现行；", "已公布", "2027-01-01\u00a0起"),
        ),
    ],
)
def test_a_story_goes_on_to_today_and_to_what_is_announced(
    three_pages: Project, language: str, seen: str, words: tuple[str, ...]
) -> None:
    section = BeautifulSoup(
        sections(three_pages.page("history.md", language))["商品识别"], "html.parser"
    )
    ended, in_force, coming, last = words
    small = [" ".join(one.get_text().split()) for one in section.select("th small")]
    assert small[1:] == [ended, f"{in_force}{seen}", coming]
    links = [str(link["href"]) for link in section.select("th small a")]
    assert links == ["prices.html#on-2022-10-01", "prices.html", "prices.html#on-2027-01-01"]
    drawn = section.select_one("[role=img]")
    assert drawn
    assert seen in str(drawn["aria-label"])
    table = section.select_one("table")
    assert table
    assert rows(table)[1:] == [
        ["2022-10 – 2026-11-30", "2.5", "2.2", "2", "1.5"],
        ["2026-12-01 – 2026-12-31", "2.6", "2.2", "2", "1.5"],
        [last, "2.6", "2.3", "2", "1.5"],
    ]
    caption = section.select_one("figcaption")
    assert caption
    assert {"en": "Dashed:", "zh": "虚线："}[language] in caption.get_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_interfaces_of_accepted_pages_alone_have_their_story(
    three_pages: Project, language: str
) -> None:
    page = three_pages.page("history.md", language)
    assert "车辆识别" in sections(page)
    quotas = soup(three_pages, language).select("table")[-2]
    listed = [row[1:] for row in rows(quotas) if row[0] == "文件封识别"]
    free, until, since = {
        "en": ("calls free a month", "until 2027-01-01", "from 2027-01-01"),
        "zh": ("每月免费", "至 2027-01-01（不含）", "自 2027-01-01 起"),
    }[language]
    assert [row[1] for row in listed] == [until, since]
    assert all(free in row[0] for row in listed)
    assert ["1,000" in listed[0][0], "500" in listed[1][0]] == [True, True]


def test_two_drawings_are_equal() -> None:
    month = 2020 * 12
    drawn = [drawing([Segment(month, month + 17, LADDER)], (month, month + 24)) for _ in "ab"]
    assert drawn[0] == drawn[1]


@pytest.mark.parametrize("name", ["price-book", "price-book-with-past", "price-history"])
def test_the_schemas_are_published(published: Project, name: str) -> None:
    body = json.loads((published.root / f"build/docs/en/assets/{name}.schema.json").read_bytes())
    Draft202012Validator.check_schema(body)
    assert ("Edition" in body["$defs"]) == (name == "price-book-with-past")
    assert f"assets/{name}.schema.json" in published.page("reference/price-book.md", "zh")


@pytest.mark.parametrize(
    ("language", "heading"), [("en", "## A book with its past"), ("zh", "## 带历史的价目表")]
)
def test_the_types_of_the_past_have_a_section_of_their_own(
    published: Project, language: str, heading: str
) -> None:
    before, past = published.page("reference/price-book.md", language).split(heading)
    for name in ("DatedBook", "Edition", "Untold"):
        assert f"### {name} " in past
        assert name not in before
    assert "<code>settlement_order</code>" in past


def test_without_a_history_nothing_is_published(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read the price history"):
        load_history(tmp_path / "no-history.json")
