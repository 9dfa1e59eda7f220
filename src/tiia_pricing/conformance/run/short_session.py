"""A short session, to try a program by hand: the requests of the smoke test, then ``stop``."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from tiia_pricing.conformance.protocol.book_names import book_in_force
from tiia_pricing.conformance.protocol.messages import (
    PROTOCOL,
    ActivationGiven,
    BookNamed,
    Request,
    Run,
    Start,
    Stop,
    UsageGiven,
)
from tiia_pricing.conformance.run.smoke_test import TRIALS
from tiia_pricing.conformance.version import SUITE


def session() -> bytes:
    """Return the requests, one a line: the price book stands in the first ``run`` alone."""
    return b"".join(msgspec.json.encode(request) + b"\n" for request in _requests())


def _requests() -> Iterator[Request]:
    name, content = book_in_force(past=False)
    yield Start(PROTOCOL, SUITE.version)
    for seq, trial in enumerate(TRIALS, 1):
        book = BookNamed(name, content if seq == 1 else None)
        usage = [UsageGiven("2023-05", trial.interface, trial.calls)]
        yield Run(seq, book, {}, usage, [], ActivationGiven())
    yield Stop()
