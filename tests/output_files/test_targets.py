"""Where an output goes: links are followed, pipes, devices and descriptors written to."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tiia_pricebook.errors import InputError
from tiia_pricing.output_files import ensure_writable, write

from .conftest import NOBODY

TEXT = "2.5元/千次\n"
DATA = TEXT.encode()
ROOT_ALONE = pytest.mark.skipif(os.geteuid() != 0, reason="only root can lay another user's files")


def refused(path: Path) -> str:
    """What is said of a path, before the work and at its end."""
    found = []
    calls: tuple[Callable[[], None], ...] = (
        lambda: ensure_writable(path),
        lambda: write(path, TEXT),
    )
    for call in calls:
        with pytest.raises(InputError) as caught:
            call()
        assert (caught.value.id, caught.value.exit_code) == ("file-unwritable", 2)
        assert caught.value.where == {"file": str(path)}
        found.append(caught.value.message)
    assert found[0] == found[1]
    return found[0].removeprefix("cannot write: ")


def test_a_named_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reader.start()
    ensure_writable(pipe)
    write(pipe, TEXT)
    reader.join(10)
    assert got == [DATA]
    assert stat.S_ISFIFO(pipe.lstat().st_mode)


@pytest.mark.parametrize("linked", [False, True])
def test_a_device_is_written_to(tmp_path: Path, linked: bool) -> None:
    ours, theirs = os.openpty()
    device = Path(os.ttyname(theirs))
    path = tmp_path / "link" if linked else device
    if linked:
        path.symlink_to(device)
    ensure_writable(path)
    write(path, "words")
    assert os.read(ours, 5) == b"words"
    assert stat.S_ISCHR(path.stat().st_mode)
    os.close(ours)
    os.close(theirs)


@pytest.mark.parametrize("form", ["/dev/fd/{}", "/proc/self/fd/{}", "/proc/thread-self/fd/{}"])
def test_a_pipe_that_is_open_is_written_to(form: str) -> None:
    reading, writing = os.pipe()
    path = Path(form.format(writing))
    ensure_writable(path)
    write(path, TEXT)
    os.close(writing)
    assert os.read(reading, 100) == DATA
    os.close(reading)


def test_a_file_that_is_open_is_written_on(tmp_path: Path) -> None:
    """As with ``3>> log``: what stands in it stays, and so does the file."""
    log = tmp_path / "log"
    log.write_text("before\n")
    number = log.stat().st_ino
    descriptor = os.open(log, os.O_WRONLY | os.O_APPEND)
    write(Path(f"/dev/fd/{descriptor}"), TEXT)
    os.write(descriptor, b"after\n")
    os.close(descriptor)
    assert log.read_bytes() == b"before\n" + DATA + b"after\n"
    assert (log.stat().st_ino, [*tmp_path.iterdir()]) == (number, [log])


def test_a_descriptor_that_takes_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("old")
    descriptor = os.open(tmp_path / "file", os.O_RDONLY)
    assert refused(Path(f"/dev/fd/{descriptor}")) == "the descriptor is open for reading alone"
    os.close(descriptor)
    assert refused(Path(f"/dev/fd/{descriptor}")) == "Bad file descriptor"
    assert (tmp_path / "file").read_text() == "old"


@pytest.mark.parametrize("manner", ["pipe", "file"])
def test_standard_output_by_its_name(tmp_path: Path, manner: str) -> None:
    words = "from pathlib import Path; from tiia_pricing.output_files import write; "
    words += "write(Path('/dev/stdout'), 'a'); write(Path('/dev/stdout'), 'b')"
    with (tmp_path / "out").open("wb") as file:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-c", words],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=subprocess.PIPE if manner == "pipe" else file,
            check=True,
        )
    assert (done.stdout if manner == "pipe" else (tmp_path / "out").read_bytes()) == b"ab"


def test_a_reader_of_a_named_output_that_went_away_is_an_error(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with pytest.raises(InputError, match="Broken pipe"):
        write(Path(f"/dev/fd/{writing}"), TEXT)
    os.close(writing)


def test_links_are_followed_and_stay(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    target = tmp_path / "data/book.json"
    target.write_text("old")
    (tmp_path / "data/second").symlink_to("book.json")
    (tmp_path / "first").symlink_to("data/second")
    (tmp_path / "folder").symlink_to("data")
    for path in (tmp_path / "first", tmp_path / "folder/second"):
        target.write_text("old")
        ensure_writable(path)
        write(path, TEXT)
        assert target.read_bytes() == DATA
    assert (tmp_path / "first").readlink() == Path("data/second")
    assert (tmp_path / "data/second").readlink() == Path("book.json")
    assert {path.name for path in (tmp_path / "data").iterdir()} == {"book.json", "second"}


def test_a_link_to_nothing_makes_its_file(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "link").symlink_to("data/book.json")
    ensure_writable(tmp_path / "link")
    assert not (tmp_path / "data/book.json").exists()
    write(tmp_path / "link", TEXT)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "data/book.json").read_bytes() == DATA


def test_a_link_into_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("nowhere/book.json")
    assert refused(tmp_path / "link") == "No such file or directory"


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    said = "Too many levels of symbolic links"
    assert refused(tmp_path / "a") == said
    assert refused(tmp_path / "a/file") == said
    assert (tmp_path / "a").readlink() == Path("b")


@pytest.mark.parametrize("name", ["folder", "link", ".", "/"])
def test_a_folder_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("folder")
    assert refused(tmp_path / name) == "Is a directory"


def test_a_file_in_the_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("old")
    assert refused(tmp_path / "file/book.json") == "Not a directory"


@ROOT_ALONE
@pytest.mark.parametrize("what", ["link", "dangling", "pipe"])
def test_what_another_user_laid_where_all_can_write_is_refused(tmp_path: Path, what: str) -> None:
    """Linux refuses that where ``fs.protected_symlinks`` and ``fs.protected_fifos`` are set."""
    shared, precious = tmp_path / "shared", tmp_path / "precious"
    shared.mkdir()
    shared.chmod(0o1777)
    if what == "link":
        precious.write_text("old")
    if what == "pipe":
        os.mkfifo(shared / "book.json")
    else:
        (shared / "book.json").symlink_to(precious)
    os.chown(shared / "book.json", NOBODY, NOBODY, follow_symlinks=False)
    assert refused(shared / "book.json") in (
        "another user laid it in a folder that all can write to",
        "Permission denied",
    )
    assert not precious.exists() or precious.read_text() == "old"
    os.chown(shared / "book.json", 0, 0, follow_symlinks=False)
    ensure_writable(shared / "book.json")
