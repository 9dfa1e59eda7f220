"""The laws of the suite by name, each with the level at which it is judged.

``verify`` checks receipts offline, without collecting the suite; a test compares this list
with the laws that are there. People read them as invariants, in their language.
"""

from __future__ import annotations

from collections.abc import Mapping

from tiia_pricebook.messages import Message, phrase, say
from tiia_pricing.conformance.protocol.messages import ABILITIES, LEVELS, Level

_TOTALS = (
    phrase("zero calls cost zero"),
    phrase("zero calls cost zero under every reading"),
    phrase("the order of rows changes nothing"),
    phrase("splitting a row in two changes nothing"),
    phrase("a month alone equals the month in its year where no pack spans it"),
    phrase("the total is the sum of its months"),
    phrase("the total lies in its range"),
    phrase("the range is that of every combination of readings"),
    phrase("a plan costs what its packs and its bill cost"),
    phrase("no purchases cost less than a plan"),
)
_LINES = (
    phrase("zero calls use no pack"),
    phrase("every call is free or from a pack or paid for"),
    phrase("the free quota is never spent twice nor beyond its pool"),
    phrase("a pack never goes below zero nor past its last day"),
    phrase("a month is the sum of its lines"),
    phrase("within a tier more calls never cost less"),
    phrase("prices that change on the first of a month are two books"),
    phrase("a change after all usage or before it moves nothing"),
    phrase("a bill that is right agrees in every line"),
    phrase("by the day a line of reached tiers lies between the two whole months"),
)
_REASONS = (phrase("the explanation evaluated gives the amount"),)

LAWS: dict[str, Level] = {
    **dict.fromkeys(_TOTALS, "totals"),
    **dict.fromkeys(_LINES, "lines"),
    **dict.fromkeys(_REASONS, "reasons"),
}

_NOT_ASKED = (
    say("prices by the page's book alone"),
    *(say("does not claim the level {level}", level=level) for level in LEVELS),
    *(say("does not claim {ability}", ability=ability) for ability in ABILITIES),
)
_WHY: Mapping[str, Message] = {str.__str__(one): one for one in _NOT_ASKED}


def law_in_words(name: str) -> str:
    """Return the name of a law as a message; one that the suite does not have as it is."""
    return Message(name, {}) if name in LAWS else name


def not_asked_in_words(text: str) -> str:
    """Return why a law was not asked as a message where it is one of our reasons."""
    return _WHY.get(text, text)
