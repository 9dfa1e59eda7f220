"""Every option that names an output: what cannot be written is refused before the work."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import frozen
from support import history_pages
from tiia_pricing.cli import main

RECEIPT = Path(__file__).parents[2] / "docs/conformance/receipts/reference.json"
COMMANDS: dict[str, Callable[[str], list[str]]] = {
    "quote": lambda name: ["quote", "no-such-api=1", "-o", name],
    "prices": lambda name: ["prices", "no-such-api", "-o", name],
    "scrape": lambda name: ["scrape", "no-page.md", "-o", name],
    "bill": lambda name: ["bill", "no-usage.csv", "-o", name],
    "workbook": lambda name: ["bill", "no-usage.csv", "--format", "xlsx", "-o", name],
    "history": lambda name: ["history", "no-folder", "-o", name],
    "reconcile": lambda name: ["reconcile", "no-bill.csv", "no-usage.csv", "--letter", name],
    "reconciled": lambda name: ["reconcile", "no-bill.csv", "no-usage.csv", "-o", name],
    "watch": lambda name: ["watch", "no-page.md", "--archive", "archive", "--feed", name],
    "conformance": lambda name: [
        "conformance",
        "--implementation",
        "no-program",
        "--receipt",
        name,
    ],
    "badge": lambda name: ["conformance", "badge", "no-receipt.json", "-o", name],
    "session": lambda name: ["conformance", "session", "-o", name],
}
NAMES = {
    "": "the name of the file is empty\nexpected: a file",
    "/": "'/' is a folder\nexpected: a file",
    "new/": "'new/' is a folder\nexpected: a file",
    ".": "'.' is a folder\nexpected: a file",
    "..": "'..' is a folder\nexpected: a file",
    "folder": "cannot write: Is a directory",
    "nowhere/file": "cannot write: No such file or directory",
    "page.md/file": "cannot write: Not a directory",
    "n" * 300: "cannot write: File name too long",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.md").write_bytes(frozen.PAGE)
    (tmp_path / "folder").mkdir()
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", NAMES)
def test_what_cannot_be_written_is_refused_before_the_work(
    folder: Path, capsys: pytest.CaptureFixture[str], command: str, name: str
) -> None:
    """The work would fail too, and otherwise: there is nothing to read and nothing to run."""
    if command == "watch" and NAMES[name].startswith("cannot write"):
        pytest.skip("a feed that cannot be written keeps no check from being made")
    before = sorted(folder.rglob("*"))
    assert main(COMMANDS[command](name)) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert NAMES[name] in captured.err
    assert sorted(folder.rglob("*")) == before


def test_a_device_stays_a_device(folder: Path) -> None:
    """A terminal takes what is read from it, so it is read from while the command writes."""
    ours, theirs = os.openpty()
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(_read(ours)), daemon=True)
    reader.start()
    assert main(["conformance", "session", "-o", os.ttyname(theirs)]) == 0
    assert stat.S_ISCHR(Path(os.ttyname(theirs)).lstat().st_mode)
    os.close(theirs)
    reader.join(10)
    os.close(ours)
    assert got[0].startswith(b"{")


def _read(terminal: int) -> bytes:
    """All that comes until nobody has the other end open."""
    found = b""
    try:
        while data := os.read(terminal, 1024):
            found += data
    except OSError:
        pass
    return found


def test_a_pipe_takes_a_price_book(folder: Path) -> None:
    os.mkfifo("pipe")
    got: list[str] = []
    reader = threading.Thread(
        target=lambda: got.append(Path("pipe").read_text("utf-8")), daemon=True
    )
    reader.start()
    assert main(["scrape", "page.md", "--format", "json", "-o", "pipe"]) == 0
    reader.join(10)
    assert main(["scrape", "page.md", "--format", "json", "-o", "book.json"]) == 0
    assert got == [Path("book.json").read_text("utf-8")]
    assert stat.S_ISFIFO(Path("pipe").lstat().st_mode)


def test_a_feed_behind_a_link_is_written_there(folder: Path) -> None:
    Path("public").mkdir()
    Path("feed.xml").symlink_to("public/feed.xml")
    assert main(["watch", "page.md", "--archive", "archive", "--feed", "feed.xml"]) in (0, 1)
    assert Path("feed.xml").is_symlink()
    assert Path("public/feed.xml").read_bytes().startswith(b"<?xml")


def test_a_badge_and_a_session_by_standard_output_and_by_its_name(folder: Path) -> None:
    for words in (["badge", str(RECEIPT)], ["session"]):
        plain, named = (run("conformance", *words, *more) for more in ((), ("-o", "/dev/stdout")))
        assert (named.returncode, named.stdout) == (plain.returncode, plain.stdout)
        assert plain.stdout


@pytest.mark.parametrize(
    "words",
    [
        ["scrape", "page.md"],
        ["bill", "usage.csv"],
        ["plan", "usage.csv"],
        ["template"],
        ["history", "pages"],
        ["conformance", "badge", str(RECEIPT)],
        ["conformance", "session"],
    ],
)
def test_a_dash_is_standard_output(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    (folder / "pages").mkdir()
    (folder / "usage.csv").write_text("month,interface,calls\n2026-12,DetectPet,5000\n")
    history_pages.folder(folder / "pages", ("2026-11-24", frozen.PAGE))
    before = sorted(folder.rglob("*"))
    printed = []
    for more in ([], ["-o", "-"], ["--output=-"]):
        assert main([*words, *more]) == 0
        printed.append(capsys.readouterr().out)
    assert printed[0]
    assert printed == [printed[0]] * 3
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize("command", ["watch", "conformance"])
def test_what_comes_besides_a_report_does_not_go_where_that_goes(
    folder: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert main(COMMANDS[command]("-")) == 2
    said = "standard output has the report\nexpected: a file; ./- is one"
    assert said in capsys.readouterr().err


def test_a_pipe_without_a_reader_is_refused_after_a_while(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tiia_pricing.output_files._READER_SECONDS", 0.1)
    os.mkfifo("pipe")
    assert main(["scrape", "page.md", "-o", "pipe"]) == 2
    assert "cannot write: nobody has read the pipe for 0.1 seconds" in capsys.readouterr().err


def test_a_pipe_waits_for_its_reader(folder: Path) -> None:
    os.mkfifo("pipe")
    got: list[bytes] = []
    reader = threading.Timer(0.3, lambda: got.append(Path("pipe").read_bytes()))
    reader.start()
    assert main(["conformance", "session", "-o", "pipe"]) == 0
    reader.join(10)
    assert got[0].startswith(b"{")


def test_standard_output_that_nobody_reads_is_the_same_by_its_name(folder: Path) -> None:
    ends = []
    for more in ((), ("-o", "/dev/stdout")):
        reading, writing = os.pipe()
        os.close(reading)
        ended = run("conformance", "session", *more, stdout=writing)
        os.close(writing)
        ends.append((ended.returncode, ended.stderr))
    assert ends[0] == ends[1]


def run(*words: str, stdout: int = subprocess.PIPE) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "tiia_pricing", *words],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
    )
