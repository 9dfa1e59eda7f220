"""Every wrong calculator, asked over the protocol: red in the right scenarios, and green elsewhere.

What each gets wrong, and what it cannot get wrong, is worked out from the scenarios by hand.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from proof.plugin import suspected
from tiia_pricing.proof.gallery import GALLERY
from tiia_pricing.results.inputs import proof_fingerprints

ROOT = Path(__file__).parents[2]
PROVED = ROOT / "build/proof/mutants.json"

LAPSES = "Unused quota lapses"
ONCE = "An amount is rounded once a month, not once a day"
REACHED = "Every call takes the price of the tier reached, the first one too"
BEFORE = "Calls before the purchase are not covered afterwards"
WAITS = "The default waits for the first of the month after activation"
POOL = "Two interfaces split one pool"
RAISES = "A pack raises the bill of 1,050,000 calls unless all calls reach the tier"
TWO_MONTHS = "A pack lasts two months"
ALONE = "A pack leaves the calls of every other interface alone"
APART = "After the change each interface has a quota of its own"
YEAR = "A pack covers a year of days and no day more"
SIX_MONTHS = "A pack of six months covers no call of the end of the year"
CLAMPED = "Months end on the same day, or on the last of a month too short to have it"
DAYS = "Days are counted from the day of purchase, which is the first of them"
WHOLE_MONTH = "The whole month of purchase moves the end of months, and of no days"
NEGATIVE = "Negative calls are refused"
AROUND = "Three points around the day of a new price, and the months beside it"
SIDES = "Each side of the day has its own price"
FIRST = "A change on the first of a month divides no month"
BOTH = "The calls of both sides reach a tier that neither side reaches alone"
HALVES = "Two halves of a cent are one cent"
FILLED = "The rest of a thousand is filled up once, at the last price"
WHOLE = "A month is priced by the day, or whole at the new or the old price"
BOUGHT = "A pack has the price and the rules of its day of purchase"
PRICED = "Calls on the days that have a price are billed"
UNPRICED = "Calls on a day without a price are refused"
DOUBT = "Calls in the days of doubt have two possible prices"
TURNS = "Pages whose days are given, stated and seen follow each other"
MEASURE = "A graduated bound counts by measure, and the range has the other way"
ASSUMED = "A mode that is only assumed is volume pricing, and the range has graduated pricing"
ASKED = "A mode that is only assumed is what the reading decides"
STATED = "A mode that is stated is no doubt, and the reading leaves it alone"

# wrong calculator: a scenario that tells it, one that cannot
TOLD = {
    "progressive-for-reached": (REACHED, LAPSES),
    "upper-bound-inclusive": (REACHED, LAPSES),
    "unstated-mode-certain": (ASSUMED, STATED),
    "always-list-price": (REACHED, LAPSES),
    "packs-before-free-quota": (TWO_MONTHS, REACHED),
    "quota-shared-by-all": (APART, LAPSES),
    "pool-for-each": (POOL, APART),
    "new-quota-a-month-early": (POOL, APART),
    "new-quota-a-month-late": (APART, LAPSES),
    "broken-rows-missing": (ALONE, REACHED),
    "tier-on-total": (RAISES, TWO_MONTHS),
    "thousands-rounded-up": (ONCE, LAPSES),
    "cents-cut-off": (ONCE, LAPSES),
    "bound-by-number": (MEASURE, STATED),
    "unstated-mode-always-reached": (ASKED, STATED),
    "quota-on-activation": (WAITS, LAPSES),
    "quota-cut-within-the-month": (POOL, APART),
    "pack-covers-its-month": (BEFORE, TWO_MONTHS),
    "month-at-new-price": (SIDES, FIRST),
    "price-by-the-day-always": (WHOLE, SIDES),
    "rounding-half-even": (ONCE, REACHED),
    "floats": (POOL, REACHED),
    "always-zero": (REACHED, NEGATIVE),
    "free-calls-priced": (LAPSES, NEGATIVE),
    "rounding-per-day": (ONCE, REACHED),
    "quota-carried-over": (LAPSES, REACHED),
    "pack-never-expires": (YEAR, TWO_MONTHS),
    "pack-always-a-year": (SIX_MONTHS, YEAR),
    "pack-months-of-thirty-days": (CLAMPED, TWO_MONTHS),
    "pack-days-from-the-first": (WHOLE_MONTH, DAYS),
    "newest-price-always": (AROUND, BOUGHT),
    "oldest-price-always": (AROUND, BOUGHT),
    "new-price-a-month-early": (AROUND, BOUGHT),
    "new-price-a-month-late": (AROUND, BOUGHT),
    "new-price-a-day-early": (SIDES, BOUGHT),
    "new-price-a-day-late": (FIRST, BOUGHT),
    "tier-of-each-part": (BOTH, SIDES),
    "each-part-rounded": (HALVES, BOTH),
    "each-part-filled-up": (FILLED, HALVES),
    "pack-at-newest-price": (BOUGHT, AROUND),
    "every-day-has-a-price": (UNPRICED, PRICED),
    "doubt-of-the-day-ignored": (DOUBT, TURNS),
}


def proof(
    folder: Path, scenarios: set[str], suspects: str = "gallery"
) -> tuple[int, dict[str, set[str]]]:
    """The exit code of a proof by these scenarios, and those that are red for each calculator."""
    target = folder / "proof.json"
    selected = " or ".join(named(scenario) for scenario in scenarios)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", selected]
    command += ["--proof", str(target), "--suspects", suspects, "tests/conformance"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    return run.returncode, told(json.loads(target.read_text("utf-8")))


def told(report: dict[str, Any]) -> dict[str, set[str]]:
    """The scenarios that are red for each wrong calculator."""
    return {row["id"]: {name for _, name in row["bills"]} for row in report["gallery"]}


def proved(path: Path = PROVED) -> dict[str, set[str]] | None:
    """What ``make spec`` found by every scenario, unless it is of other features, book or code."""
    if not path.exists():
        return None
    report = json.loads(path.read_text("utf-8"))
    return told(report) if report["inputs"] == proof_fingerprints(ROOT) else None


def named(scenario: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", scenario.lower().replace(",", ""))


@pytest.fixture(scope="module")
def red(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    if found := proved():
        return found
    names = {scenario for pair in TOLD.values() for scenario in pair}
    code, found = proof(tmp_path_factory.mktemp("gallery"), names)
    assert code == 0
    return found


def test_every_wrong_calculator_is_here() -> None:
    assert list(TOLD) == [wrong.id for wrong in GALLERY]


@pytest.mark.parametrize("id", TOLD)
def test_a_wrong_calculator_is_told_by_the_right_scenario(
    red: dict[str, set[str]], id: str
) -> None:
    telling, silent = TOLD[id]
    assert telling in red[id]
    assert silent not in red[id]


def test_a_suite_that_notices_too_little_fails(tmp_path: Path) -> None:
    """One scenario alone cannot tell every wrong calculator: the proof says which, and fails."""
    noticed, missed = ["always-zero", "quota-carried-over"], ["tier-on-total", "floats"]
    code, found = proof(tmp_path, {LAPSES}, ",".join(noticed + missed))
    assert code == 1
    assert {id: bool(bills) for id, bills in found.items()} == {
        **dict.fromkeys(noticed, True),
        **dict.fromkeys(missed, False),
    }


def test_a_proof_of_other_inputs_is_none(tmp_path: Path) -> None:
    row = {"id": "always-zero", "bills": [["settlement.feature", LAPSES]]}
    for inputs, found in (
        (proof_fingerprints(ROOT), {"always-zero": {LAPSES}}),
        (proof_fingerprints(ROOT) | {"code": "0"}, None),
    ):
        (tmp_path / "mutants.json").write_text(json.dumps({"inputs": inputs, "gallery": [row]}))
        assert proved(tmp_path / "mutants.json") == found
    assert proved(tmp_path / "none.json") is None


def test_a_suspect_that_is_none_is_refused() -> None:
    assert [wrong.id for wrong in suspected("floats,always-zero")] == ["floats", "always-zero"]
    with pytest.raises(pytest.UsageError, match="always-zeros"):
        suspected("always-zeros")
