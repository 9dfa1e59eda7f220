"""How much of what takes long is tried in each run: a part, and all with ``--all-examples``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from random import Random
from typing import TypeVar

import pytest

SHARE = 5
_ALL = "TIIA_ALL_EXAMPLES"

Case = TypeVar("Case")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--all-examples",
        action="store_true",
        help=f"try all random examples, edits and pages in all languages, not one of {SHARE}",
    )


def pytest_configure(config: pytest.Config) -> None:
    os.environ[_ALL] = "1" if config.getoption("--all-examples") else ""


def all_wanted() -> bool:
    """Whether ``--all-examples`` asks for all."""
    return bool(os.environ.get(_ALL))


def examples(all_of_them: int) -> int:
    """All of them where all are wanted, else a share; one at least."""
    return all_of_them if all_wanted() else max(all_of_them // SHARE, 1)


def sample(cases: Sequence[Case]) -> list[Case]:
    """As many of ``cases`` as there are to be examples of them, the same ones in each run.

    They are drawn: every fifth could be of one kind, where kinds take turns.
    """
    drawn = Random(len(cases))  # noqa: S311 - no secret
    return drawn.sample(cases, examples(len(cases))) if cases else []
