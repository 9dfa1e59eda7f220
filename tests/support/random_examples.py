"""How many random examples a law is tried with: some in each run, all in ``make proof``."""

from __future__ import annotations

import os

import pytest

SHARE = 5
_ALL = "TIIA_ALL_EXAMPLES"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--all-examples",
        action="store_true",
        help=f"try laws with all their random examples, and not with one of {SHARE}",
    )


def pytest_configure(config: pytest.Config) -> None:
    os.environ[_ALL] = "1" if config.getoption("--all-examples") else ""


def examples(all_of_them: int) -> int:
    """All of them where ``--all-examples`` asks for it, else a share; one at least."""
    return all_of_them if os.environ.get(_ALL) else max(all_of_them // SHARE, 1)
