"""Plans against all purchases there are, tried one by one by a calculator of the test's own."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import product

import pytest
from msgspec.structs import replace

from support.books import CELL, tiers, translator
from tiia_pricebook import Pack, PayAsYouGo, PriceBook
from tiia_pricing import Purchase, Usage
from tiia_pricing.billing.settlement.choices import choose
from tiia_pricing.billing.usage.account import Activated
from tiia_pricing.planning.forecast import Best, Forecast
from tiia_pricing.planning.plan import plan

TIERS = ((0, 9), (6, 4), (14, 3))
PACKS = ((2, 17), (5, 38), (12, 60))  # calls and yuan
MONTHS = [dt.date(2024, 1 + month, 28) for month in range(12)]


def book(
    tier_table: Sequence[tuple[int, int]], packs: Sequence[tuple[int, int]], lasts: int
) -> PriceBook:
    steps = tuple((bound, str(price)) for bound, price in tier_table)
    table = PayAsYouGo("Text", "reached", 1, tiers(*steps), None, None)
    sold = tuple(
        Pack("Text", calls, Decimal(yuan), None, CELL, CELL, months=lasts) for calls, yuan in packs
    )
    return replace(
        translator(), known_from=None, free_quotas=(), pay_as_you_go=(table,), packs=sold
    )


def paid_for(calls: int, tier_table: Sequence[tuple[int, int]]) -> int:
    """Yuan for calls at the tier that they reach."""
    price = [price for bound, price in tier_table if calls >= bound][-1]
    return calls * price


class Oracle:
    """All numbers of packs in all months, by recursion over what is left of each purchase."""

    def __init__(
        self,
        demands: Sequence[int],
        tier_table: Sequence[tuple[int, int]],
        packs: Sequence[tuple[int, int]],
        lasts: int,
    ) -> None:
        self.demands, self.tiers, self.packs, self.lasts = demands, tier_table, packs, lasts
        self.least = cache(self._least)

    def bundles(self, most: int) -> Iterator[tuple[int, int]]:
        """Calls and price of all purchases of up to ``most`` calls and one pack beyond."""
        counts = (range(-(-most // calls) + 1) for calls, _ in self.packs)
        cheapest: dict[int, int] = {}
        for some in product(*counts):
            calls = sum(count * one[0] for count, one in zip(some, self.packs, strict=True))
            price = sum(count * one[1] for count, one in zip(some, self.packs, strict=True))
            if calls < most + max(one[0] for one in self.packs):
                cheapest[calls] = min(price, cheapest.get(calls, price))
        yield from cheapest.items()

    def _least(self, month: int, lots: tuple[tuple[int, int], ...]) -> int:
        """The least cost from a month on; ``lots`` are ends and calls left, by their end."""
        if month == len(self.demands):
            return 0
        return min(
            price + self._after(month, [*lots, (month + self.lasts, calls)])
            for calls, price in self.bundles(sum(self.demands[month:]))
        )

    def _after(self, month: int, lots: list[tuple[int, int]]) -> int:
        rest, left = self.demands[month], []
        for end, calls in lots:
            take = min(rest, calls)
            rest -= take
            if calls > take and end > month + 1:
                left.append((end, calls - take))
        return paid_for(rest, self.tiers) + self.least(month + 1, tuple(left))


def best(
    demands: Sequence[int],
    tier_table: Sequence[tuple[int, int]] = TIERS,
    packs: Sequence[tuple[int, int]] = PACKS,
    lasts: int = 12,
) -> Best:
    usage = [Usage(day, "Text", calls) for day, calls in zip(MONTHS, demands, strict=False)]
    own = book(tier_table, packs, lasts)
    fixed = {"tier-basis": "after-deduction"}
    return Forecast.of(own, usage, (), fixed, Activated()).best(choose(own, fixed))


@pytest.mark.parametrize("seed", range(40))
def test_no_purchases_cost_less(seed: int) -> None:
    """25 random forecasts each, of up to three months, with prices and packs of their own."""
    chance = random.Random(seed)  # noqa: S311 - forecasts to try, no secret
    for _ in range(25):
        bounds = [0, *sorted(chance.sample(range(2, 9), 2))]
        prices = [chance.randint(2, 9) for _ in bounds]
        sizes = sorted(chance.sample(range(2, 9), chance.randint(1, 3)))
        packs = [(size, chance.randint(1, 8) * size + chance.randint(0, 5)) for size in sizes]
        demands = [chance.randint(0, 7) for _ in range(chance.randint(1, 3))]
        tier_table = list(zip(bounds, prices, strict=True))
        found = best(demands, tier_table, packs)
        told = (tier_table, packs, demands)
        assert found.complete, told
        assert found.cents == 100 * Oracle(demands, tier_table, packs, 12).least(0, ()), told


@pytest.mark.parametrize("seed", range(20))
def test_where_packs_end_before_the_forecast_the_bound_holds(seed: int) -> None:
    """Packs of two months, forecasts of up to four: no purchases are below the bound, and the
    bound is reached but for a few forecasts in which calls would rather be thrown away."""
    proven = 0
    chance = random.Random(seed)  # noqa: S311 - forecasts to try, no secret
    for _ in range(10):
        demands = [chance.randint(0, 5) for _ in range(chance.randint(3, 4))]
        packs = [(size, chance.randint(2, 8) * size) for size in chance.sample(range(2, 7), 2)]
        found = best(demands, TIERS, packs, lasts=2)
        least = 100 * Oracle(demands, TIERS, packs, 2).least(0, ())
        assert found.lower_bound <= least == found.cents, (packs, demands)
        proven += found.lower_bound == found.cents
    assert proven >= 8


def test_of_the_page_a_year_of_a_million_calls_a_month() -> None:
    """1,049,000 calls a month are to be covered, 12,588,000 in all: 2 x 5,000,000 for 160,000 yuan,
    2,500,000 for 105,000 and 8 x 10,000 for 730 leave 8,000 calls in a month, at 75 a thousand."""
    from frozen import book as page  # noqa: PLC0415

    usage = [
        Usage(dt.date(2026, month, 1), "车辆识别（增强版）", 1_050_000) for month in range(1, 13)
    ]
    found = plan(page(), usage)
    assert [bought.purchase.calls for bought in found.purchases] == [
        5_000_000,
        5_000_000,
        2_500_000,
        *[10_000] * 8,
    ]
    assert {bought.purchase.day for bought in found.purchases} == {dt.date(2026, 1, 1)}
    assert found.packs == 100 * (2 * 160_000 + 105_000 + 8 * 730)
    assert found.statement.cents == 8 * 7_500
    assert (found.total, found.without.cents) == (43_144_000, 12 * 4_720_500)
    assert found.proven
    assert found.single is not None
    single = found.single.purchase
    assert (single.calls, found.single.saves) == (15_000_000, 100 * (566_460 - 450_000))


def test_of_the_page_three_years_of_a_million_calls_a_month() -> None:
    """37,764,000 calls are to be covered. 7 x 5,000,000 for 160,000 yuan, 2,500,000 for 105,000,
    2 x 100,000 for 7,000 and 6 x 10,000 for 730 leave 4,000 of them in a month, at 75 a thousand:
    1,120,000 + 105,000 + 14,000 + 4,380 + 300."""
    from frozen import book as page  # noqa: PLC0415

    months = [dt.date(2026 + month // 12, 1 + month % 12, 1) for month in range(36)]
    found = plan(page(), [Usage(day, "车辆识别（增强版）", 1_050_000) for day in months])
    assert found.proven
    assert (found.total, found.without.cents) == (124_368_000, 36 * 4_720_500)


def test_where_the_search_takes_too_long_what_it_has_shown_is_the_bound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    demands = [5, 3, 5, 4, 5, 2]
    least = best(demands, lasts=2)
    bounds = []
    for steps in (1, 8, 20, 40_000):
        monkeypatch.setattr("tiia_pricing.planning.renewals._MOST_STEPS", steps)
        found = best(demands, lasts=2)
        assert found.lower_bound <= least.cents <= found.cents
        bounds.append(found.lower_bound)
    assert bounds == sorted(bounds)
    assert bounds[0] < bounds[-1] == least.cents


def test_a_plan_of_nothing_is_the_bill() -> None:
    found = best([1, 1], packs=[(12, 1000)])
    assert (found.purchases, found.cents) == ((), 1800)


def test_calls_that_are_owned_are_not_bought_again() -> None:
    own = book(TIERS, PACKS, 12)
    usage = [Usage(day, "Text", 10) for day in MONTHS[:2]]
    owned = [Purchase(dt.date(2023, 12, 1), "Text", 12, left=12)]
    found = plan(own, usage, owned, readings={"tier-basis": "after-deduction"})
    # 8 calls of February are left to pay: 8 x 4 = 32 yuan, or 5 for 38.
    assert (found.purchases, found.total) == ((), 3200)


def test_days_of_a_forecast_are_told_to_count_on_the_last_of_their_month() -> None:
    own, fixed = book(TIERS, PACKS, 12), {"tier-basis": "after-deduction"}
    days = [dt.date(2024, 1, 5), dt.date(2024, 1, 31), dt.date(2024, 2, 5)]
    found = plan(own, [Usage(day, "Text", 4) for day in days], readings=fixed)
    [warning] = [one for one in found.warnings if one.id == "days-counted-by-month"]
    assert warning.text.startswith("2 rows give a day; a plan counts all calls of a month on its ")
    months = [Usage(day, "Text", 4, whole_month=True) for day in days]
    assert plan(own, months, readings=fixed).warnings == ()


def test_of_the_page_packs_that_end_before_the_forecast_does() -> None:
    """105,982,914 calls are to be covered in 13 months, all but 5,982,914 by two packs of
    50,000,000 for 2,500,000 yuan. These are left to pay in the last month, at 35 a thousand:
    209,401.99. The second pack ends after it, and the first, of which nothing is left, before."""
    from frozen import book as page  # noqa: PLC0415

    calls = [3_210_000, 12_300_000, 15_000_000, 12_173_651, 12_637_959, 999_998, 9_550_000]
    calls += [3_880_000, 6_350_000, 1_920_000, 5_760_000, 8_694_306, 13_520_000]
    usage = [
        Usage(dt.date(2024 + number // 12, number % 12 + 1, 1), "车辆识别（增强版）", count)
        for number, count in enumerate(calls, start=1)
    ]
    found = plan(page(), usage)
    assert [bought.purchase.calls for bought in found.purchases] == [50_000_000, 50_000_000]
    assert found.total == 250_000_000 + 20_940_199


def spent(demands: Sequence[int], bought: Sequence[tuple[int, int]], lasts: int) -> int:
    """Yuan for packs, as months and calls, and for the rest; the oldest is used first."""
    prices = dict(PACKS)
    left = [[month, calls] for month, calls in sorted(bought)]
    total = sum(prices[calls] for _, calls in bought)
    for month, demand in enumerate(demands):
        rest = demand
        for lot in left:
            if lot[0] <= month < lot[0] + lasts:
                taken = min(rest, lot[1])
                rest, lot[1] = rest - taken, lot[1] - taken
        total += paid_for(rest, TIERS)
    return total


@pytest.mark.parametrize("seed", range(6))
def test_no_change_of_one_pack_costs_less(seed: int) -> None:
    """Packs of three months, forecasts of seven to twelve, in which many have no proof."""
    chance = random.Random(seed)  # noqa: S311 - forecasts to try, no secret
    for _ in range(5):
        demands = [chance.randint(0, 16) for _ in range(chance.randint(7, 12))]
        found = best(demands, lasts=3)
        bought = [(one.day.month - 1, one.calls) for one in found.purchases]
        assert found.cents == 100 * spent(demands, bought, 3), demands
        packs = list(product(range(len(demands)), [calls for calls, _ in PACKS]))
        for place in range(len(bought) + 1):
            others = bought[:place] + bought[place + 1 :]
            for changed in (others, *([*others, pack] for pack in packs)):
                assert 100 * spent(demands, changed, 3) >= found.cents, (demands, changed)
