"""Mutants that can change no bill, each with the reason; a test proves that none is stale."""

from __future__ import annotations

from tiia_pricing.proof.mutants import Mutant

_WHOLE_MONTHS = (
    "a month is refused or billed as a whole, so every first day within October 2022 is the same"
)
_ONE_YEAR = (
    "every pack of the page lasts one year, so the pack bought first also ends first; the two "
    "values differ on a book whose packs have different validity, and scenarios there show it"
)
REASONS = {
    ("first-day", "2022-10-01 is 2022-10-02"): _WHOLE_MONTHS,
    ("reading-default", "earliest-expiry is earliest-purchase"): _ONE_YEAR,
}


def reason(mutant: Mutant) -> str | None:
    """Why no bill can tell ``mutant`` from the page's book; ``None`` where one can."""
    return REASONS.get((mutant.group, mutant.change))
