"""Bytes → text: the encodings that a browser would take, in its order, and by whose word."""

from __future__ import annotations

import pytest

from tiia_pricebook.errors import PageUnreadable
from tiia_scraper import read_page
from tiia_scraper.document.decoding import decode, decoded

META = '<meta charset="{}">'
SAYS = "<meta http-equiv='Content-Type' content='text/html; charset={}'>"
ENOUGH = "价格：2.5元/千次"


def refusal(data: bytes, charset: str | None = None) -> PageUnreadable:
    with pytest.raises(PageUnreadable) as refused:
        decode(data, charset)
    return refused.value


@pytest.mark.parametrize(
    "data",
    [
        "价格".encode("utf-8-sig"),
        "价格".encode("gb18030"),
        "价格".encode("utf-16"),
        b"\xfe\xff" + "价格".encode("utf-16-be"),
        "价\0格".encode(),
    ],
)
def test_encodings_that_nobody_declares(data: bytes) -> None:
    assert decode(data) == "价格"


@pytest.mark.parametrize(
    ("data", "charset", "encoding", "word"),
    [
        ("价".encode("utf-8-sig"), "gbk", "utf-8", "its byte order mark says so"),
        ("价".encode("utf-16"), "gbk", "utf-16le", "its byte order mark says so"),
        ("价价".encode("gbk"), "gb2312", "gb18030", "its source declares it"),
        ("价价".encode("gbk"), "utf-8", "gb18030", "the usual Chinese one"),
        ("價".encode("big5"), "Big5", "big5", "its source declares it"),
        ("价".encode("utf-16-le"), "utf-16", "utf-16le", "its source declares it"),
        ("价".encode(), None, "utf-8", "the usual one"),
        ("价".encode(), "no-such-charset", "utf-8", "the usual one"),
        ("价".encode(), "unicode_escape", "utf-8", "the usual one"),
        ("价".encode(), "hz-gb-2312", "utf-8", "the usual one"),
        ("价".encode(), "价", "utf-8", "the usual one"),
        (b"caf\xe9", "iso-8859-1", "windows-1252", "its source declares it"),
    ],
)
def test_who_decides_on_the_encoding(
    data: bytes, charset: str | None, encoding: str, word: str
) -> None:
    assert decoded(data, charset)[1:] == (encoding, word)


@pytest.mark.parametrize("form", [META, SAYS])
def test_what_the_page_declares(form: str) -> None:
    page = (form.format("big5") + "價格").encode("big5")
    assert decode(page).endswith("價格")
    assert decoded(page)[1:] == ("big5", "the page declares it")
    assert decode(page, "no-such-charset").endswith("價格")


def test_a_declaration_of_the_page_yields_to_that_of_its_source() -> None:
    page = (META.format("big5") + "价格").encode("gbk")
    assert decode(page, "gbk").endswith("价格")


def test_a_declaration_is_looked_for_where_a_browser_looks() -> None:
    assert decoded(b"<!--<meta charset=big5>-->a").encoding == "utf-8"
    assert decoded(b" " * 1024 + b"<meta charset=big5>a").encoding == "utf-8"
    assert decoded(b" " * 1000 + b"<meta charset=big5>a").encoding == "big5"


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (b"<META CHARSET='gb2312' >", "gb18030"),
        (b"<meta/charset = big5/>", "utf-8"),
        (b"<meta/charset = big5 />", "big5"),
        (b"<meta name=a charset=big5 charset=gbk>", "big5"),
        (b"<meta content='text/html; charset=\"big5\"' http-equiv=content-type>", "big5"),
        (b"<meta http-equiv=Content-Type content=charset=big5;x>", "big5"),
        (b"<meta http-equiv=Content-Type content=text/html>", "utf-8"),
        (b"<meta http-equiv=refresh content='charset=big5'>", "utf-8"),
        (b"<meta name=description content='charset=big5'>", "utf-8"),
        (b"<meta charset=no-such><meta charset=big5>", "big5"),
        (b"<meta charset><meta charset=big5>", "big5"),
        (b"<meta charset=no-such http-equiv=content-type content=charset=big5>", "utf-8"),
        (b"<meta charset=x-user-defined>", "windows-1252"),
        (b"<meta charset=\xc2\xb2>", "utf-8"),
        (b"<metal charset=big5>", "utf-8"),
        (b"<a title='<meta charset=gbk>'></3 '><?x '?><!doctype a><meta charset=big5>", "big5"),
        (b"<<meta charset=big5>", "big5"),
        (b"<!--><meta charset=big5>-->", "big5"),
        (b"<!---><meta charset=big5>-->", "big5"),
        (b"<!-- > <meta charset=big5>", "utf-8"),
        (b"<a title='<meta charset=big5>", "utf-8"),
        (b"<a title='b'c><meta charset=big5>", "big5"),
        (b"<meta charset=big5", "utf-8"),
        (b"<meta charset='big5", "utf-8"),
        (b"<meta =charset=gbk charset=big5>", "big5"),
    ],
)
def test_a_declaration_is_read_as_the_standard_says(head: bytes, encoding: str) -> None:
    assert decoded(head + b"a").encoding == encoding


