"""What each change costs by itself: amounts worked by hand from the prices of the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from msgspec.structs import replace

import frozen
from proof.growth.timing import seconds
from support.books import CELL, scanner, tiers, translator
from tiia_pricebook import (
    FreeQuota,
    Interface,
    PayAsYouGo,
    PriceBook,
    SettlementOrder,
    validated,
)
from tiia_pricebook.calendar import Month
from tiia_pricing.changes import compare
from tiia_pricing.changes.impact import VOLUMES, Effect, Impact, impacts, together
from tiia_pricing.changes.impact.effects import worst_first
from tiia_pricing.changes.report.costs_in_words import tenths
from tiia_scraper import read_page

GOODS, CAR, PRO, SEAL, PET = (
    "商品识别",
    "车辆识别",
    "车辆识别（增强版）",
    "文件封识别",
    "宠物识别图片版",
)
PAGE = frozen.TEXT
PET_QUOTA = (
    "<tr> \n<td>宠物识别图片版\n\n</td>\n<td>1000次/月</td>\n<td>当月有效，每月发放</td>\n</tr>\n"
)
UNTIL = "<td>10000次/月<br><strong>注：2022年10月24日起将调整为1000次/月。</strong></td>"
NOVEMBER, OCTOBER = Month(2022, 11), Month(2022, 10)


def page(*swaps: tuple[str, str]) -> PriceBook:
    """The snapshot's book, once each of ``swaps`` is made in the page."""
    text = PAGE
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new, 1)
    return read_page(text.encode(), "page")


@pytest.fixture(scope="module")
def old() -> PriceBook:
    return page()


def priced(old: PriceBook, new: PriceBook) -> dict[str, Impact]:
    """The impacts by the ids of their changes, each id once."""
    changes = compare(old, new)
    found = {impact.change.id: impact for impact in impacts(old, new, changes)}
    assert len(found) == len(changes)
    return found


def only(old: PriceBook, new: PriceBook) -> Impact:
    (impact,) = impacts(old, new, compare(old, new))
    return impact


def bills(effects: Sequence[Effect], name: str, pack: int | None = None) -> list[tuple[int, ...]]:
    """Calls, old and new cents of one interface."""
    return [
        (effect.calls, effect.old or 0, effect.new or 0)
        for effect in effects
        if (effect.interface, effect.pack, effect.beside) == (name, pack, ())
    ]


def test_a_price_is_paid_by_the_volumes_that_reach_its_tier(old: PriceBook) -> None:
    """1,000 calls are free: 999,000 x 2.5 / 1,000 = 2,497.50, x 2.6 / 1,000 = 2,597.40."""
    impact = only(old, page(("2.5元/千次", "2.6元/千次")))
    assert impact.month == NOVEMBER
    assert impact.effects == (
        Effect(GOODS, 1_000_000, None, 249_750, 259_740),
        Effect(GOODS, 110_000, None, 27_250, 28_340),
        Effect(GOODS, 100_000, None, 24_750, 25_740),
        Effect(GOODS, 11_000, None, 2_500, 2_600),
        Effect(GOODS, 10_000, None, 2_250, 2_340),
    )
    assert impact.effects[0].difference == 9_990
    assert impact.effects[0].percent == 4


def test_a_cheaper_price_comes_with_the_least_saving_first(old: PriceBook) -> None:
    """14 to 13.5 yuan from a million calls on: 0.5 x 1,099 = 549.50 at 1,100,000."""
    impact = only(old, page(("14元/千次", "13.5元/千次")))
    calls = [effect.calls for effect in impact.effects]
    assert calls == sorted(calls)
    assert impact.effects[0] == Effect(PET, 1_100_000, None, 1_538_600, 1_483_650)
    assert impact.effects[0].percent == Fraction(-100, 28)


def test_each_change_is_priced_without_the_other(old: PriceBook) -> None:
    """At 1,100,000 calls 1,099,000 are paid: at 2.2, 2,417.80; at 2.5, 2,747.50; at 2.3, 2,527.70.

    The bound alone puts them at 2.5, the price alone at 2.3; both put them at 2.5.
    """
    new = page(
        ("0 - 1000千次/月</br>(不含1000千次)", "0 - 2000千次/月</br>(不含2000千次)"),
        ("1000千 - 3000千次/月</br>", "2000千 - 3000千次/月</br>"),
        ("2.2元/千次", "2.3元/千次"),
    )
    found = priced(old, new)
    moved, dearer = found["tier-bound-moved"], found["price-increased"]
    assert bills(moved.effects, GOODS) == [(1_100_000, 241_780, 274_750)]
    assert bills(dearer.effects, GOODS) == [
        (3_000_000, 659_780, 689_770),
        (1_100_000, 241_780, 252_770),
    ]
    assert bills(together(old, new).effects, GOODS) == [
        (1_100_000, 241_780, 274_750),
        (3_000_000, 659_780, 689_770),
    ]


