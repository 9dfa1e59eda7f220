"""A price book as text, for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from tiia_pricebook import (
    Finding,
    FreeQuota,
    Pack,
    PayAsYouGo,
    PriceBook,
    Source,
    untrusted_text,
)
from tiia_pricebook.messages import Message, Tell, listed, say
from tiia_pricebook.pack_validity import Validity, stated_validity
from tiia_pricebook.table_headings import PageNames, names_on
from tiia_pricebook.unread_words import WHY
from tiia_pricing.billing.statement.explanation import days_in_words, place, where_in_words
from tiia_pricing.billing.statement.in_words import mode_in_words


def book_text(book: PriceBook, tell: Tell = str) -> str:
    """Return what was read from a page, told by ``tell``.

    Counts, prices, quotas, packs and findings.
    """
    return untrusted_text.block(map(tell, _lines(book, tell)))


def _lines(book: PriceBook, tell: Tell) -> Iterator[str]:
    names = names_on(book)
    yield _counts(book)
    source, sha256 = book.snapshot.source, book.snapshot.sha256
    yield say("snapshot {source} sha256 {sha256}", source=source, sha256=sha256)
    yield ""
    yield say("Pay-as-you-go")
    for table in book.pay_as_you_go:
        yield from _table(table, names)
    yield ""
    yield say("Free quotas, calls a month")
    yield from (_quota(quota, names) for quota in book.free_quotas)
    yield ""
    yield say("Resource packs")
    yield from (_pack(pack, names) for pack in book.packs)
    yield ""
    yield say("Findings")
    for finding in book.findings:
        yield _finding(finding, names, tell)
    yield ""
    yield say("Clauses")
    for clause in book.clauses:
        yield f"  {clause.id}: {clause.text}"
    yield ""
    yield say("Words that are no fact and no clause")
    yield from _unread(book, names)


def _counts(book: PriceBook) -> Message:
    return say(
        "{interfaces} interfaces, {tiers} tier prices, {quotas} free quotas, {packs} packs, "
        "{clauses} clauses, {findings} findings",
        interfaces=len(book.interfaces),
        tiers=sum(len(table.tiers) for table in book.pay_as_you_go),
        quotas=len(book.free_quotas),
        packs=len(book.packs),
        clauses=len(book.clauses),
        findings=len(book.findings),
    )


def _table(table: PayAsYouGo, names: PageNames) -> Iterator[Message]:
    yield say(
        "  {name} ({mode}), yuan per {per:,} calls{days}",
        name=table.interface,
        mode=mode_in_words(table),
        per=table.per_calls,
        days=days_in_words(table.from_, table.to),
    )
    for tier in table.tiers:
        yield say(
            "    from {first:,}: {price} ({place})",
            first=tier.from_calls,
            price=tier.price,
            place=_place(tier.source, names),
        )


def _quota(quota: FreeQuota, names: PageNames) -> Message:
    values = {
        "names": listed(quota.interfaces),
        "calls": quota.calls,
        "days": days_in_words(quota.from_, quota.to),
        "place": _place(quota.source, names),
    }
    if len(quota.interfaces) > 1:
        return say("  {names}: {calls:,} shared{days} ({place})", **values)
    return say("  {names}: {calls:,}{days} ({place})", **values)


def _pack(pack: Pack, names: PageNames) -> Message:
    return say(
        "  {name}: {calls:,} calls, {price} yuan{days}{lasting} ({place})",
        name=pack.interface,
        calls=pack.calls,
        price=pack.price,
        days=days_in_words(pack.from_, pack.to),
        lasting=_lasting(pack),
        place=_place(pack.source, names),
    )


def _lasting(pack: Pack) -> str:
    validity = stated_validity(pack)
    if validity is None:
        return ""
    if validity == Validity():
        return say(", never expires")
    return say(", valid for {time}", time=validity.in_words)


def _place(source: Source, names: PageNames) -> Message:
    return place(source, names.tables.get(source.table))


def _finding(finding: Finding, names: PageNames, tell: Tell) -> Message:
    return say(
        "  {id} ({place}): {text} Decision: {decision}",
        id=finding.id,
        place=where_in_words(finding.where, names),
        text=tell(finding.text),
        decision=tell(finding.decision),
    )


def _unread(book: PriceBook, names: PageNames) -> Iterator[Message]:
    alike: dict[tuple[str, str], list[Message]] = {}
    for one in book.unread or ():
        alike.setdefault((one.text, one.why), []).append(where_in_words(one.where, names))
    for (text, why), places in alike.items():
        yield say(
            "  {text} ({places}): {why}",
            text=text,
            places=listed(places, "; "),
            why=WHY.get(why, why),
        )
