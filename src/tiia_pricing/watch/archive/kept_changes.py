"""The changes that a line of the log keeps: whether they are such as a comparison tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import UNSET, Struct, UnsetType

from tiia_pricebook.json_faults import fault_in_words
from tiia_pricebook.messages import say
from tiia_pricing.changes import Change

_RESIZED = ("free-quota-increased", "free-quota-decreased")


class _Key(Struct):
    """What identifies a datum, as far as anything that tells of it relies on it."""

    interfaces: list[str]
    from_calls: int | UnsetType = UNSET
    calls: int | UnsetType = UNSET
    clause: str | UnsetType = UNSET
    finding: str | UnsetType = UNSET
    from_: dt.date | UnsetType = msgspec.field(default=UNSET, name="from")
    to: dt.date | UnsetType = UNSET


def ensure_told(changes: Iterable[Change]) -> None:
    """Raise ``ValueError`` for a change that no comparison of two books tells.

    Costs, sentences and the feed take a change as it was told; a log may hold anything.
    """
    for change in changes:
        try:
            _ensure(change)
        except ValueError as error:
            text = say("of a change {id}: {why}", id=change.id, why=fault_in_words(error))
            raise ValueError(text) from error
        ensure_told(change.consequences)


def _ensure(change: Change) -> None:
    key = msgspec.convert(change.key, _Key)
    if change.id.startswith("clause-") and key.clause is UNSET:
        raise ValueError(say("its key names no clause"))
    for value in (change.old, change.new):
        _ensure_value(change.id, value)


def _ensure_value(id: str, value: Any) -> None:
    if id == "quota-date-changed":
        msgspec.convert(value, dt.date | None)
    elif id == "quota-sharing-changed":
        msgspec.convert(value, list[list[str]])
    elif id in _RESIZED:
        msgspec.convert(value, int | dict[str, int])
    else:
        _ensure_shown(value)


def _ensure_shown(value: Any) -> None:
    """Nothing, a number or a text; several of them; or one for each interface."""
    if isinstance(value, dict):
        if value.keys() == {"value", "from"}:
            msgspec.convert(value["from"], str)
        for one in value.values():
            _ensure_shown(one)
    else:
        msgspec.convert(value, int | str | list[str | list[str]] | None)
