"""Notices put to quotas directly: what goes on as an announcement, and which cell is at odds."""

from __future__ import annotations

import datetime as dt

import pytest

from tiia_pricebook import FreeQuota, Source, Where
from tiia_scraper.document.document import Document, Sentence
from tiia_scraper.extraction.announcements.announcement_places import Heard
from tiia_scraper.extraction.clause_slugs import read_clauses
from tiia_scraper.extraction.page_parts import Page
from tiia_scraper.extraction.quota_notices import check_notices
from tiia_scraper.vocabulary import Monthly, parse_announcements

D1, D2 = dt.date(2027, 1, 1), dt.date(2027, 7, 1)
NAMES = ("甲", "乙")
NOTICE = "quota-change-notice"
ALONE = "自2027年1月1日起，如下：{}接口的免费调用额度将调整为800次/月。"
LATER = "自2027年7月1日起，如下：{}接口的免费调用额度将调整为800次/月。"
SENTENCE = "自2027年{}月1日起，甲的{}调整为{}。"

Told = list[tuple[str, int | None, str | None, str | None]]
Odd = list[tuple[int | None, str | None, str]]


def quota(
    name: str, calls: int, since: dt.date | None = None, to: dt.date | None = None, row: int = 1
) -> FreeQuota:
    source = Source("", table=0, row=row, column=1)
    return FreeQuota((*name,), calls, "quota-table", source, from_=since, to=to)


def page(*sentences: str) -> Page:
    said = tuple(Sentence(text, number, 0, ()) for number, text in enumerate(sentences))
    here = Page(Document(said, (), "", boxed=True), read_clauses(said))
    for name in NAMES:
        here.name(name, Source(name))
    assert [interface.name for interface in here.interfaces.values()] == [*NAMES]
    return here


def hear(text: str) -> list[Heard]:
    source, where = Source(text, clause="news"), Where(clause="news")
    said = parse_announcements(text, NAMES)
    return [Heard(one, name, source, where) for one in said for name in one.names]


def checked(
    here: Page, quotas: list[FreeQuota], heard: list[Heard] | None = None
) -> tuple[Told, Odd]:
    """What goes on: whose, how many calls, its clauses; and row, clause, text of each finding."""
    told: Told = []
    for one in check_notices(here, quotas, heard or []):
        calls = one.said.new.calls if isinstance(one.said.new, Monthly) else None
        told.append((one.interface, calls, one.source.clause, one.where.clause))
    odd: Odd = []
    for found in here.findings:
        assert found.decision == ("the cells hold" if found.where.clause else "the cell holds")
        odd.append((found.where.row, found.where.clause, found.text))
    return told, odd


PLAIN = [quota("甲", 1000), quota("乙", 500, row=2)]
NOTED = [quota("甲", 1000, to=D1), quota("甲", 800, D1), quota("乙", 500, row=2)]
BOTH = [*NOTED[:2], quota("乙", 500, to=D1, row=2), quota("乙", 300, D1, row=2)]
TWICE = [quota("甲", 1000, to=D1), quota("甲", 800, D1, D2), quota("甲", 700, D2)]
GOES_ON: Told = [("甲", 800, NOTICE, NOTICE)]


def at(row: int, text: str) -> Odd:
    return [(row, None, f"{text}; the notice says otherwise")]


@pytest.mark.parametrize(
    ("said", "quotas", "told", "odd"),
    [
        (ALONE.format("甲"), PLAIN, GOES_ON, []),
        (ALONE.format("甲"), [quota("甲", 1000), quota("乙", 800, row=2)], GOES_ON, []),
        (ALONE.format("甲"), NOTED, [], []),
        (ALONE.format("甲"), BOTH, [], at(2, "乙: 300 calls from 2027-01-01")),
        (LATER.format("甲"), NOTED, [], at(1, "甲: 800 calls from 2027-01-01")),
        (LATER.format("乙"), NOTED, [("乙", 800, NOTICE, NOTICE)], []),
        (LATER.format("甲"), [quota("甲", 900, D1)], GOES_ON, []),
        (LATER.format("甲"), [quota("甲", 800, to=D1), quota("甲", 900, D1)], GOES_ON, []),
        (LATER.format("甲"), TWICE, [], at(1, "甲: 800 calls from 2027-01-01")),
        (
            ALONE.format("甲"),
            [quota("乙", 800)],
            [],
            [(None, NOTICE, "the notice changes the quota of 甲; no cell does")],
        ),
        (
            ALONE.format("甲、乙"),
            NOTED,
            [],
            [(None, NOTICE, "the notice changes the quota of 乙; no cell does")],
        ),
        (
            LATER.format("甲、乙"),
            BOTH,
            [("乙", 800, NOTICE, NOTICE)],
            at(1, "甲: 800 calls from 2027-01-01"),
        ),
        (
            ALONE.format("甲"),
            [quota("甲", 900, to=D1), quota("甲", 800, D1), quota("甲乙", 300, D2, row=3)],
            [],
            at(3, "甲、乙: 300 calls from 2027-07-01"),
        ),
    ],
)
def test_a_notice_and_the_cells(said: str, quotas: list[FreeQuota], told: Told, odd: Odd) -> None:
    assert checked(page(said), quotas) == (told, odd)


