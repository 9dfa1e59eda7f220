"""``tiia-pricing watch`` against a server: exit codes, what is archived, what is told."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import feedparser  # type: ignore[import-untyped]  # it ships no types
import pytest
from msgspec.structs import replace

import frozen
from support.faulty import answers
from support.faulty.answers import Request, Script
from support.faulty.server import Server
from tiia_pricing.cli import main
from tiia_pricing.watch import feed_of
from tiia_pricing.watch.archive import Archive, Check
from tiia_scraper.sources import Limits

PAGE = frozen.TEXT
DEARER = PAGE.replace("2.5元/千次", "2.6元/千次", 1)
TENFOLD = PAGE.replace("2.5元/千次", "30元/千次", 1)
LOGIN = "<html><title>登录</title><body><h1>登录</h1></body></html>"
QUICK = Limits(connect=5, read=0.5, overall=2, attempts=2, backoff=0.01)
OUTCOMES = {
    "unchanged": (answers.page(PAGE), 0),
    "changed": (answers.page(DEARER), 1),
    "unreachable": (answers.status(503), 101),
    "unreadable": (answers.page(LOGIN), 102),
    "held": (answers.page(TENFOLD), 103),
}
FORMATS = ("text", "json", "markdown", "github")


class Told(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Told]


@pytest.fixture
def watch(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    server: Server,
) -> Run:
    monkeypatch.setattr("tiia_scraper.sources.LIMITS", QUICK)

    def run(script: Script, *words: object, path: str = "/page") -> Told:
        url = server.answer(path, script)
        kept = ("--archive", str(tmp_path / "archive"), "--book", frozen.file())
        code = main(["watch", url, *kept, *map(str, words)])
        return Told(code, *capsys.readouterr())

    return run


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive")


def outcomes(archive: Archive) -> list[str]:
    return [check.outcome for check in archive.checks()]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_outcome_has_its_exit_code_and_names_the_last_good_check(
    watch: Run, archive: Archive, outcome: str, form: str
) -> None:
    assert watch(answers.page(PAGE)).code == 0
    script, code = OUTCOMES[outcome]
    told = watch(script, "--format", form)
    assert told.code == code
    assert outcomes(archive) == ["unchanged", outcome]
    if form == "json":
        assert told.json["outcome"] == outcome
        assert told.json["last_good"]["age"] == "within the hour"
    else:
        assert outcome in told.out or form == "github"
        assert "last good check: 2" in told.out
        assert "UTC, within the hour" in told.out
    assert bool(told.err) == (code in (101, 102))


def test_what_was_archived_each_time(watch: Run, archive: Archive) -> None:
    for page in (PAGE, DEARER, LOGIN, TENFOLD):
        watch(answers.page(page, etag=f'"{len(page)}"', set_cookie="session=hunter2"))
    watch(answers.status(404))
    pages = [hashlib.sha256(page.encode()).hexdigest() for page in (PAGE, DEARER, LOGIN, TENFOLD)]
    checks = archive.checks()
    assert [check.outcome for check in checks] == [
        *("unchanged", "changed", "unreadable", "held", "unreachable")
    ]
    assert [check.snapshot for check in checks] == [*pages, None]
    assert archive.get(pages[2]) == LOGIN.encode()
    assert [check.status for check in checks] == [200, 200, 200, 200, None]
    assert checks[0].headers["etag"] == f'"{len(PAGE)}"'
    assert "hunter2" not in archive.log.read_text("utf-8")


def test_a_change_in_json(watch: Run, archive: Archive) -> None:
    watch(answers.page(PAGE))
    told = watch(answers.page(DEARER), "--format", "json").json
    (change,) = told["changes"]
    assert (change["id"], change["old"], change["new"]) == ("price-increased", "2.5", "2.6")
    assert change["impact"][0] | {"beside": []} == {
        "interface": "商品识别",
        "beside": [],
        "of": "bill",
        "calls": 1_000_000,
        "pack": None,
        "old": "2497.50",  # 999,000 x 2.5 / 1,000
        "new": "2597.40",  # 999,000 x 2.6 / 1,000
        "difference": "99.90",
        "percent": "4.0",
    }
    check: Check = archive.checks()[-1]
    assert told["archived"]["snapshot"] == check.snapshot
    assert told["archived"]["book"] == check.book
    assert (told["holds"], told["error"], told["accepted"]) == ([], None, False)


def test_a_held_change_tells_how_to_let_it_pass(watch: Run, archive: Archive) -> None:
    watch(answers.page(PAGE))
    told = watch(answers.page(TENFOLD))
    accept = hashlib.sha256(TENFOLD.encode()).hexdigest()[:12]
    assert f"--accept {accept}\n" in told.out
    other = watch(answers.page(TENFOLD), "--accept", "deadbeef")
    assert other.code == 103
    assert other.err == "warning: --accept deadbeef is not the hash of the held page\n"
    assert watch(answers.page(TENFOLD), "--accept", accept).code == 1
    assert watch(answers.page(TENFOLD)).code == 0
    assert outcomes(archive) == ["unchanged", "held", "held", "changed", "unchanged"]


def test_the_error_of_an_unreadable_page_is_told_on_stderr_too(watch: Run) -> None:
    told = watch(answers.page(LOGIN), "--format", "json")
    error = json.loads(told.err)
    assert (error["error"], error["exit_code"]) == ("no-price", 102)
    assert told.json["error"]["error"] == "no-price"
    assert told.json["last_good"] is None


def test_failing_days_are_counted(watch: Run) -> None:
    watch(answers.page(PAGE))
    watch(answers.status(404))
    told = watch(answers.page(LOGIN), "--format", "json").json
    assert told["failing"]["checks"] == 2
    assert told["failing"]["days"] in (1, 2)  # midnight in Beijing may pass between them
    assert watch(answers.page(PAGE), "--format", "json").json["failing"]["checks"] == 0


def test_an_unmodified_page_is_not_sent_again(watch: Run, server: Server, archive: Archive) -> None:
    page = answers.unless_known(PAGE, etag='"1"', last_modified="Mon, 23 Nov 2026 00:00:00 GMT")
    watch(page)
    assert watch(page).code == 0
    assert [check.status for check in archive.checks()] == [200, 304]
    assert server.asked("/page")[1].headers["if-none-match"] == '"1"'


def test_a_redirect_is_followed_to_allowed_hosts_only(
    watch: Run, server: Server, archive: Archive
) -> None:
    elsewhere = server.url.replace("127.0.0.1", "localhost")
    server.answer("/moved", answers.page(PAGE))
    assert watch(answers.redirect(f"{elsewhere}/moved")).code == 101
    assert archive.checks()[-1].error is not None
    server.answer("/moved", answers.page(PAGE))
    told = watch(answers.redirect("/moved"))
    assert told.code == 0
    assert archive.checks()[-1].final_url == f"{server.url}/moved"


def test_the_query_of_an_address_is_kept_nowhere(
    watch: Run, server: Server, archive: Archive
) -> None:
    told = watch(answers.page(LOGIN), path="/page?token=hunter2")
    assert len(server.asked("/page?token=hunter2")) == 1
    assert "hunter2" not in told.out + told.err + archive.log.read_text("utf-8")


def test_an_acknowledged_change_fails_nothing(watch: Run, tmp_path: Path) -> None:
    watch(answers.page(PAGE))
    (change,) = watch(answers.page(DEARER), "--format", "json").json["changes"]
    watch(answers.page(PAGE))
    known = tmp_path / "known.toml"
    known.write_text(
        f'[[acknowledged]]\nfingerprint = "{change["fingerprint"]}"\n'
        'until = 2999-01-01\nnote = "in the budget"\n',
        "utf-8",
    )
    told = watch(answers.page(DEARER), "--acknowledged", known)
    assert told.code == 0
    assert "acknowledged until 2999-01-01: in the budget" in told.out


def test_a_bad_file_of_acknowledgements_is_refused_before_the_check(
    watch: Run, server: Server, archive: Archive, tmp_path: Path
) -> None:
    (tmp_path / "known.toml").write_text("[[known]]\n")
    told = watch(answers.page(PAGE), "--acknowledged", tmp_path / "known.toml")
    assert (told.code, told.out) == (2, "")
    assert (server.requests, archive.checks()) == ([], [])


def test_below_the_level_asked_for_nothing_fails(watch: Run) -> None:
    watch(answers.page(PAGE))
    cheaper = PAGE.replace("2.5元/千次", "2.4元/千次", 1)
    assert watch(answers.page(cheaper), "--fail-on", "breaking").code == 0
    assert watch(answers.page(PAGE), "--fail-on", "breaking").code == 1


def test_the_feed_has_the_changes_and_nothing_else(watch: Run, tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    for page in (PAGE, DEARER, LOGIN, TENFOLD, PAGE):
        watch(answers.page(page), "--feed", feed)
    parsed = feedparser.parse(feed.read_bytes())
    assert not parsed.bozo
    told = {entry.title.partition(": ")[0]: entry.content[0].value for entry in parsed.entries}
    assert told.keys() == {"breaking", "notable"}
    assert "2,497.50 → 2,597.40 yuan" in told["breaking"]
    assert "2,597.40 → 2,497.50 yuan" in told["notable"]


def test_a_feed_never_takes_the_place_of_the_archive(watch: Run, tmp_path: Path) -> None:
    watch(answers.page(PAGE))
    log = tmp_path / "archive/checks.jsonl"
    before = log.read_bytes()
    done = watch(answers.page(PAGE), "--feed", log)
    assert (done.code, done.out) == (2, "")
    assert "checks.jsonl lies in the archive" in done.err
    assert log.read_bytes() == before


def test_an_archive_has_a_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["watch", "page.md", "--archive", ""]) == 2
    assert "the name of the folder is empty" in capsys.readouterr().err


def test_a_feed_of_nothing_is_a_feed(watch: Run, tmp_path: Path) -> None:
    watch(answers.status(404), "--feed", tmp_path / "feed.xml")
    parsed = feedparser.parse((tmp_path / "feed.xml").read_bytes())
    assert (parsed.bozo, parsed.entries) == (False, [])
    assert parsed.feed.subtitle == "Last good check: never"


def test_the_feed_tells_when_the_page_was_last_read(watch: Run, tmp_path: Path) -> None:
    for page in (PAGE, LOGIN):
        watch(answers.page(page), "--feed", tmp_path / "feed.xml")
    parsed = feedparser.parse((tmp_path / "feed.xml").read_bytes())
    told = r"Last good check: \d{4}-\d\d-\d\d \d\d:\d\d UTC, within the hour at the last check"
    assert re.fullmatch(told, parsed.feed.subtitle)


def test_notices_go_to_their_channels(
    watch: Run, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answer("/changes", answers.status(200))
    server.answer("/breakage", answers.status(200))
    for channel in ("changes", "breakage"):
        address = f"json://127.0.0.1:{server.port}/{channel}"
        monkeypatch.setenv(f"TIIA_NOTIFY_{channel.upper()}", address)
    for page in (PAGE, DEARER, LOGIN, LOGIN, DEARER, TENFOLD):
        watch(answers.page(page), "--notify")
    assert len(server.asked("/changes")) == 1
    assert len(server.asked("/breakage")) == 3  # unreadable, read again, held


def test_a_notice_that_was_not_taken_is_sent_again(
    watch: Run, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answer("/hook", answers.status(200))
    for channel in ("CHANGES", "BREAKAGE"):
        monkeypatch.setenv(f"TIIA_NOTIFY_{channel}", f"json://127.0.0.1:{server.port}/hook")
    watch(answers.page(PAGE), "--notify")
    server.answer("/hook", answers.status(500))
    told = watch(answers.page(DEARER), "--notify")
    assert told.code == 1
    assert "did not take '1 change of TIIA prices'" in told.err
    told = watch(answers.page(DEARER), "--notify")
    assert told.code == 2, "nothing changed, and a notice is still not delivered"
    server.answer("/hook", answers.status(200))
    before = len(server.asked("/hook"))
    assert watch(answers.page(DEARER), "--notify").code == 0
    assert len(server.asked("/hook")) == before + 1
    assert watch(answers.page(DEARER), "--notify").code == 0
    assert len(server.asked("/hook")) == before + 1


def test_notices_without_an_address_are_refused_before_the_check(
    watch: Run, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TIIA_NOTIFY_CHANGES", raising=False)
    told = watch(answers.page(PAGE), "--notify")
    assert (told.code, told.out) == (2, "")
    assert archive.checks() == []


@pytest.mark.parametrize("bad", ['"a\tb"', '"a', "yesterday", "\x01"])
def test_what_a_server_sent_never_keeps_a_check_from_being_made(
    watch: Run, server: Server, archive: Archive, bad: str
) -> None:
    odd = answers.page(PAGE, etag=bad, last_modified=bad)
    assert [watch(odd).code for _ in range(3)] == [0, 0, 0]
    assert outcomes(archive) == ["unchanged"] * 3
    assert "if-none-match" not in server.asked("/page")[-1].headers


@pytest.mark.parametrize("where", ["fetch", "read"])
def test_a_fault_of_the_program_is_recorded_and_told(
    watch: Run, archive: Archive, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise ZeroDivisionError("by zero")

    watch(answers.page(PAGE))
    places = {
        "fetch": "tiia_scraper.sources.web.from_url",
        "read": "tiia_pricing.watch.checking.read_with_messages",
    }
    with monkeypatch.context() as patched:
        patched.setattr(places[where], broken)
        told = watch(answers.page(DEARER))
    assert told.code == 70
    assert "the program has a fault: ZeroDivisionError: by zero" in told.err
    assert outcomes(archive)[1] == {"fetch": "unreachable", "read": "unreadable"}[where]
    assert archive.checks()[1].error is not None
    assert watch(answers.page(DEARER)).code == 1


def test_a_check_that_its_archive_ends_is_recorded(watch: Run, archive: Archive) -> None:
    watch(answers.page(PAGE))
    digest = hashlib.sha256(PAGE.encode()).hexdigest()
    (archive.folder / "objects" / digest[:2] / digest[2:]).unlink()
    assert watch(answers.page(DEARER)).code == 2
    assert outcomes(archive) == ["unchanged", "unreadable"]
    error = archive.checks()[1].error
    assert error is not None
    assert error.error == "archive-corrupt"


def test_a_slow_server_keeps_no_other_check_waiting(
    watch: Run, server: Server, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a page is fetched the archive can be locked; what was recorded then is not missed."""
    watch(answers.page(PAGE))
    once: list[str] = []

    def meanwhile(request: Request) -> answers.Answer:
        if not once:
            once.append("another check")
            with archive.locked():
                archive.append(archive.checks()[-1])
        return answers.page(DEARER)

    monkeypatch.setattr("tiia_pricing.watch.archive.archive.LOCK_SECONDS", 0.1)
    assert watch(meanwhile).code == 1
    assert outcomes(archive) == ["unchanged", "unchanged", "changed"]
    assert len(server.asked("/page")) == 3, "asked again: the other may have seen a newer page"


