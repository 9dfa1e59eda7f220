"""A question answered in a process of its own, which can be ended when it takes too long."""

from __future__ import annotations

import json
import signal
from typing import Any

from tiia_pricebook import PriceBook
from tiia_pricebook.errors import PricingError
from tiia_pricebook.json_codec import NotDecoded, decode
from tiia_pricebook.untrusted_text import json_text
from tiia_pricing.answers.catalogue import answered
from tiia_pricing.answers.http.refusals import not_json


def replied_apart(book: PriceBook, name: str, body: bytes) -> bytes | PricingError:
    """Return what ``replied`` does, in a worker: it leaves Ctrl-C to the server, which ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return replied(book, name, body)


def replied(book: PriceBook, name: str, body: bytes) -> bytes | PricingError:
    """Return the JSON of an answer to the question in ``body``, or why there is none."""
    try:
        arguments = decode(body, dict[str, Any])
    except NotDecoded as error:
        return not_json(str(error))
    found = answered(book, name, arguments)
    return found if isinstance(found, PricingError) else as_bytes(found)


def as_bytes(value: Any) -> bytes:
    """Return JSON as a response has it: what nothing obeys, in UTF-8."""
    return (json_text(json.dumps(value, ensure_ascii=False)) + "\n").encode()
