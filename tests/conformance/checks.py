"""What the sentences of a scenario assert of an answer; each raises ``AssertionError``."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

from tiia_pricing.conformance.run.wrong_answers import require

from .implementation import Answer
from .tables import NOTHING, Rows, compare, plain, read, shown

LINES = (
    "month",
    "interface",
    "calls",
    "free",
    "pack",
    "pay as you go",
    "unit price",
    "amount",
)
PLAN = ("total", "packs", "pay as you go", "without")
CHECKED = ("month", "interface", "verdict", "billed", "computed")
PACKS = ("purchased on", "interface", "calls", "price", "used", "left", "expires on")


def accepted(answer: Answer) -> Answer:
    """The bill; an answer that refuses it is wrong."""
    require("error" not in answer, "refused", answer=answer)
    return answer


def total(answer: Answer, amount: str) -> None:
    """The total of the bill."""
    found = accepted(answer)["total"]
    require(found == plain(amount), "total", found=found, wanted=plain(amount))


def months(answer: Answer, table: Rows) -> None:
    """Every month with its total."""
    compare(accepted(answer)["months"], table, ("month", "total"))


def lines(answer: Answer, table: Rows) -> None:
    """Every line of the bill."""
    found = accepted(answer)["months"]
    compare(
        ({**line, "month": month["month"]} for month in found for line in month["lines"]),
        table,
        LINES,
    )


def sum_of_lines(answer: Answer, table: Rows) -> None:
    """The total is the sum of the amounts that a table of all lines gives."""
    rows = read(table, (), optional=LINES)
    accepted(answer)
    if "amount" in rows[0]:
        total(answer, f"{sum(Decimal(row['amount']) for row in rows):.2f}")


def packs(answer: Answer, table: Rows) -> None:
    """Every pack of the account."""
    compare(accepted(answer)["packs"], table, PACKS)


def span(answer: Answer, low: str, high: str) -> None:
    """The lowest and the highest total."""
    found = accepted(answer)["range"]
    require(
        (found["low"], found["high"]) == (plain(low), plain(high)),
        "range",
        found_low=found["low"],
        found_high=found["high"],
        low=low,
        high=high,
    )


def moving(answer: Answer, table: Rows) -> None:
    """The values of readings that move the total, with the total that each gives."""
    moved = [{**item, "reading": item["name"]} for item in accepted(answer)["range"]["readings"]]
    compare(moved, table, ("reading", "value", "total"))


def unmoved(answer: Answer) -> None:
    """No reading moves the total."""
    found = accepted(answer)["range"]["readings"]
    require(found == [], "moved", found=found)


def explained(answer: Answer, interface: str, table: Rows) -> None:
    """One line of an interface, and the rules that it rests on, each with its numbers."""
    found = [
        line["because"]
        for month in accepted(answer)["months"]
        for line in month["lines"]
        if line["interface"] == interface
    ]
    require(len(found) == 1, "lines-of", count=len(found), interface=interface)
    for row in read(table, ("rule", "says")):
        texts = [plain(reason["text"]) for reason in found[0] if reason["rule"] == row["rule"]]
        require(
            any(row["says"] in text for text in texts),
            "reason",
            rule=row["rule"],
            says=row["says"],
            found=found[0],
        )


def warned(answer: Answer, text: str) -> None:
    """A warning that says so."""
    warnings = [warning["text"] for warning in accepted(answer)["warnings"]]
    require(any(text in warning for warning in warnings), "warning", text=text, found=warnings)


def refused(answer: Answer, id: str) -> None:
    """No bill, but an error of this id."""
    found = answer.get("error", "not refused")
    require(found == id, "not-refused", found=found, id=id, answer=_brief(answer))


def refused_with(answer: Answer, id: str, text: str) -> None:
    """An error that says what is wrong, where, or what was expected."""
    refused(answer, id)
    place = ", ".join(f"{key} {value}" for key, value in answer["where"].items())
    said = f"{answer['message']}\n{place}\n{answer['expected']}"
    require(text in said, "refusal", text=text, found=said)


def planned(answer: Answer, table: Rows) -> None:
    """What a plan costs, and that it is said to be the least."""
    found = accepted(answer)
    compare([{**found, "without": found["without"]["total"]}], table, PLAN)
    require(found["proven"] is True, "not-least")


def bought(answer: Answer, table: Rows) -> None:
    """The packs to buy, those of one interface and size in a row."""
    kinds = Counter(
        (one["interface"], one["calls"], one["price"]) for one in accepted(answer)["purchases"]
    )
    rows = (
        {"interface": name, "calls": calls, "price": price, "quantity": count}
        for (name, calls, price), count in kinds.items()
    )
    compare(rows, table, ("interface", "calls", "price", "quantity"))


def verdicts(answer: Answer, table: Rows) -> None:
    """Every line that is billed or used, and whether it is right."""
    head, *body = table
    kept = [place for place, name in enumerate(head) if name not in ("causes", "原因")]
    compare(
        accepted(answer)["lines"],
        [[row[place] for place in kept] for row in (head, *body)],
        CHECKED,
    )


def causes(answer: Answer, table: Rows) -> None:
    """The causes of each line, in any order."""
    rows = read(table, (), optional=(*CHECKED, "causes"))
    found = accepted(answer)["lines"]
    require(len(found) == len(rows), "lines", count=len(found), wanted=len(rows))
    for row in rows:
        [line] = [
            one
            for one in found
            if all(shown(one[name]) == row[name] for name in ("month", "interface") if name in row)
        ]
        named = sorted(one["id"] for one in line["causes"])
        wanted = [] if row.get("causes", NOTHING) == NOTHING else sorted(row["causes"].split(", "))
        require(named == wanted, "causes", found=named, wanted=wanted)


def _brief(answer: Answer) -> dict[str, Any]:
    return {key: answer[key] for key in ("total", "message") if key in answer}
