"""What can go wrong, each with the exit code that scripts rely on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, ClassVar

from tiia_pricebook.untrusted_text import line

_MORE = re.compile(r"\n(?!  )")


class PricingError(Exception):
    """One situation that stops the work, said once and completely.

    ``id`` is a stable kebab-case name for scripts, ``message`` a sentence with the
    offending value in it, ``where`` the place (file, line, column, table, row …), and
    ``expected`` what would have been accepted. Where an input has several faults, the error is
    the first; ``problems`` lists it and those after it, ``more`` counts the ones not listed.
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

    def __reduce__(self) -> tuple[Any, ...]:
        """The error as it was, in another process."""
        return _again, (type(self), self.args[0], vars(self))

    def __str__(self) -> str:
        parts = [_line(self)]
        if self.expected:
            parts.append(_indented(f"expected: {self.expected}"))
        return "\n".join(parts)

    def as_dict(self) -> dict[str, Any]:
        """The error as the JSON object that commands print with ``--format json``."""
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


def _line(error: PricingError) -> str:
    place = _place(error.where)
    return _indented(f"{place}: {error.message}" if place else error.message)


def _indented(text: str) -> str:
    """``text``, its further lines indented: none of them passes for one of the error's own."""
    return _MORE.sub("\n  ", text)


def _place(where: dict[str, Any]) -> str:
    """A place as editors and compilers write it: ``usage.csv:7: column calls``."""
    rest = {key: line(str(value)) for key, value in where.items()}
    first = []
    if {"file", "line"} <= rest.keys():
        first.append(f"{rest.pop('file')}:{rest.pop('line')}")
    elif {"list", "index"} <= rest.keys():
        first.append(f"{rest.pop('list')}[{rest.pop('index')}]")
    others = ", ".join(f"{key} {value}" for key, value in rest.items())
    return ": ".join([*first, *([others] if others else [])])


def _several(problems: Sequence[PricingError], more: int) -> list[str]:
    """A line for each problem; then once for each column what was expected there."""
    lines = [f"{len(problems) + more} problems in the input", *map(_line, problems)]
    if more:
        lines.append(f"and {more} more")
    wanted = dict.fromkeys(
        (str(one.where.get("column", "")), one.expected) for one in problems if one.expected
    )
    for column, expected in wanted:
        where = f" in column {line(column)}" if column else ""
        lines.append(_indented(f"expected{where}: {expected}"))
    return lines


def _again(kind: type[PricingError], message: str, said: dict[str, Any]) -> PricingError:
    error = kind(said["id"], message)
    error.__dict__.update(said)
    return error


class InputError(PricingError):
    """Usage, packs, options or dates that cannot be what the user means (exit 2)."""

    def __str__(self) -> str:
        if len(self.problems) > 1:
            return "\n".join(_several(self.problems, self.more))
        return super().__str__()


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
