"""What the pages of the kit say is so: the example answers, the messages are of the protocol."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections import Counter
from typing import Any

import jsonschema
import pytest

import frozen
from support.fences import parsed
from support.site_project import ROOT
from tiia_pricing.conformance.protocol import messages
from tiia_pricing.conformance.protocol.reference import answer
from tiia_pricing.conformance.receipts import receipt_text, verify
from tiia_pricing.conformance.receipts.receipt import Receipt
from tiia_pricing.conformance.run.faults import MEANINGS
from tiia_pricing.conformance.version import SUITE
from tiia_pricing.locale import tell_in

EXAMPLE = ROOT / "docs/conformance/example_adapter.py"
PAGES = [ROOT / "docs/conformance", ROOT / "docs/zh/conformance"]
PROTOCOL = (PAGES[0] / "protocol.md").read_text("utf-8")


def shown_messages() -> list[dict[str, Any]]:
    """The messages that the page shows, in order; the Chinese page has the same blocks."""
    return [json.loads(text) for text in re.findall(r"```json\n(.*?)```", PROTOCOL, re.S)]


def shown(name: str) -> dict[str, Any]:
    return next(one for one in shown_messages() if one.get("cmd") == name)


def ids(heading: str) -> list[str]:
    """The first cells, in code, of the first table under a heading."""
    section = PROTOCOL.partition(f"{{ #{heading} }}")[2].partition("\n## ")[0]
    table = section.partition("|---")[2].partition("\n\n")[0]
    return re.findall(r"^\| `([\w-]+)` \|", table, re.M)


def test_every_message_shown_is_of_the_protocol() -> None:
    validator = jsonschema.Draft202012Validator(messages.schema())
    assert len(shown_messages()) == 12
    for message in shown_messages():
        validator.validate(message)
        if found := message.get("result", {}):
            kinds = {"refused": "Refused", "months": "Statement", "proven": "Planned"}
            kind = next((kinds[name] for name in kinds if name in found), "Checked")
            one = {"$ref": f"#/$defs/{kind}", "$defs": messages.schema()["$defs"]}
            jsonschema.Draft202012Validator(one).validate(found)


def test_the_messages_shown_are_understood_by_the_kit() -> None:
    lines = [json.dumps(one).encode() for one in shown_messages()]
    assert messages.read_started(lines[1]).implementation.name == "mine"
    for line in lines[3:7]:
        reply = messages.read_reply(line)
        if isinstance(reply.result, dict):
            messages.read_result(reply.result, messages.LEVELS, ranged=True)


def test_the_bill_shown_is_the_page_s() -> None:
    """1,011,000 - 1,000 - 10,000 calls reach the tier of 45 yuan per thousand."""
    asked, told = shown("run"), shown_messages()[3]["result"]
    case = {**{key: asked[key] for key in ("usage", "packs", "readings", "activated")}}
    found = answer({**case, "book": None, "files": {}}, frozen.book())  # type: ignore[typeddict-item]
    reasons = [line.pop("because") for line in told["months"][0]["lines"]]
    rules = [one["rule"] for one in found["months"][0]["lines"][0]["because"]]
    assert [one["rule"] for one in reasons[0]] == rules
    for part in (found["months"][0]["lines"][0], *found["packs"], found["range"]):
        told_part = next(
            one
            for one in (told["months"][0]["lines"][0], *told["packs"], told["range"])
            if one.keys() <= part.keys()
        )
        assert {key: part[key] for key in told_part} == told_part
    assert told["total"] == found["total"] == "45000.00"


@pytest.mark.parametrize("ask", ["plan", "reconcile"])
def test_a_plan_and_a_verdict_shown_are_the_reference_s(ask: Any) -> None:
    asked = next(one for one in shown_messages() if one.get("ask") == ask)
    [told] = [
        one["result"]
        for one in shown_messages()
        if one.get("seq") == asked["seq"] and "result" in one
    ]
    names = ("usage", "packs", "readings", "activated", "ask", "billed")
    given = {name: asked[name] for name in names if name in asked}
    case: Any = {**given, "book": None, "files": {}}
    found = answer(case, frozen.book())
    assert messages.read_result(found, messages.LEVELS, ranged=True, ask=ask) == told


def test_the_tables_name_every_level_ability_and_fault() -> None:
    assert ids("levels") == list(messages.LEVELS)
    assert ids("abilities") == list(messages.ABILITIES)
    assert ids("faults") == list(MEANINGS)


@pytest.mark.parametrize("folder", PAGES, ids=lambda path: path.parent.name)
def test_the_pages_name_today_s_suite(folder: Any) -> None:
    assert shown("start") == {"cmd": "start", "protocol": messages.PROTOCOL, "suite": SUITE.version}
    rows = re.findall(r"^\| (\d\S+) \| (\d+) \|", (folder / "versions.md").read_text("utf-8"), re.M)
    assert rows[0] == (SUITE.version, str(messages.PROTOCOL))


def test_the_example_is_short_and_needs_no_package() -> None:
    text = EXAMPLE.read_text("utf-8")
    code = [line for line in text.splitlines() if line.strip() and not line.strip().startswith('"')]
    assert len(code) == 65
    nodes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Import)]
    names = {alias.name for node in nodes for alias in node.names}
    names |= {str(n.module) for n in ast.walk(ast.parse(text)) if isinstance(n, ast.ImportFrom)}
    assert names <= set(sys.stdlib_module_names)
    for folder in PAGES:
        assert "65" in (folder / "protocol.md").read_text("utf-8")


@pytest.fixture(scope="module")
def receipt() -> Receipt:
    """What the whole suite says of the example, which knows nothing of us."""
    program = f'"{sys.executable}" -I "{EXAMPLE}"'
    command = [sys.executable, "-m", "tiia_pricing", "conformance", "--format", "json"]
    done = subprocess.run(  # noqa: S603
        [*command, "--implementation", program], capture_output=True, check=False
    )
    assert done.returncode == 1, done.stderr.decode()
    return verify.loads(done.stdout)


def test_the_example_speaks_the_protocol_and_is_never_wrong(receipt: Receipt) -> None:
    assert receipt.faults == ()
    tally: Counter[str] = Counter(failed=0, unanswered=0)
    for rule in receipt.rules:
        total = rule.levels["totals"]
        tally.update(passed=total.passed, skipped=total.skipped)
        tally.update(failed=total.failed, unanswered=total.unanswered, unclaimed=rule.unclaimed)
    assert (tally["failed"], tally["unanswered"]) == (0, 0)
    assert tally["passed"] > 2 * tally["skipped"] > 200
    assert {miss.skipped for miss in receipt.misses} == {"knows no resource packs"}
    assert receipt.conclusion == "fails"


@pytest.mark.parametrize("folder", PAGES, ids=lambda path: path.parent.name)
def test_the_report_shown_is_that_of_the_example(folder: Any, receipt: Receipt) -> None:
    """Line by line, in order; an ellipsis stands for any lines."""
    page = (folder / "test-yours.md").read_text("utf-8")
    [block] = [one.text for one in parsed(page) if one.title == "report"]
    language = "zh" if folder.parent.name == "zh" else "en"
    lines = iter(receipt_text.text(receipt, tell_in(language)).splitlines())
    for line in block.splitlines():
        assert line == "…" or line in lines, f"not in the report, or not there: {line}"
