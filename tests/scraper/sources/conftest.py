"""What the tests of sources share: limits that nobody has to wait for, and a command to run."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tiia_pricing.cli import main
from tiia_scraper.sources import Limits

QUICK = Limits(connect=5, read=5, overall=20, attempts=3, backoff=0.01)
BRIEF = Limits(connect=5, read=0.25, overall=1, attempts=3, backoff=0.01)

Capture = pytest.CaptureFixture[str]


class Outcome(NamedTuple):
    """How a command ended: exit code, its error, what it wrote, and how long it took."""

    code: int
    error: dict[str, Any]
    written: list[str]
    seconds: float


@pytest.fixture(scope="session")
def quick() -> Limits:
    return QUICK


@pytest.fixture(scope="session")
def brief() -> Limits:
    return BRIEF


@pytest.fixture
def scraped(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Outcome]:
    """``tiia-pricing scrape SOURCE … -o FILE`` within quick limits, or others."""
    folder = tmp_path / "out"
    folder.mkdir()

    def run(source: str, limits: Limits = QUICK) -> Outcome:
        monkeypatch.setattr("tiia_scraper.sources.LIMITS", limits)
        started = time.perf_counter()
        target = str(folder / "book.json")
        code = main(["scrape", source, "--format", "json", "-o", target])
        seconds = time.perf_counter() - started
        captured = capsys.readouterr()
        assert captured.out == ""
        error = json.loads(captured.err) if captured.err else {}
        return Outcome(code, error, sorted(path.name for path in folder.iterdir()), seconds)

    return run
