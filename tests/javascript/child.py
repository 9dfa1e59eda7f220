"""A program of Node that answers JSON lines, one each, as long as the tests run."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path
from typing import Any

from javascript.adapter import NODE


class Child:
    """One running ``*.mjs`` of this folder; it is sent the content of each book once."""

    def __init__(self, program: str) -> None:
        assert NODE
        self._process = subprocess.Popen(  # noqa: S603
            [NODE, str(Path(__file__).with_name(program))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        self._seen: set[str] = set()

    def ask_of(self, content: str, request: dict[str, Any]) -> Any:
        """What is answered to a request of a book, which the program knows by its digest."""
        digest = hashlib.sha256(content.encode()).hexdigest()
        known = {} if digest in self._seen else {"content": json.loads(content)}
        self._seen.add(digest)
        return self.ask({"book": digest, **known, **request})

    def ask(self, request: dict[str, Any]) -> Any:
        """What is answered to a request."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())
