"""What changes do to a customer's own bill: worked by hand, and against ``bill`` for any books."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import frozen
from support.announcing import CAR, FROM, GOODS, page, read
from tiia_pricebook import PriceBook, Tier
from tiia_pricebook.calendar import Month
from tiia_pricebook.errors import InputError
from tiia_pricing import Activated, Purchase, Usage, bill
from tiia_pricing.changes import compare
from tiia_pricing.changes.own_bill import OwnAccount, OwnBill, own_bill, past_alarm
from tiia_pricing.changes.report import own_sentences
from tiia_pricing.locale import tell_in
from tiia_scraper import read_page

PRO = "车辆识别（增强版）"
CHECKED = dt.date(2026, 11, 27)
NEXT_YEAR = f"{FROM}商品识别的价格由2.5元/千次调整为2.6元/千次。"
PACK_ROW = "<tr> \n<td>10万次</td>\n<td>7000元/个</td>\n</tr>\n"
SPAN = "(2026-01 to 2026-12)"


def edited(*swaps: tuple[str, str]) -> PriceBook:
    text = frozen.TEXT
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new, 1)
    return read_page(text.encode(), "page")


def year(name: str, calls: int, of: int = 2026) -> tuple[Usage, ...]:
    return tuple(Usage(dt.date(of, month, 28), name, calls) for month in range(1, 13))


def asked(old: PriceBook, new: PriceBook, account: OwnAccount, day: dt.date = CHECKED) -> OwnBill:
    return own_bill(old, new, compare(old, new), account, day)


def alarms(found: OwnBill, percent: str) -> bool:
    return past_alarm(found, Fraction(percent), [one.change for one in found.each])


def test_a_price_by_hand() -> None:
    """999,000 x 2.5 / 1,000 x 12 = 29,970.00, at 2.6 yuan 31,168.80."""
    found = asked(
        frozen.book(), edited(("2.5元/千次", "2.6元/千次")), OwnAccount(year(GOODS, 1_000_000))
    )
    assert (found.past.old, found.past.new) == (2_997_000, 3_116_880)
    assert own_sentences(found) == [
        f"Your bill of the last twelve months {SPAN} would have been 4.0 % higher, 1,198.80 yuan: "
        "29,970.00 → 31,168.80 yuan; because 商品识别, tier from 0 calls: 2.5 → 2.6 yuan."
    ]
    assert [alarms(found, percent) for percent in ("3.99", "4", "4.01")] == [True, False, False]


def test_packs_count_with_their_prices_by_hand() -> None:
    """4,000 paid calls a month but of the 10,000 in a pack: 38,000 x 75 / 1,000 = 2,850.00."""
    account = OwnAccount(year(PRO, 5_000), (Purchase(dt.date(2026, 2, 1), PRO, 10_000),))
    found = asked(frozen.book(), edited(("730元/个", "900元/个")), account)
    assert (found.past.old, found.past.new) == (285_000 + 73_000, 285_000 + 90_000)
    told = "4.7 % higher, 170.00 yuan: 3,580.00 → 3,750.00 yuan, packs included; because"
    assert told in own_sentences(found)[0]


def test_an_announcement_is_priced_on_the_months_after_its_day_by_hand() -> None:
    """8,000 x 2.5 / 1,000 x 12 = 240.00, at 2.6 yuan 249.60."""
    old, new = read(), read(tail=NEXT_YEAR)
    found = asked(old, new, OwnAccount(year(GOODS, 9_000)))
    assert own_sentences(found) == [
        "Your bill of the twelve months from 2027-01-01 on (2027-01 to 2027-12), with the same "
        "calls, would be 4.0 % higher, 9.60 yuan: 240.00 → 249.60 yuan; because 商品识别, tier "
        "from 0 calls: 2.5 → 2.6 yuan from 2027-01-01.",
        f"Your bill of the last twelve months {SPAN} would have been the same: 240.00 yuan.",
    ]
    assert alarms(found, "3.9")
    assert "3.8 % lower" in own_sentences(asked(new, old, OwnAccount(year(GOODS, 9_000))))[0]


def test_several_changes_are_each_told_by_themselves() -> None:
    """Of 120,000: 999,000 x 0.1 / 1,000 x 12 = 1,198.80; 49,000 x 5 / 1,000 x 12 = 2,940.00."""
    both = edited(("2.5元/千次", "2.6元/千次"), ("75元/千次", "80元/千次"))
    account = OwnAccount((*year(GOODS, 1_000_000), *year(PRO, 50_000)))
    found = asked(frozen.book(), both, account)
    assert [one.move.difference for one in found.each] == [119_880, 294_000]
    assert own_sentences(found)[0].endswith(
        "because 车辆识别（增强版）, tier from 0 calls: 75 → 80 yuan (+2,940.00, +4.0 %); "
        "商品识别, tier from 0 calls: 2.5 → 2.6 yuan (+1,198.80, +1.6 %)."
    )
    dearest = [one.change for one in found.each if one.move.difference == 119_880]
    assert not past_alarm(found, Fraction(2), dearest)
    assert past_alarm(found, Fraction(1), dearest)


def test_a_change_of_what_is_not_used_moves_nothing() -> None:
    found = asked(frozen.book(), edited(("14元/千次", "15元/千次")), OwnAccount(year(GOODS, 9_000)))
    assert [one.change.level for one in found.each] == ["breaking"]
    assert found.past.difference == 0
    assert not alarms(found, "0")


def test_a_bill_of_nothing_that_becomes_one_is_past_every_alarm() -> None:
    """890 of 900 calls are free no more: 890 x 2.5 / 1,000 = 2.225, 2.23 a month."""
    found = asked(read(), read(("<td>1000次/月", "<td>10次/月")), OwnAccount(year(GOODS, 900)))
    assert (found.past.old, found.past.new, found.past.percent) == (0, 12 * 223, None)
    assert "would have been 26.76 yuan higher: 0.00 → 26.76 yuan" in own_sentences(found)[0]
    assert alarms(found, "999999")


def test_a_move_that_is_small_is_not_told_as_none() -> None:
    """Of 47,205.00 x 12 yuan and 4,000 x 0.1 / 1,000 x 12 = 4.80 more."""
    account = OwnAccount((*year(GOODS, 5_000), *year(PRO, 1_050_000)))
    found = asked(frozen.book(), edited(("2.5元/千次", "2.6元/千次")), account)
    assert "would have been less than 0.1 % higher, 4.80 yuan" in own_sentences(found)[0]
    assert alarms(found, "0")


def test_a_lower_bill_moves_too() -> None:
    found = asked(frozen.book(), edited(("2.5元/千次", "2元/千次")), OwnAccount(year(GOODS, 9_000)))
    assert "20.0 % lower, 48.00 yuan: 240.00 → 192.00 yuan" in own_sentences(found)[0]
    assert [alarms(found, percent) for percent in ("19", "20")] == [True, False]


def without(name: str) -> PriceBook:
    rows = [line for line in page().decode().splitlines() if not line.startswith(f"<tr><td>{name}")]
    text = "\n".join(rows).replace("10万次<td>240元/个</tr></table>", "")
    return read_page(text.encode() + b"</table>", "page")


def test_an_interface_that_goes_is_told_and_alarms_where_it_is_used() -> None:
    old, new = read(), without(CAR)
    assert "interface-removed" in {one.id for one in compare(old, new)}
    used = asked(old, new, OwnAccount((*year(CAR, 9_000), *year(GOODS, 9_000))))
    assert (used.past.old, used.past.new) == (24_000, 24_000)
    assert used.past.left_out == {CAR: "the page does not offer it"}
    assert f"Not in these figures: {CAR}: the page does not offer it." in own_sentences(used)
    assert alarms(used, "50")
    assert not alarms(asked(old, new, OwnAccount(year(GOODS, 9_000))), "0")


def test_a_pack_that_is_sold_no_more_still_counts_and_alarms_where_it_was_bought() -> None:
    new = edited((PACK_ROW, ""))
    packs = (Purchase(dt.date(2026, 2, 1), PRO, 100_000),)
    bought = asked(frozen.book(), new, OwnAccount(year(PRO, 5_000), packs))
    assert (bought.past.old, bought.past.new) == (730_000, 730_000)  # 300.00 in January
    assert alarms(bought, "50")
    assert "a pack of 100,000 calls is no longer sold" in own_sentences(bought)[1]
    assert not alarms(asked(frozen.book(), new, OwnAccount(year(PRO, 5_000))), "0")


def test_why_a_change_has_no_figure_is_told_in_chinese_too() -> None:
    tell = tell_in("zh")
    gone = asked(read(), without(CAR), OwnAccount((*year(CAR, 9_000), *year(GOODS, 9_000))))
    assert f"以上数字不包括{CAR}：页面没有提供该接口。" in map(tell, own_sentences(gone))
    packs = (Purchase(dt.date(2026, 2, 1), PRO, 100_000),)
    bought = asked(frozen.book(), edited((PACK_ROW, "")), OwnAccount(year(PRO, 5_000), packs))
    assert f"（{PRO}：不再出售 100,000 次资源包）。" in tell(own_sentences(bought)[1])
    ended = asked(
        frozen.book(), edited(("2.5元/千次", "2.6元/千次")), OwnAccount(year(GOODS, 9, of=2020))
    )
    assert re.findall("[a-z]+ [a-z]+", tell(own_sentences(ended)[0])) == []


def test_packs_that_last_shorter_cost_what_they_cover_no_more() -> None:
    """Bought on 1 February, 30 days cover its 28th alone: ten months more at 4,000 x 75."""
    new = read_page(f"{frozen.TEXT}\n资源包有效期为30天。\n".encode(), "page")
    packs = (Purchase(dt.date(2026, 2, 1), PRO, 100_000),)
    found = asked(frozen.book(), new, OwnAccount(year(PRO, 5_000), packs))
    assert found.past.difference == 10 * 30_000


def test_words_that_seem_to_announce_alarm() -> None:
    new = read(tail=f"{FROM}车辆识别的价格将有所调整。")
    found = asked(read(), new, OwnAccount(year(GOODS, 9_000)))
    assert found.past.difference == 0
    assert alarms(found, "50")
    assert "cannot be priced" in own_sentences(found)[1]


def test_a_sentence_that_goes_alarms_for_nobody_knows_what_it_did() -> None:
    old = read(tail="商品识别的价格不含税。")
    found = asked(old, read(), OwnAccount(year(GOODS, 9_000)))
    assert [one.change.id for one in found.each] == ["clause-removed"]
    assert alarms(found, "50")


def test_what_holds_since_a_day_of_the_past_counts_as_if_it_always_had() -> None:
    """8,900 x 2.5 / 1,000 = 22.25 a month instead of 20.00."""
    new = read(tail="自2026年11月1日起，商品识别的免费额度调整为100次/月。")
    found = asked(read(), new, OwnAccount(year(GOODS, 9_000)[:10]))
    assert (found.past.old, found.past.new) == (20_000, 22_250)
    assert "the last 10 months (2026-01 to 2026-10)" in own_sentences(found)[0]


def test_an_announcement_that_came_true_is_compared_with_what_was_charged() -> None:
    """Six months at 20.00 and six at 20.80, or all at 20.80."""
    usage = (*year(GOODS, 9_000)[6:], *year(GOODS, 9_000, of=2027)[:6])
    done = read(("2.5元/千次", "2.6元/千次"))
    found = asked(read(tail=NEXT_YEAR), done, OwnAccount(usage), dt.date(2027, 7, 2))
    assert (found.past.old, found.past.new) == (24_480, 24_960)
    assert found.coming == ()


def test_only_the_last_twelve_months_count_and_packs_are_as_earlier_ones_left_them() -> None:
    """14,000 a month from July 2025 on leave 16,000 of 100,000: January's, and 2,000 more."""
    usage = (*year(PRO, 15_000, of=2025), *year(PRO, 15_000))
    packs = (Purchase(dt.date(2025, 6, 29), PRO, 100_000),)
    old, new = frozen.book(), edited(("75元/千次", "80元/千次"))
    found = asked(old, new, OwnAccount(usage, packs))
    statements = [bill(book, usage, packs) for book in (old, new)]
    last = [sum(m.cents for m in s.months if m.terms.month.year == 2026) for s in statements]
    assert [found.past.old, found.past.new] == last
    assert found.past.first == Month(2026, 1)
    assert found.past.old == (10 * 14_000 + 12_000) * 75 // 10


