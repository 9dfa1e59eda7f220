"""Every cause: how likely it is beside the others, and the clause that it is about.

The order is that of ``ORDER``: first what the bill itself shows, then what the page leaves open,
then facts of another time and what was forgotten, then ways in which the page is misread, and
last errors of arithmetic, which would hit every customer. Before this order goes what the bill's
own calls confirm; then what no other line of the bill contradicts; then the cause that explains
more lines of the bill: a wrong rule is wrong on all of them.
"""

from __future__ import annotations

from collections.abc import Mapping

from tiia_pricebook import PayAsYouGo

BILL, TIERS, PRICES = "vendor-bill", "tiers", "prices"
# Each cause, the likeliest first, with the clause that it is about; ``TIERS`` and ``PRICES`` are
# the clauses of the API's own table.
CLAUSES: Mapping[str, str] = {
    "reversed": BILL,
    "discount": BILL,
    "precision-adjustment": BILL,
    "paid-in-another-month": BILL,
    "pack-left-untold": "settlement-order",
    "tier-basis-gross": TIERS,
    "tier-basis-after-deduction": TIERS,
    "partial-thousand": TIERS,
    "rounded-down": TIERS,
    "rounded-half-up": TIERS,
    "pack-start": "settlement-order",
    "quota-change": "quota-change-notice",
    "first-month": "quota-granted-on-activation",
    "shared-pool-order": "quota-shared",
    "price-change": TIERS,
    "quota-older": "quota-change-notice",
    "price-older": PRICES,
    "quota-newer": "quota-change-notice",
    "price-newer": PRICES,
    "pack-expired": "recognition-prepaid",
    "pack-after-expiry": "recognition-prepaid",
    "pack-order": "settlement-order",
    "pack-not-applied": "settlement-order",
    "quota-not-applied": "quota-issued-monthly",
    "tier-progressive": TIERS,
    "tier-progressive-by-number": TIERS,
    "tier-running": TIERS,
    "tier-reached": TIERS,
    "tier-bound-in-lower": TIERS,
    "tier-first-only": TIERS,
    "quota-shared": "quota-shared",
    "quota-not-shared": "quota-shared",
    "quota-carried-over": "quota-issued-monthly",
    "rounded-per-day": TIERS,
    "unit-price-rounded": PRICES,
    "unit-thousandfold": PRICES,
    "calls-differ": BILL,
    "unexplained": BILL,
}
ORDER: Mapping[str, int] = {cause: number for number, cause in enumerate(CLAUSES)}


def clause_of(cause: str, table: PayAsYouGo | None) -> str:
    """Return the clause that a cause is about, for an API with this price table."""
    clause = CLAUSES[cause]
    own = table and {TIERS: table.mode_clause or table.clause, PRICES: table.clause}.get(clause)
    return own or ("pay-as-you-go" if clause in (TIERS, PRICES) else clause)
