"""What can go wrong, each with the exit code that scripts rely on."""

from __future__ import annotations

from typing import Any, ClassVar


class PricingError(Exception):
    """One situation that stops the work, said once and completely.

    ``id`` is a stable kebab-case name for scripts, ``message`` a sentence with the
    offending value in it, ``where`` the place (file, line, table, row, column …), and
    ``expected`` what would have been accepted.
    """

    exit_code: ClassVar[int] = 2

    def __init__(
        self,
        id: str,
        message: str,
        *,
        where: dict[str, Any] | None = None,
        expected: str | None = None,
    ) -> None:
        super().__init__(message)
        self.id = id
        self.message = message
        self.where = where or {}
        self.expected = expected

    def __reduce__(self) -> tuple[Any, ...]:
        """The error as it was, in another process."""
        return _again, (type(self), self.args[0], vars(self))

    def __str__(self) -> str:
        place = ", ".join(f"{key} {value}" for key, value in self.where.items())
        parts = [f"{place}: {self.message}" if place else self.message]
        if self.expected:
            parts.append(f"expected: {self.expected}")
        return "\n".join(parts)

    def as_dict(self) -> dict[str, Any]:
        """The error as the JSON object that commands print with ``--format json``."""
        return {
            "error": self.id,
            "message": self.message,
            "where": self.where,
            "expected": self.expected,
            "exit_code": self.exit_code,
        }


def _again(kind: type[PricingError], message: str, said: dict[str, Any]) -> PricingError:
    error = kind(said["id"], message)
    error.__dict__.update(said)
    return error


class InputError(PricingError):
    """Usage, packs, options or dates that cannot be what the user means (exit 2)."""


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
