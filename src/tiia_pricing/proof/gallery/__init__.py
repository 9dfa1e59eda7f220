"""A gallery of wrong calculators: each the reference with one plausible misreading of the page.

The suite is worth something only if it tells each of them from the right one.
"""

from tiia_pricing.proof.gallery.arithmetic import ARITHMETIC
from tiia_pricing.proof.gallery.books import BOOKS
from tiia_pricing.proof.gallery.changes import CHANGES
from tiia_pricing.proof.gallery.choices import CHOICES
from tiia_pricing.proof.gallery.months import MONTHS
from tiia_pricing.proof.gallery.wrong import Wrong

GALLERY: tuple[Wrong, ...] = (*BOOKS, *CHOICES, *ARITHMETIC, *MONTHS, *CHANGES)

__all__ = ["GALLERY", "Wrong"]
