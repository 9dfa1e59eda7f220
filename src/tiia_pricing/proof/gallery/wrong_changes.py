"""Wrong calculators that go wrong where a price changes, or where it is not known when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Sequence
from fractions import Fraction
from typing import TypeVar

from msgspec.structs import replace

from tiia_pricebook import Pack, PayAsYouGo, PriceBook
from tiia_pricebook.calendar import holds
from tiia_pricing.billing.settlement import price_change, tier_pricing
from tiia_pricing.billing.settlement.choices import Choices
from tiia_pricing.billing.settlement.tier_pricing import Charge, Ladder, Share
from tiia_pricing.proof.gallery.wrong_books import moved, with_book
from tiia_pricing.proof.gallery.wrong_calculator import Fall, Wrong, instead

Fact = TypeVar("Fact", PayAsYouGo, Pack)

_charge_shares, _right_turn = tier_pricing.charge_shares, price_change._turn_of


def _one_each(facts: Iterable[Fact], key: Callable[[Fact], Hashable]) -> dict[Hashable, list[Fact]]:
    found: dict[Hashable, list[Fact]] = {}
    for fact in sorted(facts, key=lambda fact: fact.from_ or dt.date.min):
        found.setdefault(key(fact), []).append(fact)
    return found


def _interface(table: PayAsYouGo) -> Hashable:
    return table.interface


def _size(pack: Pack) -> Hashable:
    return pack.interface, pack.calls


def _newest_prices(book: PriceBook) -> PriceBook:
    own = _one_each(book.pay_as_you_go, _interface).values()
    return replace(book, pay_as_you_go=tuple(replace(one[-1], from_=None) for one in own))


def _oldest_prices(book: PriceBook) -> PriceBook:
    own = _one_each(book.pay_as_you_go, _interface).values()
    return replace(book, pay_as_you_go=tuple(replace(one[0], to=None) for one in own))


def _newest_packs(book: PriceBook) -> PriceBook:
    own = _one_each(book.packs, _size).values()
    return replace(book, packs=tuple(replace(one[-1], from_=None) for one in own))


def _prices_moved(days: int) -> Fall:
    return with_book(
        lambda book: replace(
            book,
            pay_as_you_go=tuple(
                replace(table, from_=moved(table.from_, days), to=moved(table.to, days))
                for table in book.pay_as_you_go
            ),
        )
    )


def _of(shares: Sequence[Share], cents: int) -> Charge:
    return Charge(tuple(part for share in shares for part in share.parts), cents, tuple(shares))


def _cents(amount: Fraction, choices: Choices) -> int:
    return tier_pricing.rounded(100 * amount.numerator, amount.denominator, choices.rounding)


def _exact(share: Share) -> Fraction:
    return tier_pricing.exact(share.ladder.table, share.parts)


def _tier_of_each_part(
    counts: Sequence[tuple[Ladder, int]], calls: int, choices: Choices
) -> Charge:
    if len(counts) < 2:
        return _charge_shares(counts, calls, choices)
    shares = [_charge_shares([one], one[1], choices).shares[0] for one in counts]
    return _of(shares, _cents(sum(map(_exact, shares), Fraction()), choices))


def _each_part_rounded(
    counts: Sequence[tuple[Ladder, int]], calls: int, choices: Choices
) -> Charge:
    shares = _charge_shares(counts, calls, choices).shares
    return _of(shares, sum(_cents(_exact(share), choices) for share in shares))


def _each_part_filled(counts: Sequence[tuple[Ladder, int]], calls: int, choices: Choices) -> Charge:
    if choices.partial_thousand != "round-up":
        return _charge_shares(counts, calls, choices)
    right = _charge_shares(counts, calls, replace(choices, partial_thousand="pro-rata"))
    shares = [_filled(share) for share in right.shares]
    return _of(shares, _cents(sum(map(_exact, shares), Fraction()), choices))


def _filled(share: Share) -> Share:
    *parts, last = share.parts
    missing = -sum(part.calls for part in share.parts) % share.ladder.table.per_calls
    return replace(share, parts=(*parts, replace(last, calls=last.calls + missing)))


def _nearest_turn(day: dt.date, turns: Sequence[Ladder], interface: str) -> int:
    if any(holds(ladder.table, day) for ladder in turns):
        return _right_turn(day, turns, interface)
    begun = [index for index, one in enumerate(turns) if (one.table.from_ or dt.date.min) <= day]
    return max(begun, default=0)


CHANGES = (
    Wrong(
        "newest-price-always",
        "Every month is billed at the newest price.",
        "所有月份都按最新价格计费。",
        with_book(_newest_prices),
    ),
    Wrong(
        "oldest-price-always",
        "A price that changed is never looked up again.",
        "价格变动之后仍一直按最初的价格计费。",
        with_book(_oldest_prices),
    ),
    Wrong(
        "new-price-a-month-early",
        "A new price holds from the same day of the month before.",
        "新价格提前一个月生效。",
        _prices_moved(-30),
    ),
    Wrong(
        "new-price-a-month-late",
        "A new price holds from the same day of the month after.",
        "新价格推迟一个月生效。",
        _prices_moved(31),
    ),
    Wrong(
        "new-price-a-day-early",
        "The last day of the old price has the new one already.",
        "旧价格的最后一天已按新价格计费。",
        _prices_moved(-1),
    ),
    Wrong(
        "new-price-a-day-late",
        "The day of a change still has the old price; the new one holds from the day after.",
        "变动当日仍按旧价格计费，新价格自次日起适用。",
        _prices_moved(1),
    ),
    Wrong(
        "tier-of-each-part",
        "The calls before a change and those from it on each choose a tier of their own.",
        "变动前后的调用各自确定阶梯。",
        instead("charge_shares", _charge_shares, _tier_of_each_part),
    ),
    Wrong(
        "each-part-rounded",
        "The amounts before and after a change are rounded apart and then added.",
        "变动前后的金额先分别四舍五入，再相加。",
        instead("charge_shares", _charge_shares, _each_part_rounded),
    ),
    Wrong(
        "each-part-filled-up",
        "Where a part of a thousand counts whole, it does so before a change and after it.",
        "不满一千次按一千次计费时，变动前后各补足一次。",
        instead("charge_shares", _charge_shares, _each_part_filled),
    ),
    Wrong(
        "pack-at-newest-price",
        "A pack has the price and the validity of the newest page, whenever it was bought.",
        "无论何时购买，资源包都按最新页面的价格与有效期。",
        with_book(_newest_packs),
    ),
    Wrong(
        "every-day-has-a-price",
        "A day without a price takes the price before it, or the first one.",
        "没有价格的日期取此前的价格，没有此前的价格则取首个价格。",
        instead("_turn_of", _right_turn, _nearest_turn),
    ),
    Wrong(
        "doubt-of-the-day-ignored",
        "The day on which a change was seen is taken for the day on which it came.",
        "把观察到变动的日期当作变动的日期。",
        with_book(lambda book: replace(book, only_seen=())),
    ),
)
