"""A gallery of wrong calculators: each the reference with one plausible misreading of the page.

The suite is worth something only if it tells each of them from the right one.
"""

from tiia_pricing.proof.gallery.wrong_arithmetic import ARITHMETIC
from tiia_pricing.proof.gallery.wrong_books import BOOKS
from tiia_pricing.proof.gallery.wrong_calculator import Wrong
from tiia_pricing.proof.gallery.wrong_changes import CHANGES
from tiia_pricing.proof.gallery.wrong_choices import CHOICES
from tiia_pricing.proof.gallery.wrong_months import MONTHS

GALLERY: tuple[Wrong, ...] = (*BOOKS, *CHOICES, *ARITHMETIC, *MONTHS, *CHANGES)

__all__ = ["GALLERY", "Wrong"]
