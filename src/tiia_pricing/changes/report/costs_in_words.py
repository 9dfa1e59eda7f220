"""What changes cost, in words and in figures."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tiia_pricebook.messages import Message, say
from tiia_pricebook.untrusted_text import plain
from tiia_pricing.billing.statement.explanation import yuan
from tiia_pricing.billing.statement.statement_forms import amount
from tiia_pricing.changes.impact import Effect, Impact, Together

SHOWN = 3
_OF_WORDS = ("clause", "finding")


def costs(impact: Impact | Together, latest: Together | None = None) -> list[str]:
    """Return a line for each of the effects that tell the most, three at the most, and of the rest.

    Effects of another month than that of ``latest`` name it.
    Words and findings that cost nothing give no line.
    """
    if impact.why:
        return [say("not priced by itself: {why}", why=impact.why)]
    if not impact.effects:
        silent = isinstance(impact, Impact) and impact.change.id.startswith(_OF_WORDS)
        return [] if silent else [say("no effect on the reference profiles")]
    lines: list[str] = [phrase(effect) for effect in telling(impact.effects)]
    if latest is not None and impact.month != latest.month:
        lines = [say("in {month}, {effect}", month=impact.month, effect=line) for line in lines]
    more = len(impact.effects) - len(lines)
    return [*lines, say("and {count} more", count=more)] if more else lines


def telling(effects: Sequence[Effect]) -> list[Effect]:
    """Return the worst of ``effects``; what gets cheaper comes with the largest saving first."""
    dearer = [effect for effect in effects if (effect.difference or 0) >= 0]
    cheaper = [effect for effect in effects if (effect.difference or 0) < 0]
    return [*dearer, *reversed(cheaper)][:SHOWN]


def phrase(effect: Effect) -> Message:
    """Return one effect: whose bill, or which pack, from what to what."""
    values = {
        "names": "、".join(map(plain, (effect.interface, *effect.beside))),
        "calls": effect.calls,
        "amounts": _amounts(effect),
    }
    if effect.of == "pack":
        return say("{names}, a pack of {calls:,} calls: {amounts}", **values)
    values["each"] = say(" each") if effect.beside else ""
    if effect.pack:
        return say(
            "{names}, {calls:,} calls a month{each} with a pack of {pack:,}: {amounts}",
            pack=effect.pack,
            **values,
        )
    return say("{names}, {calls:,} calls a month{each}: {amounts}", **values)


def figures(effect: Effect) -> dict[str, Any]:
    """Return one effect as JSON: amounts in yuan with two decimals, per cent with one."""
    percent = effect.percent
    return {
        "interface": effect.interface,
        "beside": list(effect.beside),
        "of": effect.of,
        "calls": effect.calls,
        "pack": effect.pack,
        "old": _figure(effect.old),
        "new": _figure(effect.new),
        "difference": _figure(effect.difference),
        "percent": None if percent is None else tenths(percent),
    }


def tenths(number: Fraction) -> str:
    """Return ``number`` with one decimal, half away from zero."""
    rounded = (abs(number) * 20 + 1) // 2
    return f"{'-' if number < 0 else ''}{rounded // 10}.{rounded % 10}"


def _amounts(effect: Effect) -> Message:
    old, new, difference, percent = effect.old, effect.new, effect.difference, effect.percent
    if old is None:
        return say("new, {amount} yuan", amount=yuan(new or 0))
    if new is None or difference is None:
        return say("{amount} yuan, no longer priced", amount=yuan(old))
    by = _signed(yuan(abs(difference)), difference)
    if percent is not None:
        by += f", {_signed(tenths(abs(percent)), difference)} %"
    return say("{old} → {new} yuan ({by})", old=yuan(old), new=yuan(new), by=by)


def _signed(text: str, number: int) -> str:
    return f"{'-' if number < 0 else '+'}{text}"


def _figure(cents: int | None) -> str | None:
    if cents is None:
        return None
    return f"{'-' if cents < 0 else ''}{amount(abs(cents))}"
