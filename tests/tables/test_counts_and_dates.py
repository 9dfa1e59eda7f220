"""Counts and dates as people write them; what could be two things is refused."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.counts_written import COUNTS
from tiia_pricebook.errors import InputError
from tiia_pricing.tables.counts import parse_count
from tiia_pricing.tables.dates import is_date, parse_date

JANUARY = (dt.date(2026, 1, 31), True)
FIRST = (dt.date(2026, 1, 1), False)
FIFTH = (dt.date(2026, 1, 5), False)


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("1050000", 1_050_000),
        ("1,050,000", 1_050_000),
        ("105万", 1_050_000),
        ("105 万次", 1_050_000),
        ("1.05百万", 1_050_000),
        ("1050千次", 1_050_000),
        ("1050000.0", 1_050_000),
        ("1,050,000.00", 1_050_000),
        ("1050000.000", 1_050_000),
        ("１０５００００", 1_050_000),
        ("１，０５０，０００", 1_050_000),
        ("１０５万", 1_050_000),
        ("1050000次", 1_050_000),
        ("0", 0),
        ("0.0", 0),
        ("007", 7),
        ("10亿", 10**9),
        ("1000000000000000.0", 10**15),
    ],
)
def test_a_count_is_read(text: str, calls: int) -> None:
    assert parse_count(text) == calls


@pytest.mark.parametrize(("text", "calls"), COUNTS.items())
def test_a_count_is_read_as_the_calculator_page_reads_it(text: str, calls: int | None) -> None:
    try:
        assert parse_count(text) == calls
    except InputError:
        assert calls is None


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("1.5", "calls-not-whole"),
        ("1.23456万", "calls-not-whole"),
        ("1.0000000000000000000000000000000001", "calls-not-whole"),
        (".5", "calls-not-whole"),
        ("5.", "calls-not-whole"),
        ("105.000", "calls-ambiguous"),
        ("1.000", "calls-ambiguous"),
        ("1,05", "calls-unreadable"),
        ("10,50,000", "calls-unreadable"),
        ("1,0500", "calls-unreadable"),
        ("0,123", "calls-unreadable"),
        ("1.050.000", "calls-unreadable"),
        ("1 050 000", "calls-unreadable"),
        ("1e6", "calls-unreadable"),
        ("1.05E+06", "calls-unreadable"),
        ("+5", "calls-unreadable"),
        ("-", "calls-unreadable"),
        ("", "calls-unreadable"),
        ("十万", "calls-unreadable"),
        ("1亿2千万", "calls-unreadable"),
        ("105k", "calls-unreadable"),
        ("¥105", "calls-unreadable"),
        ("10²", "calls-unreadable"),
        ("①", "calls-unreadable"),
        ("-5", "calls-negative"),
        ("－5", "calls-negative"),
        ("1000000000000001", "calls-too-large"),
        ("100000万亿", "calls-unreadable"),
        ("10000001亿", "calls-too-large"),
    ],
)
def test_what_is_no_count_is_refused(text: str, id: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_count(text)
    assert refused.value.id == id
    assert refused.value.expected


def test_a_count_in_the_unit_of_its_head() -> None:
    assert parse_count("1.5", 10_000) == 15_000
    assert parse_count("105", 10_000) == 1_050_000
    for text in ("105万", "105次"):
        with pytest.raises(InputError):
            parse_count(text, 10_000)


@given(st.integers(0, 10**15))
def test_however_a_count_is_written_it_is_the_same(calls: int) -> None:
    wide = str(calls).translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
    for text in (str(calls), f"{calls:,}", f"{calls}.0", f"{calls:,}.00", wide, f"{calls}次"):
        assert parse_count(text) == calls


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026-01", JANUARY),
        ("2026/1", JANUARY),
        ("2026/01", JANUARY),
        ("2026-1", JANUARY),
        ("2026年1月", JANUARY),
        ("2026年01月", JANUARY),
        ("2026 年 1 月", JANUARY),
        ("２０２６年１月", JANUARY),
        ("2026年1月份", JANUARY),
        ("26年1月", JANUARY),
        ("Jan-26", JANUARY),
        ("jan-26", JANUARY),
        ("Jan 2026", JANUARY),
        ("January 2026", JANUARY),
        ("Jan-2026", JANUARY),
        ("202601", JANUARY),
        ("2026/1/1", FIRST),
        ("2026-1-1", FIRST),
        ("2026/1/1 0:00", FIRST),
        ("2026-01-01 00:00:00", FIRST),
        ("2026-01-01T00:00:00+08:00", FIRST),
        ("2026-01-05", FIFTH),
        ("2026.1.5", FIFTH),
        ("2026年1月5日", FIFTH),
        ("2026年1月5号", FIFTH),
        ("5-Jan-2026", FIFTH),
        ("20260105", FIFTH),
    ],
)
def test_a_date_is_read(text: str, date: tuple[dt.date, bool]) -> None:
    assert parse_date(text) == date


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("1/2/2026", "date-ambiguous"),
        ("01-02-2026", "date-ambiguous"),
        ("1.2.2026", "date-ambiguous"),
        ("26/1/2", "date-ambiguous"),
        ("5-Jan-26", "date-unreadable"),
        ("26-Jan", "date-unreadable"),
        ("1月", "date-unreadable"),
        ("1月5日", "date-unreadable"),
        ("Jan", "date-unreadable"),
        ("2026", "date-unreadable"),
        ("2026年", "date-unreadable"),
        ("2026.1", "date-unreadable"),
        ("201201", "date-unreadable"),
        ("46023", "date-unreadable"),
        ("2026-1/5", "date-unreadable"),
        ("2026-01-05 12:00", "date-unreadable"),
        ("2026-01-05T00:00:00Z", "date-unreadable"),
        ("2026Q1", "date-unreadable"),
        ("2026-13", "date-unreadable"),
        ("2026年2月30日", "date-unreadable"),
        ("Feb-30-2026", "date-unreadable"),
        ("٢٠٢٦-01", "date-unreadable"),
        ("", "date-unreadable"),
    ],
)
def test_what_is_no_date_or_could_be_two_is_refused(text: str, id: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_date(text)
    assert refused.value.id == id
    assert refused.value.expected


@given(st.dates(dt.date(2013, 1, 1), dt.date(2099, 12, 31)))
def test_however_a_day_is_written_it_is_the_same(day: dt.date) -> None:
    short = f"{day.year}/{day.month}/{day.day}"
    for text in (str(day), short, f"{day.year}年{day.month}月{day.day}日", f"{day:%Y%m%d}"):
        assert parse_date(text) == (day, False)
    for text in (f"{day:%Y-%m}", f"{day:%b-%Y}", f"{day.year}年{day.month}月", f"{day:%Y%m}"):
        last, whole_month = parse_date(text)
        assert whole_month
        assert (last.year, last.month) == (day.year, day.month)


def test_a_date_that_no_calendar_has_still_looks_like_one() -> None:
    assert is_date("2026-13")
    assert not is_date("备注")
