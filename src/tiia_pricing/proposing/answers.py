"""The rows of a bill as the features have them, and the arithmetic behind each cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

NOTHING = "-"
Answer = dict[str, Any]
_GROUPING = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_PRODUCTS = re.compile(r"([0-9][0-9,]* x [^=]+?) = (?:[^=]*, (rounded [a-z ]+): )?[^=]*yuan\.$")


class Item(Struct, frozen=True):
    """A row: its values by column, and what a person checks each of them by."""

    values: dict[str, str]
    checks: dict[str, str]


def items(step: str, answer: Answer, under: Mapping[str, Answer]) -> list[Item] | None:
    """The rows of a bill that a step speaks of; ``None`` where it speaks of something else."""
    months = answer["months"]
    if step == "the lines are:":
        return [_line(month["month"], line) for month in months for line in month["lines"]]
    if step == "the months are:":
        return [_month(month) for month in months]
    if step == "the packs are:":
        return [_pack(pack, answer) for pack in answer["packs"]]
    if step == "these readings move the total:":
        return [_moved(item, under) for item in answer["range"]["readings"]]
    return None


def total(answer: Answer) -> Item:
    """The total of a bill."""
    return Item({"total": answer["total"]}, {"total": _sum(answer)})


def reasons(answer: Answer, interface: str, rule: str) -> list[str]:
    """The reasons of the lines of an interface that rest on a rule."""
    lines = (line for month in answer["months"] for line in month["lines"])
    own = (line for line in lines if line["interface"] == interface)
    return [reason["text"] for line in own for reason in line["because"] if reason["rule"] == rule]


def plain(cell: str) -> str:
    """A text without the commas that group the digits of its numbers."""
    return _GROUPING.sub("", cell)


def bare(reason: str) -> str:
    """A reason without its arithmetic and what that comes to."""
    return _PRODUCTS.sub("", reason).strip()


def _line(month: str, line: Mapping[str, Any]) -> Item:
    said = [bare(reason["text"]) for reason in line["because"]]
    paid = f"{line['calls']:,} - {line['free']:,} - {line['pack']:,}"
    return Item(
        {"month": month, **_values(line)},
        {
            "free": " ".join(text for text in said if " free" in text),
            "pack": " ".join(text for text in said if " covered by " in text),
            "pay as you go": paid,
            "unit price": said[-1],
            "amount": _products(line),
        },
    )


def _month(month: Mapping[str, Any]) -> Item:
    return Item(
        {"month": month["month"], "total": month["total"]}, {"total": _joined(month["lines"])}
    )


def _pack(pack: Mapping[str, Any], answer: Answer) -> Item:
    lines = [line for month in answer["months"] for line in month["lines"]]
    own = [line for line in lines if line["interface"] == pack["interface"]]
    covered = [
        reason["text"]
        for line in own
        for reason in line["because"]
        if f"bought on {pack['purchased_on']}" in reason["text"]
    ]
    said = " ".join(covered) or "no call is covered by the pack"
    return Item(_values(pack), dict.fromkeys(("used", "left", "expires on"), said))


def _moved(item: Mapping[str, Any], under: Mapping[str, Answer]) -> Item:
    name = f"{item['name']}={item['value']}"
    check = _sum(under.get(name, {"months": []}))
    values = {"reading": item["name"], "value": item["value"], "total": item["total"]}
    return Item(values, {"total": check})


def _values(raw: Mapping[str, Any]) -> dict[str, str]:
    return {
        name.replace("_", " "): NOTHING if value is None else str(value)
        for name, value in raw.items()
        if not isinstance(value, list)
    }


def _sum(answer: Answer) -> str:
    return _joined(line for month in answer["months"] for line in month["lines"])


def _joined(lines: Iterable[Mapping[str, Any]]) -> str:
    """The arithmetic of several lines, each rounded by itself."""
    return " + ".join(product for line in lines if (product := _products(line)) != "0") or "0"


def _products(line: Mapping[str, Any]) -> str:
    """The arithmetic of an amount, ``999,000 x 2.6 / 1,000``, as the bill's reason has it."""
    for reason in line["because"]:
        if match := _PRODUCTS.search(reason["text"]):
            products = match[1].rpartition(". ")[2]
            return f"({products}, {match[2]})" if match[2] else products
    return "0"