def test_a_bound_moves_for_all_that_it_heads_with_their_packs(old: PriceBook) -> None:
    """16,500,000 calls with 15,000,000 in a pack: 1,499,000 at 45 are 67,455, at 75 112,425."""
    impact = only(
        old,
        page(
            ("0 - 1000千次/月</br>(不含1000千次)", "0 - 2000千次/月</br>(不含2000千次)"),
            ("1000千 - 3000千次/月</br>", "2000千 - 3000千次/月</br>"),
        ),
    )
    assert impact.effects[0] == Effect(PRO, 16_500_000, 15_000_000, 6_745_500, 11_242_500)
    assert bills(impact.effects, CAR) == [(1_100_000, 274_750, 329_700)]


def test_the_pack_held_is_the_largest_not_above_the_volume(old: PriceBook) -> None:
    """110,000 less 1,000 free and 100,000 in the pack: 9,000 x 75 / 1,000 = 675, x 76 = 684."""
    impact = only(old, page(("75元/千次", "76元/千次")))
    assert bills(impact.effects, PRO, 100_000) == [(110_000, 67_500, 68_400)]
    assert bills(impact.effects, PRO, 10_000) == [], "of 11,000 calls none is left to pay"
    assert bills(impact.effects, PRO)[0] == (1_000_000, 7_492_500, 7_592_400)


def test_a_pack_costs_its_price_and_no_bill(old: PriceBook) -> None:
    impact = only(old, page(("730元/个", "750元/个")))
    assert impact.effects == (Effect(PRO, 10_000, 10_000, 73_000, 75_000, of="pack"),)


def test_a_pack_of_another_size_is_a_price_lost_and_a_new_one(old: PriceBook) -> None:
    impact = only(old, page(("<td>1万次</td>", "<td>2万次</td>")))
    assert impact.effects == (
        Effect(PRO, 10_000, 10_000, 73_000, None, of="pack"),
        Effect(PRO, 20_000, 20_000, None, 73_000, of="pack"),
    )


def test_a_smaller_quota_is_felt_where_all_was_free(old: PriceBook) -> None:
    """500 of 1,000 calls are paid: 500 x 7 / 1,000 = 3.50."""
    impact = only(old, page(("文件封识别</td>\n<td>1000次", "文件封识别</td>\n<td>500次")))
    free = next(effect for effect in impact.effects if effect.calls == 1_000)
    assert (free.old, free.new, free.percent) == (0, 350, None)


def test_a_tier_goes_and_the_one_before_it_goes_on(old: PriceBook) -> None:
    """10,000 of 11,000 calls are paid: at 18 they cost 180 yuan, at 20 200."""
    new = without_tier(old, PET, 10_000)
    assert bills(only(old, new).effects, PET) == [
        (100_000, 178_200, 198_000),
        (11_000, 18_000, 20_000),
    ]


def test_the_first_tier_goes_and_the_next_begins_at_zero(old: PriceBook) -> None:
    """9,000 of 10,000 calls are paid: at 20 they cost 180 yuan, at 18 162."""
    assert bills(only(old, without_tier(old, PET, 0)).effects, PET) == [(10_000, 18_000, 16_200)]


def test_a_first_tier_comes_before_the_others(old: PriceBook) -> None:
    assert bills(only(without_tier(old, PET, 0), old).effects, PET) == [(10_000, 16_200, 18_000)]


def without_tier(book: PriceBook, name: str, bound: int) -> PriceBook:
    tables = []
    for table in book.pay_as_you_go:
        kept = [t for t in table.tiers if table.interface != name or t.from_calls != bound]
        kept[0] = replace(kept[0], from_calls=0)
        tables.append(replace(table, tiers=tuple(kept)))
    return replace(book, pay_as_you_go=tuple(tables))


