"""How often longer something takes with more input: ratios of processor time, not seconds."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TypeVar

Input = TypeVar("Input")
# A task eight times as long may take thrice that: n² would take 64 times as long.
MOST = 24.0
_LEAST_SECONDS = 0.002


def seconds(work: Callable[[Input], object], given: Input, rounds: int = 2) -> float:
    """The processor time that ``work`` takes, of a few rounds the least."""
    times = []
    for _ in range(rounds):
        begin = time.process_time()
        work(given)
        times.append(time.process_time() - begin)
    return min(times)


def growth(
    work: Callable[[Input], object], inputs: Sequence[Input], rounds: int = 3
) -> list[float]:
    """How often longer ``work`` takes with each input than with the first."""
    times = [max(seconds(work, given, rounds), _LEAST_SECONDS) for given in inputs]
    return [one / times[0] for one in times]
