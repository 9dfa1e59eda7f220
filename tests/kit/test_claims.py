"""An implementation is asked what it claims, and judged by that alone.

The numbers of runs that are not put to it are counted by hand from the features.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from conformance.sheets import case
from tiia_pricing.conformance.protocol.claims import EVERYTHING, Claims, Unclaimed
from tiia_pricing.conformance.protocol.messages import (
    ABILITIES,
    Ability,
    Implementation,
    Level,
    Malformed,
    Started,
    read_result,
)
from tiia_pricing.conformance.receipts.receipt import Receipt
from tiia_pricing.conformance.receipts.verify import loads
from tiia_pricing.conformance.run.faults import Fault
from tiia_pricing.conformance.run.program import Program

from .programs import PATIENT, conformance, partial, small, suite

PRO = "车辆识别（增强版）"


def claims(
    levels: tuple[Level, ...] = EVERYTHING.levels,
    abilities: tuple[Ability, ...] = ABILITIES,
    **readings: tuple[str, ...],
) -> Claims:
    """Everything but for the readings given, with ``_`` for ``-``."""
    limits = {name.replace("_", "-"): values for name, values in readings.items()}
    who = Implementation("x", "1")
    every = dict(EVERYTHING.readings)
    return Claims.of(Started(1, who, levels, {**every, **limits}, abilities))


def conforming(path: Path, *words: str) -> Receipt:
    """The receipt of the reference with fewer claims, which conforms to them."""
    done = conformance("--implementation", partial(*words), "--receipt", str(path))
    assert (done.code, done.err) == (0, ""), done.out
    return loads(path.read_bytes())


def unclaimed(receipt: Receipt, name: str) -> int:
    """How many runs of a rule, by its clause or its name, were not asked."""
    [found] = [rule.unclaimed for rule in receipt.rules if name in (rule.clause, rule.rule)]
    return found


def test_totals_under_the_defaults_alone_conform(tmp_path: Path) -> None:
    """No books, range, files or history: what is left is the page's book and its months.

    ``reached-tiers`` has 55 runs. By tier-basis gross 1,000,000 and 1,000,500 calls differ, and
    the pack that raises no bill: 3. By round-up 1,001, 1,200, 2,001, 1,000,200 and 1,001,001
    calls differ: 5; 1,000, 1,999 (2.4975 is 2.50) and 2,000 do not. Cut off, 6 of 8 amounts
    differ. One scenario asserts the range and nothing else.
    """
    receipt = conforming(
        tmp_path / "receipt.json", "--level", "totals", "--abilities", "", "--defaults"
    )
    assert receipt.claims.levels == ("totals",)
    assert receipt.claims.readings["tier-basis"] == ("after-deduction",)
    assert unclaimed(receipt, "reached-tiers") == 3 + 5 + 6 + 1
    [tiers] = [rule for rule in receipt.rules if rule.clause == "reached-tiers"]
    assert (tiers.runs, tiers.levels["totals"].passed) == (55, 55 - 15)
    assert unclaimed(receipt, "pack-exhausted") == 0
    # All 3 runs are of a book of their own, all 7 of a file, all 77 of older months.
    assert unclaimed(receipt, "A pack takes its calls before the tier is chosen") == 3
    assert unclaimed(receipt, "A file is read in the forms in which people keep it") == 7
    assert (
        unclaimed(receipt, "A month is billed by the prices that the pages of its time state") == 77
    )
    assert {law.verdict for law in receipt.laws} == {"unclaimed"}


def test_one_reading_alone_that_is_not_the_default_conforms(tmp_path: Path) -> None:
    """Lines by tier-basis gross; the range, which is one of all readings, is not judged.

    ``reached-tiers``: 1,000,999 calls with 999,999 to pay; 1,000,000 and 1,000,500 calls by the
    other basis; the pack that raises the bill, and the range that tells; 1,000,200 calls, once
    by each value of partial-thousand; 1,000,501 calls. ``pack-exhausted``: 1,010,999 calls.
    """
    receipt = conforming(
        tmp_path / "receipt.json", "--level", "lines", "--follows", "tier-basis=gross"
    )
    assert unclaimed(receipt, "reached-tiers") == 1 + 2 + 1 + 1 + 2 + 1
    assert unclaimed(receipt, "pack-exhausted") == 1
    assert unclaimed(receipt, "A pack takes its calls before the tier is chosen") == 1
    laws = {law.law: law.verdict for law in receipt.laws}
    assert [law for law, verdict in laws.items() if verdict == "unclaimed"] == [
        "the explanation evaluated gives the amount",
        "the range is that of every combination of readings",
        "the total lies in its range",
        "zero calls cost zero under every reading",
    ]
    assert set(laws.values()) == {"passed", "unclaimed"}


def test_who_claims_gross_and_deducts_first_fails_where_the_two_differ() -> None:
    """1,000,000 and 1,000,500 calls with less to pay, and the pack that raises no bill.

    Right are 999,999 and 1,001,000 calls, asked twice each, and two months apart; two rows and
    the pack under the other basis are not asked.
    """
    claims, does = "tier-basis=gross", "tier-basis=after-deduction"
    program = partial("--level", "lines", "--follows", claims, "--computes", does)
    chosen = "free_calls_count or unless_all_calls_reach or two_months_reach"
    done = suite("--implementation", program, "-k", chosen)
    assert done.code == 1
    red = [line for line in done.out.splitlines() if line.startswith("FAILED")]
    assert len(red) == 3
    for row in ("[gross-1,000,000-999,000-", "[gross-1,000,500-999,500-", "[gross-45-42,705.00-"):
        assert sum(row in line for line in red) == 1
    assert "3 failed, 5 passed, 3 skipped" in done.out


def test_a_level_that_is_claimed_and_not_given_breaks_the_protocol() -> None:
    program = Program(partial("--level", "reasons", "--gives", "totals"), PATIENT)
    try:
        program.start()
        with pytest.raises(Fault, match="invalid: claims totals, lines, reasons, but the result"):
            program.ask(small())
    finally:
        program.close()


BILL = {"total": "0.00", "months": [{"month": "2023-05", "total": "0.00"}]}
LINE = {
    "interface": "商品识别",
    "calls": 0,
    "free": 0,
    "pack": 0,
    "pay_as_you_go": 0,
    "unit_price": None,
    "amount": "0.00",
}


def lined(**fields: object) -> dict[str, object]:
    line = {**LINE, **fields}
    return {**BILL, "months": [{**BILL["months"][0], "lines": [line]}], "packs": []}  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("result", "levels", "ranged", "missing"),
    [
        (BILL, ("totals", "lines"), False, "$.packs, $.months[].lines"),
        ({**lined(), "packs": None}, ("totals",), False, "expected an array, found null"),
        (lined(), ("totals", "lines", "reasons"), False, "$.warnings, $.months[].lines[].because"),
        (BILL, ("totals",), True, "$.range"),
    ],
)
def test_what_is_promised_and_missing_is_named(
    result: dict[str, object], levels: tuple[Level, ...], ranged: bool, missing: str
) -> None:
    with pytest.raises(Malformed) as broken:
        read_result(result, levels, ranged=ranged)
    assert missing in str(broken.value)


def test_what_is_given_and_not_claimed_is_not_looked_at() -> None:
    more = {**lined(because=[], colour="red"), "warnings": [], "error": None, "seconds": 0.2}
    more["range"] = {"low": "0.00", "high": "0.00", "readings": []}
    assert read_result(more, ("totals",), ranged=False) == BILL
    assert read_result(more, ("totals", "lines"), ranged=False) == lined()
    found = read_result(more, EVERYTHING.levels, ranged=True)
    assert found == {**lined(because=[]), "warnings": [], "range": more["range"]}


def packed(calls: str, **readings: str) -> dict[str, object]:
    """A month of 车辆识别（增强版） with a pack of 10,000 calls."""
    usage = [{"date": "2023-05", "interface": PRO, "calls": calls}]
    packs = [{"purchased on": "2023-05-01", "interface": PRO, "calls": "10000"}]
    fixed = {name.replace("_", "-"): value for name, value in readings.items()}
    return case(None, usage, packs, fixed)  # type: ignore[return-value]


def test_who_follows_everything_is_asked_everything_as_it_stands() -> None:
    asked = packed("1010999", tier_basis="sometimes")
    assert EVERYTHING.asked(asked) is asked  # type: ignore[arg-type]


def test_a_value_that_is_not_followed_and_makes_a_difference_is_not_asked() -> None:
    gross = claims(("totals",), tier_basis=("gross",))
    for wanted in ({}, {"tier_basis": "after-deduction"}):
        with pytest.raises(Unclaimed, match="follows tier-basis=gross"):
            gross.asked(packed("1010999", **wanted))  # type: ignore[arg-type]
    asked = gross.asked(packed("1010999", tier_basis="gross"))  # type: ignore[arg-type]
    assert asked["readings"] == {"tier-basis": "gross"}


def test_a_value_that_is_not_followed_and_makes_none_is_replaced_by_name() -> None:
    """1,011,000 calls reach the tier of 1,000,000 by either basis."""
    gross = claims(("totals",), tier_basis=("gross",))
    for wanted in ({}, {"tier_basis": "after-deduction"}):
        asked = gross.asked(packed("1011000", **wanted))  # type: ignore[arg-type]
        assert asked["readings"] == {"tier-basis": "gross"}


def test_of_several_values_that_are_followed_one_is_named() -> None:
    """The implementation may take any, and they need not give the same figures."""
    some = claims(shared_pool_order=("dearest-first", "cheapest-first"))
    usage = [{"date": "2023-05", "interface": "商品识别", "calls": "1000"}]
    assert some.asked(case(None, usage))["readings"] == {"shared-pool-order": "dearest-first"}


def test_sentences_that_differ_are_not_judged_where_figures_agree() -> None:
    """3,001,000 calls reach one tier by either basis, and the reasons say by which calls."""
    usage = [{"date": "2023-05", "interface": "商品识别", "calls": "3001000"}]
    gross = claims(("totals", "lines"), tier_basis=("gross",))
    assert gross.asked(case(None, usage))["readings"] == {"tier-basis": "gross"}
    with pytest.raises(Unclaimed, match="follows tier-basis=gross"):
        claims(tier_basis=("gross",)).asked(case(None, usage))


def test_a_reading_that_nobody_knows_is_asked_only_of_who_follows_all() -> None:
    usage = [{"date": "2023-05", "interface": "商品识别", "calls": "1"}]
    for fixed in ({"moon": "full"}, {"rounding": "sometimes"}):
        with pytest.raises(Unclaimed, match="does not follow every value"):
            claims(tier_basis=("gross",)).asked(case(None, usage, readings=fixed))


def test_what_needs_an_ability_is_not_asked_without_it() -> None:
    nothing = claims(abilities=())
    with pytest.raises(Unclaimed, match="reads no files"):
        nothing.asked({**small(), "files": {"usage": ""}})
    with pytest.raises(Unclaimed, match="prices by the page's book alone"):
        nothing.asked(small({"interfaces": []}))
    assert not nothing.able("range")
    assert claims(abilities=("range",)).able("range")
    assert not claims(abilities=("range",), tier_basis=("gross",)).able("range")
