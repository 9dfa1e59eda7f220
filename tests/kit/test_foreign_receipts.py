"""A receipt of others is text: its report obeys none of it, and its JSON says the same escaped."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import msgspec
import pytest

from proof.attack.obeyed import TEXTS, faults
from tiia_pricing.cli import main
from tiia_pricing.conformance.protocol.messages import Implementation
from tiia_pricing.conformance.receipts import badge, receipt_text
from tiia_pricing.conformance.receipts.receipt import Receipt, dumps, sealed
from tiia_pricing.conformance.receipts.tallying import Outcome, places
from tiia_pricing.conformance.receipts.verify import loads
from tiia_pricing.conformance.run.faults import FaultTrace
from tiia_pricing.conformance.run.laws import LAWS
from tiia_pricing.feature_files.features import key

from .receipts import recorded

NAMES = [key(file.file, scenario.name, row) for file, _, scenario, row in places()][:3]


def hostile(text: str) -> Receipt:
    """A receipt that holds, with a text wherever a program's words stand in one."""
    ends = (Outcome(skipped=text), Outcome(unanswered=text), Outcome({"totals": [text]}))
    laws = {law: Outcome(unanswered=text) for law in list(LAWS)[:2]}
    found = recorded(dict(zip(NAMES, ends, strict=True)), laws)
    who = Implementation(f"it {text}", "1")
    fault = FaultTrace("crash", text, text, (text, text))
    found = msgspec.structs.replace(found, implementation=who, faults=(fault,))
    return sealed(msgspec.structs.replace(found, conclusion="broken"))


@pytest.mark.parametrize("name", TEXTS)
def test_no_report_of_a_receipt_obeys_it(name: str) -> None:
    found = hostile(TEXTS[name])
    assert list(faults(receipt_text.text(found), "text")) == []
    drawn = badge.svg(found)
    assert list(faults(drawn, "text")) == []
    ET.fromstring(drawn)  # noqa: S314 - our own


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_hostile_receipt_that_holds_is_shown_without_obeying_it(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "::error::x ##[debug]y \u202e\u2066 obeyed"
    receipt = hostile(text)
    (tmp_path / "receipt.json").write_bytes(dumps(receipt))
    words = ["conformance", "--format", form, "verify", str(tmp_path / "receipt.json")]
    assert main(words) == 2  # the program broke the protocol, and the receipt holds
    out, err = capsys.readouterr()
    assert (err, out.count("obeyed") > 4) == ("", True)
    assert list(faults(out, form)) == []
    if form == "json":
        assert loads(out.encode()) == receipt


def test_a_receipt_that_was_written_without_escapes_holds() -> None:
    found = hostile("\u202e甲")
    raw = msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n"
    assert raw != dumps(found)
    assert loads(raw) == loads(dumps(found)) == found
    assert json.loads(raw) == json.loads(dumps(found))
