"""The tree that a proposal goes into: clean before, whole after, whatever happens between."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tiia_pricing.errors import InputError
from tiia_pricing.proposing import Checkout, checkout

from .conftest import Run, new
from .trees import BOOK, INDEX, NAMES, PAY_AS_YOU_GO, SNAPSHOTS, edited, git

FILES = {BOOK: b"book\n", INDEX: b"index\n", PAY_AS_YOU_GO: b"feature\n"}
PAGE = f"{SNAPSHOTS}/tiia-pricing-2026-11-27.md"
CRASH = """
import os, pathlib, sys
from tiia_pricing.proposing import checkout
renamed = []
replace = pathlib.Path.replace
def crashing(path, target):
    replace(path, target)
    renamed.append(target)
    if len(renamed) == int(sys.argv[1]):
        os._exit(9)
pathlib.Path.replace = crashing
checkout(pathlib.Path.cwd()).write({name: b"new" for name in sys.argv[2:]})
"""


def status(tree: Checkout) -> list[str]:
    return git(tree.root, "status", "--porcelain").splitlines()


def test_a_folder_inside_leads_to_the_root(tree: Checkout) -> None:
    assert checkout(tree.root / "features") == tree


def test_no_work_tree_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        checkout(tmp_path)
    assert refused.value.id == "not-a-checkout"


def test_another_repository_is_refused(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    with pytest.raises(InputError, match=r"it has no scraper/snapshots/index\.json") as refused:
        checkout(tmp_path)
    assert refused.value.id == "not-a-checkout"


def test_a_clean_tree_with_a_page_beside_it_is_clean(tree: Checkout) -> None:
    (tree.root / "new.md").write_text("a page that nobody committed")
    tree.ensure_clean(FILES)


@pytest.mark.parametrize("file", ["README.md", BOOK])
@pytest.mark.parametrize("staged", [False, True])
def test_a_changed_file_is_refused(tree: Checkout, file: str, staged: bool) -> None:
    (tree.root / file).write_text("changed")
    if staged:
        git(tree.root, "add", file)
    with pytest.raises(InputError, match=file) as refused:
        tree.ensure_clean(FILES)
    assert refused.value.id == "tree-dirty"


def test_a_deleted_file_is_refused(tree: Checkout) -> None:
    (tree.root / "README.md").unlink()
    with pytest.raises(InputError, match=r"README\.md"):
        tree.ensure_clean(FILES)


def test_an_untracked_file_that_would_be_overwritten_is_refused(tree: Checkout) -> None:
    git(tree.root, "rm", "--quiet", "--cached", BOOK)
    git(tree.root, "commit", "--quiet", "--message", "Without the book")
    with pytest.raises(InputError, match=BOOK):
        tree.ensure_clean(FILES)


def test_all_files_are_written(tree: Checkout) -> None:
    tree.write(FILES)
    assert {file: tree.read(file) for file in FILES} == FILES
    assert status(tree) == [f" M {file}" for file in sorted(FILES)]


def test_a_file_that_is_new_is_written_beside_the_others(tree: Checkout) -> None:
    tree.write({PAGE: b"page\n", BOOK: b"book\n"})
    assert status(tree) == [f" M {BOOK}", f"?? {PAGE}"]


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_a_rename_that_fails_leaves_every_file_as_it_was(
    tree: Checkout, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    done = []
    replace = Path.replace

    def fails_once(path: Path, target: Path) -> Path:
        done.append(target)
        if len(done) == failing:
            raise OSError(28, "No space left on device")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", fails_once)
    with pytest.raises(InputError, match="No space left on device") as refused:
        tree.write(FILES)
    assert refused.value.id == "file-unwritable"
    assert status(tree) == []


@pytest.mark.parametrize("after", [1, 2])
def test_a_crash_between_renames_is_undone_by_git(tree: Checkout, after: int) -> None:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", CRASH, str(after), *FILES], cwd=tree.root, check=False
    )
    assert done.returncode == 9
    assert len([line for line in status(tree) if line.startswith(" M ")]) == after
    git(tree.root, "checkout", "--", ".")
    tree.ensure_clean(FILES)
    assert all(line.endswith(".partial") for line in status(tree))
    tree.write(FILES)
    assert status(tree) == [f" M {file}" for file in sorted(FILES)]


@pytest.mark.parametrize("failing", [1, 2, 3, 4, 5])
def test_a_proposal_that_cannot_be_written_leaves_everything_as_it_was(
    tree: Checkout, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    """Whichever of the page, the index, the book, the names and the feature it is."""
    page = new(tmp_path, edited(("2.5元/千次", "2.6元/千次")))
    done = []
    replace = Path.replace

    def fails_once(path: Path, target: Path) -> Path:
        done.append(target.relative_to(tree.root).as_posix())
        if len(done) == failing:
            raise OSError(28, "No space left on device")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", fails_once)
    ran = run(page)
    assert (ran.code, ran.out) == (2, "")
    assert "No space left on device" in ran.err
    assert done == [PAGE, INDEX, BOOK, NAMES, PAY_AS_YOU_GO][:failing]
    assert status(tree) == []
