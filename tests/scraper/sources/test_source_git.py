"""The versions of a path in a git repository of our own."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import tracemalloc
from pathlib import Path

import pytest

import frozen
from support.repository import Repository
from tiia_pricebook.errors import InputError, PageUnreadable, SourceUnreachable
from tiia_pricing.cli import main
from tiia_scraper import fetch, revisions
from tiia_scraper.sources import MAX_BYTES

LINES = "".join(f"line {number}\n" for number in range(40))


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repository")


def texts(source: str) -> list[str]:
    return [revision.data.decode() for revision in revisions(source)]


def refusal(source: str) -> SourceUnreachable:
    """The same refusal for the newest version and for all of them."""
    refused = []
    for read in (fetch, lambda source: list(revisions(source))):
        with pytest.raises(SourceUnreachable) as caught:
            read(source)
        refused.append(caught.value)
    assert str(refused[0]) == str(refused[1])
    return refused[0]


def test_every_version_oldest_first(repository: Repository) -> None:
    ids = [repository.commit(a_md="one"), repository.commit(a_md="two", b_md="else")]
    repository.commit(b_md="other")
    one, two = revisions(repository.source("a.md"))
    assert (one.path, one.commit, one.data) == ("a.md", ids[0], b"one")
    assert (two.path, two.commit, two.data) == ("a.md", ids[1], b"two")
    assert one.date == dt.datetime(2020, 3, 1, 4, tzinfo=dt.UTC)
    assert two.date == dt.datetime(2020, 3, 2, 4, tzinfo=dt.UTC)


def test_the_newest_version(repository: Repository) -> None:
    repository.commit(a_md="one")
    newest = repository.commit(a_md="two")
    repository.commit(b_md="other")
    (repository.folder / "a.md").write_text("not committed", "utf-8")
    page = fetch(repository.source("a.md"))
    assert (page.data, page.commit) == (b"two", newest)
    assert page.dated == dt.datetime(2020, 3, 2, 4, tzinfo=dt.UTC)
    assert (page.source, page.charset) == (repository.source("a.md"), None)


def test_a_renamed_file_is_followed(repository: Repository) -> None:
    first = repository.commit(old_md=LINES)
    repository.commit(old_md=None, a_md=LINES)
    repository.commit(a_md=None, 价格_md=f"{LINES}more\n")
    one, two = revisions(repository.source("价格.md"))
    assert (one.path, one.commit, one.data) == ("old.md", first, LINES.encode())
    assert (two.path, two.data) == ("价格.md", f"{LINES}more\n".encode())


def test_a_file_that_was_away_and_came_back(repository: Repository) -> None:
    repository.commit(a_md="one")
    repository.commit(a_md=None)
    repository.commit(a_md="one")
    assert texts(repository.source("a.md")) == ["one"]
    repository.commit(a_md="two")
    repository.commit(a_md="one")
    assert texts(repository.source("a.md")) == ["one", "two", "one"]


def test_a_file_that_went_away_is_no_page_but_has_a_history(repository: Repository) -> None:
    repository.commit(a_md="one")
    gone = repository.commit(a_md=None)
    with pytest.raises(SourceUnreachable) as refused:
        fetch(repository.source("a.md"))
    assert f"removed on 2020-03-02 by {gone[:12]}" in refused.value.message
    assert texts(repository.source("a.md")) == ["one"]


def test_what_a_branch_tried_is_no_version_and_its_merge_is_one(repository: Repository) -> None:
    repository.commit(a_md="one\n")
    repository.git("switch", "--quiet", "--create", "side")
    repository.commit(a_md="tried\n")
    repository.commit(a_md="merged\n")
    repository.git("switch", "--quiet", "main")
    repository.commit(b_md="else")
    repository.git("merge", "--quiet", "--no-ff", "--message=merge", "side")
    merge = repository.git("rev-parse", "HEAD")
    one, merged = revisions(repository.source("a.md"))
    assert (one.data, merged.data, merged.commit) == (b"one\n", b"merged\n", merge)


def test_bare_repositories_and_git_folders(repository: Repository, tmp_path: Path) -> None:
    repository.commit(a_md="one")
    repository.git("clone", "--quiet", "--bare", str(repository.folder), str(tmp_path / "bare"))
    for folder in (tmp_path / "bare", repository.folder / ".git"):
        assert fetch(f"git:{folder}//a.md").data == b"one"
        assert texts(f"git:{folder}//a.md") == ["one"]


@pytest.mark.parametrize("name", ["-a.md", "--output=b", "a b.md", "*.md", ":(top)a", "价格.md"])
def test_paths_are_taken_as_they_are(repository: Repository, name: str) -> None:
    (repository.folder / name).write_text("this", "utf-8")
    repository.commit(other_md="other")
    assert fetch(repository.source(name)).data == b"this"
    assert texts(repository.source(name)) == ["this"]
    assert sorted(os.listdir(repository.folder)) == sorted([".git", name, "other.md"])


def test_paths_in_folders_and_a_dot_before_them(repository: Repository) -> None:
    (repository.folder / "docs").mkdir()
    (repository.folder / "docs" / "a.md").write_text("this", "utf-8")
    repository.commit()
    for path in ("docs/a.md", "./docs/a.md", "docs/../docs/a.md"):
        assert texts(repository.source(path)) == ["this"]


def test_a_relative_repository(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.commit(a_md="one")
    monkeypatch.chdir(repository.folder)
    assert fetch("git:.//a.md").data == b"one"


def test_settings_and_surroundings_change_nothing(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Repository(tmp_path / "other")
    other.commit(a_md="other")
    repository.commit(a_md="one")
    for name, value in {
        "color.ui": "always",
        "core.pager": "false",
        "diff.external": "false",
        "diff.renames": "false",
        "diff.noprefix": "true",
        "log.showSignature": "true",
        "log.diffMerges": "off",
        "log.decorate": "full",
        "format.pretty": "fuller",
        "core.quotePath": "true",
    }.items():
        repository.git("config", name, value)
    repository.commit(a_md=None, 价_md="one")
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))
    monkeypatch.setenv("GIT_TRACE", "1")
    monkeypatch.setenv("GIT_LITERAL_PATHSPECS", "0")
    assert texts(repository.source("价.md")) == ["one"]
    assert fetch(repository.source("价.md")).data == b"one"


def test_what_is_not_there(repository: Repository, tmp_path: Path) -> None:
    repository.commit(a_md="one")
    (repository.folder / "docs").mkdir()
    assert "No such file" in refusal(f"git:{tmp_path}/none//a.md").message
    assert "not a git repository" in refusal(f"git:{tmp_path}//a.md").message
    assert "not a git repository" in refusal(f"git:{repository.folder}/docs//a.md").message
    assert "'b.md' is not in its history" in refusal(repository.source("b.md")).message
    assert "outside" in refusal(repository.source("../a.md")).message


def test_a_repository_without_commits(repository: Repository) -> None:
    assert "HEAD" in refusal(repository.source("a.md")).message


def test_a_folder_and_a_link_are_no_pages(repository: Repository) -> None:
    (repository.folder / "docs").mkdir()
    (repository.folder / "docs" / "a.md").write_text("one", "utf-8")
    (repository.folder / "link.md").symlink_to("docs/a.md")
    repository.commit()
    assert "'docs' is a folder" in refusal(repository.source("docs")).message
    assert "it is not a file" in refusal(repository.source("link.md")).message


def test_a_shallow_clone_has_no_history(repository: Repository, tmp_path: Path) -> None:
    repository.commit(a_md="one")
    repository.commit(a_md="two")
    repository.git(
        "clone", "--quiet", "--depth=1", f"file://{repository.folder}", str(tmp_path / "shallow")
    )
    source = f"git:{tmp_path}/shallow//a.md"
    assert fetch(source).data == b"two"
    with pytest.raises(SourceUnreachable) as refused:
        revisions(source)
    assert refused.value.id == "history-shallow"


def test_content_that_is_missing_is_not_fetched(repository: Repository, tmp_path: Path) -> None:
    repository.commit(a_md="one")
    repository.git("config", "uploadpack.allowFilter", "true")
    partial = tmp_path / "partial"
    repository.git(
        *("clone", "--quiet", "--bare", "--filter=blob:none"),
        *(f"file://{repository.folder}", str(partial)),
    )
    assert refusal(f"git:{partial}//a.md").id == "history-incomplete"


def test_without_git(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.commit(a_md="one")
    monkeypatch.setenv("PATH", "")
    error = refusal(repository.source("a.md"))
    assert (error.id, error.exit_code) == ("git-missing", 101)


@pytest.mark.parametrize(
    "source",
    ["git:", "git:repository", "git://a.md", "git:repository//", "git:https://a/b//c", "git:a//\0"],
)
def test_a_git_source_that_is_none(source: str) -> None:
    with pytest.raises(InputError) as refused:
        fetch(source)
    assert refused.value.id == "source-unsupported"


def test_a_file_too_large_for_a_page(repository: Repository) -> None:
    repository.commit(a_md="one")
    repository.commit(a_md="a" * (MAX_BYTES + 10))
    repository.commit(a_md="three")
    sizes = [len(revision.data) for revision in revisions(repository.source("a.md"))]
    assert sizes == [3, MAX_BYTES + 1, 5]
    repository.commit(a_md="a" * (MAX_BYTES + 10))
    with pytest.raises(PageUnreadable) as refused:
        fetch(repository.source("a.md"))
    assert refused.value.id == "page-too-large"


def test_memory_stays_flat(repository: Repository) -> None:
    for number in range(12):
        repository.commit(a_md=str(number) * 1_000_000)
    tracemalloc.start()
    assert sum(len(revision.data) for revision in revisions(repository.source("a.md"))) > 12_000_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_a_reader_may_stop_early(repository: Repository) -> None:
    for number in range(5):
        repository.commit(a_md=str(number) * 500_000)
    versions = revisions(repository.source("a.md"))
    assert next(versions).data.startswith(b"0")
    versions.close()  # type: ignore[attr-defined]


def test_commands_take_git_sources(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    page = frozen.TEXT
    repository.commit(a_md=page)
    dearer = repository.folder.parent / "dearer.md"
    dearer.write_text(page.replace("2.5元/千次", "2.6元/千次", 1), "utf-8")
    assert main(["diff", repository.source("a.md"), str(dearer)]) == 1
    assert "2.5 → 2.6 yuan" in capsys.readouterr().out


@pytest.mark.parametrize("seconds", ["253402300800", "99999999999999999999", "-5"])
def test_a_commit_of_no_date_is_refused(repository: Repository, seconds: str) -> None:
    repository.commit(a_md="one")
    who = f"a <a@example.org> {seconds} +0000"
    tree = repository.git("rev-parse", "HEAD^{tree}")
    commit = f"tree {tree}\nauthor {who}\ncommitter {who}\n\nx\n"
    made = subprocess.run(
        ("git", "hash-object", "-t", "commit", "-w", "--stdin", "--literally"),  # noqa: S607
        cwd=repository.folder,
        input=commit.encode(),
        capture_output=True,
        check=True,
    )
    repository.git("reset", "-q", "--soft", made.stdout.decode().strip())
    assert refusal(repository.source("a.md")).id == "history-undated"
