"""The tree that a proposal goes into: clean before, whole after, whatever happens between."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from tiia_pricebook.errors import InputError
from tiia_pricing.proposing import Checkout, checkout
from tiia_pricing.proposing.turns import FileChange

from .conftest import Run, new
from .trees import BOOK, INDEX, NAMES, PAY_AS_YOU_GO, SNAPSHOTS, edited, git

FILES = {BOOK: b"book\n", INDEX: b"index\n", PAY_AS_YOU_GO: b"feature\n"}
PAGE = f"{SNAPSHOTS}/tiia-pricing-2026-11-27.md"
KILLED = """
import os, pathlib, sys
from support.killing import WRITING, killed_at
from tiia_pricing.proposing import checkout

manner, *names = sys.argv[1:]
tree = checkout(pathlib.Path.cwd())
place = tree.workplace
os.makedirs(place, exist_ok=True)


def propose():
    type(tree).workplace = place  # git needs files too, and is none of ours
    tree.write({name: b"new" for name in names})


def state():
    files = [tree.root / name for name in names]
    return ",".join(file.read_text() if file.exists() else "-" for file in files)


number = 0
while killed_at(number, WRITING, propose, torn=manner == "torn"):
    midway = state()
    with tree.turn() as back:
        stray = [*tree.root.rglob("*.partial"), *(p for p in place.iterdir() if p.name != "lock")]
        print(midway, state(), len(back), len(stray), sep="|")
    if state().startswith("new"):
        (tree.root / names[0]).unlink()
        for name in names[1:]:
            (tree.root / name).write_text("old")
    number += 1
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
    with tree.turn():
        tree.write(FILES)
    assert {file: tree.read(file) for file in FILES} == FILES
    assert status(tree) == [f" M {file}" for file in sorted(FILES)]


