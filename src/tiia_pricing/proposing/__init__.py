"""An accepted upstream change as a patch of the project that a person finishes and reviews."""

from tiia_pricing.proposing.checkout import Checkout, checkout
from tiia_pricing.proposing.proposal import WHOLE, Proposal, propose

__all__ = ["WHOLE", "Checkout", "Proposal", "checkout", "propose"]
