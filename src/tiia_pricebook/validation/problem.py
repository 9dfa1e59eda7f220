"""A rule that a price book breaks."""

from __future__ import annotations

from typing import NamedTuple


class Problem(NamedTuple):
    """A broken rule: its name, the path of the offending datum, and what is wrong."""

    rule: str
    path: str
    text: str
