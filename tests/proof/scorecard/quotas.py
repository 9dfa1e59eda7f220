"""Edits of free quotas: how many calls, from when, for whom together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from proof.scorecard.edits import (
    About,
    Edit,
    Follow,
    Part,
    Told,
    finding_added,
    finding_resolved,
    part,
    within,
)
from proof.scorecard.pages import CAR, DATED, DAY, GOODS, NOTICED, PRO, QUOTA_ROWS, STEADY, WECHAT
from support.page_text import Base, Cell

NOTICE = "notice-contradicts-cell"
NO_QUOTA = "interface-without-quota"
TWO = "two-quotas-in-one-cell"
SPLIT = "shared-quota-becomes-each"
POOL = (CAR, PRO)
_DAYS = (("2022年12月1日", "2022-12-01"), ("2023年10月24日", "2023-10-24"))
_EARLIER = (("2022年10月1日", "2022-10-01"), ("2021年10月24日", "2021-10-24"))


def quota_cell(page: Base, name: str) -> Cell:
    """Where the quota of an interface stands; a pool's in the row of its first one."""
    return page.grid[0, QUOTA_ROWS[CAR if name == PRO else name], 1]


def amounts(page: Base) -> Iterator[Edit]:
    """Every number of free calls, before and after the notice's day, up and down."""
    for name in STEADY:
        for new in (1_100, 2_000, 10_000, 900, 500):
            yield _amount(page, (name,), "1000次", 1_000, new)
    for names in (*((name,) for name in DATED), POOL):
        written = "10000次" if len(names) == 1 else "共享10000次"
        for new in (11_000, 20_000, 9_000, 5_000):
            yield _amount(page, names, written, 10_000, new, to=DAY)
        written = "为1000次" if len(names) == 1 else "为各1000次"
        for new in (1_500, 2_000, 900, 100):
            yield _amount(page, names, written, 1_000, new, from_=DAY)


def _amount(
    page: Base, names: Sequence[str], written: str, old: int, new: int, **time: str
) -> Edit:
    """A number of calls of one quota; that from the notice's day the notice says too."""
    follows = finding_added(NOTICE) if "from_" in time else ()
    key = {name.rstrip("_"): day for name, day in time.items()}
    told = Told(
        "free-quota-increased" if new > old else "free-quota-decreased",
        "notable" if new > old else "breaking",
        {"interfaces": list(names), **key},
        old,
        new,
        follows,
    )
    cell = quota_cell(page, names[0])
    parts = (within(page, cell, written, written.replace(str(old), str(new))),)
    return _edit("quota", f"{old} → {new} {key or ''}", names, page, parts, told)


def _edit(
    kind: str, how: str, names: Sequence[str], page: Base, parts: tuple[Part, ...], told: Told
) -> Edit:
    noticed = not {*names}.isdisjoint(NOTICED) and kind not in ("quota", "quota-date")
    about = quotas_of(*names, noticed=noticed)
    return Edit(kind, f"{'、'.join(names)}: {how}".strip(), page, parts, (told,), about)


def quotas_of(*names: str, noticed: bool = False) -> frozenset[About]:
    """The quotas of some interfaces; those that share a cell are one.

    ``noticed`` are those that the notice names and no cell changes any more: however many
    there are, it is one finding about the notice.
    """
    pool = {n for name in names for n in (POOL if name in POOL else (name,))}
    about: set[About] = {("quotas", name) for name in pool}
    return frozenset(about | {("notice",)} if noticed else about)


def dates(page: Base) -> Iterator[Edit]:
    """The day in each dated cell, later and earlier: 10000 calls last longer, or less long."""
    for name in (*DATED, CAR):
        names = POOL if name == CAR else (name,)
        for (written, day), level in (
            *((later, "notable") for later in _DAYS),
            *((sooner, "breaking") for sooner in _EARLIER),
        ):
            key = {"interfaces": list(names)}
            told = Told("quota-date-changed", level, key, DAY, day, finding_added(NOTICE))
            parts = (within(page, quota_cell(page, name), "2022年10月24日", written),)
            yield _edit("quota-date", f"{DAY} → {day}", names, page, parts, told)


def announcements(page: Base) -> Iterator[Edit]:
    """A change that a cell announces, and one that it announces no more."""
    for name in STEADY:
        for new in (500, 2_000):
            cell = quota_cell(page, name)
            note = f"<br><strong>注：2023年1月1日起将调整为{new}次/月。</strong>"
            told = Told(
                "free-quota-increased" if new > 1_000 else "free-quota-decreased",
                "notable" if new > 1_000 else "breaking",
                {"interfaces": [name], "from": "2023-01-01"},
                1_000,
                new,
                finding_added(TWO, NOTICE),
            )
            parts = (Part(cell.inner[1], cell.inner[1], note),)
            yield _edit("quota-note", f"{new} announced", (name,), page, parts, told)
    for name in DATED:
        cell = quota_cell(page, name)
        follows = (*finding_resolved(TWO), *finding_added(NOTICE))
        key: dict[str, Any] = {"interfaces": [name]}
        stays = Told(
            "free-quota-increased", "notable", {**key, "from": DAY}, 1_000, 10_000, follows
        )
        at_once = Told(
            "free-quota-decreased", "breaking", {**key, "to": DAY}, 10_000, 1_000, follows
        )
        yield _edit(
            "quota-note", "the note goes", (name,), page, (_all(cell, "10000次/月"),), stays
        )
        yield _edit(
            "quota-note", "falls at once", (name,), page, (_all(cell, "1000次/月"),), at_once
        )


