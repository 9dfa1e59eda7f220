"""The first day of what a page says: stated by the page, given by a person, or only seen."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from tiia_pricebook import default_book, load
from tiia_pricing import Usage, bill
from tiia_pricing.proposing import Checkout
from tiia_pricing.watch import checking
from tiia_pricing.watch.archive import Archive
from tiia_scraper.sources import Fetched

from .conftest import Propose, Run, new
from .trees import BOOK, PAGE, edited, git

DEARER = edited(("2.5元/千次", "2.6元/千次"))
TENFOLD = edited(("2.5元/千次", "25元/千次"))
TABLE_DATED = edited(
    ("### 图像识别后付费\n", "### 图像识别后付费\n\n自2027年1月1日起开始正式按调用量计费：\n"),
    ("2.5元/千次", "2.6元/千次"),
)
QUOTA_DATED = edited(
    (
        "<td>文件封识别</td>\n<td>1000次/月</td>",
        "<td>文件封识别</td>\n<td>1000次/月<br>注：2027年1月1日起将调整为2000次/月。</td>",
    )
)
QUOTA_RAISED = edited(
    ("<td>文件封识别</td>\n<td>1000次/月</td>", "<td>文件封识别</td>\n<td>2000次/月</td>")
)
_PET = PAGE.index("<td >宠物识别图片版</td>")
_TABLE = PAGE[PAGE.rindex("<table>", 0, _PET) : PAGE.index("</table>", _PET) + len("</table>")]
_FREE = "<td>1000次/月</td>\n<td>当月有效，每月发放</td>\n"
_ROW = f"<tr> \n<td>宠物识别图片版\n\n</td>\n{_FREE}</tr>\n"
WITHOUT_PET = edited((_TABLE, ""), (_ROW, ""))
ANNOUNCED = edited(
    (
        "### 图像识别后付费\n",
        "### 图像识别后付费\n\n自2027年1月1日起，商品识别的价格由2.5元/千次调整为2.6元/千次。\n",
    )
)


def check(folder: Path, page: str, day: int, hour: int = 4, year: int = 2026) -> None:
    """A check of the page at that hour of that day of November, in UTC."""
    watched = checking.Watched("https://vendor.example/page?key=secret")
    at = dt.datetime(year, 11, day, hour, tzinfo=dt.UTC)
    fetched = Fetched(data=page.encode(), source="https://vendor.example/page")
    checking.check(watched, Archive(folder), default_book(), at, lambda *_, **__: fetched)


def dates(told: dict[str, Any]) -> tuple[str | None, ...]:
    page = told["page"]
    return tuple(page[name] for name in ("from", "dated", "first_seen", "not_before"))


def test_without_checks_a_change_is_seen_today(propose: Propose) -> None:
    told = propose(DEARER)
    assert dates(told) == ("2026-11-27", "seen", "2026-11-27", "2026-11-23")
    assert told["page"]["evidence"] == "the page before was last seen on 2026-11-23"


@pytest.mark.parametrize(
    ("years", "seen", "before"),
    [
        ((2026, 2031, 2026), "2026-11-26", "2026-11-24"),
        ((2031, 2026, 2026), "2026-11-25", "2026-11-25"),
        ((2026, 2026, 2031), "2026-11-25", "2026-11-24"),
        ((2026, 2031, 2031), "2026-11-27", "2026-11-24"),
    ],
)
def test_a_clock_that_was_ahead_makes_no_price_begin_later(
    propose: Propose, tmp_path: Path, years: tuple[int, ...], seen: str, before: str
) -> None:
    """What a check saw was there at the latest when the next one with a sound clock was made."""
    for day, page, year in zip((24, 25, 26), (PAGE, DEARER, DEARER), years, strict=True):
        check(tmp_path / "archive", page, day, year=year)
    told = propose(DEARER, "--archive", str(tmp_path / "archive"))
    assert dates(told) == (seen, "seen", seen, before)


def test_a_given_day_needs_no_range(propose: Propose) -> None:
    assert dates(propose(DEARER, "--effective", "2026-12-01")) == (
        *("2026-12-01", "given", "2026-11-27"),
        None,
    )


def test_the_range_reaches_back_to_the_page_before(
    tree: Checkout, run: Run, tmp_path: Path
) -> None:
    ran = run(new(tmp_path, DEARER))
    said = "the page before was last seen on 2026-11-23: the range reaches back to it"
    assert said in ran.out.splitlines()
    spread = bill(load(tree.root / BOOK), [Usage(dt.date(2026, 11, 25), "商品识别", 2_000)])
    assert (spread.cents, spread.spread.low, spread.spread.high) == (250, 250, 260)


def test_the_first_check_that_saw_it_is_its_day(propose: Propose, tmp_path: Path) -> None:
    for day, page in ((24, PAGE), (25, DEARER), (26, DEARER)):
        check(tmp_path / "archive", page, day)
    told = propose(DEARER, "--archive", str(tmp_path / "archive"))
    assert dates(told) == ("2026-11-25", "seen", "2026-11-25", "2026-11-24")
    assert told["page"]["source"] == "https://vendor.example/page"


def test_days_of_checks_are_those_in_beijing(propose: Propose, tmp_path: Path) -> None:
    check(tmp_path / "archive", PAGE, 24, hour=16)  # 00:00 on the 25th
    check(tmp_path / "archive", DEARER, 25, hour=15)  # 23:00 on the 25th
    told = propose(DEARER, "--archive", str(tmp_path / "archive"))
    assert dates(told) == ("2026-11-25", "seen", "2026-11-25", "2026-11-25")


def test_the_same_facts_in_another_layout_were_seen_as_well(
    propose: Propose, tmp_path: Path
) -> None:
    other = DEARER.replace("<td >2.6元", "<td>2.6元")
    assert other != DEARER
    for day, page in ((24, PAGE), (25, other), (26, DEARER)):
        check(tmp_path / "archive", page, day)
    told = propose(DEARER, "--archive", str(tmp_path / "archive"))
    assert dates(told) == ("2026-11-25", "seen", "2026-11-25", "2026-11-24")


def test_a_page_that_was_taken_back_counts_from_when_it_came_again(
    propose: Propose, tmp_path: Path
) -> None:
    for day, page in ((23, DEARER), (24, PAGE), (25, DEARER)):
        check(tmp_path / "archive", page, day)
    told = propose(DEARER, "--archive", str(tmp_path / "archive"))
    assert dates(told) == ("2026-11-25", "seen", "2026-11-25", "2026-11-24")


def test_a_second_page_seen_on_one_day_leaves_the_first_one_that_day(
    tree: Checkout, run: Run, propose: Propose, tmp_path: Path
) -> None:
    propose(DEARER)
    for number, price in enumerate(("2.7", "2.8"), 28):
        commit(tree)
        page = edited(("2.5元/千次", f"{price}元/千次"))
        refused = run(new(tmp_path, page), "--effective", f"2026-11-{number - 1}")
        assert (refused.code, f"a day from 2026-11-{number} on" in refused.err) == (2, True)
        told = propose(page)
        assert dates(told) == (f"2026-11-{number}", "seen", "2026-11-27", "2026-11-27")
    rows = [Usage(dt.date(2026, 11, 25), "商品识别", 2_000)]
    spread = bill(load(tree.root / BOOK), rows, readings={"price-change": "by-day"}).spread
    assert (spread.low, spread.high) == (250, 260)
    assert cents(tree, "2026-11-26", "2026-11-27", "2026-11-28", "2026-11-29") == [
        *(250, 260, 270, 280)
    ]


def commit(tree: Checkout) -> None:
    git(tree.root, "add", "--all")
    git(tree.root, "commit", "--quiet", "--message", "An accepted page")


def test_a_held_page_was_seen_as_well(propose: Propose, tmp_path: Path) -> None:
    for day, page in ((24, PAGE), (25, TENFOLD), (26, TENFOLD)):
        check(tmp_path / "archive", page, day)
    told = propose(TENFOLD, "--accept", "--archive", str(tmp_path / "archive"))
    assert dates(told) == ("2026-11-25", "seen", "2026-11-25", "2026-11-24")


def test_checks_that_never_saw_it_tell_of_the_page_before(propose: Propose, tmp_path: Path) -> None:
    for day, page in ((24, PAGE), (25, PAGE), (26, "no page")):
        check(tmp_path / "archive", page, day)
    told = propose(DEARER, "--archive", str(tmp_path / "archive"))
    assert dates(told) == ("2026-11-27", "seen", "2026-11-27", "2026-11-25")


def test_a_given_day_goes_before_the_checks(propose: Propose, tmp_path: Path) -> None:
    check(tmp_path / "archive", PAGE, 24)
    check(tmp_path / "archive", DEARER, 25)
    told = propose(DEARER, "--effective", "2026-12-01", "--archive", str(tmp_path / "archive"))
    assert dates(told) == ("2026-12-01", "given", "2026-11-25", None)


def test_an_archive_that_is_not_there_is_refused(run: Run, tmp_path: Path) -> None:
    ran = run(new(tmp_path, DEARER), "--archive", str(tmp_path / "nowhere"))
    assert (ran.code, ran.out) == (2, "")
    assert "there is no such folder" in ran.err


@pytest.mark.parametrize("given", [(), ("--effective", "2026-12-01")])
def test_a_table_that_states_its_day_goes_before_everything(
    tree: Checkout, propose: Propose, given: tuple[str, ...]
) -> None:
    told = propose(TABLE_DATED, *given)
    assert dates(told) == ("2027-01-01", "stated", "2026-11-27", None)
    assert cents(tree, "2026-11-27", "2026-12-31", "2027-01-01") == [250, 250, 260]
    [rows] = told["rows"]
    assert rows["title"] == "商品识别 from 2027-01-01"
    assert [row["date"] for row in rows["rows"]] == ["2026-12-31", *["2027-01-01"] * 10]


def test_what_is_announced_holds_from_the_day_that_it_states(
    tree: Checkout, propose: Propose
) -> None:
    told = propose(ANNOUNCED, "--effective", "2026-12-01")
    assert dates(told) == ("2027-01-01", "stated", "2026-11-27", None)
    assert "自2027年1月1日起" in told["page"]["evidence"]
    [rows] = told["rows"]
    assert (rows["title"], rows["file"]) == (
        "商品识别 from 2027-01-01",
        "features/recognition-pay-as-you-go.feature",
    )
    assert told["to_type"] == 11
    assert cents(tree, "2026-12-31", "2027-01-01") == [250, 260]


def test_what_is_announced_and_withdrawn_never_holds(tree: Checkout, propose: Propose) -> None:
    propose(ANNOUNCED)
    git(tree.root, "add", "--all")
    git(tree.root, "commit", "--quiet", "--message", "An announcement")
    told = propose(PAGE)
    assert dates(told)[:2] == ("2026-11-27", "seen")
    assert [doubt["text"] for doubt in told["doubts"] if doubt["change"] == "overtaken"] == [
        "rows of 商品识别 from 2027-01-01 state what is no longer in force"
    ]
    assert cents(tree, "2026-12-31", "2027-01-01") == [250, 250]


def cents(tree: Checkout, *days: str) -> list[int]:
    """What 2,000 calls of 商品识别 come to on each day, 1,000 of them free."""
    book = load(tree.root / BOOK)
    usage = ([Usage(dt.date.fromisoformat(day), "商品识别", 2_000)] for day in days)
    return [bill(book, rows).cents for rows in usage]


def test_a_quota_with_a_second_day_is_stated(tree: Checkout, propose: Propose) -> None:
    told = propose(QUOTA_DATED)
    assert dates(told) == ("2027-01-01", "stated", "2026-11-27", None)
    assert "2027年1月1日起将调整为2000次/月" in told["page"]["evidence"]
    [rows] = told["rows"]
    assert rows["title"] == "The quota of 文件封识别 from 2027-01-01"
    assert [(row["date"], row["calls"], row["free"]) for row in rows["rows"]] == [
        ("2026-12-31", "3,000", "1,000"),
        ("2027-01-01", "1,999", "1,999"),
        ("2027-01-01", "2,000", "2,000"),
        ("2027-01-01", "2,001", "2,000"),
        ("2027-01-01", "3,000", "2,000"),
    ]


def test_a_stated_day_dates_only_what_the_page_says_of_it(propose: Propose) -> None:
    """A price without a day beside a quota with one: the page does not date all that it changes."""
    both = edited(("2.5元/千次", "2.6元/千次"), page=QUOTA_DATED)
    told = propose(both, "--effective", "2026-12-01")
    assert dates(told)[:2] == ("2026-12-01", "given")
    assert [rows["title"] for rows in told["rows"]] == [
        "商品识别 from 2026-12-01",
        "The quota of 文件封识别 from 2027-01-01",
    ]


def test_a_day_before_the_page_before_was_seen_is_a_doubt(propose: Propose) -> None:
    told = propose(DEARER, "--effective", "2026-11-01")
    [doubt] = told["doubts"]
    assert doubt["change"] == "dated-back"
    assert "2026-11-01" in doubt["text"]
    assert "2026-11-23" in doubt["text"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("0001-01-01", "0001-01-01 is not after 2022-10-01, the first day of the first page"),
        ("2022-09-30", "2022-09-30 is not after 2022-10-01, the first day of the first page"),
        ("2022-10-01", "expected: a day after 2022-10-01"),
        ("9999-11-01", "no bill reaches 9999-11-01"),
        ("9999-12-31", "expected: a day to 9999-10-31"),
    ],
)
@pytest.mark.parametrize("page", [DEARER, QUOTA_RAISED, WITHOUT_PET])
def test_a_day_of_a_month_that_no_bill_of_the_page_has_is_refused(
    tree: Checkout, run: Run, tmp_path: Path, page: str, given: str, said: str
) -> None:
    ran = run(new(tmp_path, page), "--effective", given)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert git(tree.root, "status", "--porcelain") == ""


@pytest.mark.parametrize("given", ["2022-10-02", "9999-10-31"])
@pytest.mark.parametrize("page", [DEARER, QUOTA_RAISED, WITHOUT_PET])
def test_the_first_and_the_last_day_that_can_be_given(
    propose: Propose, page: str, given: str
) -> None:
    assert dates(propose(page, "--effective", given))[:2] == (given, "given")


FIRST_TIER = "商品识别0 - 1000千次/月的单价由2.5元/千次调整为2.6元/千次。"
RAISED = ("2.5元/千次", "2.6元/千次")


def with_sentence(sentence: str, *pairs: tuple[str, str]) -> str:
    """A page with a sentence above its prices."""
    return edited(*pairs, ("### 图像识别后付费\n", f"### 图像识别后付费\n\n{sentence}\n"))


CARRIED_OUT = {
    "a sentence": with_sentence(f"自2026年12月1日起，{FIRST_TIER}", RAISED),
    "without the old price": with_sentence(
        "自2026年12月1日起，商品识别第一阶梯的价格调整为2.6元/千次。", RAISED
    ),
    "a note in the cell": edited(
        ("2.5元/千次", "2.6元/千次<br>注：2026年12月1日起由2.5元/千次调整为2.6元/千次")
    ),
    "a quota": with_sentence(
        "自2026年12月1日起，文件封识别的免费额度由1000次/月提升至2000次/月。",
        ("<td>文件封识别</td>\n<td>1000次/月</td>", "<td>文件封识别</td>\n<td>2000次/月</td>"),
    ),
    "a pack": with_sentence(
        "自2026年12月1日起，车辆识别（增强版）10万次资源包的价格由7000元/个调整为7200元/个。",
        ("<td>7000元/个</td>", "<td>7200元/个</td>"),
    ),
}


@pytest.mark.parametrize("page", CARRIED_OUT.values(), ids=CARRIED_OUT)
@pytest.mark.parametrize("given", [(), ("--effective", "2026-12-05")])
def test_a_day_that_the_page_states_for_what_its_tables_have_already_is_its_day(
    propose: Propose, page: str, given: tuple[str, ...]
) -> None:
    told = propose(page, *given)
    assert dates(told) == ("2026-12-01", "stated", "2026-11-27", None)
    assert "2026年12月1日起" in told["page"]["evidence"]
    assert [doubt["change"] for doubt in told["doubts"] if doubt["change"] == "stated-day"] == []


def test_what_was_carried_out_is_billed_from_its_day(tree: Checkout, propose: Propose) -> None:
    propose(CARRIED_OUT["a sentence"], "--effective", "2026-12-05")
    assert cents(tree, "2026-11-30", "2026-12-01", "2026-12-04") == [250, 260, 260]


NOT_ALL_DATED = {
    "another tier too": with_sentence(
        f"自2026年12月1日起，{FIRST_TIER}", RAISED, ("2.2元/千次", "2.3元/千次")
    ),
    "another interface too": with_sentence(
        f"自2026年12月1日起，{FIRST_TIER}", RAISED, ("3.5元/千次", "3.6元/千次")
    ),
    "a day on which the page before was there": with_sentence(
        f"自2026年11月23日起，{FIRST_TIER}", RAISED
    ),
    "two days": with_sentence(
        f"自2026年12月1日起，{FIRST_TIER}自2026年12月2日起，"
        "商品识别第二阶梯的价格调整为2.3元/千次。",
        RAISED,
        ("2.2元/千次", "2.3元/千次"),
    ),
}


@pytest.mark.parametrize("page", NOT_ALL_DATED.values(), ids=NOT_ALL_DATED)
def test_a_day_that_the_page_states_for_a_part_of_what_it_changes_is_a_doubt(
    propose: Propose, page: str
) -> None:
    told = propose(page, "--effective", "2026-12-05")
    assert dates(told)[:2] == ("2026-12-05", "given")
    texts = [doubt["text"] for doubt in told["doubts"] if doubt["change"] == "stated-day"]
    assert texts
    assert all("商品识别 holds from 2026-12-05; the page says '自2026年1" in one for one in texts)
