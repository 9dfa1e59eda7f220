"""Standard streams that are closed, full, gone, or hold few characters; signals; odd folders."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import frozen
from tiia_pricing.cli import main
from tiia_pricing.watch.archive import Archive

QUOTE = "quote 商品识别=5 --month 2023-05"
FAILING = "quote 商品识=5 --month 2023-05"
FULL = "error: cannot write standard output: No space left on device\n"
CLOSED = "error: cannot write standard output: Bad file descriptor\n"
TEXT = frozen.TEXT
DEARER = TEXT.replace("2.5元/千次", "2.6元/千次", 1)

pytestmark = pytest.mark.skipif(os.name != "posix", reason="it is about descriptors and signals")


def shell(line: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """A line of the shell, in which ``tp`` is the command."""
    whole = f'set -o pipefail; tp() {{ "{sys.executable}" -m tiia_pricing "$@"; }}; {line}'
    return subprocess.run(  # noqa: S603
        ["bash", "-c", whole],  # noqa: S607
        cwd=folder,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        check=False,
    )


@pytest.mark.parametrize(
    ("line", "code", "err"),
    [
        (f"tp {QUOTE} > /dev/full", 2, FULL),
        (f"PYTHONUNBUFFERED=1 tp {QUOTE} > /dev/full", 2, FULL),
        ("tp --help > /dev/full", 2, FULL),
        (f"tp {QUOTE} >&-", 2, CLOSED),
        (f"tp {QUOTE} 2>&-", 0, ""),
        (f"tp {FAILING} 2>&-", 2, ""),
        (f"tp {FAILING} --format json 2> /dev/full", 2, ""),
        ("TIIA_TRACEBACK=1 tp scrape nope.md >&- 2>&-", 101, ""),
        (f"tp {QUOTE} >&- 2>&-", 2, ""),
        (f"tp {QUOTE} <&-", 0, ""),
        ("tp adapter <&-", 2, "error: cannot read standard input: Bad file descriptor\n"),
        ("tp scrape - <&-", 101, "error: cannot read '-': standard input: Bad file descriptor\n"),
        (f"(sleep 0.2; tp {QUOTE}) | true", 141, ""),
        ("(sleep 0.2; tp conformance schema receipt) | true", 141, ""),
    ],
)
def test_a_stream_that_takes_or_gives_nothing(
    tmp_path: Path, line: str, code: int, err: str
) -> None:
    done = shell(line, tmp_path)
    assert done.returncode == code
    assert done.stderr.startswith(err) if err else done.stderr == ""


def test_a_closed_stream_is_no_file_of_the_archive(tmp_path: Path) -> None:
    """The next file that is opened would get the number of the stream, and its text."""
    (tmp_path / "page.md").write_text(TEXT, "utf-8")
    book = frozen.file()
    done = shell(f"tp watch page.md --archive archive --book {book} >&- 2>&- <&-", tmp_path)
    assert done.returncode == 2
    (check,) = Archive(tmp_path / "archive").checks()
    assert check.outcome == "unchanged"


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "latin-1"])
def test_what_an_encoding_cannot_hold_is_escaped(tmp_path: Path, encoding: str) -> None:
    name = "商品识别\U0001f600é"
    page = TEXT.replace("商品识别", name)
    (tmp_path / "page.md").write_text(page, "utf-8")
    line = "tp scrape page.md --format json > out"
    done = shell(line, tmp_path, PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, "")
    book = json.loads((tmp_path / "out").read_text(encoding))
    assert book["interfaces"][0]["name"] == name


@pytest.mark.parametrize("redirected", ["> /dev/full", ">&-", "| true"])
def test_a_change_is_told_when_its_report_is_written(tmp_path: Path, redirected: str) -> None:
    (tmp_path / "page.md").write_text(TEXT, "utf-8")
    line = f"tp watch page.md --archive archive --book {frozen.file()}"
    assert shell(line, tmp_path).returncode == 0
    (tmp_path / "page.md").write_text(DEARER, "utf-8")
    lost = f"(sleep 0.2; {line}) {redirected}" if "|" in redirected else f"{line} {redirected}"
    assert shell(lost, tmp_path).returncode in (2, 141)
    again = shell(f"{line} --format json", tmp_path)
    assert again.returncode == 1
    told = json.loads(again.stdout)
    assert (told["outcome"], told["changes"]) == ("unchanged", [])
    (late,) = told["late"]
    assert [change["id"] for change in late["changes"]] == ["price-increased"]
    assert shell(line, tmp_path).returncode == 0


def test_a_file_name_in_other_bytes_is_watched(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.md")
    try:
        (tmp_path / name).write_text(TEXT, "utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 alone")
    for form in ("text", "json"):
        line = f"tp watch caf*.md --archive archive --book {frozen.file()} --format {form}"
        assert shell(line, tmp_path).returncode == 0
    assert {check.source for check in Archive(tmp_path / "archive").checks()} == {"caf\\udce9.md"}


@pytest.mark.parametrize("nested", ['{"cmd":%s}', "%s", '{"cmd":"run","book":{"content":%s}}'])
def test_a_request_nested_too_deeply(tmp_path: Path, nested: str) -> None:
    (tmp_path / "lines").write_text(nested % ("[" * 100_000 + "]" * 100_000) + "\n", "utf-8")
    done = shell("tp adapter < lines", tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("error: cannot read the request ")


@pytest.mark.parametrize("command", ["propose page.md --dry-run", "conformance --implementation x"])
def test_a_folder_that_is_gone(tmp_path: Path, command: str) -> None:
    done = shell(f"mkdir gone; cd gone; rmdir ../gone; tp {command}", tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("error: the working directory is gone\n")


@pytest.mark.parametrize(("number", "code"), [("INT", 130), ("TERM", 143), ("HUP", 129)])
def test_a_signal_ends_a_command_without_a_traceback(
    tmp_path: Path, number: str, code: int
) -> None:
    sent = getattr(signal, f"SIG{number}")
    process = subprocess.Popen(
        [sys.executable, "-m", "tiia_pricing", "adapter"],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # Tests that run in the background inherit signals that are ignored.
        preexec_fn=lambda: signal.signal(sent, signal.SIG_DFL),  # noqa: PLW1509
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b'{"cmd":"start","protocol":1,"suite":"1.2.0"}\n')
    process.stdin.flush()
    process.stdout.readline()
    time.sleep(0.1)
    process.send_signal(sent)
    _, err = process.communicate()
    assert (process.returncode, err) == (code, b"")


def test_a_caller_that_handles_signals_keeps_them() -> None:
    before = signal.getsignal(signal.SIGTERM)
    assert main(["scrape", "nope.md"]) == 101
    assert signal.getsignal(signal.SIGTERM) is before


FINALISING = """
import gc, os, signal, sys, time, weakref
from tiia_pricing import cli

