"""What an implementation claims, and which questions that leaves for it to answer.

An implementation may follow some values of a reading only. A scenario under other values is
put to it where the values that it does follow give the very same figures, which the reference
calculator tells; the expected figures stay the scenario's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from tiia_pricing.conformance.case import Answer, Case
from tiia_pricing.conformance.protocol import ABILITIES, LEVELS, Ability, Level, Malformed, Started
from tiia_pricing.conformance.reference import answer
from tiia_pricing.pricebook import READINGS

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
        """The claims of an answer to ``start``; raises ``Malformed`` for unknown readings."""
        for name, values in started.readings.items():
            if name not in _ALL or not values or not set(values) <= set(_ALL[name]):
                known = ", ".join(_ALL.get(name, _ALL))
                raise Malformed(f"claims {name!r} with {list(values)}, expected of {known}")
        defaults = {name: (value,) for name, value in _DEFAULTS.items()}
        readings = defaults | {name: tuple(values) for name, values in started.readings.items()}
        return cls(started.levels, readings, started.abilities)

    @property
    def every_reading(self) -> bool:
        """Whether every value of every reading is followed."""
        return all(set(self.readings[name]) == set(values) for name, values in _ALL.items())

    def able(self, ability: Ability) -> bool:
        """Whether an ability is claimed; the range is one only of who follows every reading."""
        return ability in self.abilities and (ability != "range" or self.every_reading)

    def asked(self, case: Case) -> Case:
        """The case as the implementation is asked it; raises ``Unclaimed``."""
        if case["files"] and "files" not in self.abilities:
            raise Unclaimed("reads no files")
        if case["book"] is not None and "books" not in self.abilities:
            raise Unclaimed("prices by the page's book alone")
        if self.every_reading:
            return case
        if not _admissible(case["readings"]):
            raise Unclaimed("does not follow every value of every reading")
        followed: Case = {**case, "readings": self._followed(case["readings"])}
        others = _others(followed["readings"], case["readings"])
        if others and self._figures(answer(case)) != self._figures(answer(followed)):
            raise Unclaimed(f"follows {', '.join(others)}")
        own = {name: v for name, v in case["readings"].items() if v in self.readings[name]}
        return {**case, "readings": own}

    def _figures(self, found: Answer) -> Any:
        """What is judged of an answer, its sentences, range and readings aside."""
        if "error" in found:
            return found["error"]
        totals = [(month["month"], month["total"]) for month in found["months"]]
        if "lines" not in self.levels:
            return totals
        lines = [
            {key: line[key] for key in line if key != "because"}
            for month in found["months"]
            for line in month["lines"]
        ]
        return totals, lines, found["packs"]

    def _followed(self, fixed: Mapping[str, str]) -> dict[str, str]:
        """The value of each reading that is followed where the scenario wants ``fixed``."""
        wanted = _DEFAULTS | dict(fixed)
        return {
            name: value if value in self.readings[name] else self.readings[name][0]
            for name, value in wanted.items()
        }


EVERYTHING = Claims(LEVELS, _ALL, ABILITIES)


def _admissible(readings: Mapping[str, str]) -> bool:
    return all(value in _ALL.get(name, ()) for name, value in readings.items())


def _others(followed: Mapping[str, str], fixed: Mapping[str, str]) -> list[str]:
    """The values that are followed where others are wanted."""
    wanted = _DEFAULTS | dict(fixed)
    return [f"{name}={value}" for name, value in followed.items() if wanted[name] != value]
