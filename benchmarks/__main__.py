"""``python -m benchmarks [--rounds N] [NAME …]``: a line a figure, name and number."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module

NAMES = (
    *(
        "reading",
        "attacking",
        "settling",
        "scenarios",
        "starting",
        "replaying",
        "asking",
        "growth",
        "rating",
    ),
)


def main() -> int:
    """Measure what is named, everything by default."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*NAMES, []], metavar="NAME", help=str(NAMES))
    parser.add_argument("--rounds", type=int, default=15, help="turns each, default 15")
    options = parser.parse_args()
    for name in options.names or NAMES:
        print(f"{name} …", file=sys.stderr, flush=True)
        for figure, value in import_module(f"benchmarks.{name}").measure(options.rounds).items():
            print(f"{figure}: {value}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
