"""Acknowledgements: what a file of them may say, and which changes they cover on a day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tiia_pricebook.errors import InputError
from tiia_pricing.changes import Change
from tiia_pricing.changes.acknowledged import (
    Acknowledged,
    Acknowledgement,
    coverage,
    load_acknowledgements,
    outstanding,
)

DAY = dt.date(2027, 1, 31)
GOOD = """\
[[acknowledged]]
fingerprint = "0123456789abcdef"
until = 2027-01-31
note = "budgeted"
"""


def change(fingerprint: str, new: str = "2.6") -> Change:
    return Change("price-increased", "breaking", {"interfaces": []}, "2.5", new, fingerprint)


FIRST, SECOND, THIRD = (change(digit * 16) for digit in "abc")


def known(of: Change, until: dt.date = DAY) -> Acknowledgement:
    return Acknowledgement(of.fingerprint, until, "budgeted")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "known.toml"


def test_an_entry_has_a_fingerprint_a_day_and_a_note(file: Path) -> None:
    file.write_text(GOOD + GOOD.replace("0123", "3210").replace("budgeted", "预算内"), "utf-8")
    assert load_acknowledgements(file) == (
        Acknowledgement("0123456789abcdef", DAY, "budgeted"),
        Acknowledgement("3210456789abcdef", DAY, "预算内"),
    )


def test_a_file_without_entries_acknowledges_nothing(file: Path) -> None:
    file.write_text("# none yet\n", "utf-8")
    assert load_acknowledgements(file) == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("note =", "why =", "unknown key 'why'"),
        ('note = "budgeted"\n', "", "note is missing"),
        ('fingerprint = "0123456789abcdef"\n', "", "fingerprint is missing"),
        ("until = 2027-01-31\n", "", "until is missing"),
        ('"budgeted"', '" "', "note ' ' says nothing"),
        ('"budgeted"', "1", "note 1 says nothing"),
        ('"0123456789abcdef"', '"0123456789ABCDEF"', "'0123456789ABCDEF' is not a fingerprint"),
        ('"0123456789abcdef"', '"0123456789abcde"', "'0123456789abcde' is not a fingerprint"),
        ('"0123456789abcdef"', '"0123456789abcdef\\n"', "is not a fingerprint"),
        ('"0123456789abcdef"', "123", "123 is not a fingerprint"),
        ("2027-01-31", '"2027-01-31"', "until '2027-01-31' is not a date"),
        ("2027-01-31", "2027-01-31T00:00:00", "is not a date"),
        ("2027-01-31", "20270131", "until 20270131 is not a date"),
    ],
)
def test_a_wrong_entry_is_named(file: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    file.write_text(GOOD.replace("0123", "3210") + GOOD.replace(old, new), "utf-8")
    with pytest.raises(InputError) as raised:
        load_acknowledgements(file)
    assert said in raised.value.message
    assert raised.value.id == "acknowledgement-unreadable"
    assert raised.value.where == {"file": str(file), "entry": 2}
    assert raised.value.expected
    assert raised.value.exit_code == 2


def test_a_fingerprint_is_acknowledged_once(file: Path) -> None:
    file.write_text(GOOD + GOOD.replace("budgeted", "again"), "utf-8")
    with pytest.raises(InputError, match="0123456789abcdef is acknowledged in entry 1") as raised:
        load_acknowledgements(file)
    assert raised.value.where["entry"] == 2


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("[[acknowledged]", "acknowledgements-not-toml"),
        ("until = 2027-13-01", "acknowledgements-not-toml"),
        (GOOD.replace("[[acknowledged]]", "[[acknowledge]]"), "acknowledgement-unreadable"),
        (GOOD.replace("[[acknowledged]]", "[acknowledged]"), "acknowledgement-unreadable"),
        ("acknowledged = [1]", "acknowledgement-unreadable"),
        ('"" = 1', "acknowledgement-unreadable"),
        (f"acknowledged = {'9' * 5000}", "acknowledgements-not-toml"),
        (f"acknowledged = {'[' * 100_000}", "acknowledgements-not-toml"),
        (GOOD + "[other]\n", "acknowledgement-unreadable"),
    ],
)
def test_another_file_is_refused(file: Path, text: str, id: str) -> None:
    file.write_text(text, "utf-8")
    with pytest.raises(InputError) as raised:
        load_acknowledgements(file)
    assert raised.value.id == id
    assert raised.value.where["file"] == str(file)


@pytest.mark.parametrize("data", [None, b"\xff\xfe"])
def test_a_file_that_cannot_be_read_is_named(file: Path, data: bytes | None) -> None:
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(InputError) as raised:
        load_acknowledgements(file)
    assert raised.value.where == {"file": str(file)}


def test_an_acknowledged_change_is_not_outstanding() -> None:
    assert outstanding((FIRST, SECOND), [known(SECOND)], dt.date(2026, 11, 24)) == (FIRST,)
    assert outstanding((FIRST, SECOND), [], dt.date(2026, 11, 24)) == (FIRST, SECOND)


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (dt.date(2027, 1, 30), ()),
        (dt.date(2027, 1, 31), (FIRST,)),
        (dt.date(2027, 2, 1), (FIRST,)),
    ],
)
def test_an_acknowledgement_counts_on_the_days_before_its_end(
    today: dt.date, left: tuple[Change, ...]
) -> None:
    assert outstanding((FIRST,), [known(FIRST)], today) == left


def test_expired_and_unused_ones_are_told_apart() -> None:
    past = dt.date(2026, 11, 1)
    given = [known(FIRST), known(SECOND, past), known(THIRD)]
    found = coverage((FIRST, SECOND), given, dt.date(2026, 11, 24))
    assert found == Acknowledged((known(FIRST),), (known(SECOND, past),), (known(THIRD),))
    assert found.of(FIRST) == known(FIRST)
    assert found.of(SECOND) is None


def test_another_price_is_another_change() -> None:
    """The fingerprint of what was acknowledged, and no other."""
    assert outstanding((change("d" * 16, "2.7"),), [known(FIRST)], dt.date(2026, 11, 24))
