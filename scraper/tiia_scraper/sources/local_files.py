"""Files and standard input."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO

from tiia_pricebook.messages import say
from tiia_pricebook.system_errors import system_reason
from tiia_scraper.sources.source import MAX_BYTES, Fetched, too_large, unreachable


def from_stdin(source: str) -> Fetched:
    """Return what stands on standard input."""
    try:
        return _limited(sys.stdin.buffer, source)
    except OSError as error:
        raise unreachable(source, say("standard input: {why}", why=system_reason(error))) from error


def from_file(source: str) -> Fetched:
    """Return the file named ``source``."""
    try:
        with Path(source).open("rb") as file:
            return _limited(file, source)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise unreachable(source, reason) from error


def _limited(file: IO[bytes], source: str) -> Fetched:
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise too_large(source)
    return Fetched(data, source)
