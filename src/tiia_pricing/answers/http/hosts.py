"""The names that a server answers to: a page of another site must not reach it by one of its own.

A browser lets a page speak to the host that it came from, and a hostile name can be made to lead to
the loopback (DNS rebinding); the header ``Host`` still has that name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

LOOPBACK = ("127.0.0.1", "[::1]", "localhost")
_HOST = re.compile(r"(\[[0-9a-fA-F:.%]+\]|[^:\[\]]+)(:[0-9]{1,5})?")


def host_of(header: str) -> str:
    """Return the host of a header ``Host``, without its port; empty where it is none."""
    found = _HOST.fullmatch(header)
    return found[1].lower().removesuffix(".") if found else ""


def known(host: str, further: Iterable[str] = ()) -> frozenset[str]:
    """Return the names of a server that listens on ``host``, with those that its owner adds."""
    return frozenset(map(_as_header, (*LOOPBACK, host, *further)))


def _as_header(host: str) -> str:
    """A host as the header has it, IPv6 in brackets."""
    return f"[{host}]".lower() if ":" in host and not host.startswith("[") else host.lower()