def test_months_that_the_book_does_not_know_are_not_told_and_alarm() -> None:
    account = OwnAccount(year(GOODS, 9_000, of=2021))
    found = asked(frozen.book(), edited(("2.5元/千次", "2.6元/千次")), account)
    why = "the price book knows no prices for 2021-01"
    assert own_sentences(found) == [
        f"Your bill of the last twelve months (2021-01 to 2021-12) cannot be computed: {why}."
    ]
    assert alarms(found, "50")


@pytest.mark.parametrize("day", ["9998年12月2日", "9999年1月1日", "9999年12月31日"])
def test_the_end_of_the_calendar_is_told_and_alarms(day: str) -> None:
    new = read(tail=f"自{day}起，商品识别的价格由2.5元/千次调整为2.6元/千次。")
    found = asked(read(), new, OwnAccount(year(GOODS, 9_000)))
    assert "on cannot be computed: the calendar has no year of months" in own_sentences(found)[0]
    assert alarms(found, "50")


def test_a_change_that_was_kept_with_no_day_is_refused() -> None:
    """As an archive may have it, whoever wrote that."""
    old, new = read(), read(tail=NEXT_YEAR)
    (change,) = compare(old, new)
    kept = replace(change, new={"value": "2.6", "from": "2027-13-01"})
    with pytest.raises(InputError, match="'2027-13-01', which is not a day"):
        own_bill(old, new, (kept,), OwnAccount(year(GOODS, 9_000)), CHECKED)


