"""A check that is not alone: another is recorded while the page comes, or the program fails."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from pathlib import Path

import pytest

import frozen
from tiia_pricebook import PriceBook
from tiia_pricing.watch import checking
from tiia_pricing.watch.archive import Archive, Failure
from tiia_pricing.watch.checking import Verdict, Watched, check
from tiia_scraper.sources import Fetched, Validators

NOON = dt.datetime(2026, 11, 24, 4, tzinfo=dt.UTC)
URL = "https://vendor.example/prices"
OLD = frozen.TEXT
NEW = OLD.replace("2.5元/千次", "2.6元/千次", 1)

Asked = list[tuple[str, tuple[str, ...], Validators | None]]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive")


@pytest.fixture(scope="module")
def in_force() -> PriceBook:
    return frozen.book()


def fetched(text: str, etag: str) -> Fetched:
    return Fetched(text.encode(), URL, charset="utf-8", status=200, headers={"etag": f'"{etag}"'})


def watch(archive: Archive, in_force: PriceBook, source: str = URL) -> tuple[Verdict, Asked]:
    """A check whose source answers slowly: another check of a newer page is recorded meanwhile."""
    asked: Asked = []

    def slow(source: str, *, hosts: Collection[str], since: Validators | None) -> Fetched:
        asked.append((source, tuple(hosts), since))
        if len(asked) > 1:
            return fetched(NEW, "new")
        check(Watched(source), archive, in_force, NOON, lambda *_, **__: fetched(NEW, "new"))
        return fetched(OLD, "old")

    later = NOON + dt.timedelta(minutes=1)
    return check(Watched(source, ("cdn.example",)), archive, in_force, later, slow), asked


def test_a_page_is_asked_for_again_where_another_check_came_first(
    archive: Archive, in_force: PriceBook
) -> None:
    """Its answer may be older than what the other check has seen and told."""
    verdict, asked = watch(archive, in_force)
    assert asked == [
        (URL, ("cdn.example",), None),
        (URL, ("cdn.example",), Validators(etag='"new"')),
    ]
    assert [one.outcome for one in archive.checks()] == ["changed", "unchanged"]
    assert verdict.check.headers == {"etag": '"new"'}


def test_standard_input_is_read_once_whatever_came_first(
    archive: Archive, in_force: PriceBook
) -> None:
    verdict, asked = watch(archive, in_force, "-")
    assert len(asked) == 1
    assert verdict.check.headers == {"etag": '"old"'}


def broken(*_: object, **__: object) -> Fetched:
    raise ZeroDivisionError("by zero")


def told(verdict: Verdict) -> Failure | None:
    assert isinstance(verdict.fault, ZeroDivisionError)
    assert (verdict.error, verdict.new) == (None, None)
    return verdict.check.error


FAULT = Failure("program-fault", "the program has a fault: ZeroDivisionError: by zero", {})


def test_a_fault_while_a_page_is_read_is_recorded_and_told(
    archive: Archive, in_force: PriceBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    get: Callable[..., Fetched] = lambda *_, **__: fetched(OLD, "old")  # noqa: E731
    monkeypatch.setattr(checking, "read_with_messages", broken)
    verdict = check(Watched(URL), archive, in_force, NOON, get)
    assert told(verdict) == FAULT
    assert [one.outcome for one in archive.checks()] == ["unreadable"]


def test_a_fault_while_a_page_is_fetched_is_recorded_and_told(
    archive: Archive, in_force: PriceBook
) -> None:
    assert told(check(Watched(URL), archive, in_force, NOON, broken)) == FAULT
    assert [one.outcome for one in archive.checks()] == ["unreachable"]
