"""The prices that scenarios quote in passing: unit prices of lines, prices of packs.

A cell is written anew only where the interface, with the tier or the size of the pack, says
which datum it quotes, and the old value stands there. Usage, counts and amounts never are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation

from msgspec import Struct

from tiia_pricing.arguments import size
from tiia_pricing.errors import PricingError
from tiia_pricing.pricebook import PriceBook
from tiia_pricing.proposing.booktables import number
from tiia_pricing.proposing.featuretext import Scenario, Table, filled, placeholder
from tiia_scraper.changes import Change
from tiia_scraper.changes.alignment import align

QUOTES = {("the lines are:", "unit price"), ("the packs are:", "price")}
_ONE_ROW = re.compile(r'.* calls of "(.+)" dated .*')


class Edit(Struct, frozen=True):
    """A cell to write anew: the row counts from 1, the head being 0."""

    table: Table
    row: int
    column: str
    old: str
    new: str

    @property
    def line(self) -> int:
        """The line that the cell stands on."""
        return self.table.lines[self.row]


class Moves(Struct, frozen=True):
    """What differs, from old to new: prices by interface and old price, packs, other numbers.

    An old price that stands in two tiers of an interface, and not both went the same way,
    identifies neither. ``bounds`` and ``quotas`` are numbers of calls by interface; ``names``
    leads from names and actions of interfaces to names.
    """

    unit: dict[tuple[str, Decimal], Decimal]
    pack: dict[tuple[str, int], tuple[Decimal, Decimal]]
    bounds: dict[tuple[str, int], int]
    quotas: dict[tuple[str, int], int]
    names: dict[str, str]


def moves(old: PriceBook, new: PriceBook, changes: Iterable[Change]) -> Moves:
    """What moved between two books."""
    sold = {(pack.interface, pack.calls): pack.price for pack in new.packs}
    held = {(pack.interface, pack.calls): pack.price for pack in old.packs}
    return Moves(
        unit=_unit_prices(old, new),
        pack={key: (was, sold[key]) for key, was in held.items() if sold.get(key, was) != was},
        bounds=_counts(changes, "tier-bound-moved"),
        quotas=_counts(changes, "free-quota-"),
        names={
            name: item.name for item in old.interfaces for name in (item.name, item.action) if name
        },
    )


def _unit_prices(old: PriceBook, new: PriceBook) -> dict[tuple[str, Decimal], Decimal]:
    ways: dict[tuple[str, Decimal], set[Decimal | None]] = {}
    for before in old.pay_as_you_go:
        later = [prices for prices in new.pay_as_you_go if prices.interface == before.interface]
        for was, now in align(before.tiers, later[0].tiers) if len(later) == 1 else ():
            if was:
                price = now.price if now else None
                ways.setdefault((before.interface, was.price), set()).add(price)
    sure = {key: next(iter(way)) for key, way in ways.items() if len(way) == 1}
    return {key: price for key, price in sure.items() if price is not None and price != key[1]}


def _counts(changes: Iterable[Change], id: str) -> dict[tuple[str, int], int]:
    flat = (one for change in changes for one in (change, *change.consequences))
    return {
        (name, one.old): one.new
        for one in flat
        if one.id.startswith(id)
        for name in one.key["interfaces"]
        if isinstance(one.old, int) and isinstance(one.new, int)
    }


def edits(scenario: Scenario, moved: Moves) -> Iterator[Edit]:
    """Every cell of a scenario of the page that quotes a price which moved."""
    for step in scenario.steps:
        for column in step.table.head if step.table else ():
            if step.table and (step.text, column) in QUOTES:
                yield from _column(scenario, step.table, column, moved)


def _column(scenario: Scenario, table: Table, column: str, moved: Moves) -> Iterator[Edit]:
    for index, record in enumerate(table.records(), start=1):
        cell = record[column]
        source = placeholder(cell)
        if source is None:
            answers = {_price(record, cell, run, scenario, moved) for run in scenario.runs()}
            new = answers.pop() if len(answers) == 1 else None
            if new is not None:
                yield Edit(table, index, column, cell, new)
        elif _only_quoted(scenario, source):
            yield from _examples(scenario, record, source, moved)


def _examples(
    scenario: Scenario, record: Mapping[str, str], source: str, moved: Moves
) -> Iterator[Edit]:
    for table in scenario.examples:
        for index, run in enumerate(table.records(), start=1):
            new = _price(record, run[source], run, scenario, moved)
            if new is not None:
                yield Edit(table, index, source, run[source], new)


def _only_quoted(scenario: Scenario, source: str) -> bool:
    """Whether a column of the examples fills no cell or sentence that is not a quoted price."""
    mark = f"<{source}>"
    return all(
        (step.text, column) in QUOTES and part == mark
        for step in scenario.steps
        for column, part in step.parts
        if mark in part
    )


def _price(
    record: Mapping[str, str],
    cell: str,
    run: Mapping[str, str],
    scenario: Scenario,
    moved: Moves,
) -> str | None:
    """What a cell is to say, or ``None`` where it says what it quotes or that is not known."""
    written = _decimal(cell)
    interface = _interface(record, run, scenario, moved)
    if written is None or interface is None:
        return None
    if "unit price" in record:
        new = moved.unit.get((interface, written))
    else:
        was, now = moved.pack.get((interface, _calls(record, run)), (None, None))
        new = now if was == written else None
    return None if new is None else number(new)


def _interface(
    record: Mapping[str, str], run: Mapping[str, str], scenario: Scenario, moved: Moves
) -> str | None:
    """The interface of a row: the one that it names, or the only one of the scenario."""
    named = {filled(record["interface"], run)} if "interface" in record else used(scenario, run)
    names = {moved.names.get(name, name) for name in named}
    return names.pop() if len(names) == 1 else None


def used(scenario: Scenario, run: Mapping[str, str]) -> set[str]:
    """The interfaces whose calls or packs a scenario gives, as it writes them."""
    found = set()
    for step in scenario.steps:
        if match := _ONE_ROW.fullmatch(step.text):
            found.add(filled(match[1], run))
        if step.kind == "Given" and step.table and "interface" in step.table.head:
            found |= {filled(record["interface"], run) for record in step.table.records()}
    return found


def _calls(record: Mapping[str, str], run: Mapping[str, str]) -> int:
    try:
        return size(filled(record.get("calls", ""), run).replace(",", ""))
    except PricingError:
        return -1


def _decimal(cell: str) -> Decimal | None:
    try:
        return Decimal(cell.replace(",", ""))
    except InvalidOperation:
        return None
