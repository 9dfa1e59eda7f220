"""What each cause, verdict and row left out is in words; the figures of a line stand in braces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tiia_pricebook.messages import Message, listed, phrase, say, say_as, say_many
from tiia_pricing.reconciliation.causes.cause_catalogue import CLAUSES, PRICES
from tiia_pricing.reconciliation.result import Cause, ReconciledLine
from tiia_pricing.reconciliation.vendor_export.export_headings import CHINESE

SHOWN = 5  # names of other products; JSON has them all
_COLUMNS: Mapping[str, Message] = {
    CHINESE[field]: what
    for field, what in (
        ("deducted", say("the calls that the vendor took from packs")),
        ("discount", say("by what the vendor multiplied the price")),
        ("list_cost", say("the amount before a discount")),
        ("associated", say("which charge a reversing row takes back")),
        ("usage", say("the calls that are billed")),
        ("usage_unit", say("what those calls are counted in")),
    )
}
CAUSES: Mapping[str, str] = {
    "reversed": phrase("without the rows that reverse or adjust it the line agrees"),
    "discount": phrase("the bill takes our amount and multiplies it by a discount"),
    "precision-adjustment": phrase(
        "the rounding row of the month (月度计费精度差异) makes up for it"
    ),
    "paid-in-another-month": phrase("it is the amount of another month: {month}"),
    "pack-left-untold": phrase(
        "{missing} calls more were paid for: so many had been taken, before the first month of "
        "usage, from packs that count as full here"
    ),
    "tier-basis-gross": phrase("all calls of the month choose the tier, not those left to pay"),
    "tier-basis-after-deduction": phrase(
        "the calls left to pay choose the tier, not all of the month"
    ),
    "partial-thousand": phrase(
        "a part of a thousand calls is charged as a whole thousand, or the reverse"
    ),
    "rounded-down": phrase("what is past the cent is cut off, not rounded"),
    "rounded-half-up": phrase("what is past the cent is rounded, not cut off"),
    "pack-start": phrase("a pack covers its whole month of purchase, or only from its day on"),
    "quota-change": phrase("the free quota changes on its day, or stays until the month ends"),
    "first-month": phrase("the free quota begins with the activation, or only in the month after"),
    "shared-pool-order": phrase("the shared free quota is given to other calls"),
    "price-change": phrase("the price changes on its day, or for the whole month"),
    "quota-older": phrase("the free quota is an older one"),
    "quota-newer": phrase("the free quota is one that came later"),
    "price-older": phrase("the price is an older one"),
    "price-newer": phrase("the price is one that came later"),
    "pack-not-applied": phrase("a pack that was bought is not used"),
    "quota-not-applied": phrase("the free quota is not taken off"),
    "pack-order": phrase("the packs are used in another order"),
    "pack-expired": phrase("a pack ends earlier than it does"),
    "pack-after-expiry": phrase("a pack is used after its end"),
    "tier-progressive": phrase(
        "graduated prices: each tier's calls at its own price, cut by measure"
    ),
    "tier-progressive-by-number": phrase(
        "graduated prices, the call on each bound at the new price"
    ),
    "tier-running": phrase(
        "each of {days} days or rows has the price of the tier reached till then"
    ),
    "tier-reached": phrase("volume prices: all calls at the price of the tier that they reach"),
    "tier-bound-in-lower": phrase("a number of calls on a bound is priced by the tier below it"),
    "tier-first-only": phrase("all calls have the price of the first tier"),
    "quota-shared": phrase("APIs with a free quota of their own share one"),
    "quota-not-shared": phrase("APIs that share a free quota have one each"),
    "quota-carried-over": phrase("free calls that a month before left over are added"),
    "rounded-per-day": phrase(
        "each of {days} days or rows is rounded to the cent, and then added up"
    ),
    "unit-price-rounded": phrase("the price was rounded to {price} yuan per {per} calls first"),
    "unit-thousandfold": phrase(
        "{factor} times the amount: calls and thousands of calls are confused"
    ),
    "calls-differ": phrase(
        "the bill charges {theirs} calls where the usage leaves {ours} to pay, and at the right "
        "price"
    ),
    "unexplained": phrase("no cause that is known gives this amount"),
}
# Where there is such a figure, it stands in the sentence.
CAUSES_WITH: Mapping[str, tuple[str, str]] = {
    "discount": (
        "discount",
        phrase("the bill takes our amount and multiplies it by a discount ({discount})"),
    ),
    "price-older": (
        "until",
        phrase("the price is an older one, in force until {until}"),
    ),
    "price-newer": (
        "since",
        phrase("the price is one that came later, in force from {since}"),
    ),
}
VERDICTS: Mapping[str, Message] = {
    "agrees": say_as("verdict", "agrees"),
    "differs": say_as("verdict", "differs"),
    "missing-in-bill": say_as("verdict", "is not in the bill"),
    "missing-in-usage": say_as("verdict", "is not in the usage"),
    "cannot-tell": say_as("verdict", "undecided"),
}


def ignored(reason: str, rows: int, products: Sequence[str]) -> Message:
    """Say how many rows were left out, and why; of other products, which ``products``."""
    match reason:
        case "other-product":
            return say_many(
                "Left out: {n} row of another product: {names}",
                "Left out: {n} rows of other products: {names}",
                rows,
                names=listed([*products[:SHOWN], *(["…"] if len(products) > SHOWN else [])]),
            )
        case "no-product":
            return say_many(
                "Left out: {n} row that names no product",
                "Left out: {n} rows that name no product",
                rows,
            )
        case "pack-purchase":
            return say_many(
                "Left out: {n} row about packs that were bought: what they cost is in no line",
                "Left out: {n} rows about packs that were bought: what they cost is in no line",
                rows,
            )
        case "precision-adjustment":
            return say_many(
                "Left out: {n} row that settles rounding for the whole account (月度计费精度差异)",
                "Left out: {n} rows that settle rounding for the whole account (月度计费精度差异)",
                rows,
            )
        case _:
            return say_many("Left out: {n} row of totals", "Left out: {n} rows of totals", rows)


def in_words(cause: Cause) -> Message:
    """Return a cause as a sentence, with its figures."""
    figure, template = CAUSES_WITH.get(cause.id, ("", ""))
    if not cause.said.get(figure):
        template = CAUSES[cause.id]
    return Message(template, cause.said)


def rule_of(line: ReconciledLine, cause: Cause) -> str | None:
    """Return the clause that a cause is about, word for word; ``None`` where the page has none.

    Of a price it is the text of the cell.
    """
    if line.ours is None:
        return None
    if CLAUSES.get(cause.id) == PRICES:
        cells = dict.fromkeys(part.tier.source.text for part in line.ours.charge.parts)
        return ", ".join(cells) or None
    clauses = line.ours.terms.book.clauses
    return next((one.text for one in clauses if one.id == cause.rule), None)


def needed_in_words(needed: str) -> str:
    """Return what a line needs; of a column of the bill what it says."""
    if not is_column(needed):
        return needed
    return say("{column} ({what})", column=needed, what=_COLUMNS[needed])


def is_column(needed: str) -> bool:
    """Return whether what a line needs is a column that the vendor's export may have."""
    return needed in _COLUMNS
