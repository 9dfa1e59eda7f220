"""A choice that the page leaves open, and what speaks for each of its values."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Certainty = Literal["stated", "own", "sister", "assumed"]


class Evidence(Struct, frozen=True, forbid_unknown_fields=True):
    """What speaks for or against a value of a reading: a quotation and its document."""

    value: str
    quote: str
    document: str
    dated: str


class Reading(Struct, frozen=True, forbid_unknown_fields=True):
    """A named choice that the page leaves open."""

    name: str
    values: tuple[str, ...]
    default: str
    certainty: Certainty
    question: str
    decision: str
    evidence: tuple[Evidence, ...]
    clause: str | None = None
