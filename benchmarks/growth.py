"""How the time and the memory of each command grow with its input: 1, 2, 4 and 8 times as much."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from proof.growth.commands import COMMANDS, Cost, cost

_FIRST = 20
_TIMES = (1, 2, 4, 8)


def measure(rounds: int) -> dict[str, str]:
    """The ratios to the first input; of a few runs the least."""
    return {
        f"{name}: time and memory of 1, 2, 4, 8 times the input": _growth(name, min(rounds, 3))
        for name in COMMANDS
    }


def _growth(name: str, rounds: int) -> str:
    costs = [_least(name, _FIRST * times, rounds) for times in _TIMES]
    seconds = ", ".join(f"{one.seconds / max(costs[0].seconds, 0.01):.1f}" for one in costs)
    memory = ", ".join(f"{one.kilobytes / max(costs[0].kilobytes, 1024):.1f}" for one in costs)
    return f"{seconds} and {memory}"


def _least(name: str, count: int, rounds: int) -> Cost:
    costs = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            costs.append(cost(COMMANDS[name](count, Path(folder))))
    return min(costs)
