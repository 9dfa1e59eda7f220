"""What a wrong calculator is: a name, the misreading in words, and how to fall for it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import NamedTuple

Fall = Callable[[], AbstractContextManager[None]]


class Wrong(NamedTuple):
    """A wrong calculator; while ``fall()`` lasts, the reference calculates as it would."""

    id: str
    misreading: str
    misreading_zh: str
    fall: Fall
