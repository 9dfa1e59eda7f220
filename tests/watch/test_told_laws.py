"""Laws of telling: whatever fails, and in whatever order, a change reaches every channel.

A random sequence of checks goes through the command while standard output, the feed, each
address of each channel and the process itself fail at random. What each channel took is kept
here, beside the program, and compared with what was found.
"""

from __future__ import annotations

import datetime as dt
import io
import random
import re
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from msgspec.structs import replace

import frozen
from tiia_pricebook.errors import InputError
from tiia_pricing.changes import Change
from tiia_pricing.changes.plausibility.plausible import Hold
from tiia_pricing.cli import main
from tiia_pricing.watch import Notice, NoticeAddress
from tiia_pricing.watch.archive import Archive, Check, Failure, standing_of
from tiia_pricing.watch.checking import Verdict, Watched
from tiia_pricing.watch.delivery import NoticeUndelivered

NOON = dt.datetime(2026, 11, 24, 4, tzinfo=dt.UTC)
GOOD = Check(NOON, "page.md", "unchanged", "tiia-pricing 0.1.0", snapshot="aa")
STEPS = 25
REPORT, FEED = "report", "feed"
ADDRESSES = {
    "changes": ("json://127.0.0.1:1/always", "json://127.0.0.1:1/at-times"),
    "breakage": ("json://127.0.0.1:1/rarely", "json://127.0.0.1:1/always"),
}
STEADY = "json://127.0.0.1:1/always"


class Killed(BaseException):
    """The process ends here."""


@dataclass
class World:
    """What is found, what fails, and what was taken where."""

    dice: random.Random
    calm: bool = False
    deadly: bool = True
    down: set[str] = field(default_factory=set)
    killed: bool = False
    found: list[str] = field(default_factory=list)
    reports: str = ""
    feed: str = ""
    taken: list[tuple[str, str, Notice]] = field(default_factory=list)

    def fails(self, channel: str) -> bool:
        """Whether a channel is down now; also where the process is killed."""
        if self.deadly and not self.calm and self.dice.random() < 0.04:
            self.killed = True
            raise Killed
        return channel in self.down and not self.calm

    def next_day(self) -> None:
        """Other channels are down, for a while."""
        for channel, odds in ((REPORT, 0.4), (FEED, 0.4), *((url, 0.6) for url in urls())):
            if self.dice.random() < 0.4 and channel != STEADY:
                (self.down.add if self.dice.random() < odds else self.down.discard)(channel)


def urls() -> Iterator[str]:
    yield from sorted({url for several in ADDRESSES.values() for url in several})


