"""A plan as JSON, CSV and text."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from tiia_pricebook import PriceBook, untrusted_text
from tiia_pricebook.messages import Message, Tell, listed, say, say_many
from tiia_pricing.billing.settlement.held_packs import sold
from tiia_pricing.billing.statement import cliffs, next_call
from tiia_pricing.billing.statement.explanation import yuan
from tiia_pricing.billing.statement.statement import PackStatement
from tiia_pricing.billing.statement.statement_forms import amount
from tiia_pricing.billing.usage.account import Purchase
from tiia_pricing.planning.plan import Bought, Choice, Plan, UnderReading

CSV_COLUMNS = ("on", "interface", "calls", "price")


def as_dict(plan: Plan) -> dict[str, Any]:
    """Return the plan as the JSON object of the contract: money in strings, calls integers."""
    return {
        "currency": "CNY",
        "purchases": [_bought(plan, bought) for bought in plan.purchases],
        "pay_as_you_go": amount(plan.statement.cents),
        "packs": amount(plan.packs),
        "total": amount(plan.total),
        "without": {"total": amount(plan.without.cents)},
        "saved": amount(plan.saved),
        "single": _bought(plan, plan.single) if plan.single else None,
        "left_over": [_left(pack) for pack in _left_over(plan)],
        "range": _range(plan),
        "otherwise": [
            {
                "percent": other.percent,
                "total": amount(other.cents),
                "best": amount(other.least),
                "regret": amount(other.cents - other.least),
            }
            for other in plan.otherwise
        ],
        "proven": plan.proven,
        **({} if plan.proven else {"lower_bound": amount(plan.lower_bound)}),
        "months": [
            {"month": month, "total": amount(cents), "without": amount(without)}
            for month, cents, without in _months(plan)
        ],
        "cliffs": cliffs.as_list(cliffs.cliffs(plan.statement)),
        "next_calls": next_call.as_list(plan.next_calls),
        "warnings": [{"id": one.id, "text": one.text} for one in plan.warnings],
    }


def choice_as_dict(choice: Choice) -> dict[str, Any]:
    """Return the purchases and what they cost, in the fields of ``as_dict``."""
    total = choice.packs + choice.statement.cents
    proven = total == choice.lower_bound
    return {
        "purchases": [_purchase(choice.statement.book, one) for one in choice.purchases],
        "pay_as_you_go": amount(choice.statement.cents),
        "packs": amount(choice.packs),
        "total": amount(total),
        "without": {"total": amount(choice.without.cents)},
        "proven": proven,
        **({} if proven else {"lower_bound": amount(choice.lower_bound)}),
    }


def as_csv(plan: Plan) -> str:
    """Return the purchases as CSV, a row for each pack; no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for bought in plan.purchases:
        one = bought.purchase
        price = _price(plan.statement.book, one)
        row = (one.day, untrusted_text.cell(one.interface), one.calls, price)
        writer.writerow(row)
    return out.getvalue()


def as_text(plan: Plan, tell: Tell = str) -> str:
    """The plan for people, in the language of ``tell``: what to buy, what it saves, how sure."""
    return untrusted_text.block(map(tell, _text(plan)))


def _bought(plan: Plan, bought: Bought) -> dict[str, Any]:
    return _purchase(plan.statement.book, bought.purchase) | {"saves": amount(bought.saves)}


def _purchase(book: PriceBook, one: Purchase) -> dict[str, Any]:
    return {
        "on": one.day.isoformat(),
        "interface": one.interface,
        "calls": one.calls,
        "price": _price(book, one),
    }


def _price(book: PriceBook, one: Purchase) -> str:
    return str(sold(book, one).price)


def _left_over(plan: Plan) -> list[PackStatement]:
    """The packs of which something is left after the last month."""
    return [pack for pack in plan.statement.packs if pack.left]


def _left(pack: PackStatement) -> dict[str, Any]:
    held = pack.held
    return {
        "purchased_on": held.purchase.day.isoformat(),
        "interface": held.purchase.interface,
        "calls": held.pack.calls,
        **({"quantity": pack.quantity} if pack.quantity > 1 else {}),
        "left": pack.left,
        "expires_on": held.end.isoformat() if held.end else None,
    }


def _range(plan: Plan) -> dict[str, Any]:
    """The total of these purchases as the page can be read, and the best under each reading."""
    spread = plan.statement.spread
    return {
        "low": amount(plan.packs + spread.low),
        "high": amount(plan.packs + spread.high),
        "readings": [
            {
                "name": one.name,
                "value": one.value,
                "total": amount(one.cents),
                "best": amount(one.least),
                "purchases": [
                    _purchase(plan.statement.book, purchase) for purchase in one.purchases
                ],
            }
            for one in plan.readings
        ],
    }