def test_a_file_that_is_new_is_written_beside_the_others(tree: Checkout) -> None:
    with tree.turn():
        tree.write({PAGE: b"page\n", BOOK: b"book\n"})
    assert status(tree) == [f" M {BOOK}", f"?? {PAGE}"]


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_a_rename_that_fails_leaves_every_file_as_it_was(
    tree: Checkout, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    done = []
    replace = os.replace

    def fails_once(path: Path, target: Path) -> None:
        if tree.workplace not in target.parents:
            done.append(target)
            if len(done) == failing:
                raise OSError(28, "No space left on device")
        replace(path, target)

    monkeypatch.setattr(os, "replace", fails_once)
    with pytest.raises(InputError, match="No space left on device") as refused, tree.turn():
        tree.write(FILES)
    assert refused.value.id == "file-unwritable"
    assert status(tree) == []


@pytest.mark.parametrize("manner", ["clean", "torn"])
def test_killed_at_any_call_it_is_as_it_was_or_done(tree: Checkout, manner: str) -> None:
    """Every call that writes, in turn, is the last that a proposal makes."""
    new = "features/9.md"
    names = [new, BOOK, INDEX]
    for file in (BOOK, INDEX):
        (tree.root / file).write_text("old")
    git(tree.root, "commit", "--quiet", "--all", "--message", "Short files")
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", KILLED, manner, *names],
        cwd=tree.root,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    ends = [line.split("|") for line in done.stdout.splitlines()]
    before, after = "-,old,old", "new,new,new"
    assert {midway for midway, *_ in ends} == {before, "new,old,old", "new,new,old", after}
    for midway, then, back, stray in ends:
        assert then == (after if midway == after else before)
        assert back == str(midway.count("new") if midway != after else 0)
        assert stray == "0"
    assert len(ends) > 30, "the calls that write were not met"


def test_what_a_person_changed_since_is_not_taken_back(tree: Checkout) -> None:
    """The book is written, the index is not, and somebody worked in the feature."""
    with tree.turn():
        journal(tree, {BOOK: b"book", INDEX: b"index", PAY_AS_YOU_GO: b"feature"})
    (tree.root / BOOK).write_bytes(b"book")
    (tree.root / PAY_AS_YOU_GO).write_bytes(b"an amount that was typed")
    with pytest.raises(InputError, match=f"changed since: {PAY_AS_YOU_GO}") as refused, tree.turn():
        pass
    assert refused.value.id == "proposal-unfinished"
    assert tree.read(PAY_AS_YOU_GO) == b"an amount that was typed"
    git(tree.root, "restore", PAY_AS_YOU_GO)
    with tree.turn() as back:
        assert back == (BOOK,)
    assert status(tree) == []
    with tree.turn() as back:
        assert back == ()


def test_what_was_committed_since_is_not_taken_back(tree: Checkout) -> None:
    with tree.turn():
        journal(tree, {BOOK: b"book", INDEX: b"index"})
    (tree.root / BOOK).write_bytes(b"book")
    git(tree.root, "commit", "--quiet", "--all", "--message", "Half of it")
    with tree.turn() as back:
        assert back == ()
    assert tree.read(BOOK) == b"book"


def test_a_dry_run_takes_nothing_back(tree: Checkout) -> None:
    with tree.turn():
        journal(tree, {BOOK: b"book", INDEX: b"index"})
    (tree.root / BOOK).write_bytes(b"book")
    with pytest.raises(InputError, match="broken off") as refused, tree.turn(dry=True):
        pass
    assert refused.value.expected == "the command without --dry-run"
    assert tree.read(BOOK) == b"book"


def test_a_dry_run_does_not_tell_of_a_tree_that_is_written_meanwhile(tree: Checkout) -> None:
    with tree.turn():
        pass
    with pytest.raises(InputError, match="is being written"), tree.turn(dry=True):
        journal(tree, {BOOK: b"book"})


def everything(folder: Path) -> dict[Path, tuple[int, bytes]]:
    """All files below a folder, git's own too, with when each was written."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


def test_a_dry_run_writes_nothing_into_the_folder_of_git_either(
    tree: Checkout, run: Run, tmp_path: Path
) -> None:
    before = everything(tree.root)
    assert run(new(tmp_path, edited(("2.5元/千次", "2.6元/千次"))), "--dry-run").code == 1
    assert everything(tree.root) == before


def test_a_dry_run_of_a_correction_leaves_nothing_behind(
    tree: Checkout, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    for part in ("src", "scraper"):
        (tree.root / part).mkdir(exist_ok=True)
        (tree.root / part / "a.txt").write_text("a reader")
    git(tree.root, "add", "--all")
    git(tree.root, "commit", "--quiet", "--message", "A reader")
    before = everything(tree.root)
    ran = run(str(tree.root / SNAPSHOTS / "tiia-pricing.md"), "--correct", "why", "--dry-run")
    assert (ran.code, ran.err) == (0, "")
    assert everything(tree.root) == before
    assert [*(tmp_path / "temporary").iterdir()] == []


@pytest.mark.parametrize(
    "found", [b"", b"{", b'{"a": 1}', b'{"a":1,"a":1}', b"\xff", b"[" * 100_000, b" " * 2000]
)
@pytest.mark.parametrize("dry", [False, True])
def test_a_journal_that_is_none_is_refused_and_kept(
    tree: Checkout, monkeypatch: pytest.MonkeyPatch, found: bytes, dry: bool
) -> None:
    monkeypatch.setattr("tiia_pricing.proposing.turns.MAX_JOURNAL", 1000)
    with tree.turn():
        pass
    path = tree.workplace / "journal.json"
    path.write_bytes(found)
    with pytest.raises(InputError, match="cannot be read") as refused, tree.turn(dry=dry):
        pass
    assert (refused.value.id, refused.value.where) == ("journal-unreadable", {"file": str(path)})
    assert path.read_bytes() == found


def journal(tree: Checkout, files: dict[str, bytes]) -> None:
    """What a proposal notes before it writes."""
    noted = {
        file: FileChange(tree.read(file), sha256(data).hexdigest()) for file, data in files.items()
    }
    (tree.workplace / "journal.json").write_bytes(msgspec.json.encode(noted))


def test_the_command_says_what_it_took_back(tree: Checkout, run: Run, tmp_path: Path) -> None:
    with tree.turn():
        journal(tree, {BOOK: b"book", INDEX: b"index"})
    (tree.root / BOOK).write_bytes(b"book")
    ran = run(new(tmp_path, edited(("2.5元/千次", "2.6元/千次"))))
    assert (ran.code, ran.err) == (1, f"note: a proposal was broken off; as before it: {BOOK}\n")
    assert BOOK in ran.out


def test_two_at_once_do_not_meet(tree: Checkout, run: Run, tmp_path: Path) -> None:
    page = new(tmp_path, edited(("2.5元/千次", "2.6元/千次")))
    with tree.turn():
        ran = run(page)
        assert (ran.code, ran.out) == (2, "")
        assert "another proposal is at work in this checkout" in ran.err
    assert status(tree) == []
    assert run(page).code == 1


def test_the_folders_of_a_killed_run_go(tree: Checkout) -> None:
    with tree.turn():
        (tree.workplace / "tmpreader" / "src").mkdir(parents=True)
    with tree.turn():
        assert [path.name for path in tree.workplace.iterdir()] == ["lock"]


@pytest.mark.parametrize("failing", [1, 2, 3, 4, 5])
def test_a_proposal_that_cannot_be_written_leaves_everything_as_it_was(
    tree: Checkout, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    """Whichever of the page, the index, the book, the names and the feature it is."""
    page = new(tmp_path, edited(("2.5元/千次", "2.6元/千次")))
    done = []
    replace = os.replace

    def fails_once(path: Path, target: Path) -> None:
        if tree.workplace not in target.parents:
            done.append(target.relative_to(tree.root).as_posix())
            if len(done) == failing:
                raise OSError(28, "No space left on device")
        replace(path, target)

    monkeypatch.setattr(os, "replace", fails_once)
    ran = run(page)
    assert (ran.code, ran.out) == (2, "")
    assert "No space left on device" in ran.err
    assert done[:failing] == [PAGE, INDEX, BOOK, NAMES, PAY_AS_YOU_GO][:failing]
    assert status(tree) == []