class Out(io.StringIO):
    """Standard output that takes a whole report or nothing."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world

    def flush(self) -> None:
        if not self.getvalue():
            return
        text = self.getvalue()
        self.truncate(0)
        self.seek(0)
        if self.world.fails(REPORT):
            kinds = (
                BrokenPipeError(),
                InputError("output-unwritable", "full"),
                OSError(28, "full"),
            )
            raise self.world.dice.choice(kinds)
        self.world.reports += text


def found_by(world: World, archive: Archive) -> Check:
    """A check of any outcome; each change is another one."""
    number = len(archive.checks())
    check = replace(GOOD, at=NOON + dt.timedelta(days=number))
    change = Change("price-increased", "breaking", {"interfaces": ["商品识别"]}, "2", "3", "0" * 16)
    match world.dice.choice(("unchanged", "changed", "changed", "held", "unreachable")):
        case "changed":
            new = str(100 + number)
            world.found.append(new)
            return replace(check, outcome="changed", changes=(replace(change, new=new),))
        case "held":
            holds = (Hold("price-tenfold", {}, "tenfold"),)
            return replace(check, outcome="held", changes=(change,), holds=holds)
        case "unreachable":
            return replace(check, outcome="unreachable", error=Failure("http-status", "503", {}))
    return check


@pytest.fixture
def world(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> World:
    world = World(random.Random(request.param))  # noqa: S311 - the same every time

    def check(page: Watched, archive: Archive, *args: object) -> Verdict:
        archive.folder.mkdir(exist_ok=True)
        recorded = archive.append(found_by(world, archive))
        world.fails("")
        return Verdict(recorded, standing_of(archive.checks()), frozen.book())

    def deliver(notice: Notice, address: NoticeAddress) -> None:
        if world.fails(address.url):
            raise NoticeUndelivered("notice-undelivered", f"{address.shown} is down")
        world.taken.append((address.channel, address.url, notice))

    def write(path: Path, data: bytes) -> None:
        if world.fails(FEED):
            raise InputError("file-unwritable", "cannot write: No space left on device")
        world.feed = data.decode()

    for name, value in {
        "tiia_pricing.watch.run.check": check,
        "tiia_pricing.watch.run.deliver": deliver,
        "tiia_pricing.watch.run.costs_of": lambda *_: ((), None),
        "tiia_pricing.watch.archive_feed.costs_of": lambda *_: ((), None),
        "tiia_pricing.watch.addresses._ROUNDS": 1,
        "tiia_pricing.billing.usage.arguments.book_of_page": lambda _: frozen.book(),
        "tiia_pricing.cli.changes.watch.write": write,
    }.items():
        monkeypatch.setattr(name, value)
    for channel, several in ADDRESSES.items():
        monkeypatch.setenv(f"TIIA_NOTIFY_{channel.upper()}", " ".join(several))
    return world


def watch(world: World, folder: Path) -> None:
    kept = ("--archive", str(folder / "archive"), "--feed", str(folder / "feed.xml"))
    streams = redirect_stdout(Out(world)), redirect_stderr(io.StringIO())
    with suppress(Killed), streams[0], streams[1]:
        main(["watch", "page.md", *kept, "--notify"])


def told(world: World, channel: str, url: str) -> list[tuple[str, str]]:
    return [(n.title, n.body) for one, to, n in world.taken if (one, to) == (channel, url)]


def prices(text: str) -> list[str]:
    return re.findall(r"→ (1\d\d) yuan", text)


@pytest.mark.parametrize("world", range(12), indirect=True)
def test_whatever_fails_everything_is_told(world: World, tmp_path: Path) -> None:
    for _ in range(STEPS):
        world.next_day()
        watch(world, tmp_path)
    world.calm = True
    watch(world, tmp_path)
    assert len(world.found) > 4
    assert set(prices(world.reports)) == set(world.found), "reports tell every change"
    assert set(prices(world.feed)) == set(world.found), "the feed has every change"
    for url in ADDRESSES["changes"]:
        notices = told(world, "changes", url)
        assert [price for _, body in notices for price in prices(body)] == world.found, (
            "each address takes each change once and in order"
        )
    first, second = (told(world, "breakage", url) for url in ADDRESSES["breakage"])
    assert first == second, "an address that was down misses nothing that another got"
    assert len(set(second)) == len(second)


@pytest.mark.parametrize("world", range(100, 104), indirect=True)
def test_reports_that_never_fail_tell_a_change_once(world: World, tmp_path: Path) -> None:
    """Of a process that is not killed; one that is may have written what it did not note."""
    for _ in range(STEPS):
        world.next_day()
        world.down.discard(REPORT)
        world.killed = False
        before = world.reports
        watch(world, tmp_path)
        if world.killed:
            world.reports = before
    assert sorted(prices(world.reports)) == sorted(set(prices(world.reports)))


@pytest.mark.parametrize("world", range(200, 204), indirect=True)
def test_a_channel_that_is_always_down_silences_no_other(world: World, tmp_path: Path) -> None:
    world.down = {*urls(), FEED} - {STEADY}
    for _ in range(STEPS):
        watch(world, tmp_path)
    world.deadly = False
    watch(world, tmp_path)
    assert set(prices(world.reports)) == set(world.found)
    changes, breakage = (told(world, channel, STEADY) for channel in ADDRESSES)
    assert [price for _, body in changes for price in prices(body)] == world.found
    assert breakage
    world.calm = True
    watch(world, tmp_path)
    back = told(world, "changes", "json://127.0.0.1:1/at-times")
    assert [price for _, body in back for price in prices(body)] == world.found
    assert told(world, "breakage", "json://127.0.0.1:1/rarely")[: len(breakage)] == breakage
