"""A composite action as a runner would run it: the shell of its steps, one after the other."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

yaml = pytest.importorskip("yaml", reason="the extra docs is not installed")

ROOT = Path(__file__).parents[2]
ACTIONS = ROOT / ".github/actions"
# Makes the environments of the actions without a network: what is installed is this checkout, and
# it refuses to run where it would know the token of the archive.
PYTHON = """#!/bin/sh
[ "$1 $2" = "-m venv" ] || {{ echo "$*" >> "{asked}"; exit 0; }}
mkdir -p "$3/bin"
cp "$0" "$3/bin/python"
cat > "$3/bin/tiia-pricing" <<'END'
#!/bin/sh
[ -z "$ARCHIVE_TOKEN" ] || exit 99
exec "{python}" -m tiia_pricing "$@"
END
chmod 755 "$3/bin/tiia-pricing"
"""


class Ended(Struct, frozen=True):
    """How an action ended: its exit code, what it printed, its outputs, what pip was asked."""

    code: int
    printed: str
    outputs: dict[str, str]
    installed: str


def action(name: str) -> dict[str, Any]:
    """An action as its file says."""
    found: dict[str, Any] = yaml.safe_load((ACTIONS / name / "action.yml").read_text("utf-8"))
    return found


def run(name: str, folder: Path, inputs: Mapping[str, str], github: Mapping[str, str]) -> Ended:
    """Run an action's own steps in a folder, until one fails; ``github`` is the runner's."""
    said = action(name)
    given = {key: one.get("default", "") for key, one in said["inputs"].items()} | dict(inputs)
    (folder / "temp").mkdir(exist_ok=True)
    python, asked, outputs = folder / "temp/python", folder / "temp/asked", folder / "temp/outputs"
    python.write_text(PYTHON.format(asked=asked, python=sys.executable))
    python.chmod(0o755)
    outputs.write_text("")
    values = {f"inputs.{key}": value for key, value in given.items()}
    values |= {f"github.{key}": value for key, value in github.items()}
    values["steps.python.outputs.python-path"] = str(python)
    code, printed = 0, ""
    for step in said["runs"]["steps"]:
        if "run" in step and not code:
            done = _step(name, step, folder, values)
            code, printed = done.returncode, printed + done.stdout
    told = dict(line.split("=", 1) for line in outputs.read_text().splitlines())
    return Ended(code, printed, told, asked.read_text())


def _step(
    name: str, step: Mapping[str, Any], folder: Path, values: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """What a step of ``shell: bash`` leaves; an expression that is not known is a ``KeyError``."""
    own = {
        key: re.sub(r"\$\{\{ (\S+) \}\}", lambda one: values[one[1]], text)
        for key, text in step["env"].items()
    }
    runner = {
        "GITHUB_ACTION_PATH": str(ACTIONS / name),
        "GITHUB_OUTPUT": str(folder / "temp/outputs"),
        "RUNNER_TEMP": str(folder / "temp"),
    }
    return subprocess.run(  # noqa: S603
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],  # noqa: S607
        cwd=folder,
        env={**os.environ, **runner, **own},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