def test_the_month_of_activation_counts_as_it_was() -> None:
    active = Activated(dt.date(2026, 1, 1))
    usage, new = year(GOODS, 9_000), edited(("2.5元/千次", "2.6元/千次"))
    found = asked(frozen.book(), new, OwnAccount(usage, activated=active))
    assert found.past.old == bill(frozen.book(), usage, activated=active).cents


# Laws: whatever two books say, the figures are those of `bill`.

PRICES = st.decimals("0.01", "99", places=2)
BOUNDS = st.lists(st.integers(2, 60_000), min_size=2, max_size=2, unique=True).map(sorted)
PACKS = ((GOODS, 10_000), (CAR, 10_000), (CAR, 100_000))


@st.composite
def books(draw: st.DrawFn) -> PriceBook:
    """The small page's book with other prices, bounds, quotas and packs' prices."""
    book = read()
    tables = [
        replace(
            table, tiers=tuple(_tiers(table.tiers, draw(BOUNDS), draw(st.tuples(*[PRICES] * 3))))
        )
        for table in book.pay_as_you_go
    ]
    quotas = [replace(one, calls=draw(st.integers(1, 20_000))) for one in book.free_quotas]
    packs = [replace(one, price=draw(PRICES)) for one in book.packs]
    return replace(book, pay_as_you_go=tuple(tables), free_quotas=tuple(quotas), packs=tuple(packs))


