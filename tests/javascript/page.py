"""Expressions of the page's modules, evaluated by Node on the frozen book with its past."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import frozen
from javascript.adapter import NODE
from tiia_pricebook import dumps
from tiia_pricing.conformance.protocol.case import Book


@cache
def dated() -> str:
    """The book that the calculator's page has, as JSON."""
    return dumps(frozen.dated()).decode()


class _Child:
    """One long-running ``page.mjs``: it loads a module and prepares a book once."""

    def __init__(self) -> None:
        assert NODE
        self._process = subprocess.Popen(  # noqa: S603
            [NODE, str(Path(__file__).with_name("page.mjs"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        self._seen: set[str] = set()

    def ask(self, body: str, given: Any, modules: dict[str, str], content: str) -> Any:
        """What the body returns; an error where it throws."""
        digest = hashlib.sha256(content.encode()).hexdigest()
        known = {} if digest in self._seen else {"content": json.loads(content)}
        self._seen.add(digest)
        request = {"body": body, "given": given, "modules": modules, "digest": digest, **known}
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        told = json.loads(self._process.stdout.readline())
        assert "error" not in told, told["error"]
        return told.get("value")


_child = cache(_Child)


def run(body: str, given: Any = None, *, modules: str = "", book: Book | None = None) -> Any:
    """What ``body`` returns; it sees ``given``, the prepared ``book`` and the named modules.

    ``modules`` are names of files, as seen from ``page/``; each is in scope under its own name,
    with ``_`` for all other signs.
    Without ``book`` it is the one that the page has.
    """
    named = {_variable(name): name for name in modules.split()}
    return _child().ask(body, given, named, json.dumps(book) if book else dated())


def _variable(name: str) -> str:
    return re.sub(r"\W+", "_", name).strip("_")
