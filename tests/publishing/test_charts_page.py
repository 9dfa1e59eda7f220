"""The page of charts: costs and cliffs worked out from the page by hand, drawings, tables."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from decimal import Decimal
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from bs4 import BeautifulSoup, Tag

from support.site_project import Project
from tiia_pricebook import Mode, PriceBook, SettlementOrder, Step
from tiia_pricebook.calendar import months_later
from tiia_pricing import Purchase, Usage, bill
from tiia_pricing.publishing.charts.amounts_by_calls import (
    PriceStep,
    curve,
    month_in_force,
    point,
    tariff,
)
from tiia_pricing.publishing.charts.cost_charts import BothBases, cost_chart, effective_chart
from tiia_pricing.publishing.charts.drawings import FRAMES, NARROW
from tiia_pricing.publishing.charts.pack_life import Life
from tiia_pricing.publishing.charts.pack_stories import PackStory, pack_stories
from tiia_pricing.publishing.pages.charts_page import charts_page

LANGUAGES = ("en", "zh")
PRO = "车辆识别（增强版）"
PETS = "宠物识别图片版"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(params=LANGUAGES)
def page(request: pytest.FixtureRequest, published: Project) -> BeautifulSoup:
    return BeautifulSoup(published.page("charts.md", request.param), "html.parser")


def told(cliff: PriceStep) -> tuple[int, str, int, str, str, int]:
    """The numbers of a cliff, as a row of its table has them."""
    below, on = cliff.below, cliff.on
    amounts = str(below.yuan), str(on.yuan), str(cliff.drop)
    return below.calls, amounts[0], on.calls, amounts[1], amounts[2], cliff.dearer_from


def test_the_month_in_force_is_the_first_whole_one_after_the_notice(book: PriceBook) -> None:
    assert str(month_in_force(book)) == "2022-11"  # the new quotas hold from 24 October


@pytest.mark.parametrize(
    ("interface", "cliffs"),
    [
        (
            PRO,  # 999.999 x 75 and 1,000 x 45; 600.001 x 75 is the first above 45,000.00
            [
                (1_000_999, "74999.93", 1_001_000, "45000.00", "29999.93", 601_001),
                (3_000_999, "134999.96", 3_001_000, "105000.00", "29999.96", 2_334_334),
                (15_000_999, "524999.97", 15_001_000, "450000.00", "74999.97", 12_858_143),
            ],
        ),
        (
            PETS,  # 9.999 x 20 and 10 x 18; 9.001 x 20 is the first above 180.00
            [
                (10_999, "199.98", 11_000, "180.00", "19.98", 10_001),
                (100_999, "1799.98", 101_000, "1600.00", "199.98", 89_890),
                (1_000_999, "15999.98", 1_001_000, "14000.00", "1999.98", 876_001),
            ],
        ),
    ],
)
def test_each_cliff_has_what_the_calls_on_both_sides_cost(
    book: PriceBook, interface: str, cliffs: list[tuple[int, str, int, str, str, int]]
) -> None:
    assert [told(cliff) for cliff in curve(tariff(book, interface)).cliffs] == cliffs


def test_under_gross_the_free_calls_count_towards_the_cliff(book: PriceBook) -> None:
    first, *_ = curve(tariff(book, PETS, basis="gross")).cliffs
    assert told(first) == (9_999, "179.98", 10_000, "162.00", "17.98", 9_101)


@pytest.mark.parametrize(
    ("calls", "yuan", "effective"),
    [
        (0, "0.00", None),
        (1_000, "0.00", "0.0000"),
        (2_000, "3.00", "1.5000"),
        (1_000_000, "2997.00", "2.9970"),
        (1_001_000, "2500.00", "2.4975"),
    ],
)
def test_the_effective_price_counts_the_free_calls(
    book: PriceBook, calls: int, yuan: str, effective: str | None
) -> None:
    at = point(tariff(book, "车辆识别"), calls)
    assert (at.yuan, at.effective) == (Decimal(yuan), effective and Decimal(effective))


def test_costs_over_a_pack_s_life_are_those_of_the_bills_of_its_months(book: PriceBook) -> None:
    month = month_in_force(book)
    firsts = [months_later(month.first, number) for number in range(12)]
    for size in (10_000, 5_000_000):
        life = Life.of(book, PRO, size)
        assert life.months == 12
        bought = [Purchase(month.first, PRO, size)]
        for calls in (0, 999, 1_834, 417_668, 1_050_000, 1_250_000, 6_001_001, 20_000_003):
            usage = [Usage(first, PRO, calls) for first in firsts]
            price = {10_000: 73_000, 5_000_000: 16_000_000}[size]
            assert life.cents(calls) == bill(book, usage, bought).cents + price, calls
            assert life.cents_without(calls) == bill(book, usage).cents


def stories(book: PriceBook, basis: str | None = None) -> dict[int, PackStory]:
    return {story.pack.calls: story for story in pack_stories(book, basis)}


def test_a_pack_stands_in_its_own_book(book: PriceBook) -> None:
    """Another page may give an equal book, with its numbers in other cells."""
    pack = book.packs[0]
    there = msgspec.structs.replace(pack, source=msgspec.structs.replace(pack.source, row=99))
    other = msgspec.structs.replace(book, packs=(there, *book.packs[1:]))
    assert other == book
    rows = [pack_stories(one)[0].pack.source.row for one in (book, other)]
    assert rows == [pack.source.row, 99]


def spans(story: PackStory, verdict: str) -> list[tuple[int, int | None]]:
    return [(one.first, one.end) for one in story.stretches if one.verdict == verdict]


def test_a_year_of_a_million_calls_a_month_is_worth_the_pack_that_covers_it(
    book: PriceBook,
) -> None:
    """12 x 1,049,000 are 12,588,000: the pack of 15,000,000 covers them for 450,000 yuan, where
    12 x 1,049 x 45 = 566,460 yuan are due without it."""
    [covering] = [one for one in pack_stories(book) if one.pack.calls == 15_000_000]
    assert (covering.life.cents(1_050_000), covering.life.cents_without(1_050_000)) == (
        45_000_000,
        56_646_000,
    )
    assert any(one.first <= 1_050_000 < (one.end or 0) for one in covering.where("helps"))


def test_a_pack_of_a_part_of_the_year_pays_where_the_tiers_stay_as_they_are(
    book: PriceBook,
) -> None:
    """Of 5,000,000 calls four months of 1,049,000 leave 804,000; the fifth pays 245 x 75 = 18,375,
    and seven pay 1,049 x 45 = 47,205: 160,000 + 18,375 + 330,435 = 508,810 yuan."""
    assert stories(book)[5_000_000].life.cents(1_050_000) == 50_881_000


def test_the_smallest_pack_breaks_even_where_a_year_uses_it_up(book: PriceBook) -> None:
    """730 / 0.075 = 9,733.3 calls to pay in twelve months, 811.1 in each: from 812 on, and
    1,000 are free. From 1,001,000 on it keeps one month below the cheaper tier."""
    story = stories(book)[10_000]
    assert spans(story, "helps") == [(1_812, 1_001_000)]
    assert spans(story, "hurts") == [(0, 1_812), (1_001_000, None)]
    unused, used, missed = story.stretches
    # 811 x 75 / 1,000 is 60.83, so 729.96 in twelve months; 812 x 75 / 1,000 is 60.90.
    assert unused.saves == (Decimal("-730.00"), Decimal("-0.04"))
    assert used.saves == (Decimal("0.80"), Decimal("20.00"))  # 730.80; then 10 x 75 - 730
    assert missed.saves == (Decimal("-29980.00"),)  # 45,000.00 against 730 + 990 x 75


def test_under_gross_a_pack_leaves_the_tier_alone(book: PriceBook) -> None:
    story = stories(book, "gross")[10_000]
    assert spans(story, "helps") == [(1_812, 1_000_000)]
    assert story.stretches[-1].saves == (Decimal("-280.00"),)  # 10 x 45 - 730


def test_a_pack_at_the_price_of_the_last_tier_changes_nothing_past_it(book: PriceBook) -> None:
    """450,000 / 15,000 is 30, the price of the last tier, and 450,000 / 12 / 75 is 500."""
    story = stories(book)[15_000_000]
    assert spans(story, "same") == [
        (501_000, 501_001),
        (15_001_000, 15_001_001),
        (30_001_000, None),
    ]
    assert spans(story, "helps") == [(501_001, 15_001_000)]


def test_the_largest_pack_helps_without_an_end(book: PriceBook) -> None:
    """1,250,000 / 12 / 45 = 2,314.8148 thousand calls to pay a month, and 1,000 are free."""
    assert spans(stories(book)[50_000_000], "helps") == [(2_315_815, None)]


@pytest.mark.parametrize("basis", ["after-deduction", "gross"])
def test_no_call_beside_an_edge_speaks_against_its_stretch(book: PriceBook, basis: str) -> None:
    """Each of 24 months' bills is rounded by half a cent at most, the verdict by nothing."""
    for story in stories(book, basis).values():
        for one in story.stretches:
            end = one.end or one.first + 30_000_000
            beside = {*range(one.first, min(one.first + 60, end))}
            beside |= {*range(max(one.first, end - 60), end), *range(one.first, end, 999_983)}
            for calls in beside:
                gain = story.life.gain(calls)
                assert {"helps": gain > 0, "same": gain == 0, "hurts": gain < 0}[one.verdict], calls
                billed = story.life.cents_without(calls) - story.life.cents(calls)
                assert abs(billed - gain * 100) <= 12, calls


