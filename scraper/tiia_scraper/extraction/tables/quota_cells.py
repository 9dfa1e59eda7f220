"""Cells of free quota → dated free quotas."""

from __future__ import annotations

from collections.abc import Sequence

from tiia_pricebook import FreeQuota, Where
from tiia_pricebook.cell_places import in_words
from tiia_pricebook.messages import Message, listed, say
from tiia_scraper.document.document import Table
from tiia_scraper.document.whitespace import Phrase
from tiia_scraper.extraction.page_parts import Page, source_of, where_of
from tiia_scraper.extraction.tables.table_columns import QuotaCells
from tiia_scraper.extraction.tables.table_interfaces import name_of
from tiia_scraper.vocabulary import (
    Quota,
    QuotaChange,
    Unreadable,
    is_placeholder,
    names_in,
    parse_monthly,
    parse_quota,
)

_ANNOUNCED = Phrase("免费额度.*见下表")


def read_grant(page: Page, table: Table, grant: QuotaCells) -> tuple[FreeQuota, ...]:
    """Return the quotas of one cell: one, or two dated ones; none where a problem was recorded."""
    names = _names(page, table, grant)
    if is_placeholder(grant.quota.text):
        text = say(
            "no free quota for {names}: {text!r}", names="、".join(names), text=grant.quota.text
        )
        page.find("no-free-quota", where_of(table, grant.quota), text, say("no free calls"))
        return ()
    try:
        quota = parse_quota(grant.quota.text)
        expected = _expected(quota, names)
    except Unreadable as error:
        page.refuse_cell(table, grant.quota, error.expected)
        return ()
    if expected:
        page.refuse_cell(table, grant.quota, expected)
        return ()
    if not _is_monthly(page, table, grant, quota):
        return ()
    return _dated(page, table, grant, quota, names)


def _names(page: Page, table: Table, grant: QuotaCells) -> tuple[str, ...]:
    names = [name_of(page, table, cell) for cell in grant.names]
    return tuple(dict.fromkeys(filter(None, names)))


def _expected(quota: Quota, names: tuple[str, ...]) -> Message | None:
    """What the cell would say if its quota fitted the interfaces; ``None`` where it does.

    Raises ``Unreadable`` for a note that names no interface of the page.
    """
    if len(names) > 1 and quota.sharing is None:
        return say("共享 or 各 in a quota for several interfaces")
    if len(names) == 1 and quota.sharing:
        return say("several interfaces that share a quota")
    for change in _changes(quota):
        if change.phrase and set(names_in(change.phrase, names)) != set(names):
            return say("a note about {names}", names="、".join(names))
    return None


def _changes(quota: Quota) -> tuple[QuotaChange, ...]:
    return (quota.change, *quota.later) if quota.change else ()


def _is_monthly(page: Page, table: Table, grant: QuotaCells, quota: Quota) -> bool:
    for cell in grant.validity:
        if not parse_monthly(cell.text):
            page.refuse_cell(table, cell, say("a validity such as 当月有效，每月发放"))
            return False
    if not quota.monthly and not grant.validity:
        page.refuse_cell(table, grant.quota, say("a quota for each month such as 1000次/月"))
        return False
    return True


def _dated(
    page: Page, table: Table, grant: QuotaCells, quota: Quota, names: tuple[str, ...]
) -> tuple[FreeQuota, ...]:
    clause, source = page.clause_of(table), source_of(table, grant.quota)
    changes = _changes(quota)
    ends = [*(change.date for change in changes), None]
    shared, calls = bool(quota.sharing), quota.calls
    rows = [FreeQuota(pool, calls, clause, source, to=ends[0]) for pool in _pools(names, shared)]
    for change, to in zip(changes, ends[1:], strict=True):
        shared = shared and not change.each
        pools = _pools(names, shared)
        rows += (
            FreeQuota(pool, change.calls, clause, source, from_=change.date, to=to)
            for pool in pools
        )
    if quota.change:
        _find_two(page, table, grant, quota, quota.change)
    if quota.change and quota.sharing and quota.change.each:
        _find_split(page, table, grant, quota, quota.change)
    return tuple(rows)


def _pools(names: tuple[str, ...], shared: bool) -> list[tuple[str, ...]]:
    return [names] if shared else [(name,) for name in names]


def _find_two(
    page: Page, table: Table, grant: QuotaCells, quota: Quota, change: QuotaChange
) -> None:
    text = say(
        "{calls} calls a month until {date}, {later} from then on",
        calls=quota.calls,
        date=change.date,
        later=change.calls,
    )
    later = [say("{calls} from {date} on", calls=one.calls, date=one.date) for one in quota.later]
    decision = say("both kept, dated")
    where = where_of(table, grant.quota)
    page.find("two-quotas-in-one-cell", where, listed((text, *later)), decision)


def _find_split(
    page: Page, table: Table, grant: QuotaCells, quota: Quota, change: QuotaChange
) -> None:
    text = say(
        "{calls} calls shared until {date}, {later} each from then on",
        calls=quota.calls,
        date=change.date,
        later=change.calls,
    )
    decision = say("one pool until then, a quota for each interface after; both kept, dated")
    page.find("shared-quota-becomes-each", where_of(table, grant.quota), text, decision)


def refuse_second_grants(
    page: Page,
    table: Table,
    grant: QuotaCells,
    granted: Sequence[FreeQuota],
    before: Sequence[FreeQuota],
) -> None:
    """Refuse an interface that another cell has granted a quota already."""
    known = {name: quota.source for quota in before for name in quota.interfaces}
    for name in dict.fromkeys(name for quota in granted for name in quota.interfaces):
        if source := known.get(name):
            text = say(
                "{name} has a free quota in {place} already",
                name=name,
                place=in_words({"table": source.table, "row": source.row}),
            )
            expected = say("one quota for an interface")
            page.refuse_at(table, grant.quota, "interface-granted-twice", text, expected)


def refuse_missing_quotas(page: Page, table: Table) -> None:
    """Refuse a table that its lead-in announces as the free quotas, and that has none."""
    if table.lead is not None and _ANNOUNCED.found_in(page.stated[table.lead].plain):
        text = say(
            "clause {clause} announces free quotas; the table has none",
            clause=page.clause_of(table),
        )
        page.refuse("quotas-missing", text, say("a column of free quotas"), table=table.index)


def find_lead_in(page: Page, table: Table) -> None:
    """Record a lead-in that promises the quotas after the change, above cells that give both."""
    if table.lead is None or "调整后" not in page.document.sentences[table.lead].text:
        return
    dated = [
        finding
        for finding in page.findings
        if finding.id == "two-quotas-in-one-cell" and finding.where.table == table.index
    ]
    if dated:
        text = say(
            "announces the quotas after the change; {count} cells give the old first",
            count=len(dated),
        )
        where = Where(clause=page.clause_of(table))
        page.find("lead-in-contradicts-table", where, text, say("both kept, dated"))