def _tiers(tiers: Sequence[Tier], bounds: Sequence[int], prices: Sequence[Decimal]) -> list[Tier]:
    starts = (0, *bounds)
    return [
        replace(tier, from_calls=start, price=price)
        for tier, start, price in zip(tiers, starts, prices, strict=True)
    ]


@st.composite
def accounts(draw: st.DrawFn) -> OwnAccount:
    months = draw(st.lists(st.integers(1, 12), min_size=1, unique=True))
    usage = [
        Usage(dt.date(2026, month, draw(st.integers(1, 28))), name, draw(st.integers(0, 100_000)))
        for month in months
        for name in draw(st.sets(st.sampled_from((GOODS, CAR)), min_size=1))
    ]
    bought = draw(st.lists(st.tuples(st.sampled_from(PACKS), st.integers(1, 12)), max_size=3))
    packs = [Purchase(dt.date(2026, month, 1), *pack) for pack, month in bought]
    return OwnAccount(tuple(usage), tuple(packs))


def spent(book: PriceBook, account: OwnAccount) -> int:
    """The bill, and the packs bought in its months."""
    statement = bill(book, account.usage, account.packs)
    months = [month.terms.month for month in statement.months]
    packs = [
        int(pack.held.pack.price * 100) * pack.quantity
        for pack in statement.packs
        if months[0].first <= pack.held.purchase.day < months[-1].end
    ]
    return statement.cents + sum(packs)


