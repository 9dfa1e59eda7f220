"""A process that is killed at one of its calls of the system, or interrupted."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence
from typing import Any

WRITING = ("open", "write", "fsync", "fchown", "fchmod", "replace", "unlink", "close")


def die_at(number: int, calls: Sequence[str], *, torn: bool) -> None:
    """Let this process be killed at its ``number``-th call, from 0, of the functions of ``os``.

    With ``torn`` a call that writes has written the first half.
    """
    left = [number]
    for name in calls:
        setattr(os, name, _dying(name, getattr(os, name), left, torn))


def killed_at(number: int, calls: Sequence[str], work: Callable[[], object], *, torn: bool) -> bool:
    """Whether ``work``, in a process of its own, makes so many calls that it is killed."""
    child = os.fork()
    if child == 0:
        _work_and_end(number, calls, work, torn=torn)
    _, status = os.waitpid(child, 0)
    assert status in (0, signal.SIGKILL), "the work itself failed"
    return status != 0


def _work_and_end(
    number: int, calls: Sequence[str], work: Callable[[], object], *, torn: bool
) -> None:
    try:
        die_at(number, calls, torn=torn)
        work()
    except BaseException:  # no error may go on into the tests of the parent
        os._exit(1)
    os._exit(0)


def _dying(name: str, call: Callable[..., Any], left: list[int], torn: bool) -> Callable[..., Any]:
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        if left[0] == 0:
            if torn and name == "write":
                call(args[0], args[1][: len(args[1]) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1
        return call(*args, **kwargs)

    return wrapped


def heeding_interrupts() -> None:
    """What runs in the background of a shell ignores interrupts, and hands that on."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
