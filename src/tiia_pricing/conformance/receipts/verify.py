"""Checking a receipt offline: whole, unaltered, of this suite, and its conclusion the true one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from tiia_pricebook import default_book, digest
from tiia_pricebook.bounded_reading import MAX_BYTES, read_up_to
from tiia_pricebook.errors import InputError, PricingError
from tiia_pricebook.json_codec import NotDecoded, decode
from tiia_pricebook.messages import say
from tiia_pricebook.system_errors import system_reason
from tiia_pricing.conformance.protocol.messages import PROTOCOL
from tiia_pricing.conformance.receipts import receipt, soundness
from tiia_pricing.conformance.receipts.receipt import Receipt
from tiia_pricing.conformance.receipts.soundness import Problem
from tiia_pricing.conformance.version import SUITE

_EXPECTED = say("a file that conformance --receipt wrote")


class ReceiptRefused(PricingError):
    """A receipt that cannot be relied on (exit 2)."""

    exit_code: ClassVar[int] = 2


def load(path: Path) -> Receipt:
    """Return a receipt that holds; raises ``InputError`` and ``ReceiptRefused``."""
    return loads(_bytes(path), str(path))


def loads(data: bytes, name: str = "receipt") -> Receipt:
    """Return a receipt in JSON text that holds.

    Raises ``ReceiptRefused`` with the first thing wrong.
    """
    found = _read(data, name)
    for id, text, expected in _problems(found, data):
        raise ReceiptRefused(id, text, where={"file": name}, expected=expected)
    return found


def _bytes(path: Path) -> bytes:
    try:
        return read_up_to(path)
    except OSError as error:
        text, where = say("cannot read: {why}", why=system_reason(error)), {"file": str(path)}
        raise InputError("file-unreadable", text, where=where, expected=_EXPECTED) from error


def _read(data: bytes, name: str) -> Receipt:
    where = {"file": name}
    if len(data) > MAX_BYTES:
        text = say("more than {most} bytes", most=MAX_BYTES)
        raise ReceiptRefused("receipt-too-large", text, where=where, expected=_EXPECTED)
    try:
        return decode(data, Receipt)
    except NotDecoded as error:
        text = say("not a test report: {why}", why=str(error))
        raise ReceiptRefused("receipt-unreadable", text, where=where, expected=_EXPECTED) from error


def _problems(found: Receipt, data: bytes) -> Iterator[Problem]:
    if found.receipt != receipt.FORMAT or found.protocol != PROTOCOL:
        text = say(
            "report format {format}, protocol {protocol}",
            format=found.receipt,
            protocol=found.protocol,
        )
        expected = say(
            "format {format}, protocol {protocol}", format=receipt.FORMAT, protocol=PROTOCOL
        )
        yield "receipt-format", text, expected
    if found.sha256 != receipt.seal(found) or receipt.dumps(found) != receipt.written(data):
        text = say("the content is not what was sealed")
        yield "receipt-tampered", text, say("an unaltered file")
    yield from _of_another_suite(found)
    yield from soundness.problems(found)
    true = receipt.concluded(found)
    if found.conclusion != true:
        text = say("it concludes {conclusion!r}", conclusion=found.conclusion)
        expected = say("{conclusion!r}, by its content", conclusion=true)
        yield "receipt-tampered", text, expected


def _of_another_suite(found: Receipt) -> Iterator[Problem]:
    if found.suite != SUITE:
        text = say(
            "of suite {version} ({sha256})",
            version=found.suite.version,
            sha256=found.suite.sha256[:12],
        )
        expected = say(
            "suite {version} ({sha256}), which is installed here",
            version=SUITE.version,
            sha256=SUITE.sha256[:12],
        )
        yield "receipt-other-suite", text, expected
    book = default_book()
    if found.book != digest(book) or found.snapshot.sha256 != book.snapshot.sha256:
        text = say("of the price book {sha256}", sha256=found.book[:12])
        expected = say("the price book {sha256}", sha256=digest(book)[:12])
        yield "receipt-other-book", text, expected