def edited(book: PriceBook, name: str, *steps: tuple[int, str]) -> PriceBook:
    """``book`` with another ladder of ``name``, in the same cells."""
    tables = []
    for table in book.pay_as_you_go:
        if table.interface == name:
            numbered = zip(table.tiers, steps, strict=True)
            ladder = [replace(t, from_calls=n, price=Decimal(p)) for t, (n, p) in numbered]
            table = replace(table, tiers=tuple(ladder))  # noqa: PLW2901
        tables.append(table)
    return validated(replace(book, pay_as_you_go=tuple(tables)))


def test_progressive_tiers_are_cut_at_the_bounds(old: PriceBook) -> None:
    """1,099,000 calls: 999,999 at 2.5 and 99,001 at 2.2 are 2,499.9975 + 217.8022 = 2,717.80."""
    impact = only(old, page(("采用阶梯到达定价", "采用阶梯累进定价")))
    assert impact.change.id == "tier-mode-changed"
    assert (1_100_000, 241_780, 271_780) in bills(impact.effects, GOODS)


def test_a_unit_comes_with_its_prices(old: PriceBook) -> None:
    """10,000 calls at 18 yuan a thousand are 180 yuan; at 18 yuan ten thousand 18."""
    prices = ("20", "18", "16", "14")
    new = page(*((f"{price}元/千次", f"{price}元/万次") for price in prices))
    assert (11_000, 18_000, 1_800) in bills(only(old, new).effects, PET)


def test_a_unit_that_changes_no_price_costs_nothing() -> None:
    old = scanner()
    (table,) = old.pay_as_you_go
    scaled = tuple(replace(tier, price=tier.price * 10) for tier in table.tiers)
    new = replace(old, pay_as_you_go=(replace(table, per_calls=10, tiers=scaled),))
    impact = only(old, new)
    assert (impact.change.id, impact.effects, impact.why) == ("unit-changed", (), None)


def test_an_interface_that_goes_is_no_longer_priced(old: PriceBook) -> None:
    """49,999,000 calls at 14 yuan a thousand are 699,986 yuan; without a price they are nothing."""
    table = f"<table>{PAGE.split('<table>')[4].split('</table>')[0]}</table>"
    new = page((PET_QUOTA, ""), (table, ""))
    impact = only(old, new)
    assert impact.change.id == "interface-removed"
    assert impact.effects[0] == Effect(PET, 50_000_000, None, 69_998_600, None)
    assert {effect.calls for effect in impact.effects} == set(VOLUMES)
    assert all(effect.new is None and effect.difference is None for effect in impact.effects)


def test_an_interface_that_comes_is_new_with_its_quota_and_packs() -> None:
    """11,000 pages: 10 are free, 100 cost 0.5 yuan and 10,890 0.25: 50 + 2,722.50 = 2,772.50."""
    new = scanner()
    old = replace(
        new,
        interfaces=(Interface("Other", None, CELL),),
        free_quotas=(),
        packs=(),
        pay_as_you_go=(PayAsYouGo("Other", "reached", 1, tiers((0, "1")), None, None),),
    )
    found = priced(old, new)["interface-added"].effects
    assert Effect("Scan", 11_000, None, None, 277_250) in found
    assert Effect("Scan", 100, 100, None, 3_500, of="pack") in found
    assert all(effect.old is None for effect in found)
    assert any(effect.pack == 100 and effect.of == "bill" for effect in found)


def test_an_interface_without_prices_costs_nothing_that_can_be_told(old: PriceBook) -> None:
    new = replace(old, interfaces=(*old.interfaces, Interface("新接口", None, CELL)))
    impact = only(old, new)
    assert (impact.effects, impact.why) == ((), None)


def test_a_quota_that_ended_is_priced_in_its_last_month(old: PriceBook) -> None:
    """10,000 of 11,000 calls were free in October 2022: 1,000 x 2.5 / 1,000 = 2.50."""
    new = page((UNTIL, UNTIL.replace("10000次/月<br>", "20000次/月<br>")))
    impact = only(old, new)
    assert impact.month == OCTOBER
    assert (11_000, 250, 0) in bills(impact.effects, GOODS)
    assert together(old, new).effects == ()
    assert together(old, new).month == NOVEMBER


