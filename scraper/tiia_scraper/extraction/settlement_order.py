"""In which order calls are settled, as a sentence of the page says."""

from __future__ import annotations

import re

from tiia_pricebook import SettlementOrder, Step, Where
from tiia_pricebook.messages import say
from tiia_scraper.extraction.page_parts import Page
from tiia_scraper.vocabulary import is_conditional

_ORDER = re.compile("(?:结算|扣费)顺序为?:?(.+?)。?$", re.S)
_ARROW = re.compile("->|→|>|-")
_DEFAULT_ORDER: tuple[Step, ...] = ("free-quota", "resource-pack", "pay-as-you-go")


def read_order(page: Page) -> SettlementOrder:
    """Read in which order calls are settled; the vendor's usual order where nothing says so."""
    for said in page.stated:
        match = _ORDER.search(said.plain)
        if match and _ARROW.search(match[1]):
            steps = tuple(_step(part) for part in _ARROW.split(match[1]))
            known = sorted(map(str, steps)) == sorted(_DEFAULT_ORDER)
            if known and not is_conditional(said.plain):
                return SettlementOrder(tuple(step for step in steps if step), said.clause)
            expected = say("赠送的免费资源包 > 购买的资源包 > 后付费, in whichever order")
            page.refuse("settlement-order-unreadable", repr(match[1]), expected, clause=said.clause)
    text = say("no sentence says in which order free quota, packs and pay-as-you-go are settled")
    decision = say("free-quota > resource-pack > pay-as-you-go")
    page.find("settlement-order-unstated", Where(), text, decision)
    return SettlementOrder(_DEFAULT_ORDER, None)


def _step(part: str) -> Step | None:
    if "后付费" in part:
        return "pay-as-you-go"
    if "免费" in part or "赠送" in part:
        return "free-quota"
    return "resource-pack" if "资源包" in part or "预付费" in part else None
