"""What comes from a URL, and what servers are told of us."""

from __future__ import annotations

import json
import ssl
import subprocess
import threading
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

import frozen
from support.faulty import answers
from support.faulty.server import Server, running
from tiia_pricebook.errors import InputError, PageUnreadable, SourceUnreachable
from tiia_pricing.cli import main
from tiia_scraper import Validators, fetch
from tiia_scraper.sources import MAX_BYTES, Limits

TEXT = "价格\n" * 20_000
DATA = TEXT.encode()


def test_a_page_and_what_was_said_of_it(server: Server, quick: Limits) -> None:
    url = server.answer(
        "/page?id=1",
        answers.page("价格", etag='"a"', last_modified="Mon, 02 Nov 2026 00:00:00 GMT"),
    )
    page = fetch(f"{url}#part", limits=quick)
    assert page.data == "价格".encode()
    assert (page.source, page.final_url) == (f"{url}#part", url)
    assert (page.charset, page.status, page.not_modified) == ("utf-8", 200, False)
    assert page.headers == {
        "content-length": "6",
        "content-type": "text/html; charset=utf-8",
        "etag": '"a"',
        "last-modified": "Mon, 02 Nov 2026 00:00:00 GMT",
    }
    assert (page.commit, page.dated) == (None, None)


@pytest.mark.parametrize(
    ("content_type", "charset"),
    [
        ("text/html", None),
        ("text/html; charset=GBK", "gbk"),
        ('text/html; charset="big5"; a=b', "big5"),
        ("", None),
        (";;;", None),
    ],
)
def test_the_charset_that_was_declared(
    server: Server, quick: Limits, content_type: str, charset: str | None
) -> None:
    url = server.answer("/page", answers.page("a", content_type=content_type))
    assert fetch(url, limits=quick).charset == charset


def test_a_page_in_gbk_is_read_by_the_charset_that_was_declared(
    server: Server, tmp_path: Path
) -> None:
    book = tmp_path / "book.json"
    text = frozen.TEXT.encode("gbk")
    url = server.answer("/page", answers.page(text, content_type="text/html; charset=gb2312"))
    assert main(["scrape", url, "--format", "json", "-o", str(book)]) == 0
    assert json.loads(book.read_bytes())["interfaces"][0]["name"] == "商品识别"


@pytest.mark.parametrize(
    "answer",
    [
        answers.page(TEXT),
        answers.chunked(TEXT),
        answers.gzipped(TEXT),
        answers.deflated(TEXT),
        answers.deflated(TEXT, bare=True),
        answers.Answer(answers.head(200) + DATA),
        answers.Answer(b"HTTP/1.0 200 OK\r\n\r\n" + DATA),
    ],
    ids=["length", "chunks", "gzip", "zlib", "deflate", "to the end", "HTTP/1.0"],
)
def test_a_body_comes_whole_however_it_is_sent(
    server: Server, quick: Limits, answer: answers.Answer
) -> None:
    assert fetch(server.answer("/page", answer), limits=quick).data == DATA


def test_gzip_of_two_members_and_padding(server: Server, quick: Limits) -> None:
    one, two = (answers.gzipped(text).data.split(b"\r\n\r\n", 1)[1] for text in ("一", "二"))
    url = server.answer("/page", answers.page(one + two + b"\0" * 9, content_encoding="gzip"))
    assert fetch(url, limits=quick).data == "一二".encode()


@pytest.mark.parametrize("more", [0, 1])
def test_a_page_may_have_so_many_bytes_and_no_more(
    server: Server, quick: Limits, more: int
) -> None:
    for answer in (answers.page, answers.gzipped):
        url = server.answer("/page", answer("a" * (MAX_BYTES + more)))
        if more:
            with pytest.raises(PageUnreadable) as refused:
                fetch(url, limits=quick)
            assert refused.value.id == "page-too-large"
        else:
            assert len(fetch(url, limits=quick).data) == MAX_BYTES


