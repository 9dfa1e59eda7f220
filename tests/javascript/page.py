"""Expressions of the page's modules, evaluated by Node on the frozen book with its past."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import frozen
from javascript.adapter import FOLDER
from javascript.child import Child
from tiia_pricebook import dumps
from tiia_pricing.conformance.protocol.case import Book

PARTS = FOLDER / "page-parts"


@cache
def dated() -> str:
    """The book that the calculator's page has, as JSON."""
    return dumps(frozen.dated()).decode()


@cache
def _child() -> Child:
    return Child("page.mjs")


def run(body: str, given: Any = None, *, modules: str = "", book: Book | None = None) -> Any:
    """What ``body`` returns; it sees ``given``, the prepared ``book`` and the named modules.

    ``modules`` are names of files, as seen from ``page/`` or, without a folder, in
    ``page-parts/``; each is in scope under its own name, with ``_`` for all other signs.
    Without ``book`` it is the one that the page has.
    """
    named = {_variable(name): _place(name) for name in modules.split()}
    request = {"body": body, "given": given, "modules": named}
    told = _child().ask_of(json.dumps(book) if book else dated(), request)
    assert "error" not in told, told["error"]
    return told.get("value")


def _variable(name: str) -> str:
    return re.sub(r"\W+", "_", name).strip("_")


def _place(name: str) -> str:
    return f"../page-parts/{name}" if (PARTS / f"{name}.mjs").exists() else name
