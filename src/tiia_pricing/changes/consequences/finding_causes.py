"""Why a finding comes or goes with another change: the rules, each a question."""

from __future__ import annotations

import re
from collections import Counter

from tiia_pricing.changes.change import Draft
from tiia_pricing.changes.consequences.fact_causes import ONE_SIDED
from tiia_pricing.changes.kinds import UNREAD

NOTICE = "quota-change-notice"
_OF_QUOTAS = ("notice-", "no-free-quota")
_MISSING = {
    "interface-without-price": ("interface", "tier"),
    "interface-without-quota": ("interface", "quota"),
}
UNSTATED = {
    "tier-mode-unstated": {"reached-tiers", "progressive-tiers"},
    "settlement-order-unstated": {"settlement-order"},
}


def missing(cause: Draft, effect: Draft) -> bool:
    """Recognise an interface that lost, or got, its prices or its quota."""
    kinds = _MISSING.get(effect.key["finding"], ())
    mine = cause.kind in kinds or any(f.kind in kinds for f in cause.consequences)
    return mine and cause.id.endswith(ONE_SIDED) and _share_interfaces(cause, effect)


def _share_interfaces(cause: Draft, effect: Draft) -> bool:
    followers = {name for f in cause.consequences for name in f.interfaces}
    return bool({*cause.interfaces, *followers} & set(effect.interfaces))


def unstated(cause: Draft, effect: Draft) -> bool:
    """Recognise what no sentence says any more, or one says again."""
    slugs = UNSTATED.get(effect.key["finding"], set())
    return bool({("old", slug) for slug in slugs} & cause.touches)


def notice(cause: Draft, effect: Draft) -> bool:
    """Cells and a notice that agree no more, or agree again, for the notice's sake."""
    is_notice = cause.kind == "clause" and cause.key["clause"] == NOTICE
    return is_notice and effect.key["finding"].startswith("notice-")


def unnoticed(cause: Draft, effect: Draft) -> bool:
    """Recognise a notice, or a stroke in a cell, that names an interface whose quota changed."""
    if not effect.key["finding"].startswith(_OF_QUOTAS):
        return False
    quotas = [one for one in (cause, *cause.consequences) if one.kind == "quota"]
    named = {name for one in quotas for name in one.interfaces}
    said = str(effect.old or effect.new)
    return any(re.search(rf"(?<![^\s、]){re.escape(name)}(?![^、:;])", said) for name in named)


def led(cause: Draft, effect: Draft) -> bool:
    """Recognise a finding about the clause that governs what changed."""
    return effect.key.get("clause") in cause.leads


def packed(cause: Draft, effect: Draft) -> bool:
    """Recognise a finding among the packs of the interface that got or lost some.

    Rows that a name spans.
    """
    drafts = (cause, *cause.consequences)
    ids = Counter(one.id for one in drafts)
    among = any(one.leads & effect.leads for one in drafts if one.kind == "pack")
    beside = bool(effect.interfaces) and {*effect.interfaces} <= {*cause.interfaces}
    return ids["pack-added"] != ids["pack-removed"] and among and beside


def restated(cause: Draft, effect: Draft) -> bool:
    """Recognise words that are not read, others in the same place."""
    added, resolved = cause.id == "finding-added", effect.id == "finding-resolved"
    unread = effect.key["finding"] in UNREAD
    return added and resolved and unread and cause.key == effect.key


def about_a_clause(cause: Draft, effect: Draft) -> bool:
    """Recognise a finding in no cell, whose own clause stayed: what came or went contradicts it."""
    return cause.id.endswith(ONE_SIDED) and "table" not in effect.key


def about_the_page(cause: Draft, effect: Draft) -> bool:
    """Recognise the same of any other change."""
    return "table" not in effect.key
