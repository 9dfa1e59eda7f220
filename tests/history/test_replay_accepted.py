"""The kept pages accepted one after another: what would be held, and why it was accepted.

The test of today's page says that they give the book that is shipped.
"""

from __future__ import annotations

import datetime as dt

from tiia_pricebook import PriceBook
from tiia_pricing.changes.plausibility.plausible import implausible
from tiia_pricing.history import replay, revisions_of
from tiia_pricing.history.snapshot_folder import newest_book, shipped_folder

# By the day and the line of the page: what is odd about it, and why it is no misreading.
ACCEPTED = {
    ("2018-05-23", "by-picture", "price-crosses-zero"): "a first tier of 免费, which is a quota",
    ("2018-11-13", "by-picture", "interfaces-gone"): "a table without names takes its heading's",
    ("2018-11-22", "by-picture", "price-crosses-zero"): "the free tier became a quota in words",
    ("2019-06-14", "by-picture", "interfaces-gone"): "图片标签 is called 图像分析 from then on",
    ("undated", "by-call", "interfaces-gone"): "the service was cut down to other interfaces",
    ("undated", "by-call", "quota-tenfold"): "its notice: 1,000 free calls from 2022-10-24 on",
    ("first accepted", "by-call", "interfaces-gone"): "the page of 2022 prices other interfaces",
    ("first accepted", "by-call", "quota-tenfold"): "its notice: 1,000 free calls, no more 10,000",
}


def test_what_is_held_is_accepted_in_writing() -> None:
    before: dict[str, PriceBook] = {}
    held: set[tuple[str, str, str]] = set()
    for step in replay(revisions_of(str(shipped_folder() / "older"))):
        for product, line in step.lines.items():
            found = implausible(before[product], line.book) if product in before else ()
            held |= {(_day(step.page.date), product, hold.id) for hold in found}
            if step.page.date:
                before[product] = line.book
    found = implausible(before["by-call"], newest_book())
    held |= {("first accepted", "by-call", hold.id) for hold in found}
    assert held == set(ACCEPTED)


def test_pages_without_a_date_are_read_and_not_placed() -> None:
    steps = list(replay(revisions_of(str(shipped_folder() / "older"))))
    undated = [step for step in steps if step.page.date is None]
    assert len(steps) == 33
    assert len(undated) == 3
    assert all(step.page.refused is None for step in steps)


def _day(date: dt.date | None) -> str:
    return str(date) if date else "undated"
