"""Receipts for tests: of a run in which every answer was right, and copies that lie."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any, cast

import msgspec

from tiia_pricing.conformance.protocol.claims import EVERYTHING, Claims
from tiia_pricing.conformance.protocol.messages import Implementation
from tiia_pricing.conformance.receipts.receipt import Receipt, dumps, sealed
from tiia_pricing.conformance.receipts.recorder import Recorder
from tiia_pricing.conformance.receipts.tallying import Outcome, Outcomes, places
from tiia_pricing.conformance.run.laws import LAWS
from tiia_pricing.conformance.run.program import Program
from tiia_pricing.conformance.version import SUITE
from tiia_pricing.feature_files.features import key


def recorded(
    changed: Outcomes | None = None,
    laws: Mapping[str, Outcome] | None = None,
    claims: Claims = EVERYTHING,
) -> Receipt:
    """The receipt of a run in which all was right, but for the outcomes given.

    It is of the suite that the version names: whether that is the suite here, another test says.
    """
    who = Implementation("甲 & co", "1.0")
    program = SimpleNamespace(
        claims=claims, implementation=who, faults=[], conceal=lambda said: said
    )
    recorder = Recorder(cast(Program, program))
    right = Outcome({level: [] for level in claims.levels})
    for feature, _, scenario, row in places():
        recorder.outcomes[key(feature.file, scenario.name, row)] = right
    recorder.outcomes |= changed or {}
    recorder.laws = {law: Outcome({level: []}) for law, level in LAWS.items()} | dict(laws or {})
    options = SimpleNamespace(config=SimpleNamespace(option=SimpleNamespace(collectonly=False)))
    recorder.pytest_sessionfinish(cast(Any, options))
    assert recorder.receipt is not None
    return sealed(msgspec.structs.replace(recorder.receipt, suite=SUITE))


def conforming(name: str) -> Receipt:
    """The receipt of a calculator of that name, all of whose answers were right."""
    who = Implementation(name, "1.0")
    return sealed(msgspec.structs.replace(recorded(), implementation=who))


def resealed(receipt: Receipt, /, **fields: Any) -> bytes:
    """The receipt with other fields, sealed anew: nothing but its content can tell."""
    return dumps(sealed(msgspec.structs.replace(receipt, **fields)))


def replaced(items: tuple[Any, ...], at: int, **fields: Any) -> tuple[Any, ...]:
    """The items with other fields in one of them."""
    return (*items[:at], msgspec.structs.replace(items[at], **fields), *items[at + 1 :])
