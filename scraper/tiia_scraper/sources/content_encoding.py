"""The body of an answer, without its content encoding, whole and within a size."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

OFFERED = "gzip, deflate"

_GZIP, _ZLIB, _BARE = zlib.MAX_WBITS | 16, zlib.MAX_WBITS, -zlib.MAX_WBITS


class Truncated(Exception):
    """A body ends before its end."""


class TooLarge(Exception):
    """A body is larger than it may be; ``start`` is what was read of it."""

    def __init__(self, start: bytes) -> None:
        super().__init__()
        self.start = start


class UnknownCoding(Exception):
    """A body comes in an encoding that was not asked for, or is not what it says."""


def undo(chunks: Iterable[bytes], coding: str, most: int) -> bytes:
    """Return the decoded body; never more than ``most`` bytes of it are held.

    The client's own decoder would take a compressed body that breaks off for a whole one.
    Raises ``Truncated``, ``TooLarge`` or ``UnknownCoding``.
    """
    decoder = _decoder(coding)
    out = bytearray()
    received = 0
    for chunk in chunks:
        received += len(chunk)
        decoder.feed(chunk, out, most + 1)
        if max(received, len(out)) > most:
            raise TooLarge(bytes(out[:most]))
    if not decoder.ended and received:
        raise Truncated
    return bytes(out)


class _Identity:
    ended = True

    def feed(self, data: bytes, out: bytearray, most: int) -> None:
        out += data[: most - len(out)]


class _Deflate:
    """gzip, of one or more members, or deflate, with or without the header of zlib."""

    def __init__(self, gzip: bool) -> None:
        self._gzip = gzip
        self._inner: zlib._Decompress | None = zlib.decompressobj(_GZIP) if gzip else None

    @property
    def ended(self) -> bool:
        return self._inner is not None and self._inner.eof

    def feed(self, data: bytes, out: bytearray, most: int) -> None:
        if self._inner is None:
            self._inner = zlib.decompressobj(_ZLIB if data[0] & 15 == zlib.DEFLATED else _BARE)
        while data and len(out) < most:
            if self._inner.eof:
                if not self._gzip or data[0] != 0x1F:
                    return  # padding, which other clients accept too
                self._inner = zlib.decompressobj(_GZIP)
            try:
                out += self._inner.decompress(data, most - len(out))
            except zlib.error as error:
                raise UnknownCoding from error
            data = self._inner.unconsumed_tail or self._inner.unused_data


def _decoder(coding: str) -> _Identity | _Deflate:
    match coding.strip().lower():
        case "" | "identity":
            return _Identity()
        case "gzip" | "x-gzip":
            return _Deflate(gzip=True)
        case "deflate":
            return _Deflate(gzip=False)
    raise UnknownCoding
