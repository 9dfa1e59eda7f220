"""Wrong calculators that price the right calls wrongly."""

from __future__ import annotations

from msgspec.structs import replace

from tiia_pricing.billing.settlement import month, tier_pricing
from tiia_pricing.billing.settlement.choices import Choices
from tiia_pricing.billing.settlement.month import Deduction
from tiia_pricing.billing.settlement.terms import Terms
from tiia_pricing.billing.settlement.tier_pricing import NOTHING, Charge
from tiia_pricing.proof.gallery.wrong_calculator import Wrong, instead


def _half_even(amount: int, divisor: int, rounding: str) -> int:
    whole, rest = divmod(amount, divisor)
    up = 2 * rest > divisor or (2 * rest == divisor and whole % 2 == 1)
    return whole + (up and rounding == "half-up")


def _binary(ladder: tier_pricing.Ladder, calls: int, paid: int, choices: Choices) -> Charge:
    """Binary floating point, and Python's ``round``, for money."""
    right = _charge(ladder, calls, paid, choices)
    total = 0.0
    for part in right.parts:
        total += part.calls / ladder.table.per_calls * float(part.tier.price)
    return Charge(right.parts, int(round(total, 2) * 100))


def _free_priced(terms: Terms, deduction: Deduction, choices: Choices) -> Charge:
    free = sum(drawn.calls for drawn in deduction.free)
    return _price(terms, replace(deduction, paid=deduction.paid + free), choices)


_charge, _price = tier_pricing.charge, month.price

ARITHMETIC = (
    Wrong(
        "rounding-half-even",
        "Half a cent goes to the even neighbour, as Python's decimals do by default.",
        "半分按“四舍六入五成双”处理。",
        instead("rounded", tier_pricing.rounded, _half_even),
    ),
    Wrong(
        "floats",
        "Money is binary floating point, cut to cents.",
        "用二进制浮点数计算金额。",
        instead("charge", _charge, _binary),
    ),
    Wrong(
        "always-zero",
        "Nothing ever costs anything.",
        "一律免费。",
        instead("charge", _charge, lambda *_: NOTHING),
    ),
    Wrong(
        "free-calls-priced",
        "The free calls are shown, and charged.",
        "免费调用虽被列出，仍然收费。",
        instead("price", _price, _free_priced),
    ),
)
