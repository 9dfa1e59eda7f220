"""How often longer something takes with more input: ratios of processor time, not seconds."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

Input = TypeVar("Input")
# A task eight times as long may take thrice that: n² would take 64 times as long.
MOST = 24.0
_LEAST_SECONDS = 0.002


def seconds(work: Callable[[Input], object], given: Input, rounds: int = 2) -> float:
    """The processor time that ``work`` takes, of a few rounds the least."""
    collecting = gc.isenabled()
    gc.disable()  # A collection walks all that the tests before this one left behind.
    try:
        return min(_once(work, given) for _ in range(rounds))
    finally:
        if collecting:
            gc.enable()


def _once(work: Callable[[Input], object], given: Input) -> float:
    begin = time.process_time()
    work(given)
    return time.process_time() - begin


def growth(
    work: Callable[[Input], object], inputs: Sequence[Input], rounds: int = 3
) -> list[float]:
    """How often longer ``work`` takes with each input than with the first."""
    times = [max(seconds(work, given, rounds), _LEAST_SECONDS) for given in inputs]
    return [one / times[0] for one in times]
