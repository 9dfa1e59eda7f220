"""What an implementation claims, and which questions that leaves for it to answer.

An implementation may follow some values of a reading only. A scenario under other values is
put to it where the values that it does follow give the very same answer at the levels that it
claims, which the reference calculator tells; what is expected stays the scenario's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from tiia_pricebook import READINGS
from tiia_pricebook.messages import say
from tiia_pricing.conformance.protocol.case import Answer, Case
from tiia_pricing.conformance.protocol.messages import (
    ABILITIES,
    LEVELS,
    Ability,
    Level,
    Malformed,
    Started,
)
from tiia_pricing.conformance.protocol.reference import answer

_ALL = {reading.name: reading.values for reading in READINGS}
_DEFAULTS = {reading.name: reading.default for reading in READINGS}


class Unclaimed(Exception):
    """A question that the implementation does not claim to answer; the text says why."""


class Claims(Struct, frozen=True):
    """Levels, readings (the values followed, for each reading) and abilities."""

    levels: tuple[Level, ...]
    readings: Mapping[str, tuple[str, ...]]
    abilities: tuple[Ability, ...]

    @classmethod
    def of(cls, started: Started) -> Claims:
        """Return the claims of an answer to ``start``.

        Raises ``Malformed`` for unknown readings.
        """
        for name, values in started.readings.items():
            if name not in _ALL or not values or not set(values) <= set(_ALL[name]):
                known = ", ".join(_ALL.get(name, _ALL))
                text = say(
                    "claims {name!r} with {values}, expected of {known}",
                    name=name,
                    values=list(values),
                    known=known,
                )
                raise Malformed(text)
        defaults = {name: (value,) for name, value in _DEFAULTS.items()}
        readings = defaults | {name: tuple(values) for name, values in started.readings.items()}
        return cls(started.levels, readings, started.abilities)

    @property
    def every_reading(self) -> bool:
        """Whether every value of every reading is followed."""
        return all(set(self.readings[name]) == set(values) for name, values in _ALL.items())

    def able(self, ability: Ability) -> bool:
        """Return whether an ability is claimed.

        The range is one only of who follows every reading.
        """
        return ability in self.abilities and (ability != "range" or self.every_reading)

    def asked(self, case: Case) -> Case:
        """Return the case as the implementation is asked it; raises ``Unclaimed``."""
        if case["files"] and "files" not in self.abilities:
            raise Unclaimed("reads no files")
        if case["book"] is not None and "books" not in self.abilities:
            raise Unclaimed("prices by the page's book alone")
        if any("left" in pack for pack in case["packs"]) and "left" not in self.abilities:
            raise Unclaimed("knows no packs that were used before")
        ask = case.get("ask", "bill")
        if ask != "bill" and not self.able(ask):
            raise Unclaimed("plans no packs" if ask == "plan" else "checks no bills")
        if self.every_reading:
            return case
        if not _admissible(case["readings"]):
            raise Unclaimed("does not follow every value of every reading")
        others = self._others(case["readings"])
        if not others:
            return case
        followed: Case = {**case, "readings": {**case["readings"], **others}}
        if self._judged(answer(case)) != self._judged(answer(followed)):
            named = [f"{name}={value}" for name, value in others.items()]
            raise Unclaimed(f"follows {', '.join(named)}")
        return followed

    def _judged(self, found: Answer) -> Any:
        """What a scenario can judge of an answer at the levels claimed, but for the range."""
        if "error" in found:
            return found if "reasons" in self.levels else found["error"]
        if "months" not in found:  # a plan, or the verdict on a bill
            return found
        months = [
            {**month, "lines": [self._line(line) for line in month["lines"]]}
            for month in found["months"]
        ]
        judged = {
            "totals": [(month["month"], month["total"]) for month in months],
            "lines": [months, found["packs"]],
            "reasons": found["warnings"],
        }
        return [judged[level] for level in self.levels]

    def _line(self, line: Mapping[str, Any]) -> Mapping[str, Any]:
        unjudged = () if "reasons" in self.levels else ("because",)
        return {key: value for key, value in line.items() if key not in unjudged}

    def _others(self, fixed: Mapping[str, str]) -> dict[str, str]:
        """What is followed instead where a scenario wants a value that is not, by default or not.

        It is named when the case is asked: of several values the implementation may take any.
        """
        wanted = _DEFAULTS | dict(fixed)
        return {
            name: self.readings[name][0]
            for name, value in wanted.items()
            if value not in self.readings[name]
        }


EVERYTHING = Claims(LEVELS, _ALL, ABILITIES)


def _admissible(readings: Mapping[str, str]) -> bool:
    return all(value in _ALL.get(name, ()) for name, value in readings.items())
