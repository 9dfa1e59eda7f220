"""Runs chosen tests in forked copies of this process: collected once, run many times."""

from __future__ import annotations

import gc
import json
import os
import selectors
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import pytest

# pytest has no public way to run a single test and keep its reports.
from _pytest.runner import runtestprotocol

Answer = dict[str, Any]
Job = Callable[[], Answer]


def in_forks(jobs: Iterable[tuple[str, Job]], processes: int) -> Iterator[tuple[str, Answer]]:
    """Run each job in a process of its own, ``processes`` at a time; answers as they come."""
    waiting = iter(jobs)
    running: dict[int, tuple[str, int, list[bytes]]] = {}
    gc.freeze()  # what is shared stays shared: collecting it would copy every page in every fork
    with selectors.DefaultSelector() as selector:
        while True:
            while len(running) < processes and (job := next(waiting, None)):
                reader, pid = _fork(job[1])
                selector.register(reader, selectors.EVENT_READ)
                running[reader] = (job[0], pid, [])
            if not running:
                return
            for key, _ in selector.select():
                name, pid, chunks = running[key.fd]
                chunk = os.read(key.fd, 65536)
                if chunk:
                    chunks.append(chunk)
                    continue
                selector.unregister(key.fd)
                os.close(key.fd)
                os.waitpid(pid, 0)
                del running[key.fd]
                yield name, _answer(name, b"".join(chunks))


def in_fork(name: str, job: Job) -> Answer:
    """Run one job in a process of its own."""
    [(_, answer)] = in_forks([(name, job)], 1)
    return answer


def _fork(job: Job) -> tuple[int, int]:
    reader, writer = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writer)
        return reader, pid
    os.close(reader)
    try:
        answer = job()
    except BaseException:
        answer = {"crash": traceback.format_exc()}
    with os.fdopen(writer, "w", encoding="utf-8") as out:
        json.dump(answer, out)
    os._exit(0)


def _answer(name: str, data: bytes) -> Answer:
    if not data:
        raise RuntimeError(f"the process of {name} died without an answer")
    answer: Answer = json.loads(data)
    if "crash" in answer:
        raise RuntimeError(f"the process of {name} crashed:\n{answer['crash']}")
    return answer


def failures(items: Sequence[pytest.Item], *, first: bool = False) -> list[str]:
    """Run ``items`` here and name those that fail; with ``first`` stop at one.

    A process runs an item once: the fixtures that steps leave behind would meet a second run.
    """
    failed = []
    for item in items:
        reports = runtestprotocol(item, log=False)
        if any(report.failed for report in reports):
            failed.append(item.nodeid)
            if first:
                break
    return failed
