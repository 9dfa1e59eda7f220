"""A plan for people: what to buy, what it saves, how sure that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from tiia_pricebook import untrusted_text
from tiia_pricebook.messages import Message, Tell, listed, say, say_many
from tiia_pricing.billing.statement import cliffs, next_call
from tiia_pricing.billing.statement.explanation import yuan
from tiia_pricing.billing.statement.statement import PackStatement
from tiia_pricing.billing.usage.account import Purchase
from tiia_pricing.planning.plan import Plan, UnderReading
from tiia_pricing.planning.plan_forms import left_over


def as_text(plan: Plan, tell: Tell = str) -> str:
    """Return what to buy, what it saves and how sure that is, in the language of ``tell``."""
    return untrusted_text.block(map(tell, _text(plan)))


def _text(plan: Plan) -> Iterator[Message]:
    yield say("Buying nothing: {amount} yuan", amount=yuan(plan.without.cents))
    if plan.single:
        one = plan.single
        total = yuan(plan.without.cents - one.saves)
        pack = _pack(one.purchase, 1)
        yield say("Best single pack: {pack}: {total} yuan in all", pack=pack, total=total)
    yield from _best(plan)
    yield from map(_left_text, left_over(plan))
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
            "  {pack} for {price} yuan (saves {saves} compared with the plan without it)",
            "  {pack} for {price} yuan (each saves {saves} compared with the plan without it)",
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
