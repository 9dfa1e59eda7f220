"""JSON: the one form in which files are committed, and what is read told from what is not."""

from __future__ import annotations

from typing import TypeVar

import msgspec
from msgspec import Struct

T = TypeVar("T")


class NotDecoded(ValueError):
    """Bytes that are not the JSON of what was asked for; the text says why."""


def dumps(value: Struct) -> bytes:
    """Write a struct as indented JSON, the form in which it is committed."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"


def decode(data: bytes, kind: type[T]) -> T:
    """Read JSON as a ``kind``.

    Raises ``NotDecoded`` whatever is wrong: the encoding, the syntax, the depth, a type.
    """
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotDecoded(str(error)) from error
