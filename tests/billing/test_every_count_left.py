"""Where what a month costs turns within a tier: the range reaches over every number of calls left.

Graduated tables, and several in a month, have their tiers begin at other calls than the bounds
say, and fill up a thousand at another price than that of the calls that packs take.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from msgspec.structs import replace

from support.books import CELL, tiers, translator
from support.samples import examples
from support.untold_accounts import KINDS, untold
from tiia_pricebook import Pack, PayAsYouGo
from tiia_pricing import Purchase, Usage, bill

EARLY, TURN, LATE = (dt.date(2024, 6, day) for day in (3, 15, 20))
MAY = dt.date(2024, 5, 20)
EACH = examples(400)


def ends(pack: int, usage: list[Usage], *tables: PayAsYouGo, **readings: str) -> tuple[str, str]:
    """The range in yuan of an account with a pack of May of which nobody says what is left."""
    packs = (Pack("Text", pack, Decimal(20), None, CELL, CELL, months=12),)
    book = replace(translator(), known_from=None, free_quotas=(), pay_as_you_go=tables, packs=packs)
    fixed = {"rounding": "half-up", "progressive-bound": "by-number", "price-change": "by-day"}
    statement = bill(book, usage, [Purchase(MAY, "Text", pack)], readings=fixed | readings)
    return f"{statement.spread.low / 100:.2f}", f"{statement.spread.high / 100:.2f}"


def test_a_thousand_filled_up_at_the_dearer_tier() -> None:
    """69 calls, of which 25 to 69 are paid for, by tens: 0.556 yuan a call, from the 37th 0.706.

    Of 69, 36 cost the first price and 33 + 1 the second: 20.016 + 24.004 = 44.02. Of 61, which
    are those from the 9th on, 28 and 33 + 9: 15.568 + 29.652 = 45.22. Of 25 none and 25 + 5:
    21.18.
    """
    table = PayAsYouGo("Text", "progressive", 10, tiers((0, "5.56"), (37, "7.06")), None, None)
    readings = {"tier-basis": "gross", "partial-thousand": "round-up"}
    assert ends(44, [Usage(LATE, "Text", 69)], table, **readings) == ("21.18", "45.22")


def test_a_thousand_filled_up_at_the_later_price() -> None:
    """30 calls at 0.1 yuan, 5 later ones at 0.9, by tens: the pack takes the earlier ones.

    Of 35 paid calls 30 x 0.1 + (5 + 5) x 0.9 = 12; of 31 26 x 0.1 + (5 + 9) x 0.9 = 15.20; of 10
    5 x 0.1 + 5 x 0.9 = 5; of 5 (5 + 5) x 0.9 = 9.
    """
    old = PayAsYouGo("Text", "reached", 10, tiers((0, "1")), None, None, to=TURN)
    new = PayAsYouGo("Text", "reached", 10, tiers((0, "9")), None, None, from_=TURN)
    usage = [Usage(EARLY, "Text", 30), Usage(LATE, "Text", 5)]
    readings = {"tier-basis": "after-deduction", "partial-thousand": "round-up"}
    assert ends(30, usage, old, new, **readings) == ("5.00", "15.20")


def test_a_later_table_that_goes_on_counting() -> None:
    """24 calls at 3 yuan, then 10 at 9 or, from the 11th of the month on, at 1.

    With all paid for 24 x 3 + 10 x 1 = 82; with ten of the earlier ones 10 x 3 + 10 x 1 = 40;
    with none of them 10 x 9 = 90.
    """
    old = PayAsYouGo("Text", "progressive", 1, tiers((0, "3")), None, None, to=TURN)
    new = PayAsYouGo("Text", "progressive", 1, tiers((0, "9"), (11, "1")), None, None, from_=TURN)
    usage = [Usage(EARLY, "Text", 24), Usage(LATE, "Text", 10)]
    readings = {"tier-basis": "after-deduction", "partial-thousand": "pro-rata"}
    assert ends(24, usage, old, new, **readings) == ("40.00", "90.00")


def test_an_earlier_table_that_has_no_more_calls_to_give() -> None:
    """10 calls at 1 yuan, then 10 at 1 or, where they are of the first four of the month, at 9.

    With four earlier ones paid for 4 + 10 = 14; with none 4 x 9 + 6 = 42; then the pack takes
    later ones: with five of them 4 x 9 + 1 = 37.
    """
    old = PayAsYouGo("Text", "progressive", 1, tiers((0, "1")), None, None, to=TURN)
    new = PayAsYouGo("Text", "progressive", 1, tiers((0, "9"), (5, "1")), None, None, from_=TURN)
    usage = [Usage(EARLY, "Text", 10), Usage(LATE, "Text", 10)]
    readings = {"tier-basis": "after-deduction", "partial-thousand": "pro-rata"}
    assert ends(15, usage, old, new, **readings) == ("14.00", "42.00")


def test_a_tier_that_begins_so_many_calls_before_the_end_of_the_month() -> None:
    """25 calls, by hundreds: ten at 1 yuan, ten at 9, and the rest of the hundred at 5.

    Of 25 10 x 1 + 10 x 9 + (5 + 75) x 5 = 500; of the last 15 10 x 9 + (5 + 85) x 5 = 540; of
    the last 5 (5 + 95) x 5 = 500.
    """
    steps = tiers((0, "100"), (11, "900"), (21, "500"))
    table = PayAsYouGo("Text", "progressive", 100, steps, None, None)
    readings = {"tier-basis": "gross", "partial-thousand": "round-up"}
    assert ends(20, [Usage(LATE, "Text", 25)], table, **readings) == ("500.00", "540.00")


@pytest.mark.parametrize("kind", KINDS)
def test_the_range_is_that_of_every_count(kind: str) -> None:
    """Every number of calls left is billed one by one, as told."""
    for seed in range(EACH):
        one = untold(seed, kind)
        packs = (*one.before, *one.then)
        spread = bill(one.book, one.usage, packs, readings=one.readings).spread
        assert (seed, spread.low, spread.high) == (seed, *one.ends())
