"""Another implementation of the calculator is put to the whole suite through the kit."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

from tiia_pricing.conformance.protocol.claims import EVERYTHING
from tiia_pricing.conformance.receipts.verify import loads

from .programs import ROOT, conformance

NODE = shutil.which("node")


@pytest.mark.skipif(NODE is None, reason="node is not installed")
def test_the_calculator_in_javascript_conforms_to_all_that_it_claims(tmp_path: Path) -> None:
    path = tmp_path / "receipt.json"
    adapter = ROOT / "src" / "tiia_pricing" / "javascript" / "adapter.mjs"
    program = shlex.join([str(NODE), str(adapter)])
    done = conformance("--implementation", program, "--receipt", str(path))
    assert (done.code, done.err) == (0, ""), done.out
    receipt = loads(path.read_bytes())
    assert receipt.implementation.name == "tiia-pricing.mjs"
    assert receipt.claims.levels == EVERYTHING.levels
    assert sum(rule.unclaimed for rule in receipt.rules) == 11 + 12  # plans and verdicts on bills
    assert [law.verdict for law in receipt.laws].count("passed") == 18
    assert {law.verdict for law in receipt.laws} == {"passed", "unclaimed"}