def test_a_bomb_is_never_held_in_memory(server: Server, quick: Limits) -> None:
    url = server.answer("/page", answers.bomb(100))
    tracemalloc.start()
    with pytest.raises(PageUnreadable):
        fetch(url, limits=quick)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * MAX_BYTES


@pytest.mark.parametrize(
    "known",
    [
        Validators(etag='"1"'),
        Validators(last_modified="Mon, 02 Nov 2026 00:00:00 GMT"),
        Validators(etag='"1"', last_modified="Mon, 02 Nov 2026 00:00:00 GMT"),
    ],
)
def test_a_page_that_has_not_changed_is_not_sent_again(
    server: Server, quick: Limits, known: Validators
) -> None:
    script = answers.unless_known("a", etag='"1"', last_modified="Mon, 02 Nov 2026 00:00:00 GMT")
    url = server.answer("/page", script)
    page = fetch(url, since=known, limits=quick)
    assert (page.not_modified, page.status, page.data) == (True, 304, b"")
    assert page.headers["etag"] == '"1"'
    assert fetch(url, since=Validators(etag='"0"'), limits=quick).data == b"a"
    assert fetch(url, since=Validators(), limits=quick).data == b"a"


TAGS = (
    '"a\tb"',
    '"a\r\nCookie: b"',
    '"a\n',
    '"价"',
    'a"',
    "a",
    'w/"a"',
    '"a" "b"',
    '"a", "b"',
    '"\x7f"',
)
DATES = (
    "Mon\x01",
    "yesterday",
    "Mon, 02 Nov 2026 00:00:00 GMT\r\nCookie: b",
    "Tue, 02 Nov 2026 00:00:00 GMT",
    "Mon, 31 Feb 2026 00:00:00 GMT",
    "Mon, 02 Nov 2026 24:00:00 GMT",
    "Mon, 02 Nov 2026 00:00:00 +0800",
    "Monday, 02-Nov-26 00:00:00 GMT",
    "Mon Nov  2 00:00:00 2026",
)


@pytest.mark.parametrize(
    "known",
    [*(Validators(etag=tag) for tag in TAGS), *(Validators(last_modified=date) for date in DATES)],
)
def test_a_validator_that_no_standard_allows_is_not_sent(
    server: Server, quick: Limits, known: Validators
) -> None:
    """RFC 9110: entity-tag in 8.8.3, the only form of a date to be sent in 5.6.7."""
    url = server.answer("/page", answers.page("a"))
    assert fetch(url, since=known, limits=quick).data == b"a"
    (asked,) = server.asked("/page")
    assert {"if-none-match", "if-modified-since"}.isdisjoint(asked.headers)


@pytest.mark.parametrize("tag", ['""', '"a"', 'W/"a"', '"a b"'.replace(" ", "!"), '"\xe9"'])
def test_an_entity_tag_is_sent_as_it_came(server: Server, quick: Limits, tag: str) -> None:
    url = server.answer("/page", answers.page("a"))
    fetch(url, since=Validators(etag=tag), limits=quick)
    assert server.asked("/page")[0].headers["if-none-match"] == tag


def test_a_charset_encoded_in_none_is_no_charset(server: Server, quick: Limits) -> None:
    url = server.answer("/page", answers.page("a", content_type="text/html; charset*=\0''%ff"))
    assert fetch(url, limits=quick).charset is None


def test_what_a_server_says_cannot_steer_a_terminal(server: Server, quick: Limits) -> None:
    url = server.answer("/page", answers.Answer(b"\x1b[2Jbye\r\n"))
    with pytest.raises(SourceUnreachable) as refused:
        fetch(url, limits=quick)
    assert "bye" in refused.value.message
    assert "\x1b" not in refused.value.message


