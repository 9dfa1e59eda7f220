"""The laws of the suite by name, each with the level at which it is judged.

``verify`` checks receipts offline, without collecting the suite; a test compares this list
with the laws that are there.
"""

from __future__ import annotations

from tiia_pricing.conformance.protocol.messages import Level

_TOTALS = (
    "zero calls cost zero",
    "zero calls cost zero under every reading",
    "the order of rows changes nothing",
    "splitting a row in two changes nothing",
    "a month alone equals the month in its year where no pack spans it",
    "the total is the sum of its months",
    "the total lies in its range",
    "the range is that of every combination of readings",
    "a plan costs what its packs and its bill cost",
    "no purchases cost less than a plan",
)
_LINES = (
    "zero calls use no pack",
    "every call is free or from a pack or paid for",
    "the free quota is never spent twice nor beyond its pool",
    "a pack never goes below zero nor past its last day",
    "a month is the sum of its lines",
    "within a tier more calls never cost less",
    "prices that change on the first of a month are two books",
    "a change after all usage or before it moves nothing",
    "a bill that is right agrees in every line",
    "by the day a line of reached tiers lies between the two whole months",
)
_REASONS = ("the explanation evaluated gives the amount",)

LAWS: dict[str, Level] = {
    **dict.fromkeys(_TOTALS, "totals"),
    **dict.fromkeys(_LINES, "lines"),
    **dict.fromkeys(_REASONS, "reasons"),
}
