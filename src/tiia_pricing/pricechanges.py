"""The changelog of prices: every upstream change that was accepted, the newest first."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
from msgspec import Struct

from tiia_pricing.errors import InputError
from tiia_scraper.changes import Change


class Entry(Struct, frozen=True, forbid_unknown_fields=True):
    """One accepted page: the day, in Beijing, the SHA-256 before and after, what changed."""

    date: dt.date
    before: str
    snapshot: str
    changes: tuple[Change, ...]


def load(path: Path) -> tuple[Entry, ...]:
    """The entries in a JSON file; raises ``InputError`` where there are none to read."""
    try:
        return loads(path.read_bytes(), name=str(path))
    except OSError as error:
        text = f"cannot read the changelog of prices: {error.strerror}"
        raise InputError("file-unreadable", text, where={"file": str(path)}) from error


def loads(data: bytes, *, name: str = "pricechanges.json") -> tuple[Entry, ...]:
    """The entries in JSON text; raises ``InputError`` where it is no changelog of prices."""
    try:
        return msgspec.json.decode(data, type=tuple[Entry, ...])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        message = f"no changelog of prices: {error}"
        raise InputError("price-changes-unreadable", message, where={"file": name}) from error


def dumps(entries: tuple[Entry, ...]) -> bytes:
    """The entries as indented JSON, the form in which they are committed."""
    return msgspec.json.format(msgspec.json.encode(entries), indent=1) + b"\n"