def test_two_notices_name_two_interfaces() -> None:
    here = page(ALONE.format("甲"), ALONE.format("乙").replace("800", "300"))
    assert checked(here, BOTH) == ([], [])
    assert checked(page(), BOTH) == ([], [])


@pytest.mark.parametrize(
    ("said", "calls"),
    [
        (ALONE.format("甲"), 800),
        ("自2027年1月1日起，甲的免费调用额度由1000次/月调整为800次/月。", 800),
        ("额度通知：自2027年1月1日起，甲的免费调用额度由1000次/月调整为900次/月。", 900),
    ],
)
def test_the_forms_of_a_notice(said: str, calls: int) -> None:
    assert checked(page(said), PLAIN) == ([("甲", calls, NOTICE, NOTICE)], [])
    (heard,) = check_notices(page(said), PLAIN, [])
    assert (heard.source.text, heard.date, heard.said.names) == (said, D1, ("甲",))


@pytest.mark.parametrize(
    "said",
    [
        "自2027年1月1日起，免费调用额度调整为800次/月。",
        "自2027年1月1日起，甲免费调用额度调整为800次/月，乙第一档价格调整为2元/千次。",
        "自2027年1月1日起，甲免费调用额度将大幅调整为新的额度。",
    ],
)
def test_a_notice_that_is_not_read(said: str) -> None:
    text = "not a notice with a date, interfaces and a quota"
    here = page(said)
    assert checked(here, PLAIN) == ([], [(None, NOTICE, text)])
    assert [finding.id for finding in here.findings] == ["notice-unread"]


def test_a_notice_that_has_been_heard_is_not_read_again() -> None:
    said = "自2027年1月1日起，甲免费调用额度调整为800次/月，乙停止服务。"
    here = page(said)
    heard = [one._replace(source=Source(said, clause=NOTICE)) for one in hear(said)]
    told, odd = checked(here, PLAIN, heard)
    assert [(name, calls) for name, calls, *_ in told] == [("甲", 800), ("乙", None)]
    assert odd == []


OTHERS: Told = [("甲", None, "news", "news")]


@pytest.mark.parametrize(
    ("month", "what", "new", "quotas", "told", "odd"),
    [
        (1, "免费额度", "800次/月", NOTED, [], []),
        (1, "免费额度", "700次/月", NOTED, [], at(1, "甲: 800 calls from 2027-01-01")),
        (7, "免费额度", "800次/月", NOTED, [], at(1, "甲: 800 calls from 2027-01-01")),
        (1, "免费额度", "600次/月", TWICE, [], at(1, "甲: 800 calls from 2027-01-01")),
        (7, "免费额度", "600次/月", TWICE, [], at(1, "甲: 700 calls from 2027-07-01")),
        (7, "免费额度", "700次/月", NOTED, [("甲", 700, "news", "news")], []),
        (1, "免费额度", "800次/月", PLAIN, [("甲", 800, "news", "news")], []),
        (1, "第一档价格", "2元/千次", NOTED, OTHERS, []),
        (7, "第一档价格", "2元/千次", NOTED, OTHERS, []),
    ],
)
def test_a_sentence_and_the_cells(
    month: int, what: str, new: str, quotas: list[FreeQuota], told: Told, odd: Odd
) -> None:
    heard = hear(SENTENCE.format(month, what, new))
    assert checked(page(), quotas, heard) == (told, odd)
