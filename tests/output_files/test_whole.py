"""A file that is written: whole, with the rights of the one before it, or as it was."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tiia_pricebook.errors import InputError
from tiia_pricing.output_files import ensure_writable, partials, targets, write, write_together

from .conftest import NOBODY

TEXT = "2.5元/千次\n"
DATA = TEXT.encode()
EXPECTED = "a file that can be replaced; or /dev/fd/3, with 3> FILE, to write into it as it is"
WRITABLE = "a file, in a folder that is there and can be written"
WRITER = """
import sys
from pathlib import Path
from tiia_pricing.output_files import write
for _ in range(40):
    write(Path(sys.argv[1]), sys.argv[2] * 300_000)
"""


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o7777


def refused(call: Callable[[], None]) -> InputError:
    with pytest.raises(InputError) as caught:
        call()
    assert caught.value.id == "file-unwritable"
    return caught.value


@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_a_new_file_follows_the_umask(tmp_path: Path, mask: int) -> None:
    with umask(mask):
        write(tmp_path / "book.json", TEXT)
    assert mode(tmp_path / "book.json") == 0o666 & ~mask


@pytest.mark.parametrize("kept", [0o600, 0o640, 0o666, 0o755])
def test_a_file_keeps_its_mode(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "book.json"
    path.write_text("old")
    path.chmod(kept)
    write(path, TEXT)
    assert (path.read_bytes(), mode(path)) == (DATA, kept)


def test_no_right_of_another_user_is_kept_with_new_content(tmp_path: Path) -> None:
    (tmp_path / "program").write_text("old")
    (tmp_path / "program").chmod(0o4755)
    write(tmp_path / "program", TEXT)
    assert mode(tmp_path / "program") == 0o755


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_root_leaves_a_file_to_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    path.write_text("old")
    path.chmod(0o640)
    os.chown(path, NOBODY, 12345)
    write(path, TEXT)
    found = path.stat()
    assert (found.st_uid, found.st_gid, mode(path)) == (NOBODY, 12345, 0o640)


def test_another_group_gets_no_rights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the group of the file cannot be kept, ours is not given what that one had."""
    path = tmp_path / "book.json"
    path.write_text("old")
    path.chmod(0o664)
    found = os.stat_result((*(before := path.stat())[:5], before.st_gid + 1, *before[6:10]))
    monkeypatch.setattr(Path, "lstat", lambda _: found)
    monkeypatch.setattr(os, "fchown", lambda *_: (_ for _ in ()).throw(PermissionError))
    write(path, TEXT)
    assert (path.read_bytes(), mode(path)) == (DATA, 0o604)


