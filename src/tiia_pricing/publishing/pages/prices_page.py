"""The page of prices: today's, and those of every other day."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from tiia_pricebook import Clause, FreeQuota, Interface, Pack, SettlementOrder
from tiia_pricing.publishing.site_data.announced_numbers import (
    AnnouncedNumber,
    Coming,
    announced,
    coming,
)
from tiia_pricing.publishing.site_data.as_read import AsRead, as_read
from tiia_pricing.publishing.site_data.facts_today import ended_quotas
from tiia_pricing.publishing.site_data.price_tables import PriceTable, current_quotas, price_tables
from tiia_pricing.publishing.site_data.prices_as_of import Days, days_of
from tiia_pricing.publishing.site_data.site import Site


class PricesPage(Struct, frozen=True):
    """What the page of prices shows; ``day`` is today, ``interfaces`` has those of all days.

    ``no_packs`` are interfaces without packs, with the clause that says so.
    """

    day: dt.date
    as_read: AsRead
    all_days: tuple[Days, ...]
    days_today: Days
    announced: list[AnnouncedNumber]
    coming: Coming
    interfaces: dict[str, Interface]
    tables: list[PriceTable]
    quotas: list[FreeQuota]
    ended_quotas: list[FreeQuota]
    packs: tuple[Pack, ...]
    no_packs: list[tuple[tuple[str, ...], Clause]]
    order: SettlementOrder
    order_clause: Clause | None


def prices_page(site: Site) -> PricesPage:
    """Return what the page of prices shows."""
    found = announced(site.dated, site.day)
    clauses = {item.id: item for item in site.dated.clauses}
    order = site.today.settlement_order
    return PricesPage(
        day=site.day,
        as_read=as_read(site),
        all_days=site.days,
        days_today=days_of(site.days, site.day),
        announced=found,
        coming=coming(found),
        interfaces={item.name: item for item in site.dated.interfaces},
        tables=price_tables(site.today.pay_as_you_go),
        quotas=current_quotas(site.today),
        ended_quotas=ended_quotas(site.dated, site.day),
        packs=site.today.packs,
        no_packs=[(one.interfaces, site.newest.clause(one.clause)) for one in site.newest.no_packs],
        order=order,
        order_clause=clauses[order.clause] if order.clause else None,
    )
