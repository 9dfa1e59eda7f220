"""Hostile texts in the questions of programs and agents, and in the book that answers them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from proof.attack.foreign import at, everywhere, leaves
from proof.attack.foreign_inputs import DEARER, NAME, PAGE
from proof.attack.obeyed import TEXTS, faults
from tiia_pricebook import PriceBook, dumps, loads
from tiia_pricebook.errors import PricingError
from tiia_pricing.answers.catalogue import answered, as_data, refusal
from tiia_pricing.answers.http import refusals
from tiia_pricing.answers.http.worker import as_bytes, replied
from tiia_pricing.locale import LANGUAGES, tell_in
from tiia_scraper import read_page

Asked = tuple[str, dict[str, Any]]
_OF_LINES = "a forged line"  # a text that is read keeps its lines: no terminal shows it
_USAGE = [{"date": "2020-05-02", "interface": NAME, "calls": 1_000_000}]
_ACCOUNT: dict[str, Any] = {
    "usage": _USAGE,
    "packs": [{"purchased_on": "2020-05-01", "interface": NAME, "calls": "10000"}],
    "activated": [{"date": "2020-01-01", "interface": NAME}],
    "readings": {"tier-basis": "gross"},
}
QUESTIONS: Sequence[Asked] = (
    ("quote", {"month": "2020-05", "calls": {NAME: 1_000_000}}),
    ("bill", _ACCOUNT),
    ("bill", {"usage": _USAGE}),
    ("explain", {**_ACCOUNT, "month": "2020-05", "interface": NAME}),
    ("plan", {"forecast": [{"date": "2020-05", "interface": NAME, "calls": 1_000_000}]}),
    ("changes", {"old": PAGE, "new": DEARER}),
    ("changes", {"old": "2020-05-01", "new": "2020-05-02"}),
    ("prices", {"on": "2020-05-01", "interfaces": [NAME]}),
)


def attacked() -> tuple[int, list[str]]:
    """How many answers and refusals were looked at, and what was obeyed in them."""
    count, obeyed = 0, []
    for what, printed in _printed():
        count += 1
        obeyed += [f"{what}: {fault}" for fault in dict.fromkeys(_faults(printed))]
    return count, obeyed


def _faults(printed: str) -> Iterator[str]:
    """What would be obeyed in JSON as it is sent, and in each of its texts once they are read."""
    yield from faults(printed, "json")
    for text in _texts(json.loads(printed)):
        yield from (one for one in faults(text, "text") if not one.startswith(_OF_LINES))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        yield from (text for one in value.values() for text in _texts(one))
    elif isinstance(value, list):
        yield from (text for one in value for text in _texts(one))


def _printed() -> Iterator[tuple[str, str]]:
    book = read_page(PAGE.encode(), "page.md")
    for kind, text in TEXTS.items():
        for name, arguments in QUESTIONS:
            for asked in _with(text, arguments):
                yield from _replies(book, f"{kind} in {name}", name, asked)
        yield from _refused(kind, text)
    for other in _books(book):
        for name, arguments in QUESTIONS:
            yield from _replies(other, f"the book of {name}", name, arguments)


def _with(text: str, arguments: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The arguments with a text in the place of each text, around it, and as a further key."""
    yield {**arguments, text: text}
    for path in leaves(arguments):
        old = at(arguments, path)
        for new in (text, f"{text}{old}{text}"):
            changed: Any = everywhere(arguments, old, new)
            yield changed
    yield json.loads(json.dumps(everywhere(arguments, NAME, text)))


def _replies(
    book: PriceBook, what: str, name: str, arguments: dict[str, Any]
) -> Iterator[tuple[str, str]]:
    """What a tool says, and what a response has in each language."""
    found = answered(book, name, arguments)
    told = as_data(found.as_dict()) if isinstance(found, PricingError) else found
    yield f"{what}, tool", as_bytes(told).decode()
    body = json.dumps(arguments).encode()
    reply = replied(book, name, body)
    if not isinstance(reply, PricingError):
        yield f"{what}, response", reply.decode()
        return
    yield from _told(f"{what}, response", reply)


def _refused(kind: str, text: str) -> Iterator[tuple[str, str]]:
    """Requests whose path, method, host or type is the text."""
    for error in (
        refusals.no_path(text, {}),
        refusals.wrong_method(text, "POST"),
        refusals.wrong_type(text),
        refusals.wrong_host(text, frozenset({text})),
        refusals.not_json(text),
    ):
        yield from _told(f"{kind} in a request", error)


def _told(what: str, error: PricingError) -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        yield f"{what} {language}", as_bytes(refusal(error, tell_in(language))).decode()


def _books(book: PriceBook) -> Iterator[PriceBook]:
    """The book with a text around each of its own, where it is one still."""
    told = json.loads(dumps(book))
    for path in leaves(told):
        old = at(told, path)
        try:
            changed = everywhere(told, old, f"{TEXTS['all']}{old}{TEXTS['all']}")
            yield loads(json.dumps(changed).encode(), name="book.json")
        except PricingError:
            continue
