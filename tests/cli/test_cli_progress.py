"""What a terminal shows while a command takes its time, and what a file never gets of it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping

import pytest

import frozen
from tiia_pricing.cli.process import progress

WORDS = ["scrape", "-", "--format", "json"]


def ran(
    *, waiting: float, term: str = "xterm", terminal: bool = True, both: bool = False
) -> tuple[str, str]:
    """Standard output and error of a command whose standard input comes after some seconds.

    With ``both`` all of it goes to the terminal.
    """
    ours, theirs = os.openpty()
    shown: list[bytes] = []
    reader = threading.Thread(target=lambda: shown.append(all_of(ours)), daemon=True)
    reader.start()
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "tiia_pricing", *WORDS],
        stdin=subprocess.PIPE,
        stdout=theirs if both else subprocess.PIPE,
        stderr=theirs if terminal else subprocess.PIPE,
        env={**os.environ, "TERM": term, "LC_ALL": "C.UTF-8"},
    ) as process:
        os.close(theirs)
        assert process.stdin is not None
        time.sleep(waiting)
        out, err = process.communicate(frozen.PAGE)
    reader.join(10)
    os.close(ours)
    return (out or b"").decode(), (shown[0] if terminal else err).decode()


def all_of(terminal: int) -> bytes:
    """All that comes until nobody has the other end open."""
    found = b""
    try:
        while data := os.read(terminal, 1024):
            found += data
    except OSError:  # so Linux says that the other end is closed
        pass
    return found


def test_a_terminal_shows_what_takes_more_than_a_second_and_takes_it_back() -> None:
    out, err = ran(waiting=2.5)
    assert out.startswith("{")
    assert err.startswith("\rtiia-pricing scrape: 1 s …")
    assert err.endswith("\r\x1b[K")


def test_it_makes_room_before_the_result_on_the_same_terminal() -> None:
    _, shown = ran(waiting=2.5, both=True)
    last, _, result = shown.partition("{")
    assert last.endswith("s …\r\x1b[K")
    assert "…" not in result.partition("\n")[0]


@pytest.mark.parametrize("how", [{"term": "dumb"}, {"terminal": False}])
def test_nothing_else_gets_a_word_of_it(how: Mapping[str, object]) -> None:
    out, err = ran(waiting=2.5, **how)  # type: ignore[arg-type]
    assert out.startswith("{")
    assert err == ""


def test_what_is_done_at_once_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    one = progress.Progress("plan", str, written.append)
    one.start()
    one.stop()
    assert written == []


def test_it_makes_room_for_what_is_written_and_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "QUIET", 0.0)
    monkeypatch.setattr(progress, "_EVERY", 0.01)
    written: list[str] = []
    again = threading.Semaphore(0)

    def write(text: str) -> None:
        written.append(text)
        again.release()

    one = progress.Progress("plan", str, write)
    one.start()
    again.acquire(timeout=10)
    one.clear()
    erased = len(written)
    for _ in range(3):
        again.acquire(timeout=10)
    one.stop()
    assert written[0] == "\rplan: 0 s …"
    assert "\r\x1b[K" in written[1 : erased + 1]
    assert written[-2:] == ["\rplan: 0 s …", "\r\x1b[K"]


@pytest.mark.parametrize(
    ("terminal", "environment", "shown"),
    [
        (True, {"TERM": "xterm"}, True),
        (True, {"TERM": "dumb"}, False),
        (True, {}, False),
        (False, {"TERM": "xterm"}, False),
    ],
)
def test_it_is_wanted_at_a_terminal(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, environment: Mapping[str, str], shown: bool
) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: terminal)
    monkeypatch.setattr(sys, "stderr", stream)
    assert progress.wanted(environment) is shown
