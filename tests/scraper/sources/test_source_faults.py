"""Every fault of a server: the right exit code and error, nothing written, and in time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from email.utils import format_datetime
from typing import Any, NamedTuple

import pytest

import frozen
from support.faulty import answers
from support.faulty.answers import Script
from support.faulty.server import Server
from tiia_scraper.sources import Limits

PAGE = frozen.TEXT
EMPTIED = re.sub("<table>.*?</table>", "", PAGE, flags=re.DOTALL)
APPLICATION = "<!DOCTYPE html><title>价格</title><div id=root></div><script src=/app.js></script>"
FIVE_MEGABYTES = "价" * (5 * 1024 * 1024 // 3)

Scraped = Callable[..., Any]


def in_an_hour(_request: object) -> answers.Answer:
    moment = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
    return answers.status(503, retry_after=format_datetime(moment, usegmt=True))


class Fault(NamedTuple):
    """What the server does, and how the command ends; ``says`` stands in its message."""

    name: str
    script: Script
    code: int
    error: str
    says: str
    requests: int = 1
    slow: bool = False


FAULTS = [
    Fault("not found", answers.status(404), 101, "http-status", "404"),
    Fault("forbidden", answers.status(403), 101, "http-status", "403"),
    Fault("gone", answers.status(410), 101, "http-status", "410"),
    Fault("server error", answers.status(500), 101, "http-status", "500"),
    Fault("no content", answers.status(204), 101, "http-status", "204"),
    Fault("a part", answers.status(206, b"part"), 101, "http-status", "206"),
    Fault("not modified, unasked", answers.status(304), 101, "http-status", "304"),
    Fault("busy", answers.status(429), 101, "http-status", "429", requests=3),
    Fault("bad gateway", answers.status(502), 101, "http-status", "502", requests=3),
    Fault("unavailable", answers.status(503), 101, "http-status", "503", requests=3),
    Fault("gateway timeout", answers.status(504), 101, "http-status", "504", requests=3),
    Fault(
        "busy for an hour", answers.status(429, retry_after="3600"),
        101, "retry-later", "wait for 3600 seconds",
    ),
    Fault("away for an hour", in_an_hour, 101, "retry-later", "longer than we may"),
    Fault(
        "a Retry-After that is none", answers.status(503, retry_after="soon"),
        101, "http-status", "503", requests=3,
    ),
    Fault("reset at once", answers.reset(), 101, "source-unreachable", "reset", requests=3),
    Fault(
        "reset within the body", answers.reset_within(PAGE),
        101, "source-unreachable", "reset", requests=3,
    ),
    Fault("closed at once", answers.Answer(b""), 101, "source-unreachable", "closed", requests=3),
    Fault("no HTTP", answers.Answer(b"SSH-2.0\r\n"), 101, "source-unreachable", "SSH", requests=3),
    Fault("silence", answers.silent(), 101, "source-slow", "in time", 3, True),
    Fault(
        "headers that drip", answers.slow_headers(0.05),
        101, "source-slow", "more than 1 sec", slow=True,
    ),
    Fault(
        "a body that drips", answers.slow_body(PAGE, 0.05),
        101, "source-slow", "more than 1 sec", slow=True,
    ),
    Fault(
        "a body cut off", answers.short(PAGE), 101, "source-truncated", "breaks off", requests=3
    ),
    Fault(
        "half a body", answers.short(PAGE, len(PAGE)), 101, "source-truncated", "", requests=3
    ),
    Fault(
        "chunks without an end", answers.chunked(PAGE, whole=False),
        101, "source-truncated", "breaks off", requests=3,
    ),
    Fault(
        "half a gzip, its length right", answers.gzipped(PAGE, 500),
        101, "source-truncated", "breaks off", requests=3,
    ),
    Fault(
        "gzip that is none", answers.page(PAGE, content_encoding="gzip"),
        101, "source-encoding", "content encoding",
    ),
    Fault(
        "an encoding not asked for", answers.page(PAGE, content_encoding="br"),
        101, "source-encoding", "content encoding",
    ),
    Fault("five megabytes", answers.page(FIVE_MEGABYTES), 102, "page-too-large", "4194304"),
    Fault("a gzip bomb", answers.bomb(100), 102, "page-too-large", "4194304"),
    Fault("a circle", answers.redirect("/page"), 101, "redirect-loop", "circle"),
    Fault(
        "another host", answers.redirect("http://example.com/page?token=1"),
        101, "redirect-elsewhere", "'http://example.com/page'",
    ),
    Fault(
        "a forbidden scheme", answers.redirect("file:///etc/passwd"),
        101, "redirect-elsewhere", "'file' is not supported",
    ),
    Fault(
        "a redirect with a password", answers.redirect("http://u:secret@127.0.0.1/"),
        101, "redirect-elsewhere", "user or a password",
    ),
    Fault(
        "a redirect with a backslash", answers.redirect("http://127.0.0.1\\@example.com/"),
        101, "redirect-elsewhere", "backslash",
    ),
    Fault(
        "another port", answers.redirect("http://127.0.0.1:1/"),
        101, "redirect-elsewhere", "'http://127.0.0.1:1/'",
    ),
    Fault("a redirect to nowhere", answers.status(302), 101, "http-status", "302"),
    Fault(
        "a charset that is wrong", answers.page(PAGE, content_type="text/html; charset=iso-8859-1"),
        102, "no-price", "read as windows-1252: its source declares it",
    ),
    Fault(
        "an error page with status 200", answers.page("<html><title>系统繁忙</title><p>稍后"),
        102, "no-price", "系统繁忙",
    ),
    Fault("a login page", answers.page("<html><h1>登录</h1><form>"), 102, "no-price", "0 tables"),
    Fault("no table of prices", answers.page(EMPTIED), 102, "no-price", "no price"),
    Fault(
        "an empty table", answers.page("<html><h2>价格</h2><table></table>"),
        102, "no-price", "no price",
    ),
    Fault("an empty body", answers.page(""), 102, "page-empty", "empty"),
    Fault("a page behind a script", answers.page(APPLICATION), 102, "page-needs-script", "script"),
    Fault("half a page, whole to HTTP", answers.page(PAGE[:3000]), 102, "page-truncated", "ends"),
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_told_in_time_and_nothing_is_written(
    server: Server, scraped: Scraped, brief: Limits, quick: Limits, fault: Fault
) -> None:
    outcome = scraped(server.answer("/page", fault.script), brief if fault.slow else quick)
    assert (outcome.code, outcome.error["error"]) == (fault.code, fault.error)
    assert outcome.error["exit_code"] == fault.code
    assert fault.says in outcome.error["message"]
    assert "secret" not in outcome.error["message"]
    assert "token" not in outcome.error["message"]
    assert outcome.written == []
    assert outcome.seconds < 3
    assert len(server.asked("/page")) == fault.requests


def test_a_good_answer_after_bad_ones_is_the_page(server: Server, scraped: Scraped) -> None:
    """The faults above are transient: the third attempt of three succeeds."""
    for fault in (answers.status(503), answers.reset(), answers.short(PAGE)):
        url = server.answer("/page", fault, fault, answers.page(PAGE))
        outcome = scraped(url)
        assert (outcome.code, outcome.written) == (0, ["book.json"])


@pytest.mark.parametrize("seconds", ["1", " 1 "])
def test_a_wait_that_the_server_asks_for_is_kept(
    server: Server, scraped: Scraped, seconds: str
) -> None:
    busy = answers.status(429, retry_after=seconds)
    outcome = scraped(server.answer("/page", busy, answers.page(PAGE)))
    assert outcome.code == 0
    assert 1 < outcome.seconds < 4


def test_a_date_until_which_the_server_asks_to_wait_is_kept(
    server: Server, scraped: Scraped
) -> None:
    moment = dt.datetime.now(dt.UTC).replace(microsecond=0) + dt.timedelta(seconds=1)
    busy = answers.status(503, retry_after=format_datetime(moment, usegmt=True))
    outcome = scraped(server.answer("/page", busy, answers.page(PAGE)))
    assert outcome.code == 0
    assert dt.datetime.now(dt.UTC) >= moment


def test_no_such_host(scraped: Scraped) -> None:
    outcome = scraped("http://no-such-host.invalid/page")
    assert (outcome.code, outcome.error["error"]) == (101, "source-unreachable")
    assert outcome.written == []


def test_nobody_listens(server: Server, scraped: Scraped) -> None:
    server.server_close()
    outcome = scraped(f"{server.url}/page")
    assert (outcome.code, outcome.error["error"]) == (101, "source-unreachable")
    assert "refused" in outcome.error["message"]
    assert outcome.seconds < 3


class Rules(NamedTuple):
    """What robots.txt answers, and what follows for the page."""

    name: str
    script: Script
    allowed: bool
    says: str = ""


NOTHING = "User-agent: *\nDisallow: /\n"
US_ALONE = f"{NOTHING}User-agent: tiia-pricing\nAllow: /\n"
MANY = "User-agent: x\n" * 9000 + "Disallow: /x\n" * 9000
RULES = [
    Rules("none", answers.status(404), True),
    Rules("forbidden itself", answers.status(403), True),
    Rules("busy", answers.status(429), True),
    Rules("empty", answers.page(""), True),
    Rules("no content", answers.status(204), True),
    Rules("for all", answers.page(NOTHING), False, "robots.txt forbids it to tiia-pricing"),
    Rules("for us", answers.page("User-agent: TIIA-Pricing\nDisallow: /pa"), False, "forbids it"),
    Rules("for others", answers.page("User-agent: other\nDisallow: /"), True),
    Rules("us alone", answers.page(US_ALONE), True),
    Rules("moved", answers.redirect("/rules"), False, "forbids it"),
    Rules("an error", answers.status(500), False, "robots.txt answers 500"),
    Rules("unavailable", answers.status(503), False, "robots.txt answers 503"),
    Rules("large, forbids at its start", answers.page(NOTHING + "#" * 900_000), False),
    Rules("forbids beyond what is read", answers.page("#" * 600_000 + "\n" + NOTHING), True),
    Rules("too complex", answers.page(MANY), False, "too complex"),
]


@pytest.mark.parametrize("rules", RULES, ids=lambda rules: rules.name)
def test_robots_txt_is_respected(server: Server, scraped: Scraped, rules: Rules) -> None:
    server.answer("/robots.txt", rules.script)
    server.answer("/rules", answers.page(NOTHING))
    outcome = scraped(server.answer("/page", answers.page(PAGE)))
    if rules.allowed:
        assert (outcome.code, len(server.asked("/page"))) == (0, 1)
    else:
        assert (outcome.code, outcome.error["error"]) == (101, "robots-disallow")
        assert rules.says in outcome.error["message"]
        assert (server.asked("/page"), outcome.written) == ([], [])
    assert outcome.seconds < 4


@pytest.mark.parametrize(
    ("script", "error"),
    [
        (answers.reset(), "source-unreachable"),
        (answers.silent(), "source-slow"),
        (answers.slow_body("User-agent: *", 0.3), "source-slow"),
        (answers.redirect("http://example.com/robots.txt"), "redirect-elsewhere"),
    ],
)
def test_without_an_answer_of_robots_txt_nothing_is_read(
    server: Server, scraped: Scraped, brief: Limits, script: Script, error: str
) -> None:
    server.answer("/robots.txt", script)
    outcome = scraped(server.answer("/page", answers.page(PAGE)), brief)
    assert (outcome.code, outcome.error["error"]) == (101, error)
    assert "robots.txt" in outcome.error["message"]
    assert (server.asked("/page"), outcome.written) == ([], [])
    assert outcome.seconds < 3
