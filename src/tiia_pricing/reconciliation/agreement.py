"""Whether two amounts are the same to the last digit that the bill shows."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

from tiia_pricing.reconciliation.vendor_export.export_cells import ShownAmount

_CENT = Decimal("0.01")


def half_up(amount: Fraction, digits: int) -> Decimal:
    """Return an amount to so many decimals, a half away from zero."""
    scaled = abs(amount) * 10**digits
    whole = floor(scaled + Fraction(1, 2))
    return Decimal(whole if amount >= 0 else -whole).scaleb(-digits)


def cents_of(amount: Fraction) -> int:
    """Return an amount in yuan as whole cents, a half away from zero."""
    return int(half_up(amount, 2).scaleb(2))


def counted(calls: Decimal) -> str:
    """Return calls as people read them; a bill can have parts of one."""
    return f"{int(calls):,}" if calls % 1 == 0 else f"{calls.normalize():,f}"


def plain_amount(amount: Decimal) -> Decimal:
    """Return an amount without zeros at its end, but with two decimals."""
    plain = amount.normalize()
    return plain if int(plain.as_tuple().exponent) < -2 else plain.quantize(_CENT)


def down(amount: Fraction) -> Fraction:
    """Return an amount without what is past the cent."""
    return Fraction(floor(amount * 100), 100)


def fits(shown: ShownAmount, exact: Fraction, cents: int) -> bool:
    """Return whether the bill shows the exact amount at its digits, or the one of whole cents."""
    return shown.value == half_up(exact, shown.digits) or shown.value * 100 == cents
