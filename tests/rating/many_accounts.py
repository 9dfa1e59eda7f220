"""Random accounts on a price book, and their files as people would write them."""

from __future__ import annotations

import csv
import datetime as dt
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tiia_pricebook import PriceBook
from tiia_pricebook.errors import InputError
from tiia_pricing import Activated, Purchase, Usage, bill

CALLS = (0, 1, 999, 1000, 1001, 9_999, 10_001, 600_001, 1_001_000, 3_001_000)
Span = tuple[dt.date, dt.date]


class GivenAccount(NamedTuple):
    """What one account did, as ``bill`` takes it."""

    usage: Sequence[Usage]
    packs: Sequence[Purchase]
    activated: Activated


def accounts(
    book: PriceBook, span: Span, count: int, seed: int, *, told: bool = True
) -> dict[str, GivenAccount]:
    """Accounts that ``bill`` can bill; with ``told`` all say what is left in earlier packs."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    names = [one.name for one in book.interfaces if _billed(book, one.name, span[0])]
    found: dict[str, GivenAccount] = {}
    while len(found) < count:
        one = _account(dice, book, names, span, told=told)
        if _is_billed(book, one):
            found[f"account-{len(found):03d}"] = one
    return found


def _account(
    dice: random.Random, book: PriceBook, names: Sequence[str], span: Span, *, told: bool
) -> GivenAccount:
    used = dice.sample(names, dice.randint(1, min(3, len(names))))
    usage = [
        Usage(_day(dice, span), dice.choice(used), _calls(dice)) for _ in range(dice.randint(1, 10))
    ]
    first = min(row.day for row in usage)
    packs = [] if dice.random() < 0.5 else list(_packs(dice, book, span, first, told=told))
    activated = Activated()
    if dice.random() < 0.3:
        activated = Activated(first - dt.timedelta(dice.choice((0, 0, 1, 5, 40))))
    return GivenAccount(usage, packs, activated)


def _packs(
    dice: random.Random, book: PriceBook, span: Span, first: dt.date, *, told: bool
) -> Iterator[Purchase]:
    for _ in range(dice.randint(1, 3) if book.packs else 0):
        pack = dice.choice(book.packs)
        day = _day(dice, (span[0] - dt.timedelta(100), span[1]))
        left = None
        if told and day < first.replace(day=1):
            left = dice.choice((0, 1, pack.calls // 2, pack.calls - 1, pack.calls))
        quantity = dice.choice((1, 1, 1, 2))
        yield Purchase(day, pack.interface, pack.calls, quantity=quantity, left=left)


def _calls(dice: random.Random) -> int:
    return dice.choice((*CALLS, dice.randint(0, 20_000), dice.randint(0, 2_000_000)))


def _day(dice: random.Random, span: Span) -> dt.date:
    return span[0] + dt.timedelta(dice.randint(0, (span[1] - span[0]).days))


def _billed(book: PriceBook, name: str, day: dt.date) -> bool:
    return _is_billed(book, GivenAccount([Usage(day, name, 5_000_000)], [], Activated()))


def _is_billed(book: PriceBook, one: GivenAccount) -> bool:
    try:
        bill(book, one.usage, one.packs, activated=one.activated)
    except InputError:
        return False
    return True


class Files(NamedTuple):
    """The files of many accounts."""

    usage: Path
    packs: Path
    activated: Path


def write(folder: Path, given: Mapping[str, GivenAccount]) -> Files:
    """Write accounts as the three files of ``rate``."""
    files = Files(*(folder / f"{name}.csv" for name in Files._fields))
    _write(
        files.usage,
        ("account", "date", "interface", "calls"),
        ((name, row.day, row.interface, row.calls) for name, a in given.items() for row in a.usage),
    )
    _write(
        files.packs,
        ("account", "purchased_on", "interface", "calls", "quantity", "left"),
        (
            (name, p.day, p.interface, p.calls, p.quantity, "" if p.left is None else p.left)
            for name, a in given.items()
            for p in a.packs
        ),
    )
    _write(
        files.activated,
        ("account", "date"),
        ((name, a.activated.service) for name, a in given.items() if a.activated.service),
    )
    return files


def _write(path: Path, head: Sequence[str], rows: Iterator[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        writer.writerows(rows)