def lasting(book: PriceBook, **validity: Any) -> PriceBook:
    packs = (msgspec.structs.replace(pack, months=None, **validity) for pack in book.packs)
    return msgspec.structs.replace(book, packs=tuple(packs))


@pytest.mark.parametrize(
    ("validity", "months"),
    [({"days": 400}, 13), ({"days": 31}, 1), ({"days": 10}, 1), ({"endless": True}, 12)],
)
def test_a_pack_is_judged_by_the_months_whose_last_day_it_covers(
    book: PriceBook, validity: dict[str, Any], months: int
) -> None:
    """From 2022-11-01 on 400 days end before 2023-12-06; a pack without end is judged by a year."""
    assert Life.of(lasting(book, **validity), PRO, 10_000).months == months


@pytest.mark.parametrize(
    "steps", [("free-quota", "resource-pack"), ("resource-pack", "free-quota")]
)
@pytest.mark.parametrize("mode", ["reached", "progressive"])
@pytest.mark.parametrize("basis", ["after-deduction", "gross"])
def test_between_edges_the_gain_only_rises_or_only_falls(
    book: PriceBook, steps: tuple[Step, Step], mode: Mode, basis: str
) -> None:
    order = SettlementOrder((*steps, "pay-as-you-go"), None)
    own = msgspec.structs.replace(changed(book, mode=mode), settlement_order=order)
    life = Life.of(own, PRO, 2_500_000, basis)
    for first, end in pairwise(life.edges()):
        calls = sorted({first, (first * 2 + end) // 3, (first + end * 2) // 3, end - 1})
        gains = [life.gain(one) for one in calls]
        assert gains in (sorted(gains), sorted(gains, reverse=True)), (first, end)


def changed(book: PriceBook, mode: str | None = None, tiers: int | None = None) -> PriceBook:
    replace = msgspec.structs.replace
    tables = tuple(
        replace(table, mode=mode or table.mode, tiers=table.tiers[:tiers])
        for table in book.pay_as_you_go
    )
    return replace(book, pay_as_you_go=tables)


def test_progressive_tiers_have_no_drop_to_draw(book: PriceBook) -> None:
    own = tariff(changed(book, mode="progressive"), PRO)
    costs = BothBases(own, curve(own), own, curve(own))
    assert costs.curve.drops == ()
    assert "−" not in cost_chart("a", costs).svg


def test_one_price_for_all_calls_without_a_quota_can_be_drawn(book: PriceBook) -> None:
    own = tariff(msgspec.structs.replace(changed(book, tiers=1), free_quotas=()), PRO)
    costs = BothBases(own, curve(own), own, curve(own))
    assert (costs.curve.free, costs.curve.cliffs, costs.curve.end) == (0, (), 1_250_000)
    for frame in FRAMES:
        for one in (cost_chart("a", costs, frame), effective_chart("b", costs, frame)):
            ET.fromstring(one.svg + "</svg>")  # noqa: S314 - our own drawing


def test_interfaces_of_equal_cost_share_their_charts(book: PriceBook) -> None:
    titles = [costs.title for costs in charts_page(book).cost_charts]
    assert len(titles) == 8
    assert "车辆识别、图像质量评估" in titles


def svgs(page: BeautifulSoup) -> list[Tag]:
    return page.select("figure [role=img] svg")


def test_drawings_are_small_well_formed_and_ask_for_nothing(published: Project) -> None:
    drawn = re.findall(r"<svg.*?</svg>", published.page("charts.md"), re.DOTALL)
    assert len(drawn) == (8 * 2 + 1) * 2
    ids: list[str] = []
    for svg in drawn:
        assert len(svg.encode()) < 45_000
        tree = ET.fromstring(svg)  # noqa: S314 - our own drawing
        assert not {element.tag for element in tree.iter()} & {f"{SVG}style", f"{SVG}image"}
        own = [element.attrib["id"] for element in tree.iter() if "id" in element.attrib]
        assert set(own) == set(re.findall(r"(?:href=\"|url\()#([^\")]+)", svg))
        ids += own
    assert len(ids) == len(set(ids)) > 0


def test_colours_are_the_page_s_own(published: Project) -> None:
    colours = set(re.findall(r"(?:fill|stroke): ([^;\"]+)", published.page("charts.md")))
    style = (published.root / "docs/assets/extra.css").read_text("utf-8")
    for colour in colours - {"none", "currentColor"}:
        name = re.fullmatch(r"var\((--tp-[a-z0-9-]+)\)", colour)
        assert name, colour
        assert len(re.findall(rf"{name[1]}: #[0-9a-f]{{6}};", style)) == 2


def test_each_drop_is_marked_in_the_chart_of_its_interface(published: Project) -> None:
    page = BeautifulSoup(published.page("charts.md"), "html.parser")
    marks = [{text.get_text() for text in svg.select("text")} for svg in svgs(page)]
    both = [mark for mark in marks if "45,000.00" in mark]
    assert len(both) == 2  # for wide and for narrow screens
    for pro in both:
        assert {"74,999.93", "1,001,000", "601,001", "−29,999.93", "−74,999.97"} <= pro


def test_every_axis_has_a_title_with_its_unit(published: Project) -> None:
    for language, cost, packs in (
        ("en", {"Yuan a month", "Calls in the month"}, {"Yuan a year", "Pack of so many calls"}),
        ("zh", {"每月费用（元）", "当月调用次数"}, {"每年费用（元）", "资源包（次）"}),
    ):
        page = BeautifulSoup(published.page("charts.md", language), "html.parser")
        words = [{text.get_text() for text in svg.select("text")} for svg in svgs(page)]
        assert sum(cost <= titles for titles in words) == 8 * 2
        assert sum(packs <= titles for titles in words) == 2
        assert not any(text.startswith("@") for titles in words for text in titles)


def test_the_values_of_a_year_are_those_of_its_bills(published: Project) -> None:
    """A million calls a month are 999,000 x 75 / 1,000 = 74,925 yuan, 899,100 in twelve months.

    Of 5,000,000 packed calls 4,995,000 go in five months. 160,000, 994 x 75, six times 74,925.
    """
    page = BeautifulSoup(published.page("charts.md"), "html.parser")
    said = [title.get_text() for title in svgs(page)[-1].select("title")]
    assert "1,000,000 calls a month without a pack: 899,100.00 yuan a year" in said
    with_pack = "1,000,000 calls a month with the pack of 5,000,000: 684,100.00 yuan a year"
    assert with_pack in said
    assert "The pack of 10,000 helps from 1,812 to 1,000,999 calls a month" in said
    assert "The pack of 50,000,000 helps from 2,315,815 calls a month on" in said


def test_each_line_of_a_pack_has_a_make_of_its_own(published: Project) -> None:
    page = BeautifulSoup(published.page("charts.md"), "html.parser")
    for svg in svgs(page)[-2:]:
        dashes = set(re.findall(r"stroke-dasharray: ([\d., ]+)", str(svg)))
        assert len(dashes) == 7


def test_the_narrow_drawing_has_type_of_eleven_points_on_358(book: PriceBook) -> None:
    own = tariff(book, PETS)
    narrow = cost_chart("a", BothBases(own, curve(own), own, curve(own)), NARROW)
    sizes = re.findall(r"font: ([\d.]+)px|font-size: ([\d.]+)px", narrow.svg)
    assert 'viewBox="0 0 358 ' in narrow.svg
    assert sizes
    assert min(float(one or other) for one, other in sizes) >= 11


def test_a_mark_stands_where_its_value_is_drawn(book: PriceBook) -> None:
    """The whole curve begins at no calls for no yuan: in the corner of its axes."""
    own = tariff(book, PETS)
    for frame in FRAMES:
        one = cost_chart("a", BothBases(own, curve(own), own, curve(own)), frame)
        corner, *_, last = one.marks
        line = re.search(r"M ([\d.]+) ([\d.]+)[^>]*stroke: var\(--tp-tier-1\)", one.svg)
        assert (corner.value.calls, str(corner.value.amount)) == (0, "0.00")
        assert line
        assert float(corner.x) == pytest.approx(float(line[1]), abs=0.2)
        assert float(corner.y) == pytest.approx(float(line[2]), abs=0.2)
        assert float(last.x) > float(corner.x)
        assert float(last.y) < float(corner.y)


def test_every_chart_says_in_words_what_it_draws_and_has_its_table(page: BeautifulSoup) -> None:
    for figure in page.select("figure"):
        label = str(figure.select("[role=img]")[0]["aria-label"])
        assert re.search(r"\d", label)
        assert figure.select("figcaption")[0].get_text(strip=True)
        table = figure.find_next("details")
        assert table
        assert table.select("tbody tr")
    [label] = [
        str(it["aria-label"]) for it in page.select("[role=img]") if "74,999.93" in str(it)[:400]
    ]
    assert label.startswith(PRO)
    assert "1,001,000" in label
    assert "45,000.00" in label


def rows(table: Tag) -> list[list[str]]:
    return [
        [cell.get_text(" ", strip=True) for cell in row.select("th, td")]
        for row in table.select("tbody tr")
    ]


@pytest.mark.parametrize(("language", "calls"), [("en", "calls"), ("zh", "次")])
def test_the_drops_stand_in_a_table_with_both_values_of_the_reading(
    published: Project, language: str, calls: str
) -> None:
    page = BeautifulSoup(published.page("charts.md", language), "html.parser")
    found = [row for table in page.select("details table") for row in rows(table)]
    below, on = f"74,999.93 1,000,999 {calls}, 75", f"45,000.00 1,001,000 {calls}, 45"
    assert ["1,000,000 after-deduction", below, on, "29,999.93", "601,001"] in found
    below, on = f"179.98 9,999 {calls}, 20", f"162.00 10,000 {calls}, 18"
    assert ["10,000 gross", below, on, "17.98", "9,101"] in found


def test_the_break_even_of_every_pack_stands_in_a_table(page: BeautifulSoup) -> None:
    tables = [rows(table) for table in page.select("table") if table.find_parent("details") is None]
    packs = tables[-1]
    months = "; 12 months" if "12 months" in packs[0][0] else "；12 个月"
    assert [row[0] for row in packs] == [
        f"{size} {price} {months}"
        for size, price in (
            ("1万次", "730"),
            ("10万次", "7,000"),
            ("100万次", "65,000"),
            ("250万次", "105,000"),
            ("500万次", "160,000"),
            ("1500万次", "450,000"),
            ("5000万次", "1,250,000"),
        )
    ]
    assert packs[0][2:4] == ["1,812 – 1,000,999", "–"]
    assert re.findall(r"[\d,.]+", packs[5][1]) == ["450,000.00", "566,460.00"]
    ends = [row for table in page.select("details table") for row in rows(table)]
    assert ["1万次 after-deduction", "1,812 – 1,000,999", "0.80", "20.00"] in ends
    assert ["1万次 gross", "1,812 – 999,999", "0.80", "20.00"] in ends
    assert packs[5][3].startswith("501,000 15,001,000 ")


def test_the_usage_for_which_packs_are_judged_is_told(published: Project) -> None:
    for language, words in (("en", "At 1,050,000 calls a month"), ("zh", "每月 1,050,000 次")):
        assert words in published.page("charts.md", language)


def test_prices_and_bounds_lead_to_their_cells(page: BeautifulSoup, book: PriceBook) -> None:
    shown = {
        (link.get_text(), str(link["href"]).partition("#")[2]) for link in page.select("a.tp-src")
    }
    for prices in book.pay_as_you_go:
        for tier in prices.tiers:
            source = tier.source
            cell = f"t{source.table}r{source.row}c{source.column}"
            assert (str(tier.price), cell) in shown
    for pack in book.packs:
        source = pack.source
        assert (f"{pack.price:,}", f"t{source.table}r{source.row}c{source.column}") in shown


def test_two_drawings_of_one_book_are_equal(book: PriceBook) -> None:
    own, other = (tariff(book, PETS, basis=basis) for basis in ("after-deduction", "gross"))
    costs = BothBases(own, curve(own), other, curve(other))
    assert effective_chart("a", costs) == effective_chart("a", costs)
