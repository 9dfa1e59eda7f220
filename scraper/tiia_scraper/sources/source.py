"""What a source gives, what is asked of it, and how long and how much it may take."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from tiia_pricebook.errors import A_PAGE, PageUnreadable, SourceUnreachable
from tiia_pricebook.messages import Message, say
from tiia_pricebook.system_errors import in_our_words
from tiia_scraper.sources.urls import quoted, shown, without_secrets

MAX_BYTES = 4 * 1024 * 1024


class Validators(Struct, frozen=True):
    """What an earlier answer of a URL said of itself, for asking whether it still holds."""

    etag: str | None = None
    last_modified: str | None = None


class Fetched(Struct, frozen=True):
    """A page as its source gave it.

    ``data`` are the bytes without content encoding, none where the source said
    ``not_modified``; ``source`` is the name the user gave it. ``charset``, ``final_url``,
    ``status`` and ``headers`` (lower-case names) belong to a URL; ``commit`` and ``dated``,
    the committer's date, to a git source.
    """

    data: bytes
    source: str
    charset: str | None = None
    final_url: str | None = None
    status: int | None = None
    headers: dict[str, str] = {}
    not_modified: bool = False
    commit: str | None = None
    dated: dt.datetime | None = None


class Revision(Struct, frozen=True):
    """One version of a file in a git repository: its path then, its commit, its bytes.

    ``date`` is the committer's, in UTC. Of a file larger than any page ``data`` is what
    shows that it is, so that reading refuses it.
    """

    path: str
    commit: str
    date: dt.datetime
    data: bytes


class Limits(Struct, frozen=True):
    """How much and how long a URL may take: bytes after decoding, seconds, times.

    ``overall`` bounds everything together: names, redirects, robots.txt, retries, bodies.
    """

    size: int = MAX_BYTES
    connect: float = 10
    read: float = 20
    overall: float = 60
    attempts: int = 4
    backoff: float = 1
    redirects: int = 5


def too_large(source: str, most: int = MAX_BYTES) -> PageUnreadable:
    """Return the error for a page of more than ``most`` bytes."""
    text = say("a page of more than {most} bytes is not read as a price page", most=most)
    where = {"source": shown(source)}
    return PageUnreadable("page-too-large", text, where=where, expected=A_PAGE)


def unreachable(source: str, reason: str, id: str = "source-unreachable") -> SourceUnreachable:
    """Return the error for a source that gave nothing, named as it may be shown.

    The reason may be a server's own words, or another program's: it is stripped of what a
    terminal obeys, and of the secrets of URLs.
    """
    text = say("cannot read {source}: {why}", source=quoted(source), why=_plain(reason))
    return SourceUnreachable(id, text, expected=say("a page that can be read"))


def _plain(reason: str) -> str:
    if isinstance(reason, Message):
        values = {
            name: _plain(value) if isinstance(value, str) else value
            for name, value in reason.values.items()
        }
        return Message(reason.template, values, reason.many, reason.context)
    known = in_our_words(reason)
    if isinstance(known, Message):
        return known
    words = without_secrets(reason)
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in words)