def test_an_earlier_date_is_priced_in_the_month_that_it_changes(old: PriceBook) -> None:
    """9,000 calls that were free until 24 October cost 9,000 x 2.5 / 1,000 = 22.50."""
    impact = only(old, page((UNTIL, UNTIL.replace("10月24日", "9月24日"))))
    assert (impact.change.id, impact.month) == ("quota-date-changed", OCTOBER)
    assert (10_000, 0, 2_250) in bills(impact.effects, GOODS)


def test_a_later_date_keeps_the_old_quota(old: PriceBook) -> None:
    """The pack of 1 November: 10,000 calls are free instead of 1,000."""
    impact = only(old, page((UNTIL, UNTIL.replace("10月24日", "11月24日"))))
    assert (impact.change.id, impact.month) == ("quota-date-changed", NOVEMBER)
    assert (10_000, 2_250, 0) in bills(impact.effects, GOODS)


WITH, WITHOUT = 27_250, 27_500


@pytest.mark.parametrize(
    ("day", "last", "first"),
    [
        (dt.date(2024, 3, 1), Month(2024, 2), Month(2024, 3)),
        (dt.date(2024, 3, 20), Month(2024, 3), Month(2024, 4)),
    ],
)
def test_a_quota_that_begins_or_ends(day: dt.date, last: Month, first: Month) -> None:
    """990 of 1,000 pages cost 100 x 0.5 + 890 x 0.25 = 272.50; without a quota all cost 275.

    ``last`` is the last month whose quota was issued before ``day``, ``first`` the first
    after it.
    """
    always, begun, ended = dated(None, None), dated(day, None), dated(None, day)
    assert month_of(always, begun) == (last, WITH, WITHOUT)
    assert month_of(begun, always) == (last, WITHOUT, WITH)
    assert month_of(always, ended) == (first, WITH, WITHOUT)
    assert month_of(ended, always) == (first, WITHOUT, WITH)


@pytest.mark.parametrize(
    ("calls", "month"), [((20, 10), Month(2024, 2)), ((10, 20), Month(2024, 3))]
)
def test_a_quota_counts_from_its_first_day_to_the_day_before_its_end(
    calls: tuple[int, int], month: Month
) -> None:
    """980 of 1,000 pages cost 100 x 0.5 + 880 x 0.25 = 270 yuan, 990 of them 272.50."""
    impact = only(in_march(10, 10), in_march(*calls))
    (effect,) = [e for e in impact.effects if (e.calls, e.pack) == (1_000, None)]
    assert (impact.change.id, impact.month) == ("free-quota-increased", month)
    assert (effect.old, effect.new) == (WITH, 27_000)


def in_march(before: int, after: int) -> PriceBook:
    """A quota until March 2024, and one from then on."""
    day = dt.date(2024, 3, 1)
    first = FreeQuota(("Scan",), before, None, CELL, to=day)
    return replace(
        scanner(), free_quotas=(first, FreeQuota(("Scan",), after, None, CELL, from_=day))
    )


@pytest.mark.parametrize(
    ("others", "month"), [((), Month(2024, 2)), ((dt.date(2024, 2, 10),), Month(2024, 1))]
)
def test_a_date_that_parts_a_month_leaves_it_out(others: tuple[dt.date, ...], month: Month) -> None:
    """Where a new quota binds from its day on, March has 19 days of one and 12 of the other."""
    always, begun = (by_day(dated(day, None), *others) for day in (None, dt.date(2024, 3, 20)))
    assert month_of(always, begun) == (month, WITH, WITHOUT)


def by_day(book: PriceBook, *days: dt.date) -> PriceBook:
    """``book`` with quotas that change on their day, and with something else on ``days``."""
    readings = [
        replace(reading, default="on-date") if reading.name == "quota-change" else reading
        for reading in book.readings
    ]
    packs = [replace(book.packs[0], to=day) for day in days]
    return replace(book, readings=tuple(readings), packs=(*packs, *book.packs[1:]))


def dated(from_: dt.date | None, to: dt.date | None) -> PriceBook:
    quota = FreeQuota(("Scan",), 10, None, CELL, from_=from_, to=to)
    return replace(scanner(), free_quotas=(quota,))


def month_of(old: PriceBook, new: PriceBook) -> tuple[Month | None, int | None, int | None]:
    """The month priced, and the bills of 1,000 pages without a pack."""
    impact = only(old, new)
    assert impact.change.id == "quota-date-changed"
    (effect,) = [e for e in impact.effects if (e.calls, e.pack) == (1_000, None)]
    return impact.month, effect.old, effect.new


