"""Pages in turn as one book, what was known when, and a page that was misread: cases by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from support.pages_in_turn import accepted, book, free, on, pack, prices, quota, table
from tiia_pricebook import OnlySeen, PriceBook, SettlementOrder, check
from tiia_pricebook.editions.compilation import Accepted, Correction, compiled
from tiia_pricebook.editions.knowledge import known_on
from tiia_pricing import InputError, Usage, bill

FIRST = accepted(1, "2024-01-10", book({"甲": "2"}))


def pages(*others: Accepted) -> Any:
    found = compiled([FIRST, *others])
    assert check(found) == []
    return found


def total(found: PriceBook, day: str, name: str = "甲") -> int:
    return bill(found, [Usage(on(day), name, 10)]).cents // 100


def test_a_page_holds_from_its_day_on() -> None:
    found = pages(accepted(2, "2024-05-02", book({"甲": "3"}), "2024-06-01"))
    assert prices(found, "甲") == [("2", "", "2024-06-01"), ("3", "2024-06-01", "")]


def test_a_page_that_says_the_same_is_no_change() -> None:
    found = pages(accepted(2, "2024-05-02", book({"甲": "2"}), "2024-05-02"))
    assert prices(found, "甲") == [("2", "", "")]


def test_a_price_that_returns_is_three_facts() -> None:
    found = pages(
        accepted(2, "2024-05-02", book({"甲": "3"}), "2024-05-02"),
        accepted(3, "2024-06-02", book({"甲": "2"}), "2024-06-02"),
    )
    assert prices(found, "甲") == [
        ("2", "", "2024-05-02"),
        ("3", "2024-05-02", "2024-06-02"),
        ("2", "2024-06-02", ""),
    ]


@pytest.mark.parametrize(
    ("stated", "start"),
    [
        ("2024-01-09", "2024-06-15"),  # the first page still spoke of that day
        ("2024-01-10", "2024-06-15"),
        ("2024-01-11", "2024-01-11"),
        ("2024-06-01", "2024-06-01"),
        ("2024-06-15", "2024-06-15"),
    ],
)
def test_a_stated_day_in_the_past_counts_where_no_page_speaks_against_it(
    stated: str, start: str
) -> None:
    says = book([table("甲", (0, "3"), since=stated)])
    found = pages(accepted(2, "2024-06-15", says, "2024-06-15", dated="stated"))
    assert prices(found, "甲") == [("2", "", start), ("3", start, "")]


@pytest.mark.parametrize(
    ("stated", "start"), [("2024-04-01", "2024-06-15"), ("2024-04-02", "2024-04-02")]
)
def test_a_stated_day_before_the_fact_that_it_replaces_does_not_count(
    stated: str, start: str
) -> None:
    says = book([table("甲", (0, "4"), since=stated)])
    found = pages(
        accepted(2, "2024-03-05", book({"甲": "3"}), "2024-04-01"),
        accepted(3, "2024-06-15", says, "2024-06-15", dated="stated"),
    )
    assert prices(found, "甲") == [
        ("2", "", "2024-04-01"),
        ("3", "2024-04-01", start),
        ("4", start, ""),
    ]


def test_a_stated_day_with_the_old_price_beside_it() -> None:
    old, new = table("甲", (0, "2"), until="2024-06-01"), table("甲", (0, "3"), since="2024-06-01")
    found = pages(accepted(2, "2024-06-15", book([old, new]), "2024-06-15", dated="stated"))
    assert prices(found, "甲") == [("2", "", "2024-06-01"), ("3", "2024-06-01", "")]


def test_what_is_announced_holds_from_its_day_and_a_silent_page_leaves_it() -> None:
    old, new = table("甲", (0, "2"), until="2024-06-01"), table("甲", (0, "3"), since="2024-06-01")
    announced = accepted(2, "2024-05-02", book([old, new]), "2024-05-02", dated="stated")
    silent = accepted(3, "2024-06-20", book({"甲": "3"}), "2024-06-20")
    expected = [("2", "", "2024-06-01"), ("3", "2024-06-01", "")]
    assert prices(pages(announced), "甲") == expected
    assert prices(pages(announced, silent), "甲") == expected


def test_what_is_announced_is_withdrawn_by_a_page_that_is_silent_before_its_day() -> None:
    old, new = table("甲", (0, "2"), until="2024-06-01"), table("甲", (0, "3"), since="2024-06-01")
    found = pages(
        accepted(2, "2024-05-02", book([old, new]), "2024-05-02", dated="stated"),
        accepted(3, "2024-05-20", book({"甲": "2"}), "2024-05-20"),
    )
    assert prices(found, "甲") == [("2", "", "")]
    assert prices(known_on(found, on("2024-05-19")), "甲")[-1] == ("3", "2024-06-01", "")


def test_a_shared_quota_becomes_each_ones_own_on_one_day() -> None:
    first = accepted(1, "2024-01-10", book({"甲": "2", "乙": "3"}, [quota("甲 乙", 10)]))
    each = book({"甲": "2", "乙": "3"}, [quota("甲", 1), quota("乙", 2)])
    found = compiled([first, accepted(2, "2024-05-02", each, "2024-06-01")])
    assert check(found) == []
    assert free(found) == [
        ("甲 乙", 10, "", "2024-06-01"),
        ("甲", 1, "2024-06-01", ""),
        ("乙", 2, "2024-06-01", ""),
    ]


def test_quotas_of_one_pool_change_together_though_one_states_an_earlier_day() -> None:
    first = accepted(1, "2024-01-10", book({"甲": "2", "乙": "3"}, [quota("甲 乙", 10)]))
    each = book({"甲": "2", "乙": "3"}, [quota("甲", 1, since="2024-04-01"), quota("乙", 2)])
    found = compiled([first, accepted(2, "2024-05-02", each, "2024-06-01", dated="stated")])
    assert check(found) == []
    assert free(found)[0] == ("甲 乙", 10, "", "2024-06-01")


def test_quotas_become_one_pool_on_one_day() -> None:
    each = book({"甲": "2", "乙": "3"}, [quota("甲", 1), quota("乙", 2)])
    pool = book({"甲": "2", "乙": "3"}, [quota("甲 乙", 10)])
    found = compiled(
        [accepted(1, "2024-01-10", each), accepted(2, "2024-05-02", pool, "2024-06-01")]
    )
    assert check(found) == []
    assert sorted(free(found)) == [
        ("乙", 2, "", "2024-06-01"),
        ("甲", 1, "", "2024-06-01"),
        ("甲 乙", 10, "2024-06-01", ""),
    ]


def test_a_quota_that_a_page_names_no_more_ends() -> None:
    first = accepted(1, "2024-01-10", book({"甲": "2"}, [quota("甲", 10)]))
    found = compiled([first, accepted(2, "2024-05-02", book({"甲": "2"}), "2024-05-02")])
    assert free(found) == [("甲", 10, "", "2024-05-02")]


def test_a_pack_ends_for_its_size_alone() -> None:
    old, new = [pack("甲", 10, "5"), pack("甲", 20, "9")], [pack("甲", 10, "6")]
    first = accepted(1, "2024-01-10", book({"甲": "2"}, packs=old))
    second = accepted(2, "2024-05-02", book({"甲": "2"}, packs=new), "2024-05-02")
    found = compiled([first, second])
    assert check(found) == []
    assert [(one.calls, str(one.price), one.from_, one.to) for one in found.packs] == [
        (10, "5", None, on("2024-05-02")),
        (10, "6", on("2024-05-02"), None),
        (20, "9", None, on("2024-05-02")),
    ]


def test_an_interface_goes_and_comes_back() -> None:
    first = accepted(1, "2024-01-10", book({"乙": "1", "甲": "2"}))
    found = compiled(
        [
            first,
            accepted(2, "2024-05-02", book({"甲": "2"}), "2024-05-02"),
            accepted(3, "2024-07-01", book({"甲": "2", "乙": "1"}), "2024-07-01"),
        ]
    )
    assert check(found) == []
    assert [one.name for one in found.interfaces] == ["乙", "甲"]
    assert prices(found, "乙") == [("1", "", "2024-05-02"), ("1", "2024-07-01", "")]
    with pytest.raises(InputError, match="no pay-as-you-go price of 乙 in 2024-06"):
        total(found, "2024-06-10", "乙")


def test_of_two_pages_of_one_day_the_later_one_counts() -> None:
    found = pages(
        accepted(2, "2024-05-02", book({"甲": "3"}), "2024-05-02"),
        accepted(3, "2024-05-02", book({"甲": "4"}), "2024-05-02"),
    )
    assert prices(found, "甲") == [("2", "", "2024-05-02"), ("4", "2024-05-02", "")]
    assert [page.file for page in found.pages] == ["page-1", "page-2", "page-3"]
    assert prices(known_on(found, on("2024-05-01")), "甲") == [("2", "", "")]


def test_two_pages_accepted_on_one_day_hold_from_two() -> None:
    found = pages(
        accepted(2, "2024-05-02", book({"甲": "3"}), "2024-04-01"),
        accepted(3, "2024-05-02", book({"甲": "4"}), "2024-05-01"),
    )
    assert prices(found, "甲") == [
        ("2", "", "2024-04-01"),
        ("3", "2024-04-01", "2024-05-01"),
        ("4", "2024-05-01", ""),
    ]


def test_a_page_accepted_later_that_holds_earlier_has_the_last_word() -> None:
    found = pages(
        accepted(2, "2024-03-02", book({"甲": "3"}), "2024-06-01"),
        accepted(3, "2024-04-02", book({"甲": "4"}), "2024-05-01"),
    )
    assert prices(found, "甲") == [("2", "", "2024-05-01"), ("4", "2024-05-01", "")]
    assert total(known_on(found, on("2024-04-01")), "2024-06-10") == 30
    assert total(found, "2024-06-10") == 40


def test_a_settlement_order_that_changes_stays_for_the_months_before() -> None:
    packs_first = SettlementOrder(("resource-pack", "free-quota", "pay-as-you-go"), None)
    found = pages(accepted(2, "2024-05-02", book({"甲": "2"}, order=packs_first), "2024-06-01"))
    assert found.settlement_order == SettlementOrder(
        packs_first.steps, None, on("2024-06-01"), known_since=on("2024-05-02")
    )
    assert [(one.steps[0], one.to) for one in found.former_orders] == [
        ("free-quota", on("2024-06-01"))
    ]


def test_only_the_first_page_has_no_first_day() -> None:
    with pytest.raises(ValueError, match="page-2: only the first page has no first day"):
        pages(accepted(2, "2024-05-02", book({"甲": "3"})))


@pytest.mark.parametrize(
    ("dated", "seen"),
    [
        ("seen", (OnlySeen(on("2024-05-20"), on("2024-05-10"), ("甲",)),)),
        ("given", ()),
        ("stated", ()),
    ],
)
def test_a_day_that_was_only_seen_is_kept_with_what_changed_on_it(dated: Any, seen: Any) -> None:
    first = accepted(1, "2024-01-10", book({"甲": "2", "乙": "3"}))
    says = book({"甲": "4", "乙": "3"})
    second = accepted(2, "2024-05-20", says, "2024-05-20", dated=dated, not_before="2024-05-10")
    found = compiled([first, second])
    assert [(one.day, one.not_before, one.interfaces) for one in found.only_seen] == [
        (one.day, one.not_before, one.interfaces) for one in seen
    ]


@pytest.mark.parametrize("called", ["2024-05-20", "2024-05-22"])
def test_a_doubt_reaches_back_over_a_change_that_was_announced(called: str) -> None:
    """Two until 25 May, then three; five was seen on 10 June and is possible from 20 May on."""
    old, new = table("甲", (0, "2"), until="2024-05-25"), table("甲", (0, "3"), since="2024-05-25")
    found = pages(
        accepted(2, "2024-03-10", book([old, new]), "2024-03-10", dated="stated"),
        accepted(
            3, "2024-06-10", book({"甲": "5"}), "2024-06-10", dated="seen", not_before="2024-05-20"
        ),
    )
    usage, by_day = [Usage(on(called), "甲", 10)], {"price-change": "by-day"}
    spread = bill(found, usage, readings=by_day).spread
    assert (spread.low, spread.high) == (2000, 5000)


def test_the_book_knows_nothing_before_its_first_page() -> None:
    found = pages(accepted(2, "2024-05-02", book({"甲": "3"}), "2024-06-01"))
    with pytest.raises(InputError, match="knew nothing on 2024-01-09"):
        known_on(found, on("2024-01-09"))


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ("2024-01-10", 20),
        ("2024-05-01", 20),
        ("2024-05-02", 30),
        ("2024-06-19", 30),
        ("2024-06-20", 40),
        ("2024-06-21", 40),
    ],
)
def test_what_was_known_of_one_day_on_each_day(known: str, expected: int) -> None:
    """Of 25 June: two until the second page, three until the third, four from then on."""
    found = pages(
        accepted(2, "2024-05-02", book({"甲": "3"}), "2024-06-01"),
        accepted(3, "2024-06-20", book({"甲": "4"}), "2024-06-10"),
    )
    assert total(known_on(found, on(known)), "2024-06-25") == expected


def test_the_book_as_it_stood_is_of_its_own_page() -> None:
    found = pages(accepted(2, "2024-05-02", book({"甲": "3"}), "2024-06-01"))
    then = known_on(found, on("2024-05-01"))
    assert found.snapshot.sha256 == "2" * 64
    assert then.snapshot.sha256 == "1" * 64
    assert cited(found) == ["page-1", None]
    assert [one.source.page or None for one in then.interfaces] == [None]


def test_what_the_book_had_names_the_page_that_it_stood_on() -> None:
    found = pages(accepted(2, "2024-05-02", book({"甲": "3"}), "2024-06-01"))
    assert cited(known_on(found, on("2024-05-01"))) == [None]


def cited(found: PriceBook) -> list[str | None]:
    """The page that each table's price stands on; none is the book's own."""
    return [one.tiers[0].source.page or None for one in found.pay_as_you_go]


def test_what_is_superseded_is_kept_with_both_days() -> None:
    found = pages(accepted(2, "2024-05-02", book({"甲": "3"}), "2024-06-01"))
    [gone] = found.superseded
    assert gone.until == on("2024-05-02")
    assert [(one.known_since, one.to) for one in gone.pay_as_you_go] == [(on("2024-01-10"), None)]
    assert [one.known_since for one in found.pay_as_you_go] == [on("2024-05-02")] * 2
    assert [one.known_since for one in found.interfaces] == [on("2024-01-10")]


def test_a_row_that_comes_back_is_known_since_then() -> None:
    old, new = table("甲", (0, "2"), until="2024-06-01"), table("甲", (0, "3"), since="2024-06-01")
    found = pages(
        accepted(2, "2024-05-02", book([old, new]), "2024-05-02", dated="stated"),
        accepted(3, "2024-05-20", book({"甲": "2"}), "2024-05-20"),
    )
    assert [one.known_since for one in found.pay_as_you_go] == [on("2024-05-20")]
    assert [one.until for one in found.superseded] == [on("2024-05-02"), on("2024-05-20")]
    for known, days in (("2024-05-01", [""]), ("2024-05-02", ["2024-06-01", ""])):
        then = known_on(found, on(known))
        assert sorted(until for _, _, until in prices(then, "甲")) == sorted(days)


MISREAD = Correction(on("2024-03-01"), "page-1", "a digit was lost", book({"甲": "1"}))


def test_a_correction_changes_the_past_and_leaves_the_old_answer() -> None:
    found = compiled([FIRST], corrections=[MISREAD])
    assert total(found, "2024-02-01") == 20
    assert total(known_on(found, on("2024-03-01")), "2024-02-01") == 20
    assert total(known_on(found, on("2024-02-29")), "2024-02-01") == 10
    assert total(known_on(found, on("2024-01-10")), "2023-12-01") == 10


def test_a_correction_is_recorded() -> None:
    found = compiled([FIRST], corrections=[MISREAD])
    assert prices(found, "甲") == [("2", "", "")]
    assert [one.known_since for one in found.pay_as_you_go] == [on("2024-03-01")]
    [gone] = found.superseded
    assert gone.until == on("2024-03-01")
    assert [str(one.tiers[0].price) for one in gone.pay_as_you_go] == ["1"]
    assert [page.file for page in found.pages] == ["page-1"]


def test_a_correction_of_an_older_page_moves_its_days_alone() -> None:
    second = accepted(2, "2024-02-01", book({"甲": "3"}), "2024-02-01")
    found = compiled([FIRST, second], corrections=[MISREAD])
    then = known_on(found, on("2024-02-29"))
    assert [total(then, day) for day in ("2024-01-31", "2024-02-01")] == [10, 30]
    assert [total(found, day) for day in ("2024-01-31", "2024-02-01")] == [20, 30]


def test_a_page_is_corrected_twice() -> None:
    again = Correction(on("2024-02-01"), "page-1", "two digits were lost", book({"甲": "7"}))
    found = compiled([FIRST], corrections=[MISREAD, again])
    days = ("2024-01-31", "2024-02-01", "2024-02-29", "2024-03-01")
    assert [total(known_on(found, on(day)), "2024-01-15") for day in days] == [70, 10, 10, 20]


def test_a_correction_before_the_page_was_accepted_says_nothing() -> None:
    early = Correction(dt.date(2024, 1, 9), "page-1", "not yet ours", book({"甲": "1"}))
    assert compiled([FIRST], corrections=[early]) == compiled([FIRST])
