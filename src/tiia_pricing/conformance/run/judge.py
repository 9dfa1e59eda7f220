"""What a scenario finds at each level, whether it stops at the first wrong answer or not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import to_builtins

from tiia_pricing.conformance.protocol.claims import Claims
from tiia_pricing.conformance.protocol.messages import Ability, Level
from tiia_pricing.conformance.run.wrong_answers import WrongAnswer


class Judge:
    """Judges one scenario: ``verdicts`` holds, for each level that it touched, what is wrong.

    ``said`` holds the same as codes with their values, and ``None`` for what has no code.
    A strict judge raises the first ``AssertionError``; the other one keeps each, so that the
    levels below it, and the sentences after it, are judged all the same.
    """

    def __init__(self, claims: Claims, *, strict: bool) -> None:
        self.claims = claims
        self.strict = strict
        self.verdicts: dict[Level, list[str]] = {}
        self.said: dict[Level, list[dict[str, Any] | None]] = {}

    def __call__(
        self,
        level: Level,
        check: Callable[..., None],
        *values: object,
        needs: Ability | None = None,
    ) -> None:
        """Run ``check(*values)`` if the level, and the ability it ``needs``, are claimed."""
        if level not in self.claims.levels or (needs and not self.claims.able(needs)):
            return
        found = self.verdicts.setdefault(level, [])
        try:
            check(*values)
        except AssertionError as wrong:
            if self.strict:
                raise
            found.append(str(wrong))
            code = to_builtins(wrong.said) if isinstance(wrong, WrongAnswer) else None
            self.said.setdefault(level, []).append(code)

    @property
    def wrong(self) -> list[str]:
        """Everything that is wrong, each once, the lowest level first."""
        return list(dict.fromkeys(text for found in self.verdicts.values() for text in found))
