"""The versions of one path in a local git repository.

They are those that its main line held, ``git log --first-parent --follow``: what a branch
tried beside it was never published, and would make prices seem to go back and forth.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from posixpath import normpath
from typing import IO, NamedTuple, cast

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_pricebook.system_errors import system_reason
from tiia_scraper.sources.source import MAX_BYTES, Fetched, Revision, too_large, unreachable
from tiia_scraper.sources.urls import quoted

_CHUNK = 64 * 1024
_END = 253_370_764_800  # the first second of 9999
_FILES = {"100644", "100755", "000000"}
_LOG = (
    *("log", "--first-parent", "--diff-merges=first-parent", "--follow"),
    *("--raw", "-z", "--no-abbrev", "--format=%H %ct"),
    *("--no-color", "--no-ext-diff", "--no-textconv", "--no-relative", "--no-show-signature"),
)
# No network for objects that are missing, no prompt, no lock, no message in another language.
_SETTINGS = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


class _Place(NamedTuple):
    source: str
    repository: str
    path: str


class _Version(NamedTuple):
    """One commit that touched the path; ``blob`` is None where it took the file away."""

    commit: str
    date: dt.datetime
    path: str
    blob: str | None


def newest(source: str) -> Fetched:
    """Return the file as the repository's HEAD has it, with the commit that last touched it.

    Of a shallow clone, whose history is cut off, that is the last one it knows of.
    Raises ``SourceUnreachable`` where the repository or the path is not there, or git is not.
    """
    place = _place(source)
    (version,) = _versions(place, "--max-count=1")
    if version.blob is None:
        reason = say(
            "{path!r} was removed on {date} by {commit}",
            path=place.path,
            date=version.date.date(),
            commit=version.commit[:12],
        )
        raise unreachable(source, reason)
    (revision,) = _read(place, [version])
    if len(revision.data) > MAX_BYTES:
        raise too_large(source)
    return Fetched(revision.data, source, commit=version.commit, dated=version.date)


def history(source: str) -> Iterator[Revision]:
    """Yield every version, oldest first; one where a rename or a removal changed no content.

    Raises ``SourceUnreachable`` where there is none, and for a shallow clone, whose oldest
    commit is not the one that wrote what it has.
    """
    place = _place(source)
    if _git(place, "rev-parse", "--is-shallow-repository").strip() == b"true":
        reason = say("the repository is a shallow clone, without its history")
        raise unreachable(source, reason, "history-shallow")
    versions: list[_Version] = []
    for version in reversed(_versions(place)):
        if version.blob and (not versions or versions[-1].blob != version.blob):
            versions.append(version)
    return _read(place, versions)


def _place(source: str) -> _Place:
    repository, separator, path = source.removeprefix("git:").rpartition("//")
    if not (repository and separator and path) or "://" in repository:
        text = say("{source} names no path in a local repository", source=quoted(source))
        raise InputError("source-unsupported", text, expected="git:REPOSITORY//PATH")
    if "\0" in source:
        raise InputError(
            "source-unsupported",
            say("{source} has a NUL", source=quoted(source)),
            expected=say("a path"),
        )
    return _Place(source, repository, normpath(path))


def _versions(place: _Place, *options: str) -> list[_Version]:
    """The commits that touched the path, newest first; at least one."""
    log = _git(place, *_LOG, *options, "HEAD", "--", place.path)
    versions = [_version(place, *entry) for entry in _entries(log)]
    if not versions:
        raise unreachable(place.source, say("{path!r} is not in its history", path=place.path))
    if versions[0].path != place.path:
        raise unreachable(place.source, say("{path!r} is a folder", path=place.path))
    return versions


def _entries(log: bytes) -> Iterator[tuple[str, str, bytes]]:
    """Of each commit its line, the line of the file it touched, and the file's path."""
    header = b""
    fields = iter(log.split(b"\0"))
    for field in fields:
        if not field.startswith(b"\n:"):
            header = field
            continue
        path = next(fields)
        renamed = field.rpartition(b" ")[2].startswith((b"R", b"C"))
        yield header.decode(), field.decode(), next(fields) if renamed else path


def _version(place: _Place, header: str, entry: str, path: bytes) -> _Version:
    commit, seconds = header.split(" ")
    _, mode, _, blob, status = entry.split(" ")
    if mode not in _FILES:
        raise unreachable(place.source, say("in {commit} it is not a file", commit=commit[:12]))
    date = _date(place, commit, seconds)
    return _Version(commit, date, os.fsdecode(path), None if status == "D" else blob)


def _date(place: _Place, commit: str, seconds: str) -> dt.datetime:
    """When a commit was made; git keeps any number, and shows none for one before 1970."""
    if not seconds.isdecimal() or int(seconds) >= _END:
        reason = say("the date of {commit} is not from 1970 to 9998", commit=commit[:12])
        raise unreachable(place.source, reason, "history-undated")
    return dt.datetime.fromtimestamp(int(seconds), dt.UTC)


def _read(place: _Place, versions: list[_Version]) -> Iterator[Revision]:
    """The contents of the versions, one at a time from one process."""
    with _start(place, "cat-file", "--batch", stdin=subprocess.PIPE) as process:
        names, contents = cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout)
        for version in versions:
            names.write(f"{version.blob}\n".encode())
            names.flush()
            head = contents.readline().split()
            if len(head) != 3 or head[1] != b"blob":
                reason = say("{commit} lacks its content", commit=version.commit[:12])
                raise unreachable(place.source, reason, "history-incomplete")
            data = _content(contents, int(head[2]))
            yield Revision(version.path, version.commit, version.date, data)


def _content(file: IO[bytes], size: int) -> bytes:
    """A file of ``size`` bytes, or of a larger one what shows that it is too large."""
    data = file.read(min(size, MAX_BYTES + 1))
    rest = size - len(data) + 1  # and the line feed after it
    while rest > 0:
        rest -= len(file.read(min(rest, _CHUNK))) or rest
    return data


def _git(place: _Place, *arguments: str) -> bytes:
    with _start(place, *arguments) as process:
        out, err = process.communicate()
    if process.returncode:
        lines = err.decode("utf-8", "replace").strip().splitlines() or [say("git failed")]
        raise unreachable(place.source, lines[0].removeprefix("fatal: ")[:300])
    return out


def _start(
    place: _Place, *arguments: str, stdin: int = subprocess.DEVNULL
) -> subprocess.Popen[bytes]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")} | _SETTINGS
    # The folder that is named is the repository, and none that stands around it.
    command = ["git", "--no-pager", "-C", place.repository, *arguments]
    try:
        environment["GIT_CEILING_DIRECTORIES"] = str(Path(place.repository).resolve().parent)
        return subprocess.Popen(  # noqa: S603
            command, env=environment, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
    except OSError as error:
        reason = say("git cannot be run: {why}", why=system_reason(error))
        raise unreachable(place.source, reason, "git-missing") from error
