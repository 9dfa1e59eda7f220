"""The archive at its edges: what a refusal says, where a limit lies, what a crash leaves."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricing.changes.plausibility.hold import Hold
from tiia_pricing.watch.archive import Archive, Check, Failure, standing_of
from tiia_pricing.watch.archive.standing import times_of

NOON = dt.datetime(2026, 11, 24, 4, tzinfo=dt.UTC)
CHECK = Check(NOON, "page.md", "unchanged", "tiia-pricing 0.1.0", snapshot="ab" * 32)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    (tmp_path / "archive").mkdir()
    return Archive(tmp_path / "archive")


def refusal(error: InputError) -> tuple[str, str, object, str | None]:
    return error.id, error.message, error.where, error.expected


def test_a_line_that_was_edited_is_named_by_its_number(archive: Archive) -> None:
    archive.append(CHECK)
    archive.log.write_bytes(archive.log.read_bytes().replace(b"unchanged", b"changed"))
    with pytest.raises(InputError) as caught:
        archive.checks()
    assert caught.value.where == {"archive": str(archive.folder), "line": 1}


def test_a_message_is_kept_as_its_english_sentence(archive: Archive) -> None:
    hold = Hold("price-zero", {}, say("calls of {interface} cost nothing now", interface="甲"))
    kept = archive.append(replace(CHECK, outcome="held", holds=(hold,)))
    assert "calls of 甲 cost nothing now" in archive.log.read_text("utf-8")
    assert archive.checks() == [kept]


def test_after_a_loss_what_is_left_is_whole_before_a_line_comes(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The end of what is left is noted first: a crash just after that is no edited history."""
    first = archive.append(CHECK)
    archive.append(replace(CHECK, outcome="held"))
    line = archive.log.read_bytes().split(b"\n")[0]
    archive.log.write_bytes(line + b"\n")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.ftruncate", full)
    with pytest.raises(OSError, match="No space left"):
        archive.append(CHECK)
    tip = (archive.folder / "tip").read_text()
    assert tip == f"1 {hashlib.sha256(line).hexdigest()}\n"
    assert archive.checks() == [first]


def test_a_tip_that_names_no_line_is_told_with_what_it_should_be(archive: Archive) -> None:
    tip = archive.folder / "tip"
    tip.write_text("many")
    with pytest.raises(InputError) as caught:
        archive.checks()
    assert refusal(caught.value) == (
        "archive-corrupt",
        "tip names no last line",
        {"archive": str(archive.folder)},
        "a number of checks and the hash of the last; without the file none is missed",
    )
    tip.write_text("1 " + "0" * 98)
    assert archive.checks() == []
    tip.write_text("1 " + "0" * 99)
    with pytest.raises(InputError) as caught:
        archive.checks()
    assert caught.value.message == "cannot be read: more than 100 bytes"


def test_a_tip_that_cannot_be_read_is_told_with_the_reason(archive: Archive) -> None:
    (archive.folder / "tip").mkdir()
    with pytest.raises(InputError) as caught:
        archive.checks()
    assert refusal(caught.value) == (
        "archive-unreadable",
        "cannot be read: Is a directory",
        {"archive": str(archive.folder)},
        "a readable archive",
    )


@pytest.mark.parametrize("between", ["  ", "\t", "\n"])
def test_a_tip_is_a_number_a_space_and_a_hash(archive: Archive, between: str) -> None:
    archive.append(CHECK)
    tip = archive.folder / "tip"
    tip.write_text(tip.read_text().replace(" ", between))
    with pytest.raises(InputError) as caught:
        archive.checks()
    assert caught.value.message == "tip names no last line"


def test_a_log_may_have_64_mebibytes(archive: Archive) -> None:
    archive.log.touch()
    os.truncate(archive.log, 64 << 20)
    assert archive.checks() == []
    os.truncate(archive.log, (64 << 20) + 1)
    with pytest.raises(InputError) as caught:
        archive.checks()
    assert caught.value.message == f"cannot be read: more than {64 << 20} bytes"


