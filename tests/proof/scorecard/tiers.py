"""Edits of bounds and of whole columns of tiers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from proof.scorecard.edits import (
    Edit,
    Follow,
    Part,
    Told,
    finding_added,
    finding_resolved,
    rises,
    within,
)
from proof.scorecard.pages import BOUNDS, PRICES, ROWS, calls, dearer
from proof.scorecard.prices import plain
from support.page_text import Base, Cell

NOTE = "bound-note-contradicts-range"
# The note under the range names another number than the range: in 文件封识别, twice.
_CONTRADICTED = {(2, 1): 1_000, (2, 2): 3_000}


def bounds(page: Base) -> Iterator[Edit]:
    """Every bound up and down by little and by much, with its note, without it, and its side."""
    for table, ladder in BOUNDS.items():
        for tier in (1, 2, 3):
            below, bound = ladder[tier - 1], ladder[tier]
            above = ladder[tier + 1] if tier < 3 else bound * 3
            for new in (bound + 1, (bound + above) // 2, bound - 1, (below + bound) // 2):
                yield _moved(page, table, tier, new, with_note=True)
            yield _moved(page, table, tier, bound + 1, with_note=False)
            yield _other_side(page, table, tier)


def _moved(page: Base, table: int, tier: int, new: int, *, with_note: bool) -> Edit:
    """A bound stands where one tier ends, in the note there, and where the next one begins."""
    old = BOUNDS[table][tier]
    said = _CONTRADICTED.get((table, tier))
    upper, lower = page.grid[table, 0, tier], page.grid[table, 0, tier + 1]
    parts = [
        _number(page, upper, rf"- ({old})千次", new),
        _number(page, lower, rf">({old})千", new),
    ]
    follows: tuple[Follow, ...] = ()
    if with_note:
        parts.append(_number(page, upper, rf"不含({said or old})千次", new))
        follows = finding_resolved(NOTE) if said else ()
    elif not said:
        follows = finding_added(NOTE)
    told = Told(
        "tier-bound-moved",
        "breaking",
        {"interfaces": list(ROWS[table]), "from_calls": old * 1_000},
        old * 1_000,
        new * 1_000,
        follows,
    )
    label = f"table {table}: {old}千 → {new}千{'' if with_note else ', its note stays'}"
    return Edit("bound", label, page, tuple(parts), (told,), frozenset({("table", table, "heads")}))


def _other_side(page: Base, table: int, tier: int) -> Edit:
    """不含 becomes 含: the bound itself belongs to the tier below."""
    old = BOUNDS[table][tier]
    said = _CONTRADICTED.get((table, tier))
    upper = page.grid[table, 0, tier]
    told = Told(
        "tier-bound-moved",
        "breaking",
        {"interfaces": list(ROWS[table]), "from_calls": old * 1_000},
        old * 1_000,
        old * 1_000 + 1,
        finding_resolved(NOTE) if said else (),
    )
    parts = (within(page, upper, f"(不含{said or old}千次)", f"(含{old}千次)"),)
    label = f"table {table}: 不含{old}千次 → 含{old}千次"
    return Edit("bound-side", label, page, parts, (told,), frozenset({("table", table, "heads")}))


def _number(page: Base, cell: Cell, pattern: str, new: int) -> Part:
    (found,) = re.compile(pattern).finditer(page.text, *cell.inner)
    return Part(*found.span(1), str(new))


def columns(page: Base) -> Iterator[Edit]:
    """Tiers that come and go, in every place of every table."""
    for table in BOUNDS:
        for tier in range(4):
            yield _without(page, table, tier, filled_from_below=True)
            if tier in (1, 2):
                yield _without(page, table, tier, filled_from_below=False)
        for tier in range(4):
            yield _with(page, table, tier, Decimal("-0.1"))
        for tier in (0, 1, 2):
            yield _with(page, table, tier, Decimal("-0.1"), below_next=True)
        yield _with(page, table, 3, Decimal("0.3"))
        yield _before(page, table, 2, Decimal("0.1"))


def _without(page: Base, table: int, tier: int, *, filled_from_below: bool) -> Edit:
    """A column goes; its calls get the price of the tier below, or of the one above."""
    ladder = BOUNDS[table]
    names = ROWS[table]
    below = filled_from_below and tier > 0
    parts = [_gone(page, page.grid[table, row + 1, tier + 1]) for row in range(len(names))]
    parts.append(_gone(page, page.grid[table, 0, tier + 1]))
    if below:
        end = ladder[tier + 1] if tier < 3 else None
        parts.append(_headed(page, table, tier, ladder[tier - 1], end))
    else:
        parts.append(_headed(page, table, tier + 2, ladder[tier], _upper(table, tier + 1)))
    follows: list[Follow] = []
    if not below and tier > 0:
        follows.append(("tier-bound-moved", calls(table, tier + 1), calls(table, tier)))
    ends = {tier - 1, tier} if below else {tier, tier + 1}
    follows += finding_resolved(*[NOTE] * sum((table, end + 1) in _CONTRADICTED for end in ends))
    told = Told(
        "tier-removed",
        "breaking",
        {"interfaces": list(names), "from_calls": calls(table, tier)},
        _each({name: PRICES[name][tier] for name in names}),
        None,
        tuple(follows),
    )
    how = "the tier below goes on" if below else "the tier above begins earlier"
    label = f"table {table}: tier {tier} goes, {how}"
    return Edit("tier-gone", label, page, tuple(parts), (told,), frozenset({("table", table)}))


def _with(page: Base, table: int, tier: int, step: Decimal, *, below_next: bool = False) -> Edit:
    """The second part of a tier becomes a tier of its own, at another price.

    That is ``step`` more than before, or than in the next tier.
    """
    ladder, names = BOUNDS[table], ROWS[table]
    start, upper = ladder[tier], _upper(table, tier)
    bound = (start + upper) // 2 if upper else start * 4
    new = {name: plain(Decimal(PRICES[name][tier + below_next]) + step) for name in names}
    parts = [
        *_split(page, table, tier, bound),
        *(
            Part(cell.end, cell.end, f"<td>{new[name]}元/千次</td>")
            for row, name in enumerate(names)
            for cell in (page.grid[table, row + 1, tier + 1],)
        ),
    ]
    up = any(dearer(PRICES[name][tier], new[name]) for name in names)
    follows = [one for name in names for one in _rising_with(name, tier + 1, new[name])]
    resolved = finding_resolved(NOTE) if (table, tier + 1) in _CONTRADICTED else ()
    told = Told(
        "tier-added",
        "breaking" if up else "notable",
        {"interfaces": list(names), "from_calls": bound * 1_000},
        None,
        _each(new),
        (*follows, *resolved),
    )
    label = f"table {table}: a tier from {bound}千, {step}{' below the next' * below_next}"
    return Edit("tier-new", label, page, tuple(parts), (told,), frozenset({("table", table)}))


def _before(page: Base, table: int, tier: int, step: Decimal) -> Edit:
    """The first part of a tier becomes a tier of its own: the old one begins later."""
    ladder, names = BOUNDS[table], ROWS[table]
    bound = (ladder[tier] + ladder[tier + 1]) // 2
    new = {name: plain(Decimal(PRICES[name][tier]) + step) for name in names}
    parts = [
        *_split(page, table, tier, bound),
        *(
            Part(cell.start, cell.start, f"<td>{new[name]}元/千次</td>")
            for row, name in enumerate(names)
            for cell in (page.grid[table, row + 1, tier + 1],)
        ),
    ]
    resolved = finding_resolved(NOTE) if (table, tier + 1) in _CONTRADICTED else ()
    told = Told(
        "tier-added",
        "breaking",
        {"interfaces": list(names), "from_calls": calls(table, tier)},
        None,
        _each(new),
        (("tier-bound-moved", calls(table, tier), bound * 1_000), *resolved),
    )
    label = f"table {table}: a tier from {ladder[tier]}千, before the one there, {step} yuan"
    return Edit("tier-new", label, page, tuple(parts), (told,), frozenset({("table", table)}))


def _split(page: Base, table: int, tier: int, bound: int) -> Iterator[Part]:
    head = page.grid[table, 0, tier + 1]
    start, upper = BOUNDS[table][tier], _upper(table, tier)
    yield _headed(page, table, tier + 1, start, bound)
    yield Part(head.end, head.end, f"<td><strong>{_range(bound, upper)}</strong></td>")


def _upper(table: int, tier: int) -> int | None:
    return BOUNDS[table][tier + 1] if tier < 3 else None


def _range(start: int, end: int | None) -> str:
    if end is None:
        return f"{start}千次以上/月"
    first = f"{start}千" if start else "0"
    return f"{first} - {end}千次/月<br>(不含{end}千次)"


def _headed(page: Base, table: int, column: int, start: int, end: int | None) -> Part:
    cell = page.grid[table, 0, column]
    return Part(*cell.inner, f"<strong>{_range(start, end)}</strong>")


def _gone(page: Base, cell: Cell) -> Part:
    return Part(cell.start, cell.end, "")


def _each(values: dict[str, str]) -> str | dict[str, str]:
    """One value where all interfaces have it, else each by its interface."""
    return next(iter(values.values())) if len(set(values.values())) == 1 else values


def _rising_with(name: str, tier: int, price: str) -> tuple[Follow, ...]:
    row = PRICES[name]
    return rises(row, (*row[:tier], price, *row[tier:]))
