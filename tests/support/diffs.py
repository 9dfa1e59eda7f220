"""``tiia-pricing diff`` as a person types it, and edits of the frozen page."""

from __future__ import annotations

import pytest

import frozen
from tiia_pricing.cli import main

PAGE = frozen.TEXT
DEARER = PAGE.replace("2.5元/千次", "2.6元/千次", 1)
CHEAPER = PAGE.replace("730元/个", "700元/个", 1)
REWORDED = PAGE.replace("的消耗情况", "的使用情况")
FORMATS = ("text", "json", "markdown", "github")
Capture = pytest.CaptureFixture[str]


def run(capsys: Capture, *words: object) -> tuple[int, str, str]:
    """The exit code of ``diff`` with these words, and what it prints."""
    code = main(["diff", *map(str, words)])
    captured = capsys.readouterr()
    return code, captured.out, captured.err