def test_a_log_that_lost_its_end_is_told_once(watch: Run, archive: Archive) -> None:
    for page in (PAGE, DEARER):
        watch(answers.page(page))
    archive.log.write_bytes(archive.log.read_bytes().splitlines(keepends=True)[0])
    told = watch(answers.page(DEARER), "--format", "json")
    assert (told.code, told.json["outcome"], told.json["lost"]) == (1, "changed", 1)
    assert json.loads(told.err)["error"] == "archive-cut"
    again = watch(answers.page(DEARER), "--format", "json")
    assert (again.code, again.json["lost"], again.err) == (0, 0, "")


def test_a_lost_end_and_nothing_else_is_an_error(watch: Run, archive: Archive) -> None:
    for _ in range(2):
        watch(answers.page(PAGE))
    archive.log.write_bytes(archive.log.read_bytes()[:-1])
    told = watch(answers.page(PAGE))
    assert told.code == 2
    assert "the log lost its end: 1 check that was recorded is not there" in told.err


def test_a_feed_that_cannot_be_written_silences_nothing(
    watch: Run, archive: Archive, tmp_path: Path
) -> None:
    assert watch(answers.page(PAGE), "--feed", tmp_path / "gone" / "feed.xml").code == 2
    told = watch(answers.page(DEARER), "--feed", tmp_path / "gone" / "feed.xml")
    assert (told.code, outcomes(archive)) == (1, ["unchanged", "changed"])
    assert told.out.startswith("changed: 1 change\n")
    assert "cannot write: No such file or directory" in told.err
    assert watch(answers.page(DEARER), "--feed", tmp_path / "feed.xml").code == 0
    assert len(feedparser.parse((tmp_path / "feed.xml").read_bytes()).entries) == 1


