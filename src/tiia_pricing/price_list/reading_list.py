"""The readings of a price book: each question, its answers, and where the evidence is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tiia_pricebook import Evidence, Reading, untrusted_text
from tiia_pricebook.messages import Message, Tell, listed, say
from tiia_pricing.locale.help_formatting import wrapped

_WIDTH = 80


def as_dict(readings: Iterable[Reading]) -> dict[str, Any]:
    """Return the readings as JSON, with their decisions and every quotation."""
    return {
        "readings": [
            {
                "name": one.name,
                "question": one.question,
                "values": list(one.values),
                "default": one.default,
                "certainty": one.certainty,
                "decision": one.decision,
                "clause": one.clause,
                "evidence": [
                    {
                        "value": item.value,
                        "quote": item.quote,
                        "document": item.document,
                        "dated": item.dated,
                    }
                    for item in one.evidence
                ],
            }
            for one in readings
        ]
    }


def as_text(readings: Sequence[Reading], tell: Tell = str, *, whole: bool = False) -> str:
    """Return the readings for people; ``whole`` adds the decision and the quotations."""
    return untrusted_text.block(line for one in readings for line in _reading(one, tell, whole))


def _reading(reading: Reading, tell: Tell, whole: bool) -> Iterator[str]:
    yield reading.name
    yield from _indented(tell(reading.question))
    yield from _indented(tell(_values(reading)))
    if whole:
        yield from _indented(tell(say("Decision: {text}", text=tell(reading.decision))))
    for one in reading.evidence:
        yield tell(say("  for {value}, {dated}:", value=one.value, dated=_dated(one)))
        yield f"    {one.document}"
        if whole:
            yield from _indented(one.quote, 6)
    if not reading.evidence:
        yield from _indented(tell(say("No published sentence speaks for any of them.")))
    yield ""


def _values(reading: Reading) -> Message:
    others = [one for one in reading.values if one != reading.default]
    if not others:
        return say("{default} (default)", default=reading.default)
    return say("{default} (default), {others}", default=reading.default, others=listed(others))


def _dated(evidence: Evidence) -> str:
    if evidence.dated == "undated":
        return say("undated")
    first, _, last = evidence.dated.partition(" to ")
    return say("{first} to {last}", first=first, last=last) if last else first


def _indented(text: str, by: int = 2) -> Iterator[str]:
    return (" " * by + line for line in wrapped(text, _WIDTH - by))
