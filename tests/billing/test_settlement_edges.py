"""The calculator at its edges: ties, empty parts, facts that begin or end with a month, errors."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from msgspec.structs import replace

import frozen
from support.books import CELL, scanner, tiers, translator
from tiia_pricebook import FreeQuota, PayAsYouGo, PriceBook
from tiia_pricebook.calendar import Month
from tiia_pricing import Activated, InputError, Purchase, Usage, bill
from tiia_pricing.billing.settlement.choices import Choices, choose
from tiia_pricing.billing.settlement.held_packs import hold
from tiia_pricing.billing.settlement.month import deduct, settle
from tiia_pricing.billing.settlement.terms import Terms, terms_of
from tiia_pricing.billing.settlement.tier_pricing import Ladder, Part, charge, exact

MARCH = Month(2024, 3)
DAY = dt.date(2024, 3, 5)
POOL = ("Text", "Speech")


def day(number: int, month: int = 3) -> dt.date:
    return dt.date(2024, month, number)


def chosen(book: PriceBook, **readings: str) -> Choices:
    return choose(book, {name.replace("_", "-"): value for name, value in readings.items()})


def terms(book: PriceBook, activated: Activated | None = None, **readings: str) -> Terms:
    return terms_of(book, MARCH, chosen(book, **readings), activated or Activated())


def quotas(*granted: FreeQuota) -> PriceBook:
    return replace(translator(), free_quotas=granted)


def quota(
    *names: str, calls: int = 100, since: dt.date | None = None, to: dt.date | None = None
) -> FreeQuota:
    return FreeQuota(names, calls, None, CELL, from_=since, to=to)


# Tiers


def test_progressive_tiers_on_the_gross_calls_go_on_where_the_free_ones_end() -> None:
    usage = [Usage(DAY, "Scan", 110)]  # 10 free; the calls 11 to 100 at 0.5, 101 to 110 at 0.25
    assert bill(scanner(), usage, readings={"tier-basis": "gross"}).cents == 4750
    assert bill(scanner(), usage, readings={"tier-basis": "after-deduction"}).cents == 5000


def test_a_tier_that_no_call_reaches_is_no_part() -> None:
    book = scanner()
    [table] = book.pay_as_you_go
    found = charge(Ladder.of(table), 100, 100, chosen(book))
    assert found.parts == (Part(table.tiers[0], 100),)
    assert found.cents == 5000


def test_the_exact_amount_is_by_the_unit_of_the_price() -> None:
    table = translator().pay_as_you_go[0]
    parts = (Part(table.tiers[0], 5), Part(table.tiers[1], 4))
    assert exact(table, parts) == Fraction(25, 10_000)  # (5 x 3 + 4 x 2.5) / 10,000


# Settlement of a month


def test_a_month_settled_gives_lines_and_what_packs_have_left() -> None:
    book = scanner()
    held = hold(book, [Purchase(DAY, "Scan", 50)], chosen(book))
    usage = {"Scan": [(day(5), 40), (day(6), 40)]}
    [line], left = settle(terms(book), usage, held, [50])
    deduction = line.deduction
    assert (deduction.interface, deduction.calls, deduction.paid) == ("Scan", 80, 20)
    assert [(drawn.held, drawn.calls, drawn.left) for drawn in deduction.packs] == [(0, 50, 0)]
    assert [drawn.calls for drawn in deduction.free] == [10]
    assert (line.charge.cents, left) == (1000, [0])  # 20 x 0.5 yuan


def test_a_month_settled_without_packs() -> None:
    [line], left = settle(terms(scanner()), {"Scan": [(DAY, 12)]})
    assert (line.charge.cents, left) == (100, [])


def test_calls_that_cost_and_have_no_price_are_refused() -> None:
    book = replace(translator(), pay_as_you_go=translator().pay_as_you_go[:2])
    assert bill(book, [Usage(DAY, "Speech", 30_000)]).cents == 0
    with pytest.raises(InputError) as refused:
        bill(book, [Usage(DAY, "Speech", 30_001), Usage(DAY, "Text", 1)])
    error = refused.value
    assert error.id == "price-missing"
    assert error.message == "the price book has no pay-as-you-go price of Speech in 2024-03"
    assert error.expected == "calls of interfaces that the price book prices"


def test_calls_of_one_day_draw_on_a_pool_in_the_order_of_the_page() -> None:
    book = quotas(quota(*POOL, calls=10))
    usage = [Usage(DAY, "Speech", 7), Usage(DAY, "Text", 7)]
    [month] = bill(book, usage).months
    free = {line.deduction.interface: line.deduction.free for line in month.lines}
    assert [part.calls for part in free["Text"]] == [7]
    assert [part.calls for part in free["Speech"]] == [3]


def test_an_interface_that_finds_a_pool_empty_had_nothing_free() -> None:
    book = quotas(quota(*POOL, calls=10))
    usage = {"Text": [(day(1), 10)], "Speech": [(day(2), 5)]}
    text, speech = deduct(terms(book), usage)[0]
    assert [part.calls for part in text.free] == [10]
    assert (list(speech.free), speech.paid) == ([], 5)


# Terms


def test_terms_are_of_the_interfaces_asked_for() -> None:
    book = translator()
    whole = terms(book)
    assert list(whole.ladders) == ["Text", "Speech"]
    assert whole.grants[0].members == POOL
    some = terms_of(book, MARCH, chosen(book), Activated(), {"Speech"})
    assert list(some.ladders) == ["Speech"]
    assert some.grants[0].members == ("Speech",)


def test_a_service_activated_on_the_first_of_the_next_month_has_no_quota_in_this_one() -> None:
    book = translator()
    late = Activated(service=day(1, month=4))
    assert terms(book, late, first_month="from-activation").grants == ()
    on_the_last = Activated(service=day(31))
    assert len(terms(book, on_the_last, first_month="from-activation").grants) == 1


def test_a_quota_that_ends_as_the_month_begins_is_not_granted_in_it() -> None:
    ended, begun = quota("Text", to=day(1)), quota("Text", since=day(1))
    for reading in ("on-date", "at-issue"):
        found = terms(quotas(ended, begun), quota_change=reading)
        assert [grant.quota for grant in found.grants] == [begun]


def test_a_quota_that_begins_as_the_month_ends_is_not_granted_in_it() -> None:
    now, next_ = quota("Text", to=day(1, month=4)), quota("Text", since=day(1, month=4))
    found = terms(quotas(now, next_), quota_change="on-date")
    assert [grant.quota for grant in found.grants] == [now]


def priced(name: str, per_calls: int, price: str) -> PayAsYouGo:
    return PayAsYouGo(name, "reached", per_calls, tiers((0, price)), None, None)


@pytest.mark.parametrize(
    ("prices", "cheapest"),
    [
        ([priced("Text", 10_000, "9"), priced("Speech", 10_000, "3")], ("Speech", "Text")),
        # 9 yuan for 10,000 calls are less than 1 yuan for one
        ([priced("Text", 10_000, "9"), priced("Speech", 1, "1")], ("Text", "Speech")),
        # what has no price costs nothing
        ([priced("Text", 10_000, "9")], ("Speech", "Text")),
    ],
)
def test_who_is_served_first(prices: list[PayAsYouGo], cheapest: tuple[str, ...]) -> None:
    book = replace(translator(), pay_as_you_go=tuple(prices))
    [grant] = terms(book, shared_pool_order="cheapest-first").grants
    assert grant.members == cheapest
    [grant] = terms(book, shared_pool_order="dearest-first").grants
    assert grant.members == tuple(reversed(cheapest))
    [grant] = terms(book, shared_pool_order="as-called").grants
    assert grant.members == POOL


def test_members_stand_in_the_order_of_the_page_whatever_that_of_the_quota() -> None:
    [grant] = terms(quotas(quota("Speech", "Text"))).grants
    assert grant.members == POOL


# Packs


def test_a_pack_is_sold_on_the_days_on_which_it_is_offered() -> None:
    book = scanner()
    small, large = book.packs
    book = replace(book, packs=(replace(small, to=DAY), replace(large, from_=DAY)))
    for bought, size in ((day(4), 50), (day(5), 100)):
        assert len(hold(book, [Purchase(bought, "Scan", size)], chosen(book))) == 1
    with pytest.raises(InputError) as refused:
        hold(book, [Purchase(day(5), "Scan", 50)], chosen(book))
    assert refused.value.expected == "one of a cell (100)"


def refused(book: PriceBook, *packs: Purchase) -> tuple[str, str, str | None]:
    with pytest.raises(InputError) as error:
        bill(book, [], packs)
    return (error.value.id, error.value.message, error.value.expected)


def test_a_size_that_is_not_sold_in_words() -> None:
    assert refused(scanner(), Purchase(DAY, "Scan", 60)) == (
        "unknown-pack-size",
        "no pack of 60 calls is sold for Scan",
        "one of a cell (50), a cell (100)",
    )


def test_an_interface_that_sells_no_packs_in_words() -> None:
    book = translator()
    assert refused(book, Purchase(DAY, "Text", 60)) == (
        "packs-not-sold",
        "no resource packs are sold for Text",
        "no packs",
    )
    packs = tuple(replace(pack, interface=name) for pack in scanner().packs for name in POOL)
    other = replace(book.interfaces[0], name="Image", action=None)
    book = replace(book, interfaces=(*book.interfaces, other), packs=packs)
    assert refused(book, Purchase(DAY, "Image", 60)) == (
        "packs-not-sold",
        "no resource packs are sold for Image",
        "a pack for Text or Speech",
    )


def test_an_interface_for_which_the_page_says_no_packs_in_words() -> None:
    assert refused(frozen.book(), Purchase(DAY, "智能裁剪", 10_000)) == (
        "packs-not-sold",
        "no resource packs are sold for 智能裁剪; the page says: "
        "图像处理与质量评估产品目前仅支持后付费，暂不支持购买预付费资源包抵扣。",
        "a pack for 车辆识别（增强版）",
    )


# Usage


@pytest.mark.parametrize(
    ("usage", "activated", "expected"),
    [
        (
            Usage(DAY, "ScanPage", -1),
            None,
            ("calls-negative", "-1 calls of Scan on 2024-03-05", "a count of calls, 0 or more"),
        ),
        (
            Usage(DAY, "Scan", 10**15 + 1),
            None,
            (
                "calls-too-large",
                "1000000000000001 calls of Scan on 2024-03-05",
                "at most 1000000000000000 calls",
            ),
        ),
        (
            Usage(DAY, "Scan", 1),
            Activated(interfaces={"ScanPage": day(6)}),
            (
                "usage-before-activation",
                "calls of Scan on 2024-03-05, before it was activated on 2024-03-06",
                "usage from 2024-03-06 on",
            ),
        ),
    ],
)
def test_usage_refused_in_words(
    usage: Usage, activated: Activated | None, expected: tuple[str, str, str]
) -> None:
    with pytest.raises(InputError) as refused:
        bill(scanner(), [usage], activated=activated)
    error = refused.value
    assert (error.id, error.message, error.expected) == expected


def test_usage_at_its_limits() -> None:
    assert bill(scanner(), [Usage(DAY, "Scan", 0)]).cents == 0
    assert bill(scanner(), [Usage(DAY, "Scan", 10**15)]).cents > 0
    assert bill(scanner(), [Usage(DAY, "Scan", 1)], activated=Activated(DAY)).cents == 50


# The range


PRICING = {"tier-basis", "partial-thousand", "rounding"}


def doubts(book: PriceBook, *usage: Usage, packs: tuple[Purchase, ...] = ()) -> set[str]:
    """The readings that the range of a bill goes through, beside those of pricing."""
    spread = bill(book, usage, packs).spread
    assert set(spread.low_choices) == set(spread.high_choices) >= PRICING
    return {*spread.low_choices} - PRICING


def test_the_order_of_packs_is_in_doubt_where_there_are_two() -> None:
    usage, pack = Usage(DAY, "Scan", 1), Purchase(DAY, "Scan", 50)
    assert doubts(scanner(), usage) == set()
    assert doubts(scanner(), usage, packs=(pack,)) == {"pack-start"}
    assert doubts(scanner(), usage, packs=(pack, pack)) == {"pack-start", "pack-order"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (day(1), set()),
        (day(2), {"quota-change"}),
        (day(31), {"quota-change"}),
        (day(1, month=4), set()),
    ],
)
def test_a_quota_change_is_in_doubt_within_its_month(change: dt.date, expected: set[str]) -> None:
    before, after = quota("Text", to=change), quota("Text", since=change)
    assert doubts(quotas(before, after), Usage(DAY, "Text", 1)) == expected
    assert doubts(quotas(before), Usage(DAY, "Text", 1)) == expected
    assert doubts(quotas(after), Usage(DAY, "Text", 1)) == expected


@pytest.mark.parametrize(
    ("since", "to", "in_force"),
    [
        (None, None, True),
        (None, day(1), False),
        (None, day(1, month=2), False),
        (day(1, month=4), None, False),
        (day(1), day(1, month=4), True),
    ],
)
def test_a_shared_pool_is_in_doubt_while_it_is_in_force(
    since: dt.date | None, to: dt.date | None, in_force: bool
) -> None:
    book = quotas(quota(*POOL, since=since, to=to))
    both = (Usage(DAY, "Text", 1), Usage(DAY, "Speech", 1))
    assert doubts(book, *both) == ({"shared-pool-order"} if in_force else set())
    assert doubts(book, both[0]) == set()


def test_quotas_of_one_interface_are_no_pool() -> None:
    book = quotas(quota("Text"), quota("Speech"))
    assert doubts(book, Usage(DAY, "Text", 1), Usage(DAY, "Speech", 1)) == set()


# The end of the calendar


def test_a_pack_ends_on_the_calendars_last_month_and_no_later() -> None:
    book = frozen.book()
    [held] = hold(
        book, [Purchase(dt.date(9998, 12, 5), "车辆识别（增强版）", 10_000)], chosen(book)
    )
    assert held.end == dt.date(9999, 12, 5)
    late = Purchase(dt.date(9999, 3, 1), "车辆识别（增强版）", 10_000)
    with pytest.raises(InputError, match="'9999-03-01' is not in the calendar") as refused:
        hold(book, [late], chosen(book))
    expected = "a day YYYY-MM-DD or a month YYYY-MM"
    assert (refused.value.id, refused.value.expected) == ("date-unreadable", expected)


def test_two_days_of_activation_under_two_names_are_refused() -> None:
    used = [Usage(dt.date(2023, 5, 25), "商品识别", 500)]
    same = Activated(None, {"商品识别": dt.date(2023, 1, 1), "DetectProduct": dt.date(2023, 1, 1)})
    assert bill(frozen.book(), used, (), activated=same).cents == 0
    two = Activated(None, {"DetectProduct": dt.date(2023, 5, 20), "商品识别": dt.date(2023, 1, 1)})
    with pytest.raises(InputError, match="商品识别 is activated twice"):
        bill(frozen.book(), used, (), activated=two)
