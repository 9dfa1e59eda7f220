"""The action and the image that watch: the archive grows in a branch, and the token stays out."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

import frozen
from support.composite import ACTIONS, ROOT, Ended, run

PAGE = frozen.PAGE
DEARER = PAGE.replace(b"2.5", b"2.6", 1)


def git(remote: Path, *words: str) -> str:
    """What git says of the repository of the archive."""
    command = ["git", "-C", str(remote), *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    """A repository that the workflow is of, without a branch."""
    path = tmp_path / "server/somebody/prices"
    path.parent.mkdir(parents=True)
    subprocess.run(["git", "init", "-q", "--bare", str(path)], check=True)  # noqa: S603, S607
    return path


def watched(tmp_path: Path, page: bytes, **inputs: str) -> Ended:
    source = tmp_path / "page.md"
    source.write_bytes(page)
    github = {
        "server_url": str(tmp_path / "server"),
        "repository": "somebody/prices",
        "token": "s3cret",
    }
    return run(
        "watch", tmp_path, {"source": str(source), "token": github["token"], **inputs}, github
    )


def test_each_check_is_a_commit_of_the_branch(tmp_path: Path, remote: Path) -> None:
    first = watched(tmp_path, PAGE)
    again = watched(tmp_path, PAGE)
    assert (first.outputs["code"], again.code, again.outputs) == (str(first.code), 0, {"code": "0"})
    assert git(remote, "rev-list", "--count", "price-archive").strip() == "2"
    files = git(remote, "ls-tree", "-r", "--name-only", "price-archive").splitlines()
    assert ".gitignore" in files
    assert "feed.xml" in files
    assert not any(name.endswith(".lock") for name in files)
    changed = watched(tmp_path, DEARER)
    assert changed.code in {1, 103}, changed.printed
    assert git(remote, "rev-list", "--count", "price-archive").strip() == "3"
    everything = git(remote, "log", "-p", "--format=%an %ae %B", "price-archive")
    assert "s3cret" not in everything + first.printed + changed.printed


def test_a_page_that_is_not_read_is_archived_as_that(tmp_path: Path, remote: Path) -> None:
    ended = watched(tmp_path, b"nothing", branch="kept/here")
    assert ended.code == 102, ended.printed
    assert git(remote, "rev-list", "--count", "kept/here").strip() == "1"


def test_a_repository_that_is_not_there_fails_before_the_page_is_read(tmp_path: Path) -> None:
    ended = watched(tmp_path, PAGE)
    assert ended.code not in {0, 1, 2}
    assert "archived:" not in ended.printed


def test_the_image_copies_what_the_package_is_made_of() -> None:
    """Every folder that the wheel takes its files from, and the script that it starts."""
    text = (ACTIONS / "watch/Containerfile").read_text("utf-8")
    copied = [word for line in re.findall("^COPY (.*) ", text, re.M) for word in line.split()]
    assert all((ROOT / path).exists() for path in copied)
    for wanted in ("src", "scraper", "features", "tests/conformance", "pyproject.toml"):
        assert wanted in copied
    assert 'ENTRYPOINT ["watch-into-branch"]' in text
    assert (ACTIONS / "watch/watch-into-branch").stat().st_mode & 0o111
