"""``tiia-pricing http``: a process of its own, asked over the loopback."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from http.client import HTTPResponse
from pathlib import Path
from typing import Any

import pytest

import frozen
from answers.http_client import JSON, Served, served
from answers.seeded import NAMES, PRO, expected, questions, same
from answers.test_answer_types import ASKED
from tiia_pricing.answers.catalogue import QUESTIONS
from tiia_pricing.cli import main

pytest.importorskip("starlette", reason="the extra http is not installed")
pytest.importorskip("uvicorn", reason="the extra http is not installed")

SAMPLE = 40
QUOTE = {"month": "2023-05", "calls": {"商品识别": 1_000_000}}
SECONDS = 3
MOST = 16 * 1024 * 1024  # bytes
HEAD = "POST /quote HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
HOSTILE = "商品识别\u202e\x1b[31m::error::"


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    with served() as found:
        yield found


@pytest.fixture(scope="module")
def hasty() -> Iterator[Served]:
    """A server that gives little time."""
    with served("--timeout", str(SECONDS)) as found:
        yield found


def long_question() -> dict[str, Any]:
    """What takes some twenty seconds: a line of years with many packs, under each reading."""
    days = [f"{dt.date(2023, 1, 1) + dt.timedelta(days=day)}" for day in range(1_300)]
    bought = {"interface": PRO, "calls": 10_000}
    return {
        "usage": [
            {"date": day, "interface": name, "calls": 1_000} for day in days for name in NAMES[:9]
        ],
        "packs": [{"purchased_on": day, **bought} for day in days for _ in range(15)],
        "month": "2023-05",
        "interface": PRO,
    }


def test_a_quote_is_answered(server: Served) -> None:
    """999,000 calls at 2.5 yuan a thousand, as the first row of the second table says."""
    reply = server.ask("quote", QUOTE)
    assert (reply.status, reply.told["total"]) == (200, "2497.50")
    assert reply.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(("name", "arguments"), ASKED)
def test_every_question_is_answered(server: Served, name: str, arguments: dict[str, Any]) -> None:
    reply = server.ask(name, arguments)
    assert (reply.status, reply.told.get("error")) == (200, None)


def test_answers_are_those_of_the_reference_calculator(server: Served) -> None:
    for asked in questions(SAMPLE):
        reply = server.ask(asked.name, asked.arguments)
        assert reply.status in {200, 422}
        same(reply.told, expected(asked), refused=reply.status == 422)


@pytest.mark.parametrize(
    ("sent", "status", "id"),
    [
        (("POST", "/quote", b"{", JSON), 400, "body-not-json"),
        (("POST", "/quote", b"", JSON), 400, "body-not-json"),
        (("POST", "/quote", b"[]", JSON), 400, "body-not-json"),
        (("POST", "/quote", b"\xff", JSON), 400, "body-not-json"),
        (("POST", "/quote", b"[" * 100_000, JSON), 400, "body-not-json"),
        (("POST", "/prices", b'{"on": "2023-05-01", "on": null}', JSON), 400, "body-not-json"),
        (("POST", "/prices", b'{"on": 1e400}', JSON), 400, "number-too-large"),
        (("POST", "/prices", b'{"on": %s}' % (b"9" * 5_000), JSON), 400, "number-too-large"),
        (("POST", "/prices", b'{"on": %s}' % (b"9" * 50), JSON), 422, "argument-invalid"),
        (("POST", "/quote", b"{}", JSON), 422, "argument-invalid"),
        (("POST", "/other", b"{}", JSON), 404, "path-unknown"),
        (("GET", "/quote/", None, {}), 404, "path-unknown"),
        (("GET", "/../../etc/passwd", None, {}), 404, "path-unknown"),
        (("GET", "/quote", None, {}), 405, "method-unknown"),
        (("DELETE", "/", None, {}), 405, "method-unknown"),
        (("POST", "/quote", b"{}", {"Content-Type": "text/plain"}), 415, "body-type-unknown"),
        (("POST", "/quote", b"{}", {}), 415, "body-type-unknown"),
        (("GET", "/", None, {"Host": "prices.example"}), 421, "host-unknown"),
        (("GET", "/", None, {"Host": "localhost.prices.example:80"}), 421, "host-unknown"),
        (("POST", "/quote", b"{}", JSON | {"Host": "a@127.0.0.1"}), 421, "host-unknown"),
    ],
)
def test_each_wrong_request_is_refused(
    server: Served, sent: tuple[Any, ...], status: int, id: str
) -> None:
    reply = server.send(*sent)
    assert (reply.status, reply.told["error"]) == (status, id)
    assert reply.told["message"]
    assert reply.told["expected"]


OF_LOCALHOST = "\r\nHost: localhost\r\n\r\n"
GET = "GET / HTTP/1.1\r\n"
CHUNKS = f"{HEAD}Transfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("sent", "status", "id", "told"),
    [
        ("\x16\x03\x01\x02\r\n\r\n", 400, "request-not-http", "is not HTTP/1.1"),
        (f"hello{OF_LOCALHOST}", 400, "request-line-malformed", "'hello'"),
        (f"GET /{OF_LOCALHOST}", 400, "request-line-malformed", "first line of the request"),
        (f"G,T / HTTP/1.1{OF_LOCALHOST}", 400, "request-line-malformed", "'G,T' is not a method"),
        (f"GET /a b HTTP/1.1{OF_LOCALHOST}", 400, "request-line-malformed", "'/a b' is not a path"),
        (f"GET /\xe9 HTTP/1.1{OF_LOCALHOST}", 400, "request-line-malformed", "is not a path"),
        (f"GET / HTTP/2{OF_LOCALHOST}", 400, "request-line-malformed", "'HTTP/2' is not a version"),
        (f"{GET}Host: localhost\r\nno colon\r\n\r\n", 400, "header-malformed", "'no colon'"),
        (f"{GET}Host : localhost\r\n\r\n", 400, "header-malformed", "'Host : localhost'"),
        (f"{GET} Host: localhost\r\n\r\n", 400, "header-malformed", "begins with a space"),
        (f"{GET}X: {'a' * 90}\0\r\n\r\n", 400, "header-malformed", f"'X: {'a' * 76}…'"),
        (f"{GET}Accept: */*\r\n\r\n", 400, "header-malformed", "has no Host"),
        (f"{GET}Host: a\r\nHost: b\r\n\r\n", 400, "header-malformed", "more than one Host"),
        (f"{HEAD}Content-Length: -1\r\n\r\n", 400, "header-malformed", "not a number of bytes"),
        (
            f"{HEAD}Content-Length: 1\r\nContent-Length: 2\r\n\r\n{{}}",
            400,
            "header-malformed",
            "two different Content-Length",
        ),
        (
            f"{HEAD}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{{}}\r\n0\r\n\r\n",
            400,
            "body-length-twice",
            "both",
        ),
        (f"{CHUNKS}two\r\n{{}}\r\n", 400, "chunk-malformed", "'two' is not the length of a chunk"),
        (f"{CHUNKS}1\r\n{{}}\r\n", 400, "chunk-malformed", "does not end where"),
        (f"{HEAD}Transfer-Encoding: gzip\r\n\r\n", 501, "transfer-coding-unknown", "not chunked"),
    ],
)
def test_of_what_is_no_request_the_fault_is_told_and_it_is_closed(
    server: Served, sent: str, status: int, id: str, told: str
) -> None:
    head, body = answered_raw(server, f"{sent}GET /x HTTP/1.1{OF_LOCALHOST}")
    assert head.startswith(f"HTTP/1.1 {status} ")
    assert "application/json" in head
    found = json.loads(body)  # and no second response after it
    assert (found["error"], bool(found["expected"])) == (id, True)
    assert told in found["message"]


def test_a_head_is_read_up_to_its_limit(server: Served) -> None:
    head, body = answered_raw(server, f"{GET}X: {'a' * 70_000}")
    assert head.startswith("HTTP/1.1 431 ")
    assert json.loads(body)["error"] == "head-too-large"


def answered_raw(server: Served, sent: str) -> tuple[str, str]:
    """Send these bytes alone, and return the head and the body of all that is answered."""
    with connected(server) as connection:
        connection.sendall(sent.encode("latin-1"))
        answered = b"".join(iter(lambda: connection.recv(65536), b"")).decode()
    head, _, body = answered.partition("\r\n\r\n")
    return head, body


def test_a_wrong_method_is_told_the_right_one(server: Served) -> None:
    assert server.send("GET", "/quote").headers["Allow"] == "POST"
    assert server.send("POST", "/").headers["Allow"] == "GET, HEAD"
    assert server.send("HEAD", "/").status == 200


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:8080", "[::1]:80"])
def test_the_loopback_has_its_names(server: Served, host: str) -> None:
    assert server.send("GET", "/", headers={"Host": host}).status == 200


def test_further_hosts_are_those_that_are_named() -> None:
    with served("--allow-host", "prices.example") as server:
        assert server.send("GET", "/", headers={"Host": "Prices.Example:80"}).status == 200
        assert server.send("GET", "/", headers={"Host": "other.example"}).status == 421


def test_no_other_site_may_read_or_ask(server: Served) -> None:
    origin = {"Origin": "https://prices.example"}
    for reply in (
        server.ask("quote", QUOTE, **origin),
        server.send(
            "OPTIONS", "/quote", headers={**origin, "Access-Control-Request-Method": "POST"}
        ),
    ):
        assert not [name for name in reply.headers if name.lower().startswith("access-control")]


def test_a_body_is_read_up_to_its_limit(server: Served) -> None:
    whole = json.dumps(QUOTE).encode().ljust(MOST)
    assert server.send("POST", "/quote", whole, JSON).told["total"] == "2497.50"
    parts = (b" " * (MOST // 256) for _ in range(257))
    announced = JSON | {"Content-Length": f"{MOST + 1}", "Expect": "100-continue"}
    for body, headers in ((whole + b" ", JSON), (parts, JSON), (b"", announced)):
        reply = server.send("POST", "/quote", body, headers)
        assert (reply.status, reply.told["error"]) == (413, "body-too-large")
        assert reply.told["message"] == "the body has more than 16777216 bytes"


def test_an_answer_that_takes_too_long_is_given_up(hasty: Served) -> None:
    began = time.monotonic()
    reply = hasty.ask("explain", long_question())
    assert (reply.status, reply.told["error"]) == (503, "answer-slow")
    assert reply.told["message"] == "there was no answer within 3 s"
    assert SECONDS <= time.monotonic() - began < 20
    assert not workers(hasty)
    replies = (hasty.ask("quote", QUOTE).status for _ in range(40))
    assert 200 in replies, "a new worker answers, once it has begun"


def workers(server: Served) -> str:
    """The processes that a server has begun; none where the system does not say."""
    process = server.process.pid
    listed = Path(f"/proc/{process}/task/{process}/children")
    return listed.read_text() if listed.exists() else ""


def begun(server: Served) -> socket.socket:
    """A connection that has asked what takes some twenty seconds, once a worker is at it."""
    connection, body = connected(server), json.dumps(long_question()).encode()
    head = HEAD.replace("/quote", "/explain")
    connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
    wait_for(lambda: any(map(is_at_work, workers(server).split())))
    return connection


def is_at_work(process: str) -> bool:
    """Whether a process has worked for longer than it takes to begin."""
    ticks = int(Path(f"/proc/{process}/stat").read_text().split()[13])
    return ticks > os.sysconf("SC_CLK_TCK")


def wait_for(state: Callable[[], bool]) -> None:
    ends = time.monotonic() + 10
    while not state() and time.monotonic() < ends:
        time.sleep(0.1)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="/proc lists no processes here")
def test_a_client_that_leaves_ends_what_answers_it() -> None:
    with served() as server:
        with begun(server):
            assert workers(server)
        wait_for(lambda: not workers(server))
        assert not workers(server)
        assert server.ask("quote", QUOTE).status == 200


def test_more_connections_than_are_held_are_refused(server: Served) -> None:
    with ExitStack() as held:
        for _ in range(100):
            held.enter_context(connected(server))
        reply = server.send("GET", "/", headers={"Accept-Language": "zh"})
        assert (reply.status, reply.told["error"]) == (503, "server-busy")
        assert reply.told["message"] == "已有超过 100 个连接"
    wait_for(lambda: server.send("GET", "/").status == 200)
    assert server.send("GET", "/").status == 200


def test_a_body_that_does_not_arrive_is_given_up(hasty: Served) -> None:
    with connected(hasty) as connection:
        connection.sendall(f"{HEAD}Content-Length: 9\r\n\r\n{{".encode())
        status, told = received(connection)
    assert (status, json.loads(told)["error"]) == (408, "body-slow")


def test_a_head_that_does_not_arrive_closes_the_connection(hasty: Served) -> None:
    """A first one, and one after an answer."""
    with connected(hasty) as first, connected(hasty) as second:
        first.sendall(HEAD.encode())
        second.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert received(second)[0] == 200
        second.sendall(HEAD.encode())
        began = time.monotonic()
        assert (first.recv(1), second.recv(1)) == (b"", b"")
        assert SECONDS - 1 < time.monotonic() - began < 10


def test_a_body_that_was_answered_unread_closes_the_connection(hasty: Served) -> None:
    """However long a client goes on sending a little."""
    with connected(hasty) as connection:
        head = "POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20000000\r\n\r\n"
        connection.sendall(head.encode())
        assert received(connection)[0] == 404
        began = time.monotonic()
        with suppress(OSError):
            while time.monotonic() - began < 20:
                connection.sendall(b" ")
                time.sleep(0.5)
    assert SECONDS < time.monotonic() - began < 12


def connected(server: Served) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=30)


def received(connection: socket.socket) -> tuple[int, str]:
    with HTTPResponse(connection) as response:
        response.begin()
        return response.status, response.read().decode()


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "账单中 2023-06 没有 商品识别 的一行"),
        ("en;q=0.5, zh;q=0.4", "the bill has no line of 商品识别 in 2023-06"),
        ("fr, *", "the bill has no line of 商品识别 in 2023-06"),
        ("zh;q=0", "the bill has no line of 商品识别 in 2023-06"),
        (";;q=zh,,", "the bill has no line of 商品识别 in 2023-06"),
    ],
)
def test_an_error_is_in_the_language_of_the_client(
    server: Served, header: str, message: str
) -> None:
    usage = [{"date": "2023-05", "interface": "商品识别", "calls": 1}]
    asked = {"usage": usage, "month": "2023-06", "interface": "商品识别"}
    reply = server.ask("explain", asked, **{"Accept-Language": header})
    assert (reply.status, reply.told["error"]) == (422, "line-missing")
    assert reply.told["message"] == message
    assert "Accept-Language" in reply.headers["Vary"]


def test_two_headers_of_languages_are_one_list(server: Served) -> None:
    with connected(server) as connection:
        languages = "Accept-Language: en;q=0.5\r\nAccept-Language: zh\r\n"
        connection.sendall(f"GET /x HTTP/1.1\r\nHost: localhost\r\n{languages}\r\n".encode())
        assert json.loads(received(connection)[1])["message"] == "没有路径“/x”"


def test_an_error_is_that_of_the_command(
    server: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["quote", "商品=1", "--month", "2023-05", "--book", frozen.dated_file()]
    assert main([*words, "--format", "json"]) == 2
    printed = json.loads(capsys.readouterr().err)
    told = server.ask("quote", {"month": "2023-05", "calls": {"商品": 1}}).told
    assert told["where"] == {"argument": "calls.商品", "path": "$.calls.商品"}
    assert {key: told[key] for key in ("error", "message", "expected", "exit_code")} == {
        key: printed[key] for key in ("error", "message", "expected", "exit_code")
    }


def test_without_a_language_it_is_that_of_the_command_line() -> None:
    with served("--lang", "zh") as server:
        assert "一个月" in server.send("GET", "/").text
        assert (
            "What one month costs" in server.send("GET", "/", None, {"Accept-Language": "en"}).text
        )
        assert server.send("GET", "/x").told["message"] == "没有路径“/x”"


def test_what_can_be_asked_is_described(server: Served) -> None:
    reply = server.send("GET", "/")
    assert reply.headers["Content-Type"] == "text/plain; charset=utf-8"
    for name in QUESTIONS:
        assert f"\nPOST /{name}  " in reply.text


def test_foreign_text_is_data(server: Served) -> None:
    for reply in (
        server.ask("quote", {"month": "2023-05", "calls": {HOSTILE: 1}}),
        server.send("GET", "/%E2%80%AE%1B%5B31m"),
        server.send("POST", "/quote", b"{}", {"Content-Type": "\u0085\x9b31m"}),
    ):
        assert reply.status in {404, 415, 422}
        assert not set(reply.text + reply.told["message"]) & {"\u202e", "\x1b", "\u0085", "\x9b"}
    usage = [{"date": "2023-05-01", "interface": "商品识别", "calls": 1}]
    activated = [{"date": "2023-05-01", "interface": HOSTILE}]
    reply = server.ask("bill", {"usage": usage, "activated": activated})
    assert reply.told["where"]["activated"] == "商品识别\\u202e\\u001b[31m::error::"


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_and_nothing_is_logged(number: int, code: int) -> None:
    with served() as server:
        server.ask("quote", QUOTE, Authorization="Bearer secret")
        server.send("GET", "/?token=secret")
        os.killpg(server.process.pid, number)
        _, said = server.process.communicate(timeout=20)
    assert (server.process.returncode, said) == (code, "")


def test_a_signal_ends_what_is_being_answered_too() -> None:
    with served() as server, begun(server) as asking:
        server.process.terminate()
        status, told = received(asking)
        _, said = server.process.communicate(timeout=20)
    assert (server.process.returncode, said) == (143, "")
    assert (status, json.loads(told)["error"]) == (503, "server-ending")


def test_a_port_in_use_is_an_error(server: Served, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["http", "--port", str(server.port)]) == 2
    assert capsys.readouterr().err == (
        f"error: cannot listen on 127.0.0.1 port {server.port}: Address already in use\n"
        "expected: an address of this machine, and a port that is free\n"
    )


@pytest.mark.parametrize("option", ["--port=65536", "--port=-1", "--timeout=0", "--timeout=1.5"])
def test_a_number_that_cannot_be_is_refused(
    capsys: pytest.CaptureFixture[str], option: str
) -> None:
    assert main(["http", option]) == 2
    assert "expected: " in capsys.readouterr().err


@pytest.mark.parametrize("name", ["starlette", "uvicorn"])
def test_without_the_framework_the_extra_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    assert main(["http"]) == 2
    assert capsys.readouterr().err == (
        f"error: {name} is not installed; the extra 'http' brings it\n"
        "expected: pip install '.[http]' in a checkout, or pip install 'FILE.whl[http]';"
        " with pipx, pipx install --force\n"
    )
