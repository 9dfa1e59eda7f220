"""Every number of every table, edited by itself and with another: as many changes as edits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pytest

import frozen
from tiia_pricebook import PriceBook
from tiia_pricing.changes import compare
from tiia_pricing.changes.impact import impacts, together
from tiia_scraper import read_page

PAGE = frozen.TEXT


class Edit(NamedTuple):
    """Parts of the page, from where to where, what stands there instead, and what is told."""

    parts: tuple[tuple[int, int, str], ...]
    id: str


def numbers(pattern: str, number: int) -> Iterator[re.Match[str]]:
    """The matches of ``pattern`` in a table; the tables count from 1."""
    start = [found.start() for found in re.finditer("<table>", PAGE)][number - 1]
    end = PAGE.index("</table>", start)
    return re.compile(pattern).finditer(PAGE, start, end)


def edit(match: re.Match[str], id: str, number: int | str) -> Edit:
    return Edit(((*match.span(1), str(number)),), id)


def prices() -> Iterator[Edit]:
    for table in (2, 3, 4, 6):
        for match in numbers(r">([0-9.]+)元/千次", table):
            yield edit(
                match, "price-increased", f"{match[1]}9" if "." in match[1] else match[1] + ".9"
            )
            yield edit(match, "price-decreased", "0.9")


def packs() -> Iterator[Edit]:
    for match in numbers(r">([0-9]+)元/个", 5):
        yield edit(match, "pack-price-increased", int(match[1]) + 1)
        yield edit(match, "pack-price-decreased", int(match[1]) - 1)
    for match in numbers(r">([0-9]+)万次", 5):
        yield edit(match, "pack-removed", int(match[1]) + 1)


def quotas() -> Iterator[Edit]:
    for match in numbers(r">(?:共享)?([0-9]+)次/月", 1):
        yield edit(match, "free-quota-increased", int(match[1]) + 1)
        yield edit(match, "free-quota-decreased", int(match[1]) - 1)
    for match in numbers(r"调整为各?([0-9]+)次/月", 1):
        yield edit(match, "free-quota-increased", int(match[1]) + 1)
        yield edit(match, "free-quota-decreased", int(match[1]) - 1)
    for match in numbers(r"注：([0-9]{4})年", 1):
        yield edit(match, "quota-date-changed", 2023)


def bounds() -> Iterator[Edit]:
    """A bound stands where one tier ends, in its note, and where the next begins."""
    for table in (2, 3, 4, 6):
        uppers = list(numbers(r"- ([0-9]+)千次/月", table))
        notes = list(numbers(r"\(不含([0-9]+)千次\)", table))
        lowers = list(numbers(r">([0-9]+)千(?: -|次以上)", table))
        for upper, note, lower in zip(uppers, notes, lowers, strict=True):
            assert upper[1] == lower[1]
            moved = str(int(upper[1]) + 1)
            same = upper[1] == note[1]
            spans = (upper, note, lower) if same else (upper, lower)
            yield Edit(tuple((*m.span(1), moved) for m in spans), "tier-bound-moved")


EDITS = [*prices(), *packs(), *quotas(), *bounds()]


@cache
def edited(*edits: Edit) -> PriceBook:
    text = PAGE
    for start, end, new in sorted((part for e in edits for part in e.parts), reverse=True):
        text = text[:start] + new + text[end:]
    return read_page(text.encode(), "edited")


def overlap(one: Edit, other: Edit) -> bool:
    """Whether two edits are about one row or one head, or repeat one another's number."""
    gap = min(abs(a[0] - b[0]) for a in one.parts for b in other.parts)
    return gap < 400 or one.id == other.id == "quota-date-changed"


def test_no_number_of_the_tables_is_left_out() -> None:
    """36 prices and 7 packs twice, 7 sizes, 8 + 5 quotas twice, 5 dates, 12 bounds."""
    assert len(EDITS) == 72 + 14 + 7 + 26 + 5 + 12


@pytest.mark.parametrize("edit", EDITS, ids=lambda e: f"{e.id}-{e.parts[0][0]}")
def test_one_number_is_one_change(book: PriceBook, edit: Edit) -> None:
    changes = compare(book, edited(edit))
    assert [change.id for change in changes] == [edit.id]


@pytest.mark.parametrize("edit", EDITS, ids=lambda e: f"{e.id}-{e.parts[0][0]}")
def test_one_number_alone_costs_what_the_new_page_charges(book: PriceBook, edit: Edit) -> None:
    """The old book with the one change made by itself against the new book as it was read."""
    new = edited(edit)
    (impact,) = impacts(book, new, compare(book, new))
    whole = together(book, new)
    assert impact.why is None
    assert impact.effects == whole.effects or impact.month != whole.month
    assert not whole.effects or impact.month == whole.month


PAIRS = [
    (one, other)
    for one, other in zip(EDITS[::3], (EDITS[50:] + EDITS[:50])[::3], strict=True)
    if not overlap(one, other)
]


def test_most_edits_have_another_to_go_with() -> None:
    assert len(PAIRS) >= 40


@pytest.mark.parametrize("pair", PAIRS, ids=lambda p: f"{p[0].parts[0][0]}-{p[1].parts[0][0]}")
def test_two_numbers_are_two_changes(book: PriceBook, pair: tuple[Edit, Edit]) -> None:
    changes = compare(book, edited(*pair))
    assert sorted(change.id for change in changes) == sorted(edit.id for edit in pair)
    alone = [compare(book, edited(edit))[0].fingerprint for edit in pair]
    assert {change.fingerprint for change in changes} == set(alone)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda p: f"{p[0].parts[0][0]}-{p[1].parts[0][0]}")
def test_two_numbers_cost_what_each_costs_alone(book: PriceBook, pair: tuple[Edit, Edit]) -> None:
    costs = {}
    for edit in pair:
        alone = edited(edit)
        (impact,) = impacts(book, alone, compare(book, alone))
        costs[impact.change.fingerprint] = impact.effects
    both = edited(*pair)
    found = impacts(book, both, compare(book, both))
    assert {impact.change.fingerprint: impact.effects for impact in found} == costs
