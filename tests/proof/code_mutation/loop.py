"""A pytest plugin: the collected tests against every mutant, each in a fork of the session.

mutmut starts pytest anew for each mutant, which takes longer than the tests do. Here pytest
collects once; a fork switches one mutant on and runs the tests that reach its function, the
quick ones and those that killed before first, until one turns red.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

# pytest has no public way to run a single test and keep its reports.
from _pytest.runner import runtestprotocol
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.state import state

MEMORY = 2 << 30
SLACK_SECONDS = 5

# A mutant that a minute of the quickest tests does not notice counts as a survivor: one that is
# called so by mistake costs a look, and a module read by every test would cost hours.
MOST_SECONDS = 60


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--mutants", help="a file with a JSON list of mutants")
    parser.addoption("--verdicts", type=int, help="the file descriptor that verdicts go to")


def pytest_make_parametrize_id(val: object) -> str | None:
    """Bytes have no name of their own where names are not escaped."""
    return repr(val) if isinstance(val, bytes) else None


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    """Judge the mutants in the place of a run of the tests."""
    if session.testsfailed:
        raise pytest.UsageError("tests that cannot be collected would seem to notice nothing")
    names: list[str] = json.loads(Path(session.config.getoption("--mutants")).read_text("utf-8"))
    suite = _Suite(session.items)
    begin = time.monotonic()
    with os.fdopen(session.config.getoption("--verdicts"), "w", encoding="utf-8") as verdicts:
        for number, name in enumerate(names, start=1):
            print(json.dumps([name, suite.judge(name)]), file=verdicts, flush=True)
            spent = time.monotonic() - begin
            print(f"\rmutants {number}/{len(names)}, {spent:.0f} s ", end="", file=sys.stderr)
    print(file=sys.stderr)
    return True


class _Suite:
    """The tests, which functions each reaches, and which have killed before."""

    def __init__(self, items: Sequence[pytest.Item]) -> None:
        self.reach: dict[str, list[tuple[float, int]]] = defaultdict(list)
        self.kills: Counter[int] = Counter()
        self.items = items
        for index, item in enumerate(items):
            answer = _in_fork(partial(_reached, item))
            if answer is None or answer["red"]:
                print(f"left out, red without a mutant: {item.nodeid}", file=sys.stderr)
                continue
            for function in answer["functions"]:
                self.reach[function].append((answer["seconds"], index))

    def judge(self, name: str) -> str:
        """``killed``, ``timeout``, ``survived``, or ``no test``."""
        reach = self.reach[name.partition("__mutmut_")[0]]
        if not reach:
            return "no test"
        order = sorted(reach, key=lambda entry: (-self.kills[entry[1]], entry))
        answer = _in_fork(lambda: self._first_red(name, order))
        if answer is None:
            return "timeout"
        index = answer["red"]
        if index is None:
            return "survived"
        self.kills[index] += 1
        return "killed"

    def _first_red(self, name: str, order: Sequence[tuple[float, int]]) -> dict[str, Any]:
        set_mutant_under_test(name)
        spent = list(accumulate(seconds for seconds, _ in order))
        order = order[: 1 + bisect(spent, MOST_SECONDS)]
        following = [*(self.items[index] for _, index in order[1:]), None]
        for (seconds, index), after in zip(order, following, strict=True):
            signal.alarm(SLACK_SECONDS + int(20 * seconds))
            if _red(self.items[index], after):
                return {"red": index}
        return {"red": None}


def _reached(item: pytest.Item) -> dict[str, Any]:
    set_mutant_under_test("stats")
    begin = time.monotonic()
    red = _red(item, None)
    seconds = time.monotonic() - begin
    return {"functions": sorted(state()._stats), "seconds": seconds, "red": red}


def _red(item: pytest.Item, following: pytest.Item | None) -> bool:
    reports = runtestprotocol(item, log=False, nextitem=following)
    return any(report.failed for report in reports)


def _in_fork(job: Callable[[], dict[str, Any]]) -> dict[str, Any] | None:
    """What ``job`` answers in a process of its own, or ``None`` where that died."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        os.write(writer, json.dumps(job()).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        data = pipe.read()
    os.waitpid(pid, 0)
    answer: dict[str, Any] | None = json.loads(data) if data else None
    return answer
