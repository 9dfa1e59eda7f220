"""Bytes of a page → its text, by the encoding that a browser would take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from tiia_pricebook.errors import A_PAGE, PageUnreadable
from tiia_pricebook.messages import listed, say
from tiia_scraper.document.charset import declared_in, encoding_of
from tiia_scraper.sources.source import MAX_BYTES

if TYPE_CHECKING:
    from webencodings import Encoding

MAX_CHARACTERS = 2 * 1024 * 1024

_HALF = {"unexpected end of data", "incomplete multibyte sequence", "truncated data"}

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16le"), (b"\xfe\xff", "utf-16be"))

# Where Python leaves holes the standard has control characters.
_WINDOWS_1252 = {
    byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)
}


class Decoded(NamedTuple):
    """A page's text, the encoding it was read in, and by whose word: a phrase for a person."""

    text: str
    encoding: str
    word: str


def decode(data: bytes, charset: str | None = None) -> str:
    """Return the page's text; see ``decoded``."""
    return decoded(data, charset).text


def decoded(data: bytes, charset: str | None = None) -> Decoded:
    """Return the page's text, with line feeds only and without NULs and the byte order mark.

    Tried in turn, as the encoding standard does: a byte order mark, the ``charset`` that
    the transport declared, the one that the page declares, UTF-8, GB18030. A declaration
    in which the bytes are no text is passed over. Raises ``PageUnreadable`` where nothing
    fits, where the page is empty, ends within a character, or is longer than ``MAX_BYTES``
    or ``MAX_CHARACTERS``.
    """
    if len(data) > MAX_BYTES:
        _too_large(
            say("more than {most} bytes", most=MAX_BYTES), say("at most {most}", most=MAX_BYTES)
        )
    page = _first_that_fits(data, charset)
    text = page.text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if not text.strip():
        raise PageUnreadable("page-empty", say("the page is empty"), expected=A_PAGE)
    if len(text) > MAX_CHARACTERS:
        _too_large(
            say("{count} characters", count=len(text)), say("at most {most}", most=MAX_CHARACTERS)
        )
    return page._replace(text=text)


def _too_large(what: str, expected: str) -> None:
    raise PageUnreadable(
        "page-too-large", say("{what} are not a price page", what=what), expected=expected
    )


def _first_that_fits(data: bytes, charset: str | None) -> Decoded:
    passed: list[str] = []
    half: int | None = None
    for encoding, word in _candidates(data, charset):
        try:
            text = _strict(data, encoding).removeprefix("\ufeff")
            return Decoded(text, encoding.name, word)
        except UnicodeDecodeError as error:
            passed.append(say("{encoding} ({why})", encoding=encoding.name, why=word))
            if error.reason in _HALF and not data[: error.start].isascii():
                half = error.start
                if encoding.name == "utf-8":  # no other encoding looks like it up to there
                    break
    if half is not None:
        message = say("the page ends within a character, at byte {half}", half=half)
        raise PageUnreadable("page-truncated", message, expected=say("a whole page"))
    message = say(
        "{count} bytes are text in none of {names}", count=len(data), names=listed(passed)
    )
    raise PageUnreadable("page-undecodable", message, expected=say("UTF-8 or GB18030"))


def _candidates(data: bytes, charset: str | None) -> Iterator[tuple[Encoding, str]]:
    mark = next((label for mark, label in _MARKS if data.startswith(mark)), None)
    for label, word in (
        (mark, say("its byte order mark says so")),
        (charset, say("its source declares it")),
        (declared_in(data), say("the page declares it")),
        ("utf-8", say("the usual one")),
        ("gb18030", say("the usual Chinese one")),
    ):
        encoding = _encoding(label) if label else None
        if encoding is not None:
            yield encoding, word
        if mark and mark != "utf-8":
            return


def _encoding(label: str) -> Encoding | None:
    """The encoding that the standard means by a label; None for one it does not decode."""
    found = encoding_of(label)
    if found is None or found.name == "replacement":
        return None
    # The standard decodes the whole family by its largest member.
    return encoding_of("gb18030") if found.name == "gbk" else found


def _strict(data: bytes, encoding: Encoding) -> str:
    if encoding.name == "windows-1252":
        return data.decode("latin-1").translate(_WINDOWS_1252)
    return encoding.codec_info.decode(data, "strict")[0]