def test_a_fault_that_nobody_foresaw_is_recorded_by_its_kind_and_words() -> None:
    assert Failure.of(KeyError("caf\udce9")) == Failure(
        "program-fault", "the program has a fault: KeyError: 'caf\\udce9'", {}
    )


def test_a_check_is_from_1970_to_9998() -> None:
    first, last = dt.datetime(1970, 1, 1, tzinfo=dt.UTC), dt.datetime(9999, 1, 1, tzinfo=dt.UTC)
    second = dt.timedelta(seconds=1)
    for at in (first, last - second):
        assert replace(CHECK, at=at).at == at
    for at, said in ((first - second, "1969-12-31 23:59:59"), (last, "9999-01-01 00:00:00")):
        with pytest.raises(ValueError, match=r"is not from 1970 to 9998") as caught:
            replace(CHECK, at=at)
        assert str(caught.value) == f"at {said}+00:00 is not from 1970 to 9998"


def test_a_channel_is_told_before_there_is_an_archive(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "a" / "b")
    archive.delivered.mark("report", 3)
    assert archive.delivered.of("report") == 3


@pytest.mark.parametrize(
    ("stored", "position"), [("0\n", 0), ("-5", 0), ("1", 1), ("0" * 99 + "7", 7)]
)
def test_a_position_is_a_number_of_checks(archive: Archive, stored: str, position: int) -> None:
    archive.delivered.mark("report", 1)
    (archive.folder / "delivered" / "report").write_text(stored)
    assert archive.delivered.of("report") == position


def test_a_position_of_more_than_a_hundred_characters_is_refused(archive: Archive) -> None:
    archive.delivered.mark("report", 1)
    (archive.folder / "delivered" / "report").write_text("0" * 100 + "7")
    with pytest.raises(InputError) as caught:
        archive.delivered.of("report")
    assert refusal(caught.value) == (
        "archive-corrupt",
        "delivered/report is not a number of checks",
        {"archive": str(archive.folder)},
        "the number that was stored",
    )


def test_channels_that_cannot_be_listed_are_told_with_the_reason(archive: Archive) -> None:
    (archive.folder / "delivered").write_text("")
    with pytest.raises(InputError) as caught:
        archive.delivered.enter("changes-", ["changes-a"], 1)
    assert refusal(caught.value) == (
        "archive-unreadable",
        "cannot be read: Not a directory",
        {"archive": str(archive.folder)},
        "a readable archive",
    )


def test_what_is_kept_is_on_the_disk_before_it_has_its_name(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    for name in ("fsync", "replace"):
        real = getattr(os, name)

        def noted(*given: object, name: str = name, real: object = real) -> object:
            done.append(name)
            assert callable(real)
            return real(*given)

        monkeypatch.setattr(os, name, noted)
    archive.put(b"page")
    assert done[: done.index("replace") + 1] == ["fsync", "replace"]
    assert done.count("replace") == 1


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (HOUR, "within the hour"),
        (HOUR + dt.timedelta(seconds=1), "at a time still to come: a clock is wrong"),
        (dt.timedelta(minutes=90), "at a time still to come: a clock is wrong"),
    ],
)
def test_a_clock_may_differ_by_an_hour(ahead: dt.timedelta, words: str) -> None:
    assert standing_of([replace(CHECK, at=NOON + ahead)]).age(NOON) == words


def test_a_clock_that_was_ahead_is_known_by_the_very_next_check() -> None:
    failed = replace(CHECK, outcome="unreadable", at=NOON)
    standing = standing_of([replace(CHECK, at=NOON + 5 * HOUR), failed])
    assert (standing.last_good, standing.clock) == (NOON, NOON + 5 * HOUR)


def test_a_check_is_dated_by_the_next_one_only_where_its_clock_was_ahead() -> None:
    checks = [replace(CHECK, at=NOON + hours * HOUR) for hours in (2, 1, 5, 0)]
    assert times_of(checks, NOON + 2 * HOUR) == [NOON + hours * HOUR for hours in (2, 1, 0, 0)]
    assert times_of(checks[2:3], NOON) == [NOON]
    assert times_of([], NOON) == []
