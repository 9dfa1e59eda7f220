"""A page by its URL: every hop allowed, robots respected, conditional where it can be."""

from __future__ import annotations

from collections.abc import Collection
from email.message import Message
from importlib.metadata import PackageNotFoundError, version

from tiia_pricebook.errors import InputError, SourceUnreachable
from tiia_pricebook.messages import say
from tiia_scraper.sources import robots
from tiia_scraper.sources.content_encoding import OFFERED
from tiia_scraper.sources.deadline import Deadline, DeadlinePassed
from tiia_scraper.sources.http_client import Answer, Caller
from tiia_scraper.sources.source import Fetched, Limits, Validators, too_large, unreachable
from tiia_scraper.sources.urls import Address, Gate, parse, quoted, resolve
from tiia_scraper.sources.validators import sendable

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ACCEPTED = {"Accept": "text/html, text/markdown, text/plain, */*;q=0.1"}
_PURPOSE = "reads the public price page of Tencent Cloud image analysis (TIIA)"


def from_url(
    source: str, hosts: Collection[str], since: Validators | None, limits: Limits
) -> Fetched:
    """Return the page at an http(s) URL, from its own host or one of ``hosts``.

    Of ``since`` is sent what a server may be asked with. Raises ``InputError`` for a URL or
    host that is none, ``SourceUnreachable`` where the page does not come, ``PageUnreadable``
    where it is too large.
    """
    first = parse(source)
    gate = Gate.of(first, hosts)
    deadline = Deadline(limits.overall)
    caller = Caller(limits, deadline)
    visit = _Visit(source, gate, caller, limits)
    known = sendable(since.etag, since.last_modified) if since else None
    try:
        return deadline.bound(lambda: visit.page(first, known or Validators()), caller.abort)
    except DeadlinePassed:
        reason = say("it takes more than {overall:g} seconds", overall=limits.overall)
        raise unreachable(str(caller.calling or first), reason, "source-slow") from None


def user_agent() -> str:
    """Return how we name ourselves to servers."""
    try:
        ours = version("tiia-pricing-spec")
    except PackageNotFoundError:
        ours = "0"
    return f"{robots.TOKEN}/{ours} ({_PURPOSE})"


class _Visit:
    """The requests that one page takes."""

    def __init__(self, source: str, gate: Gate, caller: Caller, limits: Limits) -> None:
        self._source = source
        self._gate = gate
        self._caller = caller
        self._limits = limits
        self._headers = {
            "User-Agent": user_agent(),
            "Accept-Encoding": OFFERED,
            "Connection": "close",
        }
        self._robots: dict[str, Answer] = {}

    def page(self, first: Address, since: Validators) -> Fetched:
        asked = _ACCEPTED | _conditions(since)
        address, answer = self._follow(first, asked, self._limits.size, page=True)
        unchanged = answer.status == 304 and bool(since.etag or since.last_modified)
        if answer.status != 200 and not unchanged:
            raise unreachable(
                str(address), say("it answers {status}", status=answer.status), "http-status"
            )
        if answer.cut:
            raise too_large(str(address), self._limits.size)
        return Fetched(
            answer.body,
            self._source,
            charset=_charset(answer),
            final_url=address.url,
            status=answer.status,
            headers=answer.headers,
            not_modified=unchanged,
        )

    def _follow(
        self, first: Address, asked: dict[str, str], most: int, *, page: bool
    ) -> tuple[Address, Answer]:
        address, seen = first, {first.url}
        while True:
            if page:
                self._respect_robots(address)
            answer = self._caller.get(address, self._headers | asked, most)
            location = answer.headers.get("location")
            if answer.status not in _REDIRECTS or location is None:
                return address, answer
            address = self._next(address, location)
            if address.url in seen:
                raise unreachable(
                    str(first), say("its redirects lead in a circle"), "redirect-loop"
                )
            if len(seen) > self._limits.redirects:
                reason = say("more than {redirects} redirects", redirects=self._limits.redirects)
                raise unreachable(str(first), reason, "redirects-too-many")
            seen.add(address.url)

    def _next(self, base: Address, location: str) -> Address:
        try:
            address = resolve(base, location)
        except InputError as error:
            reason = say("it redirects where we do not follow: {message}", message=error.message)
            raise unreachable(str(base), reason, "redirect-elsewhere") from error
        if not self._gate.admits(address):
            raise self._elsewhere(base, address)
        if (base.scheme, address.scheme) == ("https", "http"):
            reason = say("it redirects from https to {url}", url=quoted(address.url))
            raise unreachable(str(base), reason, "redirect-downgrade")
        return address

    def _elsewhere(self, base: Address, address: Address) -> SourceUnreachable:
        error = unreachable(
            str(base), say("it redirects to {url}", url=quoted(address.url)), "redirect-elsewhere"
        )
        known = address.host in self._gate.hosts
        error.expected = (
            say("the usual port, or the one in the URL")
            if known
            else f"--allow-host {address.host}"
        )
        return error

    def _respect_robots(self, address: Address) -> None:
        if address.origin not in self._robots:
            asked = address._replace(target="/robots.txt")
            _, answer = self._follow(asked, {}, robots.MAX_BYTES, page=False)
            self._robots[address.origin] = answer
        answer = self._robots[address.origin]
        if refusal := robots.refusal(address, answer.status, answer.body):
            raise refusal


def _conditions(since: Validators) -> dict[str, str]:
    """The headers that ask whether an earlier answer still holds."""
    pairs = {"If-None-Match": since.etag, "If-Modified-Since": since.last_modified}
    return {name: value for name, value in pairs.items() if value}


def _charset(answer: Answer) -> str | None:
    message = Message()
    message["content-type"] = answer.headers.get("content-type", "")
    try:
        return message.get_content_charset()
    except (ValueError, LookupError):
        return None  # its parameters are encoded in a charset that is none
