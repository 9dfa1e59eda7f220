"""Checking a receipt offline: whole, unaltered, of this suite, and its conclusion the true one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from tiia_pricebook import default_book, digest
from tiia_pricebook.bounded_reading import MAX_BYTES, read_up_to
from tiia_pricebook.errors import InputError, PricingError
from tiia_pricebook.json_codec import NotDecoded, decode
from tiia_pricing.conformance.protocol.messages import PROTOCOL
from tiia_pricing.conformance.receipts import receipt, soundness
from tiia_pricing.conformance.receipts.receipt import Receipt
from tiia_pricing.conformance.receipts.soundness import Problem
from tiia_pricing.conformance.version import SUITE


class ReceiptRefused(PricingError):
    """A receipt that cannot be relied on (exit 2)."""

    exit_code: ClassVar[int] = 2


def load(path: Path) -> Receipt:
    """A receipt that holds; raises ``InputError`` and ``ReceiptRefused``."""
    return loads(_bytes(path), str(path))


def loads(data: bytes, name: str = "receipt") -> Receipt:
    """A receipt in JSON text that holds; raises ``ReceiptRefused`` with the first thing wrong."""
    found = _read(data, name)
    for id, text, expected in _problems(found, data):
        raise ReceiptRefused(id, text, where={"file": name}, expected=expected)
    return found


def _bytes(path: Path) -> bytes:
    try:
        return read_up_to(path)
    except OSError as error:
        text, where = f"cannot read: {error.strerror}", {"file": str(path)}
        raise InputError("file-unreadable", text, where=where) from error


def _read(data: bytes, name: str) -> Receipt:
    where = {"file": name}
    if len(data) > MAX_BYTES:
        raise ReceiptRefused("receipt-too-large", f"more than {MAX_BYTES} bytes", where=where)
    try:
        return decode(data, Receipt)
    except NotDecoded as error:
        text, expected = f"not a receipt: {error}", "a file that conformance --receipt wrote"
        raise ReceiptRefused("receipt-unreadable", text, where=where, expected=expected) from error


def _problems(found: Receipt, data: bytes) -> Iterator[Problem]:
    if found.receipt != receipt.FORMAT or found.protocol != PROTOCOL:
        text = f"receipt format {found.receipt}, protocol {found.protocol}"
        yield "receipt-format", text, f"format {receipt.FORMAT}, protocol {PROTOCOL}"
    if found.sha256 != receipt.seal(found) or receipt.dumps(found) != receipt.written(data):
        yield "receipt-tampered", "the content is not what was sealed", "an unaltered file"
    yield from _of_another_suite(found)
    yield from soundness.problems(found)
    true = receipt.concluded(found)
    if found.conclusion != true:
        yield "receipt-tampered", f"it concludes {found.conclusion!r}", f"{true!r}, by its content"


def _of_another_suite(found: Receipt) -> Iterator[Problem]:
    if found.suite != SUITE:
        text = f"of suite {found.suite.version} ({found.suite.sha256[:12]})"
        expected = f"suite {SUITE.version} ({SUITE.sha256[:12]}), which is installed here"
        yield "receipt-other-suite", text, expected
    book = default_book()
    if found.book != digest(book) or found.snapshot.sha256 != book.snapshot.sha256:
        text = f"of the price book {found.book[:12]}"
        yield "receipt-other-book", text, f"the price book {digest(book)[:12]}"
