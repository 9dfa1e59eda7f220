"""What can go wrong, each with the exit code that scripts rely on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from tiia_pricebook.bounded_reading import STDIN
from tiia_pricebook.cell_places import CellNames, in_words, is_number
from tiia_pricebook.messages import Message, Tell, listed, say, say_as, say_many
from tiia_pricebook.untrusted_text import line

PLACES = {
    "archive": say_as("place", "archive"),
    "argument": say_as("place", "argument"),
    "block": say_as("place", "block"),
    "checkout": say_as("place", "checkout"),
    "clause": say_as("place", "clause"),
    "column": say_as("place", "column"),
    "entry": say_as("place", "entry"),
    "file": say_as("place", "file"),
    "folder": say_as("place", "folder"),
    "line": say_as("place", "line"),
    "page": say_as("place", "page"),
    "path": say_as("place", "path"),
    "row": say_as("place", "row"),
    "scenario": say_as("place", "scenario"),
    "sheet": say_as("place", "sheet"),
    "source": say_as("place", "source"),
    "table": say_as("place", "table"),
}
A_PAGE = say("a page with prices")
_STDIN = say_as("place", "standard input")
_MORE = re.compile(r"\n(?!  )")


class PricingError(Exception):
    """One situation that stops the work, said once and completely.

    ``id`` is a stable kebab-case name for scripts, ``message`` a sentence with the
    offending value in it, ``where`` the place (file, line, column, table, row …), and
    ``expected`` what would have been accepted. Where an input has several faults, the error is
    the first; ``problems`` lists it and those after it, ``more`` counts the ones not listed.
    Whoever knows what the table, row and column that ``where`` numbers are called sets ``names``,
    for people.
    """

    exit_code: ClassVar[int] = 2

    def __init__(
        self,
        id: str,
        message: str,
        *,
        where: dict[str, Any] | None = None,
        expected: str | None = None,
        problems: Sequence[PricingError] = (),
        more: int = 0,
    ) -> None:
        super().__init__(message)
        self.id = id
        self.message = message
        self.where = where or {}
        self.expected = expected
        self.problems = tuple(problems)
        self.more = more
        self.names: CellNames | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        """The error as it was, in another process."""
        return _again, (type(self), self.args[0], vars(self))

    def __str__(self) -> str:
        return self.told(str)

    def told(self, tell: Tell) -> str:
        """Return the error for people, in the language of ``tell``."""
        parts = [_line(self, tell)]
        if self.expected:
            parts.append(_indented(tell(say("expected: {text}", text=self.expected))))
        return "\n".join(parts)

    def as_dict(self) -> dict[str, Any]:
        """Return the error as the JSON object that commands print with ``--format json``."""
        several = {"problems": [_fault(one) for one in self.problems], "more": self.more}
        return {
            **_fault(self),
            "exit_code": self.exit_code,
            **(several if self.problems else {}),
        }


def _fault(error: PricingError) -> dict[str, Any]:
    return {
        "error": error.id,
        "message": error.message,
        "where": error.where,
        "expected": error.expected,
    }


def _line(error: PricingError, tell: Tell) -> str:
    place = _place(error.where, error.names)
    return _indented(tell(_placed(place, error.message) if place else error.message))


def _placed(*parts: object) -> Message:
    return listed(parts, ": ")


def _indented(text: str) -> str:
    """``text``, its further lines indented: none of them passes for one of the error's own."""
    return _MORE.sub("\n  ", text)


def _place(where: dict[str, Any], names: CellNames | None = None) -> Message | None:
    """A place as editors and compilers write it: ``usage.csv:7: column calls``."""
    rest = dict(where)
    first = []
    part = _part
    if {"file", "line"} <= rest.keys():
        part = _as_given  # a file's lines and columns are counted from 1 already
        first.append(_file_and_line(rest.pop("file"), rest.pop("line")))
    elif {"list", "index"} <= rest.keys():
        first.append(f"{line(str(rest.pop('list')))}[{line(str(rest.pop('index')))}]")
    others = [listed(part(key, value, names) for key, value in rest.items())] if rest else []
    return _placed(*first, *others) if first or others else None


def _file_and_line(file: object, number: object) -> str:
    if str(file) == str(STDIN):
        return listed([_STDIN, _as_given("line", number)])
    return f"{line(str(file))}:{number}"


def file_in_words(file: str) -> str:
    """Return the name of a file for people: ``-`` is standard input."""
    return _STDIN if file == str(STDIN) else line(file)


def place_in_words(where: Mapping[str, Any], names: CellNames | None = None) -> Message:
    """Return every part of a place.

    Table, row and column of a page as people count them, from 1, with what they are called.
    """
    return listed(_part(key, value, names) for key, value in where.items())


def _part(key: str, value: object, names: CellNames | None = None) -> Message:
    if is_number(key, value):
        return in_words({key: value}, names)
    return _as_given(key, value)


def _as_given(key: str, value: object, names: CellNames | None = None) -> Message:
    if key in ("file", "source") and str(value) == str(STDIN):
        return _STDIN
    return say("{name} {value}", name=PLACES.get(key, key), value=line(str(value)))


def _several(problems: Sequence[PricingError], more: int, tell: Tell) -> Iterator[str]:
    """A line for each problem; then once for each column what was expected there."""
    count = len(problems) + more
    yield tell(say_many("{n} problem in the input", "{n} problems in the input", count))
    yield from (_line(one, tell) for one in problems)
    if more:
        yield tell(say("and {count} more", count=more))
    wanted = dict.fromkeys(
        (str(one.where.get("column", "")), one.expected) for one in problems if one.expected
    )
    for column, expected in wanted:
        said = say("expected: {text}", text=expected)
        if column:
            said = say("expected in column {column}: {text}", column=line(column), text=expected)
        yield _indented(tell(said))


def _again(kind: type[PricingError], message: str, said: dict[str, Any]) -> PricingError:
    error = kind(said["id"], message)
    error.__dict__.update(said)
    return error


class InputError(PricingError):
    """Usage, packs, options or dates that cannot be what the user means (exit 2)."""

    def told(self, tell: Tell) -> str:
        """Return the error for people, or all that an input has, in the language of ``tell``."""
        if len(self.problems) > 1:
            return "\n".join(_several(self.problems, self.more, tell))
        return super().told(tell)


class SourceUnreachable(PricingError):
    """The page's source gave nothing: a missing file, a dead URL (exit 101)."""

    exit_code = 101


class PageUnreadable(PricingError):
    """A page was there, but it does not read as a price page (exit 102)."""

    exit_code = 102


class ChangeHeld(PricingError):
    """A change that looks like a misreading, held until a person accepts it (exit 103)."""

    exit_code = 103


class BookInvalid(PricingError):
    """A price book that breaks one of its rules (exit 104)."""

    exit_code = 104
