"""Files of others, read no further than their limit: a device has no end, a pipe no size."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

from tiia_pricebook.messages import say

MAX_BYTES = 16 * 1024 * 1024
STDIN = Path("-")
"""Standard input, where a file is read."""


def read_up_to(path: Path, most: int = MAX_BYTES) -> bytes:
    """Return the bytes of a file, of one with more than ``most`` that many and one.

    Raises ``OSError``.
    """
    if path == STDIN:
        return sys.stdin.buffer.read(most + 1)
    with path.open("rb") as file:
        return file.read(most + 1)


def read_bounded(path: Path, most: int = MAX_BYTES) -> bytes:
    """Return the bytes of a file; raises ``OSError``, for one with more than ``most`` too."""
    data = read_up_to(path, most)
    if len(data) > most:
        raise OSError(errno.EFBIG, say("more than {most} bytes", most=most), str(path))
    return data
