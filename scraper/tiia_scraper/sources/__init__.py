"""Where a page comes from: a file, standard input, a URL, a path in a git repository.

The clients are imported on first use, so that a file costs no more than its bytes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import say
from tiia_scraper.sources.local_files import from_file, from_stdin
from tiia_scraper.sources.source import MAX_BYTES, Fetched, Limits, Revision, Validators
from tiia_scraper.sources.urls import kept, quoted, shown

__all__ = [
    "LIMITS",
    "MAX_BYTES",
    "Fetched",
    "Limits",
    "Revision",
    "Validators",
    "fetch",
    "kept",
    "quoted",
    "revisions",
    "shown",
]

LIMITS = Limits()

_EXPECTED = say("a file, -, an http(s) URL or git:REPOSITORY//PATH")


def fetch(
    source: str,
    *,
    hosts: Collection[str] = (),
    since: Validators | None = None,
    limits: Limits | None = None,
) -> Fetched:
    """Return the bytes of a file, of standard input for ``-``, of a URL, or of a path in git.

    A URL may lead to its own host and to ``hosts``; ``since`` asks it whether the page has
    changed. ``limits`` default to ``LIMITS``. Raises ``SourceUnreachable`` where nothing
    comes, ``InputError`` for a source of another kind or with a password in it, and
    ``PageUnreadable`` for one of more than ``MAX_BYTES``.
    """
    if source == "-":
        return from_stdin(source)
    scheme, separator, _ = source.partition("://")
    if _is_git(source):
        from tiia_scraper.sources.git import newest  # noqa: PLC0415

        return newest(source)
    if not separator:
        return from_file(source)
    if scheme.lower() not in {"http", "https"}:
        text = say("a source with the scheme {scheme!r} is not supported", scheme=scheme)
        raise InputError("source-unsupported", text, expected=_EXPECTED)
    from tiia_scraper.sources.web import from_url  # noqa: PLC0415

    return from_url(source, hosts, since, limits or LIMITS)


def revisions(source: str) -> Iterator[Revision]:
    """Yield every version of a git source, oldest first, one for each change of its content.

    Raises ``InputError`` for any other source, ``SourceUnreachable`` where there are none.
    """
    if not _is_git(source):
        text = say("{source} has no revisions", source=quoted(source))
        raise InputError("source-unsupported", text, expected="git:REPOSITORY//PATH")
    from tiia_scraper.sources.git import history  # noqa: PLC0415

    return history(source)


def _is_git(source: str) -> bool:
    return source.startswith("git:") and not source.startswith("git://")
