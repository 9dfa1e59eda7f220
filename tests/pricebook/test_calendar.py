"""Days, months and periods, by a calendar on the wall."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest

from tiia_pricebook.calendar import (
    BEIJING,
    Month,
    Period,
    days_later,
    first_of_month,
    holds,
    holds_within,
    in_beijing,
    instant,
    month_from,
    months_later,
    next_month,
    today,
    utc,
)
from tiia_pricebook.errors import InputError

ROOT = Path(__file__).parents[2]
MAY = Period(dt.date(2023, 5, 1), dt.date(2023, 6, 1))
NEW_YEAR = dt.datetime(2023, 12, 31, 16, 0, tzinfo=dt.UTC)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("fact", "of_days"),
    [
        (MAY, "....xx.."),
        (Period(None, MAY.to), "xxxxxx.."),
        (Period(MAY.from_, None), "....xxxx"),
        (Period(), "xxxxxxxx"),
    ],
)
def test_a_fact_holds_from_its_first_day_and_not_on_the_day_of_its_end(
    fact: Period, of_days: str
) -> None:
    days = (
        *("2022-12-31", "2023-01-01", "2023-04-29", "2023-04-30"),
        *("2023-05-01", "2023-05-31", "2023-06-01", "2023-06-02"),
    )
    assert "".join("x" if holds(fact, day(one)) else "." for one in days) == of_days


@pytest.mark.parametrize(
    ("first", "end", "within"),
    [
        ("2023-04-01", "2023-05-01", False),
        ("2023-04-01", "2023-05-02", True),
        ("2023-05-10", "2023-05-11", True),
        ("2023-05-31", "2023-07-01", True),
        ("2023-06-01", "2023-07-01", False),
    ],
)
def test_a_fact_holds_on_some_day_of_a_span(first: str, end: str, within: bool) -> None:
    span = (day(first), day(end))
    assert holds_within(MAY, *span) is within
    assert holds_within(Period(), *span)
    assert holds_within(Period(MAY.from_, None), *span) is (end > "2023-05-01")
    assert holds_within(Period(None, MAY.to), *span) is (first < "2023-06-01")


def test_a_month_is_written_as_everywhere() -> None:
    assert [str(Month.of(day(one))) for one in ("2023-05-07", "0987-12-31")] == [
        *("2023-05", "0987-12"),
    ]


@pytest.mark.parametrize(
    ("of", "first", "following", "begun"),
    [
        ("2023-05-01", "2023-05-01", "2023-06-01", "2023-05-01"),
        ("2023-05-02", "2023-05-01", "2023-06-01", "2023-06-01"),
        ("2023-12-31", "2023-12-01", "2024-01-01", "2024-01-01"),
        ("2023-11-30", "2023-11-01", "2023-12-01", "2023-12-01"),
    ],
)
def test_the_months_about_a_day(of: str, first: str, following: str, begun: str) -> None:
    found = [function(day(of)) for function in (first_of_month, next_month, month_from)]
    assert found == [day(first), day(following), day(begun)]


@pytest.mark.parametrize(
    ("of", "months", "expected"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2023-03-31", 1, "2023-04-30"),
        ("2023-11-15", 1, "2023-12-15"),
        ("2023-12-15", 1, "2024-01-15"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2023-05-05", 0, "2023-05-05"),
        ("2023-05-05", 31, "2025-12-05"),
        ("9998-12-31", 12, "9999-12-31"),
    ],
)
def test_the_same_day_months_later(of: str, months: int, expected: str) -> None:
    assert months_later(day(of), months) == day(expected)


def test_days_later() -> None:
    assert days_later(day("2024-02-28"), 2) == day("2024-03-01")
    assert days_later(day("9999-12-30"), 1) == day("9999-12-31")


def test_a_day_past_the_calendar_is_refused() -> None:
    for later in (months_later, days_later):
        with pytest.raises(InputError) as refused:
            later(dt.date.max, 1)
        error = refused.value
        assert (error.id, error.message, error.expected) == (
            "date-unreadable",
            "'9999-12-31' is not in the calendar",
            "a day YYYY-MM-DD or a month YYYY-MM",
        )


def test_the_day_in_beijing_begins_at_four_in_the_afternoon_utc() -> None:
    assert in_beijing(NEW_YEAR) == day("2024-01-01")
    assert in_beijing(NEW_YEAR - dt.timedelta(seconds=1)) == day("2023-12-31")


def test_today_is_the_day_in_beijing_wherever_the_clock_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> Clock:
            assert tz is not None
            return cls(2023, 12, 31, 16, 0, tzinfo=dt.UTC)

    monkeypatch.setattr("tiia_pricebook.calendar.dt.datetime", Clock)
    assert today() == day("2024-01-01")


def test_a_moment_is_told_to_the_minute_in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = dt.datetime(2024, 1, 1, 7, 5, 59, tzinfo=BEIJING)
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("TZ", "America/New_York")
        time.tzset()
        assert utc(moment) == "2023-12-31 23:05 UTC"
    time.tzset()


def test_years_have_four_digits() -> None:
    early = dt.datetime(812, 5, 3, 4, 5, 6, 7, tzinfo=dt.UTC)
    assert str(Month.of(dt.date(1, 1, 31))) == "0001-01"
    assert utc(early) == "0812-05-03 04:05 UTC"
    assert instant(early) == "0812-05-03T04:05:06Z"
    assert instant(NEW_YEAR.astimezone(BEIJING)) == "2023-12-31T16:00:00Z"


def test_no_date_is_written_by_the_format_whose_years_have_fewer_digits_on_some_systems() -> None:
    folders = (ROOT / "src", ROOT / "scraper/tiia_scraper")
    written = [path for folder in folders for path in folder.rglob("*.*")]
    found = {
        path.name
        for path in written
        if path.suffix in {".py", ".html", ".md"} and "%Y" in path.read_text("utf-8")
    }
    assert found == {"dialect.py"}  # of DuckDB, whose years have four