def test_a_clock_that_was_ahead_is_told(watch: Run, archive: Archive) -> None:
    watch(answers.page(PAGE))
    ahead = replace(archive.checks()[0], at=dt.datetime(2131, 1, 1, tzinfo=dt.UTC))
    archive.append(ahead)
    told = watch(answers.status(503))
    assert "clock: it said 2131-01-01 00:00 UTC before; one of the two is wrong" in told.out
    assert "within the hour or more" in told.out


def test_what_a_clock_that_was_ahead_dated_is_dated_anew_in_the_feed(
    watch: Run, archive: Archive, tmp_path: Path
) -> None:
    """The entry stays the same one: readers know it by its id."""
    watch(answers.page(PAGE))
    watch(answers.page(DEARER))
    first, changed = archive.checks()
    shutil.rmtree(archive.folder / "delivered")
    (archive.folder / "checks.jsonl").unlink()
    (archive.folder / "tip").unlink()
    archive.append(replace(first, previous=""))
    archive.append(replace(changed, at=dt.datetime(2131, 1, 1, tzinfo=dt.UTC)))
    fed = feedparser.parse(feed_of(archive, archive.checks(), "feed.xml"))
    assert (fed.feed.updated, fed.entries[0].updated) == ("2131-01-01T00:00:00Z",) * 2
    watch(answers.page(DEARER), "--feed", tmp_path / "feed.xml")
    again = feedparser.parse((tmp_path / "feed.xml").read_bytes())
    last = archive.checks()[-1].at.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert (again.feed.updated, again.entries[0].updated) == (last, last)
    assert again.entries[0].id == fed.entries[0].id


