"""What is held until a person looks."""

from __future__ import annotations

from typing import Any

from msgspec import Struct


class Hold(Struct, frozen=True):
    """Why a change is held: a rule's id, what it concerns, and a message with the numbers."""

    id: str
    key: dict[str, Any]
    text: str
