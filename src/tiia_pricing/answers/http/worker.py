"""A question answered in a process of its own, which is ended when it takes too long."""

from __future__ import annotations

import json
import os
import signal
from typing import Any

from anyio import CancelScope, CapacityLimiter, to_process

from tiia_pricebook import PriceBook
from tiia_pricebook.errors import PricingError
from tiia_pricebook.json_codec import NotDecoded, NumberTooLarge, decode
from tiia_pricebook.untrusted_text import json_text
from tiia_pricing.answers.catalogue import answered
from tiia_pricing.answers.http.refusals import not_json, number_too_large


class Workers:
    """As many processes as the machine has processors, each of which answers one after another."""

    def __init__(self) -> None:
        self._turns = CapacityLimiter(os.cpu_count() or 1)
        self._begun = CapacityLimiter(self._turns.total_tokens)

    async def replied(self, book: PriceBook, name: str, body: bytes) -> bytes | PricingError:
        """Return what ``replied`` does; where this is cancelled, its process is ended."""
        async with self._turns:
            # One that is cancelled while its process begins would leave it running.
            with CancelScope(shield=True):
                await to_process.run_sync(os.getpid, limiter=self._begun)
            return await to_process.run_sync(
                replied_apart, book, name, body, cancellable=True, limiter=self._begun
            )


def replied_apart(book: PriceBook, name: str, body: bytes) -> bytes | PricingError:
    """Return what ``replied`` does, in a worker: it leaves Ctrl-C to the server, which ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return replied(book, name, body)


def replied(book: PriceBook, name: str, body: bytes) -> bytes | PricingError:
    """Return the JSON of an answer to the question in ``body``, or why there is none."""
    try:
        arguments = decode(body, dict[str, Any])
    except NumberTooLarge:
        return number_too_large()
    except NotDecoded as error:
        return not_json(str(error))
    found = answered(book, name, arguments)
    return found if isinstance(found, PricingError) else as_bytes(found)


def as_bytes(value: Any) -> bytes:
    """Return JSON as a response has it: what nothing obeys, in UTF-8."""
    return (json_text(json.dumps(value, ensure_ascii=False)) + "\n").encode()
