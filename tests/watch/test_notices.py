"""Who is told what, when, on which channel, and that addresses stay secret."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import threading
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from msgspec.structs import replace

from tiia_pricebook.errors import InputError
from tiia_pricing.changes import Change
from tiia_pricing.changes.plausibility.plausible import Hold
from tiia_pricing.watch import Notice, addresses_of, deliver, deliverable, due
from tiia_pricing.watch.archive import Check, Failure

NOON = dt.datetime(2026, 11, 20, 4, tzinfo=dt.UTC)
DEARER = Change(
    "price-increased",
    "breaking",
    {"interfaces": ["商品识别"], "from_calls": 0},
    "2.5",
    "2.6",
    "0123456789abcdef",
)
HOLD = Hold("price-tenfold", {}, "商品识别 cost 2.5 yuan and costs 25 now")
GOOD = Check(NOON, "page", "unchanged", "tiia-pricing 0.1.0", snapshot="aa")
CHANGED = replace(GOOD, outcome="changed", changes=(DEARER,))
HELD = replace(GOOD, outcome="held", changes=(DEARER,), holds=(HOLD,), snapshot="bb")
DOWN = replace(
    GOOD, outcome="unreachable", snapshot=None, error=Failure("http-status", "status 503", {})
)
UPGRADE = replace(GOOD, outcome="reader-upgrade", changes=(DEARER,))


def told(*checks: Check, since: int = 0, acknowledged: bool = False) -> list[tuple[str, str]]:
    days = [replace(c, at=NOON + dt.timedelta(days=day)) for day, c in enumerate(checks)]

    def outstanding(changes: Sequence[Change]) -> Sequence[Change]:
        return () if acknowledged else changes

    return [(notice.channel, notice.title) for notice in due(days, since, outstanding)]


CHANGES = ("changes", "1 change of TIIA prices")
UNREACHABLE = ("breakage", "Unreachable: page")
OVER = ("breakage", "Over: page")
HELD_BACK = ("breakage", "A change is held: page")


def test_an_unchanged_page_is_told_to_nobody() -> None:
    assert told(GOOD, GOOD) == []


def test_a_change_goes_to_those_who_pay() -> None:
    assert told(GOOD, CHANGED, GOOD) == [CHANGES]


def test_an_acknowledged_change_is_told_to_nobody() -> None:
    assert told(GOOD, CHANGED, acknowledged=True) == []


def test_a_better_reader_is_told_to_nobody() -> None:
    assert told(GOOD, UPGRADE, GOOD) == []


def test_a_failure_is_told_when_it_begins_on_the_third_day_and_when_it_is_over() -> None:
    assert told(GOOD, DOWN, since=1) == [UNREACHABLE]
    assert told(GOOD, DOWN, DOWN, since=2) == []
    assert told(GOOD, DOWN, DOWN, DOWN, since=3) == [UNREACHABLE]
    assert told(GOOD, DOWN, DOWN, DOWN, DOWN, since=4) == []
    assert told(GOOD, DOWN, UPGRADE, GOOD, since=3) == [OVER]


def test_a_held_change_goes_once_to_those_who_keep_the_watch() -> None:
    assert told(GOOD, HELD, since=1) == [HELD_BACK]
    assert told(GOOD, HELD, HELD, since=2) == []
    assert told(GOOD, HELD, replace(HELD, snapshot="cc"), since=2) == [HELD_BACK]
    assert told(GOOD, HELD, CHANGED, since=2) == [OVER, CHANGES]
    assert told(HELD) == [HELD_BACK]


def test_what_was_not_told_yet_is_told_next_time() -> None:
    assert told(CHANGED, DOWN, GOOD, CHANGED, since=0) == [CHANGES, UNREACHABLE, OVER, CHANGES]
    assert told(CHANGED, DOWN, GOOD, CHANGED, since=4) == []


def test_the_words_of_a_change() -> None:
    (notice,) = due([CHANGED], 0, tuple)
    assert notice.body.splitlines() == [
        "breaking  price-increased  商品识别, tier from 0 calls: 2.5 → 2.6 yuan",
        "",
        "page, 2026-11-20 04:00 UTC, snapshot aa",
    ]


def test_the_words_of_a_failure() -> None:
    later = replace(DOWN, at=NOON + dt.timedelta(days=2))
    (notice,) = due([GOOD, later], 1, tuple)
    assert notice.body.splitlines() == [
        "2026-11-22 04:00 UTC: status 503",
        "Failing checks: 1, on 1 day",
        "Last good check: 2026-11-20 04:00 UTC (2 days ago)",
    ]


def test_the_words_of_a_held_change() -> None:
    (notice,) = due([HELD], 0, tuple)
    assert notice.body.startswith(
        "price-tenfold: 商品识别 cost 2.5 yuan and costs 25 now\n\nbreaking"
    )


def test_a_long_list_is_cut_with_a_count() -> None:
    (notice,) = due([replace(CHANGED, changes=(DEARER,) * 40)], 0, tuple)
    lines = notice.body.splitlines()
    assert (len(lines), lines[30]) == (33, "… and 10 lines more")


class Receiver:
    """A webhook on the loopback that keeps what it is sent."""

    def __init__(self, status: int) -> None:
        self.status = status
        self.got: list[dict[str, str]] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.got.append(json.loads(body))
                self.send_response(receiver.status)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,))

    @property
    def address(self) -> str:
        return f"json://user:hunter2@127.0.0.1:{self.server.server_port}/secret"


@pytest.fixture
def receivers() -> Iterator[list[Receiver]]:
    both = [Receiver(200), Receiver(200)]
    for one in both:
        one.thread.start()
    yield both
    for one in both:
        one.server.shutdown()
        one.thread.join()
        one.server.server_close()


NOTICES = [
    Notice("changes", "a price", "2.5 → 2.6", "info"),
    Notice("breakage", "down", "status 503", "failure"),
]


def environment(receivers: list[Receiver]) -> dict[str, str]:
    changes, breakage = (one.address for one in receivers)
    return {"TIIA_NOTIFY_CHANGES": changes, "TIIA_NOTIFY_BREAKAGE": breakage}


def test_a_notice_goes_to_its_address(receivers: list[Receiver]) -> None:
    for notice, address in zip(NOTICES, deliverable(environment(receivers)), strict=True):
        deliver(notice, address)
    found = [[(m["title"], m["message"], m["type"]) for m in one.got] for one in receivers]
    assert found == [[("a price", "2.5 → 2.6", "info")], [("down", "status 503", "failure")]]


def test_each_notice_says_how_bad_it_is() -> None:
    cheaper = replace(CHANGED, changes=(replace(DEARER, id="price-decreased", level="notable"),))
    checks = [GOOD, cheaper, CHANGED, HELD, GOOD, DOWN, GOOD]
    days = [replace(c, at=NOON + dt.timedelta(days=day)) for day, c in enumerate(checks)]
    kinds = [notice.kind for notice in due(days, 0, tuple)]
    assert kinds == ["info", "warning", "warning", "success", "failure", "success"]


def test_a_channel_may_have_several_addresses_each_once(receivers: list[Receiver]) -> None:
    first, second = (one.address for one in receivers)
    given = {"TIIA_NOTIFY_CHANGES": f"{first} {second} {first}", "TIIA_NOTIFY_BREAKAGE": second}
    found = [(one.channel, one.number, one.url) for one in deliverable(given)]
    assert found == [("changes", 1, first), ("changes", 2, second), ("breakage", 1, second)]


@pytest.mark.parametrize("variable", ["TIIA_NOTIFY_CHANGES", "TIIA_NOTIFY_BREAKAGE"])
def test_one_channel_is_enough(variable: str) -> None:
    found = [
        (one.channel, one.url, one.shown) for one in deliverable({variable: "json://127.0.0.1"})
    ]
    shown = f"address 1 of {variable}"
    assert found == [(channel, "json://127.0.0.1", shown) for channel in ("changes", "breakage")]


def test_an_address_is_known_by_a_name_that_tells_nothing_of_it() -> None:
    given = {
        "TIIA_NOTIFY_CHANGES": "json://a:hunter2@b json://c",
        "TIIA_NOTIFY_BREAKAGE": "json://c",
    }
    found = addresses_of(given)
    assert [one.name.partition("-")[0] for one in found] == ["changes", "changes", "breakage"]
    assert len({one.name.partition("-")[2] for one in found}) == 2
    assert found[0].name == addresses_of(given)[0].name
    assert "hunter2" not in f"{found!r}{found[0].name}{found[0].shown}"


def test_an_address_that_does_not_answer_is_told_without_its_secret(
    receivers: list[Receiver], capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    receivers[1].status = 500
    caplog.set_level(0)
    address = deliverable(environment(receivers))[1]
    with pytest.raises(InputError) as caught:
        deliver(NOTICES[1], address)
    assert caught.value.id == "notice-undelivered"
    out, err = capfd.readouterr()
    for text in (str(caught.value), out, err, caplog.text):
        assert "hunter2" not in text
        assert "secret" not in text
    assert "address 1 of TIIA_NOTIFY_BREAKAGE" in str(caught.value)


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (
            {"TIIA_NOTIFY_CHANGES": " "},
            "notices have no address: TIIA_NOTIFY_CHANGES and TIIA_NOTIFY_BREAKAGE are empty",
        ),
        (
            {"TIIA_NOTIFY_CHANGES": "hunter2-no-address", "TIIA_NOTIFY_BREAKAGE": "x"},
            "apprise does not know address 1 of TIIA_NOTIFY_CHANGES",
        ),
    ],
)
def test_a_channel_without_address_is_refused_before_the_check(
    given: dict[str, str], text: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    with pytest.raises(InputError) as caught:
        deliverable(given)
    assert (caught.value.id, caught.value.message) == ("notice-unaddressed", text)
    assert "hunter2" not in caplog.text


def test_a_client_that_breaks_is_an_address_that_took_nothing(
    receivers: list[Receiver], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **kwargs: object) -> bool:
        raise RuntimeError("hunter2")

    address = deliverable(environment(receivers))[0]
    monkeypatch.setattr("apprise.Apprise.notify", broken)
    with pytest.raises(InputError) as caught:
        deliver(NOTICES[0], address)
    assert caught.value.id == "notice-undelivered"
    assert "hunter2" not in str(caught.value)


def test_a_check_has_at_most_one_notice_for_a_channel() -> None:
    """So a number of checks says which notices an address has taken."""
    kinds = (GOOD, CHANGED, HELD, DOWN, UPGRADE)
    for path in itertools.product(kinds, repeat=4):
        days = [replace(c, at=NOON + dt.timedelta(days=day)) for day, c in enumerate(path)]
        found = [(notice.channel, notice.told) for notice in due(days, 0, tuple)]
        assert len(set(found)) == len(found)


def test_without_apprise_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "apprise", None)
    with pytest.raises(InputError, match="the extra 'notify' brings it") as caught:
        deliverable({})
    assert caught.value.id == "extra-missing"
