"""Mutants that can change no bill, each with the reason; a test proves that none is stale."""

from __future__ import annotations

from tiia_pricebook.messages import say
from tiia_pricing.proof.mutants import Mutant

_WHOLE_MONTHS = say(
    "a month is refused or billed as a whole, so every first day within October 2022 is the same"
)
_ONE_YEAR = say(
    "every pack of the page lasts one year, so the pack bought first also ends first; the two "
    "values differ on a book whose packs have different validity, and scenarios there show it"
)
_ONE_PRICE = say(
    "the page's book has one price of each interface for all days, so no month has two; the "
    "values differ on a book whose prices change, and scenarios there show it"
)
_STATED_MODE = say(
    "every page of the book states that its tiers are volume pricing, so nothing is left to the "
    "reading; the values differ on a book whose mode is only assumed, or whose tiers are "
    "graduated, and scenarios there show it"
)
_BEFORE_ALL = say(
    "the book is asked as it stood on a day on which it had a page; what it would have known "
    "before its first page no bill rests on"
)
REASONS = {
    ("first-day", "2022-10-01 is 2022-10-02"): _WHOLE_MONTHS,
    ("reading-default", "earliest-expiry is earliest-purchase"): _ONE_YEAR,
    ("reading-default", "by-day is whole-month-new"): _ONE_PRICE,
    ("reading-default", "by-day is whole-month-old"): _ONE_PRICE,
    ("reading-default", "reached is progressive"): _STATED_MODE,
    ("reading-default", "by-measure is by-number"): _STATED_MODE,
    ("known-since", "2026-11-23 is 2026-11-22"): _BEFORE_ALL,
    ("page-date", "accepted 2026-11-23 is 2026-11-22"): _BEFORE_ALL,
}


def reason(mutant: Mutant) -> str | None:
    """Return why no bill can tell ``mutant`` from the page's book; ``None`` where one can."""
    return REASONS.get((mutant.group, mutant.change))
