"""Why a request is not answered, each with its status."""

from __future__ import annotations

from collections.abc import Mapping

from tiia_pricebook.errors import InputError, PricingError
from tiia_pricebook.messages import listed, say
from tiia_pricing.answers.catalogue import PROGRAM_FAULT
from tiia_pricing.billing.usage.account import MAX_CALLS

UNANSWERABLE, FAULTY = 422, 500
JSON = "application/json"


class RequestRefused(InputError):
    """A request that is no question; ``status`` is that of the response."""

    status = 400


def status_of(error: PricingError) -> int:
    """Return the status of an error: that of a request, or of a question that was understood."""
    if isinstance(error, RequestRefused):
        return error.status
    return FAULTY if error.id == PROGRAM_FAULT else UNANSWERABLE


def refused(status: int, id: str, text: str, expected: str) -> RequestRefused:
    """Make a refusal of its status, id, message and what was expected."""
    error = RequestRefused(id, text, expected=expected)
    error.status = status
    return error


def not_json(why: str) -> RequestRefused:
    """Refuse a body that is no JSON object."""
    return refused(400, "body-not-json", say("not JSON: {why}", why=why), say("a JSON object"))


def number_too_large() -> RequestRefused:
    """A body whose JSON has a number beyond those that are read."""
    text = say("a number in the body is too large")
    return refused(400, "number-too-large", text, say("at most {most} calls", most=MAX_CALLS))


def not_http(expected: str) -> RequestRefused:
    """Refuse what is no request at all."""
    return refused(400, "request-not-http", say("the request is not HTTP/1.1"), expected)


def two_lengths() -> RequestRefused:
    """A body whose end two headers name: a server in front may see another request in it."""
    text = say("the request has both Content-Length and Transfer-Encoding")
    return refused(400, "body-length-twice", text, say("one of the two"))


def no_path(path: str, paths: Mapping[str, object]) -> RequestRefused:
    """Refuse a path that is none of ``paths``."""
    text = say("there is no path {path!r}", path=path)
    return refused(404, "path-unknown", text, listed(paths))


def wrong_method(method: str, allowed: str) -> RequestRefused:
    """Refuse a method that the path does not have."""
    text = say("the path does not take {method}", method=method)
    return refused(405, "method-unknown", text, allowed)


def slow_body(seconds: float) -> RequestRefused:
    """Refuse a body that does not arrive in time."""
    text = say("the body did not arrive within {seconds:g} s", seconds=seconds)
    return refused(408, "body-slow", text, say("the whole body by then"))


def large_body(most: int) -> RequestRefused:
    """Refuse a body of more bytes than are read."""
    text = say("the body has more than {most} bytes", most=most)
    return refused(413, "body-too-large", text, say("at most {most} bytes", most=most))


def wrong_type(given: str) -> RequestRefused:
    """Refuse a body that is not said to be JSON."""
    text = say("the body's Content-Type is {given!r}", given=given)
    return refused(415, "body-type-unknown", text, JSON)


def wrong_host(given: str, hosts: frozenset[str]) -> RequestRefused:
    """Refuse a host that the server is not known by."""
    text = say("{given!r} is not a host of this server", given=given)
    expected = say("one of {hosts}; --allow-host adds another", hosts=listed(sorted(hosts)))
    return refused(421, "host-unknown", text, expected)


def slow_answer(seconds: float) -> RequestRefused:
    """Refuse a question whose answer takes too long."""
    text = say("there was no answer within {seconds:g} s", seconds=seconds)
    return refused(503, "answer-slow", text, say("a smaller question, or one asked later"))


def busy(most: int) -> RequestRefused:
    """A request beyond those that are answered at once."""
    text = say("more than {most} connections are open", most=most)
    return refused(503, "server-busy", text, say("the same request later"))


def ending() -> RequestRefused:
    """A request that is not answered before the server ends."""
    text = say("the server is being stopped")
    return refused(503, "server-ending", text, say("the same request later"))