def test_a_page_in_ascii_cannot_be_the_utf_16_it_declares() -> None:
    assert decoded(b"<meta charset=utf-16>a").encoding == "utf-8"


def test_a_declaration_that_does_not_decode_is_passed_over() -> None:
    page = (META.format("gbk") + "价 €").encode()
    assert decode(page).endswith("价 €")
    assert decode("价格".encode("gbk"), "utf-8") == "价格"


def test_latin_1_is_windows_1252_with_nothing_undefined() -> None:
    assert decode(b"\x80\x81\x93\xe9", "latin1") == "€\x81“é"
    assert decode(b"\x80", "us-ascii") == "€"


def test_gbk_is_its_largest_member() -> None:
    assert decode("㐀价".encode("gb18030"), "gb2312") == "㐀价"


def test_line_ends() -> None:
    assert decode(b"a\r\nb\rc\n") == "a\nb\nc\n"


@pytest.mark.parametrize(
    ("data", "id"),
    [
        (b"", "page-empty"),
        (b" \r\n\0\t", "page-empty"),
        ("价格".encode()[:-1], "page-truncated"),
        ("价格".encode()[:-2], "page-truncated"),
        ("价格".encode("gbk")[:-1], "page-truncated"),
        ("价格".encode("utf-16")[:-1], "page-truncated"),
        (b"\x80\x81\xff\xff\xfe", "page-undecodable"),
        (b"a" * (2 * 1024 * 1024 + 1), "page-too-large"),
        ("价".encode() * (4 * 1024 * 1024 // 3 + 1), "page-too-large"),
    ],
)
def test_bytes_that_are_no_page(data: bytes, id: str) -> None:
    assert refusal(data).id == id


def test_a_page_cut_off_is_told_whatever_was_declared() -> None:
    assert refusal("价格".encode()[:-1], "utf-8").id == "page-truncated"
    assert refusal("价格".encode("gbk")[:-1], "gbk").id == "page-truncated"


def test_every_encoding_that_does_not_fit_is_named_with_who_named_it() -> None:
    message = refusal(b"<meta charset=euc-kr>\x80\x81\xff\xff\xfe", "shift_jis").message
    assert message == (
        "26 bytes are text in none of shift_jis (its source declares it), "
        "euc-kr (the page declares it), utf-8 (the usual one), gb18030 (the usual Chinese one)"
    )


@pytest.mark.parametrize(
    ("data", "charset", "says"),
    [
        (ENOUGH.encode(), "iso-8859-1", "read as windows-1252: its source declares it"),
        ((META.format("latin1") + ENOUGH).encode(), None, "windows-1252: the page declares it"),
        (ENOUGH.encode("gbk"), None, "read as gb18030: the usual Chinese one"),
    ],
)
def test_a_page_that_cannot_be_read_says_in_which_encoding(
    data: bytes, charset: str | None, says: str
) -> None:
    with pytest.raises(PageUnreadable) as refused:
        read_page(data, "page", charset)
    assert refused.value.id == "no-price"
    assert says in refused.value.message


def test_a_page_in_utf_8_says_nothing_of_it() -> None:
    with pytest.raises(PageUnreadable) as refused:
        read_page(ENOUGH.encode(), "page", "utf-8")
    assert "utf-8" not in refused.value.message
