"""Reads the answers of a calculator: all that it claims and no more, else ``Malformed``."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec
from msgspec import UNSET, Struct, UnsetType

from tiia_pricebook.json_codec import NotDecoded, decode
from tiia_pricebook.json_faults import fault_in_words
from tiia_pricebook.messages import in_english, listed, say
from tiia_pricing.conformance.protocol.answers import (
    Checked,
    Line,
    Month,
    Planned,
    Refused,
    Reply,
    Started,
    Statement,
)
from tiia_pricing.conformance.protocol.case import Answer, Ask
from tiia_pricing.conformance.protocol.values import LEVELS, PROTOCOL, Level

T = TypeVar("T", bound=Struct)


class Malformed(Exception):
    """A message that is JSON but not of the protocol; the text says what was expected."""


def read_started(line: bytes) -> Started:
    """Return the answer to ``start``; raises ``Malformed``."""
    started = _decoded(line, Started)
    if started.protocol != PROTOCOL:
        text = say(
            "speaks protocol {number}, expected {expected}",
            number=started.protocol,
            expected=PROTOCOL,
        )
        raise Malformed(text)
    if started.levels != LEVELS[: len(started.levels)] or not started.levels:
        text = say(
            "claims the levels {claimed}, expected the first one, two or three of {levels}",
            claimed=list(started.levels),
            levels=list(LEVELS),
        )
        raise Malformed(text)
    return started


def read_reply(line: bytes) -> Reply:
    """Return the answer to ``run``; raises ``Malformed``."""
    reply = _decoded(line, Reply)
    given = [name for name in ("result", "skipped", "error") if getattr(reply, name) is not UNSET]
    if len(given) != 1:
        found = listed(given, " and ") if given else say("none")
        raise Malformed(
            say("holds {found} of result, skipped and error, expected one", found=found)
        )
    return reply


def read_result(
    result: dict[str, Any] | UnsetType,
    levels: tuple[Level, ...],
    *,
    ranged: bool,
    ask: Ask = "bill",
) -> Answer:
    """A result as the scenarios see it, all that is claimed and no more; raises ``Malformed``.

    What an implementation adds, fields that nobody knows or levels that it does not claim, is
    not judged, nor compared by the laws.
    """
    if result is UNSET:
        raise Malformed(say("holds no result"))
    if "refused" in result:
        refused = _converted(result, Refused).refused
        return {
            "error": refused.id,
            "message": refused.message,
            "where": refused.where,
            "expected": refused.expected,
        }
    if ask != "bill":
        asked: Answer = msgspec.to_builtins(
            _converted(result, Planned if ask == "plan" else Checked)
        )
        return asked
    statement = _converted(result, Statement)
    missing = _missing(statement, levels)
    if ranged and statement.range is UNSET:
        missing.append("$.range")
    if missing:
        text = say(
            "claims {levels}, but the result has no {missing}",
            levels=listed(levels),
            missing=listed(missing),
        )
        raise Malformed(text)
    claimed = _claimed(statement, levels, ranged=ranged)
    answer: Answer = msgspec.to_builtins(claimed, enc_hook=in_english)
    return answer


def _claimed(statement: Statement, levels: tuple[Level, ...], *, ranged: bool) -> Statement:
    """The statement without what is not claimed."""
    return Statement(
        statement.total,
        [Month(month.month, month.total, _lines(month, levels)) for month in statement.months],
        statement.packs if "lines" in levels else UNSET,
        statement.range if ranged else UNSET,
        statement.warnings if "reasons" in levels else UNSET,
    )


def _lines(month: Month, levels: tuple[Level, ...]) -> list[Line] | UnsetType:
    if "lines" not in levels or month.lines is UNSET:
        return UNSET
    if "reasons" in levels:
        return month.lines
    return [msgspec.structs.replace(line, because=UNSET) for line in month.lines]


def _missing(statement: Statement, levels: tuple[Level, ...]) -> list[str]:
    """What the claimed levels promise and the statement does not have."""
    lines = [line for month in statement.months for line in month.lines or ()]
    promised = {
        "lines": (
            ("$.packs", statement.packs is UNSET),
            ("$.months[].lines", any(month.lines is UNSET for month in statement.months)),
        ),
        "reasons": (
            ("$.warnings", statement.warnings is UNSET),
            ("$.months[].lines[].because", any(line.because is UNSET for line in lines)),
        ),
    }
    return [path for level in levels for path, absent in promised.get(level, ()) if absent]


def _decoded(line: bytes, kind: type[T]) -> T:
    try:
        return decode(line, kind)
    except NotDecoded as error:
        raise Malformed(str(error)) from error


def _converted(value: object, kind: type[T]) -> T:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise Malformed(say("result: {why}", why=fault_in_words(error))) from error
