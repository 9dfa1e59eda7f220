"""A quote from the shell, against an interpreter that does nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.timing import take_turns

COMMAND = Path(sys.executable).parent / "tiia-pricing"
QUOTE = [str(COMMAND), "quote", "商品识别=1000000", "--month", "2023-05"]


def measure(rounds: int) -> dict[str, str]:
    """The ratio of whole processes."""
    medians = take_turns(
        {
            "quote": lambda: subprocess.run(QUOTE, check=True, capture_output=True),
            "pass": lambda: subprocess.run([sys.executable, "-c", "pass"], check=True),
        },
        rounds,
    )
    return {"quote / python -c pass (aim 12)": f"{medians['quote'] / medians['pass']:.1f}"}
