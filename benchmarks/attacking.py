"""Hostile pages of up to 2 MB: the worst that reading one of them takes."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

TESTS = Path(__file__).parents[1] / "tests"


def measure(rounds: int) -> dict[str, str]:
    """The most CPU seconds and the most memory, over all pages and a few rounds."""
    sys.path.insert(0, str(TESTS))
    hostile = import_module("attack.hostile")
    runs = [hostile.measured() for _ in range(min(rounds, 3))]
    seconds = {name: min(run[name].seconds for run in runs) for name in runs[0]}
    sizes = {name: max(run[name].megabytes for run in runs) for name in runs[0]}
    slowest, largest = max(seconds, key=seconds.__getitem__), max(sizes, key=sizes.__getitem__)
    return {
        "hostile pages": str(len(seconds)),
        "worst CPU seconds of a page (aim 2)": f"{seconds[slowest]:.2f}, {slowest}",
        "worst MB of a page (aim 300)": f"{sizes[largest]:.0f}, {largest}",
    }