@pytest.mark.parametrize("form", FORMATS)
def test_what_no_report_has_told_is_told_late(watch: Run, archive: Archive, form: str) -> None:
    watch(answers.page(PAGE))
    watch(answers.page(DEARER))
    archive.delivered.mark("report", 1)
    told = watch(answers.page(DEARER), "--format", form)
    assert told.code == 1
    assert "2,597.40" in told.out or "2597.40" in told.out
    if form == "json":
        assert [len(late["changes"]) for late in told.json["late"]] == [1]
    else:
        assert "not reported before: the check of 2" in told.out
    archive.delivered.mark("report", 1)
    assert watch(answers.page(DEARER), "--fail-on", "breaking").code == 1


FAULTS = {
    "busy, then there": (answers.status(429, retry_after="0"), 101),
    "a reset": (answers.reset(), 101),
    "a body that drips": (answers.slow_body(PAGE, 0.05), 101),
    "a body cut off": (answers.short(PAGE), 101),
    "a gzip bomb": (answers.bomb(50), 102),
    "a circle": (answers.redirect("/page"), 101),
    "no table": (answers.page("<html><h2>价格</h2><table></table>"), 102),
    "an empty body": (answers.page(""), 102),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_costs_nothing_that_is_known(watch: Run, archive: Archive, fault: str) -> None:
    watch(answers.page(PAGE))
    script, code = FAULTS[fault]
    assert watch(script).code == code
    assert watch(answers.page(PAGE)).code == 0
    assert outcomes(archive)[0] == outcomes(archive)[2] == "unchanged"
    assert watch(answers.page(DEARER)).code == 1
