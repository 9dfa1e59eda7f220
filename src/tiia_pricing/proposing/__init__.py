"""An accepted page as additions to the project that a person finishes and reviews."""

from tiia_pricing.proposing.checkout import Checkout, checkout
from tiia_pricing.proposing.correction import Corrections, correct
from tiia_pricing.proposing.proposal import Particulars, Proposal, propose

__all__ = [
    "Checkout",
    "Corrections",
    "Particulars",
    "Proposal",
    "checkout",
    "correct",
    "propose",
]
