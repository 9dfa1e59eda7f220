"""Where in a question an error is: its JSONPath, by the names of the question's own fields."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from tiia_pricebook.errors import PricingError


def member(name: str) -> str:
    """Return the step of a path to a member of an object, as RFC 9535 writes it."""
    return f".{name}" if name.isidentifier() else f"[{json.dumps(name, ensure_ascii=False)}]"


def add_paths(error: PricingError, asked: Struct) -> None:
    """Add the ``path`` to each place of an error that is one in ``asked``."""
    for one in (error, *error.problems):
        if path := _path(one.where, asked):
            one.where = {**one.where, "path": path}


def _path(where: Mapping[str, Any], asked: Struct) -> str | None:
    if "list" in where:
        return f"$.{where['list']}[{where['index']}].{where['column']}"
    if "argument" in where:
        return "$" if where["argument"] == "$" else f"$.{where['argument']}"
    for index, row in enumerate(getattr(asked, "activated", ())):
        if "activated" in where and row.interface == where["activated"]:
            return f"$.activated[{index}].interface"
    return None
