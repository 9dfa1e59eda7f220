"""Wrong calculators that know one answer to a question which the page leaves open.

Their answer may be the vendor's; they are wrong because they give it when asked for another.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

from msgspec.structs import replace

from tiia_pricing.billing.settlement import choices
from tiia_pricing.billing.settlement.choices import Choices
from tiia_pricing.proof.gallery.wrong_calculator import Fall, Wrong
from tiia_pricing.proof.patching import everywhere

_choose = choices.choose


def _always(**values: str) -> Fall:
    """Decide some readings for good, whatever is asked."""

    def stubborn(*asked: Any) -> Choices:
        return replace(_choose(*asked), **values)

    def fall() -> AbstractContextManager[None]:
        return everywhere("choose", _choose, stubborn)

    return fall


CHOICES = (
    Wrong(
        "tier-on-total",
        "The tier is that of all calls of the month, free and prepaid ones too.",
        "按当月全部调用量（含免费与资源包）确定阶梯。",
        _always(tier_basis="gross"),
    ),
    Wrong(
        "thousands-rounded-up",
        "A thousand that is begun is charged whole.",
        "不满一千次按一千次计费。",
        _always(partial_thousand="round-up"),
    ),
    Wrong(
        "cents-cut-off",
        "What is less than a cent is dropped.",
        "不足一分的金额直接舍去。",
        _always(rounding="down"),
    ),
    Wrong(
        "bound-by-number",
        "Under graduated pricing the call on a bound has the new price, by number.",
        "阶梯累进时，界限上的那一次调用按新单价（按序号）计费。",
        _always(progressive_bound="by-number"),
    ),
    Wrong(
        "unstated-mode-always-reached",
        "What the page does not say is volume pricing, whatever is asked.",
        "页面未说明的阶梯方式一律按阶梯到达计费。",
        _always(tier_mode="reached"),
    ),
    Wrong(
        "quota-on-activation",
        "The month of activation has its free quota at once.",
        "开通当月立即享有免费额度。",
        _always(first_month="from-activation"),
    ),
    Wrong(
        "quota-cut-within-the-month",
        "The change of 24 October takes free calls from the pack already issued.",
        "10 月 24 日的调整削减当月已发放的免费资源包。",
        _always(quota_change="on-date"),
    ),
    Wrong(
        "pack-covers-its-month",
        "A pack covers the whole month in which it is bought.",
        "资源包覆盖购买当月的全部调用。",
        _always(pack_start="purchase-month"),
    ),
    Wrong(
        "month-at-new-price",
        "The price of a month's last day holds for all of it.",
        "整月按该月最后一天的价格计费。",
        _always(price_change="whole-month-new"),
    ),
    Wrong(
        "price-by-the-day-always",
        "Each call costs what the price is on its day, even where the whole month has one price.",
        "即使整月只按一个价格计费，也按调用当日的价格计费。",
        _always(price_change="by-day"),
    ),
)
