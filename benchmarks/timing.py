"""Timing with ratios in mind: contenders take turns, so that a slow moment hits them all."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from statistics import median

Medians = dict[str, float]


def take_turns(
    contenders: Mapping[str, Callable[[], object]],
    rounds: int,
    clock: Callable[[], float] = time.perf_counter,
) -> Medians:
    """The median seconds of each contender over ``rounds`` turns, after one warm-up each.

    Work in this process is best measured with ``time.process_time``, which others do not disturb.
    """
    for contender in contenders.values():
        contender()
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, contender in contenders.items():
            begin = clock()
            contender()
            seconds[name].append(clock() - begin)
    return {name: median(times) for name, times in seconds.items()}