@pytest.mark.parametrize("length", [250, 255])
def test_a_name_may_be_as_long_as_names_are(tmp_path: Path, length: int) -> None:
    for name in ("n" * length, "价" * (length // 3)):
        ensure_writable(tmp_path / name)
        write(tmp_path / name, TEXT)
        assert (tmp_path / name).read_bytes() == DATA


def test_a_longer_name_is_refused_before_the_work(tmp_path: Path) -> None:
    error = refused(lambda: ensure_writable(tmp_path / ("n" * 256)))
    assert error.message == "cannot write: File name too long"


def test_a_name_that_is_no_text_is_a_name(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xff.json")
    write(path, TEXT)
    assert os.listdir(os.fsencode(tmp_path)) == [b"\xff.json"]


def test_a_text_that_utf8_cannot_hold_is_escaped(tmp_path: Path) -> None:
    write(tmp_path / "book.json", "a\udc80b")
    assert (tmp_path / "book.json").read_bytes() == b"a\\udc80b"


def test_a_link_that_was_planted_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither under the name of a former version, nor under the one that is drawn."""
    (tmp_path / "precious").write_text("precious")
    monkeypatch.setattr(os, "urandom", bytes)
    (tmp_path / ".book.json.partial").symlink_to("precious")
    write(tmp_path / "book.json", TEXT)
    with partials.Partial(targets.Plain(tmp_path / "book.json", None), durable=False) as partial:
        drawn = partial.path
    drawn.symlink_to("precious")
    error = refused(lambda: write(tmp_path / "book.json", "other"))
    assert "File exists" in error.message
    assert (tmp_path / "precious").read_text() == "precious"
    assert (tmp_path / "book.json").read_bytes() == DATA


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    """A limit of the size of files takes the disk's place: a part is written, then no more."""
    path = tmp_path / "book.json"
    path.write_text("old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
    try:
        error = refused(lambda: write(path, "x" * 10_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (error.message, error.expected) == ("cannot write: File too large", WRITABLE)
    assert (path.read_text(), [*tmp_path.iterdir()]) == ("old", [path])


@pytest.mark.parametrize("call", ["write", "fsync", "fchmod", "replace"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_whatever_breaks_off_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, error: BaseException
) -> None:
    path = tmp_path / "book.json"
    path.write_text("old")

    def breaking(*_: object) -> None:
        raise error

    monkeypatch.setattr(os, call, breaking)
    with pytest.raises((InputError, KeyboardInterrupt)):
        write(path, TEXT)
    assert (path.read_text(), [*tmp_path.iterdir()]) == ("old", [path])


def test_another_name_of_the_file_keeps_what_it_had(tmp_path: Path) -> None:
    (tmp_path / "one").write_text("old")
    (tmp_path / "two").hardlink_to(tmp_path / "one")
    write(tmp_path / "one", TEXT)
    assert ((tmp_path / "one").read_bytes(), (tmp_path / "two").read_text()) == (DATA, "old")


def test_a_folder_that_takes_no_new_file_is_refused(plain_user: Path) -> None:
    path = plain_user / "book.json"
    path.write_text("old")
    plain_user.chmod(0o555)
    for call in (lambda: ensure_writable(path), lambda: write(path, TEXT)):
        error = refused(call)
        text = "its folder takes no new file to replace it with: Permission denied"
        assert (error.message, error.expected) == (f"cannot write: {text}", EXPECTED)
    assert path.read_text() == "old"
    error = refused(lambda: ensure_writable(plain_user / "new.json"))
    assert (error.message, error.expected) == ("cannot write: Permission denied", WRITABLE)


def test_a_file_that_is_protected_is_refused(plain_user: Path) -> None:
    path = plain_user / "book.json"
    path.write_text("old")
    path.chmod(0o444)
    for call in (lambda: ensure_writable(path), lambda: write(path, TEXT)):
        assert refused(call).message == "cannot write: Permission denied"
    assert path.read_text() == "old"


def test_a_file_that_its_folder_keeps_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another user's, in a folder such as ``/tmp``: it could be written into, not replaced."""
    (tmp_path / "book.json").write_text("old")
    tmp_path.chmod(0o1777)
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    error = refused(lambda: ensure_writable(tmp_path / "book.json"))
    text = "the file is another user's, and its folder lets nobody else replace it"
    assert (error.message, error.expected) == (f"cannot write: {text}", EXPECTED)


def test_a_file_that_is_mounted_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a container has it with ``-v book.json:/book.json``."""
    path = tmp_path / "my book.json"
    path.write_text("old")
    name = str(path).replace(" ", "\\040")
    (tmp_path / "mountinfo").write_text(f"36 35 98:0 /book.json {name} rw,noatime - ext4 / rw\n")
    monkeypatch.setattr(targets, "_MOUNTS", tmp_path / "mountinfo")
    error = refused(lambda: ensure_writable(path))
    assert error.message == "cannot write: the file is mounted, so that it cannot be replaced"


def test_to_look_whether_a_file_can_be_written_changes_nothing(tmp_path: Path) -> None:
    ensure_writable(tmp_path / "new.json")
    assert [*tmp_path.iterdir()] == []
    (tmp_path / "old.json").write_text("old")
    before = (tmp_path / "old.json").stat()
    ensure_writable(tmp_path / "old.json")
    assert (tmp_path / "old.json").stat() == before


def test_two_writers_leave_one_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    write(path, "a" * 300_000)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, path, sign], env=environment)  # noqa: S603
        for sign in "ab"
    ]
    while any(writer.poll() is None for writer in writers):
        text = path.read_text()
        assert (len(text), len({*text})) == (300_000, 1)
    assert [writer.returncode for writer in writers] == [0, 0]
    assert [*tmp_path.iterdir()] == [path]


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_together_all_are_written_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    files = [tmp_path / name for name in ("old", "new", "other")]
    files[0].write_text("as it was")
    files[2].write_text("as it was")
    done: list[Path] = []
    replace = os.replace

    def fails_once(source: Path, target: Path) -> None:
        done.append(target)
        if len(done) == failing:
            raise OSError(5, "Input/output error")
        replace(source, target)

    monkeypatch.setattr(os, "replace", fails_once)
    error = refused(lambda: write_together(dict.fromkeys(files, DATA)))
    assert error.where == {"file": str(files[failing - 1])}
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "old": "as it was",
        "other": "as it was",
    }
    write_together(dict.fromkeys(files, DATA))
    assert [path.read_bytes() for path in files] == [DATA] * 3