def _months(plan: Plan) -> Iterator[tuple[str, int, int]]:
    """Each month's pay-as-you-go with the plan and without."""
    for month, without in zip(plan.statement.months, plan.without.months, strict=True):
        yield str(month.terms.month), month.cents, without.cents


def _text(plan: Plan) -> Iterator[Message]:
    yield say("Buying nothing: {amount} yuan", amount=yuan(plan.without.cents))
    if plan.single:
        one = plan.single
        total = yuan(plan.without.cents - one.saves)
        pack = _pack(one.purchase, 1)
        yield say("Best single pack: {pack}: {total} yuan in all", pack=pack, total=total)
    yield from _best(plan)
    yield from map(_left_text, _left_over(plan))
    yield _proof(plan)
    yield from _range_text(plan)
    yield from _otherwise_text(plan)
    for line in cliffs.as_lines(cliffs.cliffs(plan.statement)):
        yield say("Cliff: {text}", text=line)
    for coming in next_call.as_lines(plan.next_calls):
        yield say("Next call: {text}", text=coming)
    for warning in plan.warnings:
        yield say("Warning: {text}", text=warning.text)


def _best(plan: Plan) -> Iterator[Message]:
    if not plan.purchases:
        yield say("Best plan: buy nothing")
        return
    yield say(
        "Best plan: {total} yuan, {saved} yuan less than buying nothing",
        total=yuan(plan.total),
        saved=yuan(plan.saved),
    )
    yield from _bought_text(plan)
    yield say(
        "  Packs {packs} yuan, pay-as-you-go {paid} yuan",
        packs=yuan(plan.packs),
        paid=yuan(plan.statement.cents),
    )


def _left_text(pack: PackStatement) -> Message:
    end = pack.held.end
    return say_many(
        "Left over: {left:,} of the {calls:,} calls bought on {day}, which {end}",
        "Left over: {left:,} of the {calls:,} calls bought on {day} in each of {n:,}, which {end}",
        pack.quantity,
        left=pack.left,
        calls=pack.held.pack.calls,
        day=pack.held.purchase.day,
        end=say("ends before {end}", end=end) if end else say("never expires"),
    )


def _bought_text(plan: Plan) -> Iterator[Message]:
    """Packs that are alike in a line."""
    alike = groupby(plan.purchases, key=lambda bought: (bought.purchase.day, bought.cents))
    for _, some in alike:
        every = list(some)
        one, count = every[0], len(every)
        yield say_many(
            "  {pack} for {price} yuan (saves {saves} in addition to the others)",
            "  {pack} for {price} yuan (each saves {saves} in addition to the others)",
            count,
            pack=_pack(one.purchase, count),
            price=yuan(one.cents * count),
            saves=yuan(one.saves),
        )


def _pack(one: Purchase, count: int) -> Message:
    return say_many(
        "{day}: {calls:,} calls of {name}",
        "{day}: {n} x {calls:,} calls of {name}",
        count,
        day=one.day,
        calls=one.calls,
        name=one.interface,
    )


def _proof(plan: Plan) -> Message:
    if plan.proven:
        return say("Proven: no purchases of the packs on sale cost less")
    return say(
        "Not proven to be the best: no purchases cost less than {amount} yuan",
        amount=yuan(plan.lower_bound),
    )


def _range_text(plan: Plan) -> Iterator[Message]:
    spread = plan.statement.spread
    low, high = yuan(plan.packs + spread.low), yuan(plan.packs + spread.high)
    if spread.low == spread.high:
        yield say("Range: every reading of the page gives this total")
    else:
        yield say("Range: {low} to {high} yuan, as the page can be read", low=low, high=high)
    yield from map(_reading_text, plan.readings)


def _reading_text(one: UnderReading) -> Message:
    values = {"name": one.name, "value": one.value, "amount": yuan(one.cents)}
    if one.least == one.cents:
        return say("  {name}={value} alone gives {amount} yuan", **values)
    return say(
        "  {name}={value} alone gives {amount} yuan; best then are {packs}: {least} yuan",
        packs=_counted(one.purchases),
        least=yuan(one.least),
        **values,
    )


def _counted(purchases: tuple[Purchase, ...]) -> Message:
    packs = Counter(purchases).items()
    return listed(_pack(one, count) for one, count in packs) if packs else say("no packs")


def _otherwise_text(plan: Plan) -> Iterator[Message]:
    yield say("If usage turns out otherwise:")
    for other in plan.otherwise:
        regret = other.cents - other.least
        values = {"percent": other.percent, "amount": yuan(other.cents)}
        if regret:
            yield say(
                "  {percent:+d} %: {amount} yuan, {more} more than the best plan for it",
                more=yuan(regret),
                **values,
            )
        else:
            yield say("  {percent:+d} %: {amount} yuan, still the best", **values)
