"""The smoke test: three small cases that show whether a program can talk at all."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from tiia_pricebook.messages import say
from tiia_pricing.conformance.protocol.case import Answer, Case
from tiia_pricing.conformance.protocol.claims import Unclaimed
from tiia_pricing.conformance.run.faults import Broke, Skipped
from tiia_pricing.conformance.run.program import Program


class SmokeCase(Struct, frozen=True):
    """A small case, and what the page says of it: a total in yuan, or the id of a refusal."""

    what: str
    interface: str
    calls: int
    expected: str


# 1,000 of a month's calls are free; the first tier of 商品识别 is 2.5 yuan per thousand.
TRIALS = (
    SmokeCase(say("no calls"), "商品识别", 0, "0.00"),
    SmokeCase(say("101,000 calls"), "商品识别", 101_000, "250.00"),
    SmokeCase(say("an interface that the page does not have"), "商品识", 1, "unknown-interface"),
)


class Tried(Struct, frozen=True):
    """A trial and what came of it: the figure that was answered, or why there is none."""

    trial: SmokeCase
    found: str

    @property
    def right(self) -> bool:
        """Whether the answer is the page's."""
        return self.found == self.trial.expected


def test(program: Program) -> list[Tried]:
    """Ask the three cases; raises ``Fault`` where the program does not keep the protocol."""
    return list(_tried(program))


def _tried(program: Program) -> Iterable[Tried]:
    for trial in TRIALS:
        try:
            yield Tried(trial, _figure(program.ask(_case(trial))))
        except (Unclaimed, Skipped, Broke) as reason:
            yield Tried(trial, f"{type(reason).__name__.lower()}: {reason}")


def _figure(answer: Answer) -> str:
    return str(answer.get("error", answer.get("total")))


def _case(trial: SmokeCase) -> Case:
    usage = {"date": "2023-05", "interface": trial.interface, "calls": trial.calls}
    return {
        "book": None,
        "usage": [usage],  # type: ignore[list-item]
        "packs": [],
        "files": {},
        "readings": {},
        "activated": {"service": None, "interfaces": {}},
    }
