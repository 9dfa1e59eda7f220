"""The reference calculator with fewer claims, giving no more than it claims.

``--follows NAME=VALUE[|VALUE]`` limits what is followed of a reading, ``--defaults`` what is
followed of all; ``--computes NAME=VALUE`` is what is done in truth; ``--gives LEVEL`` what is
given in truth.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import IO, Any

from tiia_pricebook import READINGS, PriceBook
from tiia_pricing.conformance.protocol import reference
from tiia_pricing.conformance.protocol.case import Answer, Case
from tiia_pricing.conformance.protocol.messages import ABILITIES, LEVELS
from tiia_pricing.conformance.protocol.reference_adapter import serve

DEFAULTS = {reading.name: reading.default for reading in READINGS}


class Partial:
    """The streams and the calculator of a program that claims so much."""

    def __init__(self, options: argparse.Namespace, out: IO[bytes]) -> None:
        self.claimed = list(LEVELS[: LEVELS.index(options.level) + 1])
        self.given = LEVELS[: LEVELS.index(options.gives or options.level) + 1]
        self.abilities = options.abilities.split(",") if options.abilities else []
        known = {r.name: (r.default,) if options.defaults else r.values for r in READINGS}
        limits = [word.split("=") for word in options.follows]
        self.readings = known | {name: tuple(values.split("|")) for name, values in limits}
        self.computes = dict(word.split("=") for word in options.computes)
        self.out = out

    def ask(self, case: Case, book: PriceBook) -> Answer:
        """The reference's answer under what is followed, whatever was asked."""
        wanted = DEFAULTS | case["readings"]
        followed = {
            name: value if value in self.readings.get(name, (value,)) else self.readings[name][0]
            for name, value in wanted.items()
        }
        fixed = {
            name: value
            for name, value in (followed | self.computes).items()
            if name in case["readings"] or value != DEFAULTS[name]
        }
        return reference.answer({**case, "readings": fixed}, book)

    def write(self, line: bytes) -> int:
        """Write an answer without what is not claimed."""
        reply: dict[str, Any] = json.loads(line)
        if "implementation" in reply:
            reply |= {"levels": self.claimed, "abilities": self.abilities}
            reply["readings"] = self.readings
        elif "months" in reply.get("result", {}):
            reply["result"] = self.narrowed(reply["result"])
        return self.out.write(json.dumps(reply).encode() + b"\n")

    def narrowed(self, bill: dict[str, Any]) -> dict[str, Any]:
        """A bill with the levels and the abilities that are given."""
        names = ["total", "months"]
        names += ["packs"] if "lines" in self.given else []
        names += ["warnings"] if "reasons" in self.given else []
        names += ["range"] if "range" in self.abilities else []
        return {name: bill[name] for name in names} | {
            "months": [self.month(month) for month in bill["months"]]
        }

    def month(self, month: dict[str, Any]) -> dict[str, Any]:
        """A month with the levels that are given."""
        kept = {"month": month["month"], "total": month["total"]}
        if "lines" not in self.given:
            return kept
        unsaid = () if "reasons" in self.given else ("because",)
        lines = [{k: v for k, v in line.items() if k not in unsaid} for line in month["lines"]]
        return {**kept, "lines": lines}

    def flush(self) -> None:
        """Send what was written."""
        self.out.flush()


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--level", choices=LEVELS, default="reasons")
    parser.add_argument("--gives", choices=LEVELS)
    parser.add_argument("--abilities", default=",".join(ABILITIES))
    parser.add_argument("--defaults", action="store_true")
    parser.add_argument("--follows", action="append", default=[])
    parser.add_argument("--computes", action="append", default=[])
    partial = Partial(parser.parse_args(), sys.stdout.buffer)
    return serve(sys.stdin.buffer, partial, partial.ask)  # type: ignore[arg-type]


if __name__ == "__main__":
    sys.exit(main())
