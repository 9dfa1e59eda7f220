"""The helps of the commands, and the example in each."""

from __future__ import annotations

import pytest

from cli.command_names import NAMES
from tiia_pricing.cli import main

Capture = pytest.CaptureFixture[str]
COMMANDS = [
    *NAMES,
    *(f"conformance {action}" for action in ("verify", "badge", "schema", "session")),
]


def helped(capsys: Capture, command: str, language: str) -> list[str]:
    with pytest.raises(SystemExit) as ended:
        main([*command.split(), "--help", "--lang", language])
    assert ended.value.code == 0
    return capsys.readouterr().out.splitlines()


def example(lines: list[str], language: str) -> str:
    """The command that a help shows."""
    title = {"en": "example:", "zh": "示例："}[language]
    return lines[lines.index(title) + 1].strip()
