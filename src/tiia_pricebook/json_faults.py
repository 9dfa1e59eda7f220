"""Why JSON is refused, in words of ours: the decoder gives its reason in English alone.

It has no codes, so its reasons are told apart by their wording, which ``test_json_faults.py`` asks
of the decoder itself.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable

from tiia_pricebook.messages import Message, listed, say, say_as

_KINDS = {
    "array": say_as("json", "an array"),
    "bool": say_as("json", "true or false"),
    "date": say_as("json", "a day"),
    "float": say_as("json", "a number with a fraction"),
    "int": say_as("json", "a whole number"),
    "null": say_as("json", "null"),
    "object": say_as("json", "an object"),
    "str": say_as("json", "a string"),
}
_SYNTAX = {
    str.__str__(one): one
    for one in (
        say_as("json", "expected ',' or '}}'"),
        say_as("json", "expected ',' or ']'"),
        say_as("json", "expected ':'"),
        say_as("json", "invalid character"),
        say_as("json", "invalid character in unicode escape"),
        say_as("json", "invalid escape character in string"),
        say_as("json", "invalid number"),
        say_as("json", "invalid utf-16 surrogate pair"),
        say_as("json", "object keys must be strings"),
        say_as("json", "trailing characters"),
        say_as("json", "trailing comma in array"),
        say_as("json", "trailing comma in object"),
    )
}
_LENGTH = re.compile(r"(>= |<= |at least |at most )?(?:length )?(\d+)(?: to (\d+))?")
_AT = re.compile(r"(?P<fault>.*) - at `(?P<path>.*)`", re.DOTALL)


def fault_in_words(error: Exception) -> str:
    """Return why the decoder refuses JSON, and where in it, as a message of ours."""
    fault, path = fault_and_path(error)
    return at_path(fault, path) if path else fault


def fault_and_path(error: Exception) -> tuple[str, str]:
    """Return why the decoder refuses JSON as a message of ours, and the path, which may be empty.

    A reason that it did not have when this was written stays as it is.
    """
    if isinstance(error, UnicodeDecodeError):
        return say("not UTF-8"), ""
    if isinstance(error, RecursionError):
        return say("nested too deeply"), ""
    text = str(error)
    if found := _AT.fullmatch(text):
        return _fault(found["fault"]), found["path"]
    return (text if isinstance(text, Message) else _fault(text)), ""


def at_path(fault: str, path: str) -> Message:
    """Return a fault with its place: ``the key 'seq' is missing, at $.steps[2]``."""
    return say("{fault}, at {path}", fault=fault, path=path)


def _fault(text: str) -> str:
    for form, told in _FORMS:
        if found := form.fullmatch(text):
            return told(*found.groups())
    return text


def _found(kind: str, found: str) -> Message:
    return say("expected {kind}, found {found}", kind=_kind(kind), found=_kind(found))


def _kind(names: str) -> Message:
    """One of the kinds of JSON, or several as the decoder has them: ``int | null``."""
    return listed((_KINDS.get(name, name) for name in names.split(" | ")), " or ")


def _sized(kind: str, length: str) -> Message:
    sign, least, most = _LENGTH.search(length.replace("length ", "")).groups()  # type: ignore[union-attr]
    signs = {"at least ": ">= ", "at most ": "<= "}
    size = f"{least}–{most}" if most else f"{signs.get(sign, sign) or ''}{least}"
    return say("expected {kind} of length {size}", kind=_kind(kind), size=size)


def _read(shown: str) -> object:
    """A value of which the decoder shows what Python prints."""
    try:
        return ast.literal_eval(shown)
    except (SyntaxError, ValueError):
        return shown


def _of_form(form: str) -> Message:
    return say("expected a string of the form {form!r}", form=_read(form))


def _bounded(kind: str, bound: str) -> Message:
    return say("expected {kind} {bound}", kind=_kind(kind), bound=bound)


def _not_allowed(value: str) -> Message:
    return say("{value!r} is not one of the values allowed", value=_read(value))


def _malformed(what: str, byte: str) -> Message:
    """The decoder counts to the byte that is wrong, or past it."""
    return say("{what} (near byte {byte})", what=_SYNTAX.get(what, what), byte=byte)


_FORMS: tuple[tuple[re.Pattern[str], Callable[..., Message]], ...] = (
    (re.compile(r"Expected `(.+?)`, got `(.+?)`"), _found),
    (
        re.compile(r"Expected `(.+?)` of ((?:at least |at most )?length .+?)(?:, got \d+)?"),
        _sized,
    ),
    (re.compile(r"Expected `str` matching regex (.+)", re.DOTALL), _of_form),
    (re.compile(r"Expected `(.+?)` ([<>]=? \S+)"), _bounded),
    (re.compile(r"Expected `([^`]+)`"), lambda kind: say("expected {kind}", kind=_kind(kind))),
    (
        re.compile(r"Object missing required field `(.+)`"),
        lambda key: say("the key {key!r} is missing", key=key),
    ),
    (
        re.compile(r"Object contains unknown field `(.*)`", re.DOTALL),
        lambda key: say("unknown key {key!r}", key=key),
    ),
    (re.compile(r"Invalid (?:enum )?value (.+)", re.DOTALL), _not_allowed),
    (
        re.compile(r"Invalid RFC3339 encoded date"),
        lambda: say("expected a day, such as 2026-01-31"),
    ),
    (
        re.compile(r"Invalid RFC3339 encoded datetime"),
        lambda: say("expected a time, such as 2026-01-31T08:00:00Z"),
    ),
    (
        re.compile(r"Invalid decimal string"),
        lambda: say("expected a decimal number in a string, such as {form}", form='"2.5"'),
    ),
    (re.compile(r"(?:.* )?out of range"), lambda: say("the number is too large")),
    (re.compile(r"Input data was truncated"), lambda: say("the JSON breaks off")),
    (re.compile(r"JSON is malformed: (.+) \(byte (\d+)\)"), _malformed),
)
