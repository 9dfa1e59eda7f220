"""Putting one thing in the place of another, for as long as a block lasts."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def everywhere(name: str, original: object, instead: object) -> Iterator[None]:
    """Put ``instead`` in the place of ``original`` in every module that holds it by ``name``."""
    holders = [
        module
        for module in list(sys.modules.values())
        if getattr(module, "__dict__", {}).get(name) is original
    ]
    for module in holders:
        setattr(module, name, instead)
    try:
        yield
    finally:
        for module in holders:
            setattr(module, name, original)
