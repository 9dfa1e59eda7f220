"""The real older pages: what the timeline says of them, against what was read on them by eye."""

from __future__ import annotations

from pathlib import Path

import pytest

from proof.growth.timing import seconds
from support.history_pages import months
from tiia_pricebook import dumps
from tiia_pricebook.editions.price_history import Line, PastPrices
from tiia_pricing.history import Timeline, replay, revisions_of, trace
from tiia_pricing.history.snapshot_folder import shipped_folder
from tiia_pricing.history.timeline import Event

OLD = ("0.0011", "0.0009", "0.0007")
EIGHT = (
    *("图像标签", "商品识别", "公众人物识别", "车型识别"),
    *("图像鉴黄", "政治敏感识别", "暴恐识别", "视觉质量评估"),
)


@pytest.fixture(scope="module")
def timeline(shared: Path) -> Timeline:
    return trace(revisions_of(str(shared / "revisions")))


@pytest.fixture(scope="module")
def old(timeline: Timeline) -> Line:
    return timeline.history.lines[0]


@pytest.fixture(scope="module")
def new(timeline: Timeline) -> Line:
    return timeline.history.lines[1]


def day(timeline: Timeline, number: int | None) -> str:
    return str(timeline.history.pages[number].date) if number is not None else "-"


def stated(timeline: Timeline, prices: PastPrices) -> tuple[str, str, str]:
    run = prices.run
    return day(timeline, run.first), day(timeline, run.last), day(timeline, run.gone)


def ladder(prices: PastPrices) -> tuple[str, ...]:
    return tuple(str(tier.price) for tier in prices.run.fact.tiers)


def of(line: Line, standing: str) -> dict[str, PastPrices]:
    return {p.run.fact.interface: p for p in line.prices if p.standing == standing}


def on(timeline: Timeline, line: int, date: str) -> list[Event]:
    pages = timeline.history.pages
    return [event for event in timeline.events[line] if str(pages[event.page].date) == date]


def test_the_older_pages_that_are_kept_are_these(timeline: Timeline) -> None:
    kept = trace(revisions_of(str(shipped_folder() / "older")))
    assert dumps(kept.history) == dumps(timeline.history)


def test_every_page_is_read_and_three_are_without_a_date(timeline: Timeline) -> None:
    pages = timeline.history.pages
    assert len(pages) == 33
    assert [page.refused for page in pages] == [None] * 33
    assert [number for number, page in enumerate(pages) if page.date is None] == [30, 31, 32]
    dated = [page.date for page in pages if page.date]
    assert dated == sorted(dated)
    assert timeline.repeats == ()


def test_two_documents_are_two_lines(timeline: Timeline, old: Line, new: Line) -> None:
    assert (old.name, len(old.pages)) == ("旧版图像标签价格", 24)
    assert (new.name, len(new.pages)) == ("计费概述", 14)
    both = set(old.pages) & set(new.pages)
    assert {day(timeline, number) for number in both} == {"2019-10-29", "2019-10-31"}
    assert len(both) == 5


def test_the_old_service_never_changed_its_price_and_never_dated_it(old: Line) -> None:
    assert {ladder(prices) for prices in old.prices} == {OLD}
    assert {prices.run.fact.per_calls for prices in old.prices} == {1}
    assert {(prices.standing, prices.known) for prices in old.prices} == {("undated", None)}


def test_the_old_service_is_named_as_its_pages_name_it(timeline: Timeline, old: Line) -> None:
    assert [(p.run.fact.interface, *stated(timeline, p)) for p in old.prices] == [
        ("图片标签识别", "2017-11-07", "2017-11-07", "2018-01-04"),
        ("图片标签识别", "2018-01-04", "2018-07-16", "2018-11-13"),
        ("价格说明", "2018-11-13", "2018-11-13", "2018-11-13"),
        ("图片标签", "2018-11-13", "2019-01-16", "2019-06-14"),
        ("图像分析", "2019-06-14", "2019-11-14", "-"),
    ]
    renamed = [event.renamed for event in timeline.events[0] if event.renamed]
    assert renamed == [
        ("图片标签识别", "价格说明"),
        ("价格说明", "图片标签"),
        ("图片标签", "图像分析"),
    ]


def test_the_old_service_got_its_quota_and_its_packs_later(timeline: Timeline, old: Line) -> None:
    assert day(timeline, old.quotas[0].first) == "2018-05-23"
    assert {quota.fact.calls for quota in old.quotas} == {10_000}
    assert day(timeline, old.packs[0].first) == "2018-11-13"
    assert {(pack.fact.calls, str(pack.fact.price)) for pack in old.packs} == {
        (1_000_000, "1000"),
        (10_000_000, "9200"),
        (50_000_000, "40000"),
        (100_000_000, "60000"),
    }
    [event] = on(timeline, 0, "2018-05-23")
    assert ("free-quota-added", 10_000) in [(change.id, change.new) for change in event.changes]


