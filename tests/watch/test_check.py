"""One check: what is compared with what, what is archived, what becomes of each failure."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Collection, Mapping
from pathlib import Path

import pytest
from msgspec.structs import replace

import frozen
from tiia_pricebook import PriceBook, dumps, loads
from tiia_pricebook.errors import (
    BookInvalid,
    InputError,
    PageUnreadable,
    PricingError,
    SourceUnreachable,
)
from tiia_pricing.locale import tell_in
from tiia_pricing.watch import baseline
from tiia_pricing.watch.archive import Archive, Check
from tiia_pricing.watch.checking import Verdict, Watched, check
from tiia_scraper import read_page, read_with_messages
from tiia_scraper.sources import Fetched, Validators

PAGE = frozen.TEXT
DEARER = PAGE.replace("2.5元/千次", "2.6元/千次", 1)
TENFOLD = PAGE.replace("2.5元/千次", "25元/千次", 1)
ANNOUNCING = PAGE.replace("\n## ", "\n自2027年1月1日起，商品识别的价格有所上调。\n\n## ", 1)
LOGIN = "<html><title>登录</title><body><h1>登录</h1></body></html>"
NOON = dt.datetime(2026, 11, 24, 4, tzinfo=dt.UTC)
URL = "https://vendor.example/prices"


class Vendor:
    """A source that answers what it is told to, and knows what it was asked."""

    def __init__(self) -> None:
        self.page = PAGE
        self.error: PricingError | None = None
        self.headers: dict[str, str] = {}
        self.charset, self.encoding = "utf-8", "utf-8"
        self.url: str | None = f"{URL}/now"
        self.silent = False
        self.asked: list[tuple[str, tuple[str, ...], Validators | None]] = []

    def __call__(self, source: str, *, hosts: Collection[str], since: Validators | None) -> Fetched:
        self.asked.append((source, tuple(hosts), since))
        if self.error is not None:
            raise self.error
        same = since is not None and since.etag == self.headers.get("etag")
        headers = {**self.headers, "set-cookie": "session=1", "content-type": "text/html"}
        return Fetched(
            b"" if same else self.page.encode(self.encoding),
            source,
            charset=None if same else self.charset,
            final_url=self.url,
            status=304 if same else 200,
            headers={} if same and self.silent else headers,
            not_modified=same,
        )


@pytest.fixture
def vendor() -> Vendor:
    return Vendor()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive")


@pytest.fixture(scope="module")
def in_force() -> PriceBook:
    return frozen.book()


@pytest.fixture
def look(vendor: Vendor, archive: Archive, in_force: PriceBook) -> Looking:
    return Looking(vendor, archive, in_force)


class Looking:
    """Checks of one page, a day apart."""

    def __init__(self, vendor: Vendor, archive: Archive, in_force: PriceBook) -> None:
        self.vendor, self.archive, self.in_force, self.day = vendor, archive, in_force, 0

    def __call__(self, page: str | None = None, *, accept: str | None = None) -> Verdict:
        if page is not None:
            self.vendor.page = page
        now = NOON + dt.timedelta(days=self.day)
        self.day += 1
        return check(
            Watched(URL, ("cdn.example",), accept), self.archive, self.in_force, now, self.vendor
        )


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_the_first_page_is_compared_with_the_book_in_force(look: Looking) -> None:
    verdict = look()
    assert verdict.check.outcome == "unchanged"
    assert look.vendor.asked == [(URL, ("cdn.example",), None)]
    assert look.archive.get(sha(PAGE)) == PAGE.encode()
    assert loads(look.archive.get(str(verdict.check.book))) == look.in_force
    assert loads(look.archive.get(str(verdict.check.against))) == look.in_force


def test_a_check_is_one_line_with_all_that_was_found(look: Looking) -> None:
    look.vendor.headers = {"etag": '"1"', "x-secret": "no"}
    recorded = look().check
    assert look.archive.checks() == [recorded]
    assert recorded.at == NOON
    assert (recorded.source, recorded.final_url, recorded.status) == (URL, f"{URL}/now", 200)
    assert recorded.headers == {"etag": '"1"', "content-type": "text/html"}
    assert (recorded.snapshot, recorded.charset) == (sha(PAGE), "utf-8")


def test_a_first_page_that_differs_is_told(look: Looking) -> None:
    verdict = look(DEARER)
    (change,) = verdict.check.changes
    assert verdict.check.outcome == "changed"
    assert (change.id, change.old, change.new) == ("price-increased", "2.5", "2.6")


def test_a_change_is_told_once(look: Looking) -> None:
    outcomes = [look(page).check.outcome for page in (PAGE, DEARER, DEARER, PAGE, PAGE)]
    assert outcomes == ["unchanged", "changed", "unchanged", "changed", "unchanged"]


def test_white_space_is_no_change_and_is_archived(look: Looking) -> None:
    look(PAGE)
    verdict = look(PAGE.replace("<td >", "<td>"))
    assert verdict.check.outcome == "unchanged"
    assert verdict.check.snapshot == sha(PAGE.replace("<td >", "<td>"))
    assert len(look.archive.checks()) == 2


def test_an_unmodified_page_is_unchanged_and_stays_the_one_asked_about(look: Looking) -> None:
    look.vendor.headers = {"etag": '"1"', "last-modified": "Mon, 23 Nov 2026 00:00:00 GMT"}
    first = look().check
    second = look().check
    third = look().check
    since = Validators('"1"', "Mon, 23 Nov 2026 00:00:00 GMT")
    assert [asked[2] for asked in look.vendor.asked] == [None, since, since]
    assert [c.status for c in (first, second, third)] == [200, 304, 304]
    assert {c.snapshot for c in (first, second, third)} == {sha(PAGE)}
    assert {c.outcome for c in (second, third)} == {"unchanged"}


def test_a_page_of_another_source_is_not_asked_about(look: Looking) -> None:
    look.vendor.headers = {"etag": '"1"'}
    look()
    check(Watched("page.md"), look.archive, look.in_force, NOON, look.vendor)
    assert look.vendor.asked[-1] == ("page.md", (), None)


def test_an_unreachable_page_keeps_what_is_known(look: Looking) -> None:
    look(DEARER)
    look.vendor.error = SourceUnreachable("source-unreachable", "cannot read it", where={"try": 3})
    verdict = look()
    assert verdict.error is look.vendor.error
    assert (verdict.check.outcome, verdict.check.snapshot) == ("unreachable", None)
    assert verdict.check.error is not None
    assert verdict.check.error.where == {"try": 3}
    look.vendor.error = None
    assert look(DEARER).check.outcome == "unchanged"


def test_an_unreadable_page_is_archived_and_not_compared_with(look: Looking) -> None:
    look(PAGE)
    verdict = look(LOGIN)
    assert verdict.check.outcome == "unreadable"
    assert isinstance(verdict.error, PageUnreadable)
    assert look.archive.get(sha(LOGIN)) == LOGIN.encode()
    assert (verdict.check.book, verdict.check.changes) == (None, ())
    assert look(PAGE).check.outcome == "unchanged"


def test_a_page_too_large_to_fetch_is_unreadable(look: Looking) -> None:
    look.vendor.error = PageUnreadable("page-too-large", "more than 4194304 bytes")
    verdict = look()
    assert (verdict.check.outcome, verdict.check.snapshot) == ("unreadable", None)


def test_bad_input_is_no_check(look: Looking) -> None:
    look.vendor.error = InputError("source-unsupported", "ftp")
    with pytest.raises(InputError, match="ftp"):
        look()
    assert look.archive.checks() == []


def test_an_implausible_change_is_held_until_it_is_accepted(look: Looking) -> None:
    look(PAGE)
    held, again = look(TENFOLD), look(TENFOLD)
    assert [v.check.outcome for v in (held, again)] == ["held", "held"]
    assert [hold.id for hold in held.check.holds] == ["price-tenfold"]
    assert [change.new for change in again.check.changes] == ["25"]
    assert look.archive.get(sha(TENFOLD)) == TENFOLD.encode()
    accepted = look(TENFOLD, accept=sha(TENFOLD)[:12])
    assert (accepted.check.outcome, accepted.check.accepted) == ("changed", True)
    assert look(TENFOLD).check.outcome == "unchanged"


def test_another_page_than_the_accepted_one_stays_held(look: Looking) -> None:
    look(PAGE)
    verdict = look(TENFOLD, accept=sha(DEARER))
    assert (verdict.check.outcome, verdict.check.accepted) == ("held", False)


def test_a_held_page_that_is_taken_back_was_never_told(look: Looking) -> None:
    outcomes = [look(page).check.outcome for page in (PAGE, TENFOLD, PAGE)]
    assert outcomes == ["unchanged", "held", "unchanged"]


@pytest.mark.parametrize("accept", ["", "3f2a", "zzzzzzzz", "A" * 8, "a" * 65])
def test_what_names_no_snapshot_is_not_accepted(look: Looking, accept: str) -> None:
    with pytest.raises(InputError) as caught:
        look(TENFOLD, accept=accept)
    assert caught.value.id == "accept-unreadable"
    assert not look.archive.folder.exists()


def test_the_last_good_check_and_failures_since(look: Looking) -> None:
    look(PAGE)
    look(LOGIN)
    standing = look(LOGIN).standing
    assert standing.last_good == NOON
    assert (standing.failing, standing.days) == (2, 2)


def better(book: PriceBook) -> PriceBook:
    """The book as a reader would read it who overlooked the first pack until today."""
    return replace(book, packs=book.packs[1:])


@pytest.fixture
def upgraded(monkeypatch: pytest.MonkeyPatch) -> None:
    def reader(
        data: bytes, source: str, charset: str | None = None
    ) -> tuple[PriceBook, dict[str, str]]:
        return better(read_page(data, source, charset)), {}

    monkeypatch.setattr(baseline, "read_with_messages", reader)
    monkeypatch.setattr("tiia_pricing.watch.checking.read_with_messages", reader)


def test_a_better_reader_is_recorded_and_not_told(
    look: Looking, request: pytest.FixtureRequest
) -> None:
    first = look(PAGE).check
    request.getfixturevalue("upgraded")
    verdict = look(PAGE)
    upgrade = verdict.upgrade
    assert upgrade is not None
    assert upgrade.outcome == "reader-upgrade"
    assert [change.id for change in upgrade.changes] == ["pack-removed"]
    assert (upgrade.snapshot, upgrade.against) == (first.snapshot, first.book)
    assert verdict.check.outcome == "unchanged"
    assert [c.outcome for c in look.archive.checks()] == [
        "unchanged",
        "reader-upgrade",
        "unchanged",
    ]
    assert look(PAGE).upgrade is None


def test_a_better_reader_and_a_changed_page_are_told_apart(
    look: Looking, request: pytest.FixtureRequest
) -> None:
    look(PAGE)
    request.getfixturevalue("upgraded")
    verdict = look(DEARER)
    assert verdict.upgrade is not None
    assert [change.id for change in verdict.check.changes] == ["price-increased"]


@pytest.mark.parametrize("reader", ["the same reader", "a better reader"])
def test_findings_that_come_and_go_can_be_told_in_chinese(
    look: Looking, monkeypatch: pytest.MonkeyPatch, reader: str
) -> None:
    """What comes is in the words of this check, what goes in those of the page before."""

    def reading(
        data: bytes, source: str, charset: str | None = None
    ) -> tuple[PriceBook, Mapping[str, str]]:
        book, said = read_with_messages(data, source, charset)
        return better(book), said

    look(PAGE)
    come = look(ANNOUNCING).check
    if reader == "a better reader":
        monkeypatch.setattr(baseline, "read_with_messages", reading)
        monkeypatch.setattr("tiia_pricing.watch.checking.read_with_messages", reading)
    gone = look(PAGE).check
    [added] = [one for change in come.changes for one in change.consequences]
    [resolved] = [one for change in gone.changes for one in change.consequences]
    assert (added.id, resolved.id) == ("finding-added", "finding-resolved")
    assert added.new == resolved.old
    chinese = "似乎预告调整（2027年1月1日）"
    for told in (added.new, resolved.old):
        assert told.startswith("seems to announce a change (2027年1月1日)")
        assert chinese in tell_in("zh")(told)


def test_a_reader_that_reads_the_stored_page_no_more_is_recorded_once(
    look: Looking, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = look(PAGE).check
    monkeypatch.setattr(baseline, "read_with_messages", worse)
    verdict = look(DEARER)
    assert verdict.upgrade is not None
    assert verdict.upgrade.error is not None
    assert verdict.upgrade.error.error == "cell-unreadable"
    assert verdict.upgrade.book == first.book
    assert [change.id for change in verdict.check.changes] == ["price-increased"]
    monkeypatch.setattr(baseline, "read_with_messages", read_with_messages)
    assert look(DEARER).check.outcome == "unchanged"


def test_a_failing_rereading_is_not_recorded_twice(
    look: Looking, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(PAGE)
    monkeypatch.setattr(baseline, "read_with_messages", worse)
    look.vendor.error = SourceUnreachable("source-unreachable", "cannot read it")
    look()
    look()
    outcomes = [c.outcome for c in look.archive.checks()]
    assert outcomes == ["unchanged", "reader-upgrade", "unreachable", "unreachable"]


def test_a_stored_book_of_a_former_schema_is_replaced(look: Looking) -> None:
    look(PAGE)
    old: Check = look.archive.checks()[0]
    digest = look.archive.put(b'{"former": "schema"}')
    look.archive.log.unlink()
    look.archive.append(replace(old, book=digest, previous=""))
    verdict = look(PAGE)
    assert verdict.upgrade is not None
    assert verdict.upgrade.changes == ()
    assert verdict.check.outcome == "unchanged"
    assert look.archive.get(str(verdict.check.book)) == dumps(
        replace(look.in_force, snapshot=replace(look.in_force.snapshot, source=URL))
    )


def test_the_books_compared_are_at_hand(look: Looking) -> None:
    first = look(PAGE)
    assert (first.old, first.new) == (look.in_force, look.in_force)
    second = look(DEARER)
    assert second.old == look.in_force
    assert second.new is not None
    assert str(second.new.pay_as_you_go[0].tiers[0].price) == "2.6"
    assert look(LOGIN).new is None


def test_the_book_of_an_unmodified_page_is_at_hand(look: Looking) -> None:
    look.vendor.headers = {"etag": '"1"'}
    look()
    assert look().new == look.in_force


def test_a_server_that_only_says_unmodified_is_asked_the_same_again(look: Looking) -> None:
    look.vendor.headers, look.vendor.silent = {"etag": '"1"'}, True
    for _ in range(3):
        look()
    assert [asked[2] for asked in look.vendor.asked] == [None, *[Validators('"1"', None)] * 2]


def test_a_page_is_asked_about_by_its_date_alone(look: Looking) -> None:
    look.vendor.headers = {"last-modified": "Mon, 23 Nov 2026 00:00:00 GMT"}
    look()
    look.vendor.headers = {"etag": '"2"'}
    look()
    assert look.vendor.asked[1][2] == Validators(None, "Mon, 23 Nov 2026 00:00:00 GMT")


def test_a_page_is_read_and_read_again_in_the_encoding_that_was_declared(look: Looking) -> None:
    vendor = look.vendor
    vendor.charset = vendor.encoding = "utf-16le"
    vendor.headers = {"etag": '"1"'}
    assert [look().check.outcome for _ in range(3)] == ["unchanged"] * 3
    assert [c.outcome for c in look.archive.checks()] == ["unchanged"] * 3
    assert {c.charset for c in look.archive.checks()} == {"utf-16le"}


def test_a_source_without_an_address_has_none_in_its_record(look: Looking) -> None:
    look.vendor.url = None
    assert look().check.final_url is None


def test_times_are_in_utc_wherever_the_watch_runs(
    look: Looking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        look()
    finally:
        monkeypatch.undo()
        time.tzset()
    assert b'"at":"2026-11-24T04:00:00Z"' in look.archive.log.read_bytes()


def test_what_names_no_snapshot_is_told(look: Looking) -> None:
    with pytest.raises(InputError) as caught:
        look(PAGE, accept="3f2a")
    assert caught.value.message == "'3f2a' names no snapshot"
    assert caught.value.expected == "8 to 64 hexadecimal digits"


def test_an_upgrade_keeps_the_source_of_its_page_and_what_it_was_asked_with(
    look: Looking, request: pytest.FixtureRequest
) -> None:
    look.vendor.headers = {"etag": '"1"'}
    look()
    request.getfixturevalue("upgraded")
    verdict = check(Watched("page.md"), look.archive, look.in_force, NOON, look.vendor)
    assert verdict.upgrade is not None
    assert (verdict.upgrade.source, verdict.upgrade.at) == (URL, NOON)
    assert verdict.check.against == verdict.upgrade.book
    assert len(loads(look.archive.get(str(verdict.upgrade.book))).packs) == 6


def test_after_an_upgrade_the_server_is_asked_whether_the_page_is_the_same(
    look: Looking, request: pytest.FixtureRequest
) -> None:
    look.vendor.headers = {"etag": '"1"'}
    look()
    request.getfixturevalue("upgraded")
    verdict = look()
    assert look.vendor.asked[-1][2] == Validators('"1"', None)
    assert verdict.upgrade is not None
    assert verdict.check.book == verdict.upgrade.book


def worse(data: bytes, source: str, charset: str | None = None) -> PriceBook:
    raise PageUnreadable("cell-unreadable", "'2.5元/千次' cannot be read")


def test_after_a_failed_rereading_the_stored_book_is_compared_with(
    look: Looking, monkeypatch: pytest.MonkeyPatch
) -> None:
    look.vendor.headers = {"etag": '"1"'}
    first = look().check
    monkeypatch.setattr(baseline, "read_with_messages", worse)
    verdict = look()
    assert verdict.check.against == verdict.check.book == first.book
    assert look.vendor.asked[-1][2] == Validators('"1"', None)


def test_a_stored_book_and_page_that_are_both_unreadable_are_named(
    look: Looking, monkeypatch: pytest.MonkeyPatch
) -> None:
    old: Check = look(PAGE).check
    digest = look.archive.put(b'{"former": "schema"}')
    look.archive.log.unlink()
    look.archive.append(replace(old, book=digest, previous=""))
    monkeypatch.setattr(baseline, "read_with_messages", worse)
    with pytest.raises(BookInvalid) as caught:
        look()
    assert caught.value.where == {"file": f"object {digest}"}
