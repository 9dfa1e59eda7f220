"""A price book as text, for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from tiia_pricebook import FreeQuota, Pack, PayAsYouGo, PriceBook, untrusted_text
from tiia_pricebook.pack_validity import Validity, stated_validity
from tiia_pricebook.unread_words import WHY
from tiia_pricing.billing.statement.explanation import place, where_in_words


def book_text(book: PriceBook) -> str:
    """What was read from a page: counts, prices, quotas, packs and findings."""
    return untrusted_text.block(_lines(book))


def _lines(book: PriceBook) -> Iterator[str]:
    tiers = sum(len(table.tiers) for table in book.pay_as_you_go)
    yield (
        f"{len(book.interfaces)} interfaces, {tiers} tier prices, {len(book.free_quotas)} free "
        f"quotas, {len(book.packs)} packs, {len(book.clauses)} clauses, "
        f"{len(book.findings)} findings"
    )
    yield f"snapshot {book.snapshot.source} sha256 {book.snapshot.sha256}"
    yield ""
    yield "Pay-as-you-go"
    for table in book.pay_as_you_go:
        mode = f"{table.mode}, assumed" if table.mode_certainty else table.mode
        per = f"yuan per {table.per_calls:,} calls{_days(table)}"
        yield f"  {table.interface} ({mode}), {per}"
        for tier in table.tiers:
            yield f"    from {tier.from_calls:,}: {tier.price} ({place(tier.source)})"
    yield ""
    yield "Free quotas, calls a month"
    for quota in book.free_quotas:
        yield f"  {', '.join(quota.interfaces)}: {_quota(quota)} ({place(quota.source)})"
    yield ""
    yield "Resource packs"
    for pack in book.packs:
        price = f"{pack.price} yuan{_days(pack)}{_lasting(pack)}"
        yield f"  {pack.interface}: {pack.calls:,} calls, {price} ({place(pack.source)})"
    yield ""
    yield "Findings"
    for finding in book.findings:
        where = where_in_words(finding.where)
        yield f"  {finding.id} ({where}): {finding.text} Decision: {finding.decision}"
    yield ""
    yield "Clauses"
    for clause in book.clauses:
        yield f"  {clause.id}: {clause.text}"
    yield ""
    yield "Words that are no fact and no clause"
    alike: dict[tuple[str, str], list[str]] = {}
    for one in book.unread or ():
        alike.setdefault((one.text, one.why), []).append(where_in_words(one.where))
    for (text, why), places in alike.items():
        yield f"  {text} ({'; '.join(places)}): {WHY.get(why, why)}"


def _quota(quota: FreeQuota) -> str:
    shared = " shared" if len(quota.interfaces) > 1 else ""
    return f"{quota.calls:,}{shared}{_days(quota)}"


def _lasting(pack: Pack) -> str:
    validity = stated_validity(pack)
    if validity is None:
        return ""
    return ", never expires" if validity == Validity() else f", valid for {validity}"


def _days(fact: FreeQuota | PayAsYouGo | Pack) -> str:
    since = f" from {fact.from_}" if fact.from_ else ""
    until = f" until {fact.to}, exclusive" if fact.to else ""
    return f"{since}{until}"
