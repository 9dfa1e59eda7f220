"""What a wrong calculator is: a name, the misreading in words, and how to fall for it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import NamedTuple

from tiia_pricing.proof.patching import everywhere

Fall = Callable[[], AbstractContextManager[None]]


class Wrong(NamedTuple):
    """A wrong calculator; while ``fall()`` lasts, the reference calculates as it would."""

    id: str
    misreading: str
    misreading_zh: str
    fall: Fall


def instead(name: str, original: object, wrong: object) -> Fall:
    """Return how to fall for ``wrong``: it takes the place of ``original``, called ``name``."""

    def fall() -> AbstractContextManager[None]:
        return everywhere(name, original, wrong)

    return fall
