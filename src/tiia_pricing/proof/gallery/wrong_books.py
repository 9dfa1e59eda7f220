"""Wrong calculators that took a wrong fact from the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from msgspec import UNSET
from msgspec.structs import replace

from tiia_pricebook import FreeQuota, PayAsYouGo, PriceBook
from tiia_pricing.billing import bill
from tiia_pricing.billing.statement.statement import Statement
from tiia_pricing.proof.gallery.wrong_calculator import Fall, Wrong
from tiia_pricing.proof.patching import everywhere

_bill = bill.bill
BROKEN_ROWS = {"文件封识别", "宠物识别图片版"}


def with_book(change: Callable[[PriceBook], PriceBook]) -> Fall:
    """Bill by ``change(book)`` whatever book is given."""

    def misled(book: PriceBook, *account: Any, **options: Any) -> Statement:
        return _bill(change(book), *account, **options)

    def fall() -> AbstractContextManager[None]:
        return everywhere("bill", _bill, misled)

    return fall


def _tables(change: Callable[[PayAsYouGo], PayAsYouGo]) -> Fall:
    return with_book(
        lambda book: replace(
            book, pay_as_you_go=tuple(change(table) for table in book.pay_as_you_go)
        )
    )


def _bounds_up(table: PayAsYouGo) -> PayAsYouGo:
    first, *others = table.tiers
    raised = [replace(tier, from_calls=tier.from_calls + 1) for tier in others]
    return replace(table, tiers=(first, *raised))


def _packs_first(book: PriceBook) -> PriceBook:
    order = replace(book.settlement_order, steps=("resource-pack", "free-quota", "pay-as-you-go"))
    return replace(book, settlement_order=order)


def _shared_by_all(book: PriceBook) -> PriceBook:
    """One pool for every interface: the quota of the first row, in each interval."""
    pools: dict[tuple[dt.date | None, dt.date | None], FreeQuota] = {}
    names = tuple(interface.name for interface in book.interfaces)
    for quota in book.free_quotas:
        pool = replace(quota, interfaces=names)
        pools.setdefault((quota.from_, quota.to), pool)
    if len(pools) > 1:
        pools.pop((None, None), None)
    return replace(book, free_quotas=tuple(pools.values()))


def _each_its_own(book: PriceBook) -> PriceBook:
    quotas = (
        replace(quota, interfaces=(name,))
        for quota in book.free_quotas
        for name in quota.interfaces
    )
    return replace(book, free_quotas=tuple(quotas))


def moved(day: dt.date | None, days: int) -> dt.date | None:
    """Return a day so many days later; an open end stays open."""
    return day and day + dt.timedelta(days=days)


def _quotas_moved(days: int) -> Fall:
    return with_book(
        lambda book: replace(
            book,
            free_quotas=tuple(
                replace(quota, from_=moved(quota.from_, days), to=moved(quota.to, days))
                for quota in book.free_quotas
            ),
        )
    )


def _without_broken_rows(book: PriceBook) -> PriceBook:
    """What a reader makes of the page that skips the rows without ``<tr>``."""
    return replace(
        book,
        pay_as_you_go=tuple(
            table for table in book.pay_as_you_go if table.interface not in BROKEN_ROWS
        ),
    )


BOOKS = (
    Wrong(
        "progressive-for-reached",
        "Each tier's calls cost that tier's price, as with income tax.",
        "按阶梯累进计费：每个阶梯内的调用按各自单价计算。",
        _tables(lambda table: replace(table, mode="progressive")),
    ),
    Wrong(
        "upper-bound-inclusive",
        "A bound belongs to the tier below it, although the page says 不含.",
        "把上限算入较低的阶梯，尽管页面写明“不含”。",
        _tables(_bounds_up),
    ),
    Wrong(
        "unstated-mode-certain",
        "A mode that no sentence states is taken for stated.",
        "把没有语句说明的阶梯方式当作已写明。",
        _tables(lambda table: replace(table, mode_certainty=UNSET)),
    ),
    Wrong(
        "always-list-price",
        "Every call costs the first price of its row.",
        "所有调用都按每行的第一个单价计费。",
        _tables(lambda table: replace(table, tiers=table.tiers[:1])),
    ),
    Wrong(
        "packs-before-free-quota",
        "A pack that was paid for is used before the free calls.",
        "先扣减购买的资源包，再扣减免费额度。",
        with_book(_packs_first),
    ),
    Wrong(
        "quota-shared-by-all",
        "All interfaces share one free quota.",
        "所有接口共享同一个免费额度。",
        with_book(_shared_by_all),
    ),
    Wrong(
        "pool-for-each",
        "Interfaces that share a free quota have it each.",
        "共享免费额度的接口各自享有全部额度。",
        with_book(_each_its_own),
    ),
    Wrong(
        "new-quota-a-month-early",
        "The new free quotas hold from 24 September 2022.",
        "新的免费额度提前一个月生效。",
        _quotas_moved(-30),
    ),
    Wrong(
        "new-quota-a-month-late",
        "The new free quotas hold from 24 November 2022.",
        "新的免费额度推迟一个月生效。",
        _quotas_moved(31),
    ),
    Wrong(
        "broken-rows-missing",
        "The two rows that the page begins without <tr> do not exist.",
        "页面中缺少 <tr> 的两行被忽略。",
        with_book(_without_broken_rows),
    ),
)
