"""One hash of many files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path


def hash_of(files: Mapping[str, Path]) -> str:
    """Return the SHA-256 of files by name: their names and their bytes, in the order of the names.

    Lengths keep one file's end apart from the next one's start.
    """
    total = hashlib.sha256()
    for name, path in sorted(files.items()):
        for part in (name.encode(), path.read_bytes()):
            total.update(len(part).to_bytes(8, "big"))
            total.update(part)
    return total.hexdigest()