def test_servers_are_told_who_asks_and_nothing_else_of_us(
    server: Server, quick: Limits, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1/")
    fetch(server.answer("/page", answers.page("a", set_cookie="id=1")), limits=quick)
    fetch(server.answer("/page", answers.page("a")), limits=quick)
    assert [request.path for request in server.requests] == ["/robots.txt", "/page"] * 2
    for request in server.requests:
        assert request.headers["user-agent"].startswith("tiia-pricing/")
        assert "Tencent Cloud image analysis" in request.headers["user-agent"]
        assert request.headers["accept-encoding"] == "gzip, deflate"
        assert not {"cookie", "authorization", "referer", "from"} & set(request.headers)


def test_headers_are_kept_within_reason(server: Server, quick: Limits) -> None:
    many = {f"x_{number}": "a" for number in range(80)}
    answer = answers.status(200, b"a", x_long="a" * 9000, set_cookie="id", **many, etag='"1"')
    headers = fetch(server.answer("/page", answer), limits=quick).headers
    assert len(headers) == 50
    assert headers["etag"] == '"1"'
    assert not {"set-cookie", "x-long"} & set(headers)


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_on_the_same_host(server: Server, quick: Limits, code: int) -> None:
    server.answer("/new?a=1", answers.page("a"))
    url = server.answer("/old", answers.redirect("/new?a=1#part", code))
    page = fetch(url, limits=quick)
    assert (page.data, page.final_url) == (b"a", f"{server.url}/new?a=1")


def test_a_redirect_whose_target_is_written_in_chinese(server: Server, quick: Limits) -> None:
    server.answer("/%E4%BB%B7%E6%A0%BC", answers.page("a"))
    target = "/价格".encode().decode("latin-1")
    assert fetch(server.answer("/old", answers.redirect(target)), limits=quick).data == b"a"


@pytest.mark.parametrize("count", [5, 6])
def test_five_redirects_are_followed_and_no_sixth(
    server: Server, quick: Limits, count: int
) -> None:
    for number in range(count):
        server.answer(f"/{number}", answers.redirect(f"/{number + 1}"))
    server.answer(f"/{count}", answers.page("a"))
    if count == 5:
        assert fetch(f"{server.url}/0", limits=quick).data == b"a"
    else:
        with pytest.raises(SourceUnreachable) as refused:
            fetch(f"{server.url}/0", limits=quick)
        assert refused.value.id == "redirects-too-many"
        assert server.asked("/6") == []


def test_a_redirect_to_a_host_that_is_allowed(server: Server, quick: Limits) -> None:
    server.answer("/page", answers.page("a"))
    url = server.answer("/old", answers.redirect(f"http://localhost:{server.port}/page"))
    with pytest.raises(SourceUnreachable) as refused:
        fetch(url, limits=quick)
    assert refused.value.id == "redirect-elsewhere"
    assert "--allow-host localhost" in str(refused.value.expected)
    assert server.asked("/page") == []
    assert fetch(url, hosts=["LocalHost."], limits=quick).data == b"a"


def test_the_command_line_allows_hosts(server: Server, tmp_path: Path) -> None:
    server.answer("/page", answers.page(frozen.TEXT))
    url = server.answer("/old", answers.redirect(f"http://localhost:{server.port}/page"))
    book = tmp_path / "book.json"
    allowed = ["--allow-host", "example.com", "--allow-host", "localhost"]
    assert main(["scrape", url, "-o", str(book), *allowed]) == 0
    assert main(["diff", url, str(frozen.PATH), *allowed]) == 0
    assert main(["diff", str(frozen.PATH), url]) == 101
    assert main(["scrape", url, "--allow-host", "http://localhost"]) == 2


def test_robots_txt_of_every_origin_is_asked_for_once(server: Server, quick: Limits) -> None:
    server.answer("/page", answers.page("a"))
    server.answer("/b", answers.redirect(f"http://localhost:{server.port}/page"))
    url = server.answer("/a", answers.redirect("/b"))
    fetch(url, hosts=["localhost"], limits=quick)
    assert [request.path for request in server.requests] == [
        *("/robots.txt", "/a", "/b", "/robots.txt", "/page")
    ]


def test_robots_txt_is_asked_where_a_redirect_leads(server: Server, quick: Limits) -> None:
    server.answer("/robots.txt", answers.page("User-agent: *\nDisallow: /new"))
    server.answer("/new", answers.page("a"))
    with pytest.raises(SourceUnreachable) as refused:
        fetch(server.answer("/old", answers.redirect("/new")), limits=quick)
    assert refused.value.id == "robots-disallow"
    assert server.asked("/new") == []


@pytest.mark.parametrize(
    "script",
    [
        answers.slow_headers(0.05),
        answers.slow_body("a" * 1000, 0.05),
        answers.slow_body("a" * 1000, 0.05, connection="close"),
    ],
)
def test_a_fetch_that_was_given_up_leaves_no_thread(
    server: Server, brief: Limits, script: answers.Script
) -> None:
    with pytest.raises(SourceUnreachable):
        fetch(server.answer("/page", script), limits=brief)
    assert not [thread for thread in threading.enumerate() if thread.name == "fetch"]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of 127.0.0.1 with its key, signed by itself."""
    folder = tmp_path_factory.mktemp("tls")
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2"
        " -subj /CN=loopback -addext subjectAltName=IP:127.0.0.1 -keyout key.pem -out cert.pem"
    )
    try:
        subprocess.run(command.split(), cwd=folder, check=True, capture_output=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("openssl is not here to make a certificate")
    return folder


@pytest.fixture
def secure(certificate: Path) -> Iterator[Server]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    yield from running(context)


def test_a_certificate_that_nobody_vouches_for_is_refused(secure: Server, quick: Limits) -> None:
    with pytest.raises(SourceUnreachable) as refused:
        fetch(secure.answer("/page", answers.page("a")), limits=quick)
    assert refused.value.id == "tls-untrusted"
    assert secure.requests == []


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))


@pytest.mark.usefixtures("trusted")
def test_a_certificate_is_trusted_for_its_host_alone(secure: Server, quick: Limits) -> None:
    url = secure.answer("/page", answers.page("a"))
    assert fetch(url, limits=quick).data == b"a"
    with pytest.raises(SourceUnreachable) as refused:
        fetch(url.replace("127.0.0.1", "localhost"), limits=quick)
    assert refused.value.id == "tls-untrusted"


@pytest.mark.usefixtures("trusted")
def test_tls_is_not_left_again(secure: Server, server: Server, quick: Limits) -> None:
    url = secure.answer("/page", answers.redirect(f"http://127.0.0.1:{secure.port}/page"))
    with pytest.raises(SourceUnreachable) as refused:
        fetch(url, limits=quick)
    assert refused.value.id == "redirect-downgrade"
    up = server.answer("/page", answers.redirect(f"https://127.0.0.1:{secure.port}/page"))
    with pytest.raises(SourceUnreachable) as refused:
        fetch(up, limits=quick)
    assert refused.value.id == "redirect-elsewhere"


@pytest.mark.usefixtures("trusted")
def test_a_body_over_tls_that_drips_is_given_up_too(secure: Server, brief: Limits) -> None:
    url = secure.answer("/page", answers.slow_body("a" * 1000, 0.05))
    with pytest.raises(SourceUnreachable) as refused:
        fetch(url, limits=brief)
    assert refused.value.id == "source-slow"
    assert not [thread for thread in threading.enumerate() if thread.name == "fetch"]


@pytest.mark.parametrize("host", ["", "a b", "http://example.com", "example.com:80", "a/b", "-a"])
def test_an_allowed_host_that_is_none(server: Server, quick: Limits, host: str) -> None:
    with pytest.raises(InputError) as refused:
        fetch(f"{server.url}/page", hosts=[host], limits=quick)
    assert refused.value.id == "host-malformed"
    assert server.requests == []
