"""Acknowledgements: changes that someone has seen, so that they fail nothing until a day.

A TOML file, one table for each:

.. code-block:: toml

    [[acknowledged]]
    fingerprint = "0f3c2a9b8d7e6f50"
    until = 2027-01-31
    note = "budgeted from January on"

An acknowledgement is of a fingerprint, which the words of a message are no part of. It
counts on the days before ``until``.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from tiia_pricebook.bounded_reading import read_bounded
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import Message, say
from tiia_pricebook.system_errors import system_reason
from tiia_pricing.changes.change import Change

_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_FINGERPRINT = re.compile("[0-9a-f]{16}")
# A key of many parts takes the square of their number: no line is long enough for many.
_MAX_BYTES = 256 * 1024
_MAX_LINE = 1000
_FIELDS = ("fingerprint", "until", "note")
_ENTRY = say("fingerprint, until and note in each [[acknowledged]]")


class Acknowledgement(Struct, frozen=True):
    """A change is known before the day ``until``; ``note`` says why that is enough."""

    fingerprint: str
    until: dt.date
    note: str


class Acknowledged(Struct, frozen=True):
    """Acknowledgements on a day: in force and of a change, expired, and in force of no change."""

    in_force: tuple[Acknowledgement, ...] = ()
    expired: tuple[Acknowledgement, ...] = ()
    unused: tuple[Acknowledgement, ...] = ()

    def of(self, change: Change) -> Acknowledgement | None:
        """Return the acknowledgement in force of ``change``."""
        return next((one for one in self.in_force if one.fingerprint == change.fingerprint), None)


def load_acknowledgements(path: Path) -> tuple[Acknowledgement, ...]:
    """Return the acknowledgements of a TOML file.

    Raises ``InputError``, with the file and the entry, for anything but what is said above.
    """
    where: dict[str, Any] = {"file": str(path)}
    tables = _tables(path, where)
    for name in tables:
        if name != "acknowledged":
            raise _wrong(where, say("unknown key {name!r}", name=name), _ENTRY)
    entries = tables.get("acknowledged", [])
    if not isinstance(entries, list):
        raise _wrong(where, say("{name!r} is not an array of tables", name="acknowledged"), _ENTRY)
    return _each_once(entries, where)


def coverage(
    changes: Sequence[Change], acknowledgements: Iterable[Acknowledgement], today: dt.date
) -> Acknowledged:
    """Return which of ``acknowledgements`` count ``today`` (a day in Beijing), and which do not."""
    told = {change.fingerprint for change in changes}
    given = tuple(acknowledgements)
    valid = [one for one in given if today < one.until]
    return Acknowledged(
        tuple(one for one in valid if one.fingerprint in told),
        tuple(one for one in given if today >= one.until),
        tuple(one for one in valid if one.fingerprint not in told),
    )


def outstanding(
    changes: Sequence[Change], acknowledgements: Iterable[Acknowledgement], today: dt.date
) -> tuple[Change, ...]:
    """Return those of ``changes`` that no acknowledgement covers ``today``."""
    found = coverage(changes, acknowledgements, today)
    return tuple(change for change in changes if found.of(change) is None)


def _tables(path: Path, where: dict[str, Any]) -> dict[str, Any]:
    try:
        text = read_bounded(path, _MAX_BYTES).decode("utf-8")
        if any(len(line) > _MAX_LINE for line in text.splitlines()):
            raise ValueError(say("a line of more than {most} characters", most=_MAX_LINE))
        return tomllib.loads(text)
    except OSError as error:
        text = say("cannot read: {why}", why=system_reason(error))
        raise InputError("file-unreadable", text, where=where, expected=_ENTRY) from error
    except (ValueError, RecursionError) as error:  # numbers too long and tables too deep as well
        raise _not_toml(error, where) from error


def _not_toml(error: Exception, where: dict[str, Any]) -> InputError:
    """The parser has no codes and speaks English: its place is ours to tell, its reason quoted."""
    said = str(error)
    if isinstance(error, RecursionError):
        said = say("nested too deeply")
    elif isinstance(error, UnicodeDecodeError):
        said = say("not UTF-8")
    elif not isinstance(said, Message):
        if (found := _AT.search(said)) and found[1]:
            where = where | {"line": int(found[1]), "column": int(found[2])}
        said = say("the parser says {said!r}", said=_AT.sub("", said))
    text = say("not TOML: {why}", why=said)
    return InputError("acknowledgements-not-toml", text, where=where, expected=_ENTRY)


def _entry(entry: object, where: dict[str, Any]) -> Acknowledgement:
    if not isinstance(entry, dict):
        raise _wrong(where, say("{entry!r} is not a table", entry=entry), _ENTRY)
    for name in entry:
        if name not in _FIELDS:
            raise _wrong(where, say("unknown key {name!r}", name=name), _ENTRY)
    for name in _FIELDS:
        if name not in entry:
            raise _wrong(where, say("{name} is missing", name=name), _ENTRY)
    fingerprint, until, note = (entry[name] for name in _FIELDS)
    if not (isinstance(fingerprint, str) and _FINGERPRINT.fullmatch(fingerprint)):
        expected = say("the 16 digits that diff --format json shows, in quotes")
        raise _wrong(
            where, say("{fingerprint!r} is not a fingerprint", fingerprint=fingerprint), expected
        )
    if type(until) is not dt.date:  # a time of day is a date too
        raise _wrong(
            where,
            say("until {until!r} is not a date", until=until),
            say("a date YYYY-MM-DD without quotes"),
        )
    if not (isinstance(note, str) and note.strip()):
        raise _wrong(
            where,
            say("note {note!r} says nothing", note=note),
            say("why the change is acknowledged"),
        )
    return Acknowledgement(fingerprint, until, note)


def _each_once(entries: Iterable[object], file: dict[str, Any]) -> tuple[Acknowledgement, ...]:
    found: dict[str, tuple[int, Acknowledgement]] = {}
    for number, entry in enumerate(entries, start=1):
        where = file | {"entry": number}
        one = _entry(entry, where)
        if one.fingerprint in found:
            text = say(
                "{fingerprint} is acknowledged in entry {entry} already",
                fingerprint=one.fingerprint,
                entry=found[one.fingerprint][0],
            )
            raise _wrong(where, text, say("each fingerprint once"))
        found[one.fingerprint] = (number, one)
    return tuple(one for _, one in found.values())


def _wrong(where: dict[str, Any], text: str, expected: str) -> InputError:
    return InputError("acknowledgement-unreadable", text, where=where, expected=expected)
