"""The whole suite through the reference's adapter, against the suite in process."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

from benchmarks.timing import take_turns

ROOT = Path(__file__).parents[1]
SUITE = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/conformance"]
ADAPTER = shlex.join([sys.executable, "-m", "tiia_pricing", "adapter"])


def measure(rounds: int) -> dict[str, str]:
    """The ratio of whole processes: scenarios and laws, collected and run."""
    medians = take_turns(
        {
            "adapter": lambda: _suite("--implementation", ADAPTER),
            "in process": _suite,
        },
        max(1, rounds // 5),
    )
    ratio = medians["adapter"] / medians["in process"]
    return {"suite through the adapter / in process (aim 1.5)": f"{ratio:.2f}"}


def _suite(*options: str) -> None:
    subprocess.run([*SUITE, *options], cwd=ROOT, check=True, capture_output=True)
