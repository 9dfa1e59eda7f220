"""What became of an edited page: read exactly right, told, or silently wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from tiia_pricebook import Finding, PriceBook
from tiia_pricebook.errors import PageUnreadable
from tiia_scraper import read_page

Verdict = Literal["right", "told", "silently-wrong"]
Facts = dict[tuple[Any, ...], Any]

# The clauses that govern the tables of today's page.
LEADS = (
    *("quota-table", "recognition-pay-as-you-go", "recognition-pay-as-you-go"),
    *("recognition-pay-as-you-go", "recognition-prepaid", "processing-pay-as-you-go"),
)

_PLACE = re.compile(r"^\s*table (\d+)(?:, row (\d+))?(?:, column (\d+))?:", re.M)


@dataclass(frozen=True)
class Place:
    """Where an edit was made: a table, and of it a row or a column where these are given.

    ``table`` is ``None`` for an edit of the page as a whole or of its sentences: then any
    refusal, and any new finding, tells of it.
    """

    table: int | None = None
    row: int | None = None
    column: int | None = None

    def named_by(self, table: int | None, row: int | None, column: int | None) -> bool:
        """Whether a place that an error or a finding gives is this one, or lies in line with it."""
        if self.table is None:
            return True
        if table != self.table:
            return False
        return (
            (self.row is None and self.column is None)
            or (row is None and column is None)
            or (self.row is not None and row == self.row)
            or (self.column is not None and column == self.column)
        )


@dataclass(frozen=True)
class Case:
    """One edit of a page: its kind, its name, the page's bytes, what is right, and its place.

    ``right`` are the facts of the right book; ``None`` where no book is right. ``also`` are
    other places that tell of the edit.
    """

    kind: str
    name: str
    data: bytes
    place: Place
    right: Facts | None = None
    also: tuple[Place, ...] = ()


@dataclass
class Tally:
    """The verdicts by kind, and what was silently wrong."""

    by_kind: dict[str, Counter[str]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def add(self, case: Case, base: PriceBook | None) -> None:
        """Judge one more case."""
        verdict, why = judge(case, base)
        self.by_kind.setdefault(case.kind, Counter())[verdict] += 1
        if verdict == "silently-wrong":
            self.wrong.append(f"{case.kind}: {case.name}: {why}")

    @property
    def cases(self) -> int:
        """How many cases were judged."""
        return sum(sum(counts.values()) for counts in self.by_kind.values())


def facts(book: PriceBook) -> Facts:
    """All that a book says of money, flat, with nothing of places and clauses."""
    said: Facts = {("order",): book.settlement_order.steps}
    for entry in book.pay_as_you_go:
        said["table", entry.interface] = (entry.mode, entry.from_, entry.to, len(entry.tiers))
        for number, tier in enumerate(entry.tiers):
            said["price", entry.interface, number] = tier.price
            said["start", entry.interface, number] = tier.from_calls
            said["per", entry.interface, number] = entry.per_calls
    for pack in book.packs:
        said["pack", pack.interface, pack.calls] = (pack.price, pack.months)
    for quota in book.free_quotas:
        said["quota", quota.interfaces, quota.from_, quota.to] = quota.calls
    for names in book.no_packs:
        said["no-packs", tuple(sorted(names.interfaces))] = True
    return said


@cache
def read_base(data: bytes) -> PriceBook:
    """The book of a page before any edit."""
    return read_page(data, "page")


def judge(case: Case, base: PriceBook | None) -> tuple[Verdict, str]:
    """The verdict on what the reader makes of a case, and why."""
    try:
        book = read_page(case.data, "page")
    except PageUnreadable as error:
        named = case.place.table is None or any(_named(case, *p) for p in _places(error))
        return ("told", "") if named else ("silently-wrong", f"names another place: {error}")
    except Exception as error:
        return "silently-wrong", f"crashed: {error!r}"
    read = facts(book)
    if case.right is not None and read == case.right:
        return "right", ""
    if any(_tells(case, finding) for finding in _new(book, base)):
        return "told", ""
    return "silently-wrong", f"read {_difference(read, case.right)}"


def _tells(case: Case, finding: Finding) -> bool:
    """Whether a finding names the place of the edit, or the clause that governs its table."""
    where = finding.where
    if where.clause and case.place.table is not None:
        return where.clause == dict(enumerate(LEADS)).get(case.place.table)
    return _named(case, where.table, where.row, where.column)


def _named(case: Case, table: int | None, row: int | None, column: int | None) -> bool:
    return any(place.named_by(table, row, column) for place in (case.place, *case.also))


def _places(error: PageUnreadable) -> Iterator[tuple[int | None, int | None, int | None]]:
    where: Mapping[str, Any] = error.where or {}
    yield where.get("table"), where.get("row"), where.get("column")
    for table, row, column in _PLACE.findall(error.message):
        yield int(table), int(row) if row else None, int(column) if column else None


def _new(book: PriceBook, base: PriceBook | None) -> list[Finding]:
    """The findings that the page had not before; one that only moved is none."""
    left = Counter((f.id, f.text) for f in base.findings) if base else Counter()
    at = {(f.id, f.text, f.where) for f in base.findings} if base else set()
    new = []
    for finding in sorted(book.findings, key=lambda f: (f.id, f.text, f.where) not in at):
        if left[finding.id, finding.text] > 0:
            left[finding.id, finding.text] -= 1
        else:
            new.append(finding)
    return new


def _difference(read: Facts, right: Facts | None) -> str:
    if right is None:
        return "as a book, where none is right, without a new finding"
    changed = {k: (read.get(k), right.get(k)) for k in read.keys() | right.keys()}
    shown = [f"{k}: {a} for {b}" for k, (a, b) in changed.items() if a != b]
    return "; ".join(shown[:4])
