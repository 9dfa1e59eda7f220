"""JSON: the one form in which files are committed, and what is read told from what is not."""

from __future__ import annotations

import json
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from tiia_pricebook.json_faults import fault_in_words
from tiia_pricebook.messages import in_english, say

T = TypeVar("T")
_SHOWN = 40


class NotDecoded(ValueError):
    """Bytes that are not the JSON of what was asked for; the text says why."""


class NumberTooLarge(NotDecoded):
    """A number of more than 4,300 digits, or beyond those of a double."""


def dumps(value: Struct) -> bytes:
    """Write a struct as indented JSON, the form in which it is committed."""
    return msgspec.json.format(msgspec.json.encode(value, enc_hook=in_english), indent=1) + b"\n"


def decode(data: bytes, kind: type[T]) -> T:
    """Read JSON as a ``kind``.

    Raises ``NotDecoded`` whatever is wrong: the encoding, the syntax, the depth, a type, a key
    that stands twice in one object.
    """
    try:
        found = msgspec.json.decode(data, type=kind)
        _ensure_keys_once(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        large = "out of range" in str(error)
        raise (NumberTooLarge if large else NotDecoded)(fault_in_words(error)) from error
    return found


def _ensure_keys_once(data: bytes) -> None:
    """The decoder of ``msgspec`` takes the last of several without a word."""
    json.loads(data.decode(), object_pairs_hook=_once, parse_int=_none, parse_float=_none)


def _once(pairs: list[tuple[str, Any]]) -> None:
    if len({key for key, _ in pairs}) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for index, key in enumerate(keys) if key in keys[:index])
        raise NotDecoded(say("the key {key!r} is given twice in one object", key=twice[:_SHOWN]))


def _none(_: str) -> None:
    return None