def test_a_pool_is_used_by_all_who_share_it(old: PriceBook) -> None:
    """1,000 calls each: the first take the pool, the others cost 1,000 x 75 / 1,000 = 75."""
    shared = FreeQuota((CAR, PRO), 1_000, None, CELL, from_=dt.date(2022, 10, 24))
    others = [q for q in old.free_quotas if q.to or q.interfaces[0] not in (CAR, PRO)]
    impact = only(old, replace(old, free_quotas=(*others, shared)))
    assert impact.change.id == "quota-sharing-changed"
    assert Effect(CAR, 1_000, None, 0, 7_500, beside=(PRO,)) in impact.effects
    assert bills(impact.effects, CAR) == bills(impact.effects, PRO) == []


def test_dated_prices_are_priced_when_they_hold() -> None:
    """70,000 of 100,000 texts cost 4 yuan ten thousand from July 2024: 28 yuan, at 5 35."""
    old = translator()
    first, then, speech = old.pay_as_you_go
    new = replace(old, pay_as_you_go=(first, replace(then, tiers=tiers((0, "5"))), speech))
    impact = only(old, new)
    assert impact.month == Month(2024, 7)
    assert (100_000, 2_800, 3_500) in bills(impact.effects, "Text")
    before = replace(first, tiers=tiers((0, "3.5"), (100_000, "2.5")))
    impact = only(old, replace(old, pay_as_you_go=(before, then, speech)))
    assert impact.month == Month(2024, 6)
    assert bills(impact.effects, "Text") == [(110_000, 2_400, 2_800), (100_000, 2_100, 2_450)]


def test_prices_that_hold_longer_are_priced_in_the_months_between() -> None:
    """In August 2024 70,000 texts cost 3 yuan ten thousand still, not 4: 21 yuan for 28."""
    old, later = translator(), dt.date(2024, 9, 1)
    first, then, speech = old.pay_as_you_go
    new = replace(old, pay_as_you_go=(replace(first, to=later), replace(then, from_=later), speech))
    found = impacts(old, new, compare(old, new))
    assert {impact.change.id for impact in found} == {"clause-changed"}
    assert {impact.month for impact in found} == {Month(2024, 8)}
    assert all((100_000, 2_800, 2_100) in bills(impact.effects, "Text") for impact in found)


def test_prices_whose_end_another_table_follows_are_not_priced_alone() -> None:
    old = translator()
    first, _, speech = old.pay_as_you_go
    always = replace(old, pay_as_you_go=(replace(first, to=None), speech))
    found = priced(always, old)
    assert found["clause-changed"].effects == ()
    assert "take the place" in str(found["clause-changed"].why)
    assert (100_000, 2_100, 2_800) in bills(found["tier-added"].effects, "Text")
    assert (100_000, 2_100, 2_800) in bills(together(always, old).effects, "Text")


def test_bounds_that_cross_are_not_priced_alone(old: PriceBook) -> None:
    """From 10,000 and 100,000 to 200,000 and 500,000: the first alone would pass the second."""
    new = edited(old, PET, (0, "20"), (200_000, "18"), (500_000, "16"), (1_000_000, "14"))
    first, second = impacts(old, new, compare(old, new))
    assert first.effects == ()
    assert first.why == "the bound 100,000 would not rise above the one before it"
    assert bills(second.effects, PET) == [(110_000, 174_400, 196_200)]
    assert bills(together(old, new).effects, PET)[0] == (110_000, 174_400, 218_000)


def test_another_order_of_settlement_takes_other_calls_first(old: PriceBook) -> None:
    """One month of one pack costs the same either way, and is no error."""
    steps = SettlementOrder(("resource-pack", "free-quota", "pay-as-you-go"), "settlement-order")
    impact = only(old, replace(old, settlement_order=steps))
    assert (impact.change.id, impact.effects, impact.why) == ("clause-changed", (), None)


def test_words_and_findings_cost_nothing(old: PriceBook) -> None:
    kept = tuple(one for one in old.findings if one.id != "bound-note-contradicts-range")
    found = impacts(old, replace(old, findings=kept), compare(old, replace(old, findings=kept)))
    assert {impact.change.id for impact in found} == {"finding-resolved"}
    for impact in (only(old, page(("的消耗情况", "的使用情况"))), *found):
        assert (impact.effects, impact.why) == ((), None)


