"""The addresses that the environment names, each known by a hash: an address holds a secret."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from tiia_pricebook.messages import Message, say
from tiia_pricing.watch.notices import Channel

VARIABLES: dict[Channel, str] = {
    "changes": "TIIA_NOTIFY_CHANGES",
    "breakage": "TIIA_NOTIFY_BREAKAGE",
}

# An archive may be public and a password short: to try passwords has to take time.
_ROUNDS = 200_000
_SALT = b"tiia-pricing notices"


@dataclass(frozen=True)
class NoticeAddress:
    """The ``number``-th address of a channel; ``url`` is never shown.

    ``variable`` names it: where only one channel has addresses, they are those of both.
    """

    channel: Channel
    number: int
    url: str = field(repr=False)
    variable: str = ""

    @property
    def shown(self) -> Message:
        """How messages name it."""
        variable = self.variable or VARIABLES[self.channel]
        return say("address {number} of {variable}", number=self.number, variable=variable)

    @cached_property
    def name(self) -> str:
        """How the archive knows it: its channel and a hash."""
        digest = hashlib.pbkdf2_hmac("sha256", self.url.encode(), _SALT, _ROUNDS, dklen=8)
        return f"{prefix_of(self.channel)}{digest.hex()}"


def prefix_of(channel: Channel) -> str:
    """Return how the names of a channel's addresses begin."""
    return f"{channel}-"


def addresses_of(environment: Mapping[str, str]) -> tuple[NoticeAddress, ...]:
    """Return the addresses of all channels, each once; those of one channel serve both."""
    given = {channel: environment.get(name, "").split() for channel, name in VARIABLES.items()}
    named = [channel for channel, urls in given.items() if urls]
    found = []
    for channel in VARIABLES if named else ():
        source = channel if given[channel] else named[0]
        numbers: dict[str, int] = {}
        for number, url in enumerate(given[source], start=1):
            numbers.setdefault(url, number)
        found += [NoticeAddress(channel, n, url, VARIABLES[source]) for url, n in numbers.items()]
    return tuple(found)