def written(yuan: int) -> str:
    return f"{Decimal(yuan) / 100:,.2f}"


@settings(max_examples=100, deadline=None)
@given(books(), books(), accounts())
def test_the_figures_are_those_of_two_bills(
    old: PriceBook, new: PriceBook, account: OwnAccount
) -> None:
    found = asked(old, new, account)
    before, after = spent(old, account), spent(new, account)
    assert (found.past.old, found.past.new, found.past.why) == (before, after, None)
    told = own_sentences(found)[0]
    if before == after:
        assert f"the same: {written(before)} yuan" in told
    else:
        assert f"{written(abs(after - before))} yuan" in told
        assert f"{written(before)} → {written(after)} yuan" in told
        assert ("higher" in told) == (after > before)
    assert ("packs included" in told) == (found.past.packs > 0)
    assert alarms(found, "5") == (20 * abs(after - before) > before) or any(
        one.move.why for one in found.each
    )


@settings(max_examples=50, deadline=None)
@given(books(), st.sampled_from([2.4, 2.6, 30]), accounts())
def test_a_sole_change_does_what_all_do(book: PriceBook, price: float, account: OwnAccount) -> None:
    first = book.pay_as_you_go[0]
    tier = replace(first.tiers[0], price=first.tiers[0].price + Decimal(str(price)))
    table = replace(first, tiers=(tier, *first.tiers[1:]))
    new = replace(book, pay_as_you_go=(table, *book.pay_as_you_go[1:]))
    found = asked(book, new, account)
    (one,) = found.each
    assert one.move.difference == spent(new, account) - spent(book, account)


@settings(max_examples=50, deadline=None)
@given(books(), st.lists(PRICES, min_size=6, max_size=6), accounts())
def test_prices_that_change_alone_add_up_to_what_all_do(
    old: PriceBook, prices: list[Decimal], account: OwnAccount
) -> None:
    """A month pays the price of one tier, so that each change has its own calls."""
    tables = [
        replace(
            table,
            tiers=tuple(
                replace(tier, price=price)
                for tier, price in zip(table.tiers, prices[at : at + 3], strict=True)
            ),
        )
        for table, at in zip(old.pay_as_you_go, (0, 3), strict=True)
    ]
    found = asked(old, replace(old, pay_as_you_go=tuple(tables)), account)
    assert [one.move.why for one in found.each] == [None] * len(found.each)
    assert sum(one.move.difference for one in found.each) == found.past.difference


@settings(max_examples=50, deadline=None)
@given(books(), books(), accounts(), st.integers(0, 30))
def test_what_is_announced_is_billed_from_its_day_on(
    old: PriceBook, new: PriceBook, account: OwnAccount, after: int
) -> None:
    """Both books' tables in one: those of the second from a day on."""
    day = dt.date(2027, 3, 1) + dt.timedelta(days=31 * after)
    tables = [
        one
        for pair in zip(old.pay_as_you_go, new.pay_as_you_go, strict=True)
        for one in (replace(pair[0], to=day), replace(pair[1], from_=day))
    ]
    announced = replace(old, pay_as_you_go=tuple(tables))
    for move in asked(old, announced, account).coming:
        first = min(Month.of(row.day) for row in account.usage)
        by = (move.first.year - first.year) * 12 + move.first.number - first.number
        later = OwnAccount(
            tuple(replace(row, day=_later(row.day, by)) for row in account.usage),
            tuple(replace(pack, day=_later(pack.day, by)) for pack in account.packs),
        )
        assert (move.old, move.new) == (spent(old, later), spent(announced, later))
        assert move.first == (Month.of(day) if day.day == 1 else Month.of(Month.of(day).end))


def _later(day: dt.date, months: int) -> dt.date:
    number = day.year * 12 + day.month - 1 + months
    return day.replace(year=number // 12, month=number % 12 + 1)


@pytest.mark.parametrize("percent", ["0", "4"])
def test_no_change_of_the_bill_is_never_past_an_alarm(percent: str) -> None:
    new = edited(("14元/千次", "13元/千次"))
    assert not alarms(asked(frozen.book(), new, OwnAccount(year(GOODS, 9_000))), percent)