def test_a_start_was_announced_and_put_off(timeline: Timeline, new: Line) -> None:
    announced = [p for p in new.prices if str(p.run.fact.from_) == "2019-12-01"]
    assert [p.run.fact.interface for p in announced] == [*EIGHT[:7], "智能裁剪", "视觉质量评估"]
    assert {p.standing for p in announced} == {"withdrawn"}
    assert {p.known for p in announced} == {None}
    assert {stated(timeline, p) for p in announced} == {("2019-10-29", "2019-11-14", "2019-11-14")}
    put_off = on(timeline, 1, "2019-11-14")[1]
    starts = [change for change in put_off.changes if change.key.get("clause") == "billing-starts"]
    assert [(change.id, change.level) for change in starts] == [("clause-changed", "breaking")]
    assert [
        (str(t.fact.until), day(timeline, t.first), day(timeline, t.gone)) for t in new.trials
    ] == [
        ("2019-12-01", "2019-10-29", "2019-11-14"),
        ("2020-01-01", "2019-11-14", "None"),
    ]


def test_three_prices_were_lowered_before_they_held(timeline: Timeline, new: Line) -> None:
    lowered = [
        p
        for p in new.prices
        if stated(timeline, p)[0] == "2019-11-14" and p.standing == "withdrawn"
    ]
    assert {p.run.fact.interface: ladder(p) for p in lowered} == {
        "政治敏感识别": ("2.5", "2.2", "2", "1.5"),
        "暴恐识别": ("2.5", "2.2", "2", "1.5"),
        "智能裁剪": ("3", "2.5", "2", "1.5"),
    }
    [event] = on(timeline, 1, "2019-11-18")
    moved = [
        (c.key["interfaces"], c.old, c.new) for c in event.changes if c.id == "price-decreased"
    ]
    assert len(moved) == 12
    assert (["智能裁剪"], "3", "2") in moved


def test_what_is_placed_and_for_which_months(new: Line) -> None:
    placed = of(new, "placed")
    assert {name: (ladder(p), months(p)) for name, p in placed.items()} == {
        "图像标签": (("2.5", "2.2", "2", "1.5"), ("2020-01", "2021-05")),
        "商品识别": (("2.5", "2.2", "2", "1.5"), ("2020-01", "2021-05")),
        "公众人物识别": (("2", "1.5", "1.2", "1"), ("2020-01", "2021-05")),
        "车型识别": (("3", "2.5", "2", "1.5"), ("2020-01", "2021-05")),
        "图像鉴黄": (("2", "1.5", "1.2", "1"), ("2020-01", "2020-02")),
        "视觉质量评估": (("3", "2.5", "2", "1.5"), ("2020-01", "2021-05")),
        "政治敏感识别": (("2", "1.5", "1.2", "1"), ("2020-01", "2020-02")),
        "暴恐识别": (("2", "1.5", "1.2", "1"), ("2020-01", "2020-02")),
        "智能裁剪": (("2", "1.5", "1.2", "1"), ("2020-01", "2021-05")),
    }
    assert {str(p.run.fact.from_) for p in placed.values()} == {"2020-01-01"}
    for prices in placed.values():
        assert [tier.from_calls for tier in prices.run.fact.tiers] == [
            *(0, 1_000_000, 3_000_000, 15_000_000)
        ]


def test_three_interfaces_went_on_one_day(timeline: Timeline) -> None:
    [event] = on(timeline, 1, "2020-03-13")
    gone = [c.key["interfaces"] for c in event.changes if c.id == "interface-removed"]
    assert gone == [["图像鉴黄"], ["政治敏感识别"], ["暴恐识别"]]


def test_two_pages_changed_no_price(timeline: Timeline) -> None:
    for date in ("2020-11-03", "2021-05-19"):
        [event] = on(timeline, 1, date)
        assert {change.id for change in event.changes} <= {"clause-changed"}


def test_pages_without_a_date_are_listed_and_not_placed(timeline: Timeline, new: Line) -> None:
    undated = [p for p in new.prices if p.standing == "page-undated"]
    assert [p.run.fact.interface for p in undated] == [
        *("商品识别-微信识物版", "车辆识别", "图像质量评估", "创建图片", "检索图片"),
        *("商品识别", "商品识别-微信识物版", "车辆识别", "车辆识别（增强版）", "文件封识别"),
        *("智能裁剪", "图像质量评估", "图像清晰度增强"),
    ]
    assert {p.known for p in undated} == {None}
    search = next(p for p in undated if p.run.fact.interface == "检索图片")
    assert ladder(search) == ("15", "13.5", "12", "10")


def test_the_defaults_of_the_old_pages_are_findings(timeline: Timeline) -> None:
    placed = [
        page for page in timeline.history.pages if str(page.date) > "2019-11-18" and page.date
    ]
    assert len(placed) == 3
    for page in placed:
        assert page.findings == ("bound-side-unstated", "settlement-order-unstated")


def test_a_page_takes_less_than_a_tenth_of_a_second(shared: Path) -> None:
    def work(folder: str) -> int:
        return sum(1 for _ in replay(revisions_of(folder)))

    folder = str(shared / "revisions")
    assert seconds(work, folder) / work(folder) < 0.1
