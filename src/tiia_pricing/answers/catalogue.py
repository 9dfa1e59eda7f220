"""The questions by their names: what each takes and says, and how it is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from tiia_pricebook import PriceBook
from tiia_pricebook.errors import InputError
from tiia_pricebook.messages import Message, Tell, listed, phrase, say
from tiia_pricebook.untrusted_text import lines
from tiia_pricing.answers.bills import billed, explain, quote
from tiia_pricing.answers.changes_told import changes
from tiia_pricing.answers.plans import planned
from tiia_pricing.answers.price_facts import prices
from tiia_pricing.answers.questions import Bill, Compared, Explain, Forecast, Prices, Quote


class Question(Struct, frozen=True):
    """A question: what it is for, the type of its arguments, and the function that answers."""

    name: str
    description: str
    arguments: type[Struct]
    answer: Callable[[PriceBook, Any], dict[str, Any]]


QUESTIONS = {
    one.name: one
    for one in (
        Question(
            "quote",
            phrase(
                "What one month costs, given each interface's calls: the total, each line with its "
                "reasons, clause and cell, and the open questions with what each answer would cost"
            ),
            Quote,
            quote,
        ),
        Question(
            "bill",
            phrase(
                "The statement of an account, month by month: every line with its reasons, clause "
                "and cell, the packs, the range over all readings, and the open questions"
            ),
            Bill,
            billed,
        ),
        Question(
            "explain",
            phrase(
                "Why one line of an account's bill costs what it costs: its reasons, the clause "
                "and cell of each number, and what the line costs under every other reading"
            ),
            Explain,
            explain,
        ),
        Question(
            "plan",
            phrase(
                "The resource packs to buy under which the months to come cost least, what they "
                "save, and whether that is proven"
            ),
            Forecast,
            planned,
        ),
        Question(
            "changes",
            phrase(
                "What changed between two days of the price list, or between two price pages or "
                "price books given as text, and what that costs"
            ),
            Compared,
            changes,
        ),
        Question(
            "prices",
            phrase(
                "The price list of a day: tiers, free calls and packs of each interface, each with "
                "its clause and cell"
            ),
            Prices,
            prices,
        ),
    )
}


def answer(book: PriceBook, name: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Answer a question by its name.

    Raises ``InputError`` for arguments that are not of its types, and what each function raises.
    """
    if name not in QUESTIONS:
        text = say("there is no question {name!r}", name=name)
        raise InputError("unknown-question", text, expected=listed(QUESTIONS))
    question = QUESTIONS[name]
    try:
        asked: Struct = msgspec.convert(dict(arguments), question.arguments)
    except msgspec.ValidationError as error:
        raise _invalid(question, str(error)) from error
    told: dict[str, Any] = as_data(question.answer(book, asked))
    return told


def input_schema(question: Question, tell: Tell = str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a question's arguments, described in a language."""
    defined = {
        name: {key: value for key, value in one.items() if key != "description"}
        for name, one in msgspec.json.schema(question.arguments)["$defs"].items()
    }  # what describes a type as a whole is its docstring, which is for readers of the code
    own = defined.pop(question.arguments.__name__)
    schema: dict[str, Any] = _told({**own, **({"$defs": defined} if defined else {})}, tell)
    return schema


def described(question: Question, tell: Tell = str) -> str:
    """What a question is for, in the language of ``tell``."""
    return tell(Message(question.description, {}))


def as_data(value: Any) -> Any:
    """An answer whose texts nothing obeys: control and format characters stand visible."""
    if isinstance(value, str):
        return lines(value)
    if isinstance(value, Mapping):
        return {lines(key): as_data(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [as_data(one) for one in value]
    return value


def _invalid(question: Question, text: str) -> InputError:
    """What ``msgspec`` says of a wrong argument, its path as the place."""
    fault, _, path = text.partition(" - at `")
    where = {"argument": path.rstrip("`").removeprefix("$.") or "$"} if path else {}
    names = listed(question.arguments.__struct_fields__)
    return InputError(
        "argument-invalid",
        say("the arguments are not of the types of the question: {fault}", fault=fault),
        where=where,
        expected=say("what its schema says of {names}", names=names),
    )


def _told(schema: Any, tell: Tell) -> Any:
    """A schema with its descriptions told."""
    if isinstance(schema, list):
        return [_told(one, tell) for one in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: tell(Message(value, {}))
        if key == "description" and isinstance(value, str)
        else _told(value, tell)
        for key, value in schema.items()
    }
