"""A history replayed: what a page takes, and whether many pages take more memory than few."""

from __future__ import annotations

import os
import time
import tracemalloc
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from tiia_pricing.history import Revision, replay, revisions_of

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("TIIA_SHARED") or ROOT.parent / "shared") / "vendor/revisions"


def measure(rounds: int) -> dict[str, str]:
    """Milliseconds of processor time a page, and the ratio of peaks; nothing without the pages."""
    if not SHARED.is_dir():
        return {"the older pages are not here; TIIA_SHARED names their folder": "not measured"}
    count = sum(1 for _ in revisions_of(str(SHARED)))
    begin = time.process_time()
    for _ in range(rounds):
        _run(count)
    milliseconds = (time.process_time() - begin) * 1000 / (rounds * count)
    few, many = _peak(count), _peak(10 * count)
    return {
        "milliseconds a page of a replay (aim 100)": f"{milliseconds:.0f}",
        f"peak memory of {10 * count} pages / of {count}": f"{many / few:.2f}",
    }


def _run(count: int) -> None:
    for _ in replay(_pages(count)):
        pass


def _pages(count: int) -> Iterator[Revision]:
    """The older pages, over and over."""
    return islice(cycle(revisions_of(str(SHARED))), count)


def _peak(count: int) -> int:
    tracemalloc.start()
    _run(count)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak
