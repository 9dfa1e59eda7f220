"""``python -m tiia_pricing`` is the command ``tiia-pricing``."""

import signal
import sys

from tiia_pricing.cli import main


def run() -> int:
    """Run the command of this process; its exit code.

    What Python does after it no longer hears Ctrl-C as an exception, which it would drop.
    """
    try:
        return main()
    finally:
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, signal.SIG_DFL)


if __name__ == "__main__":
    sys.exit(run())
