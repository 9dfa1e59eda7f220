"""The addresses that the environment names, each known by a hash: an address holds a secret."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from tiia_pricing.watch.notices import Channel

VARIABLES: dict[Channel, str] = {
    "changes": "TIIA_NOTIFY_CHANGES",
    "breakage": "TIIA_NOTIFY_BREAKAGE",
}

# An archive may be public and a password short: to try passwords has to take time.
_ROUNDS = 200_000
_SALT = b"tiia-pricing notices"


@dataclass(frozen=True)
class Address:
    """The ``number``-th address of a channel; ``url`` is never shown."""

    channel: Channel
    number: int
    url: str = field(repr=False)

    @property
    def shown(self) -> str:
        """How messages name it."""
        return f"address {self.number} of {VARIABLES[self.channel]}"

    @cached_property
    def name(self) -> str:
        """How the archive knows it: its channel and a hash."""
        digest = hashlib.pbkdf2_hmac("sha256", self.url.encode(), _SALT, _ROUNDS, dklen=8)
        return f"{prefix_of(self.channel)}{digest.hex()}"


def prefix_of(channel: Channel) -> str:
    """How the names of a channel's addresses begin."""
    return f"{channel}-"


def addresses_of(environment: Mapping[str, str]) -> tuple[Address, ...]:
    """The addresses of all channels, each once."""
    found = []
    for channel, variable in VARIABLES.items():
        numbers: dict[str, int] = {}
        for number, url in enumerate(environment.get(variable, "").split(), start=1):
            numbers.setdefault(url, number)
        found += [Address(channel, number, url) for url, number in numbers.items()]
    return tuple(found)
