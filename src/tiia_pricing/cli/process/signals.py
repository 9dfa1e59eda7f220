"""Signals that end a run: what it holds is let go first, as after an error."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

    from tiia_pricing.cli.process.repeated_signal import RepeatedSignal

_ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def ended_in_order() -> Iterator[EndingSignals]:
    """Raise ``SystemExit`` with 128 and the signal's number, as a shell counts it.

    So partial files are removed and programs under test end; Ctrl-C raises ``KeyboardInterrupt``
    as ever. A signal that the caller ignores or handles stays its own; outside of the main
    thread there is none to handle. Yields what knows which signal was heard.
    """
    ending = EndingSignals()
    before = {}
    try:
        for number, usual in _usual().items():
            if signal.getsignal(number) is usual:
                before[number] = signal.signal(number, ending.end)
    except ValueError:  # not the main thread
        pass
    sys.unraisablehook = ending.dropped
    try:
        yield ending
    finally:
        left = ending.stop()
        sys.unraisablehook = ending.hook
        for number, handler in before.items():
            signal.signal(number, handler)
        if left is not None:
            raise SystemExit(128 + left)


def _usual() -> dict[int, object]:
    return {signal.SIGINT: signal.default_int_handler} | dict.fromkeys(_ENDING, signal.SIG_DFL)


class EndingSignals:
    """Ends the run at a signal, also at one that arrives where no exception gets out.

    ``heard`` is the signal that was raised last.

    Python drops what is raised where it cleans up, in ``__del__`` or for a weak reference, and
    hands it to ``sys.unraisablehook``. From there the signal is sent until it is heard.
    """

    def __init__(self) -> None:
        self.hook = sys.unraisablehook
        self.heard: int | None = None
        self._repeated: RepeatedSignal | None = None
        self._stopping = False

    def end(self, number: int, frame: FrameType | None) -> None:
        """Raise what ends the run, where it is not dropped once more."""
        if self._stopping:
            return
        if _is_within_hook(frame):
            self._repeat(number)
            return
        self.stop()
        self.heard = number
        if number == signal.SIGINT:
            raise KeyboardInterrupt
        raise SystemExit(128 + number)

    def dropped(self, what: UnraisableHookArgs, /) -> None:
        """See to it that a signal is not lost; anything else is the former hook's."""
        error = what.exc_value
        if isinstance(error, KeyboardInterrupt):
            self._repeat(signal.SIGINT)
        elif isinstance(error, SystemExit) and isinstance(error.code, int):
            self._repeat(error.code - 128)
        else:
            self.hook(what)

    def stop(self) -> int | None:
        """Send nothing any more; the signal that was dropped and has not been heard since."""
        repeated, self._repeated = self._repeated, None
        if repeated is None:
            return None
        self._stopping = True
        repeated.stop()
        self._stopping = False
        return repeated.number

    def _repeat(self, number: int) -> None:
        from tiia_pricing.cli.process.repeated_signal import RepeatedSignal  # noqa: PLC0415 - it is rare

        if self._repeated is None:
            self._repeated = RepeatedSignal(number)
            self._repeated.start()


def _is_within_hook(frame: FrameType | None) -> bool:
    while frame is not None and frame.f_code is not EndingSignals.dropped.__code__:
        frame = frame.f_back
    return frame is not None
