"""The archive: what is kept, under which name, and what a crash leaves of it."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

import frozen
from support.killing import killed_at
from tiia_pricebook.errors import InputError, PageUnreadable
from tiia_pricing.cli import main
from tiia_pricing.watch.archive import Archive, Check, Failure, standing_of

NOON = dt.datetime(2026, 11, 24, 4, tzinfo=dt.UTC)
CHECK = Check(NOON, "page.md", "unchanged", "tiia-pricing 0.1.0", snapshot="ab" * 32)


def told(error: InputError) -> tuple[str, str, str | None]:
    return error.id, error.message, error.expected


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    (tmp_path / "archive").mkdir()
    return Archive(tmp_path / "archive")


def test_bytes_are_kept_under_their_hash(archive: Archive) -> None:
    digest = archive.put("2.5元/千次".encode())
    assert digest == hashlib.sha256("2.5元/千次".encode()).hexdigest()
    assert archive.get(digest) == "2.5元/千次".encode()
    assert archive.put("2.5元/千次".encode()) == digest
    assert [path.name for path in archive.folder.rglob("*") if path.is_file()] == [digest[2:]]


def test_altered_bytes_are_noticed(archive: Archive) -> None:
    digest = archive.put(b"2.5")
    (archive.folder / "objects" / digest[:2] / digest[2:]).write_bytes(b"2.6")
    with pytest.raises(InputError) as caught:
        archive.get(digest)
    assert told(caught.value) == (
        "archive-corrupt",
        f"object {digest}: its bytes do not have that hash",
        "the bytes that were stored",
    )


def test_bytes_that_are_gone_are_noticed(archive: Archive) -> None:
    with pytest.raises(InputError) as caught:
        archive.get("0" * 64)
    text = f"object {'0' * 64}: No such file or directory"
    assert told(caught.value) == ("archive-corrupt", text, "the bytes that were stored")


def test_each_line_names_the_one_before(archive: Archive) -> None:
    first, second = archive.append(CHECK), archive.append(replace(CHECK, outcome="held"))
    lines = archive.log.read_bytes().splitlines()
    assert first.previous == ""
    assert second.previous == hashlib.sha256(lines[0]).hexdigest()
    assert archive.checks() == [first, second]


@pytest.mark.parametrize(
    ("edit", "line"),
    [
        (lambda text: text.replace("unchanged", "changed", 1), 2),
        (lambda text: text.split("\n", 1)[1], 1),
        (lambda text: f"{text}{{}}\n", 4),
        (lambda text: text.replace('"held"', '"fine"'), 3),
        (lambda text: text.replace("\n", "\n\n", 1), 2),
    ],
    ids=["edited", "first line gone", "a line that is none", "unknown outcome", "empty line"],
)
def test_an_edited_history_is_refused(
    archive: Archive, edit: Callable[[str], str], line: int
) -> None:
    for outcome in ("unchanged", "unreachable", "held"):
        archive.append(replace(CHECK, outcome=outcome))
    archive.log.write_text(edit(archive.log.read_text("utf-8")), "utf-8")
    with pytest.raises(InputError) as caught:
        archive.checks()
    assert caught.value.id == "archive-corrupt"
    assert caught.value.where == {"archive": str(archive.folder), "line": line}
    assert caught.value.message.startswith(f"line {line} ")


def test_an_edited_line_names_what_the_next_one_follows(archive: Archive) -> None:
    archive.append(CHECK)
    archive.append(CHECK)
    archive.log.write_bytes(archive.log.read_bytes().replace(b"unchanged", b"changed", 1))
    now = hashlib.sha256(archive.log.read_bytes().splitlines()[0]).hexdigest()
    with pytest.raises(InputError) as caught:
        archive.checks()
    text = "line 2 does not follow the one before"
    assert told(caught.value) == ("archive-corrupt", text, f"previous {now!r}")


def test_a_line_that_is_no_check_is_told_with_the_reason(archive: Archive) -> None:
    archive.log.write_text("{}\n")
    with pytest.raises(InputError) as caught:
        archive.checks()
    text = "line 1 is not a check: the key 'at' is missing"
    assert told(caught.value) == ("archive-corrupt", text, "lines as written")


def test_a_history_that_cannot_be_opened_is_refused(archive: Archive) -> None:
    archive.log.mkdir()
    with pytest.raises(InputError) as caught:
        archive.checks()
    text = "cannot be read: Is a directory"
    assert told(caught.value) == ("archive-unreadable", text, "a readable archive")


def test_the_history_can_be_read_by_everybody_and_written_by_its_owner(archive: Archive) -> None:
    before = os.umask(0)
    try:
        archive.append(CHECK)
    finally:
        os.umask(before)
    assert archive.log.stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize(
    ("mask", "mode"), [(0, 0o644), (0o022, 0o644), (0o027, 0o640), (0o077, 0o600)]
)
def test_the_umask_says_who_may_read_what_is_kept(archive: Archive, mask: int, mode: int) -> None:
    before = os.umask(mask)
    try:
        digest = archive.put(b"2.5")
        archive.append(CHECK)
        archive.delivered.mark("report", 1)
    finally:
        os.umask(before)
    files = [archive.folder / "objects" / digest[:2] / digest[2:], archive.log]
    files += [archive.folder / "tip", archive.folder / "delivered" / "report"]
    assert [file.stat().st_mode & 0o777 for file in files] == [mode] * 4


def test_how_far_a_channel_was_told_is_remembered(archive: Archive) -> None:
    assert archive.delivered.of("report") is None
    archive.delivered.enter_report(3)
    assert archive.delivered.of("report") == 3
    archive.delivered.mark("report", 12)
    assert archive.delivered.of("report") == 12
    archive.delivered.enter_report(20)
    assert archive.delivered.of("report") == 12
    archive.delivered.enter_report(7)
    assert archive.delivered.of("report") == 7, "there are no more checks than these"


@pytest.mark.parametrize("stored", ["many", "", "1 2", "\xff"])
def test_a_position_that_is_none_is_refused(archive: Archive, stored: str) -> None:
    archive.delivered.mark("report", 1)
    (archive.folder / "delivered" / "report").write_text(stored, "latin-1")
    with pytest.raises(InputError) as caught:
        archive.delivered.of("report")
    text = "delivered/report is not a number of checks"
    assert told(caught.value) == ("archive-corrupt", text, "the number that was stored")


def positions(archive: Archive, *names: str) -> list[int | None]:
    return [archive.delivered.of(name) for name in names]


def test_a_new_address_is_told_what_comes(archive: Archive) -> None:
    archive.delivered.enter("changes-", ["changes-a"], 5)
    archive.delivered.mark("changes-a", 9)
    archive.delivered.enter("changes-", ["changes-a", "changes-b"], 9)
    assert positions(archive, "changes-a", "changes-b") == [9, 9]


def test_an_address_that_takes_the_place_of_another_is_told_what_that_did_not_take(
    archive: Archive,
) -> None:
    archive.delivered.enter("changes-", ["changes-a"], 5)
    archive.delivered.enter("changes-", ["changes-b"], 9)
    assert positions(archive, "changes-a", "changes-b") == [None, 5]
    archive.delivered.mark("changes-b", 9)
    archive.delivered.enter("changes-", ["changes-b", "changes-c"], 9)
    assert positions(archive, "changes-b", "changes-c") == [9, 9], "one place is taken once"
    archive.delivered.enter("changes-", ["changes-a", "changes-b"], 10)
    assert positions(archive, "changes-a", "changes-b") == [5, 9], "nothing is lost to it"


def test_a_channel_is_no_other_channel(archive: Archive) -> None:
    archive.delivered.enter("changes-", ["changes-a"], 5)
    archive.delivered.enter("breakage-", ["breakage-a"], 7)
    assert positions(archive, "changes-a", "breakage-a") == [5, 7]


def test_what_an_archive_remembered_for_all_addresses_counts_for_each(archive: Archive) -> None:
    (archive.folder / "told").write_text("3\n")
    archive.delivered.enter("changes-", ["changes-a", "changes-b"], 5)
    archive.delivered.enter("changes-", ["changes-a", "changes-b", "changes-c"], 5)
    assert positions(archive, "changes-a", "changes-b", "changes-c") == [3, 3, 5]


def test_one_teller_at_a_time(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tiia_pricing.watch.archive.delivered._LOCK_SECONDS", 0.05)
    caught: list[InputError] = []

    def second() -> None:
        try:
            with Archive(archive.folder).delivered.locked():
                pass
        except InputError as error:
            caught.append(error)

    with archive.delivered.locked():
        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
    assert [error.id for error in caught] == ["archive-locked"]


@pytest.mark.parametrize("cut", [1, 10, 10_000])
def test_a_log_that_lost_its_end_says_so_and_goes_on(archive: Archive, cut: int) -> None:
    """By a byte, by half a line, or all of it: each of these lines was once complete."""
    archive.append(CHECK)
    archive.append(replace(CHECK, outcome="held"))
    data = archive.log.read_bytes()
    archive.log.write_bytes(data[: max(len(data) - cut, 0)])
    left = 1 if cut < 10_000 else 0
    assert len(archive.checks()) == left
    assert archive.lost(left) == 2 - left
    assert archive.append(CHECK).lost == 2 - left
    assert archive.append(CHECK).lost == 0
    assert [check.lost for check in archive.checks()] == [0, 2 - left, 0][1 - left :]


def test_a_last_line_that_was_edited_is_refused(archive: Archive) -> None:
    archive.append(CHECK)
    archive.log.write_bytes(archive.log.read_bytes().replace(b"unchanged", b"changed"))
    with pytest.raises(InputError) as caught:
        archive.checks()
    assert told(caught.value) == (
        "archive-corrupt",
        "line 1 is not what was written",
        "lines as written",
    )


@pytest.mark.parametrize("tip", ["", "many", "1", "1 2 3", "x y"])
def test_a_tip_that_is_none_is_refused(archive: Archive, tip: str) -> None:
    archive.append(CHECK)
    (archive.folder / "tip").write_text(tip)
    with pytest.raises(InputError) as caught:
        archive.checks()
    assert (caught.value.id, caught.value.message) == ("archive-corrupt", "tip names no last line")
    (archive.folder / "tip").unlink()
    assert len(archive.checks()) == 1


@pytest.mark.parametrize(
    "at",
    [
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-23:59",
        "9999-12-31T20:00:00Z",
        "1969-12-31T23:59:59Z",
        "2026-11-24T04:00:00",
    ],
)
def test_a_time_that_no_calendar_of_ours_reaches_is_refused(archive: Archive, at: str) -> None:
    archive.append(CHECK)
    (archive.folder / "tip").unlink()
    archive.log.write_bytes(archive.log.read_bytes().replace(b"2026-11-24T04:00:00Z", at.encode()))
    with pytest.raises(InputError) as caught:
        archive.checks()
    assert caught.value.id == "archive-corrupt"


def test_a_log_nested_too_deeply_is_refused(archive: Archive) -> None:
    archive.log.write_bytes(b"[" * 100_000 + b"]" * 100_000 + b"\n")
    with pytest.raises(InputError) as caught:
        archive.checks()
    assert caught.value.id == "archive-corrupt"


def test_a_failure_with_a_file_name_in_other_bytes_can_be_kept(archive: Archive) -> None:
    error = PageUnreadable("no-price", "caf\udce9.md: none", where={"file": "caf\udce9.md"})
    archive.append(replace(CHECK, outcome="unreadable", error=Failure.of(error)))
    (check,) = archive.checks()
    assert check.error is not None
    assert (check.error.message, check.error.where) == (
        "caf\\udce9.md: none",
        {"file": "caf\\udce9.md"},
    )


def test_a_write_that_fails_leaves_nothing_behind(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[Path] = []

    def full(source: str, target: Path) -> None:
        tried.append(Path(source))
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(InputError) as caught, archive.locked():
        archive.put(b"page")
    text = "cannot be written: No space left on device"
    assert told(caught.value) == ("archive-unwritable", text, "a folder to write to")
    (partial,) = tried
    assert partial.name.endswith(".partial")
    assert partial.parent == archive.folder / "objects" / hashlib.sha256(b"page").hexdigest()[:2]
    assert [
        path for path in archive.folder.rglob("*") if path.is_file() and path.name != ".lock"
    ] == []


def test_a_failure_is_recorded_with_its_place_as_text() -> None:
    error = PageUnreadable("no-price", "none", where={"row": 3, "file": Path("a"), "table": None})
    assert Failure.of(error).where == {"row": 3, "file": "a", "table": "None"}


@pytest.mark.parametrize("torn", [b"{", b'{"at":"2026', b"\xe5\x95"])
def test_a_line_without_its_end_is_what_a_crash_left(archive: Archive, torn: bytes) -> None:
    first = archive.append(CHECK)
    with archive.log.open("ab") as file:
        file.write(torn)
    assert archive.checks() == [first]
    second = archive.append(replace(CHECK, outcome="held"))
    assert archive.checks() == [first, second]


def test_an_archive_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError) as caught, Archive(tmp_path / "file").locked():
        pass
    assert caught.value.id == "archive-unwritable"


@pytest.mark.parametrize("name", ["checks.jsonl", "tip"])
def test_a_log_that_is_a_link_or_a_pipe_is_refused(archive: Archive, name: str) -> None:
    """An archive of others can have a link where the log stands, to a file that it would cut."""
    precious = archive.folder.parent / "precious"
    precious.write_text("no line of this ends")
    archive.append(CHECK)
    path = archive.folder / name
    path.unlink()
    path.symlink_to(precious)
    for _ in range(2):
        with pytest.raises(InputError) as caught:
            archive.checks()
        assert caught.value.id == "archive-corrupt"
        assert caught.value.message == f"{name} is a link, a pipe or a device"
        assert caught.value.expected == "files and folders of its own"
        path.unlink()
        os.mkfifo(path)
    assert precious.read_text() == "no line of this ends"


@pytest.mark.parametrize("name", ["objects", "delivered"])
def test_a_folder_that_is_a_link_is_refused(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """What a check stores would be written wherever the link leads."""
    monkeypatch.chdir(archive.folder.parent)
    Path("page.md").write_text(frozen.TEXT, "utf-8")
    monkeypatch.setattr(
        "tiia_pricing.billing.usage.arguments.book_of_page", lambda _: frozen.book()
    )
    assert main(["watch", "page.md", "--archive", archive.folder.name]) == 0
    elsewhere = (archive.folder / name).rename(Path("elsewhere").absolute())
    (archive.folder / name).symlink_to(elsewhere)
    before = {path: path.is_dir() or path.read_bytes() for path in elsewhere.rglob("*")}
    Path("page.md").write_text(frozen.TEXT.replace("2.5元/千次", "2.6元/千次", 1), "utf-8")
    assert main(["watch", "page.md", "--archive", archive.folder.name]) == 2
    assert {path: path.is_dir() or path.read_bytes() for path in elsewhere.rglob("*")} == before
    with pytest.raises(InputError, match=f"{name} is a link, a pipe or a device") as caught:
        archive.checks()
    assert caught.value.id == "archive-corrupt"


def test_a_folder_of_objects_that_is_a_link_is_neither_read_nor_written_to(
    archive: Archive,
) -> None:
    digest = archive.put(b"a page")
    place = archive.folder / "objects" / digest[:2]
    elsewhere = place.rename(archive.folder.parent / "elsewhere")
    place.symlink_to(elsewhere)
    with pytest.raises(InputError, match=": its folder is a link\n"):
        archive.get(digest)
    (elsewhere / digest[2:]).unlink()
    with pytest.raises(InputError, match=f"{digest[:2]} is a link"), archive.locked():
        archive.put(b"a page")
    assert [*elsewhere.iterdir()] == []


def test_an_object_and_a_position_that_are_links_are_refused(archive: Archive) -> None:
    digest = archive.put(b"a page")
    (archive.folder / "delivered").mkdir()
    for name, text in (("page", b"a page"), ("number", b"1\n")):
        (archive.folder.parent / name).write_bytes(text)
    kept = archive.folder / "objects" / digest[:2] / digest[2:]
    kept.unlink()
    kept.symlink_to(archive.folder.parent / "page")
    (archive.folder / "delivered" / "report").symlink_to(archive.folder.parent / "number")
    for read in (partial(archive.get, digest), partial(archive.delivered.of, "report")):
        with pytest.raises(InputError) as caught:
            read()
        assert caught.value.id == "archive-corrupt"


def test_an_object_and_a_position_that_are_pipes_are_refused(archive: Archive) -> None:
    digest = archive.put(b"a page")
    (archive.folder / "delivered").mkdir()
    for path in (
        archive.folder / "objects" / digest[:2] / digest[2:],
        archive.folder / "delivered" / "report",
    ):
        path.unlink(missing_ok=True)
        os.mkfifo(path)
    for read, says in (
        (partial(archive.get, digest), f"object {digest}: it is not a file of its own"),
        (partial(archive.delivered.of, "report"), "delivered/report is not a number of checks"),
    ):
        with pytest.raises(InputError, match=says) as caught:
            read()
        assert caught.value.id == "archive-corrupt"


def test_a_second_writer_is_refused(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tiia_pricing.watch.archive.archive.LOCK_SECONDS", 0.05)
    caught: list[InputError] = []

    def second() -> None:
        try:
            with Archive(archive.folder).locked():
                pass
        except InputError as error:
            caught.append(error)

    with archive.locked():
        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
    assert [error.id for error in caught] == ["archive-locked"]


CALLS = ("open", "write", "fsync", "replace", "ftruncate", "close")


@pytest.mark.parametrize("manner", ["clean", "torn"])
def test_killed_at_any_call_it_stays_readable(tmp_path: Path, manner: str) -> None:
    """Every call that writes, in turn, is the last that the process makes."""
    page = hashlib.sha256(b"the second page").hexdigest()
    for call in range(100):
        archive = Archive(tmp_path / f"killed-at-{call}")
        archive.folder.mkdir()
        first = archive.append(replace(CHECK, snapshot=archive.put(b"the first page")))
        archive.delivered.mark("report", 1)

        def work(archive: Archive = archive) -> None:
            archive.put(b"the second page")
            archive.append(CHECK)
            archive.delivered.mark("report", 2)

        survived = not killed_at(call, CALLS, work, torn=manner == "torn")
        checks = archive.checks()
        assert checks[0] == first
        assert archive.lost(len(checks)) == 0
        assert archive.get(str(first.snapshot)) == b"the first page"
        if len(checks) == 2:
            assert archive.get(page) == b"the second page"
        else:
            assert not survived
        told = archive.delivered.of("report")
        assert told is not None
        assert 1 <= told <= len(checks), "never further than what is recorded"
        assert archive.put(b"the second page") == page
        assert archive.append(CHECK) == archive.checks()[-1]
        assert [check.lost for check in archive.checks()] == [0] * (len(checks) + 1)
        if survived:
            break
    assert survived
    assert call >= 16, "the calls that write were not met"


@pytest.mark.parametrize("manner", ["clean", "torn"])
def test_killed_while_it_goes_on_after_a_loss_it_stays_readable(
    tmp_path: Path, manner: str
) -> None:
    for call in range(100):
        archive = Archive(tmp_path / f"killed-at-{call}")
        archive.folder.mkdir()
        first = archive.append(CHECK)
        whole = archive.log.read_bytes()
        archive.append(replace(CHECK, outcome="held"))
        archive.log.write_bytes(whole)
        work = partial(archive.append, CHECK)
        survived = not killed_at(call, CALLS, work, torn=manner == "torn")
        archive.append(CHECK)
        checks = archive.checks()
        assert checks[0] == first
        assert len(checks) >= 2
        if survived:
            break
    assert survived


DAY = dt.timedelta(days=1)


def history(*outcomes: str) -> list[Check]:
    return [
        replace(CHECK, outcome=outcome, at=NOON + number * DAY)
        for number, outcome in enumerate(outcomes)
    ]


@pytest.mark.parametrize(
    ("outcomes", "good", "failing", "days"),
    [
        ((), None, 0, 0),
        (("unchanged",), 0, 0, 0),
        (("unchanged", "held"), 0, 0, 0),
        (("unchanged", "unreadable", "unreachable", "unreadable"), 0, 3, 3),
        (("unreadable", "changed"), 1, 0, 0),
        (("unreadable", "reader-upgrade", "unreachable"), None, 2, 2),
    ],
)
def test_the_standing(outcomes: tuple[str, ...], good: int | None, failing: int, days: int) -> None:
    standing = standing_of(history(*outcomes))
    assert standing.last_good == (None if good is None else NOON + good * DAY)
    assert (standing.failing, standing.days) == (failing, days)


YEAR = dt.timedelta(days=1700)


def test_a_clock_that_was_once_ahead_makes_no_later_age_young() -> None:
    ahead = replace(CHECK, at=NOON + YEAR)
    later = [replace(CHECK, outcome="unreadable", at=NOON + n * DAY) for n in (1, 2, 5)]
    standing = standing_of([CHECK, ahead, *later])
    assert (standing.last_good, standing.clock) == (NOON + DAY, NOON + YEAR)
    assert standing.age(NOON + 5 * DAY) == "4 days ago or more"
    again = standing_of([CHECK, ahead, *later, replace(CHECK, at=NOON + 6 * DAY)])
    assert (again.last_good, again.clock) == (NOON + 6 * DAY, None)


def test_a_good_check_still_to_come_is_not_within_the_hour() -> None:
    standing = standing_of([replace(CHECK, at=NOON + YEAR)])
    assert standing.age(NOON) == "at a time still to come: a clock is wrong"


def test_failures_have_lasted_since_the_first_of_them() -> None:
    assert standing_of(history("unchanged", "unreadable", "unreachable")).since == NOON + DAY
    assert standing_of(history("unreadable", "unchanged")).since is None


def test_failures_have_not_lasted_since_a_day_to_come() -> None:
    times = (NOON, NOON + YEAR, NOON + DAY)
    failed = [replace(CHECK, outcome="unreadable", at=at) for at in times]
    assert standing_of(failed[1:]).since == NOON + DAY
    assert standing_of(failed).days == 2


def test_two_failures_on_one_day_in_beijing_are_one_day() -> None:
    evening = replace(
        CHECK, outcome="unreadable", at=dt.datetime(2026, 11, 24, 15, 59, tzinfo=dt.UTC)
    )
    noon = replace(evening, at=NOON)
    assert standing_of([noon, evening]).days == 1
    night = replace(evening, at=dt.datetime(2026, 11, 24, 16, tzinfo=dt.UTC))
    assert standing_of([noon, night]).days == 2


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (dt.timedelta(minutes=59), "within the hour"),
        (dt.timedelta(hours=1), "1 hour ago"),
        (dt.timedelta(hours=2), "2 hours ago"),
        (dt.timedelta(hours=23, minutes=59), "23 hours ago"),
        (dt.timedelta(days=1), "1 day ago"),
        (dt.timedelta(days=2), "2 days ago"),
        (dt.timedelta(days=3, hours=23), "3 days ago"),
    ],
)
def test_the_age_of_the_last_good_check(later: dt.timedelta, words: str) -> None:
    assert standing_of([CHECK]).age(NOON + later) == words
    assert standing_of([]).age(NOON) == "never"
