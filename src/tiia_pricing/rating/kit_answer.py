"""What the engine answers the conformance kit: one account's files through a whole run.

Amounts are those of the engine's SQL and of nothing else. What a bill of many accounts does not
have is not claimed: the reasons of a line, the range of a total, plans, and a vendor's bill.
"""

from __future__ import annotations

import csv
import datetime as dt
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tiia_pricebook import READINGS, PriceBook
from tiia_pricebook.errors import InputError
from tiia_pricing.billing.settlement.choices import choose
from tiia_pricing.billing.settlement.held_packs import sold
from tiia_pricing.billing.usage.account import Purchase
from tiia_pricing.conformance.protocol.case import Activation, Answer, Case
from tiia_pricing.conformance.protocol.claims import Claims
from tiia_pricing.rating import rating_run
from tiia_pricing.rating.engine import Engine
from tiia_pricing.rating.outputs import name_lines

CLAIMS = Claims(
    ("totals", "lines"),
    {reading.name: reading.values for reading in READINGS},
    ("books", "history", "left"),
)
OpenEngine = Callable[[Path], Engine]
_USAGE = ("account", "date", "interface", "calls")
_PACKS = ("account", "purchased_on", "interface", "calls", "quantity", "left")
_ACTIVATED = ("account", "date", "interface")
_LINE = ("interface", "calls", "free", "pack", "pay_as_you_go", "unit_price", "amount")


def answer(open_engine: OpenEngine, case: Case, book: PriceBook) -> Answer:
    """Return the bill of a case, or its refusal, by the engine that a folder of its own opens."""
    with tempfile.TemporaryDirectory(prefix="tiia-rate-") as name:
        folder = Path(name)
        return _answer(open_engine(folder), folder, case, book)


def _answer(engine: Engine, folder: Path, case: Case, book: PriceBook) -> Answer:
    try:
        return _bill(engine, _request(folder, case, book), book)
    except InputError as error:
        return _refusal(error.id, error)


def _request(folder: Path, case: Case, book: PriceBook) -> rating_run.Request:
    """The case as files. All readings are fixed: nobody asks what the others would give."""
    usage = _written(folder / "usage.csv", _USAGE, case["usage"])
    packs = _written(folder / "packs.csv", _PACKS, case["packs"])
    activated = _written(folder / "activated.csv", _ACTIVATED, _days(case["activated"]))
    return rating_run.Request(
        (usage,),
        (packs,) if case["packs"] else (),
        (activated,) if any(case["activated"].values()) else (),
        dict(choose(book, case["readings"]).items()),
    )


def _days(activated: Activation) -> Iterator[dict[str, str]]:
    if activated["service"]:
        yield {"date": activated["service"]}
    for name, day in activated["interfaces"].items():
        yield {"date": day, "interface": name}


def _written(path: Path, head: Sequence[str], rows: Iterable[Any]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, head, restval="")
        writer.writeheader()
        writer.writerows({"account": "the only one", **row} for row in rows)
    return path


def _bill(engine: Engine, request: rating_run.Request, book: PriceBook) -> Answer:
    result = rating_run.run(engine, book, request, lambda _: None)
    if result.rejects:
        return _refusal(result.rejects[0].reason)
    name_lines(engine, book)
    months = engine.rows("SELECT month, SUM(amount) FROM bills GROUP BY month ORDER BY month")
    total = engine.rows("SELECT COALESCE(SUM(amount), 0) FROM bills")[0][0]
    lines = engine.rows(f"""\
SELECT b.month, {", ".join(f"b.{name}" for name in _LINE)} FROM bills AS b
JOIN names AS n ON n.name = b.interface ORDER BY b.month, n.interface""")
    return {
        "total": f"{total:.2f}",
        "months": [
            {
                "month": month,
                "total": f"{amount:.2f}",
                "lines": [_line(cells) for own, *cells in lines if own == month],
            }
            for month, amount in months
        ],
        "packs": list(_packs(engine, book, request)),
    }


def _line(cells: Sequence[Any]) -> dict[str, Any]:
    found = dict(zip(_LINE, cells, strict=True))
    return {**found, "amount": f"{found['amount']:.2f}"}


def _packs(
    engine: Engine, book: PriceBook, request: rating_run.Request
) -> Iterator[dict[str, Any]]:
    """Every pack by itself, in the order of use: of several alike the first are emptied first."""
    expiry = request.readings["pack-order"] == "earliest-expiry"
    order = "p.end_, b.purchased_on" if expiry else "b.purchased_on, p.end_"
    rows = engine.rows(f"""\
SELECT b.purchased_on, n.name, b.calls, b.quantity, b.left_, p.used, p.first,
  CASE WHEN p.end_ < DATE '9999-12-31' THEN p.end_ END
FROM packs_left AS p
JOIN bought AS b ON b.id = p.id
JOIN names AS n ON n.interface = p.interface
ORDER BY {order}, b.calls, p.turn""")
    for day, name, calls, quantity, left, used, first, end in rows:
        opening = int(calls if left is None else left)
        for place in range(int(quantity)):
            taken = min(max(int(used) - place * opening, 0), opening)
            yield {
                "purchased_on": str(day),
                "interface": name,
                "calls": int(calls),
                "price": str(sold(book, Purchase(day, name, int(calls))).price),
                "used": taken,
                "left": opening - taken,
                "starts_on": str(first),
                "expires_on": _text(end),
            }


def _text(day: dt.date | None) -> str | None:
    return str(day) if day else None


def _refusal(reason: str, error: InputError | None = None) -> Answer:
    """A refusal; a row that is rejected has the id of its reason and no more."""
    return {
        "error": reason,
        "message": error.message if error else reason,
        "where": error.where if error else {},
        "expected": error.expected if error else "",
    }