def _all(cell: Cell, text: str) -> Part:
    return Part(*cell.inner, text)


def presence(page: Base) -> Iterator[Edit]:
    """Quotas that go and come: the row, or a stroke in its cell."""
    for name in (*STEADY, *DATED):
        row = (Part(*row_span(page, name), ""),)
        stroke = (_all(quota_cell(page, name), "-"),)
        noticed = finding_added(NOTICE) if name in DATED else ()
        for how, parts, more in (
            ("the row", row, ()),
            ("a stroke for it", stroke, finding_added("no-free-quota")),
        ):
            follows = (*finding_added(NO_QUOTA), *noticed, *more)
            gone = _presence(name, "free-quota-removed", "breaking", follows)
            yield _edit("quota-gone", how, (name,), page, parts, gone)
            back = tuple((id.replace("added", "resolved"), what, None) for id, what, _ in follows)
            come = _presence(name, "free-quota-added", "notable", back)
            about = quotas_of(name, noticed=name in DATED)
            yield Edit("quota-new", f"{name}: {how}", page, parts, (come,), about, undone=True)


def _presence(name: str, id: str, level: str, follows: tuple[Follow, ...]) -> Told:
    """A quota that is gone or new; of a dated one, the first, from which the second follows."""
    gone = level == "breaking"

    def values(calls: int) -> tuple[int | None, int | None]:
        return (calls, None) if gone else (None, calls)

    if name in STEADY:
        return Told(id, level, {"interfaces": [name]}, *values(1_000), follows)
    key = {"interfaces": [name], "to": DAY}
    second = ((id, *values(1_000)), *(finding_resolved(TWO) if gone else finding_added(TWO)))
    return Told(id, level, key, *values(10_000), (*follows, *second))


def row_span(page: Base, name: str) -> tuple[int, int]:
    """From where to where the row of an interface's quota stands."""
    row = QUOTA_ROWS[name]
    spans = (
        (start, end) for table, number, start, end in page.rows() if (table, number) == (0, row)
    )
    return next(spans)


def sharing(page: Base) -> Iterator[Edit]:
    """共享 becomes 各 and the other way; the pool parts into rows; a third joins it."""
    cell = quota_cell(page, CAR)
    each, pool = [[CAR], [PRO]], [list(POOL)]
    key: dict[str, Any] = {"interfaces": list(POOL)}
    first = Told(
        "quota-sharing-changed",
        "notable",
        {**key, "to": DAY},
        pool,
        each,
        finding_resolved(SPLIT),
    )
    yield _edit("sharing", "共享 → 各", POOL, page, (within(page, cell, "共享", "各"),), first)
    for fewer in (5_000, 6_000, 4_000):
        part_ = (within(page, cell, "共享10000", f"各{fewer}"),)
        less = Told(
            "quota-sharing-changed",
            "breaking",
            {**key, "to": DAY},
            pool,
            each,
            (("free-quota-decreased", 10_000, fewer), *finding_resolved(SPLIT)),
        )
        yield _edit("sharing", f"共享10000 → 各{fewer}", POOL, page, part_, less)
    after = {**key, "from": DAY}
    contradicted = (*finding_resolved(SPLIT), *finding_added(NOTICE, NOTICE))
    shared = Told("quota-sharing-changed", "breaking", after, each, pool, contradicted)
    yield _edit("sharing", "各 → 共享", POOL, page, (within(page, cell, "为各", "为"),), shared)
    more = Told(
        "quota-sharing-changed",
        "notable",
        after,
        each,
        pool,
        (("free-quota-increased", 1_000, 2_000), *contradicted),
    )
    both = (within(page, cell, "为各1000", "为2000"),)
    yield _edit("sharing", "各1000 → 2000 together", POOL, page, both, more)
    yield _in_rows(page, first)
    for name in (GOODS, WECHAT):
        yield _joins(page, name)


def _in_rows(page: Base, told: Told) -> Edit:
    """A row for each of the pool, both as the cells of others are."""
    cell, other = quota_cell(page, CAR), page.grid[0, QUOTA_ROWS[PRO], 0]
    own = page.grid[0, QUOTA_ROWS[GOODS], 1]
    alone, validity = page.element(own), page.grid[0, QUOTA_ROWS[CAR], 2]
    parts = (
        Part(cell.start, cell.end, alone),
        Part(validity.start, validity.end, f"<td>{validity.raw}</td>"),
        Part(other.end, other.end, f"{alone}<td>{validity.raw}</td>"),
    )
    follows = (*told.follows, *finding_added(TWO))
    rows = Told(told.id, told.level, told.key, told.old, told.new, follows)
    return _edit("sharing", "in rows of their own", POOL, page, parts, rows)


def _joins(page: Base, name: str) -> Edit:
    """The row of ``name`` comes under the pool's: three share 10000, and each has 1000 then."""
    start, end = row_span(page, name)
    cell, validity = quota_cell(page, CAR), page.grid[0, QUOTA_ROWS[CAR], 2]
    last = row_span(page, PRO)[1]
    parts = (
        *(part(page, 'rowspan="2"', 'rowspan="3"', c.start, c.inner[0]) for c in (cell, validity)),
        within(page, cell, "车辆识别接口与", f"{name}接口、车辆识别接口与"),
        Part(last, last, f"<tr><td>{name}</td></tr>"),
        Part(start, end, ""),
    )
    three = [name, *POOL]
    told = Told(
        "quota-sharing-changed",
        "breaking",
        {"interfaces": three, "to": DAY},
        [[name], list(POOL)],
        [three],
        finding_resolved(TWO),
    )
    return _edit("sharing", "joins the pool", three, page, parts, told)
