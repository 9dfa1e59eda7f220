"""What a killed writer leaves: at most one partial file, which the next one removes if it may."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tiia_pricing.output_files import clean, partials, targets, write

from .conftest import NOBODY

KILLED = """
import sys
from pathlib import Path
from support.killing import WRITING, killed_at
from tiia_pricing.output_files import write

torn, path = sys.argv[1] == "torn", Path(sys.argv[2])
number = 0
path.write_text("old")
while killed_at(number, WRITING, lambda: write(path, "new"), torn=torn):
    print(path.read_text(), len([*path.parent.glob(".*")]), sep="|")
    path.write_text("old")
    number += 1
"""


@pytest.mark.parametrize("manner", ["clean", "torn"])
def test_killed_at_any_call_the_file_is_whole(tmp_path: Path, manner: str) -> None:
    """And there is never more than one partial file: each run removes that of the one before."""
    path = tmp_path / "book.json"
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", KILLED, manner, path],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    ends = [line.split("|") for line in done.stdout.splitlines()]
    assert {text for text, _ in ends} == {"old", "new"}
    assert {count for _, count in ends} == {"0", "1"}
    assert len(ends) > 8, "the calls that write were not met"
    assert [*tmp_path.iterdir()] == [path]


def left(path: Path) -> Path:
    """A partial file of ``path`` as a killed writer leaves it."""
    found, descriptor = partials._opened(targets.Plain(path, None))
    os.close(descriptor)
    return found


def test_only_the_partial_files_of_the_same_output_go(tmp_path: Path) -> None:
    others = [left(tmp_path / "usage.csv"), tmp_path / ".book.json.partial"]
    others[1].write_text("somebody's")
    ours = left(tmp_path / "book.json")
    write(tmp_path / "book.json", "new")
    assert not ours.exists()
    assert all(path.exists() for path in others)


def test_what_is_being_written_stays(tmp_path: Path) -> None:
    target = targets.Plain(tmp_path / "book.json", None)
    with partials.Partial(target, durable=False) as partial:
        partial.fill(b"the first")
        write(tmp_path / "book.json", "the second")
        assert partial.path.read_bytes() == b"the first"
        partial.put()
    assert (tmp_path / "book.json").read_text() == "the first"


def test_what_is_not_safely_ours_stays(tmp_path: Path) -> None:
    """A link, a folder, a pipe, a file that has another name too."""
    made = [left(tmp_path / "book.json") for _ in range(4)]
    for path in made[:3]:
        path.unlink()
    made[0].symlink_to("precious")
    made[1].mkdir()
    os.mkfifo(made[2])
    (tmp_path / "precious").hardlink_to(made[3])
    write(tmp_path / "book.json", "new")
    assert all(path.is_symlink() or path.exists() for path in made)
    assert (tmp_path / "precious").read_bytes() == b""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can lay another user's files")
def test_what_is_another_users_stays(tmp_path: Path) -> None:
    theirs = left(tmp_path / "book.json")
    os.chown(theirs, NOBODY, NOBODY)
    clean(tmp_path / "book.json")
    assert theirs.exists()


def test_cleaned_before_it_was_locked_it_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock, first = partials._lock, list[Path]()

    def late(descriptor: int, *, wait: bool) -> bool:
        if not first:
            first.extend(tmp_path.iterdir())
            first[0].unlink()
        return lock(descriptor, wait=wait)

    monkeypatch.setattr(partials, "_lock", late)
    write(tmp_path / "book.json", "new")
    assert (tmp_path / "book.json").read_text() == "new"
    assert first[0].name.startswith(".tiia-")
