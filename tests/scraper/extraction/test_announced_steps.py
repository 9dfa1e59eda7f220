"""Single announcements put to a table or to packs, without a page around them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from tiia_pricebook import Pack, PayAsYouGo, Source, Tier, Where
from tiia_scraper.document.document import Document
from tiia_scraper.extraction.announcements.announced_packs import announced_packs
from tiia_scraper.extraction.announcements.announced_tables import announced_tables
from tiia_scraper.extraction.announcements.announcement_conflicts import AnnouncedStep, agreed
from tiia_scraper.extraction.announcements.announcement_places import Heard
from tiia_scraper.extraction.page_parts import Page
from tiia_scraper.extraction.tables.band_alignment import climb
from tiia_scraper.extraction.tables.interface_tiers import TiersRead
from tiia_scraper.vocabulary import parse_announcements, parse_band

D1, D2 = dt.date(2027, 1, 1), dt.date(2027, 7, 1)
FROM, LATER = "自2027年1月1日起，", "自2027年7月1日起，"
PLACE = Source("", clause="prices")


def page() -> Page:
    return Page(Document((), (), "", boxed=True), ())


def hear(text: str) -> Heard:
    (said,) = parse_announcements(text, ["甲"])
    return Heard(said, "甲", Source(text, clause="news"), Where(clause="news"))


def priced(*heads: str) -> TiersRead:
    """Prices of 3, 2 and 1 yuan per 1,000 calls for ranges such as 0 - 10千次."""
    bands = tuple(map(parse_band, heads))
    steps = climb(bands)
    tiers = tuple(
        Tier(step.start, Decimal(3 - number), PLACE, PLACE, step.bound_in)
        for number, step in enumerate(steps)
    )
    return TiersRead(tiers, 1000, None, bands, steps)


def tables(ladder: TiersRead, *said: str) -> tuple[list[list[tuple[int, str]]], list[str]]:
    """First calls and prices of each table, and why what is not read is not."""
    here = page()
    table = PayAsYouGo("甲", "reached", 1000, ladder.tiers, None, None)
    found = announced_tables(here, table, ladder, [hear(one) for one in said])
    steps = [[(tier.from_calls, str(tier.price)) for tier in one.tiers] for one in found]
    assert {finding.where.clause for finding in here.findings} <= {"news"}
    return steps, [finding.text.rpartition("; ")[2] for finding in here.findings]


def test_steps_come_by_their_days_and_else_as_they_stand() -> None:
    """On one day the first tier by its number and the second by its range; one day before both."""
    first = AnnouncedStep(hear(f"{LATER}甲第一档价格调整为2元/千次。"), "price", 0, Decimal(2))
    second = AnnouncedStep(
        hear(f"{LATER}甲10千-30千次/月价格调整为2元/千次。"), "price", 1, Decimal(2)
    )
    before = AnnouncedStep(hear(f"{FROM}甲第三档价格调整为2元/千次。"), "price", 2, Decimal(2))
    assert agreed(page(), [first, second, before]) == [before, first, second]
    assert agreed(page(), [second, first, before]) == [before, second, first]


def test_a_fall_by_all_of_a_price_is_none() -> None:
    ladder = priced("0次以上")
    assert tables(ladder, f"{FROM}甲的价格下调100%。") == (
        [[(0, "3")]],
        ["its price is none for these calls"],
    )
    assert tables(ladder, f"{FROM}甲的价格下调50%。") == ([[(0, "3")], [(0, "1.5")]], [])


def test_the_side_that_a_note_gives_a_bound_stays_where_ranges_move() -> None:
    """10千次 and 30千次 are the last calls of their tiers, so 30千次 and 50千次 are."""
    ladder = priced("0 - 10千次/月(含10千次)", "10千 - 30千次/月(含30千次)", "30千次以上/月")
    assert [tier.from_calls for tier in ladder.tiers] == [0, 10_001, 30_001]
    first, third = "甲的第一阶梯调整为0 - 30千次/月。", "甲的第三阶梯调整为50千次以上/月。"
    assert tables(ladder, FROM + first, FROM + third) == (
        [[(0, "3"), (10_001, "2"), (30_001, "1")], [(0, "3"), (30_001, "2"), (50_001, "1")]],
        [],
    )


def test_two_ends_of_one_pack_are_both_left_out() -> None:
    here, pack = page(), Pack("甲", 10_000, Decimal(7), None, PLACE, PLACE)
    said = [hear(f"{day}甲资源包停售。") for day in (FROM, LATER)]
    assert announced_packs(here, [pack], said) == (pack,)
    assert [(finding.id, finding.text) for finding in here.findings] == [
        (
            "announcements-disagree",
            "甲: no more from 2027-07-01 here, no more from 2027-01-01 elsewhere",
        )
    ]
    assert [one.to for one in announced_packs(page(), [pack], said[:1])] == [D1]
