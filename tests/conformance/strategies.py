"""Any price book and any account, as the JSON that a case is made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from tiia_pricebook import READINGS

from . import books
from .implementation import Case, claims
from .sheets import case
from .tables import Row

NAMES = ("甲", "乙", "丙")
FIRST, LAST = dt.date(2024, 1, 1), dt.date(2025, 4, 30)
Days = st.SearchStrategy[dt.date]
DAYS = st.dates(FIRST, LAST)
TWO_MONTHS = st.dates(dt.date(2024, 2, 1), dt.date(2024, 3, 31))  # in which much meets
LASTING: tuple[Row, ...] = (
    *({"months": months} for months in ("-", "1", "6", "7", "12", "18")),
    *({"days": days} for days in ("1", "7", "30", "180", "365")),
    {"endless": "yes"},
)
OPEN_AT_MOST = 5  # readings of a case: each combination of their values is a bill
PRICES = st.decimals("0.0001", "99", places=4).map(lambda price: f"{price.normalize():f}")


@st.composite
def price_books(draw: st.DrawFn, days: Days = DAYS) -> books.Book:
    """A book of up to three interfaces: any tiers, pools that change on a date, any packs.

    The tiers of some of them change on a date as well.
    """
    names = NAMES[: draw(st.integers(1, 3))]
    book = books.of_tiers(draw(tier_rows(names)))
    if draw(st.booleans()):
        changed = sorted(draw(st.sets(st.sampled_from(names), min_size=1)))
        book = changing(book, draw(tier_rows(changed)), draw(days))
    book["free_quotas"] = draw(_quotas(names, days))
    sizes = draw(st.lists(st.integers(1, 40_000), max_size=2, unique=True))
    book["packs"] = [
        books.pack({"interface": names[0], "calls": str(size), "price": "10", **lasting})
        for size in sizes
        for lasting in [draw(st.sampled_from(LASTING))]
    ]
    if draw(st.booleans()):
        book["settlement_order"]["steps"][:2] = ["resource-pack", "free-quota"]
    return book


def changing(book: books.Book, rows: list[Row], day: dt.date) -> books.Book:
    """``book`` with other tiers for the interfaces of ``rows`` from ``day`` on."""
    changed = {row["interface"] for row in rows}
    later = books.of_tiers([{**row, "from": day.isoformat()} for row in rows])["pay_as_you_go"]
    sooner = [
        {**table, "to": day.isoformat()} if table["interface"] in changed else table
        for table in book["pay_as_you_go"]
    ]
    return {**book, "pay_as_you_go": [*sooner, *later]}


@st.composite
def tier_rows(draw: st.DrawFn, names: Sequence[str]) -> list[Row]:
    """The rows of any tiers for each of ``names``."""
    return [row for name in names for row in draw(_tiers(name))]


@st.composite
def _tiers(draw: st.DrawFn, name: str) -> list[Row]:
    mode = draw(st.sampled_from(["reached", "progressive"]))
    unit = draw(st.sampled_from(["1", "1000", "10000"]))
    certainty = draw(st.sampled_from(["-", "-", "assumed"])) if mode == "reached" else "-"
    bounds = sorted(draw(st.sets(st.integers(1, 60_000), max_size=3)) | {0})
    return [
        {
            "interface": name,
            "mode": mode,
            "certainty": certainty,
            "per calls": unit,
            "from calls": str(bound),
            "bound in": draw(st.sampled_from(["-", "lower", "upper"])) if bound else "-",
            "price": draw(PRICES),
        }
        for bound in bounds
    ]


@st.composite
def _quotas(draw: st.DrawFn, names: tuple[str, ...], days: Days) -> list[dict[str, Any]]:
    """None, one pool for good, or a pool that becomes each interface's own on a day."""
    kind = draw(st.sampled_from(["none", "pool", "each", "pool-then-each"]))
    calls = [str(draw(st.integers(1, 20_000))) for _ in range(2)]
    day = draw(days).isoformat()
    pool = {"interfaces": ", ".join(names), "calls": calls[0], "from": "-", "to": "-"}
    each = [{**pool, "interfaces": name, "calls": calls[1]} for name in names]
    rows = {
        "none": [],
        "pool": [pool],
        "each": each,
        "pool-then-each": [{**pool, "to": day}, *({**row, "from": day} for row in each)],
    }[kind]
    return [books.quota(row) for row in rows]


@st.composite
def cases(draw: st.DrawFn, days: Days = DAYS) -> Case:
    """An account of up to six rows, by day or month, and up to three packs."""
    book = draw(price_books(days))
    names = [interface["name"] for interface in book["interfaces"]]
    usage = draw(st.lists(_usage(names, days), min_size=1, max_size=6))
    packs = draw(st.lists(_purchase(book, days), max_size=3)) if book["packs"] else []
    fixed = draw(readings())
    first = min(row["date"] for row in usage)
    activated = {"": f"{first[:7]}-01"} if draw(st.booleans()) else {}
    return case(book, usage, packs, fixed, activated)


@st.composite
def readings(draw: st.DrawFn) -> dict[str, str]:
    """Up to three readings fixed, and each whose default is not followed; to followed values."""
    followed = claims().readings
    chosen = draw(st.lists(st.sampled_from(READINGS), max_size=3, unique=True))
    chosen += [r for r in READINGS if r.default not in followed[r.name] and r not in chosen]
    return {r.name: draw(st.sampled_from(followed[r.name])) for r in chosen}


@st.composite
def cases_with_few_open_readings(draw: st.DrawFn) -> Case:
    """A case in which all readings but up to five are fixed, without packs bought before it.

    Nobody says what is left in those, and so they move the range further than the readings do.
    """
    drawn, followed = draw(cases(TWO_MONTHS)), claims().readings
    unfixed = [reading.name for reading in READINGS if reading.name not in drawn["readings"]]
    left_open = draw(st.sets(st.sampled_from(unfixed), min_size=3, max_size=OPEN_AT_MOST))
    fixed = {
        name: draw(st.sampled_from(followed[name])) for name in unfixed if name not in left_open
    }
    first = min(row["date"] for row in drawn["usage"])[:7]
    packs = [pack for pack in drawn["packs"] if pack["purchased_on"] >= first]
    return {**drawn, "packs": packs, "readings": drawn["readings"] | fixed}


def _usage(names: list[str], days: Days) -> st.SearchStrategy[Row]:
    dates = days.map(dt.date.isoformat)
    return st.fixed_dictionaries(
        {
            "date": dates | dates.map(lambda day: day[:7]),
            "interface": st.sampled_from(names),
            "calls": st.integers(0, 70_000).map(str),
        }
    )


def _purchase(book: books.Book, days: Days) -> st.SearchStrategy[Row]:
    pack = book["packs"][0]
    sizes = [str(pack["calls"]) for pack in book["packs"]]
    return st.fixed_dictionaries(
        {
            "purchased on": days.map(dt.date.isoformat),
            "interface": st.just(pack["interface"]),
            "calls": st.sampled_from(sizes),
        }
    )
