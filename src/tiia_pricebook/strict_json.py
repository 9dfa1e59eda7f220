"""JSON of others: each key of an object stands once, whatever reader comes after ours."""

from __future__ import annotations

import json
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
_SHOWN = 40


def decode(data: bytes, kind: type[T]) -> T:
    """JSON text as ``kind``.

    Raises ``msgspec.DecodeError`` for what is none, is nested too deeply, or has a key twice,
    and ``msgspec.ValidationError``, which is one, for what is not of its kind.
    """
    try:
        found = msgspec.json.decode(data, type=kind)
        _ensure_keys_once(data)
    except (UnicodeDecodeError, RecursionError) as error:
        raise msgspec.DecodeError(str(error)) from error
    return found


def _ensure_keys_once(data: bytes) -> None:
    """The decoder of ``msgspec`` takes the last of several without a word."""
    json.loads(data.decode(), object_pairs_hook=_once, parse_int=_none, parse_float=_none)


def _once(pairs: list[tuple[str, Any]]) -> None:
    if len({key for key, _ in pairs}) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for index, key in enumerate(keys) if key in keys[:index])
        raise msgspec.DecodeError(f"the key {twice[:_SHOWN]!r} stands twice in one object")


def _none(_: str) -> None:
    return None
