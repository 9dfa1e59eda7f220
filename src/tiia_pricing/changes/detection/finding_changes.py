"""Findings of two books: those that came, and those that are resolved."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator

from tiia_pricebook import Finding, PriceBook
from tiia_pricing.changes.change import Draft, Side, place, spots
from tiia_pricing.changes.detection.data_in_cells import Cells, Governing, clauses_of, data_of
from tiia_pricing.changes.kinds import UNREAD, UNREAD_ANNOUNCEMENTS
from tiia_pricing.changes.pair import Pair

_Identities = Callable[[Finding], Iterable[Hashable]]
_TAGS = frozenset(
    {
        *("content-box-missing", "end-tag-br", "nested-table", "row-empty"),
        *("row-without-tr", "stray-end-tag"),
    }
)
_Rows = dict[tuple[int | None, int | None], frozenset[str]]


def compare_findings(pair: Pair) -> Iterator[Draft]:
    """Yield findings added and resolved.

    One about the same datum is the same finding, whatever moved around it; else one beside
    the same interfaces, or of one of them that says the same or stands in the same cell. An
    announcement that is not read is the same only in the same words.
    """
    gone, come = _of_the_content(pair.old), _of_the_content(pair.new)
    before, after = _rows(pair.old), _rows(pair.new)
    _drop(gone, come, _about(data_of(pair.old)), _about(data_of(pair.new)))
    _drop(gone, come, _said_beside(before), _said_beside(after))
    _drop(gone, come, _said_there, _said_there)
    _drop(gone, come, _beside(before), _beside(after))
    kept = frozenset(pair.kept)
    _drop(gone, come, _said(before, kept), _said(after, kept))
    _drop(gone, come, _there(before, kept), _there(after, kept))
    above = clauses_of(pair.old), clauses_of(pair.new)
    yield from (_draft(pair, finding, "old", before, above[0]) for finding in gone)
    yield from (_draft(pair, finding, "new", after, above[1]) for finding in come)


def _of_the_content(book: PriceBook) -> list[Finding]:
    """The findings without those about tags, which a tidier page says no differently.

    Nor are those told that are about what no reader sees.
    """
    return [
        finding
        for finding in book.findings
        if finding.id not in _TAGS and not finding.id.startswith("hidden-")
    ]


def _rows(book: PriceBook) -> _Rows:
    """The interfaces of each row of each table: of a head, all that it heads."""
    rows: dict[tuple[int | None, int | None], set[str]] = {}
    for (table, row, _), data in data_of(book).items():
        rows.setdefault((table, row), set()).update(datum.interface for datum in data)
    return {row: frozenset(names) for row, names in rows.items()}


def _names(finding: Finding, rows: _Rows) -> frozenset[str]:
    return rows.get((finding.where.table, finding.where.row), frozenset())


def _about(cells: Cells) -> _Identities:
    """The finding of each datum of its cell; none where it has none."""

    def identities(finding: Finding) -> Iterator[Hashable]:
        where = finding.where
        data = cells.get((where.table, where.row, where.column), ())
        return ((_id(finding), datum) for datum in data)

    return identities


def _beside(rows: _Rows) -> _Identities:
    """The finding in a column beside all the interfaces of a row; none where it names none."""

    def identities(finding: Finding) -> Iterator[Hashable]:
        if names := _names(finding, rows):
            yield (_id(finding), names, finding.where.column)

    return identities


def _said_beside(rows: _Rows) -> _Identities:
    beside = _beside(rows)
    return lambda finding: ((identity, finding.text) for identity in beside(finding))


def _said_there(finding: Finding) -> Iterator[Hashable]:
    yield (finding.id, finding.text, _cell(finding))


def _said(rows: _Rows, kept: frozenset[str]) -> _Identities:
    """The sentence of each interface of a row that both books have, or of none."""

    def identities(finding: Finding) -> Iterator[Hashable]:
        names = _names(finding, rows) & kept or (None,)
        return ((finding.id, finding.text, name) for name in names)

    return identities


def _there(rows: _Rows, kept: frozenset[str]) -> _Identities:
    """The cell of each interface of a row that both books have, or of none."""

    def identities(finding: Finding) -> Iterator[Hashable]:
        names = _names(finding, rows) & kept or (None,)
        return ((_id(finding), _cell(finding), name) for name in names)

    return identities


def _id(finding: Finding) -> Hashable:
    """The kind of a finding, and where nobody knows what its words mean, these."""
    return (finding.id, finding.text) if finding.id in UNREAD else finding.id


def _cell(finding: Finding) -> tuple[Hashable, ...]:
    where = finding.where
    return (where.table, where.row, where.column, where.clause)


def _drop(
    gone: list[Finding], come: list[Finding], before: _Identities, after: _Identities
) -> None:
    """Remove from both lists what has an identity in common."""
    # The first free twin and not the best one: the callers go from the strictest identity to the
    # loosest, so whatever a later pass could match better is gone by then.
    waiting: dict[Hashable, deque[int]] = {}
    for index, finding in enumerate(come):
        for identity in after(finding):
            waiting.setdefault(identity, deque()).append(index)
    taken: set[int] = set()

    def twin(finding: Finding) -> bool:
        for identity in before(finding):
            indexes = waiting.get(identity, deque())
            while indexes:
                if (index := indexes.popleft()) not in taken:
                    taken.add(index)
                    return True
        return False

    gone[:] = [finding for finding in gone if not twin(finding)]
    come[:] = [finding for index, finding in enumerate(come) if index not in taken]


def _draft(pair: Pair, finding: Finding, side: Side, rows: _Rows, governing: Governing) -> Draft:
    where = finding.where
    cell = {"table": where.table, "row": where.row, "column": where.column, "clause": where.clause}
    names = _names(finding, rows)
    return Draft(
        id="finding-resolved" if side == "old" else "finding-added",
        level="breaking" if finding.id in UNREAD_ANNOUNCEMENTS else "info",
        home=(finding.id, *_cell(finding)),
        interfaces=tuple(name for name in pair.names if name in names),
        old=finding.text if side == "old" else None,
        new=finding.text if side == "new" else None,
        place=place(where),
        key={"finding": finding.id} | {k: v for k, v in cell.items() if v is not None},
        touches=spots(side, where),
        leads=frozenset(governing.get(where.table, ())),
    )
