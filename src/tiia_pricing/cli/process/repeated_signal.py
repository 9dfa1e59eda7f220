"""A signal that arrives again and again, until it is heard."""

from __future__ import annotations

import _thread
import signal
import sys
from threading import Event, Thread, main_thread

_SECONDS = 0.02


class RepeatedSignal(Thread):
    """Sends a signal to the main thread; once is not enough.

    One that arrives just before a call that waits is heard after it, and one that arrives while
    Python cleans up raises in vain.
    """

    def __init__(self, number: int) -> None:
        super().__init__(daemon=True)
        self.number = number
        self._over = Event()

    def run(self) -> None:
        """Send it until ``stop``."""
        while not self._over.wait(_SECONDS):
            # Despite its name ``_thread`` is documented, and Windows has no ``pthread_kill``.
            if sys.platform == "win32":
                _thread.interrupt_main(self.number)
            else:
                signal.pthread_kill(main_thread().ident or 0, self.number)

    def stop(self) -> None:
        """Send it no more: none is on its way afterwards."""
        self._over.set()
        self.join()