def test_readings_are_ours_and_cost_nothing(old: PriceBook) -> None:
    gross = tuple(
        replace(reading, default="gross") if reading.name == "tier-basis" else reading
        for reading in old.readings
    )
    new = replace(old, readings=gross)
    assert impacts(old, new, compare(old, new)) == ()
    assert together(old, new).effects == ()


def test_books_without_dates_have_no_month() -> None:
    old = scanner()
    (table,) = old.pay_as_you_go
    impact = only(
        old, replace(old, pay_as_you_go=(replace(table, tiers=tiers((0, "0.6"), (101, "0.25"))),))
    )
    assert impact.month is None
    assert {effect.difference for effect in impact.effects} == {1_000}, "100 pages at 0.1 yuan"


@pytest.mark.parametrize("day", [dt.date.max, dt.date(9999, 12, 1), dt.date(9999, 1, 1)])
def test_dates_at_the_end_of_the_calendar_leave_no_month(day: dt.date) -> None:
    old, new = dated(None, day), dated(None, None)
    impact = only(old, new)
    assert impact.effects == together(old, new).effects == ()
    assert "no month" in str(impact.why)
    assert impact.why == together(old, new).why


@pytest.mark.parametrize("day", [dt.date.min, dt.date(1, 1, 2), dt.date(1, 2, 1)])
def test_dates_at_the_beginning_of_the_calendar(day: dt.date) -> None:
    assert only(dated(day, None), dated(None, None)).why is None


def test_only_so_many_changes_are_priced_by_themselves(old: PriceBook) -> None:
    new = page(("2.5元/千次", "2.6元/千次"))
    (change,) = compare(old, new)
    found = impacts(old, new, [change] * 201)
    assert all(impact.effects for impact in found[:200])
    assert found[200].effects == ()
    assert found[200].why == "only the first 200 changes are priced by themselves"


def test_other_products_have_no_price_in_common() -> None:
    found = impacts(scanner(), translator(), compare(scanner(), translator()))
    assert {impact.change.id for impact in found} >= {"interface-added", "interface-removed"}
    effects = [effect for impact in found for effect in impact.effects]
    assert effects
    assert all(effect.old is None or effect.new is None for effect in effects)


def test_nothing_is_changed_by_no_change(old: PriceBook) -> None:
    assert impacts(old, old, ()) == ()
    assert together(old, old).effects == ()


def test_the_worst_comes_first() -> None:
    gone, lost = Effect("a", 1, None, 5, None), Effect("a", 2, None, 9, None)
    dearer, free_before = Effect("b", 1, None, 10, 20), Effect("b", 2, None, 0, 10)
    rise, fall = Effect("b", 3, None, 100, 110), Effect("b", 4, None, 100, 90)
    new = Effect("c", 1, None, None, 7)
    given = [new, fall, rise, dearer, free_before, gone, lost]
    assert worst_first(given) == (lost, gone, free_before, dearer, rise, fall, new)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(4), "4.0"),
        (Fraction(5, 100), "0.1"),
        (Fraction(4999, 100_000), "0.0"),
        (Fraction(-5, 100), "-0.1"),
        (Fraction(-1995, 100), "-20.0"),
        (Fraction(200, 3), "66.7"),
    ],
)
def test_per_cents_are_rounded_half_up(number: Fraction, text: str) -> None:
    assert tenths(number) == text


def test_volumes_rise_from_a_thousand_to_fifty_million() -> None:
    assert (VOLUMES[0], VOLUMES[-1]) == (1_000, 50_000_000)
    assert list(VOLUMES) == sorted(set(VOLUMES))
    assert {10_000, 100_000, 1_000_000, 3_000_000, 10_000_000, 15_000_000} <= {*VOLUMES}


@pytest.mark.parametrize("name", ["docs/reference/commands.md", "docs/zh/reference/commands.md"])
def test_the_documentation_lists_the_volumes(name: str) -> None:
    text = " ".join((Path(__file__).parents[2] / name).read_text("utf-8").split())
    assert " · ".join(f"{calls:,}" for calls in VOLUMES) in text


def test_a_price_change_is_priced_at_once(old: PriceBook) -> None:
    new = page(("2.5元/千次", "2.6元/千次"))
    changes = compare(old, new)

    def work(changed: PriceBook) -> None:
        impacts(old, changed, changes)
        together(old, changed)

    assert seconds(work, new) < 0.5