number, manner = int(sys.argv[1]), sys.argv[2]
signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)


def arrive(*_):
    os.kill(os.getpid(), number)


class Finalised:
    __del__ = arrive


class Watched:
    pass


def work(*_):
    one = Finalised() if manner != "weakref" else Watched()
    watching = weakref.ref(one, arrive) if manner == "weakref" else None
    one.itself = one if manner == "collected" else None
    try:
        del one
        gc.collect()
        if manner != "last":
            time.sleep(60)
        return 0
    finally:
        print("let go")


cli._run = work
sys.exit(cli.main([]))
"""


@pytest.mark.parametrize("manner", ["deleted", "collected", "weakref", "last"])
@pytest.mark.parametrize(("number", "code"), [("INT", 130), ("TERM", 143)])
def test_a_signal_that_arrives_while_python_cleans_up_ends_the_command(
    number: str, code: int, manner: str
) -> None:
    """Python drops what is raised there; a run that goes on would take 60 seconds."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", FINALISING, str(int(getattr(signal, f"SIG{number}"))), manner],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=False,
        timeout=50,
    )
    assert (done.returncode, done.stderr) == (code, b"")
    assert manner == "last" or done.stdout == b"let go\n"


AT_EXIT = """
import atexit, os, runpy, signal, sys

signal.signal(signal.SIGINT, signal.default_int_handler)
atexit.register(os.kill, os.getpid(), signal.SIGINT)
sys.argv[1:] = ["template"]
runpy.run_module("tiia_pricing", run_name="__main__")
"""


def test_an_interrupt_after_the_command_leaves_no_traceback() -> None:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", AT_EXIT],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (-signal.SIGINT, b"")


def test_what_is_dropped_and_is_no_signal_stays_with_the_hook_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dropped: list[object] = []
    monkeypatch.setattr("sys.unraisablehook", lambda one: dropped.append(one.exc_value))

    class Faulty:
        def __del__(self) -> None:
            raise ValueError("of its own")

    def work(*_: object) -> int:
        Faulty()
        return 0

    monkeypatch.setattr("tiia_pricing.cli._run", work)
    assert main([]) == 0
    assert [str(one) for one in dropped] == ["of its own"]


SWALLOWING = """
import os, signal, sys
from tiia_pricing import cli

number = int(sys.argv[1])
signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)


def work(*_):
    try:
        os.kill(os.getpid(), number)
        print("not reached")
    except BaseException:
        pass
    raise RuntimeError("Query interrupted")


cli._run = work
sys.exit(cli.main([]))
"""


@pytest.mark.parametrize(("number", "code"), [("INT", 130), ("TERM", 143), ("HUP", 129)])
def test_a_signal_of_which_a_library_makes_an_error_of_its_own_is_no_fault(
    number: str, code: int
) -> None:
    """As DuckDB does within a query."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", SWALLOWING, str(int(getattr(signal, f"SIG{number}")))],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (code, "", "")
