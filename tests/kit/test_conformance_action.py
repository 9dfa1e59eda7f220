"""The action that puts a calculator to the suite: its shell is run, and the receipt stays."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import pytest

from support.composite import ROOT, action, run
from tiia_pricing.conformance.receipts.verify import loads

EXAMPLE = shlex.join([sys.executable, "-I", str(ROOT / "docs/conformance/example_adapter.py")])


def test_the_receipt_of_an_adapter_is_left_where_it_was_asked(tmp_path: Path) -> None:
    """The example is never wrong and skips packs, so it does not conform: exit code 1."""
    ended = run("conformance", tmp_path, {"implementation": EXAMPLE, "receipt": "my own.json"}, {})
    assert (ended.code, ended.outputs) == (1, {"code": "1"}), ended.printed
    assert ended.installed.strip().endswith(".github/actions/conformance/../../..")
    assert "It does not conform" in ended.printed
    assert loads((tmp_path / "my own.json").read_bytes()).implementation.name == "example"


def test_a_program_that_breaks_the_protocol_commands_nothing(tmp_path: Path) -> None:
    """What it prints stands between the runner's stop and go, and its code is 2."""
    program = tmp_path / "loud.py"
    program.write_text("import sys; sys.exit('::error::mine')")
    command = shlex.join([sys.executable, str(program)])
    kit = "a wheel.whl"
    ended = run("conformance", tmp_path, {"implementation": command, "kit": kit}, {})
    assert (ended.code, ended.outputs) == (2, {"code": "2"}), ended.printed
    assert ended.installed.strip().endswith("install -q a wheel.whl")
    stop, _, rest = ended.printed.partition("\n")
    token = stop.removeprefix("::stop-commands::")
    assert re.fullmatch("[0-9a-f]{32}", token)
    within, go, after = rest.partition(f"::{token}::")
    assert ":error::mine" in within
    assert (go, after.strip()) == (f"::{token}::", "")


@pytest.mark.parametrize("name", ["conformance", "watch"])
def test_an_action_takes_others_actions_by_hash_and_inputs_by_variables(name: str) -> None:
    """An expression within a script would be pasted into it, whatever it holds."""
    for step in action(name)["runs"]["steps"]:
        if "uses" in step:
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"])
        else:
            assert step["shell"] == "bash"
            assert "${{" not in step["run"]


def test_the_receipt_is_kept_whatever_the_suite_said() -> None:
    kept = action("conformance")["runs"]["steps"][-1]
    assert kept["uses"].startswith("actions/upload-artifact@")
    assert kept["if"] == "${{ !cancelled() && steps.suite.outputs.code != '' }}"
    assert kept["with"]["path"] == "${{ inputs.receipt }}"
