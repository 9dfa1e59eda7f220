"""URLs: which are accepted, where they may lead, and how they are shown."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple, NoReturn
from urllib.parse import quote, urljoin, urlsplit

from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import Message, say, say_as
from tiia_pricebook.untrusted_text import line

MAX_LENGTH = 8000

_PORTS = {"http": 80, "https": 443}
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0\\]")
_NAME = re.compile(r"(?!-)[a-z0-9_.-]{1,253}")
_ADDRESS = re.compile(r"[0-9a-f:.]{2,45}")
_SLASHES = re.compile(r"^((?:git:)?https?):/*(?=[^/])", re.IGNORECASE)
_PARTS = re.compile(r"^([^/?#]*)([^?#]*)(.*)", re.DOTALL)
_HOST_AND_PORT = re.compile(r"(?:.*@)?(?:\[[^\]]*\]|[^:]*)(?::[0-9]*)?", re.DOTALL)
# Each part is bounded or begins where the one before ended: a long text takes no longer than it is.
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.:-]{0,40}://[^\s'\"<>]+")
_BEFORE_AT = re.compile(r"[^\s\\@'\"]+@?")
_USER = re.compile(r"(?<![^:/])[^:/]+:(?=[^@])")
_KEPT = "!#$%&'()*+,/:;=?@[]~"


class Address(NamedTuple):
    """A URL taken apart by one parser, so that what was checked is what is called."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and, unless it is the scheme's own, port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"

    @property
    def url(self) -> str:
        """The URL whole."""
        return self.origin + self.target

    def __str__(self) -> str:
        """The URL as it may be shown: without its query, which may hold a secret."""
        return shown(self.url)


def in_unicode(text: str) -> str:
    """Return ``text`` as UTF-8 can hold it: of a file name in other bytes each as ``\udce9``."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def shown(source: str) -> str:
    """Return ``source`` for a message: of a URL neither user, password, query nor fragment.

    Where an ``@`` stands behind what looks like the host, that may be a part of a password.
    """
    scheme, separator, rest = _SLASHES.sub(r"\1://", in_unicode(source)).partition("://")
    if not separator:
        kind = "git:" if scheme.startswith("git:") else ""
        return kind + _BEFORE_AT.sub(_without_login, scheme.removeprefix(kind))
    [(host, path, beyond)] = _PARTS.findall(rest)
    if "@" in path or ("@" in beyond and not (path and _HOST_AND_PORT.fullmatch(host))):
        return f"{scheme}://…"
    return f"{scheme}://{host.rpartition('@')[2]}{path}"


def quoted(source: str, most: int | None = None) -> Message:
    """Return ``source``, cut after ``most`` characters, in the quotation marks of the language."""
    return say_as("quotation", "'{text}'", text=line(shown(source))[:most])


def without_secrets(words: str) -> str:
    """Return a sentence, such as another program's, with each URL in it as it may be shown."""
    return _BEFORE_AT.sub(_without_login, _URL.sub(lambda match: shown(match[0]), words))


def _without_login(match: re.Match[str]) -> str:
    """What stands before an ``@``, without a user and a password at its end."""
    user = _USER.search(match[0]) if match[0].endswith("@") else None
    return match[0][: user.start()] if user else match[0]


def kept(source: str) -> str:
    """Return ``source`` for a record that others read: of a local file its name alone."""
    local = "://" not in source and not source.startswith("git:")
    return in_unicode(Path(source).name or source) if local else shown(source)


def parse(url: str) -> Address:
    """Return the parts of an http(s) URL; raises ``InputError`` for anything doubtful in it."""
    if len(url) > MAX_LENGTH or _UNSAFE.search(url):
        _malformed(url, say("it is too long, or has blanks, control characters or backslashes"))
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        path, query = quote(parts.path or "/", safe=_KEPT), quote(parts.query, safe=_KEPT)
    except ValueError:
        _malformed(url, say("its host, port or characters cannot be read"))
    if parts.scheme not in _PORTS:
        text = say("the scheme {scheme!r} is not supported", scheme=parts.scheme)
        raise InputError("source-unsupported", text, expected=say("http or https"))
    if "@" in parts.netloc:
        text = say("{url} is given with a user or a password", url=quoted(url))
        raise InputError("url-credentials", text, expected=say("a URL without credentials"))
    target = f"{path}?{query}" if query else path
    return Address(parts.scheme, host_name(host), port or _PORTS[parts.scheme], target)


def host_name(text: str) -> str:
    """Return a host's name as it is compared and called: lower case, its IDNA form, no final dot.

    Raises ``InputError`` for what is no host's name or address.
    """
    name = text.strip("[]").removesuffix(".").lower()
    try:
        ascii_name = name if ":" in name else name.encode("idna").decode("ascii")
    except UnicodeError:
        ascii_name = ""
    if not (_ADDRESS if ":" in ascii_name else _NAME).fullmatch(ascii_name):
        raise InputError(
            "host-malformed",
            say("{text!r} is not a host", text=text),
            expected=say("such as example.com"),
        )
    return ascii_name


class Gate(NamedTuple):
    """Where a URL may lead: the hosts that are allowed, at the port it names or the usual ones.

    A host is trusted for its web site; another port is another service of the machine.
    """

    hosts: frozenset[str]
    port: int

    @classmethod
    def of(cls, first: Address, hosts: Collection[str]) -> Gate:
        """Return the gate of a URL and of the hosts that the user allows beside its own."""
        return cls(frozenset({first.host, *map(host_name, hosts)}), first.port)

    def admits(self, address: Address) -> bool:
        """Return whether ``address`` may be called."""
        ports = {self.port, _PORTS[address.scheme]}
        return address.host in self.hosts and address.port in ports


def resolve(base: Address, location: str) -> Address:
    """Return where a redirect leads; raises ``InputError`` for a target that is none."""
    if _UNSAFE.search(location := _as_utf8(location)):
        _malformed(location, say("it has blanks, control characters or backslashes"))
    try:
        return parse(urljoin(base.url, location))
    except ValueError:
        _malformed(location, say("its host cannot be read"))


def _as_utf8(header: str) -> str:
    """A header's text, which HTTP reads as Latin-1, as browsers read it where they can."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header


def _malformed(url: str, reason: str) -> NoReturn:
    what = say("the URL") if "@" in url else quoted(url, 200)
    text = say("{what} is malformed: {reason}", what=what, reason=reason)
    raise InputError("url-malformed", text, expected=say("such as https://example.com/page"))
