"""Interfaces that one part of the page names and another forgets."""

from __future__ import annotations

from collections.abc import Sequence

from tiia_pricebook import FreeQuota, Where
from tiia_pricebook.messages import say
from tiia_scraper.extraction.page_parts import Page
from tiia_scraper.extraction.sentence_scope import TiersInTable


def find_omissions(
    page: Page, entries: Sequence[TiersInTable], quotas: Sequence[FreeQuota]
) -> None:
    """Record each interface that has prices and no free quota, or the other way."""
    priced = {entry.interface for entry in entries}
    granted = {name for quota in quotas for name in quota.interfaces}
    for interface in page.interfaces.values():
        source = interface.source
        where = Where(source.table, source.row, source.column, source.clause)
        if interface.name not in priced:
            text = say("{name} has no pay-as-you-go price on this page", name=interface.name)
            page.find(
                "interface-without-price", where, text, say("calls that cost cannot be priced")
            )
        elif quotas and interface.name not in granted:
            text = say("{name} has no free quota on this page", name=interface.name)
            page.find("interface-without-quota", where, text, say("no free calls"))
