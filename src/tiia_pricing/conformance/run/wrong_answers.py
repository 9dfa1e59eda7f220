"""What is wrong with an answer: a code with its values, which a reader is told in any language.

A report keeps the English sentence, which is what is sealed, and the code beside it.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from tiia_pricebook.messages import Message, phrase
from tiia_pricing.conformance.chinese.differences import Difference

SENTENCES: Mapping[str, str] = {
    "refused": phrase("the bill is refused: {answer}"),
    "total": phrase("the total is {found}, the scenario says {wanted}"),
    "range": phrase("the range is {found_low} to {found_high}, the scenario says {low} to {high}"),
    "moved": phrase("readings move the total: {found}"),
    "lines-of": phrase("{count} lines of {interface}, the scenario speaks of one"),
    "reason": phrase("no reason of {rule} says {says!r}: {found}"),
    "warning": phrase("no warning says {text!r}: {found}"),
    "not-refused": phrase("the bill is {found}, the scenario says refused as {id}: {answer}"),
    "refusal": phrase("the refusal does not say {text!r}: {found}"),
    "not-least": phrase("the plan is not said to be the least"),
    "lines": phrase("{count} lines, the scenario has {wanted}"),
    "causes": phrase("the causes are {found}, the scenario says {wanted}"),
    "table": phrase("the table differs\n{rows}"),
}


class CodedSentence(Struct, frozen=True):
    """The code of a sentence, and its values as texts."""

    code: str
    values: dict[str, str]


class WrongAnswer(AssertionError):
    """An answer is not what a scenario says."""

    def __init__(self, code: str, **values: object) -> None:
        self.said = CodedSentence(code, {name: str(value) for name, value in values.items()})
        super().__init__(SENTENCES[code].format(**self.said.values))


def require(holds: bool, code: str, **values: object) -> None:
    """Raise ``WrongAnswer`` unless something holds; ``code`` is one of ``SENTENCES``."""
    if not holds:
        raise WrongAnswer(code, **values)


def in_words(text: str, said: CodedSentence | None) -> str:
    """Return ``text`` as a message where the code beside it says the very same, else as it is."""
    if said is None or said.code not in SENTENCES:
        return text
    try:
        message = Message(SENTENCES[said.code], _values(said))
    except KeyError:
        return text
    return message if str.__eq__(message, text) else text


def _values(said: CodedSentence) -> Mapping[str, str]:
    """The values of a sentence, the rows of a table in words."""
    if said.code == "table" and "rows" in said.values:
        return {**said.values, "rows": Difference(said.values["rows"])}
    return said.values
